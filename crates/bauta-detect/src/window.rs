use crate::alphabet::Alphabet;

/// The place of a trigger within the text that is examined.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Window<'t> {
    /// The whole text.
    pub(crate) text: &'t [u8],
    /// First byte of what triggered.
    pub(crate) start: usize,
    /// One past the last byte of what triggered.
    pub(crate) end: usize,
}

/// Whether a token may begin at `at`: no word character stands before it, nor `-` where
/// `dash` says that the token's alphabet has it.
///
/// The letter of an escape (`\n`, `\t`, `\r`) that was left in the text is no word character.
pub(crate) fn begins(text: &[u8], at: usize, dash: bool) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|index| text.get(index)) else {
        return true;
    };
    if dash && *before == b'-' {
        return false;
    }
    !Alphabet::WORD.has(*before) || is_escape_letter(text, at - 1)
}

/// Whether a token may end at `at`: the byte there continues neither a word nor `alphabet`.
pub(crate) fn ends(text: &[u8], at: usize, alphabet: Alphabet) -> bool {
    text.get(at)
        .is_none_or(|next| !alphabet.and(Alphabet::WORD).has(*next))
}

/// Whether the byte at `at` is the letter of `\n`, `\t` or `\r` written out.
pub(crate) fn is_escape_letter(text: &[u8], at: usize) -> bool {
    at > 0 && matches!(text.get(at), Some(b'n' | b't' | b'r')) && text[at - 1] == b'\\'
}

/// The part of `text` from `start`, at most `max` bytes.
pub(crate) fn ahead(text: &[u8], start: usize, max: usize) -> &[u8] {
    let rest = text.get(start..).unwrap_or_default();
    rest.get(..max).unwrap_or(rest)
}

/// How many bytes right before `end` are accepted by `is_part`, at most `max`.
pub(crate) fn behind(text: &[u8], end: usize, max: usize, is_part: impl Fn(u8) -> bool) -> usize {
    text.get(..end)
        .unwrap_or_default()
        .iter()
        .rev()
        .take(max)
        .take_while(|byte| is_part(**byte))
        .count()
}

/// Whether `needle` (lower case) stands in `text` in any case.
pub(crate) fn contains_ignoring_case(text: &[u8], needle: &str) -> bool {
    text.windows(needle.len())
        .any(|window| window.eq_ignore_ascii_case(needle.as_bytes()))
}

/// Whether a byte ends any token: blank, control character, quote, angle bracket.
pub(crate) fn is_separator(byte: u8) -> bool {
    byte <= b' ' || matches!(byte, b'"' | b'\'' | b'`' | b'<' | b'>' | 0x7f)
}
