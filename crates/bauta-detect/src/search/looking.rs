//! What a search does with the texts that it is shown in a value.

use bauta_codec::nested::{Context, Visitor};
use bauta_model::{FoundSpan, Sensitivity, Span, SpanFinder};
use memchr::memmem;

use super::{Found, Search, UNOPENED};
use crate::{Evidence, detectors, finding, hint, replace};

/// Puts what was found from `known` on in order, without what overlaps something before.
fn settle(found: &mut Vec<FoundSpan>, known: usize) {
    if found.len() == known {
        return;
    }
    let added = found.split_off(known);
    for more in added {
        let overlaps = found
            .iter()
            .any(|found| found.span.start < more.span.end && more.span.start < found.span.end);
        if !overlaps {
            found.push(more);
        }
    }
    found.sort_unstable_by_key(|found| found.span.start);
}

/// The search on its way through a value.
pub(super) struct Looking<'s, 'r> {
    pub(super) search: &'s Search,
    pub(super) replace: Option<Replace<'r>>,
    /// What of all that is found counts; everything where it is not said.
    pub(super) is_wanted: Option<&'r dyn Fn(&FoundSpan) -> bool>,
    /// Secrets that were replaced, to be known again where nothing else tells them.
    pub(super) known: Vec<(FoundSpan, Vec<u8>)>,
    /// What took the place of secrets and could be taken for one, like the credential of another
    /// environment.
    pub(super) written: Vec<Vec<u8>>,
    pub(super) looks_again: bool,
}

/// Writes what takes the place of something that was found.
pub(super) type Replace<'r> = &'r mut dyn FnMut(&Found<'_>, &mut Vec<u8>);

impl Looking<'_, '_> {
    /// Adds what the name says, unless what is there says more.
    fn hint(&self, text: &[u8], context: &Context<'_>, found: &mut Vec<FoundSpan>) {
        let Some((kind, span)) = hint::read(context.name, text, context.within) else {
            return;
        };
        let is_known = found
            .iter()
            .any(|found| found.span.start <= span.start && span.end <= found.span.end);
        if is_known || self.search.but.iter().any(|but| but == kind) {
            return;
        }
        let value = span.of(text);
        // The marks of numbers of people are short, and drawn values may begin with them.
        let is_ours = |detector| replace::is_replacement(detector, value);
        if detectors::catalogue().any(|detector| detector.is_secret() && is_ours(detector)) {
            return;
        }
        let Some(detector) = detectors::by_kind(kind) else {
            return;
        };
        found.retain(|found| found.span.end <= span.start || found.span.start >= span.end);
        found.push(FoundSpan {
            span,
            kind,
            sensitivity: detector.sensitivity,
            secret: true,
        });
        found.sort_unstable_by_key(|found| found.span.start);
    }
}

impl Looking<'_, '_> {
    /// Adds the places of secrets that were found elsewhere in the value.
    fn add_known(&self, text: &[u8], found: &mut Vec<FoundSpan>) {
        if self.known.is_empty() {
            return;
        }
        for (known, original) in &self.known {
            found.extend(memmem::find_iter(text, original).map(|at| FoundSpan {
                span: Span::new(at, at + original.len()),
                ..*known
            }));
        }
        finding::settle(found, 0);
    }

    fn learn(&mut self, span: &FoundSpan, original: &[u8]) {
        let is_drawn = original.len() >= LEAST_KNOWN
            && original.iter().any(u8::is_ascii_digit)
            && original.iter().any(u8::is_ascii_alphabetic);
        let is_new = !self.known.iter().any(|(_, known)| known == original);
        if span.secret && is_drawn && is_new && self.known.len() < MOST_KNOWN {
            self.known.push((*span, original.to_vec()));
        }
    }
}

impl Looking<'_, '_> {
    fn note_written(&mut self, span: &FoundSpan, written: &[u8]) {
        let is_known = |own: &Vec<u8>| own == written;
        if span.secret
            && !written.is_empty()
            && self.written.len() < MOST_KNOWN
            && !self.written.iter().any(is_known)
            && !detectors::catalogue().any(|kind| replace::is_replacement(kind, written))
        {
            self.written.push(written.to_vec());
        }
    }

    /// Leaves out what was written instead of a secret before.
    fn leave_written(&self, text: &[u8], found: &mut Vec<FoundSpan>) {
        for written in &self.written {
            if found.is_empty() {
                return;
            }
            let places: Vec<usize> = memmem::find_iter(text, written).collect();
            found.retain(|found| {
                let before = places.partition_point(|at| *at <= found.span.start);
                let last = before.checked_sub(1).and_then(|index| places.get(index));
                last.is_none_or(|at| at + written.len() < found.span.end)
            });
        }
    }
}

/// Shorter secrets could be words that mean something else.
const LEAST_KNOWN: usize = 8;

/// A value with more of them is searched for these.
const MOST_KNOWN: usize = 32;

impl Visitor for Looking<'_, '_> {
    fn find(&mut self, text: &[u8], context: &Context<'_>, found: &mut Vec<FoundSpan>) {
        self.search.finder.find(text, found);
        if context.is_text {
            self.hint(text, context, found);
            if let Some(more) = &self.search.more {
                let known = found.len();
                more.find(text, found);
                settle(found, known);
            }
        } else {
            // In other bytes a sign and a few letters come together by chance.
            found.retain(|found| {
                let evidence = detectors::by_kind(found.kind).map(|detector| detector.evidence);
                found.secret && matches!(evidence, Some(Evidence::Prefix | Evidence::Structure))
            });
        }
        self.add_known(text, found);
        if self.looks_again {
            self.leave_written(text, found);
        }
        if let Some(is_wanted) = self.is_wanted {
            found.retain(is_wanted);
        }
    }

    fn replace(
        &mut self,
        span: &FoundSpan,
        original: &[u8],
        context: &Context<'_>,
        out: &mut Vec<u8>,
    ) {
        self.learn(span, original);
        if let Some(replace) = &mut self.replace {
            let found = Found {
                kind: span.kind,
                sensitivity: span.sensitivity,
                secret: span.secret,
                original,
                name: context.name,
                within: context.within,
            };
            let start = out.len();
            replace(&found, out);
            self.note_written(span, out.get(start..).unwrap_or_default());
        }
    }

    fn unopened(&self, part: Span) -> Option<FoundSpan> {
        let found = FoundSpan {
            span: part,
            kind: UNOPENED,
            sensitivity: Sensitivity::High,
            secret: true,
        };
        let passes = self.search.but.iter().any(|but| but == UNOPENED)
            || self.is_wanted.is_some_and(|is_wanted| !is_wanted(&found));
        (!passes).then_some(found)
    }

    fn look_again(&mut self) {
        self.looks_again = true;
    }

    fn tells(&self, name: &[u8]) -> bool {
        hint::is_hint(name)
    }
}
