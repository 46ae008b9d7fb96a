use bauta_model::{FoundSpan, Sensitivity, Span};

use super::edits::Edits;
use super::open::{is_naming, nearest, open};
use super::recognise::{candidates, is_binary, is_document, is_meant};
use super::{Form, MOST_FORMS, packed};
use crate::escapes::View;
use crate::{Change, Leaf, LeafKind, Scratch, json};

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

    /// How a part is noted that was not opened, so that more may be in it than was looked at; it
    /// is then replaced like what was found. `None` lets it pass.
    fn unopened(&self, _part: Span) -> Option<FoundSpan> {
        None
    }

    /// Is told that from now on it sees what it has written itself.
    fn look_again(&mut self) {}

    /// Whether a name says something of the value it is the name of. Where a document has a name
    /// and a value side by side (`{"name": "…", "value": "…"}`), such a name is the value's.
    fn tells(&self, _name: &[u8]) -> bool {
        false
    }
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
    pub(super) levels: [Level; MOST_FORMS + 1],
    pub(super) forms: Vec<Form>,
    pub(super) notes: Vec<Kept>,
    /// Originals and names of the notes.
    pub(super) bytes: Vec<u8>,
    /// Forms around them.
    pub(super) paths: Vec<Form>,
    /// Bytes that may yet be looked at before nothing more is opened.
    pub(super) budget: usize,
    /// Bytes that may yet come out of compressed ones.
    pub(super) inflatable: usize,
    pub(super) unopened: u32,
    pub(super) broken: u32,
    pub(super) writes: bool,
    /// What was written, to be looked at again.
    again: Vec<u8>,
}

/// Buffers of one level of nesting.
#[derive(Debug, Default)]
pub(super) struct Level {
    pub(super) scratch: Scratch,
    pub(super) out: Vec<u8>,
    pub(super) found: Vec<FoundSpan>,
    /// Stretches that may be encoded.
    pub(super) runs: Vec<Span>,
    /// Documents within the text that were opened.
    pub(super) opened: Vec<Span>,
    pub(super) edits: Edits,
    pub(super) view: View,
    pub(super) decoded: Vec<u8>,
    name: Vec<u8>,
    /// The last name that stood beside its value, if it tells something.
    told: Vec<u8>,
}

#[derive(Debug)]
pub(super) struct Kept {
    pub(super) found: FoundSpan,
    pub(super) original: Span,
    pub(super) name: Span,
    pub(super) within: Span,
    /// Whether something that was found in the same place says more.
    pub(super) dropped: bool,
}

/// How often what was written is looked at again, as long as there is something in it.
const MOST_ROUNDS: usize = 3;

/// How many bytes may be looked at for a value.
fn budget(value: &[u8]) -> usize {
    value.len().saturating_mul(32).saturating_add(8 << 10)
}

