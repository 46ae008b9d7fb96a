use bauta_profile::Profile;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ProfileRef;
use crate::problem::CommandError;
use crate::session::Session;

/// A doubt that a profile notes about one of its rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Doubt {
    /// The table's selector, as written.
    pub table: String,
    /// The column's selector, as written; `null` where it is about the table itself.
    pub column: Option<String>,
    /// What is doubtful; `null` where only the answer is kept.
    pub question: Option<String>,
    /// How it was settled; `null` while it is open.
    pub answer: Option<String>,
}

/// All doubts of an open profile as it is edited, in the order of its rules.
///
/// # Errors
/// It is not open.
pub fn doubts(session: &Session, input: ProfileRef) -> Result<Vec<Doubt>, CommandError> {
    session.with_document(&input.profile, |document| Ok(Doubt::of(&document.profile)))
}

impl Doubt {
    /// The doubts of a profile.
    pub(crate) fn of(profile: &Profile) -> Vec<Self> {
        let mut doubts = Vec::new();
        let mut add = |table: &str, column: Option<&str>, of: [&Option<String>; 2]| {
            if of.into_iter().all(Option::is_none) {
                return;
            }
            let [question, answer] = of.map(Clone::clone);
            doubts.push(Self {
                table: table.to_owned(),
                column: column.map(str::to_owned),
                question,
                answer,
            });
        };
        for (table, rule) in &profile.tables {
            add(table, None, [&rule.review, &rule.reviewed]);
            for (column, rule) in &rule.columns {
                add(table, Some(column), [&rule.review, &rule.reviewed]);
            }
        }
        doubts
    }
}
