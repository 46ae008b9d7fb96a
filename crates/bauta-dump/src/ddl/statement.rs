//! What kind of statement the dump has come to.

use bauta_model::{Dialect, Span, TableName};

use super::copy::{self, CopyHead};
use super::create_table;
use super::cursor::Cursor;
use super::insert::{self, InsertHead};
use super::keywords::{self, Opening};
use super::learn;
use super::names::SessionState;
use super::places;
use super::token::Tokens;

/// A statement by what it may carry.
#[derive(Debug, Clone, PartialEq)]
pub enum Statement {
    /// Nothing but blanks and comments.
    Empty,
    /// Defines or maintains objects; `verb` is its first keyword.
    Ddl {
        /// The listed keyword.
        verb: &'static str,
    },
    /// SET, PRAGMA, `set_config` and their like.
    Settings,
    /// Begins or ends a transaction.
    Transaction,
    /// INSERT or REPLACE into a table.
    Insert(InsertHead),
    /// A row of `SQLite`'s schema table: DDL in the guise of data.
    SchemaRow,
    /// COPY from the rows that follow.
    CopyFrom(CopyHead),
    /// Planner statistics: values of columns outside of any row.
    Statistics,
    /// A step of restoring a large object.
    LargeObject(LargeObject),
    /// Sets the number a sequence goes on from.
    Setval(Setval),
    /// SELECT of one function that is not listed.
    SelectFunction {
        /// Its name in lower case, without schema.
        name: String,
    },
    /// UPDATE of a table.
    Update {
        /// The table.
        table: TableName,
    },
    /// Brings or computes data that can't be bound to columns.
    CarriesData {
        /// The listed keyword.
        keyword: &'static str,
    },
    /// A data statement whose head could not be read.
    NotUnderstood {
        /// What was not understood. Never holds text of the dump.
        reason: &'static str,
    },
    /// Its first keyword is on no list.
    Unlisted {
        /// That keyword in upper case, cut to 32 characters; empty if it is no word.
        keyword: String,
    },
}

/// What is done with a large object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LargeObject {
    /// `lo_create`, `lo_creat`.
    Create,
    /// `lo_open`.
    Open,
    /// `lowrite`, `lo_put`, `lo_from_bytea`: carries data.
    Write,
    /// `lo_close`.
    Close,
    /// `lo_unlink`.
    Unlink,
    /// ALTER, COMMENT, GRANT and REVOKE of one.
    Describe,
}

/// A call of `setval`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setval {
    /// The sequence, where it is named.
    pub sequence: Option<TableName>,
    /// The number, where it is written out.
    pub number: Option<Span>,
}

/// Tells what kind of statement `statement` is, by its first keywords.
///
/// Blanks and comments in front don't count; the code in `MySQL`'s conditional comments does. Of an
/// INSERT no more than the head is read.
pub fn classify(statement: &[u8], state: &SessionState) -> Statement {
    let Some(first) =
        Tokens::new(statement, state.syntax).find(|token| token.span.of(statement) != b";")
    else {
        return Statement::Empty;
    };
    let word = first.span.of(statement);
    let Some((verb, opening)) = keywords::find(word, state.dialect()) else {
        let keyword = if word.iter().all(u8::is_ascii_alphabetic) {
            word
        } else {
            b""
        };
        let keyword = keyword
            .iter()
            .take(32)
            .map(|byte| char::from(byte.to_ascii_uppercase()));
        return Statement::Unlisted {
            keyword: keyword.collect(),
        };
    };
    match opening {
        Opening::Insert => return insert(statement, state),
        Opening::Transaction if verb != "START" => return Statement::Transaction,
        Opening::Data => return Statement::CarriesData { keyword: verb },
        _ => {}
    }
    let mut tokens = Cursor::lex(statement, state);
    while tokens
        .last()
        .is_some_and(|last| last.span.of(statement) == b";")
    {
        tokens.pop();
    }
    let mut cursor = Cursor::new(statement, state, &tokens);
    while cursor.eat_symbol(b';') {}
    match opening {
        Opening::Copy => match copy::read(cursor) {
            Ok(head) => Statement::CopyFrom(head),
            Err(reason) => Statement::NotUnderstood { reason },
        },
        Opening::Ddl => ddl(cursor, verb),
        Opening::Settings => settings(cursor),
        Opening::Transaction => {
            // MySQL also starts replication with this word.
            let transaction = cursor.is_at(1, "TRANSACTION");
            if transaction {
                Statement::Transaction
            } else {
                Statement::Ddl { verb }
            }
        }
        Opening::Select => select(cursor),
        Opening::Do => call_of_do(cursor),
        Opening::Execute => execute(cursor),
        Opening::Delete => delete(cursor),
        Opening::Update => update(cursor),
        Opening::Insert | Opening::Data => Statement::CarriesData { keyword: verb },
    }
}

