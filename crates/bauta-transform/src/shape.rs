use crate::dice::Dice;

/// The letters that take the place of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Letters {
    /// All of them.
    All,
    /// Those that are not taken for digits.
    Clear,
}

/// Appends the value with each digit replaced by a digit and each letter by a letter of the same
/// case; ASCII punctuation and blanks stay. A first digit that is not 0 stays so. What is not
/// ASCII becomes a small letter, one for each character.
///
/// *Guarantees:* as many characters as the value, and no more bytes.
pub(crate) fn write(value: &[u8], letters: Letters, dice: &mut Dice<'_>, out: &mut Vec<u8>) {
    let mut first = true;
    for byte in value {
        let drawn = match byte {
            b'1'..=b'9' if first => dice.pick(b"123456789"),
            b'0'..=b'9' => dice.digit(),
            b'A'..=b'Z' => letter(letters, dice),
            0x80..=0xBF => continue,
            b'a'..=b'z' | 0xC0.. => letter(letters, dice).to_ascii_lowercase(),
            // Control characters carry nothing that a form needs.
            0..=31 | 127 => b' ',
            other => *other,
        };
        first = false;
        out.push(drawn);
    }
}

fn letter(letters: Letters, dice: &mut Dice<'_>) -> u8 {
    match letters {
        Letters::All => dice.pick(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        Letters::Clear => dice.pick(b"ABCDEFGHJKLMNPRSTUVWXYZ"),
    }
}

/// Characters of a text in UTF-8; in other encodings an estimate that is never too high.
pub(crate) fn chars(value: &[u8]) -> usize {
    value.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}
