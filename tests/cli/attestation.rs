#![expect(
    clippy::unwrap_used,
    reason = "this is test code, which clippy knows by #[test] only"
)]

use std::fs;
use std::process::Command;

use serde_json::Value;

use crate::run::{Place, Ran};

const DUMP: &str = "CREATE TABLE public.people (\n    id integer NOT NULL,\n    email text,\n    note text\n);\n\nCOPY public.people (id, email, note) FROM stdin;\n1\tada@example.com\tlikes tea\n2\tbob@example.com\t\\N\n\\.\n";

const PROFILE: &str = "version: 1
name: people
environment: staging
tables:
  people:
    columns:
      id: keep
      email: { transformer: email }
      note: { transformer: redact }
";

/// The private key of a runner, as `openssl genpkey -algorithm ed25519` writes it, and its public half.
const PRIVATE: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n";
const PUBLIC: &str = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n";
const STRANGER: &str = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=\n-----END PUBLIC KEY-----\n";

const MASK: &str = "mask dump.sql -p people.yaml --key file:staging.key -o clone.sql --verify -q";
const VERIFY: &str = "attestation verify clone.json --subject clone.sql --trusted runner.pub";

/// A place with a dump, a profile and keys.
pub(crate) fn workshop() -> Place {
    let place = Place::new();
    place.write("dump.sql", DUMP);
    place.write("people.yaml", PROFILE);
    place.write("runner.pem", PRIVATE);
    place.set_mode("runner.pem", 0o600);
    place.write("runner.pub", PUBLIC);
    place
        .run("key new --env staging -o staging.key --state elsewhere -q")
        .assert_done();
    place
}

/// The same with an attested clone.
fn attested(flags: &str) -> Place {
    let place = workshop();
    place
        .run(&format!(
            "{MASK} --attest clone.json --signing-key runner.pem {flags}"
        ))
        .assert_done();
    place
}

fn document(place: &Place) -> Value {
    let ran = place.run(&format!("{VERIFY} --format json"));
    ran.assert_done();
    serde_json::from_str(&ran.out).unwrap()
}

#[track_caller]
fn assert_does_not_hold(ran: &Ran, why: &str) {
    ran.assert_refused(6);
    assert!(ran.err.contains("BAUTA-E004"), "{}", ran.told());
    assert!(ran.err.contains(why), "{}", ran.told());
}

#[test]
fn a_clone_and_its_attestation_are_all_that_is_needed() {
    let place = attested("");
    let elsewhere = Place::new();
    for name in ["clone.sql", "clone.json", "runner.pub"] {
        elsewhere.write(name, &place.read(name));
    }
    let ran = elsewhere.run(VERIFY);
    ran.assert_done();
    assert!(
        ran.err.contains("verified: no-secrets, originals-gone"),
        "{}",
        ran.told()
    );
    assert!(
        ran.err.contains("registered: not claimed"),
        "{}",
        ran.told()
    );
    assert!(ran.err.contains("approved: not claimed"), "{}", ran.told());
    assert!(ran.err.contains("the runner's word: "), "{}", ran.told());
}

#[test]
fn what_was_done_is_claimed() {
    let place = attested("");
    let told = document(&place);
    let said = &told["statement"]["predicate"];
    assert_eq!(said["environment"], "staging");
    assert_eq!(said["profile"]["name"], "people");
    assert_eq!(said["run"]["actor"], "qa@example.com");
    assert_eq!(said["tables"][0]["rowsIn"], 2);
    assert_eq!(said["tables"][0]["columns"][1]["action"], "email");
    assert_eq!(said["tables"][0]["columns"][1]["changed"], 2);
    assert_eq!(said["verification"]["passed"], true);
    assert_eq!(said["audit"]["fresh"], true);
    let input = said["inputs"][0]["digest"]["sha256"].as_str().unwrap();
    assert_eq!(input, bauta_trust::Digest::of(DUMP.as_bytes()).hex());
    assert!(!told.to_string().contains("ada@example.com"));
}

#[test]
fn the_head_in_the_attestation_is_in_the_log() {
    let place = attested("");
    let head = &document(&place)["statement"]["predicate"]["audit"]["head"];
    let head = format!("{}:{}", head["seq"], head["hash"].as_str().unwrap());
    place
        .run(&format!("audit verify --expect-head {head}"))
        .assert_done();
    let ran = place.run("audit show");
    for event in ["run.start", "report.exported", "run.end"] {
        assert_eq!(ran.out.matches(event).count(), 1, "{}", ran.told());
    }
    // The next run finds a log.
    place
        .run(&format!(
            "{MASK} --attest clone.json --signing-key runner.pem"
        ))
        .assert_done();
    place
        .run(&format!("{VERIFY} --require logged"))
        .assert_done();
}

#[test]
fn a_change_of_any_byte_of_the_dump_is_noticed() {
    let place = attested("");
    let dump = fs::read(place.path("clone.sql")).unwrap();
    for at in (0..dump.len()).step_by(dump.len() / 6) {
        let mut changed = dump.clone();
        changed[at] ^= 1;
        fs::write(place.path("clone.sql"), changed).unwrap();
        assert_does_not_hold(
            &place.run(VERIFY),
            "the file is not the one that was attested",
        );
    }
}