fn insert(statement: &[u8], state: &SessionState) -> Statement {
    if learn::is_schema_row(statement, state) {
        return Statement::SchemaRow;
    }
    match insert::insert_head(statement, state) {
        Ok(head) if is_statistics(&head.table, state) => Statement::Statistics,
        Ok(head) => Statement::Insert(head),
        Err(reason) => Statement::NotUnderstood { reason },
    }
}

/// `sqlite_stat1` to `sqlite_stat4` and `MySQL`'s persistent statistics hold samples of indexed values.
fn is_statistics(table: &TableName, state: &SessionState) -> bool {
    let name = table.table.to_ascii_lowercase();
    match state.dialect() {
        Dialect::Sqlite => name
            .strip_prefix("sqlite_stat")
            .is_some_and(|digit| digit.len() == 1),
        Dialect::Mysql => {
            let system = table.database.as_deref() == Some("mysql");
            system
                && matches!(
                    name.as_str(),
                    "column_stats" | "index_stats" | "table_stats"
                )
        }
        Dialect::Postgres => false,
    }
}

fn ddl(cursor: Cursor<'_>, verb: &'static str) -> Statement {
    let mut after_head = cursor;
    if create_table::head(&mut after_head) && create_table::from_query(&after_head) {
        return Statement::CarriesData { keyword: verb };
    }
    let mut words = cursor;
    words.advance();
    let describes = match verb {
        "ALTER" => words.eat("LARGE OBJECT"),
        "COMMENT" => words.eat("ON LARGE OBJECT"),
        "GRANT" | "REVOKE" | "SECURITY" => words.seek("ON LARGE OBJECT"),
        _ => false,
    };
    if describes && cursor.state.dialect() == Dialect::Postgres {
        return Statement::LargeObject(LargeObject::Describe);
    }
    Statement::Ddl { verb }
}

fn settings(cursor: Cursor<'_>) -> Statement {
    // SET PASSWORD and SET DEFAULT ROLE are about accounts.
    let account =
        cursor.is_at(1, "PASSWORD") || (cursor.is_at(1, "DEFAULT") && cursor.is_at(2, "ROLE"));
    if account && cursor.is("SET") {
        Statement::Ddl { verb: "SET" }
    } else {
        Statement::Settings
    }
}

/// The one function that a statement calls, and its arguments.
fn single_call<'a>(cursor: &mut Cursor<'a>) -> Option<(String, Cursor<'a>)> {
    if cursor.eat_symbol(b'*') && !cursor.eat("FROM") {
        return None;
    }
    let name = cursor.qualified()?.pop()?.name.to_ascii_lowercase();
    let arguments = cursor.group()?;
    if cursor.eat("AS") {
        cursor.name()?;
    } else if cursor.eat("INTO") {
        // `SELECT … INTO @variable` of a session, not a table.
        if !cursor.eat_symbol(b'@') {
            return None;
        }
        cursor.name()?;
    }
    cursor.at_end().then_some((name, arguments))
}

