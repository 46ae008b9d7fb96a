//! Conditions over a row: `when:`, `keep-rows:` and `drop-rows:`.
//!
//! Written in SQL, read by `sqlparser`, kept as a small tree of our own. Deliberately absent:
//! functions, casts, arithmetic and subqueries, since what they mean differs between databases.

mod convert;

mod decimal;

mod evaluate;

mod like;

use std::fmt;

use bauta_model::ColumnName;

use decimal::Decimal;
use like::Pattern;

/// A condition over the columns of a row.
#[derive(Debug, Clone)]
pub struct Expression {
    text: String,
    columns: Vec<ColumnName>,
    root: Condition,
}

impl Expression {
    /// Reads a condition.
    ///
    /// # Errors
    /// What is not understood, by its name.
    pub fn parse(text: &str) -> Result<Self, ExpressionError> {
        let (root, columns) = convert::convert(text)?;
        Ok(Self {
            text: text.trim().to_owned(),
            columns,
            root,
        })
    }

    /// The columns it looks at, each once, in the order in which they first stand.
    pub fn columns(&self) -> &[ColumnName] {
        &self.columns
    }

    /// The condition as written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Judges a row; `row` yields the decoded value of the column with that index in
    /// [`Expression::columns`], `None` for NULL.
    ///
    /// Numbers compare by value where one side is a number and the other reads as one, truth
    /// values by meaning, all else byte by byte. NULL makes a comparison unknown.
    ///
    /// *Guarantees*: no allocation; no panic on any bytes; numbers compare without rounding.
    pub fn evaluate<'r>(&self, row: &dyn Fn(usize) -> Option<&'r [u8]>) -> Truth {
        evaluate::condition(&self.root, row)
    }
}

impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Expression {}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// What a condition says about a row (SQL:2016 part 2, section 6.39).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Truth {
    /// It holds.
    True,
    /// It does not hold.
    False,
    /// A NULL, or a value of another form, leaves it open.
    Unknown,
}

impl Truth {
    /// Whether it may hold: true and unknown. Rules count unknown as true.
    pub fn may_hold(self) -> bool {
        self != Self::False
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
        }
    }
}

/// Why a text cannot be used as a condition.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExpressionError {
    /// Not SQL.
    #[error("the condition cannot be read: {message}")]
    Syntax {
        /// What the SQL reader says.
        message: String,
    },
    /// SQL that conditions do not use.
    #[error("{what} cannot stand in a condition")]
    Unsupported {
        /// The construct, as written where that is short.
        what: String,
        /// What to write instead.
        hint: Option<&'static str>,
    },
    /// Longer than any condition that a person wrote.
    #[error("the condition is longer than {limit} bytes")]
    TooLong {
        /// How long it may be.
        limit: usize,
    },
}

impl ExpressionError {
    pub(crate) fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Unsupported { hint, .. } => *hint,
            _ => None,
        }
    }
}

/// A condition, compiled.
#[derive(Debug, Clone)]
enum Condition {
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
    Compare(Operand, Comparison, Operand),
    In(Operand, Vec<Operand>),
    Like(Operand, Pattern),
    IsNull(Operand),
}

#[derive(Debug, Clone)]
enum Operand {
    Column(usize),
    Text(String),
    Number(Number),
    Truth(bool),
    Null,
}

/// A number literal: its value, and the text for columns that hold no number.
#[derive(Debug, Clone)]
struct Number(String);

impl Number {
    fn value(&self) -> Option<Decimal<'_>> {
        Decimal::parse(self.0.as_bytes())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[cfg(test)]
mod tests;
