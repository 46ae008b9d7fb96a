//! Types, domains, sequences and virtual tables; DROP and RENAME.

use bauta_model::{
    Catalog, Check, Column, ColumnName, ColumnType, Generated, Table, TableName, TypeClass,
};

use super::check;
use super::column_type;
use super::cursor::Cursor;
use super::learn::Learned;

/// The lower-cased names under which a type is found again: whole and bare.
fn type_names(cursor: &mut Cursor<'_>) -> Option<[String; 2]> {
    let parts: Vec<String> = cursor
        .qualified()?
        .into_iter()
        .map(|part| part.name.to_lowercase())
        .collect();
    Some([parts.join("."), parts.last()?.clone()])
}

/// `CREATE TYPE … AS ENUM (…)`, after CREATE TYPE.
pub(super) fn create_type(mut cursor: Cursor<'_>, catalog: &mut Catalog) -> Learned {
    let Some(names) = type_names(&mut cursor) else {
        return Learned::NotUnderstood {
            reason: "a type's name",
        };
    };
    if !cursor.eat("AS ENUM") {
        return Learned::Other;
    }
    let labels = cursor
        .group()
        .map(|group| group.split_commas())
        .unwrap_or_default();
    let labels: Vec<String> = labels
        .into_iter()
        .filter_map(|mut label| label.literal().map(|bytes| label.state.decode(&bytes)))
        .collect();
    for name in names {
        catalog.enums.insert(name, labels.clone());
    }
    Learned::Other
}

/// `ALTER TYPE … ADD VALUE …`, after ALTER TYPE.
pub(super) fn alter_type(mut cursor: Cursor<'_>, catalog: &mut Catalog) -> Learned {
    let Some(names) = type_names(&mut cursor) else {
        return Learned::NotUnderstood {
            reason: "a type's name",
        };
    };
    if cursor.eat("ADD VALUE") {
        cursor.eat("IF NOT EXISTS");
        let label = cursor.literal().map(|bytes| cursor.state.decode(&bytes));
        for name in names {
            catalog.enums.entry(name).or_default().extend(label.clone());
        }
    }
    Learned::Other
}

/// CREATE DOMAIN, after these words.
pub(super) fn create_domain(mut cursor: Cursor<'_>, catalog: &mut Catalog) -> Learned {
    let Some(names) = type_names(&mut cursor) else {
        return Learned::NotUnderstood {
            reason: "a domain's name",
        };
    };
    cursor.eat("AS");
    let mut ty = column_type::read(&mut cursor, catalog);
    if cursor.eat("COLLATE") {
        let collation = cursor.qualified().and_then(|mut parts| parts.pop());
        ty.ignores_case |=
            collation.is_some_and(|last| column_type::collation_ignores_case(&last.name));
    }
    // The values that the domain's CHECK allows become a check of every column of that type.
    let value = [text_column("value".into())];
    while cursor.seek("CHECK") {
        let checks = cursor
            .group()
            .map(|expression| check::read(&expression, &value));
        for check in checks.unwrap_or_default() {
            if let Check::OneOf { values, .. } = check {
                ty.labels = values;
            }
        }
    }
    for name in names {
        catalog.domains.insert(name, ty.clone());
    }
    Learned::Other
}

/// CREATE and ALTER SEQUENCE, after these words.
pub(super) fn sequence(mut cursor: Cursor<'_>, catalog: &mut Catalog) -> Learned {
    let _ = cursor.eat("IF NOT EXISTS") || cursor.eat("IF EXISTS");
    let Some(name) = cursor.table() else {
        return Learned::NotUnderstood {
            reason: "a sequence's name",
        };
    };
    let entry = catalog.sequences.entry(name).or_default();
    if cursor.seek("OWNED BY") && !cursor.is("NONE") {
        let Some(mut parts) = cursor.qualified().filter(|parts| parts.len() >= 2) else {
            return Learned::NotUnderstood {
                reason: "the owner of a sequence",
            };
        };
        let column = parts.pop().map(|part| ColumnName(part.name));
        let table = cursor
            .state
            .resolve(parts.into_iter().map(|part| part.name).collect());
        entry.owner = table.zip(column);
        if let Some((table, column)) = entry.owner.clone() {
            mark_identity(catalog, &table, &column);
        }
    }
    Learned::Other
}

fn mark_identity(catalog: &mut Catalog, table: &TableName, column: &ColumnName) {
    let columns = catalog
        .tables
        .get_mut(table)
        .map(|table| &mut table.columns);
    if let Some(column) =
        columns.and_then(|columns| columns.iter_mut().find(|known| known.name == *column))
    {
        column.identity = true;
    }
}

