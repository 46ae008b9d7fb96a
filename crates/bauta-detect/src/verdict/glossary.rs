//! Words by which values tell what they are, in several languages.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::naming;

mod people;
mod places;

/// A list of words, compared without case and accents.
pub(crate) struct WordSet(LazyLock<HashSet<&'static str>>);

impl WordSet {
    const fn new(load: fn() -> HashSet<&'static str>) -> Self {
        Self(LazyLock::new(load))
    }

    pub(crate) fn has(&self, word: &[u8]) -> bool {
        let mut buffer = String::new();
        word.len() <= LONGEST && fold(word, &mut buffer) && self.holds(&buffer)
    }

    fn holds(&self, folded: &str) -> bool {
        self.0.contains(folded)
    }
}

/// What the words of a value are known as.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Seen {
    pub(crate) given_name: bool,
    pub(crate) family_name: bool,
    pub(crate) city: bool,
    pub(crate) country: bool,
    pub(crate) region: bool,
    pub(crate) street: bool,
    pub(crate) company: bool,
}

/// Looks the words of a value up; people are looked for only where it `is_words`.
pub(crate) fn look_up(value: &[u8], is_words: bool) -> Seen {
    let mut seen = Seen::default();
    let mut folded = String::new();
    if value.len() > 100 || !fold(value, &mut folded) {
        return seen;
    }
    if is_words {
        seen.city = places::CITIES.holds(&folded);
        seen.country = places::COUNTRIES.holds(&folded);
        seen.region = places::REGIONS.holds(&folded);
    }
    let mut words = 0;
    let mut has_number = false;
    let mut has_street = false;
    for word in folded.split(|letter: char| letter.is_whitespace() || ",;.()".contains(letter)) {
        if word.is_empty() {
            continue;
        }
        words += 1;
        has_number |= word.bytes().any(|byte| byte.is_ascii_digit());
        has_street |= places::STREETS.holds(word) || ends_as_street(word);
        seen.company |= COMPANY_FORMS.holds(word);
        if is_words {
            seen.given_name |= is_name(&people::GIVEN, word);
            seen.family_name |= is_name(&people::FAMILY, word);
        }
    }
    seen.street = has_street && words >= 2 && (has_number || words <= 4)
        || has_number && ends_as_street(folded.trim_end_matches(|c: char| !c.is_alphabetic()));
    seen
}

/// Also where several are tied by a dash (`Jean-Pierre`).
fn is_name(names: &WordSet, word: &str) -> bool {
    names.holds(word) || word.contains('-') && word.split('-').any(|part| names.holds(part))
}

fn ends_as_street(word: &str) -> bool {
    word.len() > 6
        && places::STREET_ENDINGS
            .iter()
            .any(|ending| word.ends_with(ending))
}

/// Lower case, without accents; fails where the text is not UTF-8.
fn fold(text: &[u8], out: &mut String) -> bool {
    let Ok(text) = std::str::from_utf8(text) else {
        return false;
    };
    out.reserve(text.len());
    for letter in text.chars() {
        naming::push_folded(letter, out);
    }
    true
}

fn words(list: &'static str) -> HashSet<&'static str> {
    list.split_ascii_whitespace().collect()
}

fn lines(list: &'static str) -> HashSet<&'static str> {
    list.split(',').map(str::trim).collect()
}

const LONGEST: usize = 64;

pub(crate) static BOOLS: WordSet =
    WordSet::new(|| words("t f true false yes no y n on off ja nein oui non si"));

pub(crate) static PARTICLES: WordSet = WordSet::new(|| {
    words(
        "von van der den de del della di da do dos das du la le el al bin ibn af av zu zur ter ten y e",
    )
});

pub(crate) static GENDERS: WordSet = WordSet::new(|| {
    words(
        "m f d x w male female man woman diverse nonbinary non-binary nb mann frau \
         mannlich weiblich divers homme femme masculin feminin hombre mujer masculino femenino \
         maschio femmina uomo donna mies nainen kobieta mezczyzna masculine feminine transgender \
         mees vrouw man kvinna homem mulher",
    )
});

pub(crate) static BELIEFS: WordSet = WordSet::new(|| {
    words(
        "catholic protestant muslim islam islamic hindu hinduism buddhist buddhism jewish judaism \
         christian christianity atheist agnostic sikh sikhism orthodox anglican lutheran methodist \
         baptist mormon jain taoist shinto katholisch evangelisch muslimisch judisch konfessionslos \
         catholique protestante musulman juif catolico musulmana judio cattolico bahai quaker sunni \
         shia presbyterian pentecostal",
    )
});

pub(crate) static PLACEHOLDERS: WordSet = WordSet::new(|| {
    words(
        "changeme change-me change_me redacted [redacted] null none nil n/a na undefined todo tbd \
         empty unset default dummy placeholder xxx your-api-key your_api_key yourpassword secret \
         <secret> <redacted> (hidden) hidden masked *** not-set not_set unused disabled",
    )
});

static COMPANY_FORMS: WordSet = WordSet::new(|| {
    words(
        "gmbh ag kg ohg ug se ltd limited llc inc corp corporation plc llp co company sa sarl sas \
         sasu srl spa sl bv nv oy ab as aps kft zrt sro doo pty group holding holdings solutions \
         systems technologies services industries partners associates & und sons sohne freres",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_without_case_and_accents() {
        let seen = look_up("JOSÉ García".as_bytes(), true);
        assert!(seen.given_name && seen.family_name);
        assert!(look_up(b"Jean-Pierre", true).given_name);
        assert!(!look_up(b"stainless steel", true).given_name);
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
            assert!(look_up(street.as_bytes(), false).street, "{street}");
        }
        for other in ["Garden chair", "Version 2", "red", "B12"] {
            assert!(!look_up(other.as_bytes(), false).street, "{other}");
        }
    }
}