impl Walker {
    /// Lets `visitor` see every text in `value`; [`Walker::notes`] tells what it found.
    pub fn read(&mut self, value: &[u8], name: &[u8], visitor: &mut dyn Visitor) {
        self.start(value, false);
        self.whole(value, name, visitor);
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
        self.whole(value, name, visitor);
        if self.levels[0].edits.is_empty() {
            return false;
        }
        let start = out.len();
        self.levels[0].edits.apply(value, out);
        // What was replaced may have stood in the way of something else.
        let mut last = std::mem::take(&mut self.again);
        visitor.look_again();
        for _ in 0..MOST_ROUNDS {
            last.clear();
            last.extend_from_slice(out.get(start..).unwrap_or_default());
            self.budget = budget(&last);
            self.whole(&last, name, visitor);
            if self.levels[0].edits.is_empty() {
                break;
            }
            out.truncate(start);
            self.levels[0].edits.apply(&last, out);
        }
        self.again = last;
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

    /// Forms in the last value that were met and not opened: nested too deeply, or more than there
    /// was time for. [`Visitor::unopened`] has decided on them.
    pub fn unopened(&self) -> u32 {
        self.unopened
    }

    /// Forms in the last value that are not what they begin as. They were read as texts, with all
    /// that is whole in them.
    pub fn broken(&self) -> u32 {
        self.broken
    }

    fn start(&mut self, value: &[u8], writes: bool) {
        self.forms.clear();
        self.notes.clear();
        self.bytes.clear();
        self.paths.clear();
        self.budget = budget(value);
        self.inflatable = packed::allowance(value);
        self.unopened = 0;
        self.broken = 0;
        self.writes = writes;
    }

    fn whole(&mut self, value: &[u8], name: &[u8], visitor: &mut dyn Visitor) {
        if is_binary(value) && !is_document(value) {
            self.binary(0, value, visitor);
        } else {
            self.text(0, value, name, visitor);
        }
    }

    /// Looks at a text; its level holds the edits.
    pub(super) fn text(
        &mut self,
        depth: usize,
        text: &[u8],
        name: &[u8],
        visitor: &mut dyn Visitor,
    ) {
        let Some(level) = self.levels.get_mut(depth) else {
            return;
        };
        let mut level = std::mem::take(level);
        level.edits.clear();
        self.budget = self.budget.saturating_sub(text.len());
        let all = Span::new(0, text.len());
        if self.packed(depth, &mut level, text, name, visitor) {
            if let Some(place) = self.levels.get_mut(depth) {
                *place = level;
            }
            return;
        }
        let mut forms = candidates(text).into_iter().flatten();
        let is_meant = forms.clone().any(|form| is_meant(form, text));
        let opened =
            forms.any(|form| self.document(depth, form, &mut level, (text, all), name, visitor));
        if !opened {
            self.broken += u32::from(is_meant);
            self.flat(depth, &mut level, text, name, visitor);
        }
        if let Some(place) = self.levels.get_mut(depth) {
            *place = level;
        }
    }

    /// Takes back what was noted, since something else in the same place says more.
    pub(super) fn drop_notes(&mut self, notes: Span) {
        for note in self
            .notes
            .get_mut(notes.start..notes.end)
            .unwrap_or_default()
        {
            note.dropped = true;
        }
    }

    /// Whether another form may be opened below `depth`.
    pub(super) fn may_open(&self, depth: usize) -> bool {
        depth < MOST_FORMS && self.budget > 0
    }

    /// Opens a part of a text, or all of it, as one document; answers whether it is done with.
    pub(super) fn document(
        &mut self,
        depth: usize,
        form: Form,
        level: &mut Level,
        (text, span): (&[u8], Span),
        name: &[u8],
        visitor: &mut dyn Visitor,
    ) -> bool {
        if !self.may_open(depth) {
            return self.leave_unopened(level, (text, span), name, visitor);
        }
        let first = self.notes.len();
        let mut any = false;
        let Level {
            scratch,
            out,
            name: own_name,
            told,
            edits,
            ..
        } = level;
        out.clear();
        told.clear();
        self.forms.push(form);
        let document = span.of(text);
        let done = open(form, document, scratch, out, &mut |key, leaf, changed| {
            let name = nearest(key, name, own_name, told);
            if leaf.kind == LeafKind::Text && is_naming(key) {
                told.clear();
                if visitor.tells(leaf.text) {
                    told.extend_from_slice(leaf.text);
                }
            }
            let change = self.leaf(depth + 1, name, leaf, changed, visitor);
            any |= change.is_some();
            change.unwrap_or(Change::Keep)
        });
        self.forms.pop();
        if done.is_err() {
            self.notes.truncate(first);
            return false;
        }
        if any {
            let notes = Span::new(first, self.notes.len());
            edits.push(span, notes, |piece| piece.append(out));
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
}

/// Shorter numbers are no account numbers.
const LEAST_NUMBER: usize = 8;
