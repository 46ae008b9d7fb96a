use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Digest, canonical};

/// What a signature of an approval is made for.
pub const APPROVAL_NAMESPACE: &str = "bauta-profile-approval@v1";

/// What the signature of an author is made for.
pub const AUTHOR_NAMESPACE: &str = "bauta-profile-author@v1";

/// What people sign who approve a profile. Who they are is told by their keys, never in here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ApprovalDocument {
    /// The kind of document and its version.
    #[serde(rename = "type")]
    kind: Kind,
    /// Approvals of an environment are numbered from 1.
    pub serial: u64,
    /// Where the profile may run.
    pub environment: String,
    /// The profile's name, for people.
    pub profile_name: String,
    /// The digest of the profile and of all that belongs to it.
    pub profile_digest: Digest,
    /// The fingerprint of the schema it was reviewed against.
    pub schema_fingerprint: Digest,
    /// Versions of bauta it was reviewed with.
    pub engine: EngineRange,
    /// When it was made.
    pub issued: Timestamp,
    /// The last moment it holds.
    pub expires: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Kind {
    #[serde(rename = "bauta-approval/v1")]
    V1,
}

/// What is approved.
impl ApprovalDocument {
    /// An approval of a profile against a schema.
    #[expect(clippy::too_many_arguments, reason = "the fields of the document")]
    pub fn new(
        serial: u64,
        environment: &str,
        profile_name: &str,
        profile_digest: Digest,
        schema_fingerprint: Digest,
        engine: Release,
        issued: Timestamp,
        expires: Timestamp,
    ) -> Self {
        Self {
            kind: Kind::V1,
            serial,
            environment: environment.to_owned(),
            profile_name: profile_name.to_owned(),
            profile_digest,
            schema_fingerprint,
            engine: EngineRange::compatible_with(engine),
            issued,
            expires,
        }
    }

    /// The bytes that are signed.
    ///
    /// # Errors
    /// None that a document of this shape can have.
    pub fn to_bytes(&self) -> Result<Vec<u8>, DocumentError> {
        canonical(self).map_err(|_| DocumentError::Malformed)
    }

    /// Reads a document; only its canonical form is one.
    ///
    /// # Errors
    /// Any other bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, DocumentError> {
        if bytes.len() > LONGEST_BYTES {
            return Err(DocumentError::Malformed);
        }
        let document: Self = serde_json::from_slice(bytes).map_err(|_| DocumentError::Malformed)?;
        if document.to_bytes()? == bytes && is_environment_name(&document.environment) {
            Ok(document)
        } else {
            Err(DocumentError::Malformed)
        }
    }
}

/// Why a document is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// Not the canonical form of one.
    #[error("the approval document is damaged or of another version")]
    Malformed,
}

/// What the author of a profile signs.
pub fn authorship_document(profile: Digest) -> Vec<u8> {
    // The canonical form, whose keys and values need no escapes.
    format!("{{\"profileDigest\":\"{profile}\",\"type\":\"bauta-author/v1\"}}").into_bytes()
}

/// Whether a text can be the name of an environment, which is also that of a folder: 1 to 64
/// letters, digits, `-`, `_` and `.`, not beginning with a dot.
pub fn is_environment_name(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    (1..=64).contains(&text.len()) && text.bytes().all(allowed) && !text.starts_with('.')
}

const LONGEST_BYTES: usize = 64 << 10;

/// A version of bauta: major, minor, patch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Release(u32, u32, u32);

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

impl FromStr for Release {
    type Err = DocumentError;

    /// Reads `1.2.3`; what follows `-` or `+` is passed over.
    fn from_str(text: &str) -> Result<Self, DocumentError> {
        let core = text.split(['-', '+']).next().unwrap_or_default();
        let mut parts = core.split('.').map(|part| part.parse().ok());
        let mut next = || parts.next().flatten().ok_or(DocumentError::Malformed);
        let release = Self(next()?, next()?, next()?);
        match parts.next() {
            None => Ok(release),
            Some(_) => Err(DocumentError::Malformed),
        }
    }
}

