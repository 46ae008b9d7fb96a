use std::fmt;
use std::sync::Arc;

use bauta_codec::nested::{Form, Note, Walker};

use bauta_model::{FoundSpan, Sensitivity, Span, SpanFinder};

use crate::finder::{Finder, Triggering};
use crate::{OwnRules, finding, hint, suspects};

mod looking;

use looking::{Looking, Replace};

/// Finds what a [`Finder`] finds, in every container within a value.
///
/// The names of keys, columns and elements count as they do before `=` in text:
/// `{"password": "…"}`, `<secret>…</secret>`, `client_secret=…`.
///
/// *Guarantees:* what [`dead_replacement`](crate::dead_replacement) wrote is not found again; what
/// was replaced is written in the form it was in, so that its parser still reads the rest.
///
/// ```
/// use bauta_detect::{Search, SearchScratch};
///
/// let search = Search::secrets_and_spans();
/// let mut scratch = SearchScratch::default();
/// let (mut seen, mut out) = (Vec::new(), Vec::new());
/// let value = br#"{"to": "eyJtYWlsIjogImFkYUBsb3ZlbGFjZS5leGFtcGxlIn0="}"#;
/// search.search(value, "settings", &mut scratch, &mut |found| seen.push(found.kind));
/// assert_eq!(seen, ["email"]);
/// let any = search.scrub(value, "settings", &mut scratch, &mut |_, out| {
///     out.extend_from_slice(b"bob@example.com");
/// }, &mut out);
/// assert!(any);
/// assert_eq!(out, br#"{"to": "eyJtYWlsIjogImJvYkBleGFtcGxlLmNvbSJ9"}"#);
/// ```
pub struct Search {
    finder: Finder,
    /// Kinds that pass.
    but: Vec<String>,
    more: Option<Arc<dyn SpanFinder>>,
}

/// The kind of a container that was not opened: what it holds is not known, so it counts as a
/// secret.
pub const UNOPENED: &str = "unopened-container";

/// What was found in a value.
#[derive(Clone, Copy)]
pub struct Found<'a> {
    /// The kind's id.
    pub kind: &'static str,
    /// How much harm it does in the wrong hands.
    pub sensitivity: Sensitivity,
    /// Whether it is a credential.
    pub secret: bool,
    /// What was found, decoded.
    pub original: &'a [u8],
    /// The nearest name: of a key, an element, the column.
    pub name: &'a [u8],
    /// The forms around it, from the outside in.
    pub within: &'a [Form],
}

impl fmt::Debug for Found<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Found")
            .field("kind", &self.kind)
            .field("within", &self.within)
            .finish_non_exhaustive()
    }
}

/// A place in rows that is worth a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suspect(Reason);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    /// Something may be hidden there.
    Hiding(Span),
    /// Detectors are to look at it.
    Trigger(Triggering),
}

impl Suspect {
    fn hiding(span: Span) -> Self {
        Self(Reason::Hiding(span))
    }

    /// Where it is.
    pub fn span(&self) -> Span {
        match self.0 {
            Reason::Hiding(span) => span,
            Reason::Trigger(at) => at.span,
        }
    }

    /// The same in a text that begins so many bytes before.
    #[must_use]
    pub fn moved(self, bytes: usize) -> Self {
        let moved = |span: Span| Span::new(span.start + bytes, span.end + bytes);
        Self(match self.0 {
            Reason::Hiding(span) => Reason::Hiding(moved(span)),
            Reason::Trigger(at) => Reason::Trigger(Triggering {
                span: moved(at.span),
                ..at
            }),
        })
    }
}

/// Buffers of a search; keep one per worker.
#[derive(Default)]
pub struct SearchScratch {
    walker: Walker,
    raw: Vec<FoundSpan>,
    hidden: Vec<Span>,
    spare: Vec<u8>,
}

impl SearchScratch {
    /// What the last search found, or the last scrubbing replaced, from the front.
    pub fn found(&self) -> impl Iterator<Item = Found<'_>> {
        self.walker.notes().map(found)
    }

    /// Containers in the last value that were not opened: nested too deeply, or more than a value
    /// of its size can be expected to hold. Each is found as [`UNOPENED`] as a whole.
    pub fn unopened(&self) -> u32 {
        self.walker.unopened()
    }

    /// Containers in the last value that are broken. They were searched as texts.
    pub fn broken(&self) -> u32 {
        self.walker.broken()
    }
}

