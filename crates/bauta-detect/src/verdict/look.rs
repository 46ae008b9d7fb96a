use super::glossary::{self, Known};

/// What a value looks like, apart from the kinds of the catalogue.
///
/// Most of these say what a value is *not*: a secret, a name. A value may look like several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Look {
    Digits,
    Number,
    /// A decimal with four places or more.
    Precise,
    /// A number from -90 to 90.
    Latitude,
    /// A number from -180 to 180.
    Longitude,
    Date,
    Moment,
    Clock,
    Bool,
    Uuid,
    Ulid,
    Ksuid,
    Nanoid,
    /// Hexadecimal of a digest's length.
    Digest,
    /// Hexadecimal of 24 characters, as document stores number their rows.
    ObjectId,
    /// `traceparent`, sub-resource integrity, picture within an address.
    Plumbing,
    Version,
    /// EAN or ISBN with its check digit.
    Ean,
    Colour,
    Url,
    Path,
    /// Words tied by dashes, dots and the like: slugs, flags, templates, order numbers.
    Identifier,
    /// One or a few words without digits.
    Words,
    /// The same, each with a capital.
    Capitalised,
    Sentence,
    Lines,
    Json,
    Markup,
    Php,
    Yaml,
    /// `NAME=value` lines, or a query string.
    Pairs,
    /// Random characters.
    Opaque,
    /// Random characters in base64 or hexadecimal, long enough for a sealed value.
    Blob,
    Placeholder,
    /// Public keys and certificates.
    PublicKey,
    /// Keys that are meant to be published, client and account ids.
    Publishable,
    GivenName,
    FamilyName,
    City,
    Country,
    Street,
    Company,
    Region,
    Gender,
    Belief,
    /// Digits and what stands between them in telephone numbers.
    Dial,
    /// Nine digits that could be a social security number.
    NineDigits,
    /// As many digits as a card's number has.
    LongNumber,
    /// Two words or more.
    SeveralWords,
}

impl Look {
    pub(crate) const COUNT: usize = Self::SeveralWords as usize + 1;
}

/// A set of [`Look`]s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Looks(u64);

impl Looks {
    pub(crate) fn of(value: &[u8]) -> Self {
        let mut looks = Self::default();
        let value = value.trim_ascii();
        if value.is_empty() {
            return looks;
        }
        let makeup = Makeup::of(value);
        let known = Known::of_value(value);
        looks.numbers(value, &makeup);
        looks.ids(value, &makeup);
        looks.technical(value, &makeup);
        looks.words(value, &makeup, known);
        looks.documents(value);
        looks.prose(value, &makeup);
        looks.random(value, &makeup);
        looks
    }

    /// Whether it is a document of any format.
    pub(crate) fn is_document(self) -> bool {
        DOCUMENTS.iter().any(|look| self.has(*look))
    }

    pub(crate) fn has(self, look: Look) -> bool {
        self.0 & (1 << look as u8) != 0
    }

