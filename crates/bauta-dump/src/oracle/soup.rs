//! Scripts made of what scripts are made of, in any order and with something missing.

use bauta_model::Dialect;
use proptest::prelude::*;
use proptest::sample::select;

/// A script, mostly well-formed; rows and strings hold what looks like the end of them.
pub(super) fn script(dialect: Dialect) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        5 => insert(dialect),
        3 => select(statements(dialect)).prop_map(<[u8]>::to_vec),
        2 => copy(dialect),
        2 => statement(dialect),
        2 => select(BETWEEN).prop_map(<[u8]>::to_vec),
        1 => select(JUNK).prop_map(<[u8]>::to_vec),
    ];
    proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// Anything at all, of the bytes that mean something.
pub(super) fn junk(dialect: Dialect) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        select(JUNK),
        select(BETWEEN),
        select(WORDS),
        select(values(dialect)),
        select(statements(dialect)),
    ];
    proptest::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat())
}

fn statement(dialect: Dialect) -> impl Strategy<Value = Vec<u8>> {
    let part = prop_oneof![select(WORDS), select(values(dialect)), select(BETWEEN)];
    proptest::collection::vec(part, 1..8)
        .prop_map(|parts| [&parts.join(&b' ')[..], b";\n"].concat())
}

fn insert(dialect: Dialect) -> impl Strategy<Value = Vec<u8>> {
    let row = proptest::collection::vec(value(dialect), 0..5)
        .prop_map(|values| [b"(", &values.join(&b',')[..], b")"].concat());
    let between = select(SEPARATORS);
    let rows = proptest::collection::vec((row, between), 1..5);
    let tail = select(TAILS);
    (select(HEADS), rows, tail).prop_map(|(head, rows, tail)| {
        let mut script = head.to_vec();
        for (index, (row, between)) in rows.iter().enumerate() {
            script.extend_from_slice(if index > 0 { between } else { b"" });
            script.extend_from_slice(row);
        }
        script.extend_from_slice(tail);
        script
    })
}

fn value(dialect: Dialect) -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        4 => select(values(dialect)).prop_map(<[u8]>::to_vec),
        1 => proptest::collection::vec(select(values(dialect)), 2..4).prop_map(|parts| parts.join(&b' ')),
        1 => select(values(dialect)).prop_map(|inner| [b"f(", inner, b", 1)"].concat()),
    ]
}

fn copy(dialect: Dialect) -> impl Strategy<Value = Vec<u8>> {
    let heads: &'static [&'static [u8]] = match dialect {
        Dialect::Postgres => COPIES,
        _ => &[b"SELECT 1;"],
    };
    let lines = proptest::collection::vec(select(LINES), 0..6);
    let end = select(ENDS);
    (select(heads), lines, end).prop_map(move |(head, lines, end)| match dialect {
        Dialect::Postgres => [head, &lines.concat(), end].concat(),
        _ => head.to_vec(),
    })
}

fn values(dialect: Dialect) -> &'static [&'static [u8]] {
    match dialect {
        Dialect::Postgres => POSTGRES_VALUES,
        Dialect::Mysql => MYSQL_VALUES,
        Dialect::Sqlite => SQLITE_VALUES,
    }
}

fn statements(dialect: Dialect) -> &'static [&'static [u8]] {
    match dialect {
        Dialect::Postgres => POSTGRES,
        Dialect::Mysql => MYSQL,
        Dialect::Sqlite => SQLITE,
    }
}

static HEADS: &[&[u8]] = &[
    b"INSERT INTO t VALUES ",
    b"insert into t (a, b) values",
    b"INSERT INTO \"t;\" /* VALUES */ VALUES\n",
    b"REPLACE INTO t VALUES ",
    b"INSERT INTO t(\"values\") VALUES-- x\n",
    b"INSERT INTO t DEFAULT VALUES",
    b"INSERT INTO t VALUE ",
];

static SEPARATORS: &[&[u8]] = &[
    b",",
    b", ",
    b",\n\t",
    b" , ",
    b",-- x\n",
    b"/* ( */,",
    b"\n",
];

static TAILS: &[&[u8]] = &[
    b";\n",
    b" ;",
    b"\nON CONFLICT DO NOTHING;\n",
    b" -- ;\n;",
    b"",
];

static ENDS: &[&[u8]] = &[b"\\.\n", b"\\.\n", b"\\.\r\n", b"\\.", b""];

