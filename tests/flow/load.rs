//! Masked dumps of real servers load into real servers, and hold what held before.

use std::fs;
use std::path::Path;

use crate::corpus;
use crate::loaded::{self, Server};
use crate::servers::{MariaDb, Postgres};
use crate::workplace::{Workplace, run, run_with};

/// Dumps whose originals load without a word.
pub(crate) const PAGILA: [&str; 7] = [
    "pg15.copy",
    "pg16.copy",
    "pg17.copy",
    "pg17.inserts",
    "pg17.column-inserts",
    "pg17.rows100",
    "pg18.copy",
];
pub(crate) const SAKILA: [&str; 3] = ["default", "one-row-complete", "hex-blob"];

#[test]
fn pagila_loads_into_postgres_in_every_form() {
    let (Some(dumps), Some(server)) = (corpus::folder(), Postgres::start()) else {
        return;
    };
    let folder = dumps.join("pg/pagila");
    let script = corpus::script(&folder.join("pagila.pg15.copy.sql.zst"));
    server.create("original");
    assert_loads_into_postgres(&server, "original", &script);
    for form in PAGILA {
        let masked = mask(&folder.join(format!("pagila.{form}.sql.zst")), "pagila");
        server.create(form);
        assert_loads_into_postgres(&server, form, &masked);
        assert_holds(&server, "original", form, "pagila");
        server.drop(form);
    }
}

#[test]
fn sakila_loads_into_mariadb_in_every_form() {
    let (Some(dumps), Some(server)) = (corpus::folder(), MariaDb::start()) else {
        return;
    };
    let folder = dumps.join("mysql/sakila");
    let script = corpus::script(&folder.join("sakila.mariadb1011.default.sql.zst"));
    server.create("original");
    assert_loads_into_mariadb(&server, "original", &script);
    for form in SAKILA {
        let path = folder.join(format!("sakila.mariadb1011.{form}.sql.zst"));
        let masked = mask(&path, "sakila");
        server.create(form);
        assert_loads_into_mariadb(&server, form, &masked);
        assert_holds(&server, "original", form, "sakila");
        server.drop(form);
    }
}

#[test]
fn a_masked_routine_runs() {
    let (Some(dumps), Some(server)) = (corpus::folder(), MariaDb::start()) else {
        return;
    };
    let form = "sakila.mariadb1011.routines-events-databases.sql.zst";
    let path = dumps.join("mysql/sakila").join(form);
    let profile = fs::read_to_string(corpus::own("profiles/sakila.yaml")).unwrap();
    let profile = profile.replace(
        "\ntables:",
        "\ndatabases: {sakila: sakila_staging}\ntables:",
    );
    let place = Workplace::new();
    place.write("profile.yaml", profile);
    let mut command = place.mask(&path, "profile.yaml");
    command.args(["-o", "masked.sql"]);
    run(command).expect_code(0);
    // the routines themselves are old-fashioned, and MariaDB says so
    let expected = load_into_mariadb(&server, "", &corpus::script(&path));
    server.drop("sakila");
    let said = load_into_mariadb(&server, "", &place.read("masked.sql"));
    assert_eq!(said, expected);
    let query = "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'sak%'";
    assert_eq!(server.rows("", query), [["sakila_staging"]]);
    let found = server.rows("sakila_staging", "SELECT inventory_in_stock(1)");
    assert_eq!(found.len(), 1);
}

/// Panics unless the masked database holds what the original holds, but for what is masked.
fn assert_holds(server: &dyn Server, original: &str, masked: &str, profile: &str) {
    let counts = loaded::row_counts(server, original);
    assert_eq!(loaded::row_counts(server, masked), counts, "{masked}");
    loaded::assert_keys_join(server, masked);
    loaded::assert_unique_keys_hold(server, masked);
    let path = corpus::own(&format!("profiles/{profile}.yaml"));
    let columns = loaded::masked_columns(&fs::read_to_string(path).unwrap());
    let mut disjoint = 0;
    for (table, column, rule) in columns {
        let before = loaded::values(server, original, &table, &column);
        let after = loaded::values(server, masked, &table, &column);
        let name = format!("{masked}: {table}.{column}");
        assert!(before.is_empty() || before != after, "{name} is unchanged");
        if loaded::is_disjoint(&rule) {
            let left: Vec<_> = before.intersection(&after).collect();
            assert!(left.is_empty(), "{name}: {} originals are left", left.len());
            disjoint += usize::from(!before.is_empty());
        }
    }
    assert!(
        disjoint >= 3,
        "only {disjoint} columns promise to be disjoint"
    );
}

fn mask(path: &Path, profile: &str) -> Vec<u8> {
    let place = Workplace::new();
    let profile = corpus::own(&format!("profiles/{profile}.yaml"));
    let mut command = place.mask(path, profile);
    command.args(["-o", "masked.sql", "--threads", "2"]);
    run(command).expect_code(0);
    place.read("masked.sql")
}

/// Panics at the first error or warning. A setting that PostgreSQL 17 brought is left out for
/// servers that are older.
#[track_caller]
pub(crate) fn assert_loads_into_postgres(server: &Postgres, database: &str, script: &[u8]) {
    let newer = b"SET transaction_timeout = 0;\n";
    let lines = script.split_inclusive(|byte| *byte == b'\n');
    let script: Vec<u8> = lines
        .filter(|line| line != newer)
        .flatten()
        .copied()
        .collect();
    let output = server.load_bytes(database, &script);
    assert!(output.success, "{database}: {}", output.stderr);
    assert_eq!(output.stderr, "", "{database}");
}

/// Panics at the first error or warning.
#[track_caller]
pub(crate) fn assert_loads_into_mariadb(server: &MariaDb, database: &str, script: &[u8]) {
    assert_eq!(
        load_into_mariadb(server, database, script),
        "",
        "{database}"
    );
}

/// Panics at the first error; answers the warnings.
#[track_caller]
fn load_into_mariadb(server: &MariaDb, database: &str, script: &[u8]) -> String {
    let mut client = server.client(database);
    client.arg("--show-warnings");
    let ended = run_with(client, script).expect_code(0);
    String::from_utf8_lossy(&ended.stdout).into_owned() + &ended.stderr
}