    /// The indices of the looks in the set.
    pub(crate) fn indices(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let index = rest.trailing_zeros() as usize;
            (rest != 0).then(|| {
                rest &= rest - 1;
                index
            })
        })
    }

    fn set(&mut self, look: Look, holds: bool) {
        self.0 |= u64::from(holds) << look as u8;
    }

    fn numbers(&mut self, value: &[u8], makeup: &Makeup) {
        self.set(Look::Digits, makeup.digits == value.len());
        if value.len() <= 40 && makeup.digits > 0 {
            if let Some(places) = decimal_places(value) {
                self.set(Look::Number, true);
                self.set(Look::Precise, places >= 4);
                let degrees = std::str::from_utf8(value)
                    .ok()
                    .and_then(|text| text.parse::<f64>().ok())
                    .map_or(f64::MAX, f64::abs);
                self.set(Look::Latitude, degrees <= 90.0);
                self.set(Look::Longitude, degrees <= 180.0);
            }
            self.set(Look::Date, is_date(value));
            self.set(
                Look::Moment,
                value.len() >= 16 && is_date(&value[..10]) && matches!(value[10], b' ' | b'T'),
            );
            self.set(Look::Clock, is_clock(value));
            self.set(Look::Version, is_version(value));
            self.set(Look::Ean, is_ean(value));
        }
        self.set(Look::Dial, is_dial(value));
        self.set(Look::NineDigits, is_nine_digits(value));
        self.set(
            Look::LongNumber,
            (13..=19).contains(&makeup.digits)
                && makeup.digits + makeup.blanks + makeup.dashes == value.len(),
        );
    }

    fn ids(&mut self, value: &[u8], makeup: &Makeup) {
        let hex = makeup.hex == value.len();
        match value.len() {
            36 => self.set(Look::Uuid, is_uuid(value)),
            32 | 40 | 48 | 56 | 64 | 96 | 128 => self.set(Look::Digest, hex && makeup.digits > 0),
            24 => self.set(Look::ObjectId, hex && makeup.digits > 0),
            26 => self.set(Look::Ulid, is_ulid(value)),
            27 => self.set(
                Look::Ksuid,
                makeup.alphanumeric() == 27 && makeup.digits > 0 && makeup.upper > 0,
            ),
            21 => self.set(
                Look::Nanoid,
                makeup.alphanumeric() + makeup.dashes == 21 && makeup.classes() >= 2,
            ),
            _ => {}
        }
    }

    fn technical(&mut self, value: &[u8], makeup: &Makeup) {
        let starts = |fronts: &[&str]| {
            fronts
                .iter()
                .any(|front| value.starts_with(front.as_bytes()))
        };
        self.set(
            Look::Plumbing,
            is_traceparent(value) || starts(&["sha256-", "sha384-", "sha512-", "data:image/"]),
        );
        self.set(Look::Colour, is_colour(value));
        let is_url = makeup.blanks == 0
            && memchr::memmem::find(value, b"://").is_some_and(|at| (2..=12).contains(&at));
        self.set(Look::Url, is_url);
        let is_file = value
            .iter()
            .rposition(|byte| *byte == b'.')
            .is_some_and(|dot| {
                let end = &value[dot + 1..];
                (2..=5).contains(&end.len()) && end.iter().all(u8::is_ascii_alphanumeric)
            });
        self.set(
            Look::Path,
            !is_url
                && makeup.blanks == 0
                && (starts(&["/", "./", "~/"]) || value.contains(&b'/') && is_file),
        );
        self.set(
            Look::PublicKey,
            starts(&[
                "ssh-rsa ",
                "ssh-ed25519 ",
                "ecdsa-sha2-",
                "-----BEGIN CERTIFICATE",
                "-----BEGIN PUBLIC KEY",
                "-----BEGIN RSA PUBLIC KEY",
                "-----BEGIN PGP PUBLIC KEY",
            ]),
        );
        let is_twilio_account = value.len() == 34
            && starts(&["AC"])
            && value[2..].iter().all(|byte| is_lower_hex(*byte));
        self.set(
            Look::Publishable,
            is_twilio_account
                || starts(&["pk_live_", "pk_test_", "pk.eyJ", "6Lc", "6Ld", "6Le", "6Lf"])
                || value.ends_with(b".apps.googleusercontent.com"),
        );
    }

    fn documents(&mut self, value: &[u8]) {
        let [first, second, .., last] = value else {
            self.set(Look::Json, matches!(value, b"{}" | b"[]"));
            return;
        };
        let inner = value[1..].trim_ascii_start().first().copied().unwrap_or(0);
        let is_json = match (first, last) {
            (b'{', b'}') => matches!(inner, b'"' | b'}'),
            (b'[', b']') => matches!(inner, b'"' | b']' | b'{' | b'[' | b'0'..=b'9' | b'-'),
            _ => false,
        };
        self.set(Look::Json, is_json);
        self.set(
            Look::Markup,
            *first == b'<'
                && *last == b'>'
                && (second.is_ascii_alphabetic() || matches!(second, b'?' | b'!')),
        );
        self.set(
            Look::Php,
            *second == b':'
                && value[2].is_ascii_digit()
                && matches!(
                    (first, last),
                    (b'a' | b'O' | b'C', b'}') | (b's' | b'i' | b'b' | b'd', b';')
                ),
        );
        let lines = memchr::memchr(b'\n', value).is_some();
        self.set(
            Look::Yaml,
            value.starts_with(b"---") && !value.starts_with(b"-----")
                || lines && is_yaml_line(value),
        );
        self.set(Look::Pairs, is_pairs(value, lines));
        self.set(Look::Lines, lines);
    }

    fn prose(&mut self, value: &[u8], makeup: &Makeup) {
        let ends_a_sentence = matches!(value.last(), Some(b'.' | b'!' | b'?'));
        let letters = makeup.letters();
        self.set(
            Look::Sentence,
            letters * 2 > value.len()
                && (makeup.blanks >= 5 || makeup.blanks >= 2 && ends_a_sentence),
        );
        if value.len() > 100 || letters == 0 {
            return;
        }
        let is_words = letters + makeup.blanks + makeup.marks == value.len() && makeup.blanks <= 5;
        self.set(Look::Words, is_words);
        self.set(Look::SeveralWords, makeup.blanks > 0);
        self.set(Look::Capitalised, is_words && is_capitalised(value));
        self.set(
            Look::Identifier,
            makeup.blanks == 0 && makeup.beyond_ascii == 0 && is_identifier(value),
        );
    }

    fn words(&mut self, value: &[u8], makeup: &Makeup, known: Known) {
        self.set(Look::Bool, known.has(Known::BOOL));
        self.set(
            Look::Placeholder,
            known.has(Known::PLACEHOLDER) || is_placeholder(value),
        );
        self.set(Look::Gender, known.has(Known::GENDER));
        self.set(Look::Belief, known.has(Known::BELIEF));
        self.set(Look::City, known.has(Known::CITY));
        self.set(Look::Country, known.has(Known::COUNTRY));
        self.set(Look::Region, known.has(Known::REGION));
        self.set(Look::Company, known.has(Known::COMPANY));
        let ends_a_sentence = matches!(value.last(), Some(b'.' | b'!' | b'?'));
        self.set(Look::Street, known.has(Known::STREET) && !ends_a_sentence);
        let is_name = makeup.digits == 0;
        self.set(Look::GivenName, is_name && known.has(Known::GIVEN_NAME));
        self.set(Look::FamilyName, is_name && known.has(Known::FAMILY_NAME));
    }

    fn random(&mut self, value: &[u8], makeup: &Makeup) {
        if makeup.blanks > 0
            || makeup.beyond_ascii > 0
            || self.has(Look::Uuid)
            || self.has(Look::Url)
            || self.has(Look::Json)
        {
            return;
        }
        self.set(Look::Opaque, value.len() >= 16 && is_random(value));
        self.set(
            Look::Blob,
            value.len() >= 24
                && makeup.alphanumeric() + makeup.tokens_marks == value.len()
                && is_random(value),
        );
    }
}

