//! A run that fails halfway to a client that loads what it gets: the client fails too.

use crate::people::{CANARY, PROFILE, mysql_dump, postgres_dump, sqlite_dump};
use crate::servers::{MariaDb, Postgres, Sqlite};
use crate::workplace::{Workplace, run_with};

#[test]
fn a_failed_run_makes_psql_fail_and_nothing_stays() {
    let Some(server) = Postgres::start() else {
        return;
    };
    let dump = postgres_dump(60_000);
    let in_copy = dump.replacen("Zyxwvut59000", "Zyxwvut59000\tmore", 1);
    let in_insert = dump.replacen("'late')", "'late', 'more')", 1);
    let after = format!("{dump}UPDATE public.people SET name = 'x';\n");
    let guarded = format!("\\restrict abc\n{in_copy}\\unrestrict abc\n");
    let unfinished = &dump[..dump.find("Zyxwvut59000").unwrap()];
    for (index, damaged) in [&in_copy, &in_insert, &after, &guarded, unfinished]
        .into_iter()
        .enumerate()
    {
        let masked = streamed(damaged);
        assert!(
            masked.len() > 1 << 20,
            "{index}: nothing came before the error"
        );
        let database = format!("d{index}");
        server.create(&database);
        let output = server.load_bytes(&database, &masked);
        assert!(!output.success, "{index}: psql did not notice");
        let tables = server.rows(
            &database,
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'",
        );
        assert_eq!(tables, [["0"]], "{index}");
    }
}

#[test]
fn a_failed_run_makes_psql_fail_even_where_it_goes_on_after_errors() {
    let Some(server) = Postgres::start() else {
        return;
    };
    let dump = postgres_dump(60_000).replacen("Zyxwvut59000", "Zyxwvut59000\tmore", 1);
    let masked = streamed(&dump);
    server.create("shop");
    let mut client = server.client("shop");
    client.args(["-v", "ON_ERROR_STOP=0", "-f", "-"]);
    let ended = run_with(client, &masked);
    assert_ne!(ended.code, 0, "{}", ended.stderr);
}

#[test]
fn a_failed_run_makes_the_client_of_mariadb_fail() {
    let Some(server) = MariaDb::start() else {
        return;
    };
    let dump = mysql_dump(60_000);
    let in_rows = dump.replacen("'Zyxwvut59000'", "'Zyxwvut59000','more'", 1);
    let in_other = dump.replacen("'late')", "'late','more')", 1);
    let unfinished = &dump[..dump.find("Zyxwvut59000").unwrap()];
    let routine = format!("{dump}DELIMITER ;;\nUPDATE people SET name = 'x' ;;\n");
    for (index, damaged) in [&in_rows, &in_other, unfinished, &routine]
        .into_iter()
        .enumerate()
    {
        let masked = streamed(damaged);
        assert!(
            masked.len() > 1 << 20,
            "{index}: nothing came before the error"
        );
        let database = format!("d{index}");
        server.create(&database);
        let output = server.load_bytes(&database, &masked);
        assert!(!output.success, "{index}: mariadb did not notice");
    }
}

#[test]
fn a_failed_run_makes_sqlite_fail_and_nothing_stays() {
    let Some(server) = Sqlite::start() else {
        return;
    };
    let dump = sqlite_dump(60_000);
    let in_rows = dump.replacen("'Zyxwvut59000'", "'Zyxwvut59000','more'", 1);
    let unfinished = &dump[..dump.find("Zyxwvut59000").unwrap()];
    for (index, damaged) in [&in_rows, unfinished].into_iter().enumerate() {
        let masked = streamed(damaged);
        assert!(
            masked.len() > 1 << 20,
            "{index}: nothing came before the error"
        );
        let database = format!("d{index}");
        let output = server.load_bytes(&database, &masked);
        assert!(!output.success, "{index}: sqlite3 did not notice");
        let tables = server.rows(&database, "SELECT count(*) FROM sqlite_schema");
        assert_eq!(tables, [["0"]], "{index}");
    }
}

/// What comes out of a run from pipe to pipe that fails.
#[track_caller]
fn streamed(dump: &str) -> Vec<u8> {
    let place = Workplace::new();
    place.write("profile.yaml", PROFILE);
    let ended = run_with(place.mask("-", "profile.yaml"), dump.as_bytes());
    assert!(
        [3, 4].contains(&ended.code),
        "{}: {}",
        ended.code,
        ended.stderr
    );
    assert!(
        !ended.stderr.contains(CANARY),
        "a value was shown:\n{}",
        ended.stderr
    );
    ended.stdout
}
