//! Small dumps and what becomes of them: `tests/cases/FORMAT/CASE/`.
//!
//! `input.sql` and `profile.yaml` go in; `expected.sql` and `report.json` come out, or `error.txt`
//! where the run must be refused. `UPDATE_EXPECT=1` rewrites what comes out; read the difference.

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use bauta_crypto::EnvironmentKey;
use bauta_engine::{Cancel, EngineError, Input, Job, Output, ProfileSource, Report, Silent};
use bauta_model::Dialect;
use serde_json::Value;

use crate::corpus;
use crate::servers::{MariaDb, Postgres, Sqlite};
use crate::workplace::{ROOT, Shared, first_difference};

#[test]
fn every_case_comes_out_as_expected() {
    let mut wrong = Vec::new();
    for case in cases(None) {
        let made = Made::of(&case, 1, None);
        if env::var_os("UPDATE_EXPECT").is_some() {
            made.write(&case);
        }
        let problems = made.problems(&case);
        wrong.extend(problems.map(|problem| format!("{}: {problem}", case.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_case_comes_out_the_same_in_threads_and_in_single_bytes() {
    for case in cases(None) {
        let made = Made::of(&case, 1, None);
        for (threads, read_bytes) in [(4, None), (1, Some(1)), (4, Some(7))] {
            let again = Made::of(&case, threads, read_bytes);
            let name = format!("{}, {threads}, {read_bytes:?}", case.display());
            assert_eq!(made, again, "{name}");
        }
    }
}

#[test]
fn masked_cases_load_into_postgres_where_their_inputs_do() {
    let Some(server) = Postgres::start() else {
        return;
    };
    let loaded = assert_loadable("postgres", |name, script| {
        server.create(name);
        let output = server.load_bytes(name, script);
        server.drop(name);
        // roles that scripts make belong to no database
        let others = "DROP ROLE IF EXISTS app_rw, app_staging, \"Report\", report_staging, auditor";
        server.psql("postgres", others).expect_success();
        (output.success, output.stderr)
    });
    assert!(loaded > 10, "only {loaded} cases load at all");
}

#[test]
fn masked_cases_load_into_mariadb_where_their_inputs_do() {
    let Some(server) = MariaDb::start() else {
        return;
    };
    let loaded = assert_loadable("mysql", |name, script| {
        server.create(name);
        let output = server.load_bytes(name, script);
        server.drop(name);
        // accounts and databases that scripts make belong to no database
        let others = "DROP USER IF EXISTS app@'%', web@localhost, web@'10.0.0.1';
            DROP USER IF EXISTS app_staging@'%', web_staging@'%';
            DROP ROLE IF EXISTS readers, readers_staging;
            DROP DATABASE IF EXISTS shop; DROP DATABASE IF EXISTS `old-shop`";
        server.query("", others).expect_success();
        (output.success, output.stderr)
    });
    assert!(loaded > 8, "only {loaded} cases load at all");
}

#[test]
fn masked_cases_load_into_sqlite_where_their_inputs_do() {
    let Some(server) = Sqlite::start() else {
        return;
    };
    let loaded = assert_loadable("sqlite", |name, script| {
        let output = server.load_bytes(name, script);
        (output.success, output.stderr)
    });
    assert!(loaded > 2, "only {loaded} cases load at all");
}

#[test]
fn what_is_expected_reads_in_postgres_as_it_should() {
    let Some(server) = Postgres::start() else {
        return;
    };
    let rows = |case: &str, query: &str| {
        server.create(case);
        let script = corpus::own("tests/cases/postgres").join(case);
        server
            .load(case, &script.join("expected.sql"))
            .expect_success();
        server.rows(case, query)
    };
    let notes = rows("shift-jis", "SELECT note FROM \"表\" ORDER BY id");
    assert_eq!(notes, [["ソn"], ["ソ\tb"], ["表"], ["表"]]);
    let names = rows("latin1", "SELECT name, cut FROM \"café\" ORDER BY id");
    assert_eq!(names, [["Zoè", "ÀÉÎ"], ["è", "é"]]);
    let query = "SELECT kept, name FROM people ORDER BY id";
    let names = rows("standard-conforming-strings-off", query);
    let expected = [
        [r"back\slash", r"xxxx\sxxsx"],
        [r"end\", r"xnx\"],
        ["it's; ' too", "xt's; ' too"],
        [r"back\slash", r"xxxx\sxxsx"],
        [r"end\", r"xnx\"],
    ];
    assert_eq!(names, expected);
    let things = "SELECT DISTINCT i, b, bits::text, d FROM things WHERE i IS NOT NULL";
    let things = rows("values-of-every-kind-in-insert", things);
    assert_eq!(things, [["0", "f", "0000", "1970-01-01"]]);
}

#[test]
fn what_is_expected_reads_in_mariadb_as_it_should() {
    let Some(server) = MariaDb::start() else {
        return;
    };
    let rows = |case: &str, query: &str| {
        server.create(case);
        let script = corpus::own("tests/cases/mysql").join(case);
        server
            .load(case, &script.join("expected.sql"))
            .expect_success();
        server.rows(case, query)
    };
    let flags = rows(
        "bit-columns",
        "SELECT hidden + 0, raw + 0 FROM flags ORDER BY id",
    );
    assert_eq!(flags, [["0", "0"], ["0", "0"], ["NULL", "NULL"]]);
    // the client's batch mode escapes backslashes and line ends once more
    let names = rows(
        "no-backslash-escapes",
        "SELECT name FROM people ORDER BY id",
    );
    assert_eq!(names, [[r"x\\"], [r"xt's\\n"], [r"x\\"], [r"xt's\n"]]);
}

/// What a run yields: the dump and its report, or what was said.
#[derive(Debug, PartialEq)]
enum Made {
    Masked { dump: Vec<u8>, report: String },
    Refused { said: String },
}

impl Made {
    fn of(case: &Path, threads: usize, read_bytes: Option<usize>) -> Self {
        let profile = fs::read_to_string(case.join("profile.yaml")).unwrap();
        let bytes = Shared::default();
        let mut job = Job::new(
            ProfileSource::of(&profile),
            Input::File(case.join("input.sql")),
            Output::Stream(Box::new(bytes.clone())),
            EnvironmentKey::from_root("staging", ROOT),
        );
        job.dialect = Some(dialect(case));
        (job.threads, job.read_bytes, job.report) = (threads, read_bytes, true);
        job.today = "2026-11-21".into();
        match job.mask(&mut Silent, &Cancel::default()) {
            Ok(report) => Self::Masked {
                dump: bytes.take(),
                report: lasting(&report),
            },
            Err(error) => Self::Refused {
                said: text_of(&error),
            },
        }
    }

    fn problems(&self, case: &Path) -> impl Iterator<Item = String> {
        let expected = |name: &str| fs::read(case.join(name)).unwrap_or_default();
        let differs = |name: &str, made: &[u8]| {
            let difference = first_difference(&expected(name), made);
            difference.map(|difference| format!("{name}: {difference}"))
        };
        let problems = match self {
            Self::Masked { dump, report } => vec![
                differs("expected.sql", dump),
                differs("report.json", report.as_bytes()),
                differs("error.txt", b""),
            ],
            Self::Refused { said } => vec![differs("error.txt", said.as_bytes())],
        };
        problems.into_iter().flatten()
    }

    fn write(&self, case: &Path) {
        let write = |name: &str, content: &[u8]| fs::write(case.join(name), content).unwrap();
        let remove = |name: &str| fs::remove_file(case.join(name)).unwrap_or_default();
        match self {
            Self::Masked { dump, report } => {
                write("expected.sql", dump);
                write("report.json", report.as_bytes());
                remove("error.txt");
            }
            Self::Refused { said } => {
                write("error.txt", said.as_bytes());
                remove("expected.sql");
                remove("report.json");
            }
        }
    }
}

/// Loads inputs and, where that goes well, what is expected of them; answers how many.
fn assert_loadable(format: &str, load: impl Fn(&str, &[u8]) -> (bool, String)) -> usize {
    let (mut loaded, mut wrong) = (0, Vec::new());
    for (index, case) in cases(Some(format)).iter().enumerate() {
        let script = |name: &str| fs::read(case.join(name)).ok();
        let (Some(input), Some(expected)) = (script("input.sql"), script("expected.sql")) else {
            continue;
        };
        let (original, said) = load(&format!("original{index}"), &input);
        if !original {
            eprintln!("{} does not load as it is: {said}", case.display());
            continue;
        }
        let (masked, said) = load(&format!("masked{index}"), &expected);
        loaded += 1;
        wrong.extend((!masked).then(|| format!("{}: {said}", case.display())));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    loaded
}

/// The folders of cases, of one format or of all.
fn cases(format: Option<&str>) -> Vec<PathBuf> {
    let root = corpus::own("tests/cases");
    let mut cases: Vec<PathBuf> = folders(&root)
        .iter()
        .filter(|folder| format.is_none_or(|format| folder.ends_with(format)))
        .flat_map(|folder| folders(folder))
        .collect();
    cases.sort();
    assert!(!cases.is_empty(), "no cases of {format:?}");
    cases
}

fn folders(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.is_dir()).collect()
}

fn dialect(case: &Path) -> Dialect {
    let folder = case.parent().and_then(Path::file_name);
    match folder.and_then(|folder| folder.to_str()) {
        Some("postgres") => Dialect::Postgres,
        Some("mysql") => Dialect::Mysql,
        Some("sqlite") => Dialect::Sqlite,
        _ => panic!("{} lies in no folder of a format", case.display()),
    }
}

/// The report as JSON, without what differs from run to run and from version to version.
fn lasting(report: &Report) -> String {
    let mut report = serde_json::to_value(report).unwrap();
    let Value::Object(members) = &mut report else {
        panic!("a report is an object");
    };
    members.shift_remove("engine").unwrap();
    members.shift_remove("run").unwrap();
    serde_json::to_string_pretty(&report).unwrap() + "\n"
}

fn text_of(error: &EngineError) -> String {
    let mut text = String::new();
    for problem in &error.diagnostics {
        writeln!(text, "{problem}").unwrap();
        if let Some(hint) = &problem.hint {
            writeln!(text, "  {hint}").unwrap();
        }
    }
    text
}
