//! `shuffle` through whole runs: nothing is lost, nothing is added, and it is honest about memory.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "this is test code, which clippy knows by #[test] only"
)]

use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use bauta_codec::sql::{self, Quoting};
use bauta_codec::{Charset, copy};
use bauta_crypto::EnvironmentKey;
use bauta_engine::{Cancel, Code, EngineError, Input, Job, Outcome, Output, ProfileSource, Silent};
use bauta_model::Dialect;
use proptest::prelude::*;

type Values = Vec<Option<String>>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Copy,
    /// Rows per INSERT.
    Insert(Dialect, usize),
}

#[derive(Debug, Clone, Default)]
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

/// How a run is done.
#[derive(Debug, Clone, Copy)]
struct Means {
    root: u8,
    threads: usize,
    memory_bytes: usize,
    read_bytes: Option<usize>,
    piped: bool,
}

const USUAL: Means = Means {
    root: 1,
    threads: 1,
    memory_bytes: 1 << 30,
    read_bytes: None,
    piped: false,
};

fn profile(rule: &str) -> String {
    format!("version: 1\ntables: {{ staff: {{ columns: {{ id: keep, pay: {rule} }} }} }}\n")
}

fn masked(dump: &str, profile: &str, means: Means) -> Result<String, EngineError> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(dump.as_bytes()).unwrap();
    let input = if means.piped {
        Input::from_reader(io::Cursor::new(dump.to_owned()))
    } else {
        Input::File(file.path().to_owned())
    };
    let bytes = Shared::default();
    let output = Output::Stream(Box::new(bytes.clone()));
    let key = EnvironmentKey::from_root("test", [means.root; 32]);
    let mut job = Job::new(ProfileSource::of(profile), input, output, key);
    job.dialect = Some(match dump {
        rest if rest.contains("`staff`") => Dialect::Mysql,
        rest if rest.contains("INTEGER") => Dialect::Sqlite,
        _ => Dialect::Postgres,
    });
    job.threads = means.threads;
    job.memory_bytes = means.memory_bytes;
    job.read_bytes = means.read_bytes;
    job.mask(&mut Silent, &Cancel::default())?;
    let bytes = std::mem::take(&mut *bytes.0.lock().unwrap());
    Ok(String::from_utf8(bytes).unwrap())
}

fn quoting(dialect: Dialect) -> Quoting {
    Quoting {
        backslash: dialect == Dialect::Mysql,
        mysql: dialect == Dialect::Mysql,
        sqlite: dialect == Dialect::Sqlite,
        charset: Charset::AsciiSafe,
    }
}

/// A dump of `staff (id, pay)`.
fn dump(form: Form, values: &Values) -> String {
    let mut dump = match form {
        Form::Copy | Form::Insert(Dialect::Postgres, _) => {
            "CREATE TABLE public.staff (id integer NOT NULL, pay text);\n"
        }
        Form::Insert(Dialect::Mysql, _) => {
            "CREATE TABLE `staff` (\n  `id` int NOT NULL,\n  `pay` text\n);\n"
        }
        Form::Insert(Dialect::Sqlite, _) => "CREATE TABLE staff (id INTEGER, pay TEXT);\n",
    }
    .to_owned();
    let Form::Insert(dialect, per) = form else {
        dump.push_str("COPY public.staff (id, pay) FROM stdin;\n");
        for (id, value) in values.iter().enumerate() {
            let mut field = Vec::new();
            match value {
                Some(value) => {
                    field.extend_from_slice(value.as_bytes());
                    copy::encode_tail(&mut field, 0, b'\t', Charset::AsciiSafe, &mut Vec::new());
                }
                None => field.extend_from_slice(copy::NULL),
            }
            writeln!(dump, "{id}\t{}", String::from_utf8(field).unwrap()).unwrap();
        }
        return dump + "\\.\n";
    };
    for (index, rows) in values.chunks(per).enumerate() {
        let table = match dialect {
            Dialect::Postgres => "public.staff",
            Dialect::Mysql => "`staff`",
            Dialect::Sqlite => "staff",
        };
        let rows = rows.iter().enumerate().map(|(at, value)| {
            let value = value.as_ref().map_or_else(
                || "NULL".to_owned(),
                |value| {
                    let value = if dialect == Dialect::Mysql {
                        value.replace('\\', "\\\\")
                    } else {
                        value.clone()
                    };
                    format!("'{}'", value.replace('\'', "''"))
                },
            );
            format!("({},{value})", index * per + at)
        });
        let rows: Vec<String> = rows.collect();
        writeln!(dump, "INSERT INTO {table} VALUES {};", rows.join(",")).unwrap();
    }
    dump
}

