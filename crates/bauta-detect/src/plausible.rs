//! What a whole value could be, for kinds that no pattern tells: judges of shape, not of truth.

use crate::Fit;
use crate::alphabet::Alphabet;
use crate::checksum;
use crate::shape::Shape;

/// A person's name or a part of it: a few words of letters of any script.
pub(crate) fn name(value: &[u8]) -> Fit {
    shape_if(is_name(value, 6))
}

/// A given or family name: a word, or a few with particles.
pub(crate) fn short_name(value: &[u8]) -> Fit {
    shape_if(is_name(value, 4))
}

/// Words of a place's name, which may also hold brackets, slashes and abbreviations.
pub(crate) fn place(value: &[u8]) -> Fit {
    let value = value.strip_suffix(b".").unwrap_or(value);
    shape_if(value.len() <= 80 && is_words(value, 8, |c| matches!(c, '(' | ')' | '/' | ',' | '.')))
}

/// One word without blanks that may be an account's name.
pub(crate) fn username(value: &[u8]) -> Fit {
    let holds = (2..=64).contains(&value.len())
        && value.iter().any(u8::is_ascii_alphabetic)
        && value.iter().all(|byte| {
            Alphabet::B64_URL.has(*byte) || matches!(byte, b'.' | b'@' | b'+') || !byte.is_ascii()
        });
    shape_if(holds && !is_boolean(value))
}

/// Number and street, or several lines.
pub(crate) fn postal_address(value: &[u8]) -> Fit {
    let Ok(text) = std::str::from_utf8(value) else {
        return Fit::No;
    };
    let words = || {
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '.'))
            .filter(|word| !word.is_empty())
    };
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let has_digit = value.iter().any(u8::is_ascii_digit);
    let is_long = value.len() > 250 || words().take(26).count() > 25;
    if letters < 2 || is_long || words().take(2).count() < 2 {
        return Fit::No;
    }
    let names_street = words().any(|word| {
        let word = word.to_lowercase();
        STREETS.contains(&word.as_str()) || STREET_ENDINGS.iter().any(|end| word.ends_with(end))
    });
    match (names_street, has_digit) {
        (true, true) => Fit::Valid,
        (true, false) | (false, true) => Fit::Shape,
        (false, false) => Fit::No,
    }
}

static STREETS: &[&str] = &[
    "street",
    "st",
    "road",
    "rd",
    "avenue",
    "ave",
    "av",
    "lane",
    "ln",
    "drive",
    "dr",
    "court",
    "ct",
    "boulevard",
    "blvd",
    "way",
    "place",
    "square",
    "terrace",
    "close",
    "crescent",
    "parkway",
    "pkwy",
    "highway",
    "hwy",
    "apt",
    "suite",
    "box",
    "str",
    "weg",
    "platz",
    "allee",
    "gasse",
    "rue",
    "chemin",
    "impasse",
    "quai",
    "route",
    "allée",
    "calle",
    "avenida",
    "paseo",
    "plaza",
    "carrer",
    "camino",
    "carretera",
    "via",
    "viale",
    "piazza",
    "corso",
    "vicolo",
    "largo",
    "rua",
    "travessa",
    "praça",
    "estrada",
    "rodovia",
    "laan",
    "plein",
    "kade",
    "gracht",
    "ulica",
    "ul",
    "gatan",
];

static STREET_ENDINGS: &[&str] = &[
    "straße", "strasse", "str", "weg", "platz", "allee", "gasse", "ufer", "straat", "laan",
    "plein", "gracht", "kade", "dijk", "vej", "gade", "gata", "gatan", "vägen", "katu",
];

/// A postcode of any country whose form is known.
pub(crate) fn postcode(value: &[u8]) -> Fit {
    let mut form = [0u8; 10];
    let Some(slots) = form.get_mut(..value.len()) else {
        return Fit::No;
    };
    for (slot, byte) in slots.iter_mut().zip(value) {
        *slot = match byte {
            b'0'..=b'9' => b'9',
            b'A'..=b'Z' | b'a'..=b'z' => b'A',
            _ => *byte,
        };
    }
    let form = &form[..value.len()];
    match form {
        // Digits alone also count things, and short mixtures also name them.
        b"9999" | b"99999" | b"999999" | b"9999999" | b"99999999" | b"A99AA" | b"A999AA"
        | b"AA99AA" | b"AA999AA" | b"A9A9AA" | b"AA9A9AA" => Fit::Shape,
        b"99999-9999" | b"A9A 9A9" | b"A9A9A9" | b"9999 AA" | b"9999AA" | b"99-999"
        | b"99999-999" | b"999-9999" | b"A9 9AA" | b"A99 9AA" | b"AA9 9AA" | b"AA99 9AA"
        | b"A9A 9AA" | b"AA9A 9AA" | b"999 99" | b"AA-9999" | b"A-9999" | b"A-99999"
        | b"9999-999" | b"A99 A9A9" => Fit::Valid,
        _ => Fit::No,
    }
}

