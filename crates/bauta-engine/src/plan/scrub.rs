//! What takes the place of secrets and sensitive spans in columns and statements that stay.

use std::sync::OnceLock;

use bauta_crypto::{EnvironmentKey, Prf, Purpose};
use bauta_detect::{Finder, Found, Search, SearchScratch, dead_replacement};
use bauta_model::{FoundSpan, Span, SpanFinder};

/// All detectors, built when the first value asks for them: few profiles do, and it takes longer
/// than a small dump.
#[derive(Debug, Default)]
pub(crate) struct LateFinder(OnceLock<Finder>);

impl SpanFinder for LateFinder {
    fn find(&self, text: &[u8], found: &mut Vec<FoundSpan>) {
        self.0.get_or_init(Finder::all).find(text, found);
    }
}

/// The detectors, and a key so that equal secrets get equal replacements.
#[derive(Debug)]
pub(crate) struct Scrubber {
    search: Search,
    prf: Prf,
}

impl Scrubber {
    pub(crate) fn new(keys: &EnvironmentKey) -> Self {
        Self::but(keys, &[])
    }

    /// One that lets some kinds pass.
    pub(crate) fn but(keys: &EnvironmentKey, kinds: &[&str]) -> Self {
        Self {
            search: Search::secrets_and_spans_but(kinds),
            prf: keys.prf("embedded-secrets", Purpose::Pseudonym),
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

    /// Appends `value` with dead replacements to `out`, in whatever containers they stand; answers
    /// whether there was anything. Appends nothing if not. `scratch` tells what was replaced.
    pub(crate) fn scrub(
        &self,
        value: &[u8],
        column: &str,
        scratch: &mut SearchScratch,
        out: &mut Vec<u8>,
    ) -> bool {
        let mut replace = |found: &Found<'_>, out: &mut Vec<u8>| {
            let digest = self.prf.digest(found.original);
            dead_replacement(found.kind, found.original, digest, out);
        };
        self.search.scrub(value, column, scratch, &mut replace, out)
    }
}
