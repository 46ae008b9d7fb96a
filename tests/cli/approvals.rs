//! Approvals, policies and signatures as people make them, with the real `ssh-keygen`.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "this is test code, which clippy knows by #[test] only"
)]

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::run::{Place, Ran, feed};

const DUMP: &str = "\
--
-- PostgreSQL database dump
--

CREATE TABLE public.people (
    id integer NOT NULL,
    email text
);

COPY public.people (id, email) FROM stdin;
1\tada@lovelace.org
\\.

--
-- PostgreSQL database dump complete
--
";

pub(crate) const PROFILE: &str = "\
version: 1
name: people
environment: qa
tables:
  people: { columns: { id: keep, email: email } }
";

const PURPOSE: &str = "bauta-profile-approval@v1";
const APPROVE: &str = "approve p.yaml --env qa --schema-from dump.sql --expires 2099-12-31";
const MASK: &str =
    "mask dump.sql -p p.yaml -o out.sql --require-approval --allowed-signers signers";

/// A place with keys of `lead`, `other` and `author`, of whom the first two may approve.
pub(crate) fn place() -> Place {
    let place = Place::new();
    place.write("dump.sql", DUMP);
    place.write("p.yaml", PROFILE);
    for name in ["lead", "other", "author"] {
        make_key(&place, name, &["-t", "ed25519", "-N", ""]);
    }
    allow(&place, &["lead", "other", "author"]);
    place
}

fn make_key(place: &Place, name: &str, arguments: &[&str]) {
    let made = Command::new("ssh-keygen")
        .args(["-q", "-C", name, "-f"])
        .arg(place.path(name))
        .args(arguments)
        .status()
        .expect("ssh-keygen is installed");
    assert!(made.success());
}

fn allow(place: &Place, names: &[&str]) {
    let line = |name: &&str| {
        let public = place.read(&format!("{name}.pub"));
        format!("{name}@example.com {public}")
    };
    place.write("signers", &names.iter().map(line).collect::<String>());
    #[cfg(unix)]
    place.set_mode("signers", 0o644);
}

fn approve(place: &Place, key: &str) -> Ran {
    place.run(&format!("{APPROVE} --signing-key {key}"))
}

/// Signs as a person would without bauta; the signature stands on standard output.
fn sign_with_ssh_keygen(place: &Place, key: &str, namespace: &str, bytes: &str) -> String {
    let mut command = Command::new("ssh-keygen");
    command.args(["-Y", "sign", "-n", namespace, "-f"]);
    command.arg(place.path(key));
    let ran = feed(command, bytes);
    ran.assert_done();
    ran.out
}

fn approval(place: &Place, serial: u64) -> PathBuf {
    place.path(&format!("p.yaml.approvals/qa/{serial}"))
}

fn signatures(place: &Place, serial: u64) -> Vec<PathBuf> {
    let entries = fs::read_dir(approval(place, serial)).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "sig"))
        .collect();
    paths.sort();
    paths
}

/// Writes an approval as somebody would who has the key and no bauta.
fn forge(place: &Place, serial: u64, key: &str, change: impl Fn(String) -> String) {
    let document = fs::read_to_string(approval(place, 1).join("approval.json")).unwrap();
    let document = document.replace("\"serial\":1,", &format!("\"serial\":{serial},"));
    let document = change(document);
    let folder = approval(place, serial);
    fs::create_dir_all(&folder).unwrap();
    let signature = sign_with_ssh_keygen(place, key, PURPOSE, &document);
    fs::write(folder.join("approval.json"), document).unwrap();
    fs::write(folder.join("x.sig"), signature).unwrap();
}

/// Refused with 5 and this code; nothing was written.
#[track_caller]
fn assert_unapproved(place: &Place, ran: &Ran, code: &str) {
    ran.assert_refused(5);
    assert!(ran.err.contains(code), "{}", ran.told());
    assert!(!place.path("out.sql").exists());
}