impl fmt::Debug for SearchScratch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SearchScratch").finish_non_exhaustive()
    }
}

impl Search {
    /// What is scrubbed in every text-like field: secrets, checksummed numbers, e-mail addresses.
    pub fn secrets_and_spans() -> Self {
        Self::secrets_and_spans_but(&[])
    }

    /// The same without some kinds, so that others found within their values are still found.
    pub fn secrets_and_spans_but(kinds: &[&str]) -> Self {
        Self {
            finder: Finder::secrets_and_spans_but(kinds),
            but: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
            more: None,
        }
    }

    /// All detectors, also those that are sure only of prose.
    pub fn all() -> Self {
        Self::with(Finder::all())
    }

    /// What `finder` finds.
    pub fn with(finder: Finder) -> Self {
        Self {
            finder,
            but: Vec::new(),
            more: None,
        }
    }

    /// The same with detectors of the user's own.
    #[must_use]
    pub fn with_rules(self, rules: Option<&Arc<OwnRules>>) -> Self {
        let finder = match rules {
            Some(rules) => self.finder.with_rules(Arc::clone(rules)),
            None => self.finder,
        };
        Self { finder, ..self }
    }

    /// The same, with what `more` finds besides; it is handed what is known already, and where
    /// both find something, this search is right.
    #[must_use]
    pub fn beside(mut self, more: Arc<dyn SpanFinder>) -> Self {
        self.more = Some(more);
        self
    }

    /// The detectors, for bytes that are searched as they stand.
    pub fn finder(&self) -> &Finder {
        &self.finder
    }

    /// Appends the places in `rows`, rows of a dump as they stand, outside of which
    /// [`Search::search`] finds nothing: what may trigger a detector, escapes and encoded words
    /// that may hide something, names that make a secret of what follows. In no order.
    ///
    /// Each overlaps the field that it speaks of. Personal data has not been looked at yet, since
    /// most of it stands in columns that nobody asks about: see [`Search::holds`]. The names of
    /// columns are not in the rows: see [`Search::is_hint`].
    pub fn suspects(&self, rows: &[u8], scratch: &mut SearchScratch, suspects: &mut Vec<Suspect>) {
        let (found, hidden) = (&mut scratch.raw, &mut scratch.hidden);
        found.clear();
        hidden.clear();
        self.finder.triggers_and_signs(
            rows,
            |at| {
                if self.finder.is_secret(at) {
                    self.finder.look(rows, at, found);
                } else {
                    suspects.push(Suspect(Reason::Trigger(at)));
                }
            },
            |sign, at, ending| {
                if suspects::is_hiding(rows, sign, at, ending) {
                    hidden.push(Span::new(at, at + 1));
                }
            },
        );
        suspects::encoded(rows, &mut scratch.spare, |run| hidden.push(run));
        self.finder.find_own(rows, found);
        finding::settle(found, 0);
        if let Some(more) = &self.more {
            more.find(rows, found);
        }
        let spans = found.iter().map(|found| found.span).chain(hidden.drain(..));
        suspects.extend(spans.map(Suspect::hiding));
    }

    /// Whether something is found at a place of `rows`, or may be hidden there.
    pub fn holds(&self, rows: &[u8], suspect: &Suspect) -> bool {
        let Reason::Trigger(at) = suspect.0 else {
            return true;
        };
        let mut found = Vec::new();
        self.finder.look(rows, at, &mut found);
        found.iter().any(|found| found.kind != finding::OURS)
    }

    /// Appends what the detectors find in `rows` as they stand to `found`, and what may hide
    /// something to `hidden`; together they are what [`Search::suspects`] is about.
    pub fn suspects_apart(
        &self,
        rows: &[u8],
        scratch: &mut SearchScratch,
        found: &mut Vec<FoundSpan>,
        hidden: &mut Vec<Span>,
    ) {
        let base = found.len();
        let triggered = |at| self.finder.look(rows, at, found);
        self.finder
            .triggers_and_signs(rows, triggered, |sign, at, ending| {
                if suspects::is_hiding(rows, sign, at, ending) {
                    hidden.push(Span::new(at, at + 1));
                }
            });
        self.finder.find_own(rows, found);
        finding::settle(found, base);
        if let Some(more) = &self.more {
            more.find(rows, found);
        }
        suspects::encoded(rows, &mut scratch.spare, |run| hidden.push(run));
    }

    /// Whether a column of this name may hold secrets that nothing but the name tells.
    pub fn is_hint(name: &str) -> bool {
        hint::is_hint(name.as_bytes())
    }

