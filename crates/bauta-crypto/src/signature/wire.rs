/// Reads the fields that SSH writes: big-endian numbers, and texts after their length.
///
/// *Source:* RFC 4251, section 5.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// The next `length` bytes as they are.
    pub(super) fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.bytes(1)?.first().copied()
    }

    pub(super) fn number(&mut self) -> Option<u32> {
        let bytes = self.bytes(4)?;
        Some(u32::from_be_bytes(bytes.try_into().ok()?))
    }

    pub(super) fn string(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        self.bytes(length)
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.string()?).ok()
    }

    /// A number of any size that is not negative, in 32 bytes.
    pub(super) fn scalar(&mut self) -> Option<[u8; 32]> {
        let bytes = self.string()?;
        let digits = match bytes {
            [0, rest @ ..] if rest.first().is_some_and(|first| first & 0x80 != 0) => rest,
            [first, ..] if *first != 0 && first & 0x80 == 0 => bytes,
            _ => return None,
        };
        let mut scalar = [0; 32];
        let start = scalar.len().checked_sub(digits.len())?;
        scalar[start..].copy_from_slice(digits);
        Some(scalar)
    }

    /// What is left.
    pub(super) fn rest(self) -> &'a [u8] {
        self.0
    }

    /// Nothing may be left.
    pub(super) fn end(self) -> Option<()> {
        self.0.is_empty().then_some(())
    }
}

/// Appends bytes after their length. Lengths beyond 4 GiB do not occur: what is written here are
/// names, keys and digests.
pub(super) fn put_string(out: &mut Vec<u8>, bytes: &[u8]) {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_off_is_nothing() {
        let mut out = Vec::new();
        put_string(&mut out, b"abc");
        for length in 0..out.len() {
            assert_eq!(Fields::of(&out[..length]).string(), None);
        }
        let mut fields = Fields::of(&out);
        assert_eq!(fields.string(), Some(&b"abc"[..]));
        assert_eq!(fields.end(), Some(()));
    }

    #[test]
    fn scalars_are_positive_and_written_in_one_way() {
        let scalar = |digits: &[u8]| {
            let mut out = Vec::new();
            put_string(&mut out, digits);
            Fields::of(&out).scalar().map(|scalar| scalar[31])
        };
        assert_eq!(scalar(&[5]), Some(5));
        assert_eq!(scalar(&[0, 0x80]), Some(0x80));
        for wrong in [&[0x80][..], &[0, 5], &[], &[0], &[1; 33]] {
            assert_eq!(scalar(wrong), None);
        }
    }
}
