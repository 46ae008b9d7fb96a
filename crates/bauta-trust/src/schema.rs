use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use bauta_model::{Catalog, Column, ColumnType, Table, TableName, TypeClass};
use serde::{Deserialize, Serialize};

use crate::{CanonicalError, Digest, canonical};

/// The schema of a dump as far as it bears on what becomes of the data: tables, columns, types,
/// nullability, keys, labels. What order columns stand in and how a type is spelt does not.
///
/// A child of a table that has its columns and no others, like a partition, is not listed: the
/// rules of its parent hold for it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct SchemaSnapshot {
    tables: BTreeMap<String, TableSnapshot>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct TableSnapshot {
    columns: BTreeMap<String, ColumnSnapshot>,
    /// Columns of the primary key.
    primary_key: BTreeSet<String>,
    /// Columns of each other key.
    unique: BTreeSet<Vec<String>>,
    foreign_keys: BTreeSet<ForeignKeySnapshot>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct ColumnSnapshot {
    #[serde(rename = "type")]
    ty: String,
    nullable: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    labels: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct ForeignKeySnapshot {
    columns: Vec<String>,
    table: String,
    referenced: Vec<String>,
}

impl SchemaSnapshot {
    /// Of all that a dump has said. `database` is the only one there is, which goes without saying.
    pub fn of(catalog: &Catalog, database: Option<&str>) -> Self {
        let shown = |name: &TableName| shown(name, database);
        let tables = catalog.tables.iter();
        let tables = tables
            .filter(|(_, table)| !is_covered(catalog, table))
            .map(|(name, table)| (shown(name), TableSnapshot::of(catalog, table, &shown)));
        Self {
            tables: tables.collect(),
        }
    }

    /// The fingerprint: SHA-256 of the canonical form under a tag of its kind.
    ///
    /// # Errors
    /// None that a snapshot can have.
    pub fn fingerprint(&self) -> Result<Digest, CanonicalError> {
        Ok(Digest::tagged("bauta/schema/v1", &self.to_bytes()?))
    }

    /// The canonical form.
    ///
    /// # Errors
    /// None that a snapshot can have.
    pub fn to_bytes(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical(self)
    }

    /// Reads what [`to_bytes`](Self::to_bytes) has written.
    ///
    /// # Errors
    /// Any other bytes.
    pub fn parse(bytes: &[u8]) -> Result<Self, CanonicalError> {
        serde_json::from_slice(bytes).map_err(|_| CanonicalError::NotJson)
    }

    /// What is otherwise in `newer`, in the order of tables and columns.
    pub fn drift(&self, newer: &Self) -> Vec<Drift> {
        let mut drifts = Vec::new();
        let names: BTreeSet<&String> = self.tables.keys().chain(newer.tables.keys()).collect();
        for name in names {
            let mut add = |column: Option<&str>, change: DriftKind| {
                drifts.push(Drift {
                    table: name.clone(),
                    column: column.map(str::to_owned),
                    change,
                });
            };
            match (self.tables.get(name), newer.tables.get(name)) {
                (None, Some(table)) => {
                    let columns = table.columns.len();
                    add(None, DriftKind::TableAdded { columns });
                }
                (Some(_), None) => add(None, DriftKind::TableRemoved),
                (Some(old), Some(new)) => old.drift(new, &mut add),
                (None, None) => {}
            }
        }
        drifts
    }
}

/// A difference between two schemas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// The table.
    pub table: String,
    /// The column, where it is about one.
    pub column: Option<String>,
    /// What is otherwise.
    pub change: DriftKind,
}

/// What is otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DriftKind {
    /// The table is new.
    TableAdded {
        /// How many columns it has.
        columns: usize,
    },
    /// The table is gone.
    TableRemoved,
    /// The column is new.
    ColumnAdded {
        /// Its type.
        ty: String,
    },
    /// The column is gone.
    ColumnRemoved,
    /// The type is another.
    Retyped {
        /// Before.
        from: String,
        /// Now.
        to: String,
    },
    /// NULL is allowed now.
    NullAllowed,
    /// NULL is no longer allowed.
    NullRefused,
    /// Labels of an enum or set have come or gone.
    Labels {
        /// New ones.
        added: Vec<String>,
        /// Those that are gone.
        removed: Vec<String>,
    },
    /// Primary key or unique keys are others.
    Keys,
    /// Foreign keys are others.
    ForeignKeys,
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.table)?;
        if let Some(column) = &self.column {
            write!(f, ".{column}")?;
        }
        match &self.change {
            DriftKind::TableAdded { columns } => {
                let noun = if *columns == 1 { "column" } else { "columns" };
                write!(f, ": new table with {columns} {noun}")
            }
            DriftKind::TableRemoved => f.write_str(": the table is gone"),
            DriftKind::ColumnAdded { ty } => write!(f, ": new column, {ty}"),
            DriftKind::ColumnRemoved => f.write_str(": the column is gone"),
            DriftKind::Retyped { from, to } => write!(f, ": was {from}, is {to}"),
            DriftKind::NullAllowed => f.write_str(": NULL is allowed now"),
            DriftKind::NullRefused => f.write_str(": NULL is no longer allowed"),
            DriftKind::Labels { added, removed } => {
                let mut parts = Vec::new();
                if !added.is_empty() {
                    parts.push(format!("new labels {}", added.join(", ")));
                }
                if !removed.is_empty() {
                    parts.push(format!("labels gone {}", removed.join(", ")));
                }
                write!(f, ": {}", parts.join("; "))
            }
            DriftKind::Keys => f.write_str(": primary or unique keys have changed"),
            DriftKind::ForeignKeys => f.write_str(": foreign keys have changed"),
        }
    }
}

