use bauta_model::{Sensitivity, Span};

use crate::Evidence;
use crate::alphabet::Alphabet;
use crate::detector::{
    Category, Detector, Example, Matcher, Replacement, Scope, Treatment, Trigger,
};
use crate::filler::Filler;
use crate::window::{self, Window};

pub(super) static DETECTORS: &[Detector] = &[Detector {
    kind: "phone",
    summary: "Phone number with country code, or a North American one with its area in brackets.",
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
    ],
    ignores: &[
        "UTC+01000000",
        "+1 2 3",
        "1+23456789",
        "+0200000000",
        "+123456789012345678",
        "(112) 736-5000",
        "f(212) 736-5000",
    ],
    scope: Scope::FreeText,
    matcher: Matcher::Custom {
        triggers: &[Trigger::Sign("+"), Trigger::Sign("(")],
        verify,
    },
    replacement: Replacement::Custom {
        write,
        is_ours,
        mark: "the country code 999, which is reserved",
    },
    checksum: None,
    judge: None,
}];

fn verify(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    let start = window.start;
    if !window::begins(text, start, false) {
        return None;
    }
    let end = if text[start] == b'+' {
        international_end(text, start)?
    } else {
        bracketed_end(text, start)?
    };
    window::ends(text, end, Alphabet::WORD).then(|| Span::new(start, end))
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

fn bracketed_end(text: &[u8], start: usize) -> Option<usize> {
    const FORM: &[u8; 14] = b"(N99) N99-9999";
    let value = text.get(start..start + FORM.len())?;
    let holds = value.iter().zip(FORM).all(|(byte, form)| match form {
        b'N' => (b'2'..=b'9').contains(byte),
        b'9' => byte.is_ascii_digit(),
        _ => byte == form,
    });
    holds.then_some(start + FORM.len())
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
