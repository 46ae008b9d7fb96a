//! What a corpus holds, told by who made it.

use serde_json::{Value, json};

/// A column and what a detector should say of it.
#[derive(Debug)]
pub(super) struct ColumnTruth {
    pub(super) table: String,
    pub(super) column: String,
    /// Kinds that are right, the best first.
    pub(super) kinds: Vec<String>,
    pub(super) role: Role,
}

/// What a column is there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Personal data or secrets in every cell.
    Sensitive,
    /// Documents or settings with secrets in them.
    Container,
    /// Prose with personal data in it.
    Prose,
    /// What looks like something sensitive and is not.
    LookAlike,
    /// Neither is nor looks like it.
    Harmless,
}

impl Role {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Sensitive => "sensitive",
            Self::Container => "container",
            Self::Prose => "prose",
            Self::LookAlike => "look-alike",
            Self::Harmless => "harmless",
        }
    }
}

/// A value that must not be left in a clone.
#[derive(Debug)]
pub(super) struct Plant {
    pub(super) kind: String,
    pub(super) value: String,
    /// `column`, `ddl`, `text` or the form of the container.
    pub(super) place: String,
}

impl Plant {
    pub(super) fn of(kind: &str, value: &str, place: &str) -> Self {
        Self {
            kind: kind.to_owned(),
            value: value.to_owned(),
            place: place.to_owned(),
        }
    }
}

/// The whole truth as JSON.
pub(super) fn to_json(seed: u64, columns: &[ColumnTruth], plants: &[Plant]) -> Value {
    let columns = columns.iter().map(|column| {
        json!({
            "table": column.table, "column": column.column,
            "kinds": column.kinds, "role": column.role.name(),
        })
    });
    let plants = plants
        .iter()
        .map(|plant| json!({"kind": plant.kind, "value": plant.value, "place": plant.place}));
    json!({
        "seed": seed,
        "columns": columns.collect::<Vec<_>>(),
        "plants": plants.collect::<Vec<_>>(),
    })
}