impl TableSnapshot {
    fn of(catalog: &Catalog, table: &Table, shown: &impl Fn(&TableName) -> String) -> Self {
        let names = |columns: &[bauta_model::ColumnName]| -> Vec<String> {
            columns.iter().map(|name| name.0.clone()).collect()
        };
        let columns = table.columns.iter();
        let columns =
            columns.map(|column| (column.name.0.clone(), ColumnSnapshot::of(catalog, column)));
        let primary = table.keys.iter().filter(|key| key.primary);
        let unique = table.keys.iter().filter(|key| !key.primary);
        Self {
            columns: columns.collect(),
            primary_key: primary.flat_map(|key| names(&key.columns)).collect(),
            unique: unique
                .map(|key| {
                    let mut columns = names(&key.columns);
                    columns.sort_unstable();
                    columns
                })
                .collect(),
            foreign_keys: table
                .foreign_keys
                .iter()
                .map(|key| ForeignKeySnapshot {
                    columns: names(&key.columns),
                    table: shown(&key.table),
                    referenced: names(&key.referenced),
                })
                .collect(),
        }
    }

    fn drift(&self, newer: &Self, add: &mut impl FnMut(Option<&str>, DriftKind)) {
        let names: BTreeSet<&String> = self.columns.keys().chain(newer.columns.keys()).collect();
        for name in names {
            match (self.columns.get(name), newer.columns.get(name)) {
                (None, Some(column)) => {
                    let ty = column.ty.clone();
                    add(Some(name), DriftKind::ColumnAdded { ty });
                }
                (Some(_), None) => add(Some(name), DriftKind::ColumnRemoved),
                (Some(old), Some(new)) => {
                    for change in old.drift(new) {
                        add(Some(name), change);
                    }
                }
                (None, None) => {}
            }
        }
        if (&self.primary_key, &self.unique) != (&newer.primary_key, &newer.unique) {
            add(None, DriftKind::Keys);
        }
        if self.foreign_keys != newer.foreign_keys {
            add(None, DriftKind::ForeignKeys);
        }
    }
}

impl ColumnSnapshot {
    fn of(catalog: &Catalog, column: &Column) -> Self {
        Self {
            ty: normalised(&column.ty),
            nullable: column.nullable,
            labels: labels(catalog, &column.ty).to_vec(),
        }
    }

