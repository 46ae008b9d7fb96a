/// Client encodings, as far as a byte-wise reader must tell them apart.
///
/// *Source:* `PostgreSQL` manual 23.3 and `pg_encoding_mblen`; `MySQL` manual 10.10.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Charset {
    /// Every byte below 0x80 is an ASCII character: UTF-8, Latin, EUC, Windows.
    #[default]
    AsciiSafe,
    /// Shift-JIS: second bytes from 0x40 on.
    ShiftJis,
    /// Big5, GBK, UHC, Johab: any byte from 0x81 on begins a pair.
    Pairs,
    /// GB18030: pairs and quadruples.
    Gb18030,
}

impl Charset {
    /// The charset that a dump names (`SET client_encoding`, `SET NAMES`).
    pub fn named(name: &str) -> Self {
        match name.to_ascii_lowercase().as_str() {
            "sjis" | "shift_jis" | "shift_jis_2004" | "mskanji" | "win932" | "windows932"
            | "cp932" => Self::ShiftJis,
            "big5" | "win950" | "windows950" | "gbk" | "win936" | "windows936" | "uhc"
            | "win949" | "windows949" | "johab" => Self::Pairs,
            "gb18030" => Self::Gb18030,
            _ => Self::AsciiSafe,
        }
    }

    /// Whether a character may contain a byte that looks like ASCII.
    pub fn embeds_ascii(self) -> bool {
        self != Self::AsciiSafe
    }

    /// Length of the character at the front of `bytes`, at least 1 and at most what is there. A byte
    /// that begins a character but is followed by none of its second bytes stands alone, so that
    /// text cut off within a character swallows neither quote nor line end.
    pub fn char_len(self, bytes: &[u8]) -> usize {
        let Some(&lead) = bytes.first() else { return 1 };
        match self {
            Self::ShiftJis if matches!(lead, 0x81..=0x9F | 0xE0..=0xFC) => match bytes.get(1) {
                Some(0x40..=0x7E | 0x80..=0xFC) => 2,
                _ => 1,
            },
            // Johab's second bytes begin lowest, at 0x31.
            Self::Pairs if lead >= 0x81 => match bytes.get(1) {
                Some(0x31..=0x7E | 0x80..=0xFE) => 2,
                _ => 1,
            },
            Self::Gb18030 if lead >= 0x81 => match bytes.get(1..) {
                Some([0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, ..]) => 4,
                Some([0x40..=0x7E | 0x80..=0xFE, ..]) => 2,
                _ => 1,
            },
            _ => 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn second_bytes_that_look_like_ascii_belong_to_their_character() {
        assert_eq!(Charset::ShiftJis.char_len(b"\x83\x5C"), 2);
        assert_eq!(Charset::ShiftJis.char_len(b"\xB1\x5C"), 1);
        assert_eq!(Charset::Pairs.char_len(b"\x95\x5C"), 2);
        assert_eq!(Charset::Gb18030.char_len(b"\x81\x30\x81\x30\x30"), 4);
        assert_eq!(Charset::AsciiSafe.char_len(b"\xC3\xA4"), 1);
    }

    #[test]
    fn what_no_character_goes_on_with_is_not_swallowed() {
        for charset in [Charset::ShiftJis, Charset::Pairs, Charset::Gb18030] {
            for next in [&b"'"[..], b"\n", b"\t", b"\"", b"", b"\xFF", b","] {
                assert_eq!(
                    charset.char_len(&[b"\x83", next].concat()),
                    1,
                    "{charset:?} {next:?}"
                );
            }
        }
        assert_eq!(Charset::Gb18030.char_len(b"\x81\x30'"), 1);
    }
}
