//! Policies.
#![no_main]

use bauta_fuzz::policy;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| policy::run(data));
