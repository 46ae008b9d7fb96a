//! Clones that say what they are, in real servers.

use std::path::PathBuf;
use std::process::Command;

use crate::corpus;
use crate::servers::{MariaDb, Postgres};
use crate::workplace::{Workplace, run};

/// A registered clone of a dump, and its id.
fn registered(place: &Workplace, input: &str, profile: &str) -> String {
    let mut command = place.mask(input, profile);
    command.args([
        "-o",
        "clone.sql",
        "--verify",
        "--register",
        "--expires",
        "30d",
    ]);
    run(command).expect_code(0);
    let listed = run(place.bauta(["clone", "list"])).expect_code(0);
    let listed = String::from_utf8(listed.stdout).unwrap();
    listed.split_whitespace().next().unwrap().to_owned()
}

/// A place with the shop of a dialect.
fn shop(dialect: &str) -> Workplace {
    let place = Workplace::new();
    for (from, to) in [
        (format!("sample-data/shop.{dialect}.sql"), "dump.sql"),
        ("profiles/shop.yaml".to_owned(), "shop.yaml"),
    ] {
        place.write(to, std::fs::read(corpus::own(&from)).unwrap());
    }
    place
}

/// The clone is confirmed at a server, cannot be retired while it is there, and can once it is gone.
fn lives_and_goes(place: &Workplace, id: &str, url: &str, path: &PathBuf, drop: impl FnOnce()) {
    let bauta = |arguments: &[&str]| {
        let mut command = place.bauta(arguments);
        command.env("PATH", path);
        run(command)
    };
    bauta(&["clone", "confirm", id, "--at", url]).expect_code(0);
    std::fs::remove_file(place.path("clone.sql")).unwrap();
    bauta(&["clone", "retire", id])
        .expect_code(4)
        .expect_said("the database is still there");
    drop();
    bauta(&["clone", "retire", id])
        .expect_code(0)
        .expect_said("the database is gone");
    bauta(&["clone", "show", id]).expect_code(0);
}

/// Where a client lies, before what is in PATH.
fn path_with(client: &Command) -> PathBuf {
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = std::env::split_paths(&inherited).collect();
    let own = PathBuf::from(client.get_program());
    folders.splice(0..0, own.parent().map(PathBuf::from));
    std::env::join_paths(folders).unwrap().into()
}

#[test]
fn a_clone_in_postgres_is_confirmed_and_retired() {
    let Some(server) = Postgres::start() else {
        return;
    };
    let place = shop("postgres");
    let id = registered(&place, "dump.sql", "shop.yaml");
    server.create("shop_staging");
    server
        .load("shop_staging", &place.path("clone.sql"))
        .expect_success();
    let told = server.rows("shop_staging", "SELECT id, environment FROM bauta_clone");
    assert_eq!(told, [[id.clone(), "staging".to_owned()]]);
    // What is dumped again is known as the clone's.
    place.write("again.sql", server.dump("shop_staging", &[]));
    let mut command = place.mask("again.sql", "shop.yaml");
    command.args(["-o", "second.sql", "--register", "--expires", "30d"]);
    run(command).expect_code(0);
    server.create("second");
    server
        .load("second", &place.path("second.sql"))
        .expect_success();
    let second = server.rows("second", "SELECT id FROM bauta_clone");
    assert!(second.len() == 1 && second[0][0] != id, "{second:?}");
    let shown = run(place.bauta(["clone", "show", &second[0][0]])).expect_code(0);
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains(&format!("parent       {id}")), "{shown}");
    let url = format!(
        "postgres://postgres@/shop_staging?host={}",
        server.socket().display()
    );
    let path = path_with(&server.client("shop_staging"));
    lives_and_goes(&place, &id, &url, &path, || server.drop("shop_staging"));
}

#[test]
fn a_clone_in_mariadb_is_confirmed_and_retired() {
    let Some(server) = MariaDb::start() else {
        return;
    };
    let place = shop("mysql");
    let id = registered(&place, "dump.sql", "shop.yaml");
    server.create("shop_staging");
    server
        .load("shop_staging", &place.path("clone.sql"))
        .expect_success();
    let told = server.rows("shop_staging", "SELECT id, environment FROM bauta_clone");
    assert_eq!(told, [[id.clone(), "staging".to_owned()]]);
    let client = server.client("");
    let socket = client
        .get_args()
        .find_map(|argument| argument.to_str()?.strip_prefix("--socket="))
        .unwrap();
    let url = format!("mysql://root@/shop_staging?socket={socket}");
    let path = path_with(&client);
    lives_and_goes(&place, &id, &url, &path, || server.drop("shop_staging"));
}

#[test]
fn each_database_of_a_dump_says_what_it_is() {
    let place = Workplace::new();
    let one = |name: &str| {
        format!(
            "CREATE DATABASE /*!32312 IF NOT EXISTS*/ `{name}`;\n\nUSE `{name}`;\nCREATE TABLE `t` (\n  `a` text\n);\nINSERT INTO `t` VALUES ('x');\n"
        )
    };
    place.write(
        "dump.sql",
        format!(
            "-- MySQL dump 10.13\n{}{}-- Dump completed on 2026-01-05\n",
            one("a"),
            one("b")
        ),
    );
    place.write(
        "p.yaml",
        "version: 1\ndialect: mysql\ndatabases: {a: a_staging, b: b_staging}\ntables:\n  \"*/t\": {columns: {a: redact}}\n",
    );
    let id = registered(&place, "dump.sql", "p.yaml");
    let clone = String::from_utf8(place.read("clone.sql")).unwrap();
    assert_eq!(
        clone.matches(&format!("VALUES ('{id}'")).count(),
        2,
        "{clone}"
    );
    let Some(server) = MariaDb::start() else {
        return;
    };
    server.create("any");
    server
        .load("any", &place.path("clone.sql"))
        .expect_success();
    for database in ["a_staging", "b_staging"] {
        let told = server.rows(database, "SELECT id FROM bauta_clone");
        assert_eq!(told, [[id.clone()]]);
    }
}
