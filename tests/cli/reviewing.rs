//! What a reviewer gets, and exceptions by fingerprint.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "this is test code, which clippy knows by #[test] only"
)]

use std::fmt::Write;
use std::process::Command;

use serde_json::Value;

use crate::run::{Place, Ran};

/// Every original in it begins with one of these, or is a word of the sentence.
const CANARIES: &[&str] = &["qzada", "qzlove", "55501", "sentinel", "hunterqz"];

fn dump() -> String {
    let mut dump = "\
--
-- PostgreSQL database dump
--

CREATE TABLE public.people (
    id integer NOT NULL,
    email text,
    phone text,
    note text,
    plan text
);

COPY public.people (id, email, phone, note, plan) FROM stdin;
"
    .to_owned();
    for number in 0..12 {
        writeln!(
            dump,
            "{number}\tqzada{number:02}@qzlove.org\t+49 55501 77{number:02}\tsentinel words of hunterqz{number:02}\tgold"
        )
        .unwrap();
    }
    dump.push_str("\\.\n\n--\n-- PostgreSQL database dump complete\n--\n");
    dump
}

const PROFILE: &str = "\
version: 1
name: people
environment: qa
tables:
  people:
    columns:
      id: keep
      email: email
      phone: { transformer: phone }
      note: { transformer: keep, reason: \"wanted by parser tests\" }
      plan: keep
";

fn place() -> Place {
    let place = Place::new();
    place.write("dump.sql", &dump());
    place.write("p.yaml", PROFILE);
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-C", "lead", "-f"])
        .arg(place.path("lead"))
        .status()
        .expect("ssh-keygen is installed");
    assert!(made.success());
    place.write(
        "signers",
        &format!("lead@example.com {}", place.read("lead.pub")),
    );
    place
}

fn review(place: &Place) -> Value {
    let ran = place.run("review p.yaml dump.sql -o review.json");
    ran.assert_done();
    serde_json::from_str(&place.read("review.json")).unwrap()
}

const APPROVE: &str =
    "approve p.yaml --env qa --review review.json --expires 2099-12-31 --signing-key lead";

#[test]
fn a_reviewer_sees_everything_but_originals() {
    let place = place();
    let told = review(&place);
    let text = place.read("review.json");
    for canary in CANARIES {
        assert!(!text.contains(canary), "{canary} in {text}");
    }
    let columns = &told["tables"][0]["columns"];
    let column = |name: &str| {
        let columns = columns.as_array().unwrap();
        columns
            .iter()
            .find(|column| column["name"] == name)
            .unwrap()
    };
    assert_eq!(column("email")["verdict"]["kind"], "email");
    assert_eq!(column("email")["action"], "email");
    let patterns = &column("email")["shapes"]["patterns"];
    assert_eq!(patterns[0]["pattern"], "a{5}9{2}@a{6}.a{3}");
    assert_eq!(patterns[0]["count"], 12);
    // Rows that are kept say so, masked ones are shown.
    let samples = told["tables"][0]["samples"].as_array().unwrap();
    assert_eq!(samples.len(), 5);
    assert_eq!(samples[0][3], "(kept)");
    // By chance one may have four letters in common with an original, but not all.
    let shown = |row: &Value| row[1].as_str().unwrap().contains('@');
    assert!(samples.iter().any(shown));
    assert_eq!(told["since_last_approval"], Value::Null);
}

#[test]
fn an_approval_is_made_from_a_review_of_just_this_profile() {
    let place = place();
    review(&place);
    place.run(APPROVE).assert_done();
    let mask = "mask dump.sql -p p.yaml -o out.sql --require-approval --allowed-signers signers";
    place.run(mask).assert_done();
    // The next review tells what has changed since.
    place.write("p.yaml", &PROFILE.replace("plan: keep", "plan: redact"));
    let stale = place.run(APPROVE);
    stale.assert_refused(5);
    assert!(stale.err.contains("BAUTA-A012"), "{}", stale.told());
    let altered = dump().replace("    plan text\n", "    plan text NOT NULL\n");
    place.write("dump.sql", &altered);
    let told = review(&place);
    let since = told["since_last_approval"].to_string();
    assert!(since.contains("\"serial\":1"), "{since}");
    assert!(
        since.contains("plan") && since.contains("redact"),
        "{since}"
    );
    assert!(since.contains("NULL is no longer allowed"), "{since}");
    place.run(APPROVE).assert_done();
    place
        .run(&APPROVE.replace("--env qa", "--env dev"))
        .assert_refused(5);
    place.write("review.json", "{}");
    place.run(APPROVE).assert_refused(2);
}

#[test]
fn a_drifted_schema_is_told_by_check() {
    let place = place();
    place
        .run(&APPROVE.replace("--review review.json", "--schema-from dump.sql"))
        .assert_done();
    place.run("check p.yaml dump.sql").assert_done();
    let altered = dump().replace("    plan text\n", "    plan text NOT NULL\n");
    place.write("dump.sql", &altered);
    let ran = place.run("check p.yaml dump.sql");
    ran.assert_done();
    assert!(
        ran.err
            .contains("public.people.plan: NULL is no longer allowed"),
        "{}",
        ran.told()
    );
}

/// A secret that is impossible: right prefix, put together from parts.
fn secret() -> String {
    ["ghp_", "EXAMPLE", "1a2B3c4D5e6F7g8H9i0JkLmNoPqRs"].concat()
}

fn secret_place(exception: &str) -> Place {
    let place = Place::new();
    let dump = dump().replace("gold\n", &format!("token {}\n", secret()));
    place.write("dump.sql", &dump);
    place.write("p.yaml", &format!("{PROFILE}{exception}"));
    place.run("key new --env org -o org.key -q").assert_done();
    place
}

/// The fingerprint and kind that `inspect` tells of the secret.
fn fingerprint(place: &Place) -> Option<(String, String)> {
    let ran = place.run("inspect dump.sql --fingerprint-key file:org.key --format json");
    ran.assert_done();
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    let secrets = told["secrets"].as_array().unwrap();
    let found = secrets.iter().find(|secret| secret["column"] == "plan")?;
    Some((
        found["fingerprint"].as_str()?.to_owned(),
        found["kind"].as_str()?.to_owned(),
    ))
}

fn exception(fingerprint: &str, kind: &str, dates: (&str, &str)) -> String {
    format!(
        "exceptions:\n  - fingerprint: \"{fingerprint}\"\n    kinds: [{kind}]\n    reason: a token of a test account that is known\n    owner: lead@example.com\n    ticket: QA-1\n    issued: {}\n    expires: {}\n",
        dates.0, dates.1
    )
}

#[test]
fn the_register_tells_which_clones_a_leaked_secret_touches() {
    let place = secret_place("");
    let (print, _) = fingerprint(&place).expect("the secret is found");
    let mask = "mask dump.sql -p p.yaml -o out.sql --register --expires 30d --owner ada@example.com --purpose tests";
    place
        .run(&format!("{mask} --fingerprint-key file:org.key"))
        .assert_done();
    let clones = |fingerprint: &str| {
        let ran = place.run(&format!("clone list --format json --secret {fingerprint}"));
        ran.assert_done();
        let told: Value = serde_json::from_str(&ran.out).unwrap();
        told["clones"].as_array().unwrap().len()
    };
    assert_eq!(clones(&print), 1);
    assert_eq!(clones(&print.replace(['0', '1', '2', '3'], "4")), 0);
    assert!(!place.read("out.sql").contains(&secret()));
}

#[test]
fn an_exception_by_fingerprint_lets_one_secret_stay() {
    let place = secret_place("");
    let (print, kind) = fingerprint(&place).expect("the secret is found");
    let mask = "mask dump.sql -p p.yaml -o out.sql --report report.json";
    place.run(mask).assert_done();
    assert!(!place.read("out.sql").contains(&secret()));

    let whole = |text: &str| {
        place.write("p.yaml", &format!("{PROFILE}{text}"));
    };
    whole(&exception(&print, &kind, ("2020-01-01", "2099-12-31")));
    place.run(mask).assert_refused(2);
    let keyed = format!("{mask} --fingerprint-key file:org.key");
    place.run(&keyed).assert_done();
    assert!(place.read("out.sql").contains(&secret()));
    let report: Value = serde_json::from_str(&place.read("report.json")).unwrap();
    assert_eq!(report["exceptions"][0]["hits"], 12);
    assert_eq!(report["exceptions"][0]["ticket"], "QA-1");
    let replaced = report["secrets"].to_string();
    assert!(!replaced.contains(&kind), "{replaced}");
    let verify = "verify out.sql --original dump.sql -p p.yaml";
    place
        .run(&format!("{verify} --fingerprint-key file:org.key"))
        .assert_done();
    assert_eq!(place.run(verify).code, 6);
    // Another key, another kind, another secret.
    place.run("key new --env org -o other.key -q").assert_done();
    let other: Ran = place.run(&format!("{mask} --fingerprint-key file:other.key"));
    other.assert_done();
    assert!(!place.read("out.sql").contains(&secret()));
    assert!(other.err.contains("is not used"), "{}", other.told());
    whole(&exception(
        &"0".repeat(32),
        &kind,
        ("2020-01-01", "2099-12-31"),
    ));
    place.run(&keyed).assert_done();
    assert!(!place.read("out.sql").contains(&secret()));
    whole(&exception(&print, &kind, ("2020-01-01", "2020-12-31")));
    place.run(&keyed).assert_refused(4);
    whole(&exception("12", &kind, ("2020-01-01", "2099-12-31")));
    place.run(&keyed).assert_refused(2);
}

#[test]
fn the_policy_limits_exceptions() {
    let place = secret_place("");
    let (print, kind) = fingerprint(&place).expect("the secret is found");
    let text = exception(&print, &kind, ("2020-01-01", "2099-12-31"));
    place.write("p.yaml", &format!("{PROFILE}{text}"));
    let mask =
        "mask dump.sql -p p.yaml -o out.sql --fingerprint-key file:org.key --policy policy.yaml";
    for policy in [
        "longest_exception_days: 90".to_owned(),
        "shortest_reason: 200".to_owned(),
        format!("never_kept: [{kind}]"),
    ] {
        place.write("policy.yaml", &format!("version: 1\n{policy}\n"));
        let ran = place.run(mask);
        ran.assert_refused(4);
        assert!(ran.err.contains("BAUTA-P031"), "{}", ran.told());
    }
    place.write("policy.yaml", "version: 1\n");
    place.run(mask).assert_done();
}
