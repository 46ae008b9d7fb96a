//! The whole way without a hand-written profile: `inspect`, `draft`, `check`, `mask`, `verify`, and
//! into real servers.

use std::fs;

use crate::corpus;
use crate::drafted::Drafted;
use crate::load::{PAGILA, SAKILA, assert_loads_into_mariadb, assert_loads_into_postgres};
use crate::loaded::{self, Server};
use crate::servers::{MariaDb, Postgres, Sqlite};

/// Scripts that no profile can pass, and what is said of them: a table made from a query would
/// bring data past the rules, and the tail of a dump speaks of tables that nothing defines.
const BEYOND_PROFILES: [(&str, &str); 2] = [
    ("pgloader-my.mysql", "a CREATE that carries data"),
    ("statistics-tail", "the table is not known"),
];

#[test]
fn every_dump_goes_the_whole_way_without_a_profile_of_its_own() {
    let mut scripts = corpus::scripts(&corpus::own("sample-data"));
    if let Some(folder) = corpus::folder() {
        scripts.extend(corpus::scripts(&folder));
    }
    for path in scripts {
        let shown = path.display().to_string();
        eprintln!("{shown}");
        let place = Drafted::of(&corpus::script(&path));
        let beyond = BEYOND_PROFILES.iter();
        let mut beyond = beyond.filter(|(name, _)| shown.contains(name));
        match beyond.next() {
            Some((_, said)) => assert_refused(&place, said),
            None => drop(place.whole_way()),
        }
    }
}

/// Panics unless the dump is inspected and drafted, and neither `check` nor `mask` lets it pass.
fn assert_refused(place: &Drafted, said: &str) {
    place.succeeds(&["inspect", "dump.sql", "-q"]);
    place.succeeds(&["draft", "dump.sql", "-o", "draft.yaml", "-q"]);
    let mask = ["mask", "dump.sql", "-p", "draft.yaml", "-o", "masked.sql"];
    for arguments in [&["check", "draft.yaml", "dump.sql"][..], &mask] {
        let output = place.run(arguments);
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(4), "{arguments:?}\n{told}");
        assert!(told.contains("BAUTA-P007") && told.contains(said), "{told}");
    }
    assert!(!place.path("masked.sql").exists());
}

/// The clone of a dump by the profile that is drafted for it.
fn clone_of(dump: &[u8]) -> Vec<u8> {
    let place = Drafted::of(dump);
    place.whole_way();
    fs::read(place.path("masked.sql")).unwrap()
}

fn assert_holds(server: &dyn Server, original: &str, masked: &str) {
    let counts = loaded::row_counts(server, original);
    assert_eq!(loaded::row_counts(server, masked), counts, "{masked}");
    loaded::assert_keys_join(server, masked);
    loaded::assert_unique_keys_hold(server, masked);
}

#[test]
fn drafted_clones_of_pagila_load_into_postgres() {
    let (Some(dumps), Some(server)) = (corpus::folder(), Postgres::start()) else {
        return;
    };
    let script = |form| corpus::script(&dumps.join(format!("pg/pagila/pagila.{form}.sql.zst")));
    server.create("original");
    assert_loads_into_postgres(&server, "original", &script("pg15.copy"));
    for form in PAGILA {
        server.create(form);
        assert_loads_into_postgres(&server, form, &clone_of(&script(form)));
        assert_holds(&server, "original", form);
        server.drop(form);
    }
}

#[test]
fn drafted_clones_of_sakila_load_into_mariadb() {
    let (Some(dumps), Some(server)) = (corpus::folder(), MariaDb::start()) else {
        return;
    };
    let script = |form| {
        corpus::script(&dumps.join(format!("mysql/sakila/sakila.mariadb1011.{form}.sql.zst")))
    };
    server.create("original");
    assert_loads_into_mariadb(&server, "original", &script("default"));
    for form in SAKILA {
        server.create(form);
        assert_loads_into_mariadb(&server, form, &clone_of(&script(form)));
        assert_holds(&server, "original", form);
        server.drop(form);
    }
}

/// A drafted profile may empty tables, so their rows are not counted.
fn assert_keys_hold(server: &dyn Server, masked: &str) {
    loaded::assert_keys_join(server, masked);
    loaded::assert_unique_keys_hold(server, masked);
}

#[test]
fn drafted_clones_of_the_sample_shop_load_with_all_keys_valid() {
    let shop = |dialect: &str| {
        let path = corpus::own(&format!("sample-data/shop.{dialect}.sql"));
        clone_of(&fs::read(path).unwrap())
    };
    if let Some(server) = Postgres::start() {
        server.create("shop");
        assert_loads_into_postgres(&server, "shop", &shop("postgres"));
        assert_keys_hold(&server, "shop");
    }
    if let Some(server) = MariaDb::start() {
        server.create("shop");
        assert_loads_into_mariadb(&server, "shop", &shop("mysql"));
        assert_keys_hold(&server, "shop");
    }
    assert_loads_into_sqlite("shop", &shop("sqlite"));
}

#[test]
fn the_drafted_clone_of_a_sqlite_dump_loads_with_all_keys_valid() {
    let Some(dumps) = corpus::folder() else {
        return;
    };
    let path = dumps.join("sqlite/pagila-subset.sqlite340.dump.sql.zst");
    assert_loads_into_sqlite("pagila", &clone_of(&corpus::script(&path)));
}

/// Panics at the first error, and where a key points to nothing or an index does not hold.
fn assert_loads_into_sqlite(database: &str, script: &[u8]) {
    let Some(server) = Sqlite::start() else {
        return;
    };
    let output = server.load_bytes(database, script).expect_success();
    assert_eq!(output.stderr, "", "{database}");
    let broken = server.rows(database, "PRAGMA foreign_key_check");
    assert!(broken.is_empty(), "{database}: {} keys", broken.len());
    assert_eq!(server.rows(database, "PRAGMA integrity_check"), [["ok"]]);
    let tables = server.rows(database, "SELECT count(*) FROM sqlite_schema");
    assert_ne!(tables, [["0"]]);
}
