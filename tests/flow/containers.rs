//! Secrets in containers within containers, in the rows of every dialect.

use std::fmt::Write;

use bauta_codec::compressed::Packing;
use bauta_codec::sql::{self, Quoting};
use bauta_codec::{Charset, copy};

use crate::workplace::{Workplace, run};
use crate::wrapping::{WRAPS, Wrap, leaks};

const PROFILE: &str = "\
version: 1
tables:
  logs:
    columns:
      id: keep
      payload: keep
";

/// A form of rows: how a dump begins, how a value is written, how it is read.
struct Dialect {
    name: &'static str,
    front: &'static str,
    end: &'static str,
    write: fn(usize, &[u8], &mut Vec<u8>),
    read: fn(&[u8]) -> Option<Vec<u8>>,
}

const MYSQL: Quoting = Quoting {
    backslash: true,
    mysql: true,
    sqlite: false,
    charset: Charset::AsciiSafe,
};

const SQLITE: Quoting = Quoting {
    backslash: false,
    mysql: false,
    sqlite: true,
    charset: Charset::AsciiSafe,
};

static DIALECTS: [Dialect; 3] = [
    Dialect {
        name: "postgres",
        front: "-- PostgreSQL database dump\nSET standard_conforming_strings = on;\nCREATE TABLE public.logs (id integer, payload text);\nCOPY public.logs (id, payload) FROM stdin;\n",
        end: "\\.\n-- PostgreSQL database dump complete\n",
        write: |id, value, out| {
            out.extend_from_slice(format!("{id}\t").as_bytes());
            let start = out.len();
            out.extend_from_slice(value);
            copy::encode_tail(out, start, b'\t', Charset::AsciiSafe, &mut Vec::new());
            out.push(b'\n');
        },
        read: |line| {
            let tab = line.iter().position(|byte| *byte == b'\t')?;
            Some(copy::decode(&line[tab + 1..], Charset::AsciiSafe, &mut Vec::new()).to_vec())
        },
    },
    Dialect {
        name: "mysql",
        front: "-- MySQL dump 10.13\nCREATE TABLE `logs` (\n  `id` int,\n  `payload` text\n);\n",
        end: "-- Dump completed\n",
        write: |id, value, out| {
            out.extend_from_slice(format!("INSERT INTO `logs` VALUES ({id},").as_bytes());
            sql::push_quoted(value, true, MYSQL, out);
            out.extend_from_slice(b");\n");
        },
        read: |line| inserted(line, MYSQL),
    },
    Dialect {
        name: "sqlite",
        front: "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE logs (id integer, payload text);\n",
        end: "COMMIT;\n",
        write: |id, value, out| {
            out.extend_from_slice(format!("INSERT INTO logs VALUES({id},").as_bytes());
            sql::push_quoted(value, false, SQLITE, out);
            out.extend_from_slice(b");\n");
        },
        read: |line| inserted(line, SQLITE),
    },
];

fn inserted(line: &[u8], quoting: Quoting) -> Option<Vec<u8>> {
    let line = line.strip_prefix(b"INSERT INTO ")?;
    let start = line.iter().position(|byte| *byte == b'\'')? + 1;
    let body = line.get(start..)?.strip_suffix(b"');")?;
    let mut out = Vec::new();
    sql::unquote(body, b'\'', quoting.backslash, quoting, &mut out);
    Some(out)
}

/// A row of the test: what it is wrapped in, and a secret of its own.
struct Row {
    wraps: Vec<Wrap>,
    random: String,
}

impl Row {
    fn value(&self) -> Vec<u8> {
        let inner = format!("say {}_live_{} to ada", "sk", self.random);
        let wrap = |text: Vec<u8>, wrap: &Wrap| wrap.wrap(&text, "note");
        self.wraps.iter().rev().fold(inner.into_bytes(), wrap)
    }

    fn unwrapped(&self, value: Vec<u8>) -> String {
        let unwrap = |text: Vec<u8>, wrap: &Wrap| wrap.unwrap(&text, "note");
        String::from_utf8(self.wraps.iter().fold(value, unwrap)).unwrap()
    }
}

