//! CREATE TABLE in all its forms.

use bauta_model::{Catalog, Column, Dialect, Table, TableName, TypeClass};

use super::check;
use super::column::{self, Declared};
use super::column_type;
use super::constraint;
use super::cursor::Cursor;
use super::learn::Learned;

/// Moves past `CREATE … TABLE [IF NOT EXISTS]`; false if the statement is another one.
pub(super) fn head(cursor: &mut Cursor<'_>) -> bool {
    if !cursor.eat("CREATE") {
        return false;
    }
    cursor.eat("OR REPLACE");
    while cursor.eat_any(&[
        "GLOBAL",
        "LOCAL",
        "TEMPORARY",
        "TEMP",
        "UNLOGGED",
        "FOREIGN",
    ]) {}
    if !cursor.eat("TABLE") {
        return false;
    }
    cursor.eat("IF NOT EXISTS");
    true
}

/// Whether the table whose name is next is filled from a query in the same statement.
pub(super) fn from_query(after_head: &Cursor<'_>) -> bool {
    let mut cursor = *after_head;
    cursor.qualified();
    let mysql = cursor.state.dialect() == Dialect::Mysql;
    while !cursor.at_end() {
        if cursor.is_any(&["AS", "SELECT", "EXECUTE"])
            || (mysql && cursor.is_any(&["VALUES", "TABLE"]))
        {
            return true;
        }
        let mut inner = cursor;
        while inner.eat_symbol(b'(') {
            if inner.is("SELECT") || (inner.is("WITH") && inner.is_at(2, "AS")) {
                return true;
            }
        }
        cursor.skip_balanced();
    }
    false
}

/// Reads the statement after its head and puts the table into `catalog`.
pub(super) fn read(mut cursor: Cursor<'_>, catalog: &mut Catalog) -> Learned {
    if from_query(&cursor) {
        return Learned::NotUnderstood {
            reason: "the table is filled from a query",
        };
    }
    let Some(name) = cursor.table() else {
        return Learned::NotUnderstood {
            reason: "the table's name",
        };
    };
    let mut draft = Draft {
        table: Table::default(),
        declared: Vec::new(),
        checks: Vec::new(),
        collations: Vec::new(),
    };
    match draft.build(&mut cursor, &name, catalog) {
        Ok(()) => {
            for declared in &draft.declared {
                declared.add_sequence(&name, catalog);
            }
            catalog.tables.insert(name.clone(), draft.table);
            Learned::Table(name)
        }
        Err(reason) => Learned::NotUnderstood { reason },
    }
}

/// A table while its statement is read.
struct Draft<'a> {
    table: Table,
    declared: Vec<Declared<'a>>,
    checks: Vec<Cursor<'a>>,
    /// For each column whether its own collation ignores case.
    collations: Vec<Option<bool>>,
}

