//! What takes the place of secrets and sensitive spans in columns and statements that stay.

use std::sync::OnceLock;

use bauta_crypto::{EnvironmentKey, Prf, Purpose};
use bauta_detect::{Finder, dead_replacement, is_ours};
use bauta_model::{FoundSpan, SpanFinder};

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
    finder: Finder,
    prf: Prf,
}

impl Scrubber {
    pub(crate) fn new(keys: &EnvironmentKey) -> Self {
        Self::but(keys, &[])
    }

    /// One that lets some kinds pass.
    pub(crate) fn but(keys: &EnvironmentKey, kinds: &[&str]) -> Self {
        Self {
            finder: Finder::secrets_and_spans_but(kinds),
            prf: keys.prf("embedded-secrets", Purpose::Pseudonym),
        }
    }

    /// Appends what may be in `bytes`, judged as they stand.
    pub(crate) fn candidates(&self, bytes: &[u8], found: &mut Vec<FoundSpan>) {
        self.finder.find(bytes, found);
    }

    /// Appends `value` with dead replacements to `out` and what was replaced to `found`; answers
    /// whether there was anything. Appends nothing if not.
    pub(crate) fn scrub(
        &self,
        value: &[u8],
        found: &mut Vec<FoundSpan>,
        out: &mut Vec<u8>,
    ) -> bool {
        self.finder.find(value, found);
        found.retain(|found| !is_ours(found.kind, found.span.of(value)));
        if found.is_empty() {
            return false;
        }
        let mut copied = 0;
        for found in found.iter() {
            let original = found.span.of(value);
            out.extend_from_slice(&value[copied..found.span.start]);
            dead_replacement(found.kind, original, self.prf.digest(original), out);
            copied = found.span.end;
        }
        out.extend_from_slice(&value[copied..]);
        true
    }
}
