/// The letters and digits of an identifier, without what stands between them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Compact {
    characters: [u8; CAPACITY],
    length: usize,
}

impl Compact {
    /// Reads ASCII letters, as capitals, and digits; `None` if anything but `separators` stands
    /// among them, or they are too many.
    pub(crate) fn read(value: &[u8], separators: &[u8]) -> Option<Self> {
        let mut characters = [0; CAPACITY];
        let mut length = 0;
        for byte in value {
            if byte.is_ascii_alphanumeric() {
                *characters.get_mut(length)? = byte.to_ascii_uppercase();
                length += 1;
            } else if !separators.contains(byte) {
                return None;
            }
        }
        Some(Self { characters, length })
    }

    pub(crate) fn characters(&self) -> &[u8] {
        self.characters.get(..self.length).unwrap_or_default()
    }

    pub(crate) fn characters_mut(&mut self) -> &mut [u8] {
        self.characters.get_mut(..self.length).unwrap_or_default()
    }

    /// Appends `like` with its letters and digits replaced by these, small where it has small ones.
    pub(crate) fn write_like(&self, like: &[u8], out: &mut Vec<u8>) {
        let mut characters = self.characters().iter();
        out.extend(like.iter().map(|byte| {
            if !byte.is_ascii_alphanumeric() {
                return *byte;
            }
            let character = characters.next().copied().unwrap_or(b'0');
            if byte.is_ascii_lowercase() {
                character.to_ascii_lowercase()
            } else {
                character
            }
        }));
    }
}

/// A 64-bit digest that tells shapes of values apart; public, not for secrets.
///
/// *Source:* FNV-1a.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ShapeHash(u64);

impl ShapeHash {
    pub(crate) fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    pub(crate) fn push_all(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.push(*byte);
        }
    }

    pub(crate) fn push(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }

    pub(crate) fn of(bytes: &[u8]) -> u64 {
        let mut hash = Self::new();
        hash.push_all(bytes);
        hash.finish()
    }

    pub(crate) fn finish(self) -> u64 {
        self.0
    }
}

const CAPACITY: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separators_and_case_stay() {
        let mut compact = Compact::read(b"ab-12 c", b"- ").unwrap();
        assert_eq!(compact.characters(), b"AB12C");
        compact.characters_mut().copy_from_slice(b"9ZX8Y");
        let mut out = Vec::new();
        compact.write_like(b"ab-12 c", &mut out);
        assert_eq!(out, b"9z-X8 y");
    }

    #[test]
    fn other_characters_and_long_values_are_refused() {
        assert!(Compact::read(b"12.3", b"-").is_none());
        assert!(Compact::read("é".as_bytes(), b"").is_none());
        assert!(Compact::read(&[b'1'; CAPACITY], b"").is_some());
        assert!(Compact::read(&[b'1'; CAPACITY + 1], b"").is_none());
    }
}
