//! What one statement adds to the catalogue.

use bauta_model::{Catalog, Dialect, TableName};

use super::cursor::Cursor;
use super::names::SessionState;
use super::token::Tokens;
use super::{alter_table, create_table, objects};

/// What came of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Learned {
    /// The catalogue knows this table, or knows it better.
    Table(TableName),
    /// It says nothing about the columns or keys of a table.
    Other,
    /// It should, but could not be read; whatever it is about must not be masked by guesswork.
    NotUnderstood {
        /// What was not understood. Never holds text of the dump.
        reason: &'static str,
    },
}

/// Adds what `statement` says about tables, types and sequences to `catalog`.
///
/// Takes any statement; one that is not DDL is recognised by its first words and costs no more.
pub fn learn(catalog: &mut Catalog, statement: &[u8], state: &SessionState) -> Learned {
    let mut opening = Tokens::new(statement, state.syntax);
    let Some(first) = opening.next() else {
        return Learned::Other;
    };
    let verb = first.span.of(statement).to_ascii_uppercase();
    if !matches!(
        verb.as_slice(),
        b"CREATE" | b"ALTER" | b"DROP" | b"RENAME" | b"INSERT"
    ) {
        return Learned::Other;
    }
    if verb == b"INSERT" {
        return schema_row(catalog, statement, state);
    }
    let mut tokens = Cursor::lex(statement, state);
    while tokens
        .last()
        .is_some_and(|last| last.span.of(statement) == b";")
    {
        tokens.pop();
    }
    dispatch(Cursor::new(statement, state, &tokens), catalog)
}

fn dispatch(mut cursor: Cursor<'_>, catalog: &mut Catalog) -> Learned {
    let sqlite = cursor.state.dialect() == Dialect::Sqlite;
    let start = cursor;
    if create_table::head(&mut cursor) {
        let learned = create_table::read(cursor, catalog);
        if let (true, Learned::Table(name)) = (sqlite, &learned) {
            objects::mark_shadow(name, catalog);
            if start
                .rest()
                .iter()
                .any(|token| start.raw(*token).eq_ignore_ascii_case(b"AUTOINCREMENT"))
            {
                objects::sqlite_sequence(catalog);
            }
        }
        return learned;
    }
    cursor = start;
    if alter_table::head(&mut cursor) {
        return alter_table::read(cursor, catalog);
    }
    cursor = start;
    if cursor.eat("CREATE") {
        return create(cursor, catalog);
    }
    if cursor.eat("ALTER SEQUENCE") {
        return objects::sequence(cursor, catalog);
    }
    if cursor.eat("ALTER TYPE") {
        return objects::alter_type(cursor, catalog);
    }
    if cursor.eat("DROP") {
        return objects::drop(cursor, catalog);
    }
    if cursor.eat("RENAME TABLE") {
        return objects::rename(cursor, catalog);
    }
    Learned::Other
}

fn create(mut cursor: Cursor<'_>, catalog: &mut Catalog) -> Learned {
    cursor.eat("OR REPLACE");
    if cursor.eat("UNIQUE INDEX") {
        return alter_table::unique_index(cursor, catalog);
    }
    if cursor.eat("TYPE") {
        return objects::create_type(cursor, catalog);
    }
    if cursor.eat("DOMAIN") {
        return objects::create_domain(cursor, catalog);
    }
    if cursor.eat("VIRTUAL TABLE") {
        return objects::virtual_table(cursor, catalog);
    }
    while cursor.eat_any(&["TEMPORARY", "TEMP", "UNLOGGED"]) {}
    if cursor.eat("SEQUENCE") {
        return objects::sequence(cursor, catalog);
    }
    Learned::Other
}

/// `SQLite` dumps declare virtual tables by a row of the schema table.
fn schema_row(catalog: &mut Catalog, statement: &[u8], state: &SessionState) -> Learned {
    if state.dialect() != Dialect::Sqlite || !is_schema_row(statement, state) {
        return Learned::Other;
    }
    let tokens = Cursor::lex(statement, state);
    let mut cursor = Cursor::new(statement, state, &tokens);
    let values = if cursor.seek("VALUES") {
        cursor.group()
    } else {
        None
    };
    let sql = values
        .and_then(|values| values.split_commas().pop())
        .and_then(|mut last| last.literal());
    match sql {
        Some(sql) if !sql.is_empty() => {
            let inner = Cursor::lex(&sql, state);
            dispatch(Cursor::new(&sql, state, &inner), catalog)
        }
        _ => Learned::NotUnderstood {
            reason: "a row of the schema table",
        },
    }
}

/// Whether the statement writes into `SQLite`'s schema table.
pub(super) fn is_schema_row(statement: &[u8], state: &SessionState) -> bool {
    let mut opening = Tokens::new(statement, state.syntax).skip(2);
    let name = opening
        .next()
        .and_then(|token| state.identifier(statement, token));
    state.dialect() == Dialect::Sqlite
        && name.is_some_and(|name| {
            name.eq_ignore_ascii_case("sqlite_master") || name.eq_ignore_ascii_case("sqlite_schema")
        })
}

#[cfg(test)]
mod survival;

#[cfg(test)]
mod tests;
