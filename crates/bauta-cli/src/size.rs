use std::fmt;
use std::str::FromStr;

/// A number of bytes, as people write it: `1000`, `64MiB`, `2GB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Size(usize);

impl Size {
    pub(crate) fn bytes(self) -> usize {
        self.0
    }
}

/// A text that is not a size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum SizeError {
    #[error("expected a size like 64MiB, 2GB or 1048576")]
    Form,
    #[error("a size of 0 bytes leaves no room for anything")]
    Zero,
    #[error("more bytes than this machine can address")]
    TooLarge,
}

/// Units by their names in lower case. A bare letter is binary, as `dd` and container tools have it.
const UNITS: &[(&str, u32, usize)] = &[
    ("", 0, 1),
    ("b", 0, 1),
    ("k", 1, 1024),
    ("kib", 1, 1024),
    ("kb", 1, 1000),
    ("m", 2, 1024),
    ("mib", 2, 1024),
    ("mb", 2, 1000),
    ("g", 3, 1024),
    ("gib", 3, 1024),
    ("gb", 3, 1000),
    ("t", 4, 1024),
    ("tib", 4, 1024),
    ("tb", 4, 1000),
];

impl FromStr for Size {
    type Err = SizeError;

    fn from_str(text: &str) -> Result<Self, SizeError> {
        let text = text.trim();
        let at = text
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(text.len());
        let (digits, unit) = text.split_at(at);
        let unit = unit.trim_start().to_ascii_lowercase();
        let (_, power, base) = UNITS
            .iter()
            .find(|(name, ..)| *name == unit)
            .ok_or(SizeError::Form)?;
        if digits.is_empty() {
            return Err(SizeError::Form);
        }
        let count: usize = digits.parse().map_err(|_| SizeError::TooLarge)?;
        let factor = base.checked_pow(*power).ok_or(SizeError::TooLarge)?;
        match count.checked_mul(factor).ok_or(SizeError::TooLarge)? {
            0 => Err(SizeError::Zero),
            bytes => Ok(Self(bytes)),
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(text: &str) -> Result<usize, SizeError> {
        text.parse().map(Size::bytes)
    }

    #[test]
    fn sizes_are_read_in_every_usual_spelling() {
        assert_eq!(bytes("1000"), Ok(1000));
        assert_eq!(bytes("64MiB"), Ok(64 << 20));
        assert_eq!(bytes("64 mib"), Ok(64 << 20));
        assert_eq!(bytes("2GB"), Ok(2_000_000_000));
        assert_eq!(bytes("1k"), Ok(1024));
        assert_eq!(bytes("7B"), Ok(7));
    }

    #[test]
    fn what_is_no_size_is_refused() {
        for text in ["", "MiB", "-1", "1.5GiB", "64 parsecs", "0x10", "12MiBs"] {
            assert_eq!(bytes(text), Err(SizeError::Form), "{text}");
        }
        assert_eq!(bytes("0"), Err(SizeError::Zero));
        assert_eq!(bytes("0GiB"), Err(SizeError::Zero));
        assert_eq!(bytes("99999999999999999999"), Err(SizeError::TooLarge));
        assert_eq!(bytes("99999999999999TiB"), Err(SizeError::TooLarge));
    }
}