/// No form, each form, each in each, and some deeper ones.
fn rows() -> Vec<Row> {
    let mut nests = vec![Vec::new()];
    for outer in WRAPS {
        nests.push(vec![outer]);
        nests.extend(WRAPS.map(|inner| vec![outer, inner]));
    }
    for (index, outer) in WRAPS.iter().enumerate() {
        let next = |by: usize| WRAPS[(index * 5 + by) % WRAPS.len()];
        nests.push(vec![*outer, next(1), next(3), next(8)]);
        nests.push(vec![*outer, next(2), next(11)]);
    }
    // Values in a row whose digits differ from row to row.
    let row = |(index, wraps): (usize, Vec<Wrap>)| Row {
        wraps,
        random: format!("Zx{:022x}", (index as u128 + 7) * 0x9e37_79b9_7f4a_7c15),
    };
    nests.into_iter().enumerate().map(row).collect()
}

#[test]
fn no_secret_is_left_in_any_container_of_any_dialect() {
    let rows = rows();
    for dialect in &DIALECTS {
        let mut dump = dialect.front.as_bytes().to_vec();
        for (id, row) in rows.iter().enumerate() {
            // A line end would be raw in some dialects, and lines are what the test reads.
            (dialect.write)(id, &without_lines(row.value()), &mut dump);
        }
        dump.extend_from_slice(dialect.end.as_bytes());
        let place = Workplace::new();
        let (input, profile) = (
            place.write("dump.sql", dump),
            place.write("p.yaml", PROFILE),
        );
        let mut command = place.mask(input, profile);
        command.args(["-o", "masked.sql"]);
        run(command).expect_code(0);
        let masked = place.read("masked.sql");
        let read: Vec<_> = masked
            .split(|byte| *byte == b'\n')
            .filter_map(dialect.read)
            .collect();
        assert_eq!(read.len(), rows.len(), "{}", dialect.name);
        for (row, value) in rows.iter().zip(read) {
            let place = format!("{}: {:?}", dialect.name, row.wraps);
            assert!(!leaks(&value, row.random.as_bytes()), "{place}");
            let inner = row.unwrapped(value);
            assert!(!leaks(inner.as_bytes(), row.random.as_bytes()), "{place}");
            assert!(
                inner.starts_with("say sk_live_BAUTAdead"),
                "{place}: {inner}"
            );
            assert!(inner.ends_with(" to ada"), "{place}: {inner}");
        }
    }
}

/// Base64 is wrapped elsewhere: here each row has one line.
fn without_lines(value: Vec<u8>) -> Vec<u8> {
    value.into_iter().filter(|byte| *byte != b'\n').collect()
}

#[test]
fn a_kept_column_that_is_named_for_secrets_is_looked_at() {
    let place = Workplace::new();
    let dump = "-- PostgreSQL database dump\nCREATE TABLE public.logs (id integer, payload text, smtp_password text);\nCOPY public.logs (id, payload, smtp_password) FROM stdin;\n1\tswordfish9\tswordfish9\n2\tx\ttrue\n3\ty\t\\N\n\\.\n-- PostgreSQL database dump complete\n";
    let profile = PROFILE.replace("payload: keep", "payload: keep\n      smtp_password: keep");
    let (input, profile) = (
        place.write("dump.sql", dump),
        place.write("p.yaml", profile),
    );
    let mut command = place.mask(input, profile);
    command.args(["-o", "masked.sql"]);
    run(command).expect_code(0);
    let masked = String::from_utf8(place.read("masked.sql")).unwrap();
    assert!(masked.contains("\n1\tswordfish9\tBAUTAdead"), "{masked}");
    assert!(masked.contains("\n2\tx\ttrue\n3\ty\t\\N\n"), "{masked}");
}