/// A date of the last or this century; a day without a time, some years back, is surer.
pub(crate) fn birth_date(value: &[u8]) -> Fit {
    let Some((year, rest)) = date(value) else {
        return Fit::No;
    };
    let is_midnight = rest
        .iter()
        .all(|byte| matches!(byte, b'0' | b':' | b'T' | b' ' | b'.' | b'+' | b'Z'));
    match year {
        1900..=2020 if is_midnight => Fit::Valid,
        1900..=2030 => Fit::Shape,
        _ => Fit::No,
    }
}

/// The year of a calendar date in a common notation, and what follows the date.
pub(crate) fn date(value: &[u8]) -> Option<(u32, &[u8])> {
    let digits = value
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if digits == 8 && value.len() == 8 {
        let (year, month, day) = (
            number(&value[..4])?,
            number(&value[4..6])?,
            number(&value[6..])?,
        );
        return is_day(month, day).then_some((year, &value[8..]));
    }
    let first = number(value.get(..digits)?)?;
    let mark = *value.get(digits)?;
    let rest = value.get(digits + 1..)?;
    let middle = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let second = number(rest.get(..middle)?)?;
    if !matches!(mark, b'-' | b'/' | b'.') || rest.get(middle) != Some(&mark) {
        return None;
    }
    let rest = rest.get(middle + 1..)?;
    let last = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let third = number(rest.get(..last)?)?;
    let tail = &rest[last..];
    let holds = match (digits, last) {
        (4, 1 | 2) => return is_day(second, third).then_some((first, tail)),
        (1 | 2, 4) => is_day(second, first) || is_day(first, second),
        _ => false,
    };
    holds.then_some((third, tail))
}

