use super::glossary::Known;
use super::{form, texture};

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
            if let Some(places) = form::decimal_places(value) {
                self.set(Look::Number, true);
                self.set(Look::Precise, places >= 4);
                let degrees = std::str::from_utf8(value)
                    .ok()
                    .and_then(|text| text.parse::<f64>().ok())
                    .map_or(f64::MAX, f64::abs);
                self.set(Look::Latitude, degrees <= 90.0);
                self.set(Look::Longitude, degrees <= 180.0);
            }
            self.set(Look::Date, form::is_date(value));
            self.set(
                Look::Moment,
                value.len() >= 16
                    && form::is_date(&value[..10])
                    && matches!(value[10], b' ' | b'T'),
            );
            self.set(Look::Clock, form::is_clock(value));
            self.set(Look::Version, form::is_version(value));
            self.set(Look::Ean, form::is_ean(value));
        }
        self.set(Look::Dial, form::is_dial(value));
        self.set(Look::NineDigits, form::is_nine_digits(value));
        self.set(
            Look::LongNumber,
            (13..=19).contains(&makeup.digits)
                && makeup.digits + makeup.blanks + makeup.dashes == value.len(),
        );
    }

    fn ids(&mut self, value: &[u8], makeup: &Makeup) {
        let hex = makeup.hex == value.len();
        match value.len() {
            36 => self.set(Look::Uuid, form::is_uuid(value)),
            32 | 40 | 48 | 56 | 64 | 96 | 128 => self.set(Look::Digest, hex && makeup.digits > 0),
            24 => self.set(Look::ObjectId, hex && makeup.digits > 0),
            26 => self.set(Look::Ulid, form::is_ulid(value)),
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
            form::is_traceparent(value)
                || starts(&["sha256-", "sha384-", "sha512-", "data:image/"]),
        );
        self.set(Look::Colour, form::is_colour(value));
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
            && value[2..].iter().all(|byte| form::is_lower_hex(*byte));
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
                || lines && form::is_yaml_line(value),
        );
        self.set(Look::Pairs, form::is_pairs(value, lines));
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
        self.set(
            Look::Capitalised,
            is_words && texture::is_capitalised(value),
        );
        self.set(
            Look::Identifier,
            makeup.blanks == 0 && makeup.beyond_ascii == 0 && texture::is_identifier(value),
        );
    }

    fn words(&mut self, value: &[u8], makeup: &Makeup, known: Known) {
        self.set(Look::Bool, known.has(Known::BOOL));
        self.set(
            Look::Placeholder,
            known.has(Known::PLACEHOLDER) || form::is_placeholder(value),
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
        self.set(Look::Opaque, value.len() >= 16 && texture::is_random(value));
        self.set(
            Look::Blob,
            value.len() >= 24
                && makeup.alphanumeric() + makeup.tokens_marks == value.len()
                && texture::is_random(value),
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
        for byte in value.iter().take(texture::LOOKED_AT) {
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

/// What documents look like.
pub(crate) const DOCUMENTS: [Look; 5] =
    [Look::Json, Look::Markup, Look::Php, Look::Yaml, Look::Pairs];
