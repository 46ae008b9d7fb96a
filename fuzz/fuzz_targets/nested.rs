//! Containers within containers.
#![no_main]

use bauta_fuzz::nested;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| nested::run(data));
