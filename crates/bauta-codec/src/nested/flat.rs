use bauta_model::{FoundSpan, Span};

use super::edits::Edits;
use super::parts::{documents, elements, escaped_words};
use super::recognise::{is_document, is_text};
use super::walk::{Context, Kept, Level, Visitor, Walker};
use super::wrapped::{self, Wrapped};
use super::{Form, LEAST_RUN};
use crate::escapes::Escape;
use crate::{base64, encoded_word, jwt};

impl Walker {
    /// Searches a text that is of no form as a whole: as it stands, the documents and encoded
    /// stretches in it, and once more without its escapes.
    pub(super) fn flat(
        &mut self,
        depth: usize,
        level: &mut Level,
        text: &[u8],
        name: &[u8],
        visitor: &mut dyn Visitor,
    ) {
        level.opened.clear();
        documents(text, |form, span| {
            if self.document(depth, form, level, (text, span), name, visitor) {
                level.opened.push(span);
            }
        });
        let mut part = |form: Form, span: Span| {
            if !level.encloses(span)
                && self.document(depth, form, level, (text, span), name, visitor)
            {
                level.opened.push(span);
            }
        };
        elements(text, |span| part(Form::Xml, span));
        encoded_word::runs(text, |span| part(Form::EncodedWord, span));
        level.opened.sort_unstable_by_key(|span| span.start);
        self.look(level, text, name, true, visitor);
        self.runs(depth, level, text, name, visitor);
        escaped_words(text, |span, own, escape| {
            if !level.encloses(span) {
                let name = own.map_or(name, |own| own.of(text));
                self.unescaped(depth, escape, level, (text, span), name, visitor);
            }
        });
        for escape in [Escape::Backslash, Escape::Entity, Escape::QuotedPrintable] {
            let all = Span::new(0, text.len());
            self.unescaped(depth, escape, level, (text, all), name, visitor);
        }
        level.edits.settle(|notes| self.drop_notes(notes));
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
        let forms = std::mem::take(&mut self.forms);
        let context = Context {
            name,
            within: &forms,
            is_text,
        };
        level.found.clear();
        visitor.find(text, &context, &mut level.found);
        let opened = &level.opened;
        level
            .found
            .retain(|found| !any_encloses(opened, |span| *span, found.span));
        let found = std::mem::take(&mut level.found);
        for found in &found {
            self.note(&mut level.edits, found, text, &context, visitor);
        }
        level.found = found;
        self.forms = forms;
    }

    /// Keeps what is known of a place that was found, and what it becomes.
    fn note(
        &mut self,
        edits: &mut Edits,
        found: &FoundSpan,
        text: &[u8],
        context: &Context<'_>,
        visitor: &mut dyn Visitor,
    ) {
        let original = found.span.of(text);
        let first = self.notes.len();
        let mut keep = |bytes: &[u8]| {
            let start = self.bytes.len();
            self.bytes.extend_from_slice(bytes);
            Span::new(start, self.bytes.len())
        };
        let (original_at, name_at) = (keep(original), keep(context.name));
        let within = self.paths.len();
        self.paths.extend_from_slice(context.within);
        self.notes.push(Kept {
            found: *found,
            original: original_at,
            name: name_at,
            within: Span::new(within, self.paths.len()),
            dropped: false,
        });
        edits.push(found.span, Span::new(first, first + 1), |out| {
            if self.writes {
                visitor.replace(found, original, context, out);
            }
        });
    }

    /// Passes over a part that may not be opened any more; answers whether it was noted, so that
    /// nothing else need be looked for in it.
    pub(super) fn leave_unopened(
        &mut self,
        level: &mut Level,
        (text, part): (&[u8], Span),
        name: &[u8],
        visitor: &mut dyn Visitor,
    ) -> bool {
        self.unopened += 1;
        let Some(found) = visitor.unopened(part) else {
            return false;
        };
        let forms = std::mem::take(&mut self.forms);
        let context = Context {
            name,
            within: &forms,
            is_text: true,
        };
        self.note(&mut level.edits, &found, text, &context, visitor);
        self.forms = forms;
        true
    }

