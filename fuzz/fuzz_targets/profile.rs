//! Profiles, read and written.
#![no_main]

use bauta_fuzz::profile;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| profile::run(data));
