//! Envelopes and statements.
#![no_main]

use bauta_fuzz::dsse;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| dsse::run(data));
