//! The engine from end to end.
#![no_main]

use bauta_fuzz::mask;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| mask::run(data));