    /// Hands what is in `value` to `visit`. `name` is that of the column; empty where there is
    /// none or where it should not count.
    pub fn search(
        &self,
        value: &[u8],
        name: &str,
        scratch: &mut SearchScratch,
        visit: &mut dyn FnMut(&Found<'_>),
    ) {
        let mut looking = Looking {
            search: self,
            replace: None,
            is_wanted: None,
            known: Vec::new(),
            written: Vec::new(),
            looks_again: false,
        };
        scratch.walker.read(value, name.as_bytes(), &mut looking);
        scratch.found().for_each(|found| visit(&found));
    }

    /// Appends `value` to `out` with what was found replaced by what `replace` writes; answers
    /// whether there was anything. Appends nothing if not. [`SearchScratch::found`] tells what was
    /// replaced; `replace` may be asked for more than is used in the end.
    pub fn scrub(
        &self,
        value: &[u8],
        name: &str,
        scratch: &mut SearchScratch,
        replace: Replace<'_>,
        out: &mut Vec<u8>,
    ) -> bool {
        let mut looking = Looking {
            search: self,
            replace: Some(replace),
            is_wanted: None,
            known: Vec::new(),
            written: Vec::new(),
            looks_again: false,
        };
        scratch
            .walker
            .rewrite(value, name.as_bytes(), &mut looking, out)
    }
}

impl SpanFinder for Search {
    fn find(&self, text: &[u8], found: &mut Vec<FoundSpan>) {
        self.finder.find(text, found);
    }

    fn redact(
        &self,
        text: &[u8],
        is_wanted: &dyn Fn(&FoundSpan) -> bool,
        write: &mut dyn FnMut(&FoundSpan, &mut Vec<u8>),
        out: &mut Vec<u8>,
    ) -> bool {
        self.redact_but(&[], text, is_wanted, write, out)
    }
}

impl Search {
    /// Redacts like [`SpanFinder::redact`], but for the values that are to be spared.
    pub fn redact_but(
        &self,
        spared: &[&[u8]],
        text: &[u8],
        is_wanted: &dyn Fn(&FoundSpan) -> bool,
        write: &mut dyn FnMut(&FoundSpan, &mut Vec<u8>),
        out: &mut Vec<u8>,
    ) -> bool {
        // Most texts hold nothing, and say so at a look: no buffer grows for these.
        let (mut scratch, mut suspects) = (SearchScratch::default(), Vec::new());
        self.suspects(text, &mut scratch, &mut suspects);
        if !suspects.iter().any(|suspect| self.holds(text, suspect)) {
            return false;
        }
        let mut replace = |found: &Found<'_>, out: &mut Vec<u8>| {
            let span = FoundSpan {
                span: Span::new(0, found.original.len()),
                kind: found.kind,
                sensitivity: found.sensitivity,
                secret: found.secret,
            };
            write(&span, out);
        };
        let mut looking = Looking {
            search: self,
            replace: Some(&mut replace),
            is_wanted: Some(is_wanted),
            known: Vec::new(),
            written: spared.iter().map(|own| own.to_vec()).collect(),
            looks_again: !spared.is_empty(),
        };
        scratch.walker.rewrite(text, &[], &mut looking, out)
    }
}

impl fmt::Debug for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Search")
            .field("finder", &self.finder)
            .finish_non_exhaustive()
    }
}

fn found(note: Note<'_>) -> Found<'_> {
    Found {
        kind: note.kind,
        sensitivity: note.sensitivity,
        secret: note.secret,
        original: note.original,
        name: note.name,
        within: note.within,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_beside_a_value_is_its_name() {
        let search = Search::secrets_and_spans();
        let mut scratch = SearchScratch::default();
        let mut found = |value: &str| {
            let mut all = Vec::new();
            search.search(value.as_bytes(), "env", &mut scratch, &mut |found| {
                all.push(String::from_utf8_lossy(found.original).into_owned());
            });
            all
        };
        for value in [
            r#"[{"name": "MODE", "value": "fast-1"}, {"name": "DB_PASSWORD", "value": "hunter2x"}]"#,
            "<map><entry key=\"mode\">fast-1</entry><entry key=\"db.password\">hunter2x</entry></map>",
            "env:\n  - name: DB_PASSWORD\n    value: hunter2x\n  - name: MODE\n    value: fast-1\n",
        ] {
            assert_eq!(found(value), ["hunter2x"], "{value}");
        }
    }
}