#[test]
fn what_is_nested_too_deeply_never_passes() {
    let place = Workplace::new();
    let random = "Zx9".repeat(8);
    let mut dump = DIALECTS[0].front.as_bytes().to_vec();
    let depths = [4, 9, 10, 11, 12, 15, 20];
    for depth in depths {
        let secret = ["sk", "live", &random].join("_").into_bytes();
        let onion = (0..depth).fold(secret, |text, _| Wrap::Base64.wrap(&text, "note"));
        (DIALECTS[0].write)(depth, &Wrap::Json.wrap(&onion, "note"), &mut dump);
    }
    dump.extend_from_slice(DIALECTS[0].end.as_bytes());
    let (input, profile) = (
        place.write("dump.sql", dump),
        place.write("p.yaml", PROFILE),
    );
    let mut command = place.mask(&input, &profile);
    command.args(["-o", "masked.sql", "--verify"]);
    run(command).expect_code(0).expect_said("5 unopened: ");
    let masked = place.read("masked.sql");
    let values = masked
        .split(|byte| *byte == b'\n')
        .filter_map(DIALECTS[0].read);
    let mut count = 0;
    for value in values {
        let mut inner = Wrap::Json.unwrap(&value, "note");
        let mut next = Vec::new();
        while bauta_codec::base64::decode(&inner, &mut next).is_ok() {
            inner = std::mem::take(&mut next);
        }
        assert!(!leaks(&inner, random.as_bytes()));
        count += 1;
    }
    assert_eq!(count, depths.len());
    let told = run(place.bauta(["verify", "dump.sql"])).expect_code(6);
    let told = String::from_utf8(told.stdout).unwrap() + &told.stderr;
    assert!(told.contains("unopened-container"), "{told}");
}

#[test]
fn what_is_compressed_in_a_column_of_bytes_is_opened() {
    let place = Workplace::new();
    let random = "Zx7".repeat(8);
    let secret = ["sk", "live", &random].join("_");
    let text = format!("{{\"mail\": \"ada@lovelace.de\", \"key\": \"{secret}\"}}");
    for packing in [Packing::Gzip, Packing::Zlib, Packing::Mysql] {
        let mut blob = Vec::new();
        packing.pack(text.as_bytes(), &mut blob);
        let mut raw = b"INSERT INTO `logs` VALUES (1,_binary ".to_vec();
        sql::push_quoted(&blob, true, MYSQL, &mut raw);
        let mut digits = String::new();
        for byte in &blob {
            write!(digits, "{byte:02X}").unwrap();
        }
        let dumps: [(&str, Vec<u8>); 4] = [
            ("blob", [&raw[..], b");\n"].concat()),
            (
                "blob",
                format!("INSERT INTO `logs` VALUES (1,0x{digits});\n").into_bytes(),
            ),
            (
                "bytea",
                format!("1\t\\\\x{}\n", digits.to_lowercase()).into_bytes(),
            ),
            (
                "blobs",
                format!("INSERT INTO logs VALUES(1,X'{digits}');\n").into_bytes(),
            ),
        ];
        for (ty, rows) in dumps {
            let dialect = match ty {
                "bytea" => &DIALECTS[0],
                "blob" => &DIALECTS[1],
                _ => &DIALECTS[2],
            };
            let front = dialect.front.replace("payload` text", "payload` blob");
            let front = front.replace(
                "payload text",
                &format!("payload {}", ty.trim_end_matches('s')),
            );
            let dump = [front.as_bytes(), &rows, dialect.end.as_bytes()].concat();
            let input = place.write("dump.sql", dump);
            let profile = place.write("p.yaml", PROFILE);
            let mut command = place.mask(&input, &profile);
            command.args(["-o", "masked.sql", "--verify"]);
            run(command).expect_code(0).expect_said("replaced");
            let masked = place.read("masked.sql");
            assert!(!masked.windows(blob.len()).any(|part| part == blob));
            run(place.bauta(["verify", "dump.sql"])).expect_code(6);
            run(place.bauta(["verify", "masked.sql"])).expect_code(0);
            let told = run(place.bauta(["inspect", "dump.sql", "--format", "json"])).expect_code(0);
            let told = String::from_utf8(told.stdout).unwrap();
            assert!(told.contains("stripe-secret"), "{told}");
        }
    }
}
