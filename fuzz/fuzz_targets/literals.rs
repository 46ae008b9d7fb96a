//! Literals and fields, read and written.
#![no_main]

use bauta_fuzz::literals;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| literals::run(data));