static BETWEEN: &[&[u8]] = &[
    b" ",
    b"\n",
    b"\t\r\n",
    b"-- it's; a comment\n",
    b"/* ; ' */",
    b"--\n",
    b"/**/",
    b"/*/ ; */",
    b"\x0B",
    b"# '\n",
    b"/* a /* ; */ ' */",
    b"--x;\n",
];

static WORDS: &[&[u8]] = &[
    b"SELECT",
    b"INSERT INTO",
    b"VALUES",
    b"DEFAULT",
    b"COPY",
    b"FROM",
    b"stdin",
    b"CREATE",
    b"FUNCTION",
    b"OR REPLACE",
    b"TRIGGER",
    b"TEMP",
    b"BEGIN",
    b"END",
    b"CASE",
    b"e",
    b"E",
    b"a$b",
    b"K\xC3\xA4the",
    b"value",
    b"(",
    b")",
    b"csv",
    b"PROCEDURE",
    b"TABLE",
];

static JUNK: &[&[u8]] = &[
    b"'",
    b"\"",
    b"`",
    b"\\",
    b"$",
    b"$$",
    b"/*",
    b"*/",
    b"-",
    b"/",
    b"#",
    b"[",
    b"]",
    b"(",
    b")",
    b",",
    b";",
    b"\\.",
    b"\x00",
    b"\xFF",
    b"\x95\\",
    b"\x83'",
    b"\xE9\"",
    b"E'",
    b"/*!",
    b"/*M!",
    b"/*!9999",
    b"\\.\n",
    b"delimiter",
    b".",
    b"\xEF\xBB\xBF",
    b"''",
    b"--",
    b"$a$",
    b"e'\\",
];

static POSTGRES_VALUES: &[&[u8]] = &[
    b"1",
    b"-1.5e-3",
    b"NULL",
    b"'a'",
    b"''",
    b"'it''s'",
    b"'a;b),('",
    b"'-- x'",
    b"'/* '",
    b"E'a\\'b'",
    b"e'\\\\'",
    b"E'it''s\\''",
    b"U&'\\0041'",
    b"B'01'",
    b"$$a'b;)$$",
    b"$x$ $$ $y$ $x$",
    b"$1",
    b"\"a\"\"b)\"",
    b"'x'::text",
    b"a$b$c",
    b"ARRAY['a','b']",
    b"(1)",
    b"/* ) */ 2",
    b"3 -- )\n",
    b"'a\\'",
    b"1-",
    b"1/",
    b"DEFAULT",
    b"date'2020-01-01'",
    b"true",
    b"\x95\\",
    b"'\x95\\'",
    b"",
    b" ",
    b"TIME'\\'",
];

static MYSQL_VALUES: &[&[u8]] = &[
    b"1",
    b"-1.5e-3",
    b"NULL",
    b"'a'",
    b"''",
    b"'it''s'",
    b"'it\\'s'",
    b"'a;b),('",
    b"'\\\\'",
    b"\"a'b\"",
    b"\"a\\\"b)\"",
    b"_binary 'a\\\\'",
    b"0x00FF",
    b"x'ff'",
    b"`a``b)`",
    b"/* ) */ 2",
    b"3 -- )\n",
    b"4 # )\n",
    b"1--1",
    b"'a\\'",
    b"\"a\\\"",
    b"/*!40000 'c' */ 1",
    b"/*!999999 ) */ 1",
    b"1-",
    b"1/",
    b"(1)",
    b"'\x95\\'",
    b"'\xD5'",
    b"e'x'",
    b"",
    b" ",
    b"a$$b",
];

static SQLITE_VALUES: &[&[u8]] = &[
    b"1",
    b"-1.5e-3",
    b"NULL",
    b"'a'",
    b"''",
    b"'it''s'",
    b"'a;b),('",
    b"'a\\'",
    b"X'6162'",
    b"[a)b]",
    b"`a)b`",
    b"\"a\"\"b)\"",
    b"replace('a\\nb','\\n',char(10))",
    b"unistr('\\u000anl')",
    b"/* ) */ 2",
    b"3 -- )\n",
    b"1-",
    b"1/",
    b"(1)",
    b"",
    b" ",
    b"-Inf",
    b"E'x'",
];

