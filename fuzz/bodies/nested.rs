//! Containers within containers.

use bauta_codec::nested::{Context, Visitor, Walker};
use bauta_codec::{json, php};
use bauta_model::{FoundSpan, Sensitivity, Span};

/// What is looked for, and what takes its place.
const WORD: &[u8] = b"hunter2";
const OTHER: &[u8] = b"\"changed\" &\\ <it>";

const UNOPENED: &str = "unopened";

/// Finds one word, and what is not opened.
struct Words;

impl Visitor for Words {
    fn find(&mut self, text: &[u8], _context: &Context<'_>, found: &mut Vec<FoundSpan>) {
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| rest.len() >= WORD.len()) {
            if !rest.starts_with(WORD) {
                at += 1;
                continue;
            }
            found.push(FoundSpan {
                span: Span::new(at, at + WORD.len()),
                kind: "word",
                sensitivity: Sensitivity::High,
                secret: true,
            });
            at += WORD.len();
        }
    }

    fn replace(
        &mut self,
        found: &FoundSpan,
        original: &[u8],
        _context: &Context<'_>,
        out: &mut Vec<u8>,
    ) {
        if found.kind == UNOPENED {
            out.extend_from_slice(b"unopened");
            return;
        }
        assert_eq!(original, WORD);
        out.extend_from_slice(OTHER);
    }

    fn unopened(&self, part: Span) -> Option<FoundSpan> {
        Some(FoundSpan {
            span: part,
            kind: UNOPENED,
            sensitivity: Sensitivity::High,
            secret: true,
        })
    }
}

/// What is found is gone afterwards, nothing else changes, and a document stays one.
pub fn run(data: &[u8]) {
    let mut walker = Walker::default();
    let mut out = b"before".to_vec();
    let any = walker.rewrite(data, b"name", &mut Words, &mut out);
    assert_eq!(any, walker.notes().count() > 0);
    assert!(any || out == b"before", "something was written for nothing");
    walker.read(data, b"name", &mut Words);
    assert_eq!(
        any,
        walker.notes().count() > 0,
        "reading finds something else"
    );
    if !any {
        return;
    }
    let new = &out[6..];
    for document_end in [json::document_end, php::document_end] {
        if document_end(data) == Ok(data.len()) {
            assert_eq!(
                document_end(new),
                Ok(new.len()),
                "it is no document any more"
            );
        }
    }
    walker.read(new, b"name", &mut Words);
    assert!(
        walker.notes().all(|note| note.kind == UNOPENED),
        "the word is left"
    );
}
