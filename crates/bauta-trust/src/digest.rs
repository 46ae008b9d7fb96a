use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The one text of a document: keys sorted by UTF-16 code units, no white space.
///
/// *Source:* RFC 8785.
///
/// # Errors
/// A document that is no JSON, or that holds a number with a fraction, which the formats of this
/// crate do without.
pub fn canonical(document: &impl Serialize) -> Result<Vec<u8>, CanonicalError> {
    let value = serde_json::to_value(document).map_err(|_| CanonicalError::NotJson)?;
    if has_fraction(&value) {
        return Err(CanonicalError::Fraction);
    }
    serde_json_canonicalizer::to_vec(&value).map_err(|_| CanonicalError::NotJson)
}

/// SHA-256 of bytes, written `sha256:` and 64 hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest([u8; 32]);

impl Digest {
    /// Of bytes as they are.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Of bytes under a tag that says what they are, so that no document passes for another kind:
    /// SHA-256 of *tag ‖ 0 ‖ bytes*.
    pub fn tagged(tag: &str, bytes: &[u8]) -> Self {
        let mut hasher = Sha256::new();
        hasher.update(tag.as_bytes());
        hasher.update([0]);
        hasher.update(bytes);
        Self(hasher.finalize().into())
    }

    /// The 32 bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The 64 hexadecimal digits alone.
    pub fn hex(&self) -> String {
        let mut digits = String::with_capacity(64);
        for byte in self.0 {
            for half in [byte >> 4, byte & 15] {
                digits.extend(char::from_digit(u32::from(half), 16));
            }
        }
        digits
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "sha256:{}", self.hex())
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

impl TryFrom<String> for Digest {
    type Error = CanonicalError;

    fn try_from(text: String) -> Result<Self, CanonicalError> {
        text.parse()
    }
}

impl FromStr for Digest {
    type Err = CanonicalError;

    fn from_str(text: &str) -> Result<Self, CanonicalError> {
        let digits = text.strip_prefix("sha256:").unwrap_or_default().as_bytes();
        let mut bytes = [0; 32];
        let digit = |digit: u8| match digit {
            b'0'..=b'9' => Some(digit - b'0'),
            b'a'..=b'f' => Some(digit - b'a' + 10),
            _ => None,
        };
        if digits.len() != 64 {
            return Err(CanonicalError::NotADigest);
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let (Some(high), Some(low)) = (digit(pair[0]), digit(pair[1])) else {
                return Err(CanonicalError::NotADigest);
            };
            *byte = high << 4 | low;
        }
        Ok(Self(bytes))
    }
}

/// Why a document has no canonical form, or a text is no digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CanonicalError {
    /// It cannot be written as JSON.
    #[error("the document cannot be written as JSON")]
    NotJson,
    /// It holds a number with a fraction.
    #[error("the document holds a number with a fraction")]
    Fraction,
    /// It is not `sha256:` and 64 small hexadecimal digits.
    #[error("a digest is `sha256:` and 64 hexadecimal digits")]
    NotADigest,
}

fn has_fraction(value: &serde_json::Value) -> bool {
    match value {
        serde_json::Value::Number(number) => !number.is_i64() && !number.is_u64(),
        serde_json::Value::Array(list) => list.iter().any(has_fraction),
        serde_json::Value::Object(entries) => entries.values().any(has_fraction),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keys_are_sorted_by_utf16_and_nothing_is_added() {
        // The order of RFC 8785, section 3.2.3.
        let document = json!({
            "\u{20ac}": "Euro Sign", "\r": "Carriage Return", "\u{fb33}": "Hebrew Letter Dalet With Dagesh",
            "1": "One", "\u{1f600}": "Emoji: Grinning Face", "\u{80}": "Control",
            "\u{f6}": "Latin Small Letter O With Diaeresis"
        });
        let text = String::from_utf8(canonical(&document).unwrap()).unwrap();
        let order = [
            "Carriage", "One", "Control", "Latin", "Euro", "Emoji", "Hebrew",
        ];
        let places = order.map(|word| text.find(word).unwrap());
        assert!(places.is_sorted(), "{text}");
    }

    #[test]
    fn fractions_are_refused() {
        assert_eq!(
            canonical(&json!({ "a": [1.5] })),
            Err(CanonicalError::Fraction)
        );
    }

    #[test]
    fn digests_are_read_as_they_are_written() {
        let digest = Digest::of(b"");
        let text = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(digest.to_string(), text);
        assert_eq!(text.parse(), Ok(digest));
        assert_eq!(
            text.to_uppercase().parse::<Digest>(),
            Err(CanonicalError::NotADigest)
        );
    }

    #[test]
    fn a_tag_keeps_kinds_apart() {
        assert_ne!(Digest::tagged("a", b"bc"), Digest::tagged("ab", b"c"));
    }
}