static COPIES: &[&[u8]] = &[
    b"COPY t (a, b) FROM stdin;\n",
    b"copy \"t;\n\" from stdin;\n",
    b"COPY t FROM /* x */ STDIN ;\r\n",
    b"COPY t FROM stdin WITH (FORMAT csv);\n",
    b"COPY t FROM stdin CSV;\n",
    b"COPY t TO stdout;\n",
    b"COPY t FROM stdin; \t\n",
    b"COPY t FROM stdin WITH (DELIMITER E'\\t', NULL '');\n",
    b"COPY t FROM stdin;",
    b"COPY t (a) FROM stdin; x\n",
];

static LINES: &[&[u8]] = &[
    b"1\ta\n",
    b"\n",
    b"\\N\t\\\\.\n",
    b"\\.x\n",
    b"a\\.\n",
    b" \\.\n",
    b"\\\\.\n",
    b"'\n",
    b"x\r\n",
    b"\\.\r\r\n",
    b"\"a\n\\.\n\"\n",
    b"1,\"x\"\"y\"\n",
    b"\\..\n",
    b"-- x\n",
    b"\x95\\\n",
    b"\\\n",
];

static POSTGRES: &[&[u8]] = &[
    b"SET standard_conforming_strings = off;\n",
    b"SET standard_conforming_strings = on;\n",
    b"SET client_encoding = 'SJIS';\n",
    b"SET client_encoding = 'UTF8';\n",
    b"\\restrict abc\n",
    b"\\connect a;b\n",
    b"SELECT 1 \\gexec ;\n",
    b"SELECT 1;",
    b";",
    b"CREATE FUNCTION f() AS $$ BEGIN ; END $$;\n",
    b"CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; END;\n",
    b"CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC ; END;",
    b"CREATE RULE r AS (SELECT 1; SELECT 2);\n",
    b"CREATE TABLE function (begin int);\n",
    b"INSERT INTO value VALUES (1);\n",
    b"INSERT INTO t SELECT 1;\n",
    b"CREATE FUNCTION f(begin int) AS 'x';\n",
    b"SELECT (SELECT 1;",
    b"CREATE FUNCTION f() RETURN CASE WHEN true THEN 1 END;\n",
];

static MYSQL: &[&[u8]] = &[
    b"SET sql_mode = 'NO_BACKSLASH_ESCAPES';\n",
    b"/*!50003 SET sql_mode = 'ANSI_QUOTES' */;\n",
    b"SET sql_mode = '';\n",
    b"SET NAMES gbk;\n",
    b"/*!40101 SET NAMES utf8mb4 */;\n",
    b"DELIMITER ;;\n",
    b"DELIMITER ;\n",
    b"delimiter $$\n",
    b"DELIMITER M\n",
    b"SELECT 1M\n",
    b"DELIMITER //\n",
    b"SELECT 1 ;;\n",
    b"SELECT 1$$\n",
    b"BEGIN SELECT 1; END$$\n",
    b"SELECT 'a$$'//\n",
    b"/*!50003 CREATE*/ /*!50003 TRIGGER t SET a = ';' */;\n",
    b"/*!999999\\- enable */ \n",
    b"/*M!100100 SELECT 1 */;\n",
    b"/*!40000 INSERT INTO t VALUES (1) */;\n",
    b"SET @@GLOBAL.x=/*!80000 '+'*/ '';\n",
    b"UPDATE t SET sql_mode = 'ANSI_QUOTES';\n",
    b"SELECT 1--2;\n",
    b"\\! id\n",
    b"SELECT 1 \\G\n;\n",
    b"SELECT 1 */ ;\n",
];

static SQLITE: &[&[u8]] = &[
    b"BEGIN TRANSACTION;\n",
    b"COMMIT;\n",
    b"ROLLBACK; -- due to errors\n",
    b".read x\n",
    b"PRAGMA foreign_keys=OFF;\n",
    b"CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT ';'; SELECT CASE 1 WHEN 1 THEN 1 END; END;\n",
    b"CREATE TEMP TRIGGER t BEGIN INSERT INTO x VALUES (1); END /* x */ ;\n",
    b"CREATE TABLE [a ; b] (`c;`);\n",
    b"CREATE INDEX trigger ON t(a);\n",
    b"SELECT \\ 1;\n",
    b"CREATE TRIGGER t BEGIN SELECT 1;END\n;",
    b"SELECT 1;",
];
