//! What detectors of numbers of people share: reading them, finding them, and what takes their
//! place.

use bauta_codec::identifiers;
use bauta_model::Span;

use crate::Fit;
use crate::alphabet::Alphabet;
use crate::detector::{Category, Detector, Example, Matcher, Replacement, Scope, Treatment};
use crate::detectors::is_named;
use crate::filler::Filler;
use crate::window::{self, Window};

/// Most characters of any identifier, separators aside.
const MOST: usize = 34;

/// An identifier in capitals, without separators.
#[derive(Debug)]
pub(crate) struct Compact {
    characters: [u8; MOST],
    length: usize,
}

impl Compact {
    /// `None` if anything but blanks, dashes, dots and slashes stands among letters and digits.
    pub(crate) fn read(value: &[u8]) -> Option<Self> {
        let mut characters = [0; MOST];
        let mut length = 0;
        for byte in value {
            match byte {
                b' ' | b'-' | b'.' | b'/' => {}
                _ if byte.is_ascii_alphanumeric() => {
                    *characters.get_mut(length)? = byte.to_ascii_uppercase();
                    length += 1;
                }
                _ => return None,
            }
        }
        (length > 0).then_some(Self { characters, length })
    }

    pub(crate) fn get(&self) -> &[u8] {
        &self.characters[..self.length]
    }
}

/// How well a value fits the schemes of a country.
pub(crate) fn judge(country: &str, value: &[u8]) -> Fit {
    Compact::read(value).map_or(Fit::No, |id| judge_compact(country, id.get()))
}

/// The same for one without separators.
pub(crate) fn judge_compact(country: &str, id: &[u8]) -> Fit {
    identifiers::schemes(country)
        .map(|scheme| match (scheme.is_right(id), scheme.fits(id)) {
            (true, _) => Fit::Valid,
            (false, true) => Fit::Shape,
            (false, false) => Fit::No,
        })
        .max()
        .unwrap_or(Fit::No)
}

/// What a value of this form is worth: `Valid` if the check holds.
pub(crate) fn checked(form: &str, value: &[u8], holds: impl Fn(&[u8]) -> bool) -> Fit {
    let Some(id) = Compact::read(value) else {
        return Fit::No;
    };
    if !is_form(form, id.get()) {
        Fit::No
    } else if holds(id.get()) {
        Fit::Valid
    } else {
        Fit::Shape
    }
}

/// Whether a value has that form: `9` stands for a digit, `A` for a capital, `X` for either,
/// all else for itself.
pub(crate) fn is_form(form: &str, value: &[u8]) -> bool {
    form.len() == value.len()
        && value
            .iter()
            .zip(form.bytes())
            .all(|(byte, form)| match form {
                b'9' => byte.is_ascii_digit(),
                b'A' => byte.is_ascii_uppercase(),
                b'X' => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
                _ => *byte == form,
            })
}

/// The value of a form around a sign that fired, if it stands for itself and is valid.
pub(crate) fn formed(window: &Window<'_>, form: &str, judge: fn(&[u8]) -> Fit) -> Option<Span> {
    let text = window.text;
    let sign = text.get(window.start..window.end)?;
    let offset = memchr::memmem::find(form.as_bytes(), sign)?;
    let start = window.start.checked_sub(offset)?;
    let end = start + form.len();
    let value = text.get(start..end)?;
    let holds = is_form(form, value)
        && window::begins(text, start, true)
        && window::ends(text, end, Alphabet::B64_URL)
        && !matches!(text[..start], [.., near, b'.'] if near.is_ascii_digit())
        && judge(value) == Fit::Valid;
    holds.then(|| Span::new(start, end))
}

/// The valid value behind a name that ends in one of `names` (lower case, no separators) and a
/// sign.
pub(crate) fn assigned(
    window: &Window<'_>,
    names: &[&str],
    judge: fn(&[u8]) -> Fit,
) -> Option<Span> {
    let text = window.text;
    if !is_named(text, window.start, names) {
        return None;
    }
    let rest = window::ahead(text, window.end, MOST_LEAD + MOST_VALUE);
    let lead = rest
        .iter()
        .take(MOST_LEAD)
        .take_while(|byte| matches!(byte, b' ' | b'"' | b'\'' | b'\\'))
        .count();
    let start = window.end + lead;
    let value = window::ahead(text, start, MOST_VALUE);
    let most = value
        .iter()
        .take_while(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b' ' | b'-' | b'.' | b'/' | b'+')
        })
        .count();
    (5..=most)
        .rev()
        .filter(|length| value[length - 1].is_ascii_alphanumeric())
        .filter(|length| window::ends(text, start + length, Alphabet::WORD))
        .find(|length| judge(&value[..*length]) == Fit::Valid)
        .map(|length| Span::new(start, start + length))
}

/// The first valid identifier of 13 to 20 characters in a run of digits, capitals and blanks.
pub(crate) fn in_digits(window: &Window<'_>, judge: fn(&[u8]) -> Fit) -> Option<Span> {
    let text = window.text;
    let mut at = window.start;
    while at < window.end {
        let begins = text[at].is_ascii_digit()
            && window::begins(text, at, true)
            && !matches!(text[..at], [.., near, b'.' | b' '] if near.is_ascii_digit());
        if begins {
            let rest = window::ahead(text, at, (window.end - at).min(27));
            let found = (13..=rest.len())
                .rev()
                .filter(|length| rest[length - 1] != b' ')
                .filter(|length| window::ends(text, at + length, Alphabet::B64_URL))
                .find(|length| judge(&rest[..*length]) == Fit::Valid);
            if let Some(length) = found {
                return Some(Span::new(at, at + length));
            }
        }
        at += 1;
    }
    None
}

