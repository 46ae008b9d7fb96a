use bauta_model::Dialect;
use memchr::memmem;

use crate::formats::{mysql, postgres, sqlite};
use crate::lexis::Lexis;

/// What has been said so far.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    /// The client encoding by the name the dump uses.
    pub(crate) encoding: Option<String>,
    pub(crate) modes: mysql::Modes,
    /// Announced ends still to come.
    expected: Vec<&'static str>,
}

/// Openings that announce an end, what ends them, and what is cut off without it.
const ENDS: &[(&[u8], &[u8], &str)] = &[
    (
        b"-- PostgreSQL database dump\n",
        b"-- PostgreSQL database dump complete",
        "a pg_dump script",
    ),
    (
        b"-- PostgreSQL database cluster dump\n",
        b"-- PostgreSQL database cluster dump complete",
        "a pg_dumpall script",
    ),
    (
        b"-- MySQL dump ",
        b"-- Dump completed",
        "a mysqldump script",
    ),
    (
        b"-- MariaDB dump ",
        b"-- Dump completed",
        "a mariadb-dump script",
    ),
];

impl Settings {
    pub(crate) fn observe_statement(&mut self, statement: &[u8], lexis: &mut Lexis) {
        const LONGEST_SETTING: usize = 4096;
        if statement.len() > LONGEST_SETTING {
            return;
        }
        match lexis.dialect {
            Dialect::Postgres => postgres::observe(statement, lexis, self),
            Dialect::Mysql => mysql::observe(statement, lexis, self),
            Dialect::Sqlite => sqlite::observe(statement, self),
        }
    }

    pub(crate) fn observe_comments(&mut self, comments: &[u8]) {
        if !comments.contains(&b'-') {
            return;
        }
        for (opening, ending, what) in ENDS {
            if memmem::find(comments, ending).is_some() {
                self.meet(what);
            }
            let opens = memmem::find(comments, opening).is_some()
                || memmem::find(comments, &[&opening[..opening.len() - 1], b"\r\n"].concat())
                    .is_some();
            if opens {
                self.expect(what);
            }
        }
    }

    pub(super) fn expect(&mut self, what: &'static str) {
        self.expected.push(what);
    }

    pub(super) fn meet(&mut self, what: &str) {
        if let Some(index) = self.expected.iter().rposition(|expected| *expected == what) {
            self.expected.truncate(index);
        }
    }

    /// What was opened and never ended.
    pub(crate) fn unfinished(&self) -> Option<&'static str> {
        self.expected.first().copied()
    }
}

/// The words of a short statement, upper-cased, without punctuation, comments or quotes; enough to
/// read a setting.
pub(super) fn words(statement: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(statement);
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '@' | '-' | '.')))
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_uppercase)
        .collect()
}
