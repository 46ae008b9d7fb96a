//! An input, opened far enough to know what it is.

use bauta_dump::{Sniff, sniff};
use bauta_model::Dialect;

use crate::error::{Code, Diagnostic, EngineError};
use crate::source::{Input, Source};

/// An input whose dialect is known and whose first bytes have been read.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) source: Source,
    pub(crate) front: Vec<u8>,
    pub(crate) at_end: bool,
    pub(crate) dialect: Dialect,
}

impl Opened {
    /// Opens an input; its dialect is recognised where it is not said.
    pub(crate) fn open(
        input: Input,
        dialect: Option<Dialect>,
        hashed: bool,
    ) -> Result<Self, EngineError> {
        let source = match input {
            Input::File(path) => Source::open(&path, hashed)?,
            Input::Stream(reader) => Source::stream(reader, hashed)?,
        };
        Self::recognise(source, dialect)
    }

    /// Reads as much as it takes to recognise the dialect.
    pub(crate) fn recognise(
        mut source: Source,
        dialect: Option<Dialect>,
    ) -> Result<Self, EngineError> {
        const STEP: usize = 1 << 16;
        let (mut front, mut at_end) = (Vec::new(), false);
        let dialect = match dialect {
            Some(dialect) => dialect,
            None => loop {
                match sniff(&front, at_end) {
                    Sniff::Dialect(dialect) => break dialect,
                    Sniff::NeedMore => at_end = source.fill(&mut front, STEP)?,
                    Sniff::Unknown => return Err(unknown_format(&front).into()),
                }
            },
        };
        if let Some(problem) = archive(&front) {
            return Err(problem.into());
        }
        Ok(Self {
            source,
            front,
            at_end,
            dialect,
        })
    }
}

fn unknown_format(front: &[u8]) -> Diagnostic {
    archive(front).unwrap_or_else(|| {
        Diagnostic::new(
            Code::UnknownFormat,
            "this is no SQL dump of PostgreSQL, MySQL, MariaDB or SQLite",
        )
        .at("byte 0")
        .hint("--dialect says which it is, if it is one")
    })
}

/// Formats that are dumps but not scripts.
fn archive(front: &[u8]) -> Option<Diagnostic> {
    let (what, hint) = match front {
        [b'P', b'G', b'D', b'M', b'P', ..] => (
            "a pg_dump archive (-Fc)",
            "turn it into a script: pg_restore -f dump.sql ARCHIVE",
        ),
        [b'S', b'Q', b'L', b'i', b't', b'e', b' ', b'f', ..] => (
            "an SQLite database file",
            "dump it: sqlite3 FILE .dump > dump.sql",
        ),
        [b'P', b'A', b'R', b'1', ..] => ("a Parquet file", "bauta reads SQL dumps"),
        _ if front.get(257..262) == Some(b"ustar") => (
            "a tar archive",
            "unpack it, or turn it into a script with pg_restore -f dump.sql",
        ),
        _ => return None,
    };
    Some(
        Diagnostic::new(
            Code::UnknownFormat,
            format!("this is {what}, which is not read"),
        )
        .at("byte 0")
        .hint(hint),
    )
}
