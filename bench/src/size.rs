//! Sizes as people write them.

use std::fmt;
use std::str::FromStr;

/// A number of bytes: `20MB`, `1GB` (decimal), `64MiB` (binary) or plain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Size(pub(crate) u64);

impl Size {
    /// In GB, for rates.
    #[expect(
        clippy::cast_precision_loss,
        reason = "a rate needs no more than 52 bits"
    )]
    pub(crate) fn gigabytes(self) -> f64 {
        self.0 as f64 / 1e9
    }

    /// In MiB, for memory.
    #[expect(
        clippy::cast_precision_loss,
        reason = "memory needs no more than 52 bits"
    )]
    pub(crate) fn mebibytes(self) -> f64 {
        self.0 as f64 / f64::from(1 << 20)
    }
}

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        let factor: u64 = match text.strip_prefix(digits).unwrap_or_default() {
            "" | "B" => 1,
            "kB" | "KB" => 1_000,
            "MB" => 1_000_000,
            "GB" => 1_000_000_000,
            "TB" => 1_000_000_000_000,
            "KiB" => 1 << 10,
            "MiB" => 1 << 20,
            "GiB" => 1 << 30,
            unit => {
                return Err(format!(
                    "`{unit}` is no unit; it takes kB, MB, GB, MiB, GiB"
                ));
            }
        };
        let number: u64 = digits
            .trim()
            .parse()
            .map_err(|_| format!("`{digits}` is no whole number"))?;
        let bytes = number.checked_mul(factor);
        bytes
            .map(Self)
            .ok_or_else(|| format!("`{text}` is too large"))
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            bytes if bytes >= 1_000_000_000 => write!(f, "{:.2} GB", self.gigabytes()),
            bytes if bytes >= 1_000_000 => write!(f, "{:.1} MB", self.gigabytes() * 1e3),
            bytes => write!(f, "{bytes} B"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_decimal_unless_they_say_otherwise() {
        assert_eq!("20MB".parse(), Ok(Size(20_000_000)));
        assert_eq!("64MiB".parse(), Ok(Size(64 << 20)));
        assert_eq!("7".parse(), Ok(Size(7)));
    }

    #[test]
    fn what_is_no_size_is_refused() {
        for text in ["", "GB", "1.5GB", "1 pound", "99999999999TB", "-1"] {
            assert!(text.parse::<Size>().is_err(), "{text}");
        }
    }
}