/// Versions from one on and below another, written `>=1.2.0,<2.0.0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EngineRange {
    from: Release,
    below: Release,
}

impl EngineRange {
    /// All that mask as this version does: up to the next major one, or minor one before 1.0.
    pub fn compatible_with(release: Release) -> Self {
        let below = match release {
            Release(0, minor, _) => Release(0, minor.saturating_add(1), 0),
            Release(major, ..) => Release(major.saturating_add(1), 0, 0),
        };
        Self {
            from: release,
            below,
        }
    }

    /// Whether a version is one of them.
    pub fn contains(self, release: Release) -> bool {
        self.from <= release && release < self.below
    }
}

impl fmt::Display for EngineRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, ">={},<{}", self.from, self.below)
    }
}

impl From<EngineRange> for String {
    fn from(range: EngineRange) -> Self {
        range.to_string()
    }
}

impl TryFrom<String> for EngineRange {
    type Error = DocumentError;

    fn try_from(text: String) -> Result<Self, DocumentError> {
        let bounds = text
            .strip_prefix(">=")
            .and_then(|text| text.split_once(",<"));
        let (from, below) = bounds.ok_or(DocumentError::Malformed)?;
        Ok(Self {
            from: from.parse()?,
            below: below.parse()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document() -> ApprovalDocument {
        let digest = Digest::of(b"");
        ApprovalDocument::new(
            3,
            "staging",
            "shop",
            digest,
            digest,
            Release(0, 1, 4),
            "2026-06-01T00:00:00Z".parse().unwrap(),
            "2026-12-31T23:59:59Z".parse().unwrap(),
        )
    }

    #[test]
    fn a_document_has_one_form() {
        let bytes = document().to_bytes().unwrap();
        let empty = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let text = format!(
            r#"{{"engine":">=0.1.4,<0.2.0","environment":"staging","expires":"2026-12-31T23:59:59Z","issued":"2026-06-01T00:00:00Z","profileDigest":"{empty}","profileName":"shop","schemaFingerprint":"{empty}","serial":3,"type":"bauta-approval/v1"}}"#
        );
        assert_eq!(String::from_utf8(bytes).unwrap(), text);
        assert_eq!(ApprovalDocument::parse(text.as_bytes()), Ok(document()));
        for (from, to) in [
            ("{", "{ "),
            ("/v1", "/v2"),
            ("\"serial\":3", "\"serial\":3,\"serial\":3"),
            ("\"serial\":3", "\"serial\":3,\"sponsor\":1"),
            ("staging", "../x"),
            ("sha256:e3", "sha256:E3"),
            ("00:00:00Z", "00:00:00+00:00"),
        ] {
            let changed = text.replacen(from, to, 1);
            assert_ne!(changed, text);
            assert!(
                ApprovalDocument::parse(changed.as_bytes()).is_err(),
                "{changed}"
            );
        }
    }

    #[test]
    fn a_range_ends_where_masking_may_change() {
        let range = |text: &str| EngineRange::compatible_with(text.parse().unwrap());
        assert_eq!(range("0.1.4").to_string(), ">=0.1.4,<0.2.0");
        assert_eq!(range("1.2.3-rc.1").to_string(), ">=1.2.3,<2.0.0");
        let within = |text: &str| range("1.2.3").contains(text.parse().unwrap());
        assert!(within("1.2.3") && within("1.10.0"));
        assert!(!within("1.2.2") && !within("2.0.0"));
    }

    #[test]
    fn the_authors_document_is_canonical() {
        let bytes = authorship_document(Digest::of(b""));
        let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(canonical(&value).unwrap(), bytes);
    }

    #[test]
    fn names_of_environments_are_names_of_folders() {
        for name in ["qa", "staging-eu.2", "A_b"] {
            assert!(is_environment_name(name), "{name}");
        }
        for name in ["", ".", "..", ".hidden", "a/b", "a b", &"x".repeat(65)] {
            assert!(!is_environment_name(name), "{name}");
        }
    }
}
