//! What the slow scanner and the fuzzers have found, kept by its name.

use bauta_model::Dialect;

use super::agreement::scan;
use crate::FrameKind::{self, *};
use crate::{Scan, Scanner};

fn kinds(dialect: Dialect, dump: &str) -> Vec<FrameKind> {
    let (told, error) = scan(dialect, 1 << 20, dump.as_bytes(), &[usize::MAX >> 1]);
    assert_eq!(error, None, "{dump}");
    let bytewise = scan(dialect, 1 << 20, dump.as_bytes(), &[1]);
    assert_eq!(bytewise, (told.clone(), None), "{dump}");
    let kinds = told.into_iter().map(|told| told.kind);
    kinds.filter(|kind| *kind != Trivia).collect()
}

/// The fields of the only run of rows, row by row.
fn fields(dialect: Dialect, dump: &str) -> Vec<Vec<&str>> {
    let (told, error) = scan(dialect, 1 << 20, dump.as_bytes(), &[1]);
    assert_eq!(error, None, "{dump}");
    let rows = told.into_iter().flat_map(|told| told.rows);
    rows.map(|row| {
        row.fields
            .into_iter()
            .filter_map(|field| dump.get(field))
            .collect()
    })
    .collect()
}

const INSERT: [FrameKind; 3] = [InsertHead, InsertRows, InsertEnd];

#[test]
fn a_delimiter_may_follow_a_word_at_once() {
    let dump = "DELIMITER $$\nCREATE PROCEDURE p() BEGIN SELECT 1; END$$\nSELECT 'a$$', a$b $$\nDELIMITER ;\nSELECT 1;\n";
    let expected = [
        ClientCommand,
        Statement,
        Statement,
        ClientCommand,
        Statement,
    ];
    assert_eq!(kinds(Dialect::Mysql, dump), expected);
    let letters = "delimiter go\nSELECT cate FROM t;go\nSELECT 2go\n";
    assert_eq!(
        kinds(Dialect::Mysql, letters),
        [ClientCommand, Statement, Statement]
    );
}

#[test]
fn a_delimiter_may_stand_in_the_line_that_sets_the_next() {
    let dump = "DELIMITER M\nSELECT 1M\nDELIMITER ;\nSELECT 1;\n";
    let expected = [ClientCommand, Statement, ClientCommand, Statement];
    assert_eq!(kinds(Dialect::Mysql, dump), expected);
}

#[test]
fn rows_that_are_cut_off_at_once_are_skimmed_to_the_end() {
    let dump = b"INSERT INTO t VALUES";
    let mut scanner = Scanner::new(Dialect::Mysql).skimming();
    assert!(matches!(scanner.scan(dump, true), Ok(Scan::Frame(frame)) if frame.len == dump.len()));
    assert_eq!(scanner.scan(b"", true), Ok(Scan::End));
}

#[test]
fn a_table_may_be_called_value() {
    let dump = "INSERT INTO public.value VALUES (1);\n";
    assert_eq!(kinds(Dialect::Postgres, dump), INSERT);
    assert_eq!(kinds(Dialect::Mysql, "INSERT INTO t VALUE (1);"), INSERT);
}

#[test]
fn a_table_may_be_called_like_what_has_a_body() {
    let postgres = "CREATE TABLE public.function (begin integer);\nSELECT 1;\n";
    assert_eq!(kinds(Dialect::Postgres, postgres), [Statement; 2]);
    let argument = "CREATE FUNCTION f(begin integer) RETURNS int AS 'x' LANGUAGE c;\nSELECT 1;\n";
    assert_eq!(kinds(Dialect::Postgres, argument), [Statement; 2]);
    let sqlite = "CREATE TABLE trigger(a);\nCREATE INDEX trigger ON t(a);\nSELECT 1;\n";
    assert_eq!(
        kinds(Dialect::Sqlite, sqlite),
        [Statement, Statement, Statement]
    );
}

#[test]
fn a_body_still_holds_its_statements_together() {
    let postgres = "CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; END;\nSELECT 1;\n";
    assert_eq!(kinds(Dialect::Postgres, postgres), [Statement; 2]);
    let sqlite = "CREATE TEMPORARY TRIGGER t BEGIN SELECT 1; SELECT 2; END;\nSELECT 1;\n";
    assert_eq!(kinds(Dialect::Sqlite, sqlite), [Statement; 2]);
}

