//! Tables as their rows show them.

use std::collections::HashMap;
use std::sync::Arc;

use bauta_dump::ddl::SessionState;
use bauta_model::{Catalog, Column, ColumnName, ColumnType, Dialect, Generated, Table, TableName};
use encoding_rs::Encoding;

use crate::plan::RowForm;

/// A table, as much of it as was known when its rows were read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ReadTable {
    pub(crate) name: TableName,
    /// Its definition. Columns that rows name without any definition stand behind the others; a
    /// column keeps its place once it has one.
    pub(crate) schema: Table,
}

/// How the rows of one statement are written, and which column each field belongs to.
#[derive(Debug)]
pub(crate) struct Shape {
    /// Index of the table, the same for all statements about it.
    pub(crate) index: usize,
    pub(crate) table: Arc<ReadTable>,
    /// Column of the table for each field; empty where no column is known.
    pub(crate) columns: Vec<usize>,
    pub(crate) form: RowForm,
    /// What stands for NULL, where that is not the usual.
    pub(crate) null: Option<Vec<u8>>,
    /// The dump's encoding, where it is not UTF-8.
    pub(crate) encoding: Option<&'static Encoding>,
}

/// The tables that rows have been read of.
#[derive(Debug, Default)]
pub(super) struct Tables {
    indices: HashMap<TableName, usize>,
    pub(super) list: Vec<Arc<ReadTable>>,
}

impl Tables {
    /// Index and definition of a table whose rows come next, and the column of each field.
    pub(super) fn bind(
        &mut self,
        name: &TableName,
        named: Option<&[ColumnName]>,
        catalog: &Catalog,
        session: &SessionState,
    ) -> (usize, Arc<ReadTable>, Vec<usize>) {
        let index = *self.indices.entry(name.clone()).or_insert_with(|| {
            self.list.push(Arc::new(ReadTable {
                name: name.clone(),
                schema: Table::default(),
            }));
            self.list.len() - 1
        });
        let known = &mut self.list[index];
        let mut columns = known.schema.columns.clone();
        let mut schema = catalog.tables.get(name).cloned().unwrap_or_default();
        merge(&mut columns, std::mem::take(&mut schema.columns));
        let order = match named {
            Some(named) => named.iter().map(|name| place(&mut columns, name)).collect(),
            None => in_order(&columns, catalog.tables.get(name), session.dialect()),
        };
        schema.columns = columns;
        if known.schema != schema {
            *known = Arc::new(ReadTable {
                name: name.clone(),
                schema,
            });
        }
        (index, Arc::clone(known), order)
    }
}

/// Takes in definitions; columns keep the places they have.
fn merge(columns: &mut Vec<Column>, defined: Vec<Column>) {
    for column in defined {
        match columns.iter_mut().find(|known| known.name == column.name) {
            Some(known) => *known = column,
            None => columns.push(column),
        }
    }
}

fn place(columns: &mut Vec<Column>, name: &ColumnName) -> usize {
    let exact = columns.iter().position(|column| column.name == *name);
    let found = exact.or_else(|| {
        columns
            .iter()
            .position(|column| column.name.0.eq_ignore_ascii_case(&name.0))
    });
    found.unwrap_or_else(|| {
        columns.push(Column {
            name: name.clone(),
            ty: ColumnType::default(),
            nullable: true,
            generated: Generated::No,
            identity: false,
            default: None,
        });
        columns.len() - 1
    })
}

/// The columns of rows that name none.
fn in_order(columns: &[Column], defined: Option<&Table>, dialect: Dialect) -> Vec<usize> {
    let defined = defined.map_or(&[][..], |table| &table.columns);
    defined
        .iter()
        // `sqlite3 .dump` leaves computed columns out.
        .filter(|column| dialect != Dialect::Sqlite || column.generated == Generated::No)
        .filter_map(|column| columns.iter().position(|known| known.name == column.name))
        .collect()
}

#[cfg(test)]
mod tests {
    use bauta_dump::ddl;

    use super::*;

    fn catalog(statements: &[&str]) -> Catalog {
        let mut catalog = Catalog::default();
        let state = SessionState::from(Dialect::Postgres);
        for statement in statements {
            ddl::learn(&mut catalog, statement.as_bytes(), &state);
        }
        catalog
    }

    #[test]
    fn a_column_keeps_its_place_when_definitions_come_later() {
        let state = SessionState::from(Dialect::Postgres);
        let name = TableName::in_schema("public", "t");
        let mut tables = Tables::default();
        let named = |names: &[&str]| names.iter().map(|name| ColumnName::from(*name)).collect();
        let early: Vec<ColumnName> = named(&["b", "x"]);
        let (index, _, order) = tables.bind(&name, Some(&early), &Catalog::default(), &state);
        assert_eq!((index, order), (0, vec![0, 1]));
        let catalog = catalog(&["CREATE TABLE public.t (a int, b text);"]);
        let (index, table, order) = tables.bind(&name, None, &catalog, &state);
        assert_eq!((index, order), (0, vec![2, 0]));
        assert_eq!(table.schema.columns[0].ty.written, "text");
        let (.., order) = tables.bind(&name, Some(&named(&["X", "a"])), &catalog, &state);
        assert_eq!(order, [1, 2]);
    }

    #[test]
    fn rows_of_an_unknown_table_have_no_columns() {
        let state = SessionState::from(Dialect::Postgres);
        let mut tables = Tables::default();
        let (.., order) = tables.bind(&TableName::bare("t"), None, &Catalog::default(), &state);
        assert!(order.is_empty());
    }
}
