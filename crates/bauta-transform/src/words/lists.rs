use std::collections::HashSet;
use std::sync::{LazyLock, OnceLock};

use fake::locales::{Data, EN};

use super::text::{Short, transliterated};
use super::{Locale, cities, names, streets};

/// One entry of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its text.
    pub(crate) text: &'static str,
    /// Its length in characters.
    pub(crate) chars: usize,
}

impl Word {
    /// The entry of that text.
    pub(crate) fn new(text: &'static str) -> Self {
        Self {
            text,
            chars: text.chars().count(),
        }
    }
}

/// The words of one locale.
///
/// *Guarantees:* `first_short[i]` is the ASCII form of `first[i]`, and likewise for last names,
/// so that an index drawn once means the same name in both.
#[derive(Debug)]
pub(crate) struct Lists {
    /// Given names.
    pub(crate) first: Vec<Word>,
    /// Family names.
    pub(crate) last: Vec<Word>,
    /// Given names in at most eight letters a to z.
    pub(crate) first_short: Vec<Short>,
    /// Family names in at most eight letters a to z.
    pub(crate) last_short: Vec<Short>,
    /// Cities.
    pub(crate) cities: Vec<Word>,
    /// Streets, without a number.
    pub(crate) streets: Vec<Word>,
}

impl Lists {
    /// The lists of that locale, made when first asked for.
    pub(crate) fn of(locale: Locale) -> &'static Self {
        LISTS[locale as usize].get_or_init(|| Self::make(locale))
    }

    fn make(locale: Locale) -> Self {
        let (first, first_short) = usable(names::first(locale));
        let (last, last_short) = usable(names::last(locale));
        let words = |list: &[&'static str]| list.iter().copied().map(Word::new).collect();
        Self {
            first,
            last,
            first_short,
            last_short,
            cities: words(cities::cities(locale)),
            streets: words(streets::streets(locale)),
        }
    }
}

static LISTS: [OnceLock<Lists>; Locale::ALL.len()] = [const { OnceLock::new() }; Locale::ALL.len()];

/// The names that have an ASCII form, each once; oddities of the source are left out.
fn usable(source: names::Names) -> (Vec<Word>, Vec<Short>) {
    let mut seen = HashSet::new();
    source
        .into_iter()
        .map(|(name, latin)| (name.trim(), latin))
        .filter(|(name, _)| name.chars().count() <= LONGEST_NAME && is_name(name))
        .filter(|(name, _)| seen.insert(*name))
        .filter_map(|(name, latin)| {
            let short = transliterated(latin.unwrap_or(name))?;
            Some((Word::new(name), short))
        })
        .unzip()
}

fn is_name(name: &str) -> bool {
    name.chars()
        .all(|letter| letter.is_alphabetic() || matches!(letter, ' ' | '\'' | '-'))
}

const LONGEST_NAME: usize = 16;

/// Filler words by length: the entry at index `n` holds those of `n + 1` letters.
pub(crate) fn lorem_words() -> &'static [Vec<&'static str>] {
    static WORDS: LazyLock<Vec<Vec<&'static str>>> = LazyLock::new(|| {
        let mut by_length: Vec<Vec<&'static str>> = Vec::new();
        for word in EN::LOREM_WORD {
            if by_length.len() < word.len() {
                by_length.resize(word.len(), Vec::new());
            }
            let list = &mut by_length[word.len() - 1];
            if !list.contains(word) {
                list.push(word);
            }
        }
        by_length
    });
    &WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fingerprint<'w>(words: impl Iterator<Item = &'w str>) -> (usize, u64) {
        words.fold((0, 0xcbf2_9ce4_8422_2325), |(count, hash), word| {
            let hash = word.bytes().chain([b'\n']).fold(hash, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
            });
            (count + 1, hash)
        })
    }

    fn texts(words: &[Word]) -> impl Iterator<Item = &'static str> {
        words.iter().map(|word| word.text)
    }

    #[test]
    fn no_list_changes_unnoticed() {
        let mut found = Vec::new();
        for locale in Locale::ALL {
            let lists = locale.lists();
            let short = |list: &[Short]| -> Vec<String> {
                list.iter()
                    .map(|short| String::from_utf8(short.bytes().to_vec()).unwrap())
                    .collect()
            };
            for (what, (count, hash)) in [
                ("first", fingerprint(texts(&lists.first))),
                ("last", fingerprint(texts(&lists.last))),
                (
                    "first-short",
                    fingerprint(short(&lists.first_short).iter().map(String::as_str)),
                ),
                (
                    "last-short",
                    fingerprint(short(&lists.last_short).iter().map(String::as_str)),
                ),
                ("cities", fingerprint(texts(&lists.cities))),
                ("streets", fingerprint(texts(&lists.streets))),
            ] {
                found.push(format!("{} {what} {count} {hash:016x}", locale.name()));
            }
        }
        let (count, hash) = fingerprint(lorem_words().iter().flatten().copied());
        found.push(format!("lorem {count} {hash:016x}"));
        assert_eq!(found.join("\n"), include_str!("pinned.txt").trim());
    }

    #[test]
    fn lists_are_long_enough_and_entries_stand_once() {
        for locale in Locale::ALL {
            let lists = locale.lists();
            for (what, list, least) in [
                ("first", &lists.first, 60),
                ("last", &lists.last, 60),
                ("cities", &lists.cities, 40),
                ("streets", &lists.streets, 30),
            ] {
                let once: HashSet<&str> = texts(list).collect();
                assert!(list.len() >= least, "{locale:?} {what}: {}", list.len());
                assert_eq!(once.len(), list.len(), "{locale:?} {what}");
            }
        }
    }

    #[test]
    fn every_name_has_its_ascii_twin_at_the_same_index() {
        for locale in Locale::ALL {
            let lists = locale.lists();
            assert_eq!(lists.first.len(), lists.first_short.len());
            assert_eq!(lists.last.len(), lists.last_short.len());
            for short in lists.first_short.iter().chain(&lists.last_short) {
                assert!((1..=8).contains(&short.bytes().len()));
                assert!(short.bytes().iter().all(u8::is_ascii_lowercase));
            }
        }
        let german = Locale::De.lists();
        let at = german.last.iter().position(|word| word.text == "Müller");
        assert_eq!(german.last_short[at.unwrap()].bytes(), b"mueller");
    }

    #[test]
    fn filler_words_stand_at_their_length() {
        for (index, words) in lorem_words().iter().enumerate() {
            assert!(
                words
                    .iter()
                    .all(|word| word.len() == index + 1 && word.is_ascii())
            );
        }
        assert!(!lorem_words()[0].is_empty());
    }
}
