//! What frames hold that reports tell of, and where.

use bauta_dump::ddl;
use bauta_model::{Dialect, TableName};

use super::chunker::FrameAt;
use super::director::PlanDirector;
use crate::drift;
use crate::plan::notices;
use crate::plan::{Noted, Place, Treatment};

/// Counts lines, where anybody wants to know.
#[derive(Debug)]
pub(super) struct Lines {
    /// Line ends so far.
    passed: Option<u64>,
}

impl Lines {
    pub(super) fn counting(counts: bool) -> Self {
        Self {
            passed: counts.then_some(0),
        }
    }

    /// Moves past the bytes of a frame.
    pub(super) fn pass(&mut self, bytes: &[u8]) {
        if let Some(passed) = &mut self.passed {
            *passed += memchr::memchr_iter(b'\n', bytes).count() as u64;
        }
    }
}

/// A table as the report tells of it.
#[derive(Debug, Clone)]
pub(crate) struct ReportedTable {
    pub(crate) name: TableName,
    /// Name and action of each column.
    pub(crate) columns: Vec<(String, String)>,
}

impl PlanDirector<'_> {
    /// What the author of the profile should know, once the dump has been read.
    pub(crate) fn notices(&self) -> Vec<String> {
        let mut list = notices::of_exceptions(self.settings, &self.knowledge.catalog);
        list.extend(notices::of_replacements(self.settings));
        list.extend(notices::of_identities(self.settings, &self.noted));
        list
    }

    /// Notes what a statement held.
    pub(super) fn note(&mut self, frame: &FrameAt<'_>, noted: Vec<Noted>) {
        if noted.is_empty() {
            return;
        }
        let place = self.place_of(frame);
        for note in noted {
            self.noted.add(Noted { place, ..note });
        }
    }

    /// Notes accounts and rights that the profile was not reviewed with.
    pub(super) fn note_rights(&mut self, frame: &FrameAt<'_>) {
        if self.settings.profile.reviewed.accounts.is_none() {
            return;
        }
        let place = self.place_of(frame);
        for right in ddl::rights(frame.bytes, &self.knowledge.session) {
            if !drift::is_known(&self.settings.profile, &right) {
                self.new_accounts.entry(right).or_insert(place);
            }
        }
    }

    fn place_of(&self, frame: &FrameAt<'_>) -> Place {
        let blank = frame
            .bytes
            .iter()
            .take_while(|byte| byte.is_ascii_whitespace());
        let blank_lines = blank.filter(|byte| **byte == b'\n').count() as u64;
        Place {
            line: self
                .lines
                .passed
                .map_or(0, |passed| passed + blank_lines + 1),
            byte: frame.offset,
        }
    }

    /// Whether rows go into a table of the server itself, which a clone has its own of.
    pub(super) fn is_of_server(&mut self, frame: &FrameAt<'_>) -> bool {
        if self.settings.dialect != Dialect::Mysql || !self.settings.scrubs() {
            return false;
        }
        let Ok(head) = ddl::insert_head(frame.bytes, &self.knowledge.session) else {
            return false;
        };
        let of_server = ddl::is_system_table(&head.table, Dialect::Mysql);
        if of_server {
            let name = head.table.to_string();
            self.note(
                frame,
                vec![Noted::new("system-rows", name, Treatment::Drop)],
            );
        }
        of_server
    }
}
