//! Where keys, credentials and signatures come from: files, variables, programs, the system's key
//! chain, agents.
//!
//! Key bytes pass through here as text on their way to `bauta-crypto`, wiped afterwards. Nothing is
//! asked of people: whoever needs a passphrase is given one by [`Passphrases`].

mod credentials;

mod keychain;

mod passphrases;

mod program;

mod signer;

mod source;

pub use credentials::{Allowed, bring, spec_of};
pub use keychain::write_new as write_to_keychain;
pub use passphrases::{NoPassphrases, Passphrases};
pub use signer::{Signer, has_signed, signing_key};
pub use source::KeySource;
