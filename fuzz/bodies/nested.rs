//! Containers within containers.

use bauta_codec::nested::{Context, Visitor, Walker};
use bauta_codec::{json, php};
use bauta_model::{FoundSpan, Sensitivity, Span};

/// What is looked for, and what takes its place.
const WORD: &[u8] = b"hunter2";
const OTHER: &[u8] = b"\"changed\" &\\ <it>";

/// Finds one word.
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
        _found: &FoundSpan,
        original: &[u8],
        _context: &Context<'_>,
        out: &mut Vec<u8>,
    ) {
        assert_eq!(original, WORD);
        out.extend_from_slice(OTHER);
    }
}

/// What is found is gone afterwards, nothing else changes, and a document stays one.
pub fn run(data: &[u8]) {
    let mut walker = Walker::default();
    let mut out = b"before".to_vec();
    let any = walker.rewrite(data, b"name", &mut Words, &mut out);
    assert_eq!(any, walker.notes().count() > 0);
    assert!(any || out == b"before", "something was written for nothing");
    let is_whole = walker.unopened() == 0;
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
        !is_whole || walker.unopened() > 0 || walker.notes().count() == 0,
        "the word is left"
    );
}