#[test]
fn a_change_of_any_byte_of_the_envelope_is_noticed() {
    let place = attested("");
    let envelope = fs::read(place.path("clone.json")).unwrap();
    for at in (0..envelope.len()).step_by(envelope.len() / 20) {
        let mut changed = envelope.clone();
        changed[at] ^= 1;
        fs::write(place.path("clone.json"), changed).unwrap();
        assert_does_not_hold(&place.run(VERIFY), "");
    }
}

#[test]
fn only_trusted_keys_count() {
    let place = attested("");
    place.write("runner.pub", STRANGER);
    assert_does_not_hold(&place.run(VERIFY), "no trusted key has signed");
    place.write("runner.pub", &format!("{STRANGER}{PUBLIC}"));
    place.run(VERIFY).assert_done();
    place.write("runner.pub", "no key at all\n");
    place.run(VERIFY).assert_refused(2);
}

#[test]
fn what_is_demanded_must_be_claimed() {
    let place = attested("");
    let told = document(&place);
    let said = &told["statement"]["predicate"];
    let profile = said["profile"]["digest"].as_str().unwrap();
    let key = said["keys"][0]["kid"].as_str().unwrap();
    place
        .run(&format!(
            "{VERIFY} --require verified,env=staging,profile={profile},key={key}"
        ))
        .assert_done();
    let other = bauta_trust::Digest::of(b"other");
    let ran = place.run(&format!(
        "{VERIFY} --require approved,env=qa,registered,logged,policy={other}"
    ));
    ran.assert_refused(6);
    assert_eq!(ran.err.matches("BAUTA-E004").count(), 5, "{}", ran.told());
    place
        .run(&format!("{VERIFY} --require safe"))
        .assert_refused(2);
}

#[test]
fn an_unverified_run_claims_no_verification() {
    let place = workshop();
    let line = MASK.replace(" --verify", "");
    place
        .run(&format!(
            "{line} --attest clone.json --signing-key runner.pem"
        ))
        .assert_done();
    let ran = place.run(&format!("{VERIFY} --require verified"));
    assert_does_not_hold(&ran, "it was not verified");
}

#[test]
fn a_failed_run_leaves_no_attestation_and_is_logged() {
    let place = workshop();
    place.write("dump.sql", &DUMP.replace("\\.\n", ""));
    let ran = place.run(&format!(
        "{MASK} --attest clone.json --signing-key runner.pem"
    ));
    ran.assert_refused(3);
    assert!(!place.path("clone.json").exists() && !place.path("clone.sql").exists());
    let ran = place.run("audit show --event run.end --format json");
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    let data = &told["entries"][0]["data"];
    assert_eq!(data["exit"], 3);
    assert_eq!(data["problem"], "BAUTA-D001");
    assert_eq!(data["outcome"], "failed");
}

#[test]
fn a_run_that_only_reports_attests_nothing() {
    let place = workshop();
    place.write("people.yaml", &format!("secrets: report\n{PROFILE}"));
    place
        .run(&format!(
            "{MASK} --attest clone.json --signing-key runner.pem"
        ))
        .assert_refused(2);
    place
        .run(&format!("{MASK} --register --expires 30d"))
        .assert_refused(2);
    place
        .run(&format!("{MASK} --attest clone.json"))
        .assert_refused(2);
}

#[test]
fn an_input_may_be_told_by_an_hmac() {
    let place = attested("--input-digest hmac");
    let digest = document(&place)["statement"]["predicate"]["inputs"][0]["digest"].clone();
    let hmac = digest["hmac-sha256"].as_str().unwrap();
    assert_ne!(hmac, bauta_trust::Digest::of(DUMP.as_bytes()).hex());
    assert!(digest.get("sha256").is_none());
}

#[test]
fn an_attestation_goes_to_standard_output_alone() {
    let place = workshop();
    let ran = place.run(&format!("{MASK} --attest - --signing-key runner.pem"));
    ran.assert_done();
    place.write("clone.json", &ran.out);
    place.run(VERIFY).assert_done();
}

#[test]
fn what_cannot_be_written_leaves_no_output() {
    let place = workshop();
    place
        .run(&format!(
            "{MASK} --attest nowhere/clone.json --signing-key runner.pem"
        ))
        .assert_refused(1);
    assert!(!place.path("clone.sql").exists());
}

#[test]
fn a_log_that_cannot_be_written_stops_the_run_only_where_it_is_named() {
    let place = workshop();
    place.write("blocked", "a file");
    place
        .run(&format!("{MASK} --state blocked/state"))
        .assert_refused(1);
    let mut command = place.command(&MASK.split(' ').collect::<Vec<_>>());
    command
        .env_remove("BAUTA_STATE")
        .env("XDG_DATA_HOME", place.path("blocked"));
    assert!(command.status().unwrap().success());
}

/// `securesystemslib`, which knows nothing of bauta.
#[test]
fn an_independent_program_verifies_it() {
    let Some(python) = crate::run::python() else {
        return;
    };
    let place = attested("");
    let check = |place: &Place| {
        let mut command = Command::new(&python);
        command.arg(crate::run::repository("tests/cli/verify_dsse.py"));
        command.args(["clone.json", "runner.pub", "clone.sql"]);
        command.current_dir(place.path("")).output().unwrap()
    };
    let output = check(&place);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "people staging True\n"
    );
    place.write("runner.pub", STRANGER);
    assert!(!check(&place).status.success());
}
