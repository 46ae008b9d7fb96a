//! Files that decide about others, keys that sign, and what is told of what leaves the machine.

#![cfg(unix)]

use std::os::unix::fs::symlink;
use std::process::Command;

use serde_json::Value;

use crate::attestation::workshop;
use crate::run::{Place, Ran, feed};

const MASK: &str = "mask dump.sql -p people.yaml --key file:staging.key -o clone.sql --verify -q";
const VERIFY: &str = "attestation verify clone.json --subject clone.sql";

fn make_key(place: &Place, name: &str, passphrase: &str) {
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-C", name, "-N", passphrase, "-f"])
        .arg(place.path(name))
        .status();
    assert!(made.unwrap().success());
}

/// Refused with 4 as a file that others can change.
#[track_caller]
fn assert_open(ran: &Ran, why: &str) {
    ran.assert_refused(4);
    assert!(
        ran.err.contains("BAUTA-P030") && ran.err.contains(why),
        "{}",
        ran.told()
    );
}

#[test]
fn a_signing_key_that_others_can_read_is_refused() {
    let place = workshop();
    place.set_mode("runner.pem", 0o644);
    let sign = format!("{MASK} --attest clone.json --signing-key runner.pem");
    let ran = place.run(&sign);
    ran.assert_refused(4);
    assert!(
        ran.err
            .contains("runner.pem: others than its owner may use"),
        "{}",
        ran.told()
    );
    for name in ["clone.sql", "clone.json"] {
        assert!(!place.path(name).exists(), "{name}");
    }
}

#[test]
fn trusted_keys_and_signers_that_others_can_change_are_refused() {
    let place = workshop();
    let sign = format!("{MASK} --attest clone.json --signing-key runner.pem");
    place.run(&sign).assert_done();
    make_key(&place, "lead", "");
    place.write(
        "signers",
        &format!("lead@example.com {}", place.read("lead.pub")),
    );
    for name in ["runner.pub", "signers"] {
        place.set_mode(name, 0o644);
        symlink(place.path(name), place.path(&format!("{name}.link"))).unwrap();
    }
    let verify = |trusted: &str, signers: &str| {
        place.run(&format!(
            "{VERIFY} --trusted {trusted} --allowed-signers {signers}"
        ))
    };
    verify("runner.pub", "signers").assert_done();
    assert_open(
        &verify("runner.pub.link", "signers"),
        "runner.pub.link: this is a link",
    );
    assert_open(
        &verify("runner.pub", "signers.link"),
        "signers.link: this is a link",
    );
    for (name, mode) in [("runner.pub", 0o664), ("signers", 0o646)] {
        place.set_mode(name, mode);
        assert_open(&verify("runner.pub", "signers"), name);
        place.set_mode(name, 0o644);
    }
    verify("nowhere", "signers").assert_refused(2);
    let keys = place.read("runner.pub");
    place
        .run_with(&format!("{VERIFY} --trusted -"), &keys)
        .assert_done();
    // A register that was lost is not rebuilt on such keys either.
    let import = "clone import clone.json --trusted runner.pub.link";
    assert_open(&place.run(import), "this is a link");
}

#[test]
fn a_key_under_a_passphrase_attests_and_is_opened_before_the_run() {
    let place = workshop();
    make_key(&place, "locked", "correct horse");
    let sign = format!("{MASK} --attest clone.json --signing-key locked");
    let ran = place.run(&sign);
    ran.assert_refused(2);
    assert!(ran.err.contains("[BAUTA-E007]: locked: "), "{}", ran.told());
    assert!(
        ran.err.contains("--signing-passphrase: file:PATH"),
        "{}",
        ran.told()
    );
    for (name, text) in [("wrong", "battery\n"), ("right", "correct horse\n")] {
        place.write(name, text);
        place.set_mode(name, 0o600);
    }
    place
        .run(&format!("{sign} --signing-passphrase file:wrong"))
        .assert_refused(2);
    let told = place.run("audit show --format json");
    assert!(!told.out.contains("run.start"), "{}", told.told());
    assert!(!place.path("clone.sql").exists());
    place
        .run(&format!("{sign} --signing-passphrase file:right"))
        .assert_done();
    place
        .run(&format!("{VERIFY} --trusted locked.pub"))
        .assert_done();
}

#[cfg(target_os = "linux")]
#[test]
fn who_signs_at_a_terminal_is_asked_for_the_passphrase() {
    let place = workshop();
    make_key(&place, "locked", "correct horse");
    let bauta = env!("CARGO_BIN_EXE_bauta");
    let at_terminal = |line: &str, typed: &str| {
        let mut command = Command::new("script");
        command
            .args([
                "--quiet",
                "--return",
                "--command",
                &format!("{bauta} {line}"),
                "/dev/null",
            ])
            .current_dir(place.path("."))
            .env("BAUTA_STATE", place.log().parent().unwrap());
        feed(command, typed)
    };
    let sign = "profile sign people.yaml --signing-key locked";
    let wrong = at_terminal(sign, "battery\n");
    assert_eq!(wrong.code, 2, "{}", wrong.told());
    let signed = at_terminal(sign, "correct horse\n");
    signed.assert_done();
    assert!(
        signed.out.contains("Passphrase of locked"),
        "{}",
        signed.told()
    );
    assert!(place.path("people.yaml.author.sig").exists());
}