#[test]
fn the_quote_of_csv_may_be_an_escape_string() {
    let dump = "COPY t FROM stdin WITH (FORMAT csv, DELIMITER E'\\t', QUOTE E'\\b');\na\t\"b\n\\.\nSELECT 1;\n";
    assert_eq!(
        kinds(Dialect::Postgres, dump),
        [CopyHead, CopyRows, CopyEnd, Statement]
    );
}

#[test]
fn a_format_may_be_a_string_and_a_column_may_be_called_csv() {
    let csv = "COPY t FROM stdin WITH (FORMAT 'csv');\n\"a\n\\.\nb\"\n\\.\n";
    assert_eq!(kinds(Dialect::Postgres, csv), [CopyHead, CopyRows, CopyEnd]);
    let text = "COPY t FROM stdin WITH (FORCE_NOT_NULL (csv));\n\"\n\\.\nSELECT 1;\n";
    assert_eq!(
        kinds(Dialect::Postgres, text),
        [CopyHead, CopyRows, CopyEnd, Statement]
    );
}

#[test]
fn the_end_of_csv_needs_no_line_end() {
    let dump = "COPY t FROM stdin CSV;\n1,2\n\\.";
    assert_eq!(
        kinds(Dialect::Postgres, dump),
        [CopyHead, CopyRows, CopyEnd]
    );
}

#[test]
fn only_a_set_sets_the_mode() {
    let dump = "UPDATE t SET sql_mode = 'NO_BACKSLASH_ESCAPES';\nSELECT 'a\\';';\n";
    assert_eq!(kinds(Dialect::Mysql, dump), [Statement; 2]);
    let set = "/*M!100100 SET sql_mode = 'NO_BACKSLASH_ESCAPES' */;\nSELECT 'a\\';\n";
    assert_eq!(kinds(Dialect::Mysql, set), [Statement; 2]);
}

#[test]
fn a_comment_between_rows_that_nobody_executes_is_skipped_however_it_comes() {
    let dump = "INSERT INTO t VALUES (1),/*!999999 (9) */(2 /*!40000 + 1 */);\n";
    assert_eq!(kinds(Dialect::Mysql, dump), INSERT);
    assert_eq!(
        fields(Dialect::Mysql, dump),
        [vec!["1"], vec!["2 /*!40000 + 1 */"]]
    );
}

#[test]
fn quotes_in_comments_and_other_quotes_open_no_string() {
    let dump = "INSERT INTO t VALUES ('a', \"'\", 'b'),/* ' */('c',- 'd','e'/* ' */,`'`,-1),-- '\n('f');\n";
    assert_eq!(
        fields(Dialect::Mysql, dump),
        [
            vec!["'a'", "\"'\"", "'b'"],
            vec!["'c'", "- 'd'", "'e'/* ' */", "`'`", "-1"],
            vec!["'f'"]
        ]
    );
}

#[test]
fn what_follows_the_rows_is_no_statement_of_its_own() {
    let dump = "INSERT INTO t VALUES (1)\nCOPY t FROM stdin; SELECT 1;\n";
    assert_eq!(
        kinds(Dialect::Postgres, dump),
        [INSERT.as_slice(), &[Statement]].concat()
    );
}

#[test]
fn a_row_of_blanks_has_no_fields() {
    assert_eq!(
        fields(Dialect::Mysql, "INSERT INTO t VALUES ( ), (1, );\n"),
        [vec![], vec!["1", ""]]
    );
}

#[test]
fn words_in_rows_hide_neither_dollars_nor_escapes() {
    let dollars = "INSERT INTO t VALUES (a$b$, 1), (2, c$b$);\n";
    assert_eq!(
        fields(Dialect::Postgres, dollars),
        [["a$b$", "1"], ["2", "c$b$"]]
    );
    let prefix = "INSERT INTO t VALUES (date'\\', 1), (E'\\'', 2);\n";
    assert_eq!(
        fields(Dialect::Postgres, prefix),
        [["date'\\'", "1"], ["E'\\''", "2"]]
    );
}
