//! The head of INSERT and REPLACE: table and columns.

use bauta_model::{ColumnName, Dialect, Span, TableName};

use super::cursor::Cursor;
use super::names::SessionState;
use super::places::{self, DatabasePlace};
use super::token::{Token, TokenKind, Tokens};

/// What stands in front of the rows of an INSERT.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InsertHead {
    /// INSERT or REPLACE.
    pub verb: InsertVerb,
    /// The table.
    pub table: TableName,
    /// Its columns, where they are listed.
    pub columns: Option<Vec<ColumnName>>,
    /// Where the rows come from.
    pub source: InsertSource,
    /// The database in front of the table's name, where it is written (`MySQL`).
    pub database: Option<DatabasePlace>,
    /// The head itself, from the first byte up to and including VALUES.
    pub span: Span,
}

/// The verb of a row statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InsertVerb {
    /// INSERT, INSERT IGNORE, INSERT OR ….
    Insert,
    /// REPLACE.
    Replace,
}

/// Where the rows of an INSERT come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InsertSource {
    /// A list of rows.
    Values,
    /// One row of defaults.
    DefaultValues,
    /// `SET column = value` of `MySQL`.
    Assignments,
    /// A query.
    Query,
}

/// Reads the head of an INSERT or REPLACE; `head` may go on after VALUES.
///
/// # Errors
/// What was not understood; never text of the dump.
pub fn insert_head(head: &[u8], state: &SessionState) -> Result<InsertHead, &'static str> {
    let tokens = head_tokens(head, state);
    let mut cursor = Cursor::new(head, state, &tokens);
    let start = cursor.peek().map_or(0, |token| token.span.start);
    let end = tokens.last().map_or(start, |token| token.span.end);
    let verb = if cursor.eat("INSERT") {
        InsertVerb::Insert
    } else if cursor.eat("REPLACE") {
        InsertVerb::Replace
    } else {
        return Err("an INSERT");
    };
    match state.dialect() {
        Dialect::Mysql => {
            while cursor.eat_any(&["LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY", "IGNORE"]) {}
        }
        Dialect::Sqlite if cursor.eat("OR") => {
            cursor.advance();
        }
        _ => {}
    }
    if !cursor.eat("INTO") && state.dialect() != Dialect::Mysql {
        return Err("an INSERT without INTO");
    }
    let named = cursor;
    let table = cursor.table().ok_or("the table of an INSERT")?;
    let database = places::qualifying_database(named);
    if cursor.eat("PARTITION") {
        cursor.group().ok_or("the partitions of an INSERT")?;
    }
    if cursor.eat("AS") {
        cursor.name().ok_or("the alias of an INSERT")?;
    }
    let columns = columns(&mut cursor)?;
    let _ = cursor.eat("OVERRIDING SYSTEM VALUE") || cursor.eat("OVERRIDING USER VALUE");
    let source = source(&mut cursor)?;
    Ok(InsertHead {
        verb,
        table,
        columns,
        source,
        database,
        span: Span::new(start, end),
    })
}