    fn drift(&self, newer: &Self) -> Vec<DriftKind> {
        let mut changes = Vec::new();
        if self.ty != newer.ty {
            changes.push(DriftKind::Retyped {
                from: self.ty.clone(),
                to: newer.ty.clone(),
            });
        }
        match (self.nullable, newer.nullable) {
            (false, true) => changes.push(DriftKind::NullAllowed),
            (true, false) => changes.push(DriftKind::NullRefused),
            _ => {}
        }
        if self.labels != newer.labels {
            let but = |these: &[String], those: &[String]| -> Vec<String> {
                let rest = these.iter().filter(|label| !those.contains(label));
                rest.cloned().collect()
            };
            changes.push(DriftKind::Labels {
                added: but(&newer.labels, &self.labels),
                removed: but(&self.labels, &newer.labels),
            });
        }
        changes
    }
}

fn shown(name: &TableName, database: Option<&str>) -> String {
    if database.is_some() && name.database.as_deref() == database {
        name.clone().in_database(None).to_string()
    } else {
        name.to_string()
    }
}

/// Whether the table has a parent with the same columns.
fn is_covered(catalog: &Catalog, table: &Table) -> bool {
    let snapshot = |table: &Table| -> BTreeMap<String, String> {
        let columns = table.columns.iter();
        columns
            .map(|column| (column.name.0.clone(), normalised(&column.ty)))
            .collect()
    };
    let own = snapshot(table);
    table
        .parents
        .iter()
        .filter_map(|parent| catalog.tables.get(parent))
        .any(|parent| snapshot(parent) == own)
}

fn labels<'a>(catalog: &'a Catalog, ty: &'a ColumnType) -> &'a [String] {
    let inner = ty.element.as_deref().unwrap_or(ty);
    if !inner.labels.is_empty() {
        return &inner.labels;
    }
    let named = catalog.enums.get(&inner.written.to_lowercase());
    named.map_or(&[], Vec::as_slice)
}

/// The type in one spelling: `text(20)`, `decimal(10,2)`, `integer(-128..127)`, `uuid[]`. A type
/// that nothing is known about stands as it is written.
fn normalised(ty: &ColumnType) -> String {
    if let Some(element) = &ty.element {
        return format!("{}[]", normalised(element));
    }
    if ty.class == TypeClass::Other {
        let words: Vec<&str> = ty.written.split_ascii_whitespace().collect();
        return words.join(" ").to_lowercase();
    }
    let fixed = if ty.fixed { "=" } else { "" };
    let limits = [
        ty.max_chars.map(|most| format!("({fixed}{most})")),
        ty.precision
            .map(|(digits, scale)| format!("({digits},{scale})")),
        ty.range.map(|(least, most)| format!("({least}..{most})")),
        ty.ignores_case.then(|| " ignoring case".to_owned()),
    ];
    let mut text = class_name(ty.class).to_owned();
    text.extend(limits.into_iter().flatten());
    text
}

