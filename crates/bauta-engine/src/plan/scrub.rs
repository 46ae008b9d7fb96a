//! What takes the place of secrets and sensitive spans in columns and statements that stay.

use std::sync::{Arc, OnceLock};

use bauta_detect::{Found, OwnRules, Search, SearchScratch, Suspect};
use bauta_model::{FoundSpan, SpanFinder};
use bauta_profile::ColumnPath;

use super::identity::{Staging, Within};
use super::program::Pair;

/// All detectors, built when the first value asks for them: few profiles do, and it takes longer
/// than a small dump.
#[derive(Debug, Default)]
pub(crate) struct LateFinder {
    search: OnceLock<Search>,
    rules: Option<Arc<OwnRules>>,
}

impl LateFinder {
    /// With detectors of the user's own.
    pub(crate) fn with_rules(rules: Option<Arc<OwnRules>>) -> Self {
        Self {
            rules,
            ..Self::default()
        }
    }

    fn search(&self) -> &Search {
        self.search
            .get_or_init(|| Search::all().with_rules(self.rules.as_ref()))
    }
}

impl SpanFinder for LateFinder {
    fn find(&self, text: &[u8], found: &mut Vec<FoundSpan>) {
        self.search().find(text, found);
    }

    fn redact(
        &self,
        text: &[u8],
        is_wanted: &dyn Fn(&FoundSpan) -> bool,
        write: &mut dyn FnMut(&FoundSpan, &mut Vec<u8>),
        out: &mut Vec<u8>,
    ) -> bool {
        self.search().redact(text, is_wanted, write, out)
    }
}

/// The detectors, and what takes the place of what they find.
#[derive(Debug, Clone)]
pub(crate) struct Scrubber {
    search: Arc<Search>,
    staging: Arc<Staging>,
    within: Within,
    /// Exceptions that are bound to this column.
    here: Arc<[usize]>,
}

impl Pair {
    /// The columns of a table that holds settings: one for their names, one for their values.
    pub(crate) fn among(columns: &[&str]) -> Option<Self> {
        let ends = |name: &str, words: &[&str]| {
            let last = name.rsplit('_').next().unwrap_or(name);
            words.iter().any(|word| last.eq_ignore_ascii_case(word))
        };
        let value = columns.iter().position(|name| ends(name, &VALUES))?;
        let name = columns.iter().position(|name| ends(name, &NAMES))?;
        Some(Self { name, value })
    }
}

/// How columns are called that hold any value.
const VALUES: [&str; 6] = ["value", "val", "valuetext", "wert", "valeur", "valor"];

/// How columns are called that say which value it is.
const NAMES: [&str; 8] = [
    "name",
    "key",
    "setting",
    "option",
    "variable",
    "param",
    "parameter",
    "path",
];

/// The name that a field holds as it stands, if it makes a secret of its value.
pub(crate) fn telling(field: &[u8]) -> Option<&str> {
    let name = std::str::from_utf8(field).ok()?.trim_matches(['\'', '"']);
    (name.len() <= MOST_NAME && Search::is_hint(name)).then_some(name)
}

const MOST_NAME: usize = 128;

impl Scrubber {
    /// One that lets some kinds pass, with detectors of the user's own.
    pub(crate) fn but(
        staging: &Arc<Staging>,
        kinds: &[&str],
        rules: Option<&Arc<OwnRules>>,
    ) -> Self {
        let search = Search::secrets_and_spans_but(kinds).with_rules(rules);
        Self {
            search: Arc::new(search.beside(Arc::clone(&staging.hosts) as _)),
            staging: Arc::clone(staging),
            within: Within::Rows,
            here: Arc::default(),
        }
    }

    /// The same for a column that exceptions are bound to.
    pub(crate) fn with_exceptions(&self, here: Vec<usize>) -> Self {
        Self {
            here: here.into(),
            ..self.clone()
        }
    }

    /// Which exception lets a secret stay.
    pub(crate) fn passing(&self, kind: &str, secret: &[u8]) -> Option<usize> {
        let here = |exception: usize, _: &ColumnPath| self.here.contains(&exception);
        self.staging.marks.passing(kind, secret, here)
    }

    /// The same for another place of the dump.
    pub(crate) fn within(&self, within: Within) -> Self {
        Self {
            within,
            ..self.clone()
        }
    }

    /// Appends places in rows as they stand, outside of which there is nothing to scrub.
    pub(crate) fn suspects(
        &self,
        rows: &[u8],
        scratch: &mut SearchScratch,
        suspects: &mut Vec<Suspect>,
    ) {
        self.search.suspects(rows, scratch, suspects);
    }

    /// Whether there may be something to scrub at such a place.
    pub(crate) fn holds(&self, rows: &[u8], suspect: &Suspect) -> bool {
        self.search.holds(rows, suspect)
    }

    /// Whether each value of a column of this name must be looked at.
    pub(crate) fn is_hint(column: &str) -> bool {
        Search::is_hint(column)
    }

    /// Appends `value` with replacements to `out`, in whatever containers they stand; answers
    /// whether there was anything. Appends nothing if not. `scratch` tells what was replaced.
    pub(crate) fn scrub(
        &self,
        value: &[u8],
        column: &str,
        scratch: &mut SearchScratch,
        out: &mut Vec<u8>,
    ) -> bool {
        let staging = &self.staging;
        let (known, mut brought) = (staging.holds_credential(value), false);
        let mut replace = |found: &Found<'_>, out: &mut Vec<u8>| {
            // What was written is looked at again, and a credential in it is the one just brought.
            if brought && !known && staging.holds_credential(found.original) {
                out.extend_from_slice(found.original);
                return;
            }
            if self.passing(found.kind, found.original).is_some() {
                out.extend_from_slice(found.original);
                return;
            }
            let start = out.len();
            staging.replace(&self.within, found.kind, found.original, out);
            brought |= staging.holds_credential(&out[start..]);
        };
        self.search.scrub(value, column, scratch, &mut replace, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_late_finder_redacts_inside_containers() {
        let mut out = Vec::new();
        let text = br#"{"note": "write to ada.lovelace\u0040shop.example"}"#;
        let mut write = |_: &FoundSpan, out: &mut Vec<u8>| out.extend_from_slice(b"***");
        assert!(LateFinder::default().redact(text, &|_| true, &mut write, &mut out));
        assert_eq!(out, br#"{"note": "write to ***"}"#);
    }

    #[test]
    fn settings_have_a_column_for_names_and_one_for_values() {
        let pair = |columns: &[&str]| Pair::among(columns).map(|pair| (pair.name, pair.value));
        assert_eq!(pair(&["id", "option_name", "option_value"]), Some((1, 2)));
        assert_eq!(pair(&["value", "key"]), Some((1, 0)));
        assert_eq!(pair(&["id", "name", "price"]), None);
    }

    #[test]
    fn only_names_of_secrets_tell() {
        assert_eq!(telling(b"'smtp_password'"), Some("smtp_password"));
        assert_eq!(telling(b"theme.color"), None);
    }
}
