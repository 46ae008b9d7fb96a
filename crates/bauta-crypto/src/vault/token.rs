use std::fmt;

use crate::TokenError;

/// A token that stands for a value in a vault: `bv1.<environment>.<32 hex digits>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct VaultToken {
    environment: String,
    pub(super) bytes: [u8; 16],
}

impl VaultToken {
    /// The token of an environment with these bytes, which are a keyed digest of the value.
    pub fn new(environment: &str, bytes: [u8; 16]) -> Self {
        Self {
            environment: environment.to_owned(),
            bytes,
        }
    }

    /// Reads a token.
    ///
    /// # Errors
    /// A text of another form.
    pub fn parse(text: &str) -> Result<Self, TokenError> {
        let rest = text.strip_prefix("bv1.").ok_or(TokenError::NotAToken)?;
        // Environments may have dots in their names.
        let (environment, digits) = rest.rsplit_once('.').ok_or(TokenError::NotAToken)?;
        let (pairs, []) = digits.as_bytes().as_chunks::<2>() else {
            return Err(TokenError::NotAToken);
        };
        let bytes: Option<Vec<u8>> = pairs.iter().copied().map(byte).collect();
        let bytes = bytes.and_then(|bytes| bytes.try_into().ok());
        Ok(Self::new(environment, bytes.ok_or(TokenError::NotAToken)?))
    }

    /// The environment that it was made in, as it says itself.
    pub fn environment(&self) -> &str {
        &self.environment
    }

    /// Appends the token of an environment with these bytes to `out`.
    pub fn write(environment: &str, bytes: [u8; 16], out: &mut Vec<u8>) {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        out.extend_from_slice(b"bv1.");
        out.extend_from_slice(environment.as_bytes());
        out.push(b'.');
        let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        out.extend(digits.map(|digit| DIGITS[usize::from(digit)]));
    }

    /// Length of the tokens of an environment, in characters.
    pub fn chars(environment: &str) -> usize {
        "bv1..".len() + environment.chars().count() + 32
    }
}

impl fmt::Display for VaultToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = Vec::new();
        Self::write(&self.environment, self.bytes, &mut text);
        f.write_str(&String::from_utf8_lossy(&text))
    }
}

fn byte(pair: [u8; 2]) -> Option<u8> {
    let digit = |letter: u8| match letter {
        b'0'..=b'9' => Some(letter - b'0'),
        b'a'..=b'f' => Some(letter - b'a' + 10),
        _ => None,
    };
    Some(digit(pair[0])? << 4 | digit(pair[1])?)
}
