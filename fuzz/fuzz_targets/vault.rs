//! Vaults, read and written.
#![no_main]

use bauta_fuzz::vault;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| vault::run(data));