fn source(cursor: &mut Cursor<'_>) -> Result<InsertSource, &'static str> {
    if cursor.eat("DEFAULT") {
        return Ok(InsertSource::DefaultValues);
    }
    if cursor.eat_any(&["VALUES", "VALUE"]) {
        return Ok(InsertSource::Values);
    }
    if cursor.eat("SET") {
        return Ok(InsertSource::Assignments);
    }
    let query = cursor.is_any(&["SELECT", "WITH", "TABLE"]) || cursor.is_symbol(b'(');
    if query {
        Ok(InsertSource::Query)
    } else {
        Err("the rows of an INSERT")
    }
}

fn columns(cursor: &mut Cursor<'_>) -> Result<Option<Vec<ColumnName>>, &'static str> {
    let mut first = *cursor;
    if !first.eat_symbol(b'(') || first.is_any(&["SELECT", "WITH"]) || first.is_symbol(b'(') {
        return Ok(None);
    }
    let list = cursor.group().ok_or("the columns of an INSERT")?;
    let mut columns = Vec::new();
    for mut part in list.split_commas() {
        let column = part
            .qualified()
            .and_then(|mut parts| parts.pop())
            .filter(|_| part.at_end());
        columns.push(ColumnName(column.ok_or("the columns of an INSERT")?.name));
    }
    Ok(Some(columns))
}

/// The tokens up to the word after which the rows begin.
fn head_tokens(head: &[u8], state: &SessionState) -> Vec<Token> {
    let mysql = state.dialect() == Dialect::Mysql;
    let (mut tokens, mut depth): (Vec<Token>, usize) = (Vec::new(), 0);
    for token in Tokens::new(head, state.syntax) {
        tokens.push(token);
        match token.kind {
            TokenKind::Symbol(b'(') => depth += 1,
            TokenKind::Symbol(b')') => depth = depth.saturating_sub(1),
            TokenKind::Word if depth == 0 && tokens.len() > 2 => {
                let word = token.span.of(head);
                let is = |keyword: &str| word.eq_ignore_ascii_case(keyword.as_bytes());
                let before = tokens
                    .get(tokens.len() - 2)
                    .map_or(&b""[..], |token| token.span.of(head));
                let names = before == b"." || before.eq_ignore_ascii_case(b"INTO");
                let overriding =
                    before.eq_ignore_ascii_case(b"SYSTEM") || before.eq_ignore_ascii_case(b"USER");
                let end = is("VALUES")
                    || is("SELECT")
                    || is("WITH")
                    || (mysql && (is("SET") || is("VALUE")))
                    || (is("VALUE") && !overriding && state.dialect() != Dialect::Postgres);
                if end && !names {
                    break;
                }
            }
            _ => {}
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(sql: &str, dialect: Dialect) -> InsertHead {
        insert_head(sql.as_bytes(), &dialect.into()).unwrap()
    }

    fn names(head: &InsertHead) -> Vec<&str> {
        head.columns
            .iter()
            .flatten()
            .map(ColumnName::as_str)
            .collect()
    }

    #[test]
    fn postgres_heads_are_read() {
        let sql = "INSERT INTO public.\"T x\" (id, \"Na,me\", value) OVERRIDING SYSTEM VALUE VALUES (1,'VALUES',2)";
        let head = head(sql, Dialect::Postgres);
        assert_eq!(head.table, TableName::in_schema("public", "T x"));
        assert_eq!(names(&head), ["id", "Na,me", "value"]);
        assert_eq!(head.source, InsertSource::Values);
        assert!(sql.get(..head.span.end).unwrap().ends_with(" VALUES"));
    }

    #[test]
    fn defaults_and_queries_are_told_apart() {
        assert_eq!(
            head("INSERT INTO t DEFAULT VALUES", Dialect::Postgres).source,
            InsertSource::DefaultValues
        );
        assert_eq!(
            head("INSERT INTO t (a) SELECT 1", Dialect::Postgres).source,
            InsertSource::Query
        );
        assert_eq!(
            head("INSERT INTO t (SELECT 1)", Dialect::Mysql).source,
            InsertSource::Query
        );
        assert_eq!(
            head("INSERT t SET a = 1", Dialect::Mysql).source,
            InsertSource::Assignments
        );
    }

    #[test]
    fn mysql_heads_are_read() {
        let head = head(
            "INSERT LOW_PRIORITY IGNORE INTO `d`.`a``b` (`x`, `y`) VALUES\n(1,2)",
            Dialect::Mysql,
        );
        assert_eq!(head.table, TableName::bare("a`b").in_database(Some("d")));
        assert_eq!(names(&head), ["x", "y"]);
        assert_eq!(head.database.unwrap().name, "d");
    }

    #[test]
    fn replace_and_value_are_read() {
        let head = head("/*!40000 REPLACE INTO */ value VALUE (1)", Dialect::Mysql);
        assert_eq!(
            (head.verb, head.table.table.as_str()),
            (InsertVerb::Replace, "value")
        );
    }

    #[test]
    fn sqlite_quotes_tables_in_every_style() {
        for sql in [
            "INSERT INTO 'a b' VALUES(1)",
            "INSERT OR IGNORE INTO [a b] VALUES(1)",
            "REPLACE INTO `a b` VALUES(1)",
        ] {
            assert_eq!(head(sql, Dialect::Sqlite).table, TableName::bare("a b"));
        }
    }

    #[test]
    fn a_broken_column_list_is_refused() {
        assert!(
            insert_head(
                b"INSERT INTO t (a, 1) VALUES (1, 2)",
                &Dialect::Postgres.into()
            )
            .is_err()
        );
        assert!(insert_head(b"INSERT INTO t", &Dialect::Postgres.into()).is_err());
    }
}
