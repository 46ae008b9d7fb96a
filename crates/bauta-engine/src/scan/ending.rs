//! What may stand behind the rows of an INSERT.

use super::chunker::FrameAt;
use super::director::PlanDirector;
use crate::error::{Code, Diagnostic, EngineError};
use crate::mask::{Chunk, Segment};
use crate::sink::Open;

/// `;` or `ON CONFLICT DO NOTHING;`.
pub(crate) fn is_plain_end(end: &[u8]) -> bool {
    let words: Vec<&[u8]> = end
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty())
        .collect();
    match &words[..] {
        [] | [b";"] => true,
        [on, conflict, act, nothing, rest @ ..] => {
            let is = |word: &[u8], text: &str| word.eq_ignore_ascii_case(text.as_bytes());
            let ends = is(nothing, "nothing;") && rest.is_empty()
                || is(nothing, "nothing") && matches!(rest, [b";"]);
            is(on, "on") && is(conflict, "conflict") && is(act, "do") && ends
        }
        // DELIMITER may have been changed.
        [only] => only.iter().all(u8::is_ascii_punctuation),
        _ => false,
    }
}
impl PlanDirector<'_> {
    /// The end of an INSERT.
    pub(super) fn insert_end(
        &mut self,
        frame: &FrameAt<'_>,
        chunk: &mut Chunk,
    ) -> Result<(), EngineError> {
        self.open = Open::Nothing;
        if self.settings.scrubs() && !is_plain_end(frame.bytes) {
            return Err(Diagnostic::new(
                Code::RefusedStatement,
                "an INSERT that goes on behind its rows",
            )
            .at(format!("byte {}", frame.offset))
            .hint("only ON CONFLICT DO NOTHING is understood there")
            .into());
        }
        match &self.current {
            Some(program) if !program.filter.passes_all() => {
                chunk.segments.push(Segment::FilteredEnd(frame.bytes.len()));
            }
            _ => chunk.stay(frame.bytes.len()),
        }
        Ok(())
    }
}