#[test]
fn what_was_approved_runs_and_what_was_not_does_not() {
    let place = place();
    assert_unapproved(&place, &place.run(MASK), "BAUTA-A001");
    approve(&place, "lead").assert_done();
    let mut names: Vec<_> = fs::read_dir(approval(&place, 1))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.retain(|name| !name.contains(".sig"));
    names.sort();
    assert_eq!(names, ["approval.json", "profile.yaml", "schema.json"]);
    assert_eq!(signatures(&place, 1).len(), 1);

    let verified = place.run("approval verify p.yaml --env qa --allowed-signers signers");
    verified.assert_done();
    assert!(
        verified.out.contains("approved by lead@example.com"),
        "{}",
        verified.told()
    );
    let verified = place.run(
        "approval verify p.yaml --env qa --allowed-signers signers --schema-from dump.sql --format json",
    );
    let verified: serde_json::Value = serde_json::from_str(&verified.out).unwrap();
    assert_eq!(verified["approval"]["serial"], 1);
    assert_eq!(verified["schema_judged"], true);

    place
        .run(&format!("{MASK} --report report.json"))
        .assert_done();
    let report: serde_json::Value = serde_json::from_str(&place.read("report.json")).unwrap();
    assert_eq!(report["approval"]["approvers"][0], "lead@example.com");
    assert_eq!(report["profile"]["digest"], verified["profile"]);
}

#[test]
fn a_decision_voids_the_approval_and_a_comment_does_not() {
    let place = place();
    approve(&place, "lead").assert_done();
    place.write(
        "p.yaml",
        &format!("# reviewed\n{}", PROFILE.replace("{ columns", "{  columns")),
    );
    place.run(MASK).assert_done();
    fs::remove_file(place.path("out.sql")).unwrap();
    place.write("p.yaml", &PROFILE.replace("email: email", "email: redact"));
    assert_unapproved(&place, &place.run(MASK), "BAUTA-A008");
    let verify = place.run("approval verify p.yaml --env qa --allowed-signers signers");
    assert_unapproved(&place, &verify, "BAUTA-A008");
}

#[test]
fn another_schema_voids_the_approval() {
    let place = place();
    approve(&place, "lead").assert_done();
    place.write(
        "dump.sql",
        &DUMP.replace("email text\n", "email text NOT NULL\n"),
    );
    assert_unapproved(&place, &place.run(MASK), "BAUTA-A009");
    // A stream has to announce its schema, and to keep to it.
    place.write("dump.sql", DUMP);
    place.write(
        "other.sql",
        &DUMP.replace("    email text\n", "    email text,\n    age integer\n"),
    );
    let mask = "mask -p p.yaml --require-approval --allowed-signers signers";
    let ran = place.run_with(mask, DUMP);
    assert_unapproved(&place, &ran, "BAUTA-A009");
    place
        .run_with(&format!("{mask} --schema dump.sql"), DUMP)
        .assert_done();
    let ran = place.run_with(&format!("{mask} --schema other.sql"), DUMP);
    assert_unapproved(&place, &ran, "BAUTA-A009");
}

#[test]
fn ssh_keygen_accepts_ours() {
    let place = place();
    approve(&place, "lead").assert_done();
    let document = fs::read_to_string(approval(&place, 1).join("approval.json")).unwrap();
    let signature = signatures(&place, 1).remove(0);
    let verify = |namespace: &str, extra: &[&str]| {
        let mut command = Command::new("ssh-keygen");
        command.args(["-Y", "verify", "-I", "lead@example.com", "-n", namespace]);
        command.arg("-f").arg(place.path("signers"));
        command.arg("-s").arg(&signature).args(extra);
        feed(command, &document).code
    };
    assert_eq!(verify(PURPOSE, &[]), 0);
    assert_eq!(verify("git", &[]), 255);
}

