//! Dumps of a table of people, of any length.

/// Stands in every value of these dumps, in no message.
pub(crate) const CANARY: &str = "Zyxwvut";

/// Masks them.
pub(crate) const PROFILE: &str = "version: 1
tables:
  people:
    columns:
      id: keep
      name: { transformer: token, length: 20 }
      note: { transformer: redact }
";

/// A dump with that many rows in COPY and one more in INSERT.
pub(crate) fn postgres_dump(rows: usize) -> String {
    let rows: Vec<String> = (0..rows)
        .map(|row| format!("{row}\tZyxwvut{row}\tnote {row}\n"))
        .collect();
    let rows = rows.concat();
    format!(
        "SET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\n\n\
         CREATE TABLE public.people (\n    id integer NOT NULL,\n    name text,\n    note text\n);\n\n\
         COPY public.people (id, name, note) FROM stdin;\n{rows}\\.\n\n\
         INSERT INTO public.people VALUES (-1, 'Zyxwvut', 'late');\n"
    )
}

/// The same for MySQL, a thousand rows in each statement.
pub(crate) fn mysql_dump(rows: usize) -> String {
    let row = |row: usize| format!("({row},'Zyxwvut{row}','note {row}')");
    let all: Vec<String> = (0..rows).map(row).collect();
    let statements: Vec<String> = all
        .chunks(1000)
        .map(|rows| format!("INSERT INTO `people` VALUES {};\n", rows.join(",")))
        .collect();
    format!(
        "/*!40101 SET NAMES utf8mb4 */;\nCREATE TABLE `people` (\n  `id` int NOT NULL,\n  \
         `name` varchar(60),\n  `note` varchar(9000)\n) ENGINE=InnoDB;\n{}\
         INSERT INTO `people` VALUES (-1,'Zyxwvut','late');\n",
        statements.concat()
    )
}

/// The same for SQLite, a statement for each row.
pub(crate) fn sqlite_dump(rows: usize) -> String {
    let row =
        |row: usize| format!("INSERT INTO people VALUES({row},'Zyxwvut{row}','note {row}');\n");
    let rows: Vec<String> = (0..rows).map(row).collect();
    let rows = rows.concat();
    format!(
        "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n\
         CREATE TABLE people (id INTEGER, name TEXT, note TEXT);\n{rows}COMMIT;\n"
    )
}
