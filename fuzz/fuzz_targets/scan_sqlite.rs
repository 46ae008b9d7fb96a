//! Scripts of `.dump`, cut into frames.
#![no_main]

use bauta_fuzz::scan_sqlite;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| scan_sqlite::run(data));
