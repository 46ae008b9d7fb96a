//! What may stand behind the rows of an INSERT.

/// `;` or `ON CONFLICT DO NOTHING;`.
pub(crate) fn is_plain_end(end: &[u8]) -> bool {
    let words: Vec<&[u8]> = end
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty())
        .collect();
    match &words[..] {
        [] | [b";"] => true,
        [on, conflict, act, nothing, rest @ ..] => {
            let is = |word: &[u8], text: &str| word.eq_ignore_ascii_case(text.as_bytes());
            let ends = is(nothing, "nothing;") && rest.is_empty()
                || is(nothing, "nothing") && matches!(rest, [b";"]);
            is(on, "on") && is(conflict, "conflict") && is(act, "do") && ends
        }
        // DELIMITER may have been changed.
        [only] => only.iter().all(u8::is_ascii_punctuation),
        _ => false,
    }
}