#[test]
fn a_report_is_told_in_the_log_before_it_is_written() {
    let place = workshop();
    place
        .run(&format!("{MASK} --report report.json"))
        .assert_done();
    let told = place.run("audit show --event report.exported --format json");
    told.assert_done();
    let entries: Value = serde_json::from_str(&told.out).unwrap();
    let digest = Command::new("sha256sum")
        .arg(place.path("report.json"))
        .output()
        .unwrap();
    let digest = String::from_utf8(digest.stdout).unwrap();
    let digest = format!("sha256:{}", digest.split(' ').next().unwrap());
    assert!(entries.to_string().contains(&digest), "{entries}");
}

/// `ssh-keygen -k`.
fn revoke(place: &Place, list: &str, key: &str) {
    let made = Command::new("ssh-keygen")
        .args(["-q", "-k", "-f"])
        .args([place.path(list), place.path(key)])
        .status();
    assert!(made.unwrap().success());
    place.set_mode(list, 0o644);
}

#[test]
fn keys_that_a_list_of_ssh_keygen_revokes_no_longer_count() {
    let place = workshop();
    make_key(&place, "lead", "");
    make_key(&place, "other", "");
    place.write(
        "signers",
        &format!("lead@example.com {}", place.read("lead.pub")),
    );
    let approve = "approve people.yaml --env staging --schema-from dump.sql --expires 2099-12-31 --signing-key lead";
    place.run(approve).assert_done();
    place.write(
        "policy.yaml",
        "version: 1\nallowed_signers: signers\nrevoked_keys: revoked\nseparate_author: false\nrequire: [approval]\n",
    );
    for name in ["signers", "policy.yaml"] {
        place.set_mode(name, 0o644);
    }
    let mask = format!("{MASK} --policy policy.yaml");
    place.run(&mask).assert_refused(2);
    revoke(&place, "revoked", "other.pub");
    place.run(&mask).assert_done();
    let fingerprint = format!("sha256: {}", place.read("lead.pub"));
    place.write("spec", &fingerprint);
    for key in ["lead.pub", "spec"] {
        revoke(&place, "revoked", key);
        let ran = place.run(&mask);
        ran.assert_refused(5);
        assert!(
            ran.err.contains("the key has been revoked"),
            "{}",
            ran.told()
        );
    }
    place.write("revoked", &place.read("lead.pub"));
    place.run(&mask).assert_refused(5);
    place.write("spec", &fingerprint.replace("sha256", "sha1"));
    revoke(&place, "revoked", "spec");
    let ran = place.run(&mask);
    ran.assert_refused(2);
    assert!(ran.err.contains("SHA-1"), "{}", ran.told());
    place.set_mode("revoked", 0o664);
    assert_open(&place.run(&mask), "revoked");
}

/// An agent of `ssh-agent`, which ends with the test.
struct Agent {
    socket: String,
    process: String,
}

impl Agent {
    fn start() -> Self {
        let said = Command::new("ssh-agent").arg("-s").output().unwrap();
        let said = String::from_utf8(said.stdout).unwrap();
        let value = |name: &str| {
            let (_, rest) = said.split_once(&format!("{name}=")).unwrap();
            rest.split(';').next().unwrap().to_owned()
        };
        Self {
            socket: value("SSH_AUTH_SOCK"),
            process: value("SSH_AGENT_PID"),
        }
    }
}

impl Drop for Agent {
    fn drop(&mut self) {
        Command::new("kill").arg(&self.process).status().ok();
    }
}

#[test]
fn a_key_that_only_an_agent_has_approves_by_its_public_half() {
    let place = workshop();
    make_key(&place, "lead", "");
    let agent = Agent::start();
    let added = Command::new("ssh-add")
        .arg("-q")
        .arg(place.path("lead"))
        .env("SSH_AUTH_SOCK", &agent.socket)
        .status();
    assert!(added.unwrap().success());
    std::fs::remove_file(place.path("lead")).unwrap();
    let line = "approve people.yaml --env staging --schema-from dump.sql --expires 2099-12-31 --signing-key lead.pub";
    let words: Vec<&str> = line.split(' ').collect();
    place.run(line).assert_refused(1);
    let mut command = place.command(&words);
    command.env("SSH_AUTH_SOCK", &agent.socket);
    feed(command, "").assert_done();
    place.write(
        "signers",
        &format!("lead@example.com {}", place.read("lead.pub")),
    );
    place.set_mode("signers", 0o644);
    place
        .run(&format!(
            "{MASK} --require-approval --allowed-signers signers"
        ))
        .assert_done();
}