fn is_day(month: u32, day: u32) -> bool {
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

fn number(digits: &[u8]) -> Option<u32> {
    (1..=8).contains(&digits.len()).then(|| {
        digits.iter().fold(0, |number, digit| {
            number * 10 + u32::from(digit.wrapping_sub(b'0'))
        })
    })
}

/// A decimal number, with a currency at most.
pub(crate) fn amount(value: &[u8]) -> Fit {
    let digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    let others = value
        .iter()
        .filter(|byte| !matches!(byte, b'0'..=b'9' | b'.' | b',' | b' ' | b'\'' | b'-' | b'$'))
        .count();
    shape_if((1..=15).contains(&digits) && others <= 4 && value.len() <= 24)
}

/// A latitude or longitude with places enough to tell a house, or a point of a geometry.
pub(crate) fn geo(value: &[u8]) -> Fit {
    let is_ewkb = value.len() >= 18
        && value.iter().all(u8::is_ascii_hexdigit)
        && value
            .get(..8)
            .is_some_and(|front| front.eq_ignore_ascii_case(b"01010000"));
    let is_wkt = [&b"POINT"[..], b"SRID="].iter().any(|front| {
        value
            .get(..5)
            .is_some_and(|text| text.eq_ignore_ascii_case(front))
    });
    if is_ewkb || is_wkt {
        return Fit::Valid;
    }
    let parts: Vec<_> = value
        .split(|byte| matches!(byte, b',' | b' ' | b'(' | b')'))
        .filter(|part| !part.is_empty())
        .take(3)
        .collect();
    let are_degrees = parts.iter().all(|part| is_degree(part));
    match (parts.len(), are_degrees) {
        (1 | 2, true) => Fit::Shape,
        _ => Fit::No,
    }
}

fn is_degree(text: &[u8]) -> bool {
    let text = text.strip_prefix(b"-").unwrap_or(text);
    let Some(dot) = text.iter().position(|byte| *byte == b'.') else {
        return false;
    };
    let (whole, places) = (&text[..dot], &text[dot + 1..]);
    places.len() >= 2
        && places.iter().all(u8::is_ascii_digit)
        && whole.len() <= 3
        && whole.iter().all(u8::is_ascii_digit)
        && number(whole).is_some_and(|degrees| degrees <= 180)
}

/// A few digits that tell years of life.
pub(crate) fn age(value: &[u8]) -> Fit {
    let is_number = value.len() <= 3 && value.iter().all(u8::is_ascii_digit);
    shape_if(is_number && number(value).is_some_and(|age| age <= 125))
}

/// A short word of a small set, of any script.
pub(crate) fn word(value: &[u8]) -> Fit {
    let holds = value.len() <= 60 && !is_boolean(value) && date(value).is_none();
    shape_if(
        holds && std::str::from_utf8(value).is_ok_and(|text| text.chars().any(char::is_alphabetic)),
    )
}

/// Text, of whatever length.
pub(crate) fn text(value: &[u8]) -> Fit {
    shape_if(
        value
            .iter()
            .any(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii()),
    )
}

/// Several words in one or more sentences.
pub(crate) fn prose(value: &[u8]) -> Fit {
    let words = value
        .split(u8::is_ascii_whitespace)
        .filter(|word| word.len() > 1)
        .take(4)
        .count();
    shape_if(words >= 4 && text(value) == Fit::Shape && document(value) == Fit::No)
}

/// The front of a document: JSON, XML, YAML, PHP-serialized.
pub(crate) fn document(value: &[u8]) -> Fit {
    let holds = match value {
        [b'{', .., b'}']
        | [b'[', .., b']']
        | [b'<', .., b'>']
        | [b'a' | b'O', b':', b'0'..=b'9', ..] => true,
        _ => value.starts_with(b"---\n"),
    };
    shape_if(holds)
}

/// Something with a scheme, or a path with a query.
pub(crate) fn url(value: &[u8]) -> Fit {
    let scheme = value.iter().position(|byte| !byte.is_ascii_alphanumeric());
    let has_scheme = scheme.is_some_and(|at| at > 1 && value[at..].starts_with(b"://"));
    let is_path = matches!(value, [b'/', ..] | [b'w', b'w', b'w', b'.', ..]);
    shape_if(is_dense(value) && (has_scheme || is_path))
}

/// Anything but what only says yes or no.
pub(crate) fn anything(value: &[u8]) -> Fit {
    shape_if(!is_boolean(value))
}

/// Something a person could have to type: no boolean, date, number of things or hash.
pub(crate) fn password(value: &[u8]) -> Fit {
    let is_typed = (4..=128).contains(&value.len())
        && value.iter().all(|byte| *byte >= b' ' && *byte != 0x7f)
        && !is_boolean(value)
        && date(value).is_none();
    shape_if(is_typed && !(value.len() < 6 && value.iter().all(u8::is_ascii_digit)))
}

/// A token that carries no more than chance: no blanks, long enough not to be guessed.
pub(crate) fn token(value: &[u8]) -> Fit {
    shape_if((20..=4096).contains(&value.len()) && is_dense(value))
}

/// A short secret word: codes, serials, keys of eight characters and more.
pub(crate) fn code(value: &[u8]) -> Fit {
    shape_if((6..=512).contains(&value.len()) && is_dense(value) && !is_boolean(value))
}

/// A value of a column whose name says secret: dense, mixed, and spread over its alphabet.
pub(crate) fn secret(value: &[u8]) -> Fit {
    if !(16..=4096).contains(&value.len()) || !is_dense(value) {
        return Fit::No;
    }
    let least = if value.iter().all(u8::is_ascii_hexdigit) {
        2.5
    } else {
        3.0
    };
    shape_if(is_mixed(value) && checksum::entropy(value) >= least)
}

/// A value that nothing but chance explains.
pub(crate) fn high_entropy(value: &[u8]) -> Fit {
    let holds = (24..=4096).contains(&value.len())
        && is_dense(value)
        && !is_uuid(value)
        && !value.iter().all(u8::is_ascii_hexdigit)
        && checksum::entropy(value) >= 4.5;
    shape_if(holds && is_mixed(value))
}

/// A hexadecimal or base64 digest of a usual length.
pub(crate) fn digest(value: &[u8]) -> Fit {
    let is_hex = matches!(value.len(), 32 | 40 | 48 | 56 | 64 | 96 | 128)
        && value.iter().all(u8::is_ascii_hexdigit);
    let is_base64 = matches!(value.len(), 24 | 28 | 44 | 64 | 88)
        && value.ends_with(b"=")
        && value
            .iter()
            .all(|byte| Alphabet::B64.has(*byte) || *byte == b'=');
    shape_if(is_hex || is_base64)
}

/// Decodes four characters of base64; how many bytes they are.
pub(crate) fn decode(group: [u8; 4], out: &mut [u8; 3]) -> Option<usize> {
    let padding = group.iter().rev().take_while(|byte| **byte == b'=').count();
    let mut bits = 0u32;
    for byte in &group[..4 - padding] {
        let sextet = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(sextet);
    }
    bits <<= 6 * padding;
    out.copy_from_slice(&bits.to_be_bytes()[1..]);
    3usize.checked_sub(padding)
}

/// Whether all of it is of that shape.
pub(crate) fn shaped(shape: &Shape, value: &[u8]) -> Fit {
    valid_if(shape.fits(value))
}

/// So many hexadecimal digits in small letters.
pub(crate) fn hex(value: &[u8], lengths: &[usize]) -> Fit {
    valid_if(lengths.contains(&value.len()) && Alphabet::HEX.run(value, usize::MAX) == value.len())
}

/// So many characters of an alphabet, not all of one kind.
pub(crate) fn run(
    value: &[u8],
    alphabet: Alphabet,
    lengths: std::ops::RangeInclusive<usize>,
) -> Fit {
    let is_run = alphabet.run(value, usize::MAX) == value.len();
    valid_if(lengths.contains(&value.len()) && is_run && value.iter().any(u8::is_ascii_digit))
}

/// Base32 as authenticator apps take it, or the URL of their QR codes.
pub(crate) fn totp(value: &[u8]) -> Fit {
    if value.starts_with(b"otpauth://") {
        return Fit::Valid;
    }
    let padding = value.iter().rev().take_while(|byte| **byte == b'=').count();
    let body = &value[..value.len() - padding];
    let count = body.iter().filter(|byte| **byte != b' ').count();
    let is_base32 = body
        .iter()
        .all(|byte| Alphabet::B32.has(byte.to_ascii_uppercase()) || *byte == b' ');
    shape_if((16..=128).contains(&count) && is_base32)
}

/// Several codes in one value, or one of them.
pub(crate) fn codes(value: &[u8]) -> Fit {
    let holds = value.len() >= 6 && value.iter().any(u8::is_ascii_digit) && !is_boolean(value);
    shape_if(holds && date(value).is_none())
}

/// Eight to four-and-sixty hexadecimal digits, dashes between them: ids of devices and visitors.
pub(crate) fn device(value: &[u8]) -> Fit {
    if is_uuid(value) {
        return Fit::Valid;
    }
    shape_if((8..=128).contains(&value.len()) && is_dense(value))
}

/// Binary or its encodings, vectors of numbers, names of picture files.
pub(crate) fn blob(value: &[u8]) -> Fit {
    shape_if(value.len() >= 4 && !is_boolean(value))
}

/// Whether it is a code of ISO 3166-1 in capitals.
pub(crate) fn is_country_code(code: &[u8]) -> bool {
    code.len() == 2
        && COUNTRIES
            .as_chunks::<2>()
            .0
            .iter()
            .any(|known| known == code)
}

static COUNTRIES: &[u8] = b"ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBV\
BWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGH\
GIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILK\
LRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPK\
PLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTT\
TVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSXKYEYTZAZMZW";

pub(crate) fn is_uuid(value: &[u8]) -> bool {
    value.len() == 36
        && value.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Whether a value only says yes, no or nothing.
pub(crate) fn is_boolean(value: &[u8]) -> bool {
    [
        "0",
        "1",
        "t",
        "f",
        "y",
        "n",
        "true",
        "false",
        "yes",
        "no",
        "on",
        "off",
        "null",
        "none",
        "nil",
        "n/a",
        "unknown",
        "undefined",
    ]
    .iter()
    .any(|word| value.eq_ignore_ascii_case(word.as_bytes()))
}

fn shape_if(holds: bool) -> Fit {
    if holds { Fit::Shape } else { Fit::No }
}

fn valid_if(holds: bool) -> Fit {
    if holds { Fit::Valid } else { Fit::No }
}

/// Whether it is one stretch of printable ASCII.
fn is_dense(value: &[u8]) -> bool {
    value.iter().all(u8::is_ascii_graphic)
}

/// Whether it mixes kinds of characters as words don't.
fn is_mixed(value: &[u8]) -> bool {
    let has = |test: fn(&u8) -> bool| value.iter().any(test);
    let classes = usize::from(has(u8::is_ascii_digit))
        + usize::from(has(u8::is_ascii_lowercase))
        + usize::from(has(u8::is_ascii_uppercase))
        + usize::from(has(u8::is_ascii_punctuation));
    classes >= 3
        || value.iter().all(u8::is_ascii_hexdigit)
        || (classes == 2 && has(u8::is_ascii_digit) && !has(u8::is_ascii_punctuation))
}

fn is_name(value: &[u8], most: usize) -> bool {
    value.len() <= 100 && is_words(value, most, |c| c == '.' || c == ',')
}

/// Whether it is one to `most` words of letters, not all of them in small letters.
fn is_words(value: &[u8], most: usize, also: impl Fn(char) -> bool) -> bool {
    let Ok(text) = std::str::from_utf8(value) else {
        return false;
    };
    let mut letters = 0;
    let mut words = 0;
    let mut is_small = true;
    let mut inside = false;
    for c in text.chars() {
        if c.is_alphabetic() {
            letters += 1;
            words += usize::from(!inside);
            inside = true;
            is_small &= c.is_lowercase();
        } else if c == ' ' {
            inside = false;
        } else if !is_combining(c)
            && !matches!(c, '\'' | '’' | 'ʼ' | '`' | '-' | '‐' | '·' | '・')
            && !also(c)
        {
            return false;
        }
    }
    letters >= 2 && (1..=most).contains(&words) && !is_small && !is_boolean(value)
}

/// Whether it is a mark that goes with the letter before it.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(judge: fn(&[u8]) -> Fit, value: &str) -> bool {
        judge(value.as_bytes()) != Fit::No
    }

    #[test]
    fn names_are_words_in_any_script() {
        for value in [
            "Ada",
            "ADA LOVELACE",
            "Zoë de la Cruz",
            "O'Brien-Smith",
            "太郎 渡邊",
            "Dr. Jürgen Müller",
        ] {
            assert!(fits(name, value), "{value}");
        }
        for value in [
            "pending",
            "ada1",
            "a b c d e f g",
            "true",
            "",
            "user@example.org",
            "X",
        ] {
            assert!(!fits(name, value), "{value}");
        }
    }

    #[test]
    fn addresses_have_a_number_and_a_street() {
        for value in [
            "12 Main Street",
            "Hauptstraße 5",
            "4, rue de la Paix",
            "Calle Mayor 3, 2º",
        ] {
            assert_eq!(postal_address(value.as_bytes()), Fit::Valid, "{value}");
        }
        for value in ["Berlin", "x", "just some words here"] {
            assert_eq!(postal_address(value.as_bytes()), Fit::No, "{value}");
        }
    }

    #[test]
    fn dates_are_read_in_the_usual_notations() {
        for value in [
            "1984-02-29",
            "29.02.1984",
            "02/29/1984",
            "19840229",
            "1984-02-29 00:00:00",
        ] {
            assert_eq!(birth_date(value.as_bytes()), Fit::Valid, "{value}");
        }
        assert_eq!(birth_date(b"2011-03-04 12:34:56"), Fit::Shape);
        for value in [
            "1884-02-29",
            "1.2.3",
            "12-12",
            "2024-13-01",
            "99999999",
            "1984-02-",
        ] {
            assert_eq!(birth_date(value.as_bytes()), Fit::No, "{value}");
        }
    }

    #[test]
    fn postcodes_with_letters_are_surer_than_numbers() {
        assert_eq!(postcode(b"SW1A 1AA"), Fit::Valid);
        assert_eq!(postcode(b"1012 AB"), Fit::Valid);
        assert_eq!(postcode(b"10115"), Fit::Shape);
        assert_eq!(postcode(b"123"), Fit::No);
        assert_eq!(postcode(b"a value too long"), Fit::No);
    }

    #[test]
    fn secrets_are_dense_and_mixed() {
        for value in [
            "9f8e7d6c5b4a32101f2e",
            "aB3-dE6_gH9jK2xQ",
            "qZ8vLm2Xw4Rt6Yp0",
        ] {
            assert!(fits(secret, value), "{value}");
        }
        for value in [
            "a value with blanks in it",
            "short1",
            "northwest-compass-rose",
            "aaaaaaaaaaaaaaaa",
        ] {
            assert!(!fits(secret, value), "{value}");
        }
        assert!(!fits(high_entropy, "550e8400-e29b-41d4-a716-446655440000"));
        assert!(!fits(
            high_entropy,
            "da39a3ee5e6b4b0d3255bfef95601890afd80709"
        ));
        assert!(fits(high_entropy, "q8ZvL2mXw4Rt6Yp0Ks9Bd3Hf7JcNgAuE"));
    }

    #[test]
    fn places_on_the_map_have_decimals() {
        for value in [
            "52.520008",
            "-0.1276",
            "52.5200, 13.4050",
            "POINT(13.4 52.5)",
        ] {
            assert!(fits(geo, value), "{value}");
        }
        for value in ["52", "999.1234", "1.2.3", "x"] {
            assert!(!fits(geo, value), "{value}");
        }
    }
}
