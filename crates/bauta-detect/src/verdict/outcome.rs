use bauta_model::Sensitivity;

use crate::Category;

/// What a column holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// The kind's id (`email`, `bcrypt`, `free-text`).
    pub kind: &'static str,
    /// Which family of rules applies to it.
    pub category: Category,
    /// How much harm its values do in the wrong hands.
    pub sensitivity: Sensitivity,
    /// How sure that is: 0 to 1.
    pub confidence: f64,
    /// Values that are of the kind.
    pub matched: u64,
    /// Values that were looked at; NULLs are not counted.
    pub sampled: u64,
    /// What in the column is of the kind.
    pub reach: Reach,
    /// Why, in short phrases for people; never a value.
    pub evidence: Vec<String>,
    /// What else it could have been.
    pub runner_up: Option<RunnerUp>,
}

/// How much of a column is of the kind of its verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Every value, as a whole.
    Column,
    /// Some values as a whole, among others.
    Cell,
    /// Leaves of documents.
    Leaf,
    /// Spans within text.
    Span,
}

/// The second best reading of a column.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RunnerUp {
    /// The kind's id.
    pub kind: &'static str,
    /// How sure that would be: 0 to 1.
    pub confidence: f64,
}
