//! Statements and what they say.
#![no_main]

use bauta_fuzz::ddl;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| ddl::run(data));
