//! Keys and what is made with them; the only crate that sees key bytes.
//!
//! One random root per environment; HKDF derives a key per (environment, domain, purpose,
//! algorithm); each key serves one algorithm.
//!
//! ```
//! use bauta_crypto::{EnvironmentKey, Purpose};
//! let key = EnvironmentKey::from_root("qa", [7; 32]);
//! let prf = key.prf("customer.email", Purpose::Pseudonym);
//! assert_eq!(prf.digest(b"alice@example.com"), prf.digest(b"alice@example.com"));
//! ```

mod key;

mod prf;

mod ff1;

mod permutation;

mod prefix;

mod reveal;

mod seal;

mod vault;

mod key_file;

mod signature;

pub use ff1::{Ff1, Ff1Error};
pub use key::{EnvironmentKey, KeyId, Purpose};
pub use key_file::{KeyFile, KeyFileError, KeyKind, Passphrase, Wrapping};
pub use permutation::{Fpe, Permutation};
pub use prefix::PrefixPermutation;
pub use prf::{Draw, Prf};
pub use reveal::{RevealKey, RevealKeyError, RevealPublicKey};
pub use seal::{RunSeal, SealedToken, Sealer, Sealing, TokenError, TooLong};
pub use signature::{
    BadSignature, PublicKeyError, RevokedKeysError, SigningKey, SigningKeyError, SshSignature,
    SshSignatureError, VerifyingKey, revoked_keys,
};
pub use vault::{
    Found, Segment, SegmentMeta, VaultError, VaultHeader, VaultSummary, VaultToken, VaultTokens,
};
