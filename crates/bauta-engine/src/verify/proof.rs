//! What a verification found, as `verify` writes it. Never holds a value of the data.

use serde::Serialize;

use crate::error::{Code, Diagnostic};

/// The outcome of a verification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// Whether every check has passed.
    pub passed: bool,
    /// The checks, in the order in which they are explained.
    pub checks: Vec<Check>,
    /// Checks that could not be made, and why.
    pub not_checked: Vec<String>,
    /// What was read.
    pub coverage: Covered,
}

/// How much of the masked dump was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Covered {
    /// Bytes of the masked dump, decompressed.
    pub bytes: u64,
    /// Its rows.
    pub rows: u64,
    /// Its fields.
    pub cells: u64,
    /// Fields whose value is not known: expressions, malformed literals.
    pub undecodable: u64,
    /// Statements whose rows could not be told apart; they were searched as text.
    pub unread_statements: u64,
    /// How often each dump was read for its values, to stay within the memory.
    pub passes: u64,
}

impl Proof {
    /// How many things were found, listed or not.
    pub fn found(&self) -> u64 {
        let found = |check: &Check| check.findings.len() as u64 + check.unlisted;
        self.checks.iter().map(found).sum()
    }

    /// What was found, as problems; the first of them.
    pub fn into_problems(self) -> Vec<Diagnostic> {
        let all = self.found();
        let listed = self.checks.iter().flat_map(|check| {
            let findings = check.findings.iter();
            findings.map(|found| found.problem(check.name))
        });
        let mut problems: Vec<Diagnostic> = listed.take(MOST_TOLD).collect();
        let more = all.saturating_sub(problems.len() as u64);
        if more > 0 {
            let message = format!("and {more} more like these");
            problems.push(Diagnostic::new(Code::LeftOver, message));
        }
        problems
    }
}

/// As many problems as one reads.
const MOST_TOLD: usize = 20;

impl Leftover {
    /// Where it is: table, column and row, or the line.
    pub fn place(&self) -> String {
        let mut place = self.table.clone().unwrap_or_default();
        if let Some(column) = &self.column {
            place.push('.');
            place.push_str(column);
        }
        if let Some(row) = self.row {
            place = format!("{place}, row {row}");
        }
        if let Some(line) = self.line {
            place = format!("{place}line {line}");
        }
        place
    }

    /// What it is, in words.
    pub fn words(&self) -> String {
        match &self.origin {
            Some(origin) => format!("{} of {origin}", self.kind),
            None => self.kind.clone(),
        }
    }

    fn problem(&self, check: &str) -> Diagnostic {
        Diagnostic::new(Code::LeftOver, format!("{check}: {}", self.words())).at(self.place())
    }
}

/// One check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Its name: `no-secrets`, `originals-gone`, `rows`, `keys` or `statements`.
    pub name: &'static str,
    /// Whether it found nothing.
    pub passed: bool,
    /// What it looked at and could judge.
    pub judged: u64,
    /// What it met and could not judge by itself.
    pub unjudged: u64,
    /// What it met and passed over for a reason that the profile gives.
    pub excluded: u64,
    /// What it found, in the order of the dump.
    pub findings: Vec<Leftover>,
    /// How many more it found that are not listed.
    pub unlisted: u64,
}

/// Something that should not be there, or should be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Leftover {
    /// The table; `None` for statements.
    pub table: Option<String>,
    /// The column.
    pub column: Option<String>,
    /// The row within its table, from 1.
    pub row: Option<u64>,
    /// The line of the dump, where it is no row.
    pub line: Option<u64>,
    /// What it is: a detector's kind, or a word of the check.
    pub kind: String,
    /// The column of the original whose value it is, where it is one.
    pub origin: Option<String>,
}

/// A check on its way.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) judged: u64,
    pub(super) unjudged: u64,
    pub(super) excluded: u64,
    pub(super) findings: Vec<Leftover>,
    pub(super) unlisted: u64,
}

impl Tally {
    pub(super) fn find(&mut self, found: Leftover) {
        if self.findings.len() < MOST_LISTED {
            self.findings.push(found);
        } else {
            self.unlisted += 1;
        }
    }

    /// Adds what a later stretch of the dump yielded.
    pub(super) fn add(&mut self, other: Self) {
        self.judged += other.judged;
        self.unjudged += other.unjudged;
        self.excluded += other.excluded;
        self.unlisted += other.unlisted;
        for found in other.findings {
            self.find(found);
        }
    }

    pub(super) fn into_check(self, name: &'static str) -> Check {
        Check {
            name,
            passed: self.findings.is_empty(),
            judged: self.judged,
            unjudged: self.unjudged,
            excluded: self.excluded,
            findings: self.findings,
            unlisted: self.unlisted,
        }
    }
}

/// More than anybody reads; a dump that was not masked at all must not fill the memory.
const MOST_LISTED: usize = 1000;
