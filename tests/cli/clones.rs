#![expect(
    clippy::unwrap_used,
    reason = "this is test code, which clippy knows by #[test] only"
)]

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::attestation::workshop;
use crate::run::{Place, Ran};

const MASK: &str = "mask dump.sql -p people.yaml --key file:staging.key -q";

/// A place with a registered clone, `clone.sql`.
fn registered(flags: &str) -> Place {
    let place = workshop();
    place
        .run(&format!(
            "{MASK} -o clone.sql --verify --register --owner ada@example.com {flags}"
        ))
        .assert_done();
    place
}

fn clones(place: &Place, flags: &str) -> Vec<Value> {
    let ran = place.run(&format!("clone list --format json {flags}"));
    ran.assert_done();
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    told["clones"].as_array().unwrap().clone()
}

fn only(place: &Place) -> Value {
    let mut clones = clones(place, "--all");
    assert_eq!(clones.len(), 1);
    clones.remove(0)
}

fn id(place: &Place) -> String {
    only(place)["clone"].as_str().unwrap().to_owned()
}

#[track_caller]
fn assert_said(ran: &Ran, code: i32, why: &str) {
    assert_eq!(ran.code, code, "{}", ran.told());
    assert!(ran.err.contains(why), "{}", ran.told());
}

#[test]
fn a_clone_is_registered_and_says_what_it_is() {
    let place = registered("--expires 30d --purpose tests");
    let clone = only(&place);
    assert_eq!(clone["status"], "active");
    assert_eq!(clone["environment"], "staging");
    assert_eq!(clone["owner"], "ada@example.com");
    assert_eq!(clone["purpose"], "tests");
    let dump = place.read("clone.sql");
    let id = clone["clone"].as_str().unwrap();
    assert!(
        dump.contains("CREATE TABLE \"public\".bauta_clone"),
        "{dump}"
    );
    assert!(
        dump.contains(&format!("VALUES ('{id}', 'staging', ")),
        "{dump}"
    );
    let ran = place.run(&format!("clone show {}", id.split_at(8).0));
    assert!(ran.out.contains("environment  staging"), "{}", ran.told());
    let ran = place.run("audit show --event clone.registered");
    assert!(ran.out.contains(id), "{}", ran.told());
    place.run("clone check").assert_done();
}

#[test]
fn every_clone_has_to_be_gone_some_day() {
    let place = workshop();
    let line = format!("{MASK} -o clone.sql --register");
    assert_said(&place.run(&line), 2, "--expires");
    assert_said(
        &place.run(&format!("{line} --expires 2020-01-01")),
        2,
        "passed already",
    );
    assert_said(&place.run(&format!("{line} --expires soon")), 2, "no date");
    assert!(!place.path("clone.sql").exists());
    assert!(clones(&place, "--all").is_empty());
}

#[test]
fn what_a_request_touches_is_found() {
    let place = registered("--expires 30d");
    let clone = only(&place);
    let text = |name: &str| clone[name].as_str().unwrap().to_owned();
    let dump = fs::read(place.path("dump.sql")).unwrap();
    let source = bauta_trust::Digest::of(&dump);
    assert_eq!(text("source"), source.to_string());
    for filter in [
        format!("--source-digest {source}"),
        format!("--source-digest {}", source.hex()),
        format!("--key-id {}", text("keyId")),
        format!("--profile {}", text("profile")),
        "--env staging".to_owned(),
    ] {
        assert_eq!(clones(&place, &filter).len(), 1, "{filter}");
    }
    for filter in [
        "--env qa",
        "--key-id 00",
        "--secret 00",
        "--source-digest 00",
    ] {
        assert!(clones(&place, filter).is_empty(), "{filter}");
    }
}

