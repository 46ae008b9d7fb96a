//! The passes over a text that decide, at several bytes a step, which places are worth a look.

use bauta_codec::ByteClass;
use bauta_model::Span;

/// Fewest bytes of a token that [`long_runs`] is trusted with.
pub(crate) const LONG: usize = 18;

/// Fewest bytes of an account number written with or without separators.
const LONG_DIGITS: usize = 13;

/// What no prefixed token has in its first 18 bytes: blanks, control characters, all beyond
/// ASCII, and marks between values.
const BREAKS: ByteClass<2, 5> = ByteClass::new([(0, b' '), (0x80, 0xFF)], *b"\"',:@");

/// Visits every maximal run of at least [`LONG`] bytes that no break interrupts.
pub(crate) fn long_runs(text: &[u8], mut visit: impl FnMut(Span)) {
    BREAKS
        .others()
        .each_run::<LONG>(text, |start, end| visit(Span::new(start, end)));
}

/// What account numbers are written with.
const ACCOUNT: ByteClass<2, 2> = ByteClass::new([(b'0', b'9'), (b'A', b'Z')], *b" -");

/// Visits every maximal run of digits, capitals, blanks and dashes that could hold an account
/// number: 13 digits, or 8 and two letters.
pub(crate) fn digit_runs(text: &[u8], mut visit: impl FnMut(Span)) {
    ACCOUNT.each_run::<LONG_DIGITS>(text, |start, end| {
        if holds_account(&text[start..end]) {
            visit(Span::new(start, end));
        }
    });
}

/// Times have fewer digits, words in capitals too.
fn holds_account(run: &[u8]) -> bool {
    let digits = run.iter().filter(|byte| byte.is_ascii_digit()).count();
    digits >= LONG_DIGITS
        || (digits >= 8 && run.iter().filter(|byte| byte.is_ascii_uppercase()).count() >= 2)
}

/// How words end: a set of their last three letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Endings(Box<[[u32; 32]; 32]>);

impl Endings {
    /// The endings of words in lower case.
    pub(crate) fn of(words: &[&str]) -> Self {
        let mut set = Box::new([[0; 32]; 32]);
        for word in words {
            match *word.as_bytes() {
                [.., third, second, last] => set[low(last)][low(second)] |= 1 << low(third),
                [second, last] => set[low(last)][low(second)] = u32::MAX,
                [last] => set[low(last)] = [u32::MAX; 32],
                [] => {}
            }
        }
        Self(set)
    }

    /// Adds those of another set.
    pub(crate) fn add(&mut self, other: &Self) {
        let own = self.0.iter_mut().flatten();
        for (own, other) in own.zip(other.0.iter().flatten()) {
            *own |= *other;
        }
    }

    /// Whether a name that ends like this may end in one of the words.
    pub(crate) fn may_hold(&self, Ending(third, second, last): Ending) -> bool {
        self.0[low(last)][low(second)] & (1 << low(third)) != 0
    }
}

/// The last three bytes of a name, without the marks between them; 0 where there are no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ending(u8, u8, u8);

/// What is the same in both cases of a letter.
fn low(byte: u8) -> usize {
    usize::from(byte & 0x1F)
}

/// How the name right before the sign at `at` ends, behind quotes and blanks; `None` where none
/// ends there. Times and numbers are the common case.
#[inline]
pub(crate) fn name_ending(text: &[u8], at: usize) -> Option<Ending> {
    match text[..at].last() {
        None | Some(b'0'..=b'9') => None,
        Some(_) => ending_before(text, at),
    }
}

fn ending_before(text: &[u8], at: usize) -> Option<Ending> {
    let mut rest = &text[..at];
    // A key of JSON, as it stands or in a string of SQL.
    if let [.., third, second, last, b'\\', b'"'] | [.., third, second, last, b'"'] = rest
        && [third, second, last]
            .into_iter()
            .all(u8::is_ascii_alphabetic)
    {
        return Some(Ending(*third, *second, *last));
    }
    for _ in 0..2 {
        rest = rest.strip_suffix(b" ").unwrap_or(rest);
    }
    if let [front @ .., b'"' | b'\'' | b'`'] = rest {
        rest = front.strip_suffix(b"\\").unwrap_or(front);
    }
    ending_of(rest)
}

/// How a name ends; `None` where it does not end with a letter.
pub(crate) fn ending_of(name: &[u8]) -> Option<Ending> {
    let [front @ .., last] = name else {
        return None;
    };
    if !last.is_ascii_alphabetic() {
        return None;
    }
    let (front, second) = letter_before(front);
    let (_, third) = letter_before(front);
    Some(Ending(third, second, *last))
}

/// The last letter or digit of a name, whose letters may be written apart, and what is before it.
fn letter_before(mut name: &[u8]) -> (&[u8], u8) {
    while let [front @ .., b'_' | b'-' | b'.'] = name {
        name = front;
    }
    match name {
        [front @ .., letter] if letter.is_ascii_alphanumeric() => (front, *letter),
        _ => (&[], 0),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn is_break(byte: u8) -> bool {
        byte <= b' ' || !byte.is_ascii() || b"\"',:@".contains(&byte)
    }

    fn is_account(byte: u8) -> bool {
        byte.is_ascii_digit() || byte.is_ascii_uppercase() || matches!(byte, b' ' | b'-')
    }

    /// The slow, obvious way: maximal runs, byte by byte.
    fn runs(text: &[u8], is_part: impl Fn(u8) -> bool, min: usize) -> Vec<Span> {
        let mut found = Vec::new();
        let mut start = 0;
        for end in 0..=text.len() {
            if text.get(end).is_none_or(|byte| !is_part(*byte)) {
                if end - start >= min {
                    found.push(Span::new(start, end));
                }
                start = end + 1;
            }
        }
        found
    }

    #[test]
    fn endings_are_those_of_names_that_end_in_a_word() {
        let words = ["password", "pw", "apikey"];
        let endings = Endings::of(&words);
        for text in [
            "password=",
            "\"dbPassword\" :",
            "\\\"password\\\":",
            "x.pw:",
            "pw=",
            "API_KEY=",
            "a-p-i-k-e_y=",
            "\\\"apikey\\\":",
        ] {
            let ending = name_ending(text.as_bytes(), text.len() - 1).unwrap();
            assert!(endings.may_hold(ending), "{text}");
        }
        for text in ["d=", "rd=", "ward=", "hey=", "ey=", "priority:"] {
            let ending = name_ending(text.as_bytes(), text.len() - 1).unwrap();
            assert!(!endings.may_hold(ending), "{text}");
        }
        assert_eq!(name_ending(b"12:30:", 5), None);
    }

    proptest! {
        #[test]
        fn long_runs_are_all_found(text in "[a-z0-9 ,é]{0,40}[a-z]{0,40}[a-z :]{0,80}[a-z]{0,60}") {
            let mut found = Vec::new();
            long_runs(text.as_bytes(), |span| found.push(span));
            prop_assert_eq!(found, runs(text.as_bytes(), |byte| !is_break(byte), LONG));
        }

        #[test]
        fn digit_runs_are_all_found(text in "[0-9a-z -]{0,30}[0-9 -]{0,30}[a-z]?[0-9A-Z]{0,30}[a-z0-9]{0,20}") {
            let mut found = Vec::new();
            digit_runs(text.as_bytes(), |span| found.push(span));
            let mut expected = runs(text.as_bytes(), is_account, LONG_DIGITS);
            expected.retain(|span| holds_account(span.of(text.as_bytes())));
            prop_assert_eq!(found, expected);
        }
    }
}
