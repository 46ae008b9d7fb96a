//! One column of CREATE TABLE or ADD COLUMN.

use bauta_model::{
    Catalog, Column, ColumnName, Dialect, Generated, Sequence, Table, TableName, TypeClass,
};

use super::column_type;
use super::constraint::{self, Primary};
use super::cursor::Cursor;
use super::places;

/// A column and what its table has yet to do with it.
#[derive(Debug)]
pub(super) struct Declared<'a> {
    pub(super) column: Column,
    /// Whether its own COLLATE or CHARACTER SET says that comparison ignores case.
    pub(super) ignores_case: Option<bool>,
    /// The sequence that numbers it, as far as the declaration names one.
    pub(super) sequence: Option<TableName>,
    key: Option<Primary>,
    references: Vec<Cursor<'a>>,
    pub(super) checks: Vec<Cursor<'a>>,
}

/// Reads the definition at `cursor`; `None` where there is no name.
pub(super) fn read<'a>(cursor: &mut Cursor<'a>, catalog: &Catalog) -> Option<Declared<'a>> {
    let name = cursor.column()?;
    cursor.eat("WITH OPTIONS");
    let typed = !cursor.at_end() && !starts_constraint(cursor);
    let ty = if typed {
        column_type::read(cursor, catalog)
    } else {
        bauta_model::ColumnType::default()
    };
    let serial = is_serial(&ty.written);
    let mut declared = Declared {
        ignores_case: None,
        sequence: None,
        key: None,
        references: Vec::new(),
        checks: Vec::new(),
        column: Column {
            name,
            ty,
            nullable: !serial,
            generated: Generated::No,
            identity: serial,
            default: None,
        },
    };
    options(cursor, &mut declared)?;
    Some(declared)
}

impl Declared<'_> {
    /// Adds the column's own keys to `table`, which must hold the column by now.
    pub(super) fn add_keys(&self, owner: &TableName, table: &mut Table) -> Option<()> {
        let name = &self.column.name;
        if let Some(primary) = self.key {
            table.keys.push(bauta_model::UniqueKey {
                columns: vec![name.clone()],
                primary: primary == Primary::Yes,
            });
        }
        for reference in &self.references {
            constraint::add_foreign_key(&mut reference.clone(), owner, table, vec![name.clone()])?;
        }
        Some(())
    }

    /// Notes which sequence the column owns.
    pub(super) fn add_sequence(&self, owner: &TableName, catalog: &mut Catalog) {
        let implicit = is_serial(&self.column.ty.written);
        let sequence = self.sequence.clone().or_else(|| {
            let table = format!("{}_{}_seq", owner.table, self.column.name);
            implicit.then(|| TableName {
                table,
                ..owner.clone()
            })
        });
        if let Some(sequence) = sequence {
            own_sequence(catalog, sequence, owner, &self.column.name);
        }
    }
}

/// Whether the type is short for an integer and a sequence.
fn is_serial(written: &str) -> bool {
    let names = [
        "serial",
        "bigserial",
        "smallserial",
        "serial2",
        "serial4",
        "serial8",
    ];
    names.iter().any(|name| written.eq_ignore_ascii_case(name))
}

/// Notes that `sequence` numbers a column, unless another owner is known.
pub(super) fn own_sequence(
    catalog: &mut Catalog,
    sequence: TableName,
    table: &TableName,
    column: &ColumnName,
) {
    let entry: &mut Sequence = catalog.sequences.entry(sequence).or_default();
    entry
        .owner
        .get_or_insert_with(|| (table.clone(), column.clone()));
}

fn starts_constraint(cursor: &Cursor<'_>) -> bool {
    cursor.is_any(STARTS)
        || (cursor.is("AS") && cursor.is_symbol_at(1, b'('))
        || (cursor.is("GENERATED") && cursor.is_at(1, "ALWAYS"))
}

fn options<'a>(cursor: &mut Cursor<'a>, declared: &mut Declared<'a>) -> Option<()> {
    while !cursor.at_end() {
        if cursor.eat("CONSTRAINT") {
            cursor.name()?;
        } else if cursor.eat("NOT NULL") {
            declared.column.nullable = false;
        } else if cursor.eat("DEFAULT") {
            let value = expression(cursor);
            set_default(declared, &value);
        } else if cursor.eat("CHECK") {
            declared.checks.push(cursor.group()?);
        } else if cursor.is("REFERENCES") {
            declared.references.push(*cursor);
            cursor.advance();
            cursor.qualified()?;
            cursor.group();
        } else if cursor.eat("ON UPDATE") {
            expression(cursor);
        } else if !(key(cursor, declared)
            || collation(cursor, declared)
            || generated(cursor, declared))
        {
            cursor.skip_balanced();
        }
    }
    Some(())
}

