//! What takes the place of secrets and sensitive spans in columns and statements that stay.

use std::sync::Arc;

use bauta_crypto::{EnvironmentKey, Prf, Purpose};
use bauta_detect::{Finder, OwnRules, dead_replacement, is_ours};
use bauta_model::{FoundSpan, SpanFinder};

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

    /// The same with detectors of the user's own.
    pub(crate) fn with_rules(self, rules: Option<&Arc<OwnRules>>) -> Self {
        let finder = match rules {
            Some(rules) => self.finder.with_rules(Arc::clone(rules)),
            None => self.finder,
        };
        Self { finder, ..self }
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
