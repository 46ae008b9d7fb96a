/// A set of bytes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Bytes([u64; 4]);

impl Bytes {
    pub(crate) const ALL: Self = Self([u64::MAX; 4]);

    /// The bytes of a text.
    pub(crate) fn of(text: &[u8]) -> Self {
        let mut bytes = Self::default();
        for byte in text {
            bytes.add(*byte);
        }
        bytes
    }

    pub(crate) fn add(&mut self, byte: u8) {
        self.0[usize::from(byte >> 6)] |= 1 << (byte & 63);
    }

    pub(crate) fn has(self, byte: u8) -> bool {
        self.0[usize::from(byte >> 6)] & (1 << (byte & 63)) != 0
    }

    /// Whether a byte is in both.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0.iter().zip(other.0).any(|(one, two)| one & two != 0)
    }
}
