//! PRIMARY KEY, UNIQUE, FOREIGN KEY, CHECK and NOT NULL of tables.

use bauta_model::{Column, ColumnName, Dialect, ForeignKey, Table, TableName, UniqueKey};

use super::check;
use super::cursor::Cursor;

/// Whether an element of CREATE TABLE or an ADD of ALTER TABLE is a constraint or an index.
pub(super) fn stands_at(cursor: &Cursor<'_>) -> bool {
    let mysql = cursor.state.dialect() == Dialect::Mysql;
    cursor.is_any(&["CONSTRAINT", "PRIMARY", "UNIQUE", "FOREIGN", "CHECK"])
        || (cursor.is("EXCLUDE") && (cursor.is_at(1, "USING") || cursor.is_symbol_at(1, b'(')))
        || (cursor.is("NOT") && cursor.is_at(1, "NULL"))
        || (mysql && cursor.is_any(&["KEY", "INDEX", "FULLTEXT", "SPATIAL"]))
        || (mysql && cursor.is("PERIOD") && cursor.is_at(1, "FOR"))
}

/// Adds the constraint at `cursor` to `table`; `None` if it is not understood.
pub(super) fn read(mut cursor: Cursor<'_>, owner: &TableName, table: &mut Table) -> Option<()> {
    if cursor.eat("CONSTRAINT") && !unnamed(&cursor) {
        cursor.name()?;
    }
    if cursor.eat("PRIMARY KEY") {
        return add_key(&mut cursor, table, Primary::Yes);
    }
    if cursor.eat("UNIQUE") {
        return add_key(&mut cursor, table, Primary::No);
    }
    if cursor.eat("FOREIGN KEY") {
        while !cursor.is_symbol(b'(') {
            cursor.advance()?;
        }
        let columns = names(cursor.group()?);
        return add_foreign_key(&mut cursor, owner, table, columns);
    }
    if cursor.eat("CHECK") {
        let checks = check::read(&cursor.group()?, &table.columns);
        check::apply(checks, table);
        return Some(());
    }
    if cursor.eat("NOT NULL") {
        let name = cursor.name()?;
        return set_not_null(table, &name);
    }
    cursor
        .is_any(&["EXCLUDE", "KEY", "INDEX", "FULLTEXT", "SPATIAL", "PERIOD"])
        .then_some(())
}

/// Whether a key is the primary one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Primary {
    Yes,
    No,
}

/// Whether CONSTRAINT is followed by the constraint itself instead of its name.
fn unnamed(cursor: &Cursor<'_>) -> bool {
    let mut next = *cursor;
    next.eat("PRIMARY KEY")
        || next.eat("FOREIGN KEY")
        || next.eat("UNIQUE")
        || (next.eat("CHECK") && next.is_symbol(b'('))
}

fn add_key(cursor: &mut Cursor<'_>, table: &mut Table, primary: Primary) -> Option<()> {
    // The columns of an existing index are known from its own statement.
    if cursor.is("USING") && cursor.is_at(1, "INDEX") && !cursor.is_symbol_at(2, b'(') {
        return Some(());
    }
    while !cursor.is_symbol(b'(') {
        cursor.advance()?;
    }
    add_index(&cursor.group()?, table, primary)
}

/// Adds a unique key over the parts in `parts`.
///
/// A part that is an expression stands for the columns it names, compared without case: whoever
/// masks them must keep even such values apart.
pub(super) fn add_index(parts: &Cursor<'_>, table: &mut Table, primary: Primary) -> Option<()> {
    let mut columns: Vec<ColumnName> = Vec::new();
    for mut part in parts.split_commas() {
        let whole = part;
        let name = part.name();
        let plain = part.at_end()
            || !(part.is_symbol(b'(') && part.peek_at(1).is_some_and(|_| !prefix_length(&part)));
        match name.filter(|_| plain) {
            Some(name) if known(table, &name) => {
                if part.eat("COLLATE") {
                    let ignores = part.qualified().and_then(|mut parts| parts.pop());
                    if ignores
                        .is_some_and(|last| super::column_type::collation_ignores_case(&last.name))
                    {
                        ignore_case(table, &name);
                    }
                }
                push(&mut columns, name);
            }
            _ => {
                for name in check::columns_named(&whole, &table.columns) {
                    ignore_case(table, name.as_str());
                    push(&mut columns, name.0);
                }
            }
        }
    }
    if columns.is_empty() {
        return None;
    }
    if primary == Primary::Yes {
        for column in &columns {
            set_not_null(table, column.as_str())?;
        }
    }
    table.keys.push(UniqueKey {
        columns,
        primary: primary == Primary::Yes,
    });
    Some(())
}

/// Whether the group at `part` is the length of a prefix: `name(10)`.
fn prefix_length(part: &Cursor<'_>) -> bool {
    let mut part = *part;
    part.eat_symbol(b'(') && part.number::<u32>().is_some() && part.eat_symbol(b')')
}

fn push(columns: &mut Vec<ColumnName>, name: String) {
    let name = ColumnName(name);
    if !columns.contains(&name) {
        columns.push(name);
    }
}

/// `MySQL` and `SQLite` compare column names without case; `PostgreSQL` has folded them before.
pub(super) fn position(table: &Table, name: &str) -> Option<usize> {
    let exact = table
        .columns
        .iter()
        .position(|column| column.name.as_str() == name);
    exact.or_else(|| {
        table
            .columns
            .iter()
            .position(|column| column.name.as_str().eq_ignore_ascii_case(name))
    })
}

fn known(table: &Table, name: &str) -> bool {
    position(table, name).is_some()
}

fn column_mut<'t>(table: &'t mut Table, name: &str) -> Option<&'t mut Column> {
    let index = position(table, name)?;
    table.columns.get_mut(index)
}

fn ignore_case(table: &mut Table, name: &str) {
    if let Some(column) = column_mut(table, name) {
        column.ty.ignores_case = true;
    }
}

fn set_not_null(table: &mut Table, name: &str) -> Option<()> {
    column_mut(table, name)?.nullable = false;
    Some(())
}

/// Adds the foreign key whose REFERENCES stands at `cursor`.
pub(super) fn add_foreign_key(
    cursor: &mut Cursor<'_>,
    owner: &TableName,
    table: &mut Table,
    columns: Vec<ColumnName>,
) -> Option<()> {
    if !cursor.eat("REFERENCES") {
        return None;
    }
    let parts = cursor.qualified()?;
    let bare = parts.len() == 1;
    let mut target = cursor
        .state
        .resolve(parts.into_iter().map(|part| part.name).collect())?;
    if bare && cursor.state.dialect() == Dialect::Mysql {
        target.database.clone_from(&owner.database);
    }
    let referenced = cursor.group().map(names).unwrap_or_default();
    table.foreign_keys.push(ForeignKey {
        columns,
        table: target,
        referenced,
    });
    Some(())
}

/// The plain names of a list; `PERIOD valid_at` gives the name of the period.
fn names(list: Cursor<'_>) -> Vec<ColumnName> {
    let name = |mut part: Cursor<'_>| {
        if part.is("PERIOD") && part.peek_at(1).is_some() {
            part.advance();
        }
        part.column()
    };
    list.split_commas().into_iter().filter_map(name).collect()
}