/// CREATE VIRTUAL TABLE, after these words.
pub(super) fn virtual_table(mut cursor: Cursor<'_>, catalog: &mut Catalog) -> Learned {
    cursor.eat("IF NOT EXISTS");
    let Some(name) = cursor.table() else {
        return Learned::NotUnderstood {
            reason: "the table's name",
        };
    };
    if !cursor.eat("USING") {
        return Learned::NotUnderstood {
            reason: "a virtual table",
        };
    }
    let module = cursor.name().unwrap_or_default().to_lowercase();
    let arguments = cursor
        .group()
        .map(|group| group.split_commas())
        .unwrap_or_default();
    let mut table = Table {
        shadow_of: Some(name.clone()),
        ..Table::default()
    };
    for mut argument in arguments {
        let option = argument
            .rest()
            .iter()
            .any(|token| token.kind == super::token::TokenKind::Symbol(b'='));
        // fts3 and fts4 also take `tokenize porter`.
        if option || (argument.is("tokenize") && argument.peek_at(1).is_some()) {
            continue;
        }
        if let Some(column) = argument.column() {
            table.columns.push(text_column(column));
        }
    }
    catalog.tables.insert(name.clone(), table);
    for suffix in suffixes(&module) {
        let shadow = TableName {
            table: format!("{}{suffix}", name.table),
            ..name.clone()
        };
        if let Some(shadow) = catalog.tables.get_mut(&shadow) {
            shadow.shadow_of = Some(name.clone());
        }
    }
    Learned::Table(name)
}

/// Marks `name` if it is one of the tables behind a virtual table.
pub(super) fn mark_shadow(name: &TableName, catalog: &mut Catalog) {
    let Some((base, suffix)) = name.table.rsplit_once('_') else {
        return;
    };
    let owner = TableName {
        table: base.to_owned(),
        ..name.clone()
    };
    let is_virtual = catalog
        .tables
        .get(&owner)
        .is_some_and(|table| table.shadow_of.as_ref() == Some(&owner));
    let known = SUFFIXES.iter().any(|known| known.get(1..) == Some(suffix));
    if let Some(table) = catalog.tables.get_mut(name).filter(|_| is_virtual && known) {
        table.shadow_of = Some(owner);
    }
}

/// `SQLite`'s own list of the last numbers given; the dump fills it without declaring it.
pub(super) fn sqlite_sequence(catalog: &mut Catalog) {
    let mut number = text_column("seq".into());
    number.ty = ColumnType::of(TypeClass::Integer, "INTEGER");
    let table = Table {
        columns: vec![text_column("name".into()), number],
        ..Table::default()
    };
    catalog
        .tables
        .entry(TableName::bare("sqlite_sequence"))
        .or_insert(table);
}

fn text_column(name: ColumnName) -> Column {
    Column {
        name,
        ty: ColumnType::of(TypeClass::Text, "TEXT"),
        nullable: true,
        generated: Generated::No,
        identity: false,
        default: None,
    }
}

/// DROP TABLE forgets, DROP SCHEMA and DROP DATABASE forget all within; after DROP.
pub(super) fn drop(mut cursor: Cursor<'_>, catalog: &mut Catalog) -> Learned {
    cursor.eat("TEMPORARY");
    cursor.eat("FOREIGN");
    let kind = cursor.keyword().unwrap_or_default();
    cursor.advance();
    cursor.eat("IF EXISTS");
    for mut name in cursor.split_commas() {
        let Some(name) = name.table() else {
            continue;
        };
        match kind.as_str() {
            "TABLE" => {
                catalog.tables.remove(&name);
            }
            "SEQUENCE" => {
                catalog.sequences.remove(&name);
            }
            "SCHEMA" if cursor.state.dialect() == bauta_model::Dialect::Postgres => {
                catalog
                    .tables
                    .retain(|table, _| table.schema.as_deref() != Some(name.table.as_str()));
            }
            "DATABASE" | "SCHEMA" => {
                catalog
                    .tables
                    .retain(|table, _| table.database.as_deref() != Some(name.table.as_str()));
            }
            _ => {}
        }
    }
    Learned::Other
}

/// `RENAME TABLE a TO b, …` of `MySQL`, after RENAME TABLE.
pub(super) fn rename(cursor: Cursor<'_>, catalog: &mut Catalog) -> Learned {
    for mut pair in cursor.split_commas() {
        let old = pair.table();
        let new = if pair.eat("TO") { pair.table() } else { None };
        let (Some(old), Some(new)) = (old, new) else {
            return Learned::NotUnderstood {
                reason: "the new name",
            };
        };
        if let Some(table) = catalog.tables.remove(&old) {
            catalog.tables.insert(new, table);
        }
    }
    Learned::Other
}

/// The tables that a full-text or R-tree module keeps behind a virtual table.
fn suffixes(module: &str) -> &'static [&'static str] {
    match module {
        "fts3" | "fts4" | "fts5" | "rtree" | "rtree_i32" | "geopoly" => SUFFIXES,
        _ => &[],
    }
}

/// Endings of their names.
const SUFFIXES: &[&str] = &[
    "_content",
    "_data",
    "_idx",
    "_docsize",
    "_config",
    "_segments",
    "_segdir",
    "_stat",
    "_node",
    "_rowid",
    "_parent",
];