#[test]
fn we_accept_those_of_ssh_keygen() {
    let place = place();
    approve(&place, "lead").assert_done();
    let document = fs::read_to_string(approval(&place, 1).join("approval.json")).unwrap();
    let signature = signatures(&place, 1).remove(0);
    make_key(&place, "curve", &["-t", "ecdsa", "-b", "256", "-N", ""]);
    make_key(&place, "rsa", &["-t", "rsa", "-b", "2048", "-N", ""]);
    allow(&place, &["other", "curve", "rsa"]);
    for (key, purpose, code) in [
        ("other", PURPOSE, 0),
        ("curve", PURPOSE, 0),
        ("rsa", PURPOSE, 5),
        ("lead", PURPOSE, 5),
        ("other", "git", 5),
        ("other", "bauta-profile-author@v1", 5),
    ] {
        let text = sign_with_ssh_keygen(&place, key, purpose, &document);
        fs::write(&signature, &text).unwrap();
        let ran = place.run(MASK);
        assert_eq!(ran.code, code, "{key} {purpose}: {}", ran.told());
        if key == "rsa" {
            assert!(ran.err.contains("RSA keys are not accepted"), "{}", ran.err);
        }
        fs::remove_file(place.path("out.sql")).ok();
        // Cut off, and twice.
        for broken in [text.chars().take(200).collect(), format!("{text}{text}")] {
            fs::write(&signature, broken).unwrap();
            assert_unapproved(&place, &place.run(MASK), "BAUTA-A003");
        }
    }
}

#[test]
fn signers_have_their_time_and_purpose() {
    let place = place();
    approve(&place, "lead").assert_done();
    let key = place.read("lead.pub");
    for (options, code) in [
        ("namespaces=\"bauta-profile-approval@v1\"", 0),
        ("namespaces=\"git,file\"", 5),
        ("valid-after=\"20200101Z\",valid-before=\"20990101Z\"", 0),
        ("valid-after=\"20980101Z\"", 5),
        ("valid-before=\"20200101Z\"", 5),
        ("cert-authority", 5),
        ("valid-before=\"20990101\"", 2),
        ("unknown-option", 2),
    ] {
        place.write("signers", &format!("lead@example.com {options} {key}"));
        let ran = place.run(MASK);
        assert_eq!(ran.code, code, "{options}: {}", ran.told());
        fs::remove_file(place.path("out.sql")).ok();
    }
}

#[test]
fn an_approval_holds_for_its_time_environment_and_version() {
    let place = place();
    approve(&place, "lead").assert_done();
    for (serial, from, to, code) in [
        (
            2,
            "2099-12-31T23:59:59Z",
            "2020-01-01T00:00:00Z",
            "BAUTA-A011",
        ),
        (3, "\"issued\":\"2", "\"issued\":\"3", "BAUTA-A011"),
        (4, "\"qa\"", "\"dev\"", "BAUTA-A007"),
        (5, "\"engine\":\">=0", "\"engine\":\">=9", "BAUTA-A010"),
    ] {
        forge(&place, serial, "lead", |document| {
            let changed = document.replacen(from, to, 1);
            assert_ne!(changed, document);
            changed
        });
        assert_unapproved(&place, &place.run(MASK), code);
    }
    // Nobody who may not sign puts an end to one that holds.
    for serial in 2..=5 {
        fs::remove_dir_all(approval(&place, serial)).unwrap();
    }
    make_key(&place, "eve", &["-t", "ed25519", "-N", ""]);
    forge(&place, 9, "eve", |document| document);
    place.run(MASK).assert_done();
    // An approval of another environment is not one of this.
    fs::rename(
        place.path("p.yaml.approvals/qa"),
        place.path("p.yaml.approvals/dev"),
    )
    .unwrap();
    fs::remove_file(place.path("out.sql")).unwrap();
    assert_unapproved(&place, &place.run(MASK), "BAUTA-A001");
    assert_unapproved(
        &place,
        &place.run(&format!("{MASK} --env dev")),
        "BAUTA-A007",
    );
}

