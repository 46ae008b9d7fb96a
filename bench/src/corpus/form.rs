//! The forms of a dump.

use clap::ValueEnum;

use super::{mysqldump, postgres};
use crate::shop::{Marks, Table, TableId};

/// How a dump is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// `pg_dump`, with COPY blocks.
    Copy,
    /// `mysqldump`, with INSERT statements of up to 1 MB.
    Mysqldump,
    /// `mysqldump`, with all rows of one table in one INSERT statement; the other tables are empty.
    OneInsert,
}

impl Form {
    /// As the command line has it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Copy => "copy",
            Self::Mysqldump => "mysqldump",
            Self::OneInsert => "one-insert",
        }
    }

    /// How rows are written.
    pub(crate) fn marks(self) -> &'static Marks {
        match self {
            Self::Copy => &postgres::MARKS,
            Self::Mysqldump | Self::OneInsert => &mysqldump::MARKS,
        }
    }

    /// Whether the table has rows at all.
    pub(crate) fn fills(self, table: &Table) -> bool {
        self != Self::OneInsert || table.id == TableId::Customers
    }

    /// After how many bytes a statement ends and another begins.
    pub(super) fn statement_bytes(self) -> usize {
        match self {
            Self::Mysqldump => 1_000_000,
            Self::Copy | Self::OneInsert => usize::MAX,
        }
    }
}
