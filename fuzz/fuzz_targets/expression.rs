//! Conditions over rows.
#![no_main]

use bauta_fuzz::expression;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| expression::run(data));
