//! What an inspection tells.

use bauta_detect::Verdict;
use bauta_model::{Dialect, Sensitivity};

/// What a dump holds. No original value is in it, but for what credentials say of themselves.
#[derive(Debug, Clone, PartialEq)]
pub struct Inspection {
    /// What it is written in.
    pub dialect: Dialect,
    /// How much of it was read.
    pub coverage: Coverage,
    /// Whether equal fingerprints of other inspections under the same key mean equal secrets.
    pub fingerprints_comparable: bool,
    /// Its tables by name.
    pub tables: Vec<InspectedTable>,
    /// Secrets in columns and statements, by place.
    pub secrets: Vec<InspectedSecret>,
    /// Accounts, credentials, connections and jobs, by kind and name.
    pub identities: Vec<InspectedIdentity>,
    /// Roles, memberships, grants and owners, a line each; only where a profile is to name them.
    pub rights: Vec<String>,
    /// What was not read, and what `mask` would refuse.
    pub notices: Vec<String>,
}

/// How much of a dump was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Bytes, decompressed.
    pub bytes: u64,
    /// Rows of all tables.
    pub rows: u64,
    /// Fields of all rows, NULLs too.
    pub cells: u64,
    /// Fields whose value is not known: expressions, malformed digits, text that is not valid in the
    /// dump's encoding. They are searched as they stand.
    pub undecodable: u64,
    /// Bytes of rows that cannot be told apart (`COPY … BINARY`); searched as they stand.
    pub unread_bytes: u64,
    /// Values whose containers were not opened to the end: too deep, too large or broken half-way.
    pub unopened: u64,
}

/// One table.
#[derive(Debug, Clone, PartialEq)]
pub struct InspectedTable {
    /// Its name.
    pub name: String,
    /// Rows in the dump.
    pub rows: u64,
    /// Its columns, in the order of its definition.
    pub columns: Vec<InspectedColumn>,
}

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct InspectedColumn {
    /// Its name; `#3` for the third where the dump names none.
    pub name: String,
    /// Its type as the dump writes it; empty where no definition tells.
    pub written_type: String,
    /// Whether NULL is allowed.
    pub nullable: bool,
    /// Whether no value occurs twice: a key of its own.
    pub unique: bool,
    /// Whether it is the primary key, alone or with others.
    pub primary: bool,
    /// Table and column that it points to.
    pub references: Option<String>,
    /// NULLs in the dump.
    pub nulls: u64,
    /// Length of its shortest and its longest value, in bytes; `None` where it has none.
    pub lengths: Option<(u64, u64)>,
    /// What it holds; `None` for nothing in particular.
    pub class: Option<Verdict>,
    /// What the leaves of its JSON documents hold, by path.
    pub leaf_classes: Vec<InspectedLeaf>,
    /// Paths of leaves of its JSON documents; only where a profile is to name them.
    pub leaves: Vec<String>,
}

/// Leaves of a column's JSON documents that stand at one path.
#[derive(Debug, Clone, PartialEq)]
pub struct InspectedLeaf {
    /// The path, `$.customer.phones[*]`; `*` is a key that may be data.
    pub path: String,
    /// What they hold.
    pub class: Verdict,
}

/// Equal secrets of one kind in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InspectedSecret {
    /// The kind's id.
    pub kind: &'static str,
    /// The table, where it stands in a row.
    pub table: Option<String>,
    /// The column, where it stands in a row.
    pub column: Option<String>,
    /// Where it stands first.
    pub place: Spot,
    /// How often it stands there.
    pub count: u64,
    /// How much harm it does in the wrong hands.
    pub sensitivity: Sensitivity,
    /// A keyed digest; `None` for all those of the place beyond the first hundred.
    pub fingerprint: Option<String>,
    /// What it tells of itself.
    pub offline: Offline,
    /// Other places of the same secret, `table.column` or `line 41`.
    pub also: Vec<String>,
    /// What `mask` does with it.
    pub treatment: &'static str,
}

/// An account, a credential, or another thing that acts or opens something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InspectedIdentity {
    /// What it is (`role-password`, `definer`, `stripe-secret`).
    pub kind: &'static str,
    /// What it is called.
    pub name: String,
    /// Where it stands first: `line 41`, or `table.column`.
    pub place: String,
    /// How often it stands there.
    pub count: u64,
    /// How much harm it does in the wrong hands.
    pub sensitivity: Sensitivity,
    /// A keyed digest of its secret.
    pub fingerprint: Option<String>,
    /// What it tells of itself.
    pub offline: Offline,
    /// Privileges, hosts and other things that its statement says of it.
    pub details: Vec<(String, String)>,
    /// Other places of the same secret.
    pub also: Vec<String>,
    /// What `mask` does with it.
    pub treatment: &'static str,
    /// Whether the original must be changed where it works: whoever had the dump had it too.
    pub rotate: bool,
}

/// What a credential tells without asking anybody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Offline {
    /// Who issued it, or the host that takes it.
    pub issuer: Option<String>,
    /// The account that it is of.
    pub account: Option<String>,
    /// When it ends, as `2027-01-31T00:00:00Z`.
    pub expires: Option<String>,
    /// Whether that has passed.
    pub expired: Option<bool>,
    /// Whether it is for the real thing, and not for tests.
    pub live: Option<bool>,
}

/// A place in the decompressed dump.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Spot {
    /// Distance of the row or statement from the start, in bytes.
    pub offset: u64,
    /// Its line, from 1.
    pub line: u64,
    /// The row within its table, from 1; 0 where it is no row.
    pub row: u64,
}