/// What a value is made of.
struct Makeup {
    digits: usize,
    lower: usize,
    upper: usize,
    /// Digits and letters of lower or of upper hexadecimal, whichever are more.
    hex: usize,
    blanks: usize,
    /// `-` and `_`.
    dashes: usize,
    /// `- _ + / =`, what encodings have besides letters and digits.
    tokens_marks: usize,
    /// What may stand within names: `' . - , &`.
    marks: usize,
    beyond_ascii: usize,
}

impl Makeup {
    fn of(value: &[u8]) -> Self {
        let mut makeup = Self {
            digits: 0,
            lower: 0,
            upper: 0,
            hex: 0,
            blanks: 0,
            dashes: 0,
            tokens_marks: 0,
            marks: 0,
            beyond_ascii: 0,
        };
        let (mut low_hex, mut high_hex) = (0, 0);
        for byte in value.iter().take(LOOKED_AT) {
            match byte {
                b'0'..=b'9' => makeup.digits += 1,
                b'a'..=b'z' => {
                    makeup.lower += 1;
                    low_hex += usize::from(*byte <= b'f');
                }
                b'A'..=b'Z' => {
                    makeup.upper += 1;
                    high_hex += usize::from(*byte <= b'F');
                }
                b' ' | b'\t' | b'\n' | b'\r' => makeup.blanks += 1,
                b'-' | b'_' => {
                    makeup.dashes += 1;
                    makeup.tokens_marks += 1;
                    makeup.marks += usize::from(*byte == b'-');
                }
                b'+' | b'/' | b'=' => makeup.tokens_marks += 1,
                b'\'' | b'.' | b',' | b'&' => makeup.marks += 1,
                0x80.. => makeup.beyond_ascii += 1,
                _ => {}
            }
        }
        makeup.hex = makeup.digits + low_hex.max(high_hex);
        makeup
    }