    /// Opens what may be base64 or hexadecimal digits.
    fn runs(
        &mut self,
        depth: usize,
        level: &mut Level,
        text: &[u8],
        name: &[u8],
        visitor: &mut dyn Visitor,
    ) {
        let mut runs = std::mem::take(&mut level.runs);
        runs.clear();
        base64::runs::<LEAST_RUN>(text, |run| runs.push(run));
        let mut done = 0;
        for run in &runs {
            // What is replaced as a whole need not be opened.
            let is_covered = any_encloses(&level.found, |found| found.span, *run);
            if run.start < done || is_covered || level.encloses(*run) {
                continue;
            }
            let rest = text.get(run.start..).unwrap_or_default();
            if let Some(length) = jwt::token_end(rest) {
                let span = Span::new(run.start, run.start + length);
                if self.document(depth, Form::Jwt, level, (text, span), name, visitor) {
                    done = span.end;
                    continue;
                }
            }
            self.run(depth, level, (text, *run), name, visitor);
        }
        level.runs = runs;
    }

    /// Opens a stretch that may be base64 or hexadecimal digits.
    fn run(
        &mut self,
        depth: usize,
        level: &mut Level,
        (text, run): (&[u8], Span),
        name: &[u8],
        visitor: &mut dyn Visitor,
    ) {
        let mut decoded = std::mem::take(&mut level.decoded);
        let read = Wrapped::read(text, run, &mut decoded);
        if let Some((span, _)) = read.as_ref().filter(|_| !self.may_open(depth)) {
            if wrapped::reads(&decoded) {
                self.leave_unopened(level, (text, *span), name, visitor);
            }
        } else if let Some((span, wrapped)) = read {
            let first = self.notes.len();
            self.forms.push(wrapped.form());
            if is_text(&decoded) || is_document(&decoded) {
                self.text(depth + 1, &decoded, name, visitor);
            } else {
                self.binary(depth + 1, &decoded, visitor);
            }
            self.forms.pop();
            let inner = &self.levels[depth + 1];
            if !inner.edits.is_empty() {
                let notes = Span::new(first, self.notes.len());
                level.out.clear();
                inner.edits.apply(&decoded, &mut level.out);
                let out = &level.out;
                level
                    .edits
                    .push(span, notes, |piece| wrapped.write(out, piece));
            }
        }
        level.decoded = decoded;
    }

    /// Looks at bytes that do not read as text.
    pub(super) fn binary(&mut self, depth: usize, bytes: &[u8], visitor: &mut dyn Visitor) {
        let mut level = std::mem::take(&mut self.levels[depth]);
        level.edits.clear();
        level.opened.clear();
        self.budget = self.budget.saturating_sub(bytes.len());
        if !self.packed(depth, &mut level, bytes, &[], visitor) {
            self.look(&mut level, bytes, &[], false, visitor);
        }
        self.levels[depth] = level;
    }

    /// Reads a part of a text, or all of it, once more without one kind of escapes.
    fn unescaped(
        &mut self,
        depth: usize,
        escape: Escape,
        level: &mut Level,
        (text, part): (&[u8], Span),
        name: &[u8],
        visitor: &mut dyn Visitor,
    ) {
        let mut view = std::mem::take(&mut level.view);
        let has_escapes = view.read(escape, part.of(text), MOST_ESCAPES);
        if has_escapes.is_none() || (has_escapes == Some(true) && !self.may_open(depth)) {
            self.leave_unopened(level, (text, part), name, visitor);
        } else if has_escapes == Some(true) {
            self.forms.push(escape.into());
            self.text(depth + 1, &view.text, name, visitor);
            self.forms.pop();
            let inner = std::mem::take(&mut self.levels[depth + 1].edits);
            for (edit, piece) in inner.iter() {
                let span = view.raw_span(edit.span);
                let span = Span::new(part.start + span.start, part.start + span.end);
                if level.encloses(span) {
                    // The document says itself what is in it.
                    self.drop_notes(edit.notes);
                    continue;
                }
                level
                    .edits
                    .push(span, edit.notes, |out| escape.encode(piece, out));
            }
            self.levels[depth + 1].edits = inner;
        }
        level.view = view;
    }
}

/// Texts with more escapes are not read without them: their places take memory.
const MOST_ESCAPES: usize = 4 << 20;

impl Level {
    /// Whether a document was opened that this lies in.
    fn encloses(&self, span: Span) -> bool {
        any_encloses(&self.opened, |opened| *opened, span)
    }
}

/// Whether one of `outer`, in order and without overlaps, encloses `inner`.
fn any_encloses<T>(outer: &[T], span_of: impl Fn(&T) -> Span, inner: Span) -> bool {
    let behind = outer.partition_point(|item| span_of(item).start <= inner.start);
    let last = behind.checked_sub(1).and_then(|index| outer.get(index));
    last.is_some_and(|item| inner.end <= span_of(item).end)
}
