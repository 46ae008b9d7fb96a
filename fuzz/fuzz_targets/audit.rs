//! The audit log and the register of clones.
#![no_main]

use bauta_fuzz::audit;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| audit::run(data));
