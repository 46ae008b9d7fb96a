use std::fmt;

use bauta_model::Secret;
use hkdf::Hkdf;
use sha2::Sha256;

use crate::{Fpe, Permutation, PrefixPermutation, Prf};

/// What a derived key is for. One key never serves two purposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Pseudonyms: keyed digests of values.
    Pseudonym,
    /// Format-preserving encryption.
    Fpe,
    /// Keyed permutations of rows.
    Shuffle,
    /// Date shifts per subject.
    DateShift,
    /// Sealing of reversible tokens.
    TokenEncryption,
    /// Token vaults.
    Vault,
    /// Planted canaries.
    Canary,
    /// Marks by which secrets are known again in reports.
    Fingerprint,
}

impl Purpose {
    fn label(self) -> &'static str {
        match self {
            Self::Pseudonym => "pseudonym",
            Self::Fpe => "fpe",
            Self::Shuffle => "shuffle",
            Self::DateShift => "dateshift",
            Self::TokenEncryption => "token-enc",
            Self::Vault => "vault",
            Self::Canary => "canary",
            Self::Fingerprint => "fingerprint",
        }
    }
}

/// The public name of a key: 16 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(String);

impl KeyId {
    pub(crate) fn of(bytes: [u8; 8]) -> Self {
        Self(format!("{:016x}", u64::from_be_bytes(bytes)))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The root key of one environment, ready to derive subkeys.
///
/// *Guarantees:* subkeys of different environments, domains, purposes or algorithms are
/// independent as far as HKDF-SHA-256 is a PRF; a leaked root of one environment says nothing
/// about another's.
#[derive(Debug)]
pub struct EnvironmentKey {
    environment: String,
    epoch: Option<String>,
    extracted: Secret<[u8; 32]>,
}

impl EnvironmentKey {
    /// Extracts the environment's pseudo-random key from its 32-byte root.
    ///
    /// *Source:* RFC 5869, salt `bauta/root/v1`.
    pub fn from_root(environment: &str, root: [u8; 32]) -> Self {
        let root = Secret::new(root);
        let (extracted, _) = Hkdf::<Sha256>::extract(Some(b"bauta/root/v1"), root.expose());
        Self {
            environment: environment.to_owned(),
            epoch: None,
            extracted: Secret::new(extracted.into()),
        }
    }

    /// Makes the tokens of this clone unlinkable to those of other epochs.
    #[must_use]
    pub fn with_epoch(mut self, epoch: Option<&str>) -> Self {
        self.epoch = epoch.map(str::to_owned);
        self
    }

    /// The environment's name.
    pub fn environment(&self) -> &str {
        &self.environment
    }

    /// The id that profiles pin and reports show.
    pub fn id(&self) -> KeyId {
        let mut bytes = [0u8; 8];
        self.expand(b"bauta/kid/v1", &mut bytes);
        KeyId::of(bytes)
    }

    /// A keyed pseudo-random function (HMAC-SHA-256) for one domain and purpose.
    pub fn prf(&self, domain: &str, purpose: Purpose) -> Prf {
        Prf::new(&self.subkey(domain, purpose, "hmac-sha256"))
    }

    /// A keyed bijection of the numbers below `size`.
    pub fn permutation(&self, domain: &str, purpose: Purpose, size: u128) -> Permutation {
        Permutation::new(self, domain, purpose, size)
    }

    /// Keyed bijections whose size depends on the value; sizes up to 2²⁰ must be announced.
    pub fn fpe(&self, domain: &str, small_sizes: &[u32]) -> Fpe {
        Fpe::new(self, domain, small_sizes)
    }

    /// A keyed bijection of addresses that keeps common prefixes common.
    pub fn prefix_permutation(&self, domain: &str) -> PrefixPermutation {
        PrefixPermutation::new(self, domain)
    }

    /// Derives a 32-byte key.
    ///
    /// *Source:* RFC 5869 expand; info is `bauta/subkey/v1` and the length-prefixed environment,
    /// domain, purpose and algorithm, the version, and the epoch where there is one.
    pub(crate) fn subkey(
        &self,
        domain: &str,
        purpose: Purpose,
        algorithm: &str,
    ) -> Secret<[u8; 32]> {
        let mut info = b"bauta/subkey/v1".to_vec();
        for part in [
            self.environment.as_str(),
            domain,
            purpose.label(),
            algorithm,
        ] {
            push_prefixed(&mut info, part);
        }
        info.extend_from_slice(&1u32.to_be_bytes());
        if let Some(epoch) = &self.epoch {
            push_prefixed(&mut info, epoch);
        }
        let mut key = [0u8; 32];
        self.expand(&info, &mut key);
        Secret::new(key)
    }

    fn expand(&self, info: &[u8], out: &mut [u8]) {
        let hkdf = Hkdf::<Sha256>::from_prk(self.extracted.expose());
        let done = hkdf.is_ok_and(|hkdf| hkdf.expand(info, out).is_ok());
        debug_assert!(done, "32 bytes are a valid PRK and a valid length");
    }
}

/// Appends a u16 big-endian length and the text. A text too long for its length to be written is
/// cut to what fits; names are far shorter.
pub(crate) fn push_prefixed(info: &mut Vec<u8>, text: &str) {
    let length = u16::try_from(text.len()).unwrap_or(u16::MAX);
    info.extend_from_slice(&length.to_be_bytes());
    info.extend(text.bytes().take(length.into()));
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write;

    fn counting_root() -> [u8; 32] {
        std::array::from_fn(|index| u8::try_from(index).unwrap())
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().fold(String::new(), |mut text, byte| {
            write!(text, "{byte:02x}").unwrap();
            text
        })
    }

    #[test]
    fn the_published_hierarchy_vectors_hold() {
        let qa = EnvironmentKey::from_root("qa", counting_root());
        assert_eq!(
            hex(qa.extracted.expose()),
            "3de2d921d9b10c91fcccbdbc0b890e0e9e7124ea2575a9da98e3bd7b32bd3b33"
        );
        let key = qa.subkey("customer.email", Purpose::Pseudonym, "hmac-sha256");
        assert_eq!(
            hex(key.expose()),
            "a650dc051e3851605f617e66c87506cb5ff40fca37440f991126a55148e3f4df"
        );
        let token = qa
            .prf("customer.email", Purpose::Pseudonym)
            .digest(b"alice@example.com");
        assert_eq!(hex(&token[..16]), "e2654517ad6edbeb4e35c510e0a7030e");
        let dev = EnvironmentKey::from_root("dev", counting_root());
        let token = dev
            .prf("customer.email", Purpose::Pseudonym)
            .digest(b"alice@example.com");
        assert_eq!(hex(&token[..16]), "f573a16a37eb1b960ecd2bcf3e25183b");
        let key = qa.subkey("card.pan", Purpose::Fpe, "ff1-aes256");
        assert_eq!(
            hex(key.expose()),
            "8339b77b4086d9805c53ad7f994db8e88a4bb435be852ee27e7e5cbe8157122e"
        );
    }

    #[test]
    fn environments_domains_purposes_epochs_and_roots_share_no_token() {
        let digest = |key: &EnvironmentKey, domain, purpose| key.prf(domain, purpose).digest(b"v");
        let qa = EnvironmentKey::from_root("qa", counting_root());
        let base = digest(&qa, "d", Purpose::Pseudonym);
        let epoch = |name| EnvironmentKey::from_root("qa", counting_root()).with_epoch(name);
        assert_eq!(digest(&epoch(None), "d", Purpose::Pseudonym), base);
        let mut others = vec![
            digest(
                &EnvironmentKey::from_root("dev", counting_root()),
                "d",
                Purpose::Pseudonym,
            ),
            digest(
                &EnvironmentKey::from_root("qa", [7; 32]),
                "d",
                Purpose::Pseudonym,
            ),
            digest(&qa, "e", Purpose::Pseudonym),
            digest(&epoch(Some("1")), "d", Purpose::Pseudonym),
            digest(&epoch(Some("2")), "d", Purpose::Pseudonym),
            base,
        ];
        for purpose in [
            Purpose::Fpe,
            Purpose::Shuffle,
            Purpose::DateShift,
            Purpose::TokenEncryption,
            Purpose::Vault,
            Purpose::Canary,
        ] {
            others.push(digest(&qa, "d", purpose));
        }
        let distinct: std::collections::BTreeSet<_> = others.iter().collect();
        assert_eq!(distinct.len(), others.len());
    }

    #[test]
    fn key_ids_are_pinned_and_do_not_depend_on_names_or_epochs() {
        let key = EnvironmentKey::from_root("qa", counting_root());
        assert_eq!(key.id().to_string(), "174a3a03764dfe34");
        let other = EnvironmentKey::from_root("dev", counting_root()).with_epoch(Some("1"));
        assert_eq!(other.id(), key.id());
    }
}
