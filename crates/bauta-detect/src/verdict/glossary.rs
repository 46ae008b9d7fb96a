//! Words by which values tell what they are, in several languages.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::{naming, sketch};

mod people;
mod places;

/// What a word, or a whole value, is known as; a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Known(u16);

impl Known {
    pub(crate) const BOOL: Self = Self(1);
    pub(crate) const PLACEHOLDER: Self = Self(1 << 1);
    pub(crate) const GENDER: Self = Self(1 << 2);
    pub(crate) const BELIEF: Self = Self(1 << 3);
    pub(crate) const CITY: Self = Self(1 << 4);
    pub(crate) const COUNTRY: Self = Self(1 << 5);
    pub(crate) const REGION: Self = Self(1 << 6);
    pub(crate) const GIVEN_NAME: Self = Self(1 << 7);
    pub(crate) const FAMILY_NAME: Self = Self(1 << 8);
    pub(crate) const STREET: Self = Self(1 << 9);
    pub(crate) const COMPANY: Self = Self(1 << 10);
    const PARTICLE: Self = Self(1 << 11);

    pub(crate) fn has(self, one: Self) -> bool {
        self.0 & one.0 != 0
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn of(self, some: Self) -> Self {
        Self(self.0 & some.0)
    }

    /// What a value is known as, as a whole and by its words.
    pub(crate) fn of_value(value: &[u8]) -> Self {
        let mut buffer = [0; LONGEST];
        let Some(folded) = fold(value, &mut buffer) else {
            return Self::default();
        };
        let mut known = look_up(folded).of(WHOLE);
        let mut words = 0;
        let mut has_number = false;
        let mut is_street = false;
        for word in folded.split(|byte| byte.is_ascii_whitespace() || b",;.()".contains(byte)) {
            if word.is_empty() {
                continue;
            }
            words += 1;
            has_number |= word.iter().any(u8::is_ascii_digit);
            let own = of_word(word);
            is_street |= own.has(Self::STREET) || ends_as_street(word);
            known = known.and(own.of(PARTS));
        }
        let front = folded
            .iter()
            .rposition(|byte| !byte.is_ascii_digit() && *byte != b' ')
            .map_or(folded, |last| &folded[..=last]);
        let is_street = is_street && words >= 2 && (has_number || words <= 4)
            || has_number && ends_as_street(front);
        if is_street {
            known = known.and(Self::STREET);
        }
        known
    }
}

/// Whether a word goes between the names of a person without a capital.
pub(crate) fn is_particle(word: &[u8]) -> bool {
    look_up(word).has(Known::PARTICLE)
}

/// What only whole values are known as.
const WHOLE: Known = Known::BOOL
    .and(Known::PLACEHOLDER)
    .and(Known::GENDER)
    .and(Known::BELIEF)
    .and(Known::CITY)
    .and(Known::COUNTRY)
    .and(Known::REGION);

/// What their words are known as.
const PARTS: Known = Known::GIVEN_NAME
    .and(Known::FAMILY_NAME)
    .and(Known::COMPANY);

/// Every word and phrase by its hash.
static KNOWN: LazyLock<HashMap<u64, Known, BuildHasherDefault<Hashed>>> = LazyLock::new(|| {
    let mut known: HashMap<u64, Known, _> = HashMap::default();
    let mut add = |word: &str, what: Known| {
        let slot = known.entry(sketch::hash(word.as_bytes())).or_default();
        *slot = slot.and(what);
    };
    for (what, list) in WORDS {
        list.split_ascii_whitespace()
            .for_each(|word| add(word, *what));
    }
    for (what, list) in PHRASES {
        list.split(',').for_each(|phrase| add(phrase.trim(), *what));
    }
    known
});

/// Lists of words.
static WORDS: &[(Known, &str)] = &[
    (Known::BOOL, BOOLS),
    (Known::PLACEHOLDER, PLACEHOLDERS),
    (Known::GENDER, GENDERS),
    (Known::BELIEF, BELIEFS),
    (Known::PARTICLE, PARTICLES),
    (Known::COMPANY, COMPANY_FORMS),
    (Known::STREET, places::STREET_WORDS),
    (Known::GIVEN_NAME, people::GIVEN_NAMES),
    (Known::FAMILY_NAME, people::FAMILY_NAMES),
];

/// Lists of what may have several words.
static PHRASES: &[(Known, &str)] = &[
    (Known::CITY, places::CITY_NAMES),
    (Known::COUNTRY, places::COUNTRY_NAMES),
    (Known::REGION, places::REGION_NAMES),
];

/// Hashes are hashed already.
#[derive(Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = sketch::hash(bytes);
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

fn look_up(folded: &[u8]) -> Known {
    KNOWN
        .get(&sketch::hash(folded))
        .copied()
        .unwrap_or_default()
}

/// Also where several names are tied by a dash (`Jean-Pierre`).
fn of_word(word: &[u8]) -> Known {
    let known = look_up(word);
    if known != Known::default() || !word.contains(&b'-') {
        return known;
    }
    word.split(|byte| *byte == b'-')
        .map(look_up)
        .fold(known, Known::and)
        .of(Known::GIVEN_NAME.and(Known::FAMILY_NAME))
}

fn ends_as_street(word: &[u8]) -> bool {
    word.len() > 6
        && places::STREET_ENDINGS
            .iter()
            .any(|ending| word.ends_with(ending.as_bytes()))
}

/// Lower case, without accents; `None` where the text is long or not UTF-8.
fn fold<'b>(text: &[u8], buffer: &'b mut [u8; LONGEST]) -> Option<&'b [u8]> {
    if text.len() > LONGEST / 2 {
        return None;
    }
    if text.is_ascii() {
        let folded = buffer.get_mut(..text.len())?;
        folded.copy_from_slice(text);
        folded.make_ascii_lowercase();
        return Some(folded);
    }
    let mut length = 0;
    for letter in std::str::from_utf8(text).ok()?.chars() {
        naming::fold(letter, |letter| {
            let mut bytes = [0; 4];
            for byte in letter.encode_utf8(&mut bytes).bytes() {
                if let Some(slot) = buffer.get_mut(length) {
                    *slot = byte;
                    length += 1;
                }
            }
        });
    }
    buffer.get(..length)
}