const MOST_LEAD: usize = 4;
const MOST_VALUE: usize = 28;

/// A number of a person, told by its check or by its column.
pub(crate) const fn number(
    kind: &'static str,
    summary: &'static str,
    (category, sensitivity): (Category, bauta_model::Sensitivity),
    hints: &'static [&'static str],
    judge: fn(&[u8]) -> Fit,
    finds: &'static [Example],
) -> Detector {
    let what = (category, sensitivity, Treatment::Token);
    Detector {
        scope: Scope::FreeText,
        replacement: Replacement::Custom {
            write,
            is_ours,
            mark: "every letter is X, and the digits before the last five are zeros",
        },
        ..Detector::column(kind, summary, what, hints, judge, finds)
    }
}

impl Detector {
    /// The same, also found within text that a rule calls prose.
    pub(crate) const fn within_prose(self, matcher: Matcher) -> Self {
        Self { matcher, ..self }
    }

    /// The same with a replacement of its own.
    pub(crate) const fn replaced(
        self,
        mark: &'static str,
        write: fn(&[u8], &mut Filler, &mut Vec<u8>),
        is_ours: fn(&[u8]) -> bool,
    ) -> Self {
        Self {
            replacement: Replacement::Custom {
                write,
                is_ours,
                mark,
            },
            ..self
        }
    }
}

/// Keeps separators: letters become X, digits zeros but for the last five.
pub(crate) fn write(original: &[u8], filler: &mut Filler, out: &mut Vec<u8>) {
    let digits = original.iter().filter(|byte| byte.is_ascii_digit()).count();
    let letters = original.iter().any(u8::is_ascii_alphabetic);
    let is_known = original.len() <= 2 * MOST
        && original
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || is_separator(*byte));
    if !is_known || digits == 0 || (!letters && digits < VARYING + LEAST_ZEROS) {
        out.extend_from_slice(b"00000");
        filler.push(Alphabet::DIGIT, VARYING, out);
        return;
    }
    let mut left = digits;
    for byte in original {
        if byte.is_ascii_digit() {
            if left > VARYING {
                out.push(b'0');
            } else {
                filler.push(Alphabet::DIGIT, 1, out);
            }
            left -= 1;
        } else if byte.is_ascii_alphabetic() {
            out.push(b'X' | (byte & 0x20));
        } else {
            out.push(*byte);
        }
    }
}

/// Whether [`write`] wrote it.
pub(crate) fn is_ours(value: &[u8]) -> bool {
    let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    let zeros = value
        .iter()
        .filter(|byte| byte.is_ascii_digit())
        .take_while(|byte| **byte == b'0')
        .count();
    let mut letters = value
        .iter()
        .filter(|byte| byte.is_ascii_alphabetic())
        .peekable();
    let has_mark = letters.peek().is_some() || digits >= VARYING + LEAST_ZEROS;
    digits > 0
        && has_mark
        && zeros.min(digits.saturating_sub(VARYING)) == digits.saturating_sub(VARYING)
        && letters.all(|byte| byte.eq_ignore_ascii_case(&b'x'))
        && value
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || is_separator(*byte))
}

fn is_separator(byte: u8) -> bool {
    matches!(byte, b' ' | b'-' | b'.' | b'/' | b'+' | b':')
}

/// Digits that tell replacements apart.
const VARYING: usize = 5;
/// Zeros that tell a replacement without letters from an original.
const LEAST_ZEROS: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    fn replaced(original: &str) -> String {
        let mut out = Vec::new();
        write(original.as_bytes(), &mut Filler::new([7; 32]), &mut out);
        assert!(is_ours(&out), "{original}");
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn replacements_keep_separators_and_are_known() {
        let text = replaced("390.533.447-05");
        assert!(text.starts_with("000.000.") && text.len() == 14 && text.as_bytes()[11] == b'-');
        assert!(replaced("RSSMRA85T10A562S").starts_with("XXXXXX00X"));
        assert_eq!(replaced("not an id at all, but prose").len(), 10);
        assert!(!is_ours(b"390.533.447-05"));
        assert!(!is_ours(b"12345"));
        assert!(!is_ours(b""));
    }

    #[test]
    fn forms_are_compared_place_by_place() {
        assert!(is_form("99-AA.X", b"12-AB.3"));
        assert!(!is_form("99-AA.X", b"12-A3.3"));
        assert!(!is_form("99", b"123"));
    }

    #[test]
    fn names_lead_to_values() {
        let judge = |value: &[u8]| judge("de", value);
        for (text, found) in [
            ("Steuer-ID: 86 095 742 719.", Some("86 095 742 719")),
            (r#"{"steuerId": "86095742719"}"#, Some("86095742719")),
            ("steuer_id=86095742710", None),
            ("other: 86095742719", None),
        ] {
            let sign = text.find([':', '=']).unwrap();
            let window = Window {
                text: text.as_bytes(),
                start: sign,
                end: sign + 1,
            };
            let span = assigned(&window, &["steuerid"], judge);
            let value = span.map(|span| std::str::from_utf8(span.of(text.as_bytes())).unwrap());
            assert_eq!(value, found, "{text}");
        }
    }
}
