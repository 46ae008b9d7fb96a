use std::fmt::Write as _;

use bauta_dump::{FrameKind, Limits};
use bauta_model::Dialect;

use super::*;
use crate::observe::Silent;
use crate::pipeline::Cancel;
use crate::scan::Opened;
use crate::source::Input;

/// Writes down everything it is shown.
#[derive(Default)]
struct Scribe {
    lines: Vec<String>,
}

impl Reader for Scribe {
    type Yield = Vec<String>;

    fn row(&mut self, row: &Row<'_>) {
        let mut scratch = Vec::new();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let cells: Vec<String> = (0..row.len())
            .map(|position| {
                let name = row
                    .column(position)
                    .map(|column| row.shape.table.schema.columns[column].name.to_string());
                let cell = match row.cell(position, &mut scratch) {
                    Cell::Null => "∅".to_owned(),
                    Cell::Value(value) => text(value),
                    Cell::Computed => "computed".to_owned(),
                    Cell::Unknown(field) => format!("?{}", text(field)),
                };
                format!("{}={cell}", name.unwrap_or_default())
            })
            .collect();
        self.lines.push(format!(
            "{} {} {} {}: {}",
            row.shape.table.name,
            row.ordinal,
            row.offset,
            row.line,
            cells.join(" ")
        ));
    }

    fn statement(&mut self, statement: &Statement<'_>) {
        if matches!(statement.kind, FrameKind::Statement | FrameKind::CopyRows) {
            let text = String::from_utf8_lossy(statement.text);
            self.lines
                .push(format!("{} {}: {text}", statement.offset, statement.line));
        }
    }

    fn take(&mut self) -> Vec<String> {
        std::mem::take(&mut self.lines)
    }
}

fn read(
    dialect: Dialect,
    dump: &str,
    threads: usize,
    read_bytes: Option<usize>,
) -> (Read, Vec<String>) {
    let input = Input::from_reader(std::io::Cursor::new(dump.to_owned()));
    let reading = DumpReading {
        opened: Opened::open(input, Some(dialect), false).unwrap(),
        limits: Limits::default(),
        threads,
        read_bytes,
    };
    let mut lines = Vec::new();
    let read = reading
        .read(
            Learnt::Nothing,
            &Scribe::default,
            &mut |more| {
                lines.extend(more);
                Ok(())
            },
            &mut Silent,
            &Cancel::default(),
        )
        .unwrap();
    (read, lines)
}

const POSTGRES: &str = "--
-- a script of psql here
--
CREATE TABLE public.t (a integer, b text);
COPY public.t (b, a) FROM stdin;
x\\ty\t1
\\N\t2
\\.
INSERT INTO public.t VALUES (3, 'it''s'),
  (4, now());
COPY public.u (x) FROM stdin WITH (FORMAT csv, NULL '-', HEADER);
x
\"two
lines\"
-
\\.
INSERT INTO public.t VALUES (5, DEFAULT);
INSERT INTO public.t VALUES (6, NULL);
";

#[test]
fn rows_are_bound_by_name_and_numbered_through_their_table() {
    let (read, lines) = read(Dialect::Postgres, POSTGRES, 1, None);
    let rows: Vec<&str> = lines
        .iter()
        .filter(|line| line.starts_with("public"))
        .map(String::as_str)
        .collect();
    assert_eq!(
        rows,
        [
            "public.t 0 107 6: b=x\ty a=1",
            "public.t 1 114 7: b=∅ a=2",
            "public.t 2 150 9: a=3 b=it's",
            "public.t 3 166 10: a=4 b=?now()",
            "public.u 0 246 13: x=two\nlines",
            "public.u 1 258 15: x=∅",
            "public.t 4 291 17: a=5 b=computed",
            "public.t 5 333 18: a=6 b=∅",
        ]
    );
    assert_eq!((read.rows, read.dump_bytes), (8, POSTGRES.len() as u64));
    let names: Vec<String> = read
        .tables
        .iter()
        .map(|table| table.name.to_string())
        .collect();
    assert_eq!(names, ["public.t", "public.u"]);
}

#[test]
fn threads_and_the_size_of_reads_make_no_difference() {
    let mut dump = POSTGRES.to_owned();
    dump.push_str("COPY public.t (a, b) FROM stdin;\n");
    for number in 0..60_000 {
        writeln!(dump, "{number}\tsome text that makes chunks").unwrap();
    }
    dump.push_str("\\.\n");
    let (_, whole) = read(Dialect::Postgres, &dump, 1, None);
    for (threads, read_bytes) in [(1, Some(70)), (3, None), (2, Some(4096))] {
        let (_, lines) = read(Dialect::Postgres, &dump, threads, read_bytes);
        let rows = |lines: &[String]| -> Vec<String> {
            let rows = lines.iter().filter(|line| line.starts_with("public"));
            rows.cloned().collect()
        };
        assert_eq!(rows(&lines), rows(&whole));
    }
}

#[test]
fn rows_of_tables_nobody_defined_are_shown_without_columns() {
    let (_, lines) = read(
        Dialect::Mysql,
        "-- a MySQL script\nINSERT INTO `t` VALUES (1,'a');\n",
        1,
        None,
    );
    assert_eq!(lines, ["t 0 41 2: =1 =a"]);
}

#[test]
fn binary_copies_are_shown_as_they_stand() {
    let dump =
        "-- a script of psql here\nCOPY public.t FROM stdin WITH (FORMAT binary);\nxyz\n\\.\n";
    let (_, lines) = read(Dialect::Postgres, dump, 1, None);
    assert!(
        lines.iter().any(|line| line.ends_with(": xyz\n")),
        "{lines:?}"
    );
}