const LONGEST: usize = 200;

static BOOLS: &str = "\
t f true false yes no y n on off ja nein oui non si";

static PARTICLES: &str = "\
von van der den de del della di da do dos das du la le el al bin ibn af av zu zur ter ten y e";

static GENDERS: &str = "\
m f d x w male female man woman diverse nonbinary non-binary nb mann frau mannlich weiblich \
divers homme femme masculin feminin hombre mujer masculino femenino maschio femmina uomo donna \
mies nainen kobieta mezczyzna masculine feminine transgender mees vrouw man kvinna homem mulher";

static BELIEFS: &str = "\
catholic protestant muslim islam islamic hindu hinduism buddhist buddhism jewish judaism \
christian christianity atheist agnostic sikh sikhism orthodox anglican lutheran methodist \
baptist mormon jain taoist shinto katholisch evangelisch muslimisch judisch konfessionslos \
catholique protestante musulman juif catolico musulmana judio cattolico bahai quaker sunni shia \
presbyterian pentecostal";

static PLACEHOLDERS: &str = "\
changeme change-me change_me redacted [redacted] null none nil n/a na undefined todo tbd empty \
unset default dummy placeholder xxx your-api-key your_api_key yourpassword secret <secret> \
<redacted> (hidden) hidden masked *** not-set not_set unused disabled";

static COMPANY_FORMS: &str = "\
gmbh ag kg ohg ug se ltd limited llc inc corp corporation plc llp co company sa sarl sas sasu \
srl spa sl bv nv oy ab as aps kft zrt sro doo pty group holding holdings solutions systems \
technologies services industries partners associates & und sons sohne freres";

#[cfg(test)]
mod tests {
    use super::*;

    fn known(value: &str) -> Known {
        Known::of_value(value.as_bytes())
    }

    #[test]
    fn names_are_known_without_case_and_accents() {
        let both = known("JOSÉ García");
        assert!(both.has(Known::GIVEN_NAME) && both.has(Known::FAMILY_NAME));
        assert!(known("Jean-Pierre").has(Known::GIVEN_NAME));
        assert!(!known("stainless steel").has(Known::GIVEN_NAME));
    }

    #[test]
    fn places_of_several_words_are_whole_entries() {
        assert!(known("New York").has(Known::CITY));
        assert!(known("München").has(Known::CITY));
        assert!(known("United Kingdom").has(Known::COUNTRY));
        assert!(!known("new").has(Known::CITY));
    }

    #[test]
    fn streets_are_known_in_several_languages() {
        for street in [
            "12 Main Street",
            "Hauptstraße 5",
            "12 rue de la Paix",
            "Calle Mayor 3",
            "Via Roma 10",
            "ul. Polna 3",
            "1913 Hanoi Way",
            "Keizersgracht 123",
        ] {
            assert!(known(street).has(Known::STREET), "{street}");
        }
        for other in ["Garden chair", "Version 2", "red", "B12"] {
            assert!(!known(other).has(Known::STREET), "{other}");
        }
    }
}
