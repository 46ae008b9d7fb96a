//! Names of people, told from names of things.

use super::context;
use super::judge::{Case, Reading};
use super::look::Look;
use super::naming::Words;

/// Reads the column as names of people, or as parts of them.
pub(crate) fn judge(case: &Case<'_>) -> Option<Reading> {
    let words = case.share(Look::Words);
    if words < 0.5 || !case.context.is_text() || case.share(Look::Company) >= 0.4 {
        return None;
    }
    let hint = KINDS
        .iter()
        .filter_map(|kind| case.hint(kind).map(|hint| (*kind, hint)))
        .max_by(|(_, one), (_, other)| {
            (one.place.len(), one.strength)
                .partial_cmp(&(other.place.len(), other.strength))
                .unwrap_or(std::cmp::Ordering::Equal)
        });
    match hint {
        Some((kind, hint)) if GENERIC.has(hint.words) => generic(kind, case),
        Some((kind, hint)) => {
            let known = known(case);
            let base = if case.context.is_about_things() && known < 0.2 {
                0.45
            } else {
                0.88 + 0.1 * known
            };
            let is_thing = VAGUE.has(hint.words) && known < 0.3 && !case.context.is_about_people();
            let is_codes = case.share(Look::Capitalised) < 0.3 && known < 0.2 && case.repeats();
            if is_thing || is_codes {
                return None;
            }
            with_words(case, kind, base * hint.strength.max(0.8))
        }
        None => by_words(case),
    }
}

/// A `name` is a person's if its table is about people, or if enough of it is known.
fn generic(kind: &'static str, case: &Case<'_>) -> Option<Reading> {
    let context = &case.context;
    let known = known(case);
    let place = case.hint(kind)?.place;
    if context.column.behind(place).any(|word| !is_mark(word)) {
        return None;
    }
    let kind = part_of_name(kind, case);
    let mut owners = context
        .column
        .around(place)
        .filter(|word| !is_mark(word))
        .peekable();
    let is_bare = owners.peek().is_none();
    let is_person = context::is_a_person(owners);
    let confidence = if is_bare && context.is_about_people() {
        if case.share(Look::Capitalised) < 0.5 && known < 0.3 {
            return None;
        }
        0.8 + 0.18 * known
    } else if is_person {
        0.82 + 0.15 * known
    } else if is_bare && !context.is_about_things() && known >= 0.4 {
        0.6 + 0.3 * known
    } else if case.share(Look::GivenName) >= 0.6 && case.share(Look::FamilyName) >= 0.4 {
        0.7
    } else {
        return None;
    };
    with_words(case, kind, confidence)
}

/// Without a hint all of the words have to be known.
fn by_words(case: &Case<'_>) -> Option<Reading> {
    let context = &case.context;
    let given = case.share(Look::GivenName);
    let family = case.share(Look::FamilyName);
    let is_capitalised = case.share(Look::Capitalised) >= 0.85;
    let is_thing = context.names_a_thing() || context.is_about_things() || case.hints.len() > 1;
    if !is_capitalised || is_thing || case.share(Look::City) > 0.5 || case.tally.distinct() < 8.0 {
        return None;
    }
    let two = case.share(Look::SeveralWords);
    if two >= 0.7 && given >= 0.5 && family >= 0.35 {
        return with_words(case, "person-name", 0.55 + 0.3 * given.min(family));
    }
    if two < 0.3 && given >= 0.6 && given > family {
        return with_words(case, "first-name", 0.3 + 0.4 * given);
    }
    (two < 0.3 && family >= 0.65)
        .then(|| with_words(case, "last-name", 0.25 + 0.4 * family))
        .flatten()
}

fn with_words(case: &Case<'_>, kind: &str, confidence: f64) -> Option<Reading> {
    let matched = case.tally.count(Look::Words);
    let known = case
        .tally
        .count(Look::GivenName)
        .max(case.tally.count(Look::FamilyName));
    let reading = case.whole(kind, confidence, matched)?;
    Some(if known > 0 {
        reading.with(&format!("{known} hold a known name"))
    } else {
        reading
    })
}

fn known(case: &Case<'_>) -> f64 {
    case.share(Look::GivenName)
        .max(case.share(Look::FamilyName))
}

/// `nombre` beside `apellido` is the given name, `nom` beside `prenom` the family name.
fn part_of_name(kind: &'static str, case: &Case<'_>) -> &'static str {
    let beside = |hints: &str| case.context.neighbour_is(hints);
    if beside(
        "last_name surname apellido apellidos cognome sobrenome apelido nachname nazwisko achternaam",
    ) {
        "first-name"
    } else if beside("first_name prenom vorname voornaam imie given_name forename") {
        "last-name"
    } else if kind == "person-name" || case.share(Look::SeveralWords) >= 0.4 {
        "person-name"
    } else if case.share(Look::GivenName) >= case.share(Look::FamilyName) {
        "first-name"
    } else {
        "last-name"
    }
}

fn is_mark(word: &str) -> bool {
    word.len() == 1 || word.bytes().all(|byte| byte.is_ascii_digit()) || MARKS.has(word)
}

const KINDS: [&str; 3] = ["person-name", "first-name", "last-name"];

/// Words for any name.
static GENERIC: Words = Words("name nom nome nombre naam nazwa navn namn bezeichnung");

/// Words that mean companies and things as well.
static VAGUE: Words = Words(
    "display_name contact_name legal_name recipient holder nickname patient author_name given call_name",
);

/// Words that say nothing about whose name it is.
static MARKS: Words =
    Words("de en fr es it nl pl latin ascii kana kanji local native text value current new old");