impl<'a> Draft<'a> {
    fn build(
        &mut self,
        cursor: &mut Cursor<'a>,
        name: &TableName,
        catalog: &Catalog,
    ) -> Result<(), &'static str> {
        if cursor.eat("PARTITION OF") {
            self.inherit(cursor, catalog)?;
        } else if cursor.eat("LIKE") {
            let model = cursor.table().ok_or("the table after LIKE")?;
            return self.copy(&model, catalog);
        } else if cursor.eat("OF") {
            return Err("a table of a composite type");
        }
        let elements = cursor.group();
        if elements.is_none() && self.table.parents.is_empty() {
            return Err("a table without columns");
        }
        self.parents(*cursor, catalog)?;
        let elements = elements
            .map(|group| group.split_commas())
            .unwrap_or_default();
        let (constraints, columns): (Vec<_>, Vec<_>) =
            elements.into_iter().partition(constraint::stands_at);
        if columns.len() > MOST_COLUMNS {
            return Err("more columns than any server allows");
        }
        for element in columns {
            self.column(element, catalog)?;
        }
        self.table_options(*cursor);
        for declared in &self.declared {
            declared
                .add_keys(name, &mut self.table)
                .ok_or("a foreign key")?;
        }
        for element in constraints {
            constraint::read(element, name, &mut self.table).ok_or("a constraint")?;
        }
        for expression in std::mem::take(&mut self.checks) {
            let checks = check::read(&expression, &self.table.columns);
            check::apply(checks, &mut self.table);
        }
        self.partition_key(*cursor);
        Ok(())
    }

    fn column(&mut self, mut element: Cursor<'a>, catalog: &Catalog) -> Result<(), &'static str> {
        if element.is("LIKE") && element.peek_at(1).is_some() {
            element.advance();
            let model = element.table().ok_or("the table after LIKE")?;
            return self.copy(&model, catalog);
        }
        let whole = element;
        let mut declared = column::read(&mut element, catalog).ok_or("a column")?;
        if whole.is_at(1, "WITH") && whole.is_at(2, "OPTIONS") {
            declared.column.ty = bauta_model::ColumnType::default();
        }
        column::json_by_check(&mut declared.column, &declared.checks);
        self.checks.append(&mut declared.checks);
        check::apply(check::of_domain(&declared.column), &mut self.table);
        self.merge(declared.column.clone(), declared.ignores_case);
        self.declared.push(declared);
        Ok(())
    }

    /// Adds a column, or refines the inherited one of that name.
    fn merge(&mut self, mut column: Column, collation: Option<bool>) {
        let inherited = if self.table.parents.is_empty() {
            None
        } else {
            constraint::position(&self.table, column.name.as_str())
        };
        if let Some(known) = inherited.and_then(|index| self.table.columns.get_mut(index)) {
            if column.ty.written.is_empty() {
                column.ty = known.ty.clone();
            }
            column.nullable &= known.nullable;
            column.default = column.default.or_else(|| known.default.clone());
            *known = column;
            return;
        }
        self.table.columns.push(column);
        self.collations.push(collation);
    }

    fn copy(&mut self, model: &TableName, catalog: &Catalog) -> Result<(), &'static str> {
        let model = catalog
            .tables
            .get(model)
            .ok_or("the table after LIKE is not known")?;
        for column in &model.columns {
            self.merge(column.clone(), Some(column.ty.ignores_case));
        }
        self.table.keys.extend(model.keys.iter().cloned());
        self.table.checks.extend(model.checks.iter().cloned());
        Ok(())
    }

    fn inherit(&mut self, cursor: &mut Cursor<'_>, catalog: &Catalog) -> Result<(), &'static str> {
        let parent = cursor.table().ok_or("the parent's name")?;
        let known = catalog
            .tables
            .get(&parent)
            .ok_or("the parent is not known")?;
        for column in &known.columns {
            self.merge(column.clone(), Some(column.ty.ignores_case));
        }
        self.table.checks.extend(known.checks.iter().cloned());
        self.table.parents.push(parent);
        Ok(())
    }

    fn parents(&mut self, mut tail: Cursor<'_>, catalog: &Catalog) -> Result<(), &'static str> {
        if tail.state.dialect() != Dialect::Postgres || !tail.seek("INHERITS") {
            return Ok(());
        }
        let parents = tail.group().ok_or("the parents")?;
        parents
            .split_commas()
            .iter_mut()
            .try_for_each(|parent| self.inherit(parent, catalog))
    }

    /// Lets the table's default collation decide where a column says nothing.
    fn table_options(&mut self, mut tail: Cursor<'_>) {
        let mysql = tail.state.dialect() == Dialect::Mysql;
        // Every character set of MySQL but `binary` compares without case unless told otherwise.
        let mut default = mysql;
        let mut collated = false;
        while mysql && !tail.at_end() {
            let collation = tail.eat("COLLATE");
            if collation || tail.eat_any(&["CHARSET", "CHARACTER SET"]) {
                tail.eat_symbol(b'=');
                let name = tail.name().unwrap_or_default();
                if collation {
                    default = column_type::collation_ignores_case(&name);
                    collated = true;
                } else if !collated {
                    default = !name.eq_ignore_ascii_case("binary");
                }
            } else {
                tail.skip_balanced();
            }
        }
        for (column, collation) in self.table.columns.iter_mut().zip(&self.collations) {
            let decided = collation.unwrap_or(default && column.ty.class == TypeClass::Text);
            column.ty.ignores_case = decided || (collation.is_none() && column.ty.ignores_case);
        }
    }

    fn partition_key(&mut self, mut tail: Cursor<'_>) {
        if !tail.seek("PARTITION BY") {
            return;
        }
        while !tail.at_end() && !tail.is_symbol(b'(') {
            tail.advance();
        }
        if let Some(key) = tail.group() {
            self.table.partition_key = check::columns_named(&key, &self.table.columns);
        }
    }
}

/// `SQLite` allows 32,767; the others fewer.
const MOST_COLUMNS: usize = 32_767;
