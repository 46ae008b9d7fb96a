//! Which fields of a run of rows may hold something to scrub, found in one pass over its bytes.

use super::worker::Worker;
use crate::plan::RowProgram;

impl Worker {
    /// Notes the stretches of `region` that a detector speaks of as it stands, and whatever may
    /// hide something until it is decoded.
    pub(super) fn find_suspects(&mut self, region: &[u8], base: usize, program: &RowProgram) {
        self.suspects.clear();
        let Some(scrubber) = &program.scrubber else {
            return;
        };
        self.stretches.clear();
        scrubber.suspects(region, &mut self.search, &mut self.stretches);
        let narrow = |at: usize| u32::try_from(base + at).unwrap_or(u32::MAX);
        self.suspects.extend(
            self.stretches
                .iter()
                .map(|span| (narrow(span.start), narrow(span.end))),
        );
        self.suspects.sort_unstable();
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
