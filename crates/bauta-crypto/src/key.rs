use std::fmt;

use bauta_model::Secret;
use hkdf::Hkdf;
use sha2::Sha256;

use crate::Prf;

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
        }
    }
}

/// The public name of a root key: 16 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(String);

impl KeyId {
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
        KeyId(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }

    /// A keyed pseudo-random function (HMAC-SHA-256) for one domain and purpose.
    pub fn prf(&self, domain: &str, purpose: Purpose) -> Prf {
        Prf::new(&self.subkey(domain, purpose, "hmac-sha256"))
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

/// Appends a u16 big-endian length and the text; longer texts are cut by their own digest's
/// uniqueness not being needed: names are bounded by the profile parser.
fn push_prefixed(info: &mut Vec<u8>, text: &str) {
    let length = u16::try_from(text.len()).unwrap_or(u16::MAX);
    info.extend_from_slice(&length.to_be_bytes());
    info.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counting_root() -> [u8; 32] {
        std::array::from_fn(|index| u8::try_from(index).unwrap())
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
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
}
