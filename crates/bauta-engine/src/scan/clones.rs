//! Clones of clones: the table that says which clone a database is, taken out and put in.

use bauta_dump::FrameKind;
use bauta_dump::ddl;
use bauta_model::TableName;

use super::chunker::FrameAt;
use super::director::PlanDirector;
use crate::banner::{self, Banner};
use crate::mask::{Chunk, Segment};

/// What a run knows of such tables.
#[derive(Debug, Default)]
pub(crate) struct ClonePassage {
    banner: Option<Banner>,
    /// Databases that have theirs.
    marked: Vec<Option<String>>,
    /// Whether rows that come next are of such a table.
    within: bool,
    /// The clone that the dump is of.
    pub(crate) parent: Option<String>,
}

impl ClonePassage {
    /// Puts a banner into each database.
    pub(crate) fn with(banner: Option<Banner>) -> Self {
        Self {
            banner,
            ..Self::default()
        }
    }
}

impl PlanDirector<'_> {
    /// Takes the rows of an earlier banner out; answers whether the frame was one of those.
    pub(super) fn passes_banner(&mut self, frame: &FrameAt<'_>, chunk: &mut Chunk) -> bool {
        if !self.settings.scrubs() {
            return false;
        }
        let table = match frame.kind {
            FrameKind::CopyHead => ddl::copy_head(frame.bytes, &self.knowledge.session)
                .ok()
                .map(|head| head.table),
            FrameKind::InsertHead
                if memchr::memmem::find(frame.bytes, banner::TABLE.as_bytes()).is_some() =>
            {
                ddl::insert_head(frame.bytes, &self.knowledge.session)
                    .ok()
                    .map(|head| head.table)
            }
            FrameKind::CopyRows | FrameKind::InsertRows if self.clones.within => {
                let id = banner::id_in(frame.bytes);
                self.clones.parent = self.clones.parent.take().or(id);
                chunk.leave_out(frame.bytes.len());
                return true;
            }
            FrameKind::CopyEnd | FrameKind::InsertEnd if self.clones.within => {
                self.clones.within = false;
                chunk.leave_out(frame.bytes.len());
                return true;
            }
            _ => None,
        };
        self.clones.within = table.is_some_and(|table| self.is_banner(&table));
        if self.clones.within {
            chunk.leave_out(frame.bytes.len());
        }
        self.clones.within
    }

    fn is_banner(&self, name: &TableName) -> bool {
        let tables = &self.knowledge.catalog.tables;
        tables
            .get(name)
            .is_some_and(|table| banner::is_banner(name, table))
    }

    /// The banner of the database that the dump is in, once, before it goes on to another or ends.
    pub(crate) fn leave_database(&mut self) -> Option<Vec<u8>> {
        let database = self.knowledge.session.database.clone();
        let banner = self.clones.banner.as_ref()?;
        if self.clones.marked.contains(&database) {
            return None;
        }
        let dialect = self.settings.dialect;
        let made = banner.statements(dialect, &self.knowledge.catalog, database.as_deref())?;
        self.clones.marked.push(database);
        Some(made)
    }

    /// Puts the banner before a statement that goes on to another database.
    pub(super) fn mark_before(&mut self, frame: &FrameAt<'_>, chunk: &mut Chunk) {
        if self.clones.banner.is_none() {
            return;
        }
        let next = if frame.kind == FrameKind::ClientCommand {
            ddl::connect_database(frame.bytes).map(|place| place.name)
        } else {
            let mut after = self.knowledge.session.clone();
            after.follow(frame.bytes);
            after.database
        };
        let goes_on = next.is_some() && next != self.knowledge.session.database;
        if goes_on && let Some(banner) = self.leave_database() {
            chunk.segments.push(Segment::Replace(0, banner));
        }
    }
}
