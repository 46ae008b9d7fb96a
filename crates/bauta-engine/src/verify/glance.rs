//! Which fields are looked into: most hold nothing, as one look over many rows tells.

use bauta_detect::SearchScratch;

use super::detection::Detection;
use super::roles::ColumnRole;
use super::views;
use crate::read::{Met, Row, Suspects};

/// What a look over a run of rows says of their fields.
#[derive(Debug, Default)]
pub(super) struct Glance {
    suspects: Suspects,
    scratch: SearchScratch,
}

impl Glance {
    /// Looks over a run of rows that begins at `base` of its chunk.
    pub(super) fn over(&mut self, detection: &Detection, rows: &[u8], base: usize) {
        let search = detection.search();
        self.suspects
            .find(search, (rows, base), &mut self.scratch, views::openings);
    }

    /// What is known of a field; to be asked in the order of the fields.
    ///
    /// Of some rows nothing is taken for granted, lest a place that hides something from this look
    /// should hide it in every row.
    pub(super) fn at(&mut self, row: &Row<'_>, position: usize, column: &ColumnRole) -> Met {
        let met = self.suspects.meet(row.span(position));
        let is_plain = met == Met::Nothing || row.plain_length(position).is_some();
        if column.hints || !is_plain || row.ordinal.is_multiple_of(CLOSELY) {
            return Met::Suspect;
        }
        met
    }

    /// Shows what was found in such a field, each once.
    pub(super) fn found<'r>(
        &self,
        row: &Row<'r>,
        position: usize,
        mut see: impl FnMut(&'static str, &'r [u8]),
    ) {
        let (field, base) = (row.field(position), row.span(position).0 as usize);
        let found = || {
            let found = self.suspects.found(row.span(position));
            found.filter_map(|(kind, span)| {
                Some((kind, field.get(span.start - base..span.end - base)?))
            })
        };
        for (index, one) in found().enumerate() {
            if !found().take(index).any(|before| before == one) {
                see(one.0, one.1);
            }
        }
    }
}

/// One of so many rows is looked into whatever the look over all says.
const CLOSELY: u64 = 64;
