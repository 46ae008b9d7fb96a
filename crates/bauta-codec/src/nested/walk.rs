use bauta_model::{FoundSpan, Sensitivity, Span};

use super::edits::Edits;
use super::open::{nearest, open};
use super::recognise::{candidates, is_meant, is_text};
use super::wrapped::Wrapped;
use super::{Form, LEAST_RUN, MOST_FORMS};
use crate::escapes::{Escape, View};
use crate::{Change, Leaf, LeafKind, Scratch, base64, json};

/// What looks at the texts of a value.
pub trait Visitor {
    /// Appends what is to be noted or replaced in `text`, in order and without overlaps.
    fn find(&mut self, text: &[u8], context: &Context<'_>, found: &mut Vec<FoundSpan>);

    /// Appends what takes the place of `original`.
    fn replace(
        &mut self,
        found: &FoundSpan,
        original: &[u8],
        context: &Context<'_>,
        out: &mut Vec<u8>,
    );
}

/// Where a text stands.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The nearest name: of a key, a column, an element.
    pub name: &'a [u8],
    /// The forms around it, from the outside in.
    pub within: &'a [Form],
    /// Whether it reads as text; a visitor can be less sure of what it sees in other bytes.
    pub is_text: bool,
}

/// What was found in a value.
#[derive(Debug, Clone, Copy)]
pub struct Note<'a> {
    /// The kind's id.
    pub kind: &'static str,
    /// How much harm it does in the wrong hands.
    pub sensitivity: Sensitivity,
    /// Whether it is a credential.
    pub secret: bool,
    /// What was found, decoded.
    pub original: &'a [u8],
    /// The nearest name.
    pub name: &'a [u8],
    /// The forms around it, from the outside in.
    pub within: &'a [Form],
}

/// Opens values; keep one per worker so that its buffers are used again.
#[derive(Debug, Default)]
pub struct Walker {
    levels: [Level; MOST_FORMS + 1],
    forms: Vec<Form>,
    notes: Vec<Kept>,
    /// Originals, names and forms of the notes.
    bytes: Vec<u8>,
    paths: Vec<Form>,
    /// Bytes that may yet be looked at before nothing more is opened.
    budget: usize,
    unopened: u32,
    writes: bool,
}

/// Buffers of one level of nesting.
#[derive(Debug, Default)]
struct Level {
    scratch: Scratch,
    out: Vec<u8>,
    found: Vec<FoundSpan>,
    runs: Vec<Span>,
    edits: Edits,
    view: View,
    decoded: Vec<u8>,
    name: Vec<u8>,
}

#[derive(Debug)]
struct Kept {
    found: FoundSpan,
    original: Span,
    name: Span,
    within: Span,
    /// Whether something that was found in the same place says more.
    dropped: bool,
}

/// Longer texts are not read again without their escapes: the places of these take memory.
const MOST_VIEW: usize = 4 << 20;

impl Walker {
    /// Lets `visitor` see every text in `value`; [`Walker::notes`] tells what it found.
    pub fn read(&mut self, value: &[u8], name: &[u8], visitor: &mut dyn Visitor) {
        self.start(value, false);
        self.text(0, value, name, visitor);
    }

    /// The same, and appends `value` with what was found replaced. Appends nothing where nothing
    /// was found, and answers whether there was anything.
    pub fn rewrite(
        &mut self,
        value: &[u8],
        name: &[u8],
        visitor: &mut dyn Visitor,
        out: &mut Vec<u8>,
    ) -> bool {
        self.start(value, true);
        self.text(0, value, name, visitor);
        let edits = &self.levels[0].edits;
        if edits.is_empty() {
            return false;
        }
        edits.apply(value, out);
        true
    }

