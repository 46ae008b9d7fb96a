//! What leaves as it came.

use super::Masked;
use super::chunk::{Chunk, MaskedChunk, Segment};
use super::worker::counts_of;
use crate::plan::RowForm;

/// Whether a segment leaves as it came, without a look at it.
pub(super) fn stays(segment: &Segment) -> bool {
    match segment {
        Segment::Copy(_) => true,
        Segment::Rows { program, .. } => {
            program.idle
                && program.scrubber.is_none()
                && program.watches.is_empty()
                && program.documents.is_empty()
        }
        _ => false,
    }
}

/// Hands a chunk on in which nothing changes: its own buffer becomes the output.
pub(super) fn pass(mut chunk: Chunk, mut out: Vec<u8>) -> MaskedChunk {
    let mut counts = Vec::new();
    let mut at = 0;
    for segment in std::mem::take(&mut chunk.segments) {
        let len = segment.len();
        if let Segment::Rows { program, rows, .. } = &segment {
            let count = match program.form {
                RowForm::Copy { .. } => count_lines(&chunk.bytes[at..at + len]),
                RowForm::Values { .. } => rows.len() as u64,
            };
            let counted = counts_of(&mut counts, program);
            counted.rows_in += count;
            counted.rows_out += count;
        }
        at += len;
    }
    std::mem::swap(&mut chunk.bytes, &mut out);
    let (open, restrict_key) = (chunk.open, chunk.restrict_key.take());
    chunk.clear();
    MaskedChunk {
        input_bytes: out.len() as u64,
        bytes: Masked::new(out),
        marks: Vec::new(),
        counts,
        open,
        restrict_key,
        spare: chunk,
    }
}

pub(super) fn count_lines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}