/// The values of such a dump, in the order of ids, which must be that of the rows.
fn values(form: Form, dump: &str) -> Values {
    let mut values = Values::new();
    let mut push = |id: &str, value: Option<&[u8]>| {
        assert_eq!(id, values.len().to_string());
        values.push(value.map(|value| String::from_utf8(value.to_vec()).unwrap()));
    };
    let mut scratch = Vec::new();
    let Form::Insert(dialect, _) = form else {
        let (_, rows) = dump.split_once("FROM stdin;\n").unwrap();
        for line in rows.split('\n').take_while(|line| *line != "\\.") {
            let (id, field) = line.split_once('\t').unwrap();
            let field = field.as_bytes();
            let value = copy::decode(field, Charset::AsciiSafe, &mut scratch);
            push(id, (field != copy::NULL).then_some(value));
        }
        return values;
    };
    let quoting = quoting(dialect);
    let mut rest = &dump[dump.find(");\n").unwrap() + 3..];
    while let Some(start) = rest.find(" VALUES (") {
        rest = &rest[start + 8..];
        loop {
            let spans = bauta_dump::row_fields(
                rest.as_bytes(),
                dialect,
                quoting.backslash,
                Charset::AsciiSafe,
            );
            let field = |index: usize| {
                let (from, to): (u32, u32) = spans[index];
                &rest[from as usize..to as usize]
            };
            let like = sql::classify(field(1).as_bytes(), quoting);
            let value = (field(1) != "NULL")
                .then(|| sql::decode(field(1).as_bytes(), like, quoting, &mut scratch).unwrap());
            push(field(0), value);
            rest = &rest[spans[1].1 as usize + 1..];
            match rest.strip_prefix(',') {
                Some(more) => rest = more,
                None => break,
            }
        }
    }
    values
}

fn sorted(values: &Values) -> Values {
    let mut values = values.clone();
    values.sort();
    values
}

fn numbered(count: usize) -> Values {
    (0..count).map(|n| Some(format!("value {n}"))).collect()
}

fn forms() -> impl Strategy<Value = Form> {
    let dialects = prop_oneof![
        Just(Dialect::Postgres),
        Just(Dialect::Mysql),
        Just(Dialect::Sqlite)
    ];
    let inserts = (dialects, 1usize..6).prop_map(|(dialect, per)| Form::Insert(dialect, per));
    prop_oneof![1 => Just(Form::Copy), 3 => inserts]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_values_stay_the_same_and_null_stays_null(
        form in forms(),
        original in prop::collection::vec(
            prop::option::weighted(0.8, "[a-c\\\\'\"(),;é\u{0009}\u{000A} N.]{0,6}"), 1..40),
        window in prop::option::of(2u32..12),
    ) {
        let rule = match window {
            Some(window) => format!("{{ transformer: shuffle, window: {window} }}"),
            None => "shuffle".to_owned(),
        };
        let input = dump(form, &original);
        prop_assert_eq!(&values(form, &input), &original);
        let output = masked(&input, &profile(&rule), USUAL).unwrap();
        let dealt = values(form, &output);
        prop_assert_eq!(sorted(&dealt), sorted(&original));
        for (original, dealt) in original.iter().zip(&dealt) {
            prop_assert_eq!(original.is_none(), dealt.is_none());
        }
        if let Some(window) = window {
            let size = original.len().div_ceil(original.len().div_ceil(window as usize));
            prop_assert!(size <= window as usize);
            let count = original.len().div_ceil(window as usize);
            for index in 0..count {
                let run = original.len() * index / count..original.len() * (index + 1) / count;
                prop_assert_eq!(
                    sorted(&dealt[run.clone()].to_vec()),
                    sorted(&original[run].to_vec())
                );
            }
        }
        for means in [
            Means { threads: 3, ..USUAL },
            Means { read_bytes: Some(7), ..USUAL },
        ] {
            prop_assert_eq!(&masked(&input, &profile(&rule), means).unwrap(), &output);
        }
    }
}

#[test]
fn the_order_follows_the_key_alone() {
    for form in [Form::Copy, Form::Insert(Dialect::Mysql, 3)] {
        let original = numbered(100);
        let input = dump(form, &original);
        let run = |root| {
            let output = masked(&input, &profile("shuffle"), Means { root, ..USUAL });
            values(form, &output.unwrap())
        };
        let dealt = run(1);
        assert_ne!(dealt, original);
        assert_eq!(dealt, run(1));
        assert_ne!(dealt, run(2));
        let stayed = dealt
            .iter()
            .zip(&original)
            .filter(|(left, right)| left == right);
        assert!(stayed.count() < 10);
    }
}

