use indexmap::IndexMap;

use crate::ProfileError;

/// A kind of a user's own, as a file of rules describes it. Whether its pattern is one and its
/// examples hold is the detectors' business.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DetectorRule {
    /// What it is, in one sentence.
    pub summary: String,
    /// `secret`, `pii`, `quasi` or `special`.
    pub category: &'static str,
    /// `low`, `medium`, `high` or `critical`.
    pub sensitivity: &'static str,
    /// How it looks.
    pub pattern: DetectorPattern,
    /// Words one of which stands near it; none means that it needs none.
    pub keywords: Vec<String>,
    /// Names of columns that hold it.
    pub columns: Vec<String>,
    /// Texts in which it is found, and what of them is.
    pub finds: Vec<(String, String)>,
    /// Texts in which it is not.
    pub ignores: Vec<String>,
}

/// How a kind of a user's own looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DetectorPattern {
    /// A regular expression.
    Regex(String),
    /// A prefix and so many characters of an alphabet.
    Token {
        /// What it begins with.
        prefix: String,
        /// The alphabet's name.
        alphabet: &'static str,
        /// Fewest characters behind the prefix.
        least: usize,
        /// Most characters behind the prefix.
        most: usize,
    },
}

impl DetectorRule {
    /// Reads a file of rules: the ids of kinds and what they are.
    ///
    /// # Errors
    /// All problems, in the order in which they stand.
    pub fn parse_all(text: &str) -> Result<IndexMap<String, Self>, Vec<ProfileError>> {
        crate::decode::detector_rules(text)
    }
}
