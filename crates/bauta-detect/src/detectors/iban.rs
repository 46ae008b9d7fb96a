use bauta_model::{Sensitivity, Span};

use crate::alphabet::Alphabet;
use crate::checksum;
use crate::detector::{
    Category, Detector, Example, Matcher, Replacement, Scope, Treatment, Trigger,
};
use crate::filler::Filler;
use crate::window::{self, Window};
use crate::{Evidence, Fit};

pub(super) static DETECTORS: &[Detector] = &[Detector {
    kind: "iban",
    summary: "International bank account number: country, its length, mod 97.",
    category: Category::Pii,
    sensitivity: Sensitivity::High,
    evidence: Evidence::Checksum,
    treatment: Treatment::Token,
    hints: hints![
        iban bank_account bank_iban account_iban kontonummer bankverbindung compte_bancaire
        cuenta_bancaria conto_corrente rekeningnummer
    ],
    finds: &[
        Example {
            text: "to DE89 3704 0044 0532 0130 00 by Friday",
            found: "DE89 3704 0044 0532 0130 00",
        },
        Example {
            text: "GB82WEST12345698765432;",
            found: "GB82WEST12345698765432",
        },
        Example {
            text: "NO93 8601 1117 947",
            found: "NO93 8601 1117 947",
        },
    ],
    ignores: &[
        "DE88370400440532013000",
        "DE8937040044053201300",
        "XDE89370400440532013000",
        "ZZ82WEST12345698765432",
    ],
    scope: Scope::Everywhere,
    matcher: Matcher::Custom {
        triggers: &[Trigger::Digits],
        verify,
    },
    replacement: Replacement::Custom {
        write,
        is_ours,
        mark: "the account part begins with zeros (letters spell BAUTA) and mod 97 holds",
    },
    checksum: Some(mod_97_holds),
    judge: Some(|value| match (is_whole(value), mod_97_holds(value)) {
        (true, true) => Fit::Valid,
        (true, false) => Fit::Shape,
        (false, _) => Fit::No,
    }),
}];

fn verify(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    (window.start..window.end).find_map(|at| {
        let [a, b, c, d] = *window::ahead(text, at, 4).first_chunk::<4>()?;
        let is_front = a.is_ascii_uppercase()
            && b.is_ascii_uppercase()
            && c.is_ascii_digit()
            && d.is_ascii_digit();
        if !is_front || !window::begins(text, at, false) {
            return None;
        }
        let end = account_end(text, at, length(a, b)?)?;
        mod_97_holds(&text[at..end]).then(|| Span::new(at, end))
    })
}

/// The end of `length` characters from `at`, blanks allowed after every fourth.
fn account_end(text: &[u8], at: usize, length: usize) -> Option<usize> {
    let mut end = at;
    for taken in 0..length {
        if taken > 0 && taken % 4 == 0 && text.get(end) == Some(&b' ') {
            end += 1;
        }
        if !Alphabet::UPPER_DIGIT.has(*text.get(end)?) {
            return None;
        }
        end += 1;
    }
    window::ends(text, end, Alphabet::WORD).then_some(end)
}

fn mod_97_holds(value: &[u8]) -> bool {
    checksum::iban_remainder(characters(value)) == 1
}

fn characters(value: &[u8]) -> impl Iterator<Item = u8> + Clone {
    value.iter().copied().filter(|byte| *byte != b' ')
}

/// *Source:* SWIFT IBAN registry.
fn length(a: u8, b: u8) -> Option<usize> {
    LENGTHS
        .as_bytes()
        .chunks(5)
        .find(|entry| entry.starts_with(&[a, b]))
        .map(|entry| usize::from(entry[2] - b'0') * 10 + usize::from(entry[3] - b'0'))
}

static LENGTHS: &str = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 \
CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 \
HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 \
MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 \
SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

/// Keeps country, length, blanks and the places of letters.
fn write(original: &[u8], filler: &mut Filler, out: &mut Vec<u8>) {
    let original = if is_whole(original) {
        original
    } else {
        FALLBACK
    };
    let mut fill = Vec::with_capacity(MOST_FILL);
    let plain = fill_of(original);
    filler.push(Alphabet::DIGIT, plain, &mut fill);

    let start = out.len();
    let mut digits_left = account_digits(original);
    let mut letters = 0;
    let mut seen = 0;
    for byte in original {
        let written = match byte {
            b' ' => {
                out.push(b' ');
                continue;
            }
            _ if seen < 2 => *byte,
            _ if seen < 4 => b'0',
            b'0'..=b'9' => {
                digits_left -= 1;
                fill.get(plain.wrapping_sub(digits_left + 1))
                    .copied()
                    .unwrap_or(b'0')
            }
            _ => {
                letters += 1;
                LETTERS[(letters - 1) % LETTERS.len()]
            }
        };
        seen += 1;
        out.push(written);
    }
    let check = 98 - checksum::iban_remainder(characters(&out[start..]));
    let check =
        [check / 10, check % 10].map(|digit| b'0' + u8::try_from(digit).unwrap_or_default());
    out[start + 2..start + 4].copy_from_slice(&check);
}

/// Whether `value` has the length of its country and nothing but what account numbers are made of.
fn is_whole(value: &[u8]) -> bool {
    let [a, b, ..] = value else {
        return false;
    };
    length(*a, *b) == Some(characters(value).count())
        && value
            .iter()
            .all(|byte| *byte == b' ' || Alphabet::UPPER_DIGIT.has(*byte))
}

fn is_ours(value: &[u8]) -> bool {
    if !is_whole(value) {
        return false;
    }
    let zeros = account_digits(value).saturating_sub(fill_of(value));
    let mut letters = LETTERS.iter().cycle();
    let mut seen = 0;
    characters(value).skip(4).all(|byte| {
        if byte.is_ascii_digit() {
            seen += 1;
            seen > zeros || byte == b'0'
        } else {
            letters.next() == Some(&byte)
        }
    })
}

/// How many digits at the end of the account vary: at most 8, so that 5 zeros remain before them
/// in nearly every country, as no bank has them.
fn fill_of(iban: &[u8]) -> usize {
    account_digits(iban)
        .saturating_sub(LEAST_ZEROS)
        .min(MOST_FILL)
}

fn account_digits(iban: &[u8]) -> usize {
    characters(iban).skip(4).filter(u8::is_ascii_digit).count()
}

const LEAST_ZEROS: usize = 5;
const MOST_FILL: usize = 8;
static LETTERS: &[u8; 5] = b"BAUTA";
static FALLBACK: &[u8] = b"DE00000000000000000000";