#[test]
fn tables_of_many_chunks_are_dealt_as_one() {
    for form in [
        Form::Copy,
        Form::Insert(Dialect::Postgres, 1),
        Form::Insert(Dialect::Sqlite, 50),
    ] {
        let original: Values = (0..150_000)
            .map(|n| (n % 7 != 0).then(|| format!("value number {n} of a longer kind")))
            .collect();
        let input = dump(form, &original);
        assert!(input.len() > 5 << 20);
        let run = |rule: &str, threads| {
            masked(&input, &profile(rule), Means { threads, ..USUAL }).unwrap()
        };
        let output = run("shuffle", 1);
        assert_eq!(output, run("shuffle", 4));
        let dealt = values(form, &output);
        assert_eq!(sorted(&dealt), sorted(&original));
        let far = original
            .iter()
            .zip(&dealt)
            .enumerate()
            .filter(|(row, (_, dealt))| {
                let number = dealt.as_ref().map(|text| {
                    text[13..]
                        .split(' ')
                        .next()
                        .unwrap()
                        .parse::<usize>()
                        .unwrap()
                });
                number.is_some_and(|number| number.abs_diff(*row) > 75_000)
            });
        // Of two places drawn at random, a quarter lies farther apart than half of all.
        assert!((25_000..40_000).contains(&far.count()));
        let windowed = "{ transformer: shuffle, window: 100 }";
        let output = run(windowed, 1);
        assert_eq!(output, run(windowed, 4));
        let piped = Means {
            piped: true,
            threads: 2,
            ..USUAL
        };
        assert_eq!(output, masked(&input, &profile(windowed), piped).unwrap());
        let dealt = values(form, &output);
        assert_eq!(sorted(&dealt), sorted(&original));
        assert_ne!(dealt, original);
    }
}

#[test]
fn windows_reach_over_wide_rows() {
    let wide = |n: usize| Some(format!("{n} {}", "x".repeat(300_000)));
    let original: Values = (0..40).map(wide).collect();
    let input = dump(Form::Copy, &original);
    let windowed = profile("{ transformer: shuffle, window: 10 }");
    let dealt = values(Form::Copy, &masked(&input, &windowed, USUAL).unwrap());
    assert_eq!(sorted(&dealt), sorted(&original));
    let stayed = dealt
        .iter()
        .zip(&original)
        .filter(|(left, right)| left == right);
    assert!(stayed.count() < 15, "chunks of 1 MiB would hold three rows");
}

#[track_caller]
fn refused(outcome: Result<String, EngineError>, code: Code) -> EngineError {
    let error = outcome.unwrap_err();
    assert_eq!(error.diagnostics[0].code, code, "{error}");
    assert_eq!(code.outcome(), Outcome::Refused);
    assert!(error.diagnostics[0].hint.is_some());
    error
}

#[test]
fn a_pipe_is_refused_unless_there_are_windows() {
    let input = dump(Form::Copy, &numbered(10));
    let piped = Means {
        piped: true,
        ..USUAL
    };
    let error = refused(
        masked(&input, &profile("shuffle"), piped),
        Code::NeedsSeekable,
    );
    assert!(
        error.diagnostics[0]
            .hint
            .as_ref()
            .unwrap()
            .contains("window")
    );
    let windowed = profile("{ transformer: shuffle, window: 4 }");
    let output = masked(&input, &windowed, piped).unwrap();
    assert_eq!(output, masked(&input, &windowed, USUAL).unwrap());
}

#[test]
fn memory_is_kept_within_what_is_allowed() {
    let original = numbered(1000);
    let input = dump(Form::Copy, &original);
    let bytes: usize = original.iter().flatten().map(String::len).sum();
    let needed = bytes + 16 * original.len();
    let allowing = |memory_bytes| Means {
        memory_bytes,
        ..USUAL
    };
    masked(&input, &profile("shuffle"), allowing(needed)).unwrap();
    let outcome = masked(&input, &profile("shuffle"), allowing(needed - 1));
    let error = refused(outcome, Code::OverMemory);
    assert!(error.diagnostics[0].message.contains(&needed.to_string()));
    let windowed = profile("{ transformer: shuffle, window: 4 }");
    masked(&input, &windowed, allowing(0)).unwrap();
}

#[test]
fn secrets_in_what_is_dealt_are_replaced() {
    for rule in ["shuffle", "{ transformer: shuffle, window: 5 }"] {
        let mut original = numbered(5);
        let secret = concat!("AKIA", "IOSFODNN7QWERTYU");
        original[3] = Some(format!("key {secret} here"));
        let output = masked(&dump(Form::Copy, &original), &profile(rule), USUAL).unwrap();
        assert!(!output.contains(secret), "{rule}");
        assert_eq!(values(Form::Copy, &output).len(), 5);
    }
}

#[test]
fn what_would_take_values_out_or_break_keys_is_refused() {
    let input = dump(Form::Copy, &numbered(5));
    let part = "{ transformer: delimited, separator: ',', each: shuffle }";
    let some = "{ transformer: shuffle, when: id > 2, else: keep }";
    let other = "{ transformer: redact, when: id > 2, else: { transformer: shuffle } }";
    for rule in [part, some, other] {
        refused(masked(&input, &profile(rule), USUAL), Code::UnfitRule);
    }
    let filtered =
        "version: 1\ntables: { staff: { keep-rows: id > 2, columns: { id: keep, pay: shuffle } } }";
    refused(masked(&input, filtered, USUAL), Code::UnfitRule);
    let pair = input.replace("pay text", "pay text NOT NULL, PRIMARY KEY (id, pay)");
    refused(
        masked(&pair, &profile("shuffle"), USUAL),
        Code::BrokenConstraint,
    );
    let single = input.replace("pay text", "pay text NOT NULL UNIQUE");
    masked(&single, &profile("shuffle"), USUAL).unwrap();
}
