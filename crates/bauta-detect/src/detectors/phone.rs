use bauta_model::{Sensitivity, Span};

use crate::alphabet::Alphabet;
use crate::detector::{
    Category, Detector, Example, Matcher, Replacement, Scope, Treatment, Trigger,
};
use crate::filler::Filler;
use crate::window::{self, Window};
use crate::{Evidence, Fit, identity, plausible};

pub(super) static DETECTORS: &[Detector] = &[Detector {
    kind: "phone",
    summary: "Phone number with country code, or as written within a country.",
    category: Category::Pii,
    sensitivity: Sensitivity::High,
    evidence: Evidence::Shape,
    treatment: Treatment::Token,
    hints: hints![
        phone phone_number mobile mobile_phone tel telephone fax cell cell_phone msisdn telefon
        telefonnummer handy mobil rufnummer portable telefono movil cellulare telefone celular
        telefoon mobiel whatsapp home_phone work_phone
    ],
    finds: &[
        Example {
            text: "call +49 (0)30 1234-5678 today",
            found: "+49 (0)30 1234-5678",
        },
        Example {
            text: "tel:+442071838750.",
            found: "+442071838750",
        },
        Example {
            text: "or (212) 736-5000",
            found: "(212) 736-5000",
        },
        Example {
            text: "call 212-736-5000 or 212.736.5001",
            found: "212-736-5000",
        },
        Example {
            text: "mob. 07911 123456,",
            found: "07911 123456",
        },
        Example {
            text: "Tel. 030/1234567",
            found: "030/1234567",
        },
        Example {
            text: "au 06 12 34 56 78 svp",
            found: "06 12 34 56 78",
        },
    ],
    ignores: &[
        "UTC+01000000",
        "+1 2 3",
        "1+23456789",
        "+0200000000",
        "+123456789012345678",
        "(112) 736-5000",
        "f(212) 736-5000",
        "112-736-5000",
        "212-736-50001",
        "1212-736-5000",
        "0612345",
        "01.02.2024",
        "02-03-2024 10:00",
        "0.123456789",
        "00001234567",
        "version 0.12.345.6789",
    ],
    scope: Scope::FreeText,
    matcher: Matcher::Custom {
        triggers: &[
            Trigger::Sign("+"),
            Trigger::Sign("("),
            Trigger::Sign("-"),
            Trigger::Sign("."),
            Trigger::Sign("0"),
        ],
        verify,
    },
    replacement: Replacement::Custom {
        write,
        is_ours,
        mark: "the country code 999, which is reserved",
    },
    checksum: None,
    judge: Some(judge),
}];

fn verify(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    let (start, end) = match text[window.start] {
        b'+' => (window.start, international_end(text, window.start)?),
        b'(' => (
            window.start,
            formed_end(text, window.start, b"(N99) N99-9999")?,
        ),
        b'0' => (window.start, national_end(text, window.start)?),
        mark => {
            let start = window.start.checked_sub(3)?;
            let form = if mark == b'-' {
                b"N99-N99-9999"
            } else {
                b"N99.N99.9999"
            };
            (start, formed_end(text, start, form)?)
        }
    };
    let alone = window::begins(text, start, true)
        && window::ends(text, end, Alphabet::B64_URL)
        && !matches!(text[..start], [.., near, b'.' | b'/' | b':' | b','] if near.is_ascii_digit());
    alone.then(|| Span::new(start, end))
}

/// *Source:* ITU-T E.164: at most 15 digits, none of them a leading zero.
fn international_end(text: &[u8], start: usize) -> Option<usize> {
    let mut digits = 0;
    let mut separators = 0;
    let mut end = start + 1;
    for (index, byte) in text.iter().enumerate().skip(start + 1).take(40) {
        match byte {
            b'0' if digits == 0 => return None,
            b'0'..=b'9' => {
                digits += 1;
                separators = 0;
                end = index + 1;
            }
            b' ' | b'-' | b'.' | b'(' | b')' | b'/' if digits > 0 && separators < 2 => {
                separators += 1;
            }
            _ => break,
        }
        if digits > 15 {
            return None;
        }
    }
    (digits >= 7).then_some(end)
}

