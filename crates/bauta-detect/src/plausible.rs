//! What a whole value could be, for kinds that no pattern tells: judges of shape, not of truth.

mod opaque;

use crate::Fit;
use crate::alphabet::Alphabet;

pub(crate) use opaque::{
    blob, code, codes, decode, device, digest, hex, high_entropy, password, run, secret, shaped,
    token, totp,
};

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