#[test]
fn an_overdue_clone_ends_with_6() {
    let place = registered("--expires 20d");
    place.run("clone check").assert_done();
    assert_said(&place.run("clone check --at 21d"), 6, "BAUTA-E006");
    let id = id(&place);
    place
        .run(&format!("clone extend {id} --expires 40d --reason slipped"))
        .assert_done();
    place.run("clone check --at 21d").assert_done();
    assert_said(&place.run("clone check --at 41d"), 6, &id);
    assert_said(
        &place.run("clone extend ffff --expires 40d --reason slipped"),
        4,
        "no clone",
    );
}

#[test]
fn a_clone_is_retired_once_it_is_gone() {
    let place = registered("--expires 20d");
    let id = id(&place);
    assert_said(&place.run(&format!("clone retire {id}")), 4, "still there");
    fs::remove_file(place.path("clone.sql")).unwrap();
    let ran = place.run(&format!("clone retire {id}"));
    ran.assert_done();
    assert!(ran.err.contains("the file is gone"), "{}", ran.told());
    assert_eq!(only(&place)["status"], "retired");
    assert!(clones(&place, "").is_empty());
    place.run("clone check --at 900d").assert_done();
    assert_said(&place.run(&format!("clone retire {id}")), 4, "is retired");
}

#[test]
fn a_database_is_confirmed_by_what_it_says_and_retired_once_it_is_gone() {
    let sqlite = |place: &Place, file: &str, script: &str| {
        let mut command = Command::new("sqlite3");
        command
            .args(["-bail", file, script])
            .current_dir(place.path(""));
        command.status().is_ok_and(|status| status.success())
    };
    let place = workshop();
    place.write(
        "people.yaml",
        &place
            .read("people.yaml")
            .replace("people:\n    columns", "main.people:\n    columns"),
    );
    place.write("dump.sql", "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE people(id INTEGER, email TEXT, note TEXT);\nINSERT INTO people VALUES(1,'ada@example.com','tea');\nCOMMIT;\n");
    place.write(
        "people.yaml",
        &place.read("people.yaml").replace("main.people", "people"),
    );
    place
        .run(&format!(
            "{MASK} -o clone.sql --verify --register --expires 20d"
        ))
        .assert_done();
    if !sqlite(&place, "clone.db", ".read clone.sql") {
        return;
    }
    let id = id(&place);
    place
        .run(&format!("clone confirm {id} --at sqlite:clone.db"))
        .assert_done();
    assert_said(
        &place.run(&format!("clone confirm {id} --at sqlite:other.db")),
        1,
        "",
    );
    sqlite(
        &place,
        "other.db",
        "CREATE TABLE bauta_clone(id); INSERT INTO bauta_clone VALUES('0123')",
    );
    assert_said(
        &place.run(&format!("clone confirm {id} --at sqlite:other.db")),
        4,
        "says that it is clone 0123",
    );
    fs::remove_file(place.path("clone.sql")).unwrap();
    assert_said(
        &place.run(&format!("clone retire {id}")),
        4,
        "the database is still there",
    );
    fs::remove_file(place.path("clone.db")).unwrap();
    place.run(&format!("clone retire {id}")).assert_done();
    let retired = &only(&place)["retired"];
    assert_eq!(retired["method"], "server+file");
}

#[test]
fn a_clone_of_a_clone_knows_its_parent() {
    let place = registered("--expires 20d");
    let parent = id(&place);
    fs::copy(place.path("clone.sql"), place.path("dump.sql")).unwrap();
    place
        .run(&format!(
            "{MASK} -o second.sql --verify --register --expires 20d"
        ))
        .assert_done();
    let all = clones(&place, "");
    let second = all
        .iter()
        .find(|clone| clone["clone"] != parent.as_str())
        .unwrap();
    assert_eq!(second["parent"], parent.as_str());
    let dump = place.read("second.sql");
    assert!(!dump.contains(&parent), "{dump}");
    assert_eq!(
        dump.matches("INSERT INTO \"public\".bauta_clone").count(),
        1
    );
}