fn key(cursor: &mut Cursor<'_>, declared: &mut Declared<'_>) -> bool {
    let mysql = cursor.state.dialect() == Dialect::Mysql;
    if cursor.eat("PRIMARY KEY") || (mysql && cursor.eat("KEY")) {
        declared.key = Some(Primary::Yes);
        declared.column.nullable = false;
        // INTEGER PRIMARY KEY is the row id, which numbers itself.
        let row_id = declared.column.ty.written.eq_ignore_ascii_case("integer");
        declared.column.identity |= row_id && cursor.state.dialect() == Dialect::Sqlite;
        return true;
    }
    if cursor.eat("UNIQUE") {
        let _ = mysql && cursor.eat("KEY");
        declared.key.get_or_insert(Primary::No);
        return true;
    }
    if cursor.eat_any(&["AUTO_INCREMENT", "AUTOINCREMENT"]) {
        declared.column.identity = true;
        return true;
    }
    false
}

fn collation(cursor: &mut Cursor<'_>, declared: &mut Declared<'_>) -> bool {
    if cursor.eat("COLLATE") {
        let name = cursor
            .qualified()
            .and_then(|mut parts| parts.pop())
            .map(|part| part.name);
        declared.ignores_case = name.map(|name| column_type::collation_ignores_case(&name));
        return true;
    }
    if cursor.state.dialect() != Dialect::Mysql {
        return false;
    }
    if cursor.eat_any(&["CHARACTER SET", "CHARSET"]) {
        let binary = cursor.is("binary");
        cursor.advance();
        declared.ignores_case.get_or_insert(!binary);
        return true;
    }
    if cursor.eat("BINARY") {
        declared.ignores_case = Some(false);
        return true;
    }
    false
}

fn generated(cursor: &mut Cursor<'_>, declared: &mut Declared<'_>) -> bool {
    let column = &mut declared.column;
    if !(cursor.eat("GENERATED ALWAYS AS")
        || cursor.eat("GENERATED BY DEFAULT AS")
        || cursor.eat("AS"))
    {
        return false;
    }
    if cursor.eat("IDENTITY") {
        column.identity = true;
        column.nullable = false;
        declared.sequence = cursor.group().and_then(|options| sequence_name(&options));
    } else if cursor.group().is_some() {
        let stored = cursor.eat_any(&["STORED", "PERSISTENT"]);
        column.generated = if stored {
            Generated::Stored
        } else {
            Generated::Virtual
        };
    }
    true
}

/// The SEQUENCE NAME among the options of an identity column.
pub(super) fn sequence_name(options: &Cursor<'_>) -> Option<TableName> {
    let mut options = *options;
    options.seek("SEQUENCE NAME").then(|| options.table())?
}

/// Takes a DEFAULT over and sees whether it draws from a sequence.
fn set_default(declared: &mut Declared<'_>, value: &Cursor<'_>) {
    declared.column.default = Some(value.text());
    if let Some(sequence) = nextval(value) {
        declared.column.identity = true;
        declared.sequence = Some(sequence);
    }
}

/// The sequence of `nextval('…'::regclass)`.
pub(super) fn nextval(value: &Cursor<'_>) -> Option<TableName> {
    let mut value = *value;
    let parts = value.qualified()?;
    let last = parts.last()?;
    if !last.name.eq_ignore_ascii_case("nextval") {
        return None;
    }
    places::sequence_argument(&value.group()?)
}

/// The expression after DEFAULT or ON UPDATE; ends where the next part of the column begins.
pub(super) fn expression<'a>(cursor: &mut Cursor<'a>) -> Cursor<'a> {
    let start = *cursor;
    while cursor.is_symbol(b'-') || cursor.is_symbol(b'+') {
        cursor.advance();
    }
    cursor.skip_balanced();
    while !cursor.at_end() && !starts_constraint(cursor) && !cursor.is_any(ENDS_DEFAULT) {
        cursor.skip_balanced();
    }
    start.until(cursor)
}

/// `MariaDB` writes JSON columns as text with a check.
pub(super) fn json_by_check(column: &mut Column, checks: &[Cursor<'_>]) {
    for check in checks {
        let mut check = *check;
        if check.eat("json_valid") && column.ty.class == TypeClass::Text {
            column.ty.class = TypeClass::Json;
            column.ty.max_chars = None;
        }
    }
}

/// Words that begin a constraint of a column in every dialect.
const STARTS: &[&str] = &[
    "CONSTRAINT",
    "PRIMARY",
    "NOT",
    "NULL",
    "UNIQUE",
    "CHECK",
    "DEFAULT",
    "COLLATE",
    "REFERENCES",
    "GENERATED",
];

/// Further words that end an expression.
const ENDS_DEFAULT: &[&str] = &[
    "ON",
    "COMMENT",
    "AUTO_INCREMENT",
    "INVISIBLE",
    "VISIBLE",
    "KEY",
    "COLUMN_FORMAT",
    "STORAGE",
    "VIRTUAL",
    "STORED",
    "DEFERRABLE",
    "AFTER",
    "FIRST",
    "OPTIONS",
];
