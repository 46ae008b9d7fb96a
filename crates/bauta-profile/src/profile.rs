use bauta_model::Dialect;
use indexmap::IndexMap;

use crate::{ColumnPath, Comments, Date, ProfileError, TableRule};

/// What becomes of a dump: rules for tables and columns, and the exceptions from them.
///
/// Syntax only: names are still strings, and which transformers exist is not known here.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile {
    /// The profile's name, for reports.
    pub name: Option<String>,
    /// Refuses a dump of another dialect.
    pub dialect: Option<Dialect>,
    /// The environment where none is named.
    pub environment: Option<String>,
    /// Pins a root key, by its id, for each environment.
    pub key_id: IndexMap<String, String>,
    /// Pins a reveal key, by its public half, for each environment.
    pub reveal_key: IndexMap<String, String>,
    /// Makes successive clones unlinkable.
    pub epoch: Option<String>,
    /// Names of presets whose rules hold where none here does.
    pub include: Vec<String>,
    /// What becomes of columns that no rule names.
    pub unlisted: Unlisted,
    /// What becomes of embedded secrets and identities.
    pub secrets: Secrets,
    /// What becomes of planner statistics.
    pub statistics: Retention,
    /// What becomes of large objects.
    pub large_objects: Retention,
    /// Databases of the dump and what they are called in the clone.
    pub databases: IndexMap<String, String>,
    /// Owners, definers and roles.
    pub identities: Identities,
    /// Staging credentials in place of dead ones, by the kind of secret.
    pub replacements: IndexMap<String, Replacement>,
    /// Production hosts and the staging hosts that take their place.
    pub endpoints: IndexMap<String, String>,
    /// Rules by the selector of a table, as written.
    pub tables: IndexMap<String, TableRule>,
    /// What is kept although a detector objects.
    pub exceptions: Vec<Exception>,
    /// What the dump was like when the profile was reviewed.
    pub reviewed: Reviewed,
    /// Comments of the file.
    pub comments: Comments,
}

impl Profile {
    /// Reads a profile.
    ///
    /// *Guarantees*: no panic on any text; bounded in memory and depth; every problem is
    /// reported, as far as the text can be read at all.
    ///
    /// # Errors
    /// All problems, in the order in which they stand.
    pub fn parse(text: &str) -> Result<Self, Vec<ProfileError>> {
        crate::decode::profile(text)
    }

    /// Where doubts are still open: the selector of the table, and of the column unless the doubt
    /// is about the table itself.
    pub fn open_reviews(&self) -> Vec<(&str, Option<&str>)> {
        let mut open = Vec::new();
        for (table, rule) in &self.tables {
            if rule.is_open() {
                open.push((table.as_str(), None));
            }
            let columns = rule.columns.iter().filter(|(_, rule)| rule.is_open());
            open.extend(columns.map(|(column, _)| (table.as_str(), Some(column.as_str()))));
        }
        open
    }
}

/// What becomes of columns that no rule names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Unlisted {
    /// The run stops.
    #[default]
    Refuse,
    /// They become NULL.
    Null,
    /// They become the neutral value of their type.
    Redact,
}

impl Unlisted {
    /// The word in profiles.
    pub fn name(self) -> &'static str {
        match self {
            Self::Refuse => "refuse",
            Self::Null => "null",
            Self::Redact => "redact",
        }
    }
}

/// What becomes of embedded secrets and identities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Secrets {
    /// They are replaced.
    #[default]
    Scrub,
    /// They are reported and stay.
    Report,
}

impl Secrets {
    /// The word in profiles.
    pub fn name(self) -> &'static str {
        match self {
            Self::Scrub => "scrub",
            Self::Report => "report",
        }
    }
}

/// Whether copies of data outside of rows stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Retention {
    /// They are left out.
    #[default]
    Drop,
    /// They stay.
    Keep,
}

impl Retention {
    /// The word in profiles.
    pub fn name(self) -> &'static str {
        match self {
            Self::Drop => "drop",
            Self::Keep => "keep",
        }
    }
}

/// What becomes of the accounts that the DDL names.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identities {
    /// Owners of objects.
    pub owner: Owner,
    /// Accounts with whose rights views and routines run.
    pub definer: Definer,
    /// Roles and what they are called in the clone.
    pub roles: IndexMap<String, String>,
}

/// Who owns objects in the clone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Owner {
    /// Whoever does in the dump.
    #[default]
    Keep,
    /// This role.
    Role(String),
}

/// With whose rights views and routines run in the clone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Definer {
    /// Those of the account that loads the dump.
    #[default]
    CurrentUser,
    /// Those of the account in the dump.
    Keep,
    /// Those of this account.
    Account(String),
}

/// A staging credential that takes the place of a kind of secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// Where it comes from.
    pub from: Source,
    /// Who answers for it.
    pub owner: Option<String>,
    /// When it has to be exchanged.
    pub rotate_by: Option<Date>,
}

/// What was looked at when the profile was reviewed. A dump that has more is refused.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reviewed {
    /// The fingerprint of the schema, `sha256:` and 64 digits; `None` leaves it unjudged.
    pub schema: Option<String>,
    /// Roles, memberships, grants and owners; `None` leaves them unjudged.
    pub accounts: Option<Vec<String>>,
    /// Leaves of kept documents, by column; a column that is not named is not judged.
    pub leaves: IndexMap<String, Vec<String>>,
}

/// Where a credential comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Source {
    /// An environment variable (`env:NAME`).
    Env(String),
    /// A file (`file:PATH`).
    File(String),
    /// The system's key chain (`keychain:NAME`).
    Keychain(String),
    /// The output of a program, given with its arguments.
    Command(Vec<String>),
}

impl Source {
    /// Reads `env:NAME`, `file:PATH` or `keychain:NAME`.
    pub fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once(':')?;
        let rest = (!rest.is_empty()).then(|| rest.to_owned())?;
        match scheme {
            "env" => Some(Self::Env(rest)),
            "file" => Some(Self::File(rest)),
            "keychain" => Some(Self::Keychain(rest)),
            _ => None,
        }
    }
}

/// Permission to keep what a detector rates high or critical.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exception {
    /// The column it holds for.
    pub column: Option<ColumnPath>,
    /// The one secret it holds for.
    pub fingerprint: Option<String>,
    /// Ids of the kinds of finding it holds for; at least one.
    pub kinds: Vec<String>,
    /// Why.
    pub reason: String,
    /// Where that was decided.
    pub ticket: Option<String>,
    /// Who answers for it.
    pub owner: String,
    /// First day.
    pub issued: Date,
    /// Last day.
    pub expires: Date,
}
