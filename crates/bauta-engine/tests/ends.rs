//! Most rows of a long dump are left out when it is read for its definitions; what stands between
//! them counts all the same.
#![allow(
    clippy::unwrap_used,
    reason = "this is test code, which clippy knows by #[test] only"
)]

use std::fs;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use bauta_crypto::EnvironmentKey;
use bauta_engine::{Cancel, Input, Job, Output, ProfileSource, Silent};

#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

const PROFILE: &str = "
version: 1
secrets: report
tables:
  one: { columns: { id: keep, mail: { transformer: email, domain: mail } } }
  two: { columns: { mail: { transformer: email, domain: mail }, note: keep } }
";

/// A dump of two tables, with `middle` between their rows and `second` in the last row.
fn dump(head: &str, middle: &str, second: &str, tail: &str) -> String {
    let row = |id| format!("{id}\tsomebody.with.a.name.{id}@shop.example\n");
    let rows = (0..120_000).map(row).collect::<Vec<_>>().concat();
    format!(
        "--\n{head}CREATE TABLE one (id bigint, mail text);\nCOPY one (id, mail) FROM stdin;\n{rows}\\.\n{middle}COPY two (mail, note) FROM stdin;\n{rows}{second}\\.\n{tail}"
    )
}

/// The same of `MySQL`.
fn mysqldump(head: &str, middle: &str, second: &str, tail: &str) -> String {
    let rows = |first: &str, second: &str| {
        let row = |id| format!("({first}'somebody.with.a.name.{id}@shop.example'{second})");
        (0..1500).map(row).collect::<Vec<_>>().join(",")
    };
    let inserts = |table: &str, rows: String| format!("INSERT INTO `{table}` VALUES {rows};\n");
    let one = inserts("one", rows("1,", "")).repeat(140);
    let two = inserts("two", rows("", ",'n'")).repeat(140);
    format!(
        "-- MySQL dump 10\n{head}CREATE TABLE `one` (`id` int, `mail` varchar(200));\n{one}{middle}{two}{second}{tail}-- Dump completed\n"
    )
}

const TWO: &str = "CREATE TABLE two (mail text, note text);\n";

fn masked(dump: &str, whole: bool) -> Result<Vec<u8>, String> {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (folder.path().join("from"), folder.path().join("to"));
    fs::write(&from, dump).unwrap();
    let bytes = Shared::default();
    let output = if whole {
        // What is streamed is read as a whole first.
        Output::Stream(Box::new(bytes.clone()))
    } else {
        Output::File(to.clone())
    };
    let key = EnvironmentKey::from_root("test", [1; 32]);
    let job = Job::new(ProfileSource::of(PROFILE), Input::File(from), output, key);
    job.mask(&mut Silent, &Cancel::default())
        .map_err(|error| format!("{error:?}"))?;
    if whole {
        return Ok(bytes.0.lock().unwrap().clone());
    }
    fs::read(to).map_err(|error| error.to_string())
}

fn alike(dump: &str) -> Result<Vec<u8>, String> {
    let (whole, ends) = (masked(dump, true), masked(dump, false));
    assert!(whole == ends, "{:?} {:?}", whole.err(), ends.err());
    ends
}

#[test]
fn definitions_at_the_ends_are_enough() {
    let unique = "ALTER TABLE ONLY one ADD CONSTRAINT m UNIQUE (mail);\n";
    let out = alike(&dump(TWO, "", "x@shop.example\ty\n", unique)).unwrap();
    assert!(out.ends_with(unique.as_bytes()));
    assert!(!out.windows(15).any(|bytes| bytes == b"x@shop.example\t"));
}

#[test]
fn definitions_in_the_middle_count() {
    let row = "x@shop.example\ty\n";
    assert!(alike(&dump("", TWO, row, "")).is_ok());
    assert!(
        alike(&dump(
            TWO,
            "ALTER TABLE two ADD COLUMN more text;\n",
            row,
            ""
        ))
        .is_err()
    );
    let key = "ALTER TABLE two ADD FOREIGN KEY (mail) REFERENCES one (mail);\n";
    assert!(alike(&dump(TWO, key, row, "")).is_ok());
    let narrow = "CREATE TABLE two (mail varchar(4), note text);\n";
    assert!(alike(&dump("", narrow, row, "")).is_err());
}

#[test]
fn mysql_is_read_from_table_to_table() {
    let two = "CREATE TABLE `two` (`mail` varchar(200), `note` text);\n";
    let row = "INSERT INTO `two` VALUES ('x@shop.example','y');\n";
    let unique = "ALTER TABLE `one` ADD UNIQUE (`mail`);\n";
    let out = alike(&mysqldump("", two, row, unique)).unwrap();
    assert!(!out.windows(15).any(|bytes| bytes == b"'x@shop.example"));
    // The second definition stands between INSERTs into the same table.
    let again = [
        row,
        "DROP TABLE `two`;\nCREATE TABLE `two` (`note` text, `mail` varchar(200));\n",
    ]
    .concat();
    let row = "INSERT INTO `two` VALUES ('y','x@shop.example');\n".repeat(3);
    let hidden = mysqldump("", two, &again, &row);
    alike(&hidden).unwrap();
    // A definition that is leapt over.
    let rows = format!("('{}','n')", "x@shop.example").repeat(4000);
    let rows = format!("INSERT INTO `two` VALUES {};\n", rows.replace(")(", "),("));
    let late = [
        "ALTER TABLE `two` MODIFY `mail` varchar(4);\n",
        &rows.repeat(120),
    ]
    .concat();
    assert!(alike(&mysqldump("", two, &late, "")).is_err());
    let error = alike(&mysqldump("", two, "INSERT INTO `two` VALUES (1);\n", "")).unwrap_err();
    assert!(error.contains("fields"), "{error}");
    assert!(alike(&mysqldump("", "", row.as_str(), "")).is_err());
}

#[test]
fn rows_without_a_definition_are_what_their_head_says() {
    alike(&dump("", "", "x@shop.example\ty\n", "")).unwrap();
}

#[test]
fn errors_are_those_of_the_whole_dump() {
    let error = alike(&dump(TWO, "", "x@shop.example\ty\tz\n", "")).unwrap_err();
    assert!(error.contains("fields"), "{error}");
    assert!(alike(&dump(TWO, "DROP TABLE", "x@shop.example\ty\n", "")).is_err());
}
