//! What takes the place of secrets and sensitive spans in columns and statements that stay.

use std::sync::Arc;

use bauta_detect::{Found, OwnRules, Search, SearchScratch};
use bauta_model::Span;

use super::identity::{Staging, Within};

/// The detectors, and what takes the place of what they find.
#[derive(Debug, Clone)]
pub(crate) struct Scrubber {
    search: Arc<Search>,
    staging: Arc<Staging>,
    within: Within,
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
        }
    }

    /// The same for another place of the dump.
    pub(crate) fn within(&self, within: Within) -> Self {
        Self {
            within,
            ..self.clone()
        }
    }

    /// Appends stretches of rows, judged as they stand, outside of which there is nothing to scrub.
    pub(crate) fn suspects(&self, rows: &[u8], scratch: &mut SearchScratch, spans: &mut Vec<Span>) {
        self.search.suspects(rows, scratch, spans);
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
        let mut replace = |found: &Found<'_>, out: &mut Vec<u8>| {
            self.staging
                .replace(&self.within, found.kind, found.original, out);
        };
        self.search.scrub(value, column, scratch, &mut replace, out)
    }
}
