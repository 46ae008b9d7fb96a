//! Key files, read and written.
#![no_main]

use bauta_fuzz::key_file;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| key_file::run(data));
