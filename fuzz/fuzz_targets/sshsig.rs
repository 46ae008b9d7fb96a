//! Signatures, allowed signers and keys.
#![no_main]

use bauta_fuzz::sshsig;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| sshsig::run(data));