fn select(mut cursor: Cursor<'_>) -> Statement {
    cursor.advance();
    let Some((name, arguments)) = single_call(&mut cursor) else {
        return Statement::CarriesData { keyword: "SELECT" };
    };
    match name.as_str() {
        "setval" => Statement::Setval(places::setval(&arguments)),
        "nextval" | "pg_extension_config_dump" => Statement::Ddl { verb: "SELECT" },
        "set_config" => Statement::Settings,
        "coalesce" if cursor.state.dialect() == Dialect::Mysql && is_current_role(arguments) => {
            Statement::Settings
        }
        "pg_restore_relation_stats"
        | "pg_restore_attribute_stats"
        | "pg_restore_extended_stats"
        | "pg_set_relation_stats"
        | "pg_set_attribute_stats" => Statement::Statistics,
        "lo_create" | "lo_creat" => Statement::LargeObject(LargeObject::Create),
        "lo_open" => Statement::LargeObject(LargeObject::Open),
        "lowrite" | "lo_put" | "lo_from_bytea" => Statement::LargeObject(LargeObject::Write),
        "lo_close" => Statement::LargeObject(LargeObject::Close),
        "lo_unlink" => Statement::LargeObject(LargeObject::Unlink),
        _ => Statement::SelectFunction { name },
    }
}

/// `COALESCE(CURRENT_ROLE(), 'NONE')`, by which `mariadb-dump --system` remembers its role.
fn is_current_role(mut arguments: Cursor<'_>) -> bool {
    arguments.eat("CURRENT_ROLE")
}

fn call_of_do(mut cursor: Cursor<'_>) -> Statement {
    cursor.advance();
    match single_call(&mut cursor) {
        Some((name, arguments)) if name == "setval" && cursor.state.dialect() == Dialect::Mysql => {
            Statement::Setval(places::setval(&arguments))
        }
        _ => Statement::CarriesData { keyword: "DO" },
    }
}

/// `EXECUTE IMMEDIATE CONCAT('SET ROLE ', @current_role)`, by which the same restores its role.
fn execute(mut cursor: Cursor<'_>) -> Statement {
    let role = cursor.eat("EXECUTE IMMEDIATE CONCAT")
        && cursor.eat_symbol(b'(')
        && cursor
            .literal()
            .is_some_and(|text| text.eq_ignore_ascii_case(b"SET ROLE "))
        && cursor.eat_symbol(b',')
        && cursor.eat_symbol(b'@')
        && cursor.name().is_some()
        && cursor.eat_symbol(b')')
        && cursor.at_end();
    if role {
        Statement::Settings
    } else {
        Statement::CarriesData { keyword: "EXECUTE" }
    }
}

fn delete(mut cursor: Cursor<'_>) -> Statement {
    let sequence = cursor.eat("DELETE FROM")
        && cursor
            .name()
            .is_some_and(|name| name.eq_ignore_ascii_case("sqlite_sequence"))
        && cursor.at_end();
    if sequence {
        Statement::Ddl { verb: "DELETE" }
    } else {
        Statement::CarriesData { keyword: "DELETE" }
    }
}

