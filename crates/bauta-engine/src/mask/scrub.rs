//! Which fields of a run of rows may hold something to scrub, found in one pass over its bytes.

use memchr::memchr_iter;

use super::worker::Worker;
use crate::plan::RowProgram;

impl Worker {
    /// Notes the stretches of `region` that a detector speaks of as it stands, and every escape
    /// that may hide something until it is decoded.
    pub(super) fn find_suspects(&mut self, region: &[u8], base: usize, program: &RowProgram) {
        self.suspects.clear();
        let Some(scrubber) = &program.scrubber else {
            return;
        };
        self.found.clear();
        scrubber.candidates(region, &mut self.found);
        let narrow = |at: usize| u32::try_from(base + at).unwrap_or(u32::MAX);
        let escapes = memchr_iter(b'\\', region)
            .filter(|at| may_hide(region, *at))
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

/// Whether the backslash at `at` may hide something from a detector that sees the bytes as they
/// stand: an escape that ends in a letter or digit sticks to what follows. The detectors know
/// `\n`, `\r` and `\t`; `\N` is NULL.
fn may_hide(region: &[u8], at: usize) -> bool {
    let letter = region.get(at + 1);
    letter.is_some_and(|letter| {
        letter.is_ascii_alphanumeric() && !matches!(letter, b'n' | b'r' | b't' | b'N')
    })
}
