//! Tables and their columns, with what each holds.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use bauta_detect::{ColumnFacts, Verdict, follow, judge};
use bauta_model::{Column, Table, TableName};

use super::inspection::{InspectedColumn, InspectedTable};
use super::inspector::{InspectedCells, InspectedRows, undefined};
use crate::read::Read;

/// Foreign keys that are followed one after the other.
const LONGEST_CHAIN: usize = 8;

/// Tables by name, with what was judged of their columns.
pub(super) fn tables(rows_of: &BTreeMap<usize, InspectedRows>, read: &Read) -> Vec<InspectedTable> {
    let mut known: BTreeMap<&TableName, Known<'_>> = BTreeMap::new();
    for (name, schema) in &read.knowledge.catalog.tables {
        let rows = None;
        known.insert(name, Known { schema, rows });
    }
    for (index, table) in read.tables.iter().enumerate() {
        let rows = rows_of.get(&index);
        let schema = rows.map_or(&table.schema, |rows| &rows.table.schema);
        let entry = known.entry(&table.name).or_insert(Known { schema, rows });
        entry.rows = rows;
    }
    let verdicts = verdicts(&known);
    let table = |(name, known): (&&TableName, &Known<'_>)| InspectedTable {
        name: name.to_string(),
        rows: known.rows.map_or(0, |rows| rows.rows),
        columns: known
            .columns()
            .into_iter()
            .map(|(column, cells)| {
                let of = (*name, column.name.as_str());
                let class = verdicts.get(&(of.0, of.1.to_owned())).cloned().flatten();
                inspected_column((name, known.schema), &column, cells, class)
            })
            .collect(),
    };
    known.iter().map(table).collect()
}

/// A table: its definition, or what heads of rows name, and its rows.
struct Known<'a> {
    schema: &'a Table,
    rows: Option<&'a InspectedRows>,
}

impl<'a> Known<'a> {
    /// Columns as they are defined, then those that only rows have.
    ///
    /// Columns keep the places they had when rows were read; definitions may have come since.
    fn columns(&self) -> Vec<(Cow<'a, Column>, Option<&'a InspectedCells>)> {
        let named = self.rows.map_or(&[][..], |rows| &rows.table.schema.columns);
        let mut placed = BTreeSet::new();
        let mut columns = Vec::new();
        for column in &self.schema.columns {
            let place = named.iter().position(|known| known.name == column.name);
            placed.extend(place);
            let cells = place.and_then(|place| self.rows?.columns.get(place));
            columns.push((Cow::Borrowed(column), cells));
        }
        let cells = self
            .rows
            .iter()
            .flat_map(|rows| rows.columns.iter().enumerate());
        for (place, cells) in cells.filter(|(place, _)| !placed.contains(place)) {
            let column = named
                .get(place)
                .map_or_else(|| Cow::Owned(undefined(place)), Cow::Borrowed);
            columns.push((column, Some(cells)));
        }
        columns
    }
}

/// What each column holds; foreign keys hold what they point to.
fn verdicts<'a>(
    known: &BTreeMap<&'a TableName, Known<'_>>,
) -> BTreeMap<(&'a TableName, String), Option<Verdict>> {
    let mut own = BTreeMap::new();
    for (name, table) in known {
        for (column, cells) in table.columns() {
            let facts = ColumnFacts {
                table: name,
                schema: table.schema,
                column: &column,
            };
            let verdict = cells.and_then(|cells| judge(&facts, &cells.tally));
            own.insert((*name, column.name.0.clone()), verdict);
        }
    }
    let mut followed = own.clone();
    for ((name, column), verdict) in &mut followed {
        let root = root_of(known, name, column);
        let referenced = root.and_then(|root| own.get(&root)?.as_ref());
        *verdict = follow(verdict.take(), referenced);
    }
    followed
}

/// Where the chain of foreign keys that begins at a column ends.
fn root_of<'a>(
    known: &BTreeMap<&'a TableName, Known<'_>>,
    table: &TableName,
    column: &str,
) -> Option<(&'a TableName, String)> {
    let mut root: Option<(&TableName, String)> = None;
    for _ in 0..LONGEST_CHAIN {
        let (table, column) = match &root {
            Some((table, column)) => (*table, column.as_str()),
            None => (table, column),
        };
        let Some(next) = known
            .get(table)
            .and_then(|table| pointed_to(known, table.schema, column))
        else {
            break;
        };
        root = Some(next);
    }
    root
}

/// Table and column that a foreign key of this column alone points to.
fn pointed_to<'a>(
    known: &BTreeMap<&'a TableName, Known<'_>>,
    schema: &Table,
    column: &str,
) -> Option<(&'a TableName, String)> {
    let mut keys = schema.foreign_keys.iter();
    let key = keys.find(|key| matches!(&key.columns[..], [only] if only.as_str() == column))?;
    let (name, table) = known.get_key_value(&key.table)?;
    let referenced = key.referenced.first().or_else(|| {
        let primary = table.schema.keys.iter().find(|key| key.primary)?;
        primary.columns.first()
    })?;
    Some((*name, referenced.0.clone()))
}

fn inspected_column(
    (table, schema): (&TableName, &Table),
    column: &Column,
    cells: Option<&InspectedCells>,
    class: Option<Verdict>,
) -> InspectedColumn {
    let keys = || schema.keys.iter();
    InspectedColumn {
        name: column.name.0.clone(),
        written_type: column.ty.written.clone(),
        nullable: column.nullable,
        unique: keys().any(|key| key.columns == [column.name.clone()]),
        primary: keys().any(|key| key.primary && key.columns.contains(&column.name)),
        references: reference(schema, column),
        nulls: cells.map_or(0, |cells| cells.nulls),
        lengths: cells.and_then(|cells| cells.tally.lengths()),
        class,
        leaf_classes: cells.map_or_else(Vec::new, |cells| cells.leaves.verdicts(table, column)),
        leaves: cells.map_or_else(Vec::new, |cells| {
            cells.outline.iter().map(str::to_owned).collect()
        }),
    }
}

/// Table and column that a column points to, by its shortest foreign key.
fn reference(table: &Table, column: &Column) -> Option<String> {
    let with = table
        .foreign_keys
        .iter()
        .filter(|key| key.columns.contains(&column.name));
    let key = with.min_by_key(|key| key.columns.len())?;
    let place = key.columns.iter().position(|name| *name == column.name)?;
    Some(match key.referenced.get(place) {
        Some(referenced) => format!("{}.{referenced}", key.table),
        None => key.table.to_string(),
    })
}
