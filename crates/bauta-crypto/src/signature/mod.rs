//! Signatures and the keys they are made with: Ed25519 to sign; Ed25519, ECDSA over P-256 and the
//! FIDO forms of both to verify.
//!
//! Deliberately absent: RSA and DSA, certificates, making keys (`ssh-keygen -t ed25519`).

mod private_key;

mod public_key;

mod revoked;

mod sshsig;

mod wire;

pub use private_key::{SigningKey, SigningKeyError};
pub use public_key::{BadSignature, PublicKeyError, VerifyingKey};
pub use revoked::{RevokedKeysError, revoked_keys};
pub use sshsig::{SshSignature, SshSignatureError};