fn update(mut cursor: Cursor<'_>) -> Statement {
    cursor.advance();
    while cursor.eat_any(&["ONLY", "LOW_PRIORITY", "IGNORE"]) {}
    if cursor.eat("OR") {
        cursor.advance();
    }
    match cursor.table() {
        Some(table) => Statement::Update { table },
        None => Statement::NotUnderstood {
            reason: "the table of an UPDATE",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(sql: &str, dialect: Dialect) -> Statement {
        classify(sql.as_bytes(), &dialect.into())
    }

    fn assert_ddl(dialect: Dialect, statements: &[&str]) {
        for sql in statements {
            let found = kind(sql, dialect);
            assert!(matches!(found, Statement::Ddl { .. }), "{sql}: {found:?}");
        }
    }

    #[test]
    fn statements_of_pg_dump_are_listed() {
        assert_ddl(
            Dialect::Postgres,
            &[
                "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$INSERT INTO t VALUES (1);$$;",
                "-- Name\n\nALTER TABLE a OWNER TO b;",
                "/* c /* d */ */ COMMENT ON TABLE t IS 'x';",
                "CREATE MATERIALIZED VIEW v AS SELECT 1 WITH NO DATA;",
                "REFRESH MATERIALIZED VIEW v;",
                "SECURITY LABEL FOR x ON TABLE t IS 'y';",
                "ALTER DEFAULT PRIVILEGES FOR ROLE a GRANT SELECT ON TABLES TO b;",
                "GRANT app TO \"we ird;role\"\"q\";",
                "CREATE TABLE t (id integer GENERATED ALWAYS AS IDENTITY, CONSTRAINT c CHECK ((a AS b)));",
                "SELECT pg_catalog.pg_extension_config_dump('x', '');",
            ],
        );
        assert_eq!(
            kind(
                "SELECT pg_catalog.set_config('search_path', '', false);",
                Dialect::Postgres
            ),
            Statement::Settings
        );
        assert_eq!(kind("BEGIN;", Dialect::Postgres), Statement::Transaction);
        assert_eq!(
            kind(" -- only a comment\n;", Dialect::Postgres),
            Statement::Empty
        );
    }

    #[test]
    fn statements_of_mysqldump_are_listed() {
        assert_ddl(
            Dialect::Mysql,
            &[
                "/*!40000 ALTER TABLE `t` DISABLE KEYS */;",
                "LOCK TABLES `t` WRITE;",
                "UNLOCK TABLES;",
                "/*!50003 CREATE*/ /*!50020 DEFINER=`r`@`h`*/ /*!50003 TRIGGER t AFTER INSERT ON x FOR EACH ROW INSERT INTO y VALUES (1) */;;",
                "/*!50001 CREATE VIEW `v` AS SELECT 1 AS `a`*/;",
                "USE `shop`;",
                "FLUSH PRIVILEGES;",
                "CHANGE MASTER TO MASTER_LOG_FILE='x', MASTER_LOG_POS=4;",
                "/*M!100005 SET DEFAULT ROLE NONE FOR 'u'@'h' */;",
                "CREATE TABLE `t` (`a` int) ENGINE=InnoDB COMMENT='AS SELECT';",
                "CREATE TABLE t LIKE u",
            ],
        );
        let role = "SELECT COALESCE(CURRENT_ROLE(),'NONE') into @current_role;";
        assert_eq!(kind(role, Dialect::Mysql), Statement::Settings);
        let back = "/*M!100203 EXECUTE IMMEDIATE CONCAT('SET ROLE ', @current_role) */;";
        assert_eq!(kind(back, Dialect::Mysql), Statement::Settings);
        assert_eq!(
            kind("START TRANSACTION;", Dialect::Mysql),
            Statement::Transaction
        );
        assert!(matches!(
            kind("DO SETVAL(`s`, 5, 0);", Dialect::Mysql),
            Statement::Setval(_)
        ));
    }

    #[test]
    fn statements_of_sqlite_are_listed() {
        assert_eq!(
            kind("PRAGMA writable_schema=ON;", Dialect::Sqlite),
            Statement::Settings
        );
        assert_ddl(
            Dialect::Sqlite,
            &[
                "DELETE FROM sqlite_sequence;",
                "ANALYZE sqlite_schema;",
                "CREATE INDEX i ON t(a);",
            ],
        );
        assert_eq!(
            kind(
                "INSERT INTO sqlite_stat4 VALUES('t','i','1','0','0',X'00');",
                Dialect::Sqlite
            ),
            Statement::Statistics
        );
        assert_eq!(
            kind(
                "INSERT INTO sqlite_master VALUES('table','f','f',0,'x');",
                Dialect::Sqlite
            ),
            Statement::SchemaRow
        );
    }

    #[test]
    fn data_that_has_no_columns_is_told() {
        let data = |sql: &str, dialect| matches!(kind(sql, dialect), Statement::CarriesData { .. });
        assert!(data("CREATE TABLE t AS SELECT 'x'", Dialect::Postgres));
        assert!(data(
            "CREATE UNLOGGED TABLE IF NOT EXISTS t (a, b) WITH (fillfactor=70) AS VALUES ('x', 'y')",
            Dialect::Postgres
        ));
        assert!(data(
            "CREATE TABLE t (a int) SELECT 'x' AS a",
            Dialect::Mysql
        ));
        assert!(data("CREATE TABLE t (SELECT 'x')", Dialect::Mysql));
        assert!(data(
            "/*!50003 CREATE TABLE t AS SELECT 1 */",
            Dialect::Mysql
        ));
        assert!(data("LOAD DATA INFILE 'x' INTO TABLE t", Dialect::Mysql));
        assert!(data("DO $$BEGIN END$$", Dialect::Postgres));
        assert!(data("CALL p('x')", Dialect::Mysql));
        assert!(data("SELECT 'x' INTO t", Dialect::Postgres));
        assert!(data(
            "SELECT pg_catalog.set_config('a', 'b', false), dblink('c')",
            Dialect::Postgres
        ));
        assert!(data("DELETE FROM t WHERE mail = 'x'", Dialect::Sqlite));
    }

    #[test]
    fn data_within_conditional_comments_is_data() {
        let hidden = kind(
            "/*!50003 INSERT INTO `t` (`a`) VALUES ('x') */;",
            Dialect::Mysql,
        );
        assert!(matches!(hidden, Statement::Insert(head) if head.table.table == "t"));
        let update = kind(
            "/*!40101 UPDATE LOW_PRIORITY t SET a = 1 */",
            Dialect::Mysql,
        );
        assert_eq!(
            update,
            Statement::Update {
                table: TableName::bare("t")
            }
        );
    }

    #[test]
    fn unlisted_keywords_are_named() {
        for sql in ["EXPLAIN SELECT 1", "explain x"] {
            assert_eq!(
                kind(sql, Dialect::Postgres),
                Statement::Unlisted {
                    keyword: "EXPLAIN".to_owned()
                }
            );
        }
        assert_eq!(
            kind("'secret'", Dialect::Postgres),
            Statement::Unlisted {
                keyword: String::new()
            }
        );
        assert!(matches!(
            kind("USE x", Dialect::Postgres),
            Statement::Unlisted { .. }
        ));
    }

    #[test]
    fn functions_are_told_apart() {
        let of = |sql: &str| kind(sql, Dialect::Postgres);
        assert_eq!(
            of("SELECT pg_catalog.lowrite(0, '\\x00');"),
            Statement::LargeObject(LargeObject::Write)
        );
        assert_eq!(
            of("SELECT pg_catalog.lo_open('77001', 131072);"),
            Statement::LargeObject(LargeObject::Open)
        );
        assert_eq!(
            of("ALTER LARGE OBJECT 5 OWNER TO a;"),
            Statement::LargeObject(LargeObject::Describe)
        );
        assert_eq!(
            of("GRANT SELECT ON LARGE OBJECT 5 TO a;"),
            Statement::LargeObject(LargeObject::Describe)
        );
        assert_eq!(
            of("SELECT * FROM pg_catalog.pg_restore_attribute_stats('a', '{x}'::text);"),
            Statement::Statistics
        );
        assert_eq!(
            of("SELECT public.evil('x');"),
            Statement::SelectFunction {
                name: "evil".to_owned()
            }
        );
        let Statement::Setval(setval) =
            of("SELECT pg_catalog.setval('public.\"A b_seq\"', 200, true);")
        else {
            panic!("no setval");
        };
        assert_eq!(
            setval.sequence,
            Some(TableName::in_schema("public", "A b_seq"))
        );
        assert_eq!(
            setval
                .number
                .unwrap()
                .of(b"SELECT pg_catalog.setval('public.\"A b_seq\"', 200, true);"),
            b"200"
        );
    }
}