fn class_name(class: TypeClass) -> &'static str {
    match class {
        TypeClass::Text => "text",
        TypeClass::Integer => "integer",
        TypeClass::Decimal => "decimal",
        TypeClass::Float => "float",
        TypeClass::Bool => "bool",
        TypeClass::Date => "date",
        TypeClass::Time => "time",
        TypeClass::Timestamp => "timestamp",
        TypeClass::Interval => "interval",
        TypeClass::Uuid => "uuid",
        TypeClass::Bytes => "bytes",
        TypeClass::Bit => "bit",
        TypeClass::Json => "json",
        TypeClass::Xml => "xml",
        TypeClass::Inet => "inet",
        TypeClass::Mac => "mac",
        TypeClass::Enum => "enum",
        TypeClass::Array => "array",
        TypeClass::Hstore => "hstore",
        TypeClass::Geometry => "geometry",
        TypeClass::TsVector => "tsvector",
        TypeClass::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use bauta_model::{ColumnName, Generated, UniqueKey};

    use super::*;

    fn column(name: &str, class: TypeClass, written: &str) -> Column {
        Column {
            name: name.into(),
            ty: ColumnType::of(class, written),
            nullable: true,
            generated: Generated::No,
            identity: false,
            default: None,
        }
    }

    fn catalog(change: impl Fn(&mut Table)) -> Catalog {
        let mut table = Table {
            columns: vec![
                column("id", TypeClass::Integer, "INT(11)"),
                column("mood", TypeClass::Other, "public.Mood"),
            ],
            ..Table::default()
        };
        table.keys.push(UniqueKey {
            columns: vec![ColumnName::from("id")],
            primary: true,
        });
        change(&mut table);
        let mut catalog = Catalog::default();
        let name = TableName::in_schema("public", "t");
        catalog.tables.insert(name, table);
        let labels = vec!["good".to_owned(), "bad".to_owned()];
        catalog.enums.insert("public.mood".to_owned(), labels);
        catalog
    }

    fn told(change: impl Fn(&mut Table)) -> Vec<String> {
        let (old, new) = (catalog(|_| ()), catalog(change));
        let (old, new) = (
            SchemaSnapshot::of(&old, None),
            SchemaSnapshot::of(&new, None),
        );
        let drift = old.drift(&new);
        assert_eq!(drift.is_empty(), old.fingerprint() == new.fingerprint());
        drift.iter().map(Drift::to_string).collect()
    }

    #[test]
    fn order_and_spelling_do_not_matter() {
        assert_eq!(
            told(|table| {
                table.columns.reverse();
                table.columns[1].ty.written = "integer".into();
            }),
            Vec::<String>::new()
        );
    }

    #[test]
    fn whatever_bears_on_the_data_is_told() {
        let one = |change: fn(&mut Table)| told(change).join("; ");
        assert_eq!(
            one(|table| table.columns.push(column("a", TypeClass::Text, "text"))),
            "public.t.a: new column, text"
        );
        assert_eq!(
            one(|table| drop(table.columns.pop())),
            "public.t.mood: the column is gone"
        );
        assert_eq!(
            one(|table| table.columns[0].ty.class = TypeClass::Text),
            "public.t.id: was integer, is text"
        );
        assert_eq!(
            one(|table| table.columns[0].nullable = false),
            "public.t.id: NULL is no longer allowed"
        );
        assert_eq!(
            one(|table| table.columns[1].ty.labels = vec!["good".into(), "so-so".into()]),
            "public.t.mood: new labels so-so; labels gone bad"
        );
        assert_eq!(
            one(|table| table.keys.clear()),
            "public.t: primary or unique keys have changed"
        );
    }

    #[test]
    fn a_partition_is_covered_by_its_parent() {
        let mut catalog = catalog(|_| ());
        let before = SchemaSnapshot::of(&catalog, None);
        let parent = TableName::in_schema("public", "t");
        let mut child = catalog.tables[&parent].clone();
        child.parents.push(parent);
        let name = TableName::in_schema("public", "t_2026_01");
        catalog.tables.insert(name.clone(), child);
        assert_eq!(SchemaSnapshot::of(&catalog, None), before);
        let child = catalog.tables.get_mut(&name);
        child
            .unwrap()
            .columns
            .push(column("own", TypeClass::Text, "text"));
        let drift = before.drift(&SchemaSnapshot::of(&catalog, None));
        assert_eq!(
            drift[0].to_string(),
            "public.t_2026_01: new table with 3 columns"
        );
    }

    #[test]
    fn what_is_written_is_read() {
        let snapshot = SchemaSnapshot::of(&catalog(|_| ()), None);
        let bytes = snapshot.to_bytes().unwrap();
        assert_eq!(SchemaSnapshot::parse(&bytes), Ok(snapshot));
        assert!(SchemaSnapshot::parse(b"{}x").is_err());
    }

    #[test]
    fn the_only_database_goes_without_saying() {
        let named = |database: &str| {
            let mut catalog = Catalog::default();
            let name = TableName::bare("t").in_database(Some(database));
            catalog.tables.insert(name, Table::default());
            SchemaSnapshot::of(&catalog, Some(database))
        };
        assert_eq!(named("shop"), named("shop_2"));
    }
}
