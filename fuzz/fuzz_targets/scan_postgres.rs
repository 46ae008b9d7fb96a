//! Scripts of `pg_dump`, cut into frames.
#![no_main]

use bauta_fuzz::scan_postgres;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| scan_postgres::run(data));