#[test]
fn two_people_sign_one_approval() {
    let place = place();
    place.write(
        "policy.yaml",
        "version: 1\napprovals: 2\nseparate_author: false\n",
    );
    let mask = format!("{MASK} --policy policy.yaml");
    approve(&place, "lead").assert_done();
    assert_unapproved(&place, &place.run(&mask), "BAUTA-A003");
    // Not the same one twice.
    assert_unapproved(&place, &approve(&place, "lead"), "BAUTA-A012");
    approve(&place, "other").assert_done();
    assert_eq!(signatures(&place, 1).len(), 2);
    assert!(!approval(&place, 2).exists());
    place.run(&mask).assert_done();
    // What is approved for another time is another approval.
    let later = APPROVE.replace("2099", "2098");
    place
        .run(&format!("{later} --signing-key lead"))
        .assert_done();
    assert!(approval(&place, 2).exists());
}

#[test]
fn the_author_does_not_approve_himself() {
    let place = place();
    place.write(
        "policy.yaml",
        "version: 1\nrequire: [approval]\nallowed_signers: signers\n",
    );
    let mask = "mask dump.sql -p p.yaml -o out.sql --policy policy.yaml";
    approve(&place, "lead").assert_done();
    // The policy wants the author to sign, too.
    assert_unapproved(&place, &place.run(mask), "BAUTA-A004");
    place
        .run("profile sign p.yaml --signing-key lead")
        .assert_done();
    assert_unapproved(&place, &place.run(mask), "BAUTA-A003");
    assert_unapproved(&place, &approve(&place, "lead"), "BAUTA-A003");
    place
        .run("profile sign p.yaml --signing-key author")
        .assert_done();
    place.run(mask).assert_done();
    let ran = feed(
        {
            let mut command = Command::new("ssh-keygen");
            command.args(["-Y", "verify", "-I", "author@example.com"]);
            command.args(["-n", "bauta-profile-author@v1", "-f"]);
            command.arg(place.path("signers")).arg("-s");
            command.arg(place.path("p.yaml.author.sig"));
            command
        },
        &place.read("p.yaml.author"),
    );
    assert_eq!(ran.code, 0, "{}", ran.told());
    // Under another key, he is still himself.
    fs::remove_file(place.path("out.sql")).unwrap();
    let other = place.read("lead.pub");
    place.write(
        "signers",
        &format!(
            "author@example.com {}author@example.com {other}",
            place.read("author.pub")
        ),
    );
    assert_unapproved(&place, &place.run(mask), "BAUTA-A003");
}

#[test]
fn the_policy_takes_approvals_and_keys_back() {
    let place = place();
    approve(&place, "lead").assert_done();
    let document = fs::read(approval(&place, 1).join("approval.json")).unwrap();
    let digest = bauta_trust::Digest::of(&document).to_string();
    let key = bauta_crypto::VerifyingKey::parse(&place.read("lead.pub"))
        .unwrap()
        .fingerprint();
    let mask = format!("{MASK} --policy policy.yaml");
    for (policy, code) in [
        (format!("revoked: ['{digest}']"), "BAUTA-A005"),
        (format!("revoked: ['{key}']"), "BAUTA-A003"),
        ("lowest_serial: 2".to_owned(), "BAUTA-A006"),
    ] {
        place.write(
            "policy.yaml",
            &format!("version: 1\nseparate_author: false\n{policy}\n"),
        );
        assert_unapproved(&place, &place.run(&mask), code);
    }
    // The next approval counts again.
    place
        .run(&format!(
            "{APPROVE} --signing-key lead --policy policy.yaml"
        ))
        .assert_done();
    assert!(approval(&place, 2).exists());
    place.run(&mask).assert_done();
}

#[test]
fn the_policy_judges_environments_apart() {
    let place = place();
    place.write(
        "policy.yaml",
        "version: 1\nenvironments: { qa: { require: [approval], allowed_signers: signers }, dev: {} }\n",
    );
    let mask = "mask dump.sql -p p.yaml -o out.sql --policy policy.yaml";
    assert_unapproved(&place, &place.run(mask), "BAUTA-A001");
    place.run(&format!("{mask} --env dev")).assert_done();
    place.run(&format!("{mask} --env prod")).assert_refused(4);
}

