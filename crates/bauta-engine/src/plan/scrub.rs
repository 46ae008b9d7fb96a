//! What takes the place of secrets and sensitive spans in columns and statements that stay.

use std::sync::{Arc, OnceLock};

use bauta_detect::{Found, OwnRules, Search, SearchScratch, Suspect};
use bauta_model::{FoundSpan, Secret, SpanFinder};
use bauta_profile::ColumnPath;

use super::identity::{Credentials, Staging, Within};

/// All detectors, built when the first value asks for them: few profiles do, and it takes longer
/// than a small dump.
#[derive(Debug, Default)]
pub(crate) struct LateFinder {
    search: OnceLock<Search>,
    rules: Option<Arc<OwnRules>>,
    /// Credentials of the staging environment: they may stand where secrets were.
    spared: Vec<Secret<Vec<u8>>>,
}

impl LateFinder {
    /// With detectors of the user's own.
    pub(crate) fn with_rules(rules: Option<Arc<OwnRules>>) -> Self {
        Self {
            rules,
            ..Self::default()
        }
    }

    /// The same, which does not redact what the profile brings for the staging environment.
    pub(crate) fn sparing(mut self, credentials: &Credentials) -> Self {
        let spared = credentials.values();
        self.spared = spared
            .map(|credential| Secret::new(credential.expose().as_bytes().to_vec()))
            .collect();
        self
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
        let spared: Vec<&[u8]> = self.spared.iter().map(|own| &own.expose()[..]).collect();
        self.search()
            .redact_but(&spared, text, is_wanted, write, out)
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
            if found.secret {
                staging.marks.note(found.kind, found.original);
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
    fn a_late_finder_leaves_what_was_brought() {
        let own = ["sk", "test", "4eC39HqLyjWDarjtT1zdp7dc"].join("_");
        let brought = [("stripe-secret".to_owned(), Secret::new(own.clone()))];
        let finder = LateFinder::default().sparing(&brought.into_iter().collect());
        let text = format!("use {own}, ada@lovelace.de");
        let (mut out, mut mark) = (Vec::new(), |_: &FoundSpan, out: &mut Vec<u8>| {
            out.extend_from_slice(b"***");
        });
        assert!(finder.redact(text.as_bytes(), &|_| true, &mut mark, &mut out));
        assert_eq!(out, format!("use {own}, ***").as_bytes());
    }
}
