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

pub use key::{EnvironmentKey, KeyId, Purpose};
pub use prf::{Draw, Prf};