/// A form in which `N` stands for 2 to 9 and `9` for any digit.
fn formed_end(text: &[u8], start: usize, form: &[u8]) -> Option<usize> {
    let value = text.get(start..start + form.len())?;
    let holds = value.iter().zip(form).all(|(byte, form)| match form {
        b'N' => (b'2'..=b'9').contains(byte),
        b'9' => byte.is_ascii_digit(),
        _ => byte == form,
    });
    holds.then_some(start + form.len())
}

/// A number with the zero that is dialled within a country: 9 to 12 digits, in groups, or
/// without any where it is a mobile one.
fn national_end(text: &[u8], start: usize) -> Option<usize> {
    let (mut digits, mut groups, mut end) = (0, 1, start);
    let mut separator = None;
    for (index, byte) in text.iter().enumerate().skip(start).take(20) {
        match byte {
            b'0'..=b'9' => {
                digits += 1;
                end = index + 1;
            }
            b' ' | b'-' | b'.' | b'/' if end == index => {
                // After an area's slash or dash there may be blanks, otherwise they are all one.
                let is_other = separator.is_some_and(|known| known != *byte) && groups > 1;
                if is_other && *byte != b' ' && *byte != b'-' {
                    break;
                }
                separator = Some(*byte);
                groups += 1;
            }
            _ => break,
        }
    }
    let value = &text[start..end];
    let is_zero = value.starts_with(b"00") || value.starts_with(b"0.");
    let is_date = plausible::date(value).is_some();
    let is_mobile = matches!(value, [b'0', b'7', ..] if digits == 11)
        || matches!(value, [b'0', b'6' | b'7', ..] if digits == 10)
        || matches!(value, [b'0', b'1', b'5'..=b'7', ..] if digits == 11 || digits == 12);
    let is_grouped = value.iter().any(|byte| !byte.is_ascii_digit());
    let holds = (9..=12).contains(&digits) && !is_zero && !is_date && (is_grouped || is_mobile);
    holds.then_some(end)
}

/// What a column's value is worth; digits alone may be anything of that length.
fn judge(value: &[u8]) -> Fit {
    let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    let value = value
        .split(|byte| matches!(byte, b'x' | b'e' | b'#'))
        .next()
        .unwrap_or(value);
    let is_number = value
        .iter()
        .all(|b| b.is_ascii_digit() || matches!(b, b'+' | b' ' | b'-' | b'.' | b'(' | b')' | b'/'));
    let is_other = plausible::date(value).is_some()
        || identity::is_form("999-99-9999", value)
        || std::str::from_utf8(value).is_ok_and(|text| text.parse::<std::net::Ipv4Addr>().is_ok());
    if !is_number || !(7..=17).contains(&digits) || is_other {
        return Fit::No;
    }
    let is_written = [
        b"(N99) N99-9999".as_slice(),
        b"N99-N99-9999",
        b"N99.N99.9999",
    ]
    .iter()
    .any(|form| formed_end(value, 0, form) == Some(value.len()));
    let is_whole = match value.first() {
        Some(b'+') => international_end(value, 0) == Some(value.len()),
        Some(b'0') => national_end(value, 0) == Some(value.len()),
        _ => is_written,
    };
    if is_whole { Fit::Valid } else { Fit::Shape }
}

/// Keeps the number of digits and the separators.
fn write(original: &[u8], filler: &mut Filler, out: &mut Vec<u8>) {
    let count = original.iter().filter(|byte| byte.is_ascii_digit()).count();
    let mut digits = b"999".to_vec();
    filler.push(Alphabet::DIGIT, count.clamp(7, 15) - 3, &mut digits);
    if !(7..=15).contains(&count) || original.first() != Some(&b'+') {
        out.push(b'+');
        out.extend_from_slice(&digits);
        return;
    }
    let mut next = digits.iter();
    out.extend(original.iter().map(|byte| match byte {
        b'0'..=b'9' => next.next().copied().unwrap_or(b'0'),
        b'+' | b'-' | b'.' | b'(' | b')' | b'/' => *byte,
        _ => b' ',
    }));
}

fn is_ours(value: &[u8]) -> bool {
    let digits = value.iter().filter(|byte| byte.is_ascii_digit());
    value.starts_with(b"+") && digits.take(3).eq(b"999")
}