    fn alphanumeric(&self) -> usize {
        self.digits + self.lower + self.upper
    }

    fn letters(&self) -> usize {
        self.lower + self.upper + self.beyond_ascii
    }

    fn classes(&self) -> usize {
        [self.digits, self.lower, self.upper]
            .into_iter()
            .filter(|count| *count > 0)
            .count()
    }
}

/// How many places a decimal has; none where it is no number.
fn decimal_places(value: &[u8]) -> Option<usize> {
    let value = match value {
        [b'-' | b'+', rest @ ..] => rest,
        _ => value,
    };
    let whole = value
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    match value.get(whole..)? {
        [] if whole > 0 => Some(0),
        [b'.', places @ ..]
            if whole > 0 && !places.is_empty() && places.iter().all(u8::is_ascii_digit) =>
        {
            Some(places.len())
        }
        _ => None,
    }
}

/// The year of a date, in any of the usual orders.
pub(crate) fn year_of(value: &[u8]) -> Option<u16> {
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0u16, |sum, byte| {
            byte.is_ascii_digit()
                .then(|| sum * 10 + u16::from(byte - b'0'))
        })
    };
    let value = value.get(..10)?;
    let (year, month, day) = match (value[4], value[2]) {
        (b'-' | b'/', _) if value[7] == value[4] => (&value[..4], &value[5..7], &value[8..]),
        (_, b'.' | b'/' | b'-') if value[5] == value[2] => (&value[6..], &value[3..5], &value[..2]),
        _ => return None,
    };
    let (year, month, day) = (number(year)?, number(month)?, number(day)?);
    let is_day = (1..=31).contains(&day) && (1..=31).contains(&month) && (month <= 12 || day <= 12);
    (is_day && (1800..2200).contains(&year)).then_some(year)
}

/// Seven to fifteen digits as people write numbers to be dialled.
fn is_dial(value: &[u8]) -> bool {
    let front = value
        .split(u8::is_ascii_alphabetic)
        .next()
        .unwrap_or_default();
    let digits = front.iter().filter(|byte| byte.is_ascii_digit()).count();
    let is_clean = front
        .iter()
        .all(|byte| byte.is_ascii_digit() || b" +-./()".contains(byte));
    // An extension may follow.
    let rest = &value[front.len()..];
    is_clean
        && (6..=15).contains(&digits)
        && (rest.is_empty() || rest.len() <= 10 && rest.iter().any(u8::is_ascii_digit))
        && !is_date(value)
        && memchr::memchr_iter(b'.', value).count() != 1
}

/// *Source:* SSA, areas never assigned.
fn is_nine_digits(value: &[u8]) -> bool {
    value.len() == 9
        && value.iter().all(u8::is_ascii_digit)
        && !value.starts_with(b"000")
        && !value.starts_with(b"666")
        && value[0] != b'9'
        && value[3..5] != *b"00"
        && value[5..] != *b"0000"
}

fn is_date(value: &[u8]) -> bool {
    value.len() == 10 && year_of(value).is_some()
}