    /// What was found in the last value, from the front.
    pub fn notes(&self) -> impl Iterator<Item = Note<'_>> {
        let kept = self.notes.iter().filter(|note| !note.dropped);
        kept.map(|note| Note {
            kind: note.found.kind,
            sensitivity: note.found.sensitivity,
            secret: note.found.secret,
            original: note.original.of(&self.bytes),
            name: note.name.of(&self.bytes),
            within: self
                .paths
                .get(note.within.start..note.within.end)
                .unwrap_or_default(),
        })
    }

    /// Forms in the last value that were met and not opened: broken, nested too deeply, or more
    /// than there was time for. Their texts were searched as they stand.
    pub fn unopened(&self) -> u32 {
        self.unopened
    }

    fn start(&mut self, value: &[u8], writes: bool) {
        self.forms.clear();
        self.notes.clear();
        self.bytes.clear();
        self.paths.clear();
        self.budget = value.len().saturating_mul(32).saturating_add(4096);
        self.unopened = 0;
        self.writes = writes;
    }

    /// Looks at a text; its level holds the edits.
    fn text(&mut self, depth: usize, text: &[u8], name: &[u8], visitor: &mut dyn Visitor) {
        let Some(level) = self.levels.get_mut(depth) else {
            return;
        };
        let mut level = std::mem::take(level);
        level.edits.clear();
        self.budget = self.budget.saturating_sub(text.len());
        let [first, second] = candidates(text);
        let opened = [first, second]
            .into_iter()
            .flatten()
            .any(|form| self.whole(depth, form, &mut level, text, name, visitor));
        if !opened {
            self.flat(depth, &mut level, text, name, visitor);
        }
        if let Some(place) = self.levels.get_mut(depth) {
            *place = level;
        }
    }

    /// Whether another form may be opened below `depth`; counts it if not.
    fn may_open(&mut self, depth: usize) -> bool {
        let may = depth < MOST_FORMS && self.budget > 0;
        self.unopened += u32::from(!may);
        may
    }

    /// Opens `text` as one document; answers whether it is one.
    fn whole(
        &mut self,
        depth: usize,
        form: Form,
        level: &mut Level,
        text: &[u8],
        name: &[u8],
        visitor: &mut dyn Visitor,
    ) -> bool {
        if !self.may_open(depth) {
            return false;
        }
        let first = self.notes.len();
        let mut any = false;
        let Level {
            scratch,
            out,
            name: own_name,
            edits,
            ..
        } = level;
        out.clear();
        self.forms.push(form);
        let done = open(form, text, scratch, out, &mut |key, leaf, changed| {
            let name = nearest(key, name, own_name);
            let change = self.leaf(depth + 1, name, leaf, changed, visitor);
            any |= change.is_some();
            change.unwrap_or(Change::Keep)
        });
        self.forms.pop();
        if done.is_err() {
            self.unopened += u32::from(is_meant(form, text));
            self.notes.truncate(first);
            return false;
        }
        if any {
            let notes = Span::new(first, self.notes.len());
            edits.push(Span::new(0, text.len()), notes, |piece| {
                std::mem::swap(piece, out);
            });
        }
        true
    }

    /// Looks at a leaf; answers what becomes of it where something was found.
    fn leaf(
        &mut self,
        depth: usize,
        name: &[u8],
        leaf: Leaf<'_>,
        changed: &mut Vec<u8>,
        visitor: &mut dyn Visitor,
    ) -> Option<Change> {
        match leaf.kind {
            LeafKind::Null | LeafKind::Bool => return None,
            LeafKind::Number if leaf.text.len() < LEAST_NUMBER => return None,
            LeafKind::Number | LeafKind::Text => {}
        }
        self.text(depth, leaf.text, name, visitor);
        let edits = &self.levels.get(depth)?.edits;
        if edits.is_empty() {
            return None;
        }
        if !self.writes {
            return Some(Change::Keep);
        }
        edits.apply(leaf.text, changed);
        Some(match leaf.kind {
            LeafKind::Number if json::is_number(changed) => Change::Literal,
            _ => Change::Text,
        })
    }

    /// Searches a text that is of no form.
    fn flat(
        &mut self,
        depth: usize,
        level: &mut Level,
        text: &[u8],
        name: &[u8],
        visitor: &mut dyn Visitor,
    ) {
        self.look(level, text, name, true, visitor);
        level.runs.clear();
        let runs = &mut level.runs;
        base64::runs(text, LEAST_RUN, |run| runs.push(run));
        for index in 0..level.runs.len() {
            let run = level.runs[index];
            // What is replaced as a whole need not be opened.
            let covered = level
                .found
                .iter()
                .any(|found| found.span.start <= run.start && run.end <= found.span.end);
            if !covered {
                self.run(depth, level, text, run, name, visitor);
            }
        }
        for escape in Escape::ALL {
            self.unescaped(depth, escape, level, text, name, visitor);
        }
        let notes = &mut self.notes;
        level.edits.settle(|span| {
            for note in notes.get_mut(span.start..span.end).unwrap_or_default() {
                note.dropped = true;
            }
        });
    }

    /// Hands a text to the visitor and keeps what it finds.
    fn look(
        &mut self,
        level: &mut Level,
        text: &[u8],
        name: &[u8],
        is_text: bool,
        visitor: &mut dyn Visitor,
    ) {
        let context = Context {
            name,
            within: &self.forms,
            is_text,
        };
        level.found.clear();
        visitor.find(text, &context, &mut level.found);
        for found in &level.found {
            let original = found.span.of(text);
            let first = self.notes.len();
            let mut keep = |bytes: &[u8]| {
                let start = self.bytes.len();
                self.bytes.extend_from_slice(bytes);
                Span::new(start, self.bytes.len())
            };
            let (original_at, name_at) = (keep(original), keep(name));
            let within = self.paths.len();
            self.paths.extend_from_slice(&self.forms);
            self.notes.push(Kept {
                found: *found,
                original: original_at,
                name: name_at,
                within: Span::new(within, self.paths.len()),
                dropped: false,
            });
            let notes = Span::new(first, first + 1);
            level.edits.push(found.span, notes, |out| {
                if self.writes {
                    visitor.replace(found, original, &context, out);
                }
            });
        }
    }

    /// Opens a stretch that may be base64 or hexadecimal digits.
    fn run(
        &mut self,
        depth: usize,
        level: &mut Level,
        text: &[u8],
        run: Span,
        name: &[u8],
        visitor: &mut dyn Visitor,
    ) {
        let mut decoded = std::mem::take(&mut level.decoded);
        if let Some((span, wrapped)) = Wrapped::read(text, run, &mut decoded)
            && self.may_open(depth)
        {
            let first = self.notes.len();
            self.forms.push(wrapped.form());
            let is_text = is_text(&decoded);
            if is_text {
                self.text(depth + 1, &decoded, name, visitor);
            } else if let Some(inner) = self.levels.get_mut(depth + 1) {
                let mut inner = std::mem::take(inner);
                inner.edits.clear();
                self.budget = self.budget.saturating_sub(decoded.len());
                self.look(&mut inner, &decoded, &[], false, visitor);
                self.levels[depth + 1] = inner;
            }
            self.forms.pop();
            let inner = &self.levels[depth + 1];
            if !inner.edits.is_empty() {
                let notes = Span::new(first, self.notes.len());
                level.out.clear();
                inner.edits.apply(&decoded, &mut level.out);
                level.edits.push(span, notes, |piece| {
                    wrapped.write(&level.out, piece);
                });
            }
        }
        level.decoded = decoded;
    }

    /// Reads a text once more without one kind of escapes.
    fn unescaped(
        &mut self,
        depth: usize,
        escape: Escape,
        level: &mut Level,
        text: &[u8],
        name: &[u8],
        visitor: &mut dyn Visitor,
    ) {
        let mut view = std::mem::take(&mut level.view);
        if text.len() <= MOST_VIEW && view.read(escape, text) && self.may_open(depth) {
            self.forms.push(escape.into());
            self.text(depth + 1, &view.text, name, visitor);
            self.forms.pop();
            for (edit, piece) in self.levels[depth + 1].edits.iter() {
                level
                    .edits
                    .push(view.raw_span(edit.span), edit.notes, |out| {
                        escape.encode(piece, out);
                    });
            }
        }
        level.view = view;
    }
}

/// Shorter numbers are no account numbers.
const LEAST_NUMBER: usize = 8;
