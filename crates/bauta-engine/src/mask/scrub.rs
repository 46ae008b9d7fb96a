//! Which fields of a run of rows may hold something to scrub, found in one pass over its bytes.

use bauta_detect::Suspect;

use super::worker::{Run, Worker};
use crate::plan::RowProgram;

impl Worker {
    /// Notes the stretches of `region` that a detector speaks of as it stands, and whatever may
    /// hide something until it is decoded.
    pub(super) fn find_suspects(&mut self, region: &[u8], base: usize, program: &RowProgram) {
        self.suspects.clear();
        let Some(scrubber) = &program.scrubber else {
            return;
        };
        scrubber.suspects(region, &mut self.search, &mut self.suspects);
        for suspect in &mut self.suspects {
            *suspect = suspect.moved(base);
        }
        self.suspects
            .sort_unstable_by_key(|suspect| (suspect.span().start, suspect.span().end));
    }

    /// Whether a suspect stretch, from index `first` on, overlaps the row.
    pub(super) fn suspicious(&self, first: usize, start: usize, end: usize) -> bool {
        self.overlapping(first, start, end).next().is_some()
    }

    /// Whether there may be something to scrub in a field.
    pub(super) fn is_suspect(&self, run: &Run<'_>, from: usize, to: usize) -> bool {
        let scrubber = run.program.scrubber.as_ref();
        scrubber.is_some_and(|scrubber| {
            self.overlapping(run.suspect, from, to)
                .any(|suspect| scrubber.holds(run.bytes, suspect))
        })
    }

    fn overlapping(&self, first: usize, from: usize, to: usize) -> impl Iterator<Item = &Suspect> {
        self.suspects
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(move |suspect| suspect.span().start < to)
            .filter(move |suspect| suspect.span().end > from)
    }

    /// The first suspect stretch, from index `first` on, that reaches beyond `end`.
    pub(super) fn after(&self, first: usize, end: usize) -> usize {
        let rest = self.suspects.get(first..).unwrap_or_default();
        first
            + rest
                .iter()
                .take_while(|suspect| suspect.span().end <= end)
                .count()
    }
}