#[test]
fn nothing_with_an_open_doubt_is_approved() {
    let place = place();
    let doubtful = PROFILE.replace(
        "email: email",
        "email: { transformer: email, review: \"sure?\" }",
    );
    place.write("p.yaml", &doubtful);
    let ran = approve(&place, "lead");
    ran.assert_refused(4);
    assert!(ran.err.contains("BAUTA-P032"), "{}", ran.told());
    assert!(!place.path("p.yaml.approvals").exists());
    let settled = doubtful.replace("\"sure?\" }", "\"sure?\", reviewed: asked }");
    place.write("p.yaml", &settled);
    approve(&place, "lead").assert_done();
}

#[test]
fn what_others_can_change_is_not_trusted() {
    let place = place();
    approve(&place, "lead").assert_done();
    #[cfg(unix)]
    {
        place.set_mode("signers", 0o666);
        place.run(MASK).assert_refused(4);
        place.set_mode("signers", 0o644);
        std::os::unix::fs::symlink(place.path("signers"), place.path("link")).unwrap();
        let ran = place.run(&MASK.replace("signers signers", "signers link"));
        ran.assert_refused(4);
        assert!(ran.err.contains("BAUTA-P030"), "{}", ran.told());
    }
    place.write("policy.yaml", "version: 1\naprovals: 2\n");
    place
        .run(&format!("{MASK} --policy policy.yaml"))
        .assert_refused(2);
    place
        .run(&format!("{MASK} --policy nowhere.yaml"))
        .assert_refused(2);
    // Nobody is named at all.
    place
        .run("mask dump.sql -p p.yaml -o out.sql --require-approval")
        .assert_refused(2);
}

#[test]
fn a_profile_that_only_reports_is_never_approved() {
    let place = place();
    approve(&place, "lead").assert_done();
    place.write(
        "p.yaml",
        &PROFILE.replace("version: 1\n", "version: 1\nsecrets: report\n"),
    );
    place.run(MASK).assert_refused(2);
}

#[test]
fn keys_under_a_passphrase_in_other_forms_and_in_an_agent_sign() {
    let place = place();
    make_key(&place, "locked", &["-t", "ed25519", "-N", "correct horse"]);
    approve(&place, "locked").assert_refused(2);
    place.write("wrong", "battery\n");
    place.write("right", "correct horse\n");
    #[cfg(unix)]
    for name in ["wrong", "right"] {
        place.set_mode(name, 0o600);
    }
    approve(&place, "locked --signing-passphrase file:wrong").assert_refused(2);
    approve(&place, "locked --signing-passphrase file:right").assert_done();
    make_key(&place, "rsa", &["-t", "rsa", "-b", "2048", "-N", ""]);
    let ran = approve(&place, "rsa");
    ran.assert_refused(2);
    assert!(ran.err.contains("ssh-keygen -t ed25519"), "{}", ran.told());
    #[cfg(unix)]
    {
        place.set_mode("other", 0o644);
        approve(&place, "other").assert_refused(4);
        // A public key is one that an agent has.
        approve(&place, "lead.pub").assert_done();
        fs::rename(place.path("lead"), place.path("hidden")).unwrap();
        approve(&place, "author.pub").assert_done();
        place
            .run(&format!(
                "{} --signing-key lead.pub",
                APPROVE.replace("2099", "2098")
            ))
            .assert_refused(1);
    }
}

#[test]
fn dates_that_have_passed_or_are_none_are_refused() {
    let place = place();
    for date in ["2020-01-01", "tomorrow", "2027-02-30"] {
        let line = APPROVE.replace("2099-12-31", date);
        place
            .run(&format!("{line} --signing-key lead"))
            .assert_refused(2);
    }
    place.write("policy.yaml", "version: 1\nlongest_approval_days: 90\n");
    place
        .run(&format!(
            "{APPROVE} --signing-key lead --policy policy.yaml"
        ))
        .assert_refused(4);
    place
        .run(&format!(
            "{} --signing-key lead",
            APPROVE.replace("--env qa", "--env ../x")
        ))
        .assert_refused(2);
    assert!(!place.path("p.yaml.approvals").exists());
}
