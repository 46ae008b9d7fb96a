//! Values inside values.
#![no_main]

use bauta_fuzz::codecs;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| codecs::run(data));