#[test]
fn a_table_of_that_name_that_is_not_ours_is_not_replaced() {
    let place = workshop();
    let dump = place.read("dump.sql");
    place.write(
        "dump.sql",
        &format!("{dump}CREATE TABLE public.bauta_clone (id integer);\n"),
    );
    let profile = place.read("people.yaml");
    place.write(
        "people.yaml",
        &format!("{profile}  bauta_clone: drop-rows\n"),
    );
    let line = format!("{MASK} -o clone.sql --register --expires 20d");
    assert_said(&place.run(&line), 4, "of its own");
    assert!(!place.path("clone.sql").exists());
}

#[test]
fn credentials_that_were_brought_are_told_with_owner_and_day() {
    let place = workshop();
    let replacements = "replacements: { stripe-secret: { from: \"file:token\", \
                        owner: payments@example.org, rotate_by: 2099-01-01 } }\n";
    let profile = format!("{}{replacements}", place.read("people.yaml"));
    place.write("people.yaml", &profile);
    place.write("token", "staging-only");
    place
        .run(&format!(
            "{MASK} -o clone.sql --allow-source file:token --register --expires 20d --report run.json"
        ))
        .assert_done();
    let report: Value = serde_json::from_str(&place.read("run.json")).unwrap();
    let staged = serde_json::json!([{ "kind": "stripe-secret", "name": "",
        "owner": "payments@example.org", "rotateBy": "2099-01-01" }]);
    assert_eq!(report["staged"], staged);
    assert_eq!(only(&place)["staged"], staged);
    let line = "stripe-secret owner payments@example.org, rotate by 2099-01-01";
    let shown = place.run(&format!("clone show {}", id(&place)));
    assert!(shown.out.contains(line), "{}", shown.told());
    fs::remove_file(place.path("clone.sql")).unwrap();
    let retired = place.run(&format!("clone retire {}", id(&place)));
    let told = format!("revoke now: {line}");
    assert!(retired.err.contains(&told), "{}", retired.told());
}

#[test]
fn a_lost_register_is_rebuilt_from_attestations() {
    let place = registered("--expires 20d --attest clone.json --signing-key runner.pem");
    let before = only(&place);
    fs::remove_file(place.log().with_file_name("clones.jsonl")).unwrap();
    assert!(clones(&place, "--all").is_empty());
    place
        .run("clone import clone.json --trusted runner.pub")
        .assert_done();
    let after = only(&place);
    assert_eq!(after["imported"], true);
    for name in [
        "clone",
        "environment",
        "owner",
        "expires",
        "profile",
        "source",
        "attestation",
    ] {
        assert_eq!(after[name], before[name], "{name}");
    }
    assert_said(
        &place.run("clone import clone.json --trusted runner.pub"),
        4,
        "already",
    );
    let forged = place
        .read("clone.json")
        .replace("\"sig\":\"", "\"sig\":\"A");
    place.write("forged.json", &forged);
    place
        .run("clone import forged.json --trusted runner.pub")
        .assert_refused(6);
}

#[test]
fn two_runs_that_register_at_once_are_both_there() {
    let place = workshop();
    let children: Vec<_> = (0..4)
        .map(|index| {
            let line = format!("{MASK} -o clone{index}.sql --register --expires 20d");
            let words: Vec<&str> = line.split(' ').collect();
            place.command(&words).spawn().unwrap()
        })
        .collect();
    for mut child in children {
        assert!(child.wait().unwrap().success());
    }
    assert_eq!(clones(&place, "").len(), 4);
    place.run("audit verify").assert_done();
}

#[test]
fn a_register_that_was_changed_is_refused() {
    let place = registered("--expires 20d");
    let path = place.log().with_file_name("clones.jsonl");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("ada@example.com", "eve@example.com")).unwrap();
    place.run("clone list").assert_refused(6);
    place.run("clone check").assert_refused(6);
    place
        .run(&format!("{MASK} -o second.sql --register --expires 20d"))
        .assert_refused(6);
    assert!(!place.path("second.sql").exists());
}
