/// A set of ASCII characters that tokens are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Alphabet(u16);

impl Alphabet {
    pub(crate) const DIGIT: Self = Self(DIGIT_2_TO_7 | DIGIT_OTHER);
    pub(crate) const HEX: Self = Self::DIGIT.and(Self(LOWER_HEX));
    pub(crate) const UPPER_HEX: Self = Self::DIGIT.and(Self(UPPER_HEX));
    pub(crate) const LOWER: Self = Self(LOWER_HEX | LOWER_REST);
    pub(crate) const UPPER: Self = Self(UPPER_HEX | UPPER_REST);
    pub(crate) const ALPHA: Self = Self::LOWER.and(Self::UPPER);
    pub(crate) const LOWER_DIGIT: Self = Self::LOWER.and(Self::DIGIT);
    pub(crate) const UPPER_DIGIT: Self = Self::UPPER.and(Self::DIGIT);
    /// `0-9A-Za-z`
    pub(crate) const B62: Self = Self::ALPHA.and(Self::DIGIT);
    /// `A-Za-z0-9+/`
    pub(crate) const B64: Self = Self::B62.and(Self(PLUS | SLASH));
    /// `A-Za-z0-9_-`
    pub(crate) const B64_URL: Self = Self::B62.and(Self(DASH | UNDERSCORE));
    /// `A-Z2-7`
    pub(crate) const B32: Self = Self::UPPER.and(Self(DIGIT_2_TO_7));
    /// `a-z2-7`
    pub(crate) const B32_LOWER: Self = Self::LOWER.and(Self(DIGIT_2_TO_7));
    /// `a-f2-7`, which every alphabet of letters and digits has
    pub(crate) const COMMON: Self = Self(LOWER_HEX | DIGIT_2_TO_7);
    /// `./A-Za-z0-9`, the alphabet of crypt(3)
    pub(crate) const CRYPT: Self = Self::B62.and(Self(DOT | SLASH));
    pub(crate) const PERCENT: Self = Self(PERCENT);
    pub(crate) const TILDE: Self = Self(TILDE);
    pub(crate) const DOT: Self = Self(DOT);
    pub(crate) const LINE: Self = Self(LINE);
    pub(crate) const PADDING: Self = Self(EQUALS);
    /// What a word is made of: a token ends where the next byte is none of these.
    pub(crate) const WORD: Self = Self::B62.and(Self(UNDERSCORE));

    /// Both sets together.
    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) fn has(self, byte: u8) -> bool {
        CLASSES[usize::from(byte)] & self.0 != 0
    }

    /// Whether every character of `other` is in this set.
    pub(crate) const fn covers(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// How many bytes at the front of `text` are in the set, at most `max`.
    pub(crate) fn run(self, text: &[u8], max: usize) -> usize {
        text.iter()
            .take(max)
            .take_while(|byte| self.has(**byte))
            .count()
    }

    /// The word that tells a replacement of ours in a run of this alphabet; none for digits.
    pub(crate) const fn mark(self) -> Option<&'static str> {
        if self.covers(Self::ALPHA) {
            Some("BAUTAdead")
        } else if self.covers(Self::UPPER) {
            Some("BAUTADEAD")
        } else if self.covers(Self::LOWER) {
            Some("bautadead")
        } else if self.covers(Self::HEX) {
            Some("deadba07a")
        } else if self.covers(Self::UPPER_HEX) {
            Some("DEADBA07A")
        } else {
            None
        }
    }
}

const DIGIT_2_TO_7: u16 = 1;
const DIGIT_OTHER: u16 = 1 << 1;
const LOWER_HEX: u16 = 1 << 2;
const LOWER_REST: u16 = 1 << 3;
const UPPER_HEX: u16 = 1 << 4;
const UPPER_REST: u16 = 1 << 5;
const PLUS: u16 = 1 << 6;
const SLASH: u16 = 1 << 7;
const DASH: u16 = 1 << 8;
const UNDERSCORE: u16 = 1 << 9;
const DOT: u16 = 1 << 10;
const EQUALS: u16 = 1 << 11;
const PERCENT: u16 = 1 << 12;
const TILDE: u16 = 1 << 13;
const LINE: u16 = 1 << 14;

static CLASSES: [u16; 256] = classes();

const fn classes() -> [u16; 256] {
    let mut table = [0; 256];
    let mut byte = 0u8;
    loop {
        table[byte as usize] = match byte {
            b'2'..=b'7' => DIGIT_2_TO_7,
            b'0' | b'1' | b'8' | b'9' => DIGIT_OTHER,
            b'a'..=b'f' => LOWER_HEX,
            b'g'..=b'z' => LOWER_REST,
            b'A'..=b'F' => UPPER_HEX,
            b'G'..=b'Z' => UPPER_REST,
            b'+' => PLUS,
            b'/' => SLASH,
            b'-' => DASH,
            b'_' => UNDERSCORE,
            b'.' => DOT,
            b'=' => EQUALS,
            b'%' => PERCENT,
            b'~' => TILDE,
            b'\n' => LINE,
            _ => 0,
        };
        if byte == u8::MAX {
            return table;
        }
        byte += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_made_of_their_alphabet() {
        for alphabet in [
            Alphabet::B62,
            Alphabet::B32,
            Alphabet::UPPER_DIGIT,
            Alphabet::LOWER_DIGIT,
            Alphabet::HEX,
            Alphabet::UPPER_HEX,
            Alphabet::CRYPT,
        ] {
            let mark = alphabet.mark().unwrap();
            assert_eq!(alphabet.run(mark.as_bytes(), 99), mark.len());
        }
        assert_eq!(Alphabet::DIGIT.mark(), None);
    }

    #[test]
    fn sets_hold_what_their_names_say() {
        let members = |alphabet: Alphabet| (0..=255u8).filter(|byte| alphabet.has(*byte)).count();
        assert_eq!(members(Alphabet::HEX), 16);
        assert_eq!(members(Alphabet::B32), 32);
        assert_eq!(members(Alphabet::B62), 62);
        assert_eq!(members(Alphabet::B64), 64);
        assert_eq!(members(Alphabet::B64_URL), 64);
        assert_eq!(members(Alphabet::CRYPT), 64);
    }
}