fn is_clock(value: &[u8]) -> bool {
    match value {
        [a, b, b':', c, d, rest @ ..] => {
            [a, b, c, d].into_iter().all(u8::is_ascii_digit)
                && rest
                    .iter()
                    .all(|byte| byte.is_ascii_digit() || b":.+-".contains(byte))
                && rest.len() <= 16
        }
        _ => false,
    }
}

fn is_version(value: &[u8]) -> bool {
    let value = value.strip_prefix(b"v").unwrap_or(value);
    let core = value
        .split(|byte| matches!(byte, b'-' | b'+'))
        .next()
        .unwrap_or_default();
    let mut parts = 0;
    let mut is_small = true;
    for part in core.split(|byte| *byte == b'.') {
        if part.is_empty() || part.len() > 5 || !part.iter().all(u8::is_ascii_digit) {
            return false;
        }
        is_small &= part.len() == 1 || matches!(part, [b'1' | b'2', _] | [b'3', b'0']);
        parts += 1;
    }
    // Four parts are an address unless all of them are small.
    parts == 3 || parts == 4 && is_small
}

/// *Source:* GS1 General Specifications §7.9; ISO 2108.
fn is_ean(value: &[u8]) -> bool {
    let mut digits = [0u8; 14];
    let mut length = 0;
    for byte in value {
        match byte {
            b'0'..=b'9' => {
                let Some(place) = digits.get_mut(length) else {
                    return false;
                };
                *place = byte - b'0';
                length += 1;
            }
            b'-' => {}
            _ => return false,
        }
    }
    if !matches!(length, 8 | 12 | 13 | 14) {
        return false;
    }
    let sum: u32 = digits[..length]
        .iter()
        .rev()
        .enumerate()
        .map(|(index, digit)| u32::from(*digit) * if index % 2 == 1 { 3 } else { 1 })
        .sum();
    sum.is_multiple_of(10)
}

fn is_lower_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

pub(crate) fn is_uuid(value: &[u8]) -> bool {
    value.len() == 36
        && value.iter().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

fn is_ulid(value: &[u8]) -> bool {
    value.len() == 26
        && value[0] <= b'7'
        && value
            .iter()
            .all(|byte| matches!(byte.to_ascii_uppercase(), b'0'..=b'9' | b'A'..=b'Z'))
        && !value
            .iter()
            .any(|byte| matches!(byte.to_ascii_uppercase(), b'I' | b'L' | b'O' | b'U'))
}

/// *Source:* W3C Trace Context §3.2.
fn is_traceparent(value: &[u8]) -> bool {
    value.len() == 55
        && value.iter().enumerate().all(|(index, byte)| match index {
            2 | 35 | 52 => *byte == b'-',
            _ => is_lower_hex(*byte),
        })
}

fn is_colour(value: &[u8]) -> bool {
    matches!(value, [b'#', digits @ ..]
        if matches!(digits.len(), 3 | 4 | 6 | 8) && digits.iter().all(u8::is_ascii_hexdigit))
}

fn is_placeholder(value: &[u8]) -> bool {
    let is_framed = matches!(
        value,
        [b'<', .., b'>'] | [b'$', b'{', .., b'}'] | [b'{', b'{', .., b'}', b'}']
    ) && value.len() < 60
        && !value.contains(&b' ');
    let repeats = value.len() >= 3
        && value.iter().all(|byte| *byte == value[0])
        && matches!(value[0], b'x' | b'X' | b'*' | b'-' | b'.' | b'?' | b'0');
    is_framed || repeats
}

/// `key: value` or `key:` in the first line.
fn is_yaml_line(value: &[u8]) -> bool {
    let line = value
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let line = line.strip_prefix(b"- ").unwrap_or(line);
    let name = line
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(byte))
        .count();
    name > 0
        && matches!(line.get(name..), Some([b':'] | [b':', b' ', ..]))
        && !line.starts_with(b"http")
}

