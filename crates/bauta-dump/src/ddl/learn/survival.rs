//! Whatever a statement says, reading it comes to an end.

use bauta_model::Table;
use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn any_bytes_are_survived(words in proptest::collection::vec(prop_oneof![
        proptest::sample::select(WORDS).prop_map(|word| word.as_bytes().to_vec()),
        proptest::collection::vec(any::<u8>(), 0..3),
    ], 0..40), which in 0..3_usize) {
        let dialect = [Dialect::Postgres, Dialect::Mysql, Dialect::Sqlite][which];
        let mut catalog = Catalog::default();
        catalog.tables.insert(TableName::bare("t"), Table::default());
        let mut state = SessionState::from(dialect);
        let statement = words.join(&b' ');
        let _ = learn(&mut catalog, &statement, &state);
        let _ = crate::ddl::classify(&statement, &state);
        let _ = crate::ddl::places(&statement, &state);
        let _ = crate::ddl::connect_database(&statement);
        state.follow(&statement);
        for head in ["CREATE TABLE t ( a ", "ALTER TABLE t ", "INSERT INTO ", "COPY t ", "SELECT setval(", "CREATE UNIQUE INDEX i ON t ", "SET ", "GRANT "] {
            let whole = [head.as_bytes(), &statement].concat();
            let _ = learn(&mut catalog, &whole, &state);
            let _ = crate::ddl::classify(&whole, &state);
            let _ = crate::ddl::places(&whole, &state);
            state.follow(&whole);
        }
    }
}

const WORDS: &[&str] = &[
    "CREATE",
    "TABLE",
    "ALTER",
    "ADD",
    "COLUMN",
    "t",
    "a",
    "(",
    ")",
    ",",
    ";",
    "'x'",
    "\"y\"",
    "`z`",
    "[w]",
    "PRIMARY KEY",
    "UNIQUE",
    "CHECK",
    "FOREIGN KEY",
    "REFERENCES",
    "DEFAULT",
    "nextval",
    "GENERATED ALWAYS AS",
    "IDENTITY",
    "IN",
    "ANY",
    "ARRAY[",
    "]",
    "=",
    "::",
    "1",
    "-",
    "PARTITION BY",
    "PARTITION OF",
    "INHERITS",
    "LIKE",
    "varchar",
    "int",
    "ENUM",
    "DROP",
    "RENAME",
    "TO",
    "MODIFY",
    "CHANGE",
    "SET",
    "PASSWORD",
    "IDENTIFIED BY",
    "WITH",
    "OPTIONS",
    "ON",
    "DATABASE",
    "VALUES",
    "SELECT",
    "FROM",
    "stdin",
    "/*!50000",
    "*/",
    "/*",
    "--\n",
    "$$",
    "E'\\",
    "DEFINER",
    "@",
    ".",
    "COLLATE",
    "NOT NULL",
];
