//! How a dump is read, and with what means.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use bauta_model::Dialect;
use clap::{Args, ValueEnum, ValueHint};

use crate::size::Size;

/// How a dump is read.
#[derive(Debug, Args)]
pub(crate) struct ReadingFlags {
    /// The dialect; else it is detected
    #[arg(long, value_enum, value_name = "DIALECT")]
    pub(crate) dialect: Option<DialectName>,
    /// The schema, for a dump that comes through a pipe or without one
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) schema: Option<PathBuf>,
    /// The longest row that is read
    #[arg(long, value_name = "SIZE", default_value = "1GiB")]
    pub(crate) max_row_bytes: Size,
}

/// With what means a dump is read to its end.
#[derive(Debug, Args)]
pub(crate) struct RunningFlags {
    /// Threads that mask; else one for each core
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// Memory for work that has to keep rows, like shuffling
    #[arg(long, value_name = "SIZE", default_value = "1GiB")]
    pub(crate) memory: Size,
    /// How progress is shown on standard error
    #[arg(long, value_enum, default_value_t = ProgressStyle::Auto, value_name = "STYLE")]
    pub(crate) progress: ProgressStyle,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DialectName {
    #[value(help = "pg_dump, pg_dumpall")]
    Postgres,
    #[value(help = "mysqldump, mariadb-dump")]
    Mysql,
    #[value(help = "sqlite3 .dump")]
    Sqlite,
}

impl From<DialectName> for Dialect {
    fn from(name: DialectName) -> Self {
        match name {
            DialectName::Postgres => Self::Postgres,
            DialectName::Mysql => Self::Mysql,
            DialectName::Sqlite => Self::Sqlite,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Detection {
    /// Every text
    All,
    /// None
    Off,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProgressStyle {
    /// A line that changes on a terminal, else plain
    Auto,
    /// A line every few seconds
    Plain,
    /// A JSON object on a line, every second
    Json,
    /// None
    None,
}