fn is_pairs(value: &[u8], lines: bool) -> bool {
    let name = value
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"_-.[]%".contains(byte))
        .count();
    let has_sign = name > 0 && value.get(name) == Some(&b'=');
    let sections = lines && value.starts_with(b"[");
    let joined = memchr::memchr(b'&', value).is_some() && !value.contains(&b' ');
    sections || has_sign && (lines || joined)
}

/// Whether every word begins with a capital, particles aside. Scripts without case count as
/// capitals.
fn is_capitalised(value: &[u8]) -> bool {
    let mut words = 0;
    for word in value
        .split(|byte| matches!(byte, b' ' | b'-'))
        .filter(|word| !word.is_empty())
    {
        let begins = word
            .iter()
            .find(|byte| byte.is_ascii_alphabetic() || **byte >= 0x80);
        match begins {
            Some(b'a'..=b'z') if glossary::is_particle(word) => {}
            Some(b'a'..=b'z') => return false,
            Some(_) => words += 1,
            None => {}
        }
    }
    words > 0
}

/// Whether the value is words and numbers tied together, each of one case.
fn is_identifier(value: &[u8]) -> bool {
    let mut words = 0;
    let is_tied = |byte: &u8| b"_-.:/#@".contains(byte);
    for piece in value.split(is_tied) {
        let letters = piece
            .iter()
            .take_while(|byte| byte.is_ascii_alphabetic())
            .count();
        let (word, number) = piece.split_at(letters);
        let of_one_case = word.get(1..).is_none_or(|tail| {
            tail.iter().all(u8::is_ascii_lowercase) || word.iter().all(u8::is_ascii_uppercase)
        });
        if !of_one_case || letters > 20 || !number.iter().all(u8::is_ascii_digit) {
            return false;
        }
        words += usize::from(letters > 1);
    }
    words > 0
}

/// Whether the longest stretch between separators changes its class of characters as often as
/// chance would have it.
pub(crate) fn is_random(value: &[u8]) -> bool {
    let value = value.get(..LOOKED_AT).unwrap_or(value);
    let longest = value
        .split(|byte| b"-_.:~|$@#".contains(byte))
        .max_by_key(|piece| piece.len())
        .unwrap_or_default();
    // Of base64url the pieces are short; then all of them together count.
    let piece = if longest.len() >= 12 { longest } else { value };
    if piece.len() < 8 {
        return false;
    }
    let (mut switches, mut digits, mut lower, mut upper) = (0usize, 0usize, 0usize, 0usize);
    let mut before = Class::Other;
    for byte in piece {
        let class = Class::of(*byte);
        switches += usize::from(class != before);
        match class {
            Class::Digit => digits += 1,
            Class::Lower => lower += 1,
            Class::Upper => upper += 1,
            Class::Other => {}
        }
        before = class;
    }
    let mixed_case = lower > 0 && upper > 0;
    if digits == 0 && !mixed_case || digits == piece.len() || piece.len() < 12 && digits == 0 {
        return false;
    }
    let share = if mixed_case { 36 } else { 20 };
    switches * 100 >= piece.len() * share && repeats_little(piece)
}

fn repeats_little(piece: &[u8]) -> bool {
    let mut seen = 0u128;
    for byte in piece {
        seen |= 1 << (byte & 0x7f);
    }
    seen.count_ones() as usize * 10 >= piece.len().min(48) * 2
        && piece
            .windows(6)
            .all(|window| window.iter().any(|byte| *byte != window[0]))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    Lower,
    Upper,
    Other,
}

impl Class {
    fn of(byte: u8) -> Self {
        match byte {
            b'0'..=b'9' => Self::Digit,
            b'a'..=b'z' => Self::Lower,
            b'A'..=b'Z' => Self::Upper,
            _ => Self::Other,
        }
    }
}

/// What documents look like.
pub(crate) const DOCUMENTS: [Look; 5] =
    [Look::Json, Look::Markup, Look::Php, Look::Yaml, Look::Pairs];

const LOOKED_AT: usize = 512;
