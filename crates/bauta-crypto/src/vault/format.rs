use bauta_model::Secret;
use serde_json::{Map, Value, json};

use super::VaultError;
use crate::key::push_prefixed;
use crate::{KeyId, Prf};

/// What a vault says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VaultHeader {
    /// 32 hexadecimal digits, drawn at random when it is made.
    pub vault_id: String,
    /// The environment whose tokens it holds.
    pub environment: String,
}

impl VaultHeader {
    /// The header of a new vault. Its id tells nothing of the random bytes that it comes from.
    pub fn new(environment: &str, random: &Secret<[u8; 32]>) -> Self {
        let digest = Prf::new(random).digest(b"bauta/vault/id");
        Self {
            vault_id: hex(&digest[..16]),
            environment: environment.to_owned(),
        }
    }

    pub(super) fn to_json(&self) -> String {
        json!({"environment": self.environment, "vault_id": self.vault_id}).to_string()
    }

    pub(super) fn parse(text: &[u8]) -> Result<Self, VaultError> {
        let mut fields = Fields::parse(text)?;
        let header = Self {
            vault_id: fields.text("vault_id")?,
            environment: fields.text("environment")?,
        };
        fields.finish(header)
    }
}

/// What is known of the run that adds a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentMeta {
    /// When, as RFC 3339.
    pub created: String,
    /// Digest of the profile.
    pub profile: String,
    /// Id of the root key under which the tokens were made.
    pub key_id: KeyId,
}

/// The header of a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SegmentHeader {
    pub(super) segment: u32,
    pub(super) created: String,
    pub(super) profile: String,
    pub(super) key_id: String,
    /// Id of the reveal key that its key is wrapped to.
    pub(super) reveal_key_id: String,
    /// SHA-256 of all bytes of the file before the segment, in hexadecimal.
    pub(super) previous: String,
}

impl SegmentHeader {
    pub(super) fn to_json(&self) -> String {
        json!({
            "created": self.created,
            "kek": {"kid": self.reveal_key_id, "kind": KEK},
            "kid": self.key_id,
            "previous": self.previous,
            "profile": self.profile,
            "segment": self.segment,
        })
        .to_string()
    }

    pub(super) fn parse(text: &[u8]) -> Result<Self, VaultError> {
        let mut fields = Fields::parse(text)?;
        let mut kek = fields.fields("kek")?;
        if kek.text("kind")? != KEK {
            return Err(VaultError::Version);
        }
        let header = Self {
            segment: fields.number("segment")?,
            created: fields.text("created")?,
            profile: fields.text("profile")?,
            key_id: fields.text("kid")?,
            reveal_key_id: kek.text("kid")?,
            previous: fields.text("previous")?,
        };
        kek.finish(())?;
        fields.finish(header)
    }
}

/// What is authenticated with all of a segment.
pub(super) fn associated(header: &VaultHeader, segment: &str) -> Vec<u8> {
    let mut associated = b"bauta/vault/v1".to_vec();
    for part in [&*header.environment, &*header.vault_id, segment] {
        push_prefixed(&mut associated, part);
    }
    associated
}

/// What the wrapping of a segment's key is for.
pub(super) fn purpose(header: &VaultHeader, segment: u32) -> Vec<u8> {
    let mut purpose = b"bauta/vault-key/v1".to_vec();
    for part in [&header.environment, &header.vault_id] {
        push_prefixed(&mut purpose, part);
    }
    purpose.extend_from_slice(&segment.to_be_bytes());
    purpose
}

pub(super) fn hex(bytes: &[u8]) -> String {
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves
        .filter_map(|half| char::from_digit(u32::from(half), 16))
        .collect()
}

/// The fields of a JSON object, each taken once.
struct Fields(Map<String, Value>);

impl Fields {
    fn parse(text: &[u8]) -> Result<Self, VaultError> {
        match serde_json::from_slice(text) {
            Ok(Value::Object(map)) => Ok(Self(map)),
            _ => Err(VaultError::Header),
        }
    }

    fn take(&mut self, name: &str) -> Result<Value, VaultError> {
        self.0.shift_remove(name).ok_or(VaultError::Header)
    }

    fn text(&mut self, name: &str) -> Result<String, VaultError> {
        match self.take(name)? {
            Value::String(text) => Ok(text),
            _ => Err(VaultError::Header),
        }
    }

    fn number(&mut self, name: &str) -> Result<u32, VaultError> {
        let number = self.take(name)?.as_u64();
        number
            .and_then(|number| number.try_into().ok())
            .ok_or(VaultError::Header)
    }

    fn fields(&mut self, name: &str) -> Result<Self, VaultError> {
        match self.take(name)? {
            Value::Object(map) => Ok(Self(map)),
            _ => Err(VaultError::Header),
        }
    }

    fn finish<T>(self, whole: T) -> Result<T, VaultError> {
        if self.0.is_empty() {
            Ok(whole)
        } else {
            Err(VaultError::Header)
        }
    }
}

const KEK: &str = "hpke-x25519-hkdf-sha256-aes-256-gcm";
