//! Which fields of a run of rows may hold something to scrub, found in one pass over its bytes.

use memchr::memchr_iter;

use super::worker::Worker;
use crate::plan::RowProgram;

impl Worker {
    /// Notes the stretches of `region` that a detector speaks of as it stands, and every escape:
    /// what is escaped can only be judged once it is decoded.
    pub(super) fn find_suspects(&mut self, region: &[u8], base: usize, program: &RowProgram) {
        self.suspects.clear();
        let Some(scrubber) = &program.scrubber else {
            return;
        };
        self.found.clear();
        scrubber.candidates(region, &mut self.found);
        let narrow = |at: usize| u32::try_from(base + at).unwrap_or(u32::MAX);
        let escapes = memchr_iter(b'\\', region)
            .filter(|at| !is_null(region, *at))
            .map(|at| (narrow(at), narrow(at + 1)));
        self.suspects.extend(escapes);
        let unsorted = !self.suspects.is_empty() && !self.found.is_empty();
        self.suspects.extend(
            self.found
                .iter()
                .map(|found| (narrow(found.span.start), narrow(found.span.end))),
        );
        if unsorted {
            self.suspects.sort_unstable();
        }
    }

    /// Whether a suspect stretch, from index `first` on, overlaps the row.
    pub(super) fn suspicious(&self, first: usize, start: usize, end: usize) -> bool {
        !self.suspects.is_empty() && self.is_suspect(first, start, end)
    }

    pub(super) fn is_suspect(&self, first: usize, from: usize, to: usize) -> bool {
        self.suspects
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(|(start, _)| (*start as usize) < to)
            .any(|(_, end)| *end as usize > from)
    }

    /// The first suspect stretch, from index `first` on, that reaches beyond `end`.
    pub(super) fn after(&self, first: usize, end: usize) -> usize {
        let rest = self.suspects.get(first..).unwrap_or_default();
        first
            + rest
                .iter()
                .take_while(|(_, stretch_end)| *stretch_end as usize <= end)
                .count()
    }
}

/// A field that is nothing but `\N`.
fn is_null(region: &[u8], at: usize) -> bool {
    region.get(at + 1) == Some(&b'N')
        && matches!(region.get(at + 2), None | Some(b'\t' | b'\n' | b'\r'))
        && at
            .checked_sub(1)
            .is_none_or(|before| matches!(region[before], b'\t' | b'\n'))
}
