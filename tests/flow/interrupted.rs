//! Runs that end before their time: what they leave, and what they say.

use std::io::{Read, Write};
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::people::postgres_dump;
use crate::workplace::{Workplace, finish, run, signal, start};

const PROFILE: &str = "version: 1
tables:
  people:
    columns:
      id: keep
      name: { transformer: email }
      note: { transformer: token, length: 20 }
";

const BEFORE: &str = "what was there before";

#[test]
fn a_signal_while_a_file_is_masked_leaves_nothing() {
    for (name, code) in [("INT", 130), ("TERM", 143)] {
        let place = prepared(400_000);
        let before = place.names();
        let mut command = place.mask("input.sql", "profile.yaml");
        command
            .args(["-o", "masked.sql", "--threads", "2"])
            .stdin(Stdio::null());
        let child = start(command);
        wait_for_a_temporary_file(&place, &before);
        assert_ends_with(&place, child, name, code);
        assert_eq!(place.names(), before);
    }
}

#[test]
fn a_signal_while_a_pipe_is_silent_leaves_nothing() {
    for (name, code) in [("INT", 130), ("TERM", 143)] {
        let place = prepared(0);
        let before = place.names();
        let mut command = place.mask("-", "profile.yaml");
        command.args(["-o", "masked.sql"]).stdin(Stdio::piped());
        let mut child = start(command);
        let mut pipe = child.stdin.take().unwrap();
        let dump = postgres_dump(100_000);
        pipe.write_all(&dump.as_bytes()[..dump.len() / 2]).unwrap();
        wait_for_a_temporary_file(&place, &before);
        assert_ends_with(&place, child, name, code);
        assert_eq!(place.names(), before);
        drop(pipe);
    }
}

#[test]
fn a_kill_at_any_moment_never_leaves_half_an_output() {
    let place = prepared(40_000);
    let names = place.names();
    let begin = Instant::now();
    let mut command = place.mask("input.sql", "profile.yaml");
    command.args(["-o", "whole.sql"]);
    run(command).expect_code(0);
    let whole = begin.elapsed();
    let expected = place.read("whole.sql");
    let mut left = 0;
    for moment in 0..20 {
        place.write("masked.sql", BEFORE);
        let mut command = place.mask("input.sql", "profile.yaml");
        command.args(["-o", "masked.sql"]).stdin(Stdio::null());
        let child = start(command);
        thread::sleep(whole * moment / 20);
        signal(&child, "KILL");
        let ended = finish(child);
        let output = place.read("masked.sql");
        let untouched = ended.code == 137 && output == BEFORE.as_bytes();
        assert!(
            untouched || output == expected,
            "moment {moment}, exit code {}",
            ended.code
        );
        left += place
            .names()
            .iter()
            .filter(|name| name.contains("bauta-tmp"))
            .count();
    }
    assert!(left > 0, "no run was killed while it wrote");
    let mut command = place.mask("input.sql", "profile.yaml");
    command.args(["-o", "masked.sql"]);
    run(command).expect_code(0);
    assert_eq!(place.read("masked.sql"), expected);
    let mut expected_names = names;
    expected_names.insert("whole.sql".to_owned());
    assert_eq!(place.names(), expected_names);
}

#[test]
fn what_killed_runs_left_is_not_taken_from_runs_that_go_on() {
    let place = prepared(0);
    let before = place.names();
    let dump = postgres_dump(100_000);
    let mut command = place.mask("-", "profile.yaml");
    command.args(["-o", "masked.sql"]).stdin(Stdio::piped());
    let mut slow = start(command);
    let mut pipe = slow.stdin.take().unwrap();
    pipe.write_all(&dump.as_bytes()[..dump.len() / 2]).unwrap();
    wait_for_a_temporary_file(&place, &before);
    place.write("other.sql", postgres_dump(3));
    let mut command = place.mask("other.sql", "profile.yaml");
    command.args(["-o", "masked.sql"]);
    run(command).expect_code(0);
    let quick = place.read("masked.sql");
    pipe.write_all(&dump.as_bytes()[dump.len() / 2..]).unwrap();
    drop(pipe);
    finish(slow).expect_code(0);
    assert!(place.read("masked.sql").len() > quick.len());
}

#[test]
fn a_reader_that_has_enough_ends_the_run_silently() {
    let place = prepared(100_000);
    let mut command = place.mask("input.sql", "profile.yaml");
    command.stdin(Stdio::null());
    let mut child = start(command);
    let mut first = [0; 100];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let ended = finish(child).expect_code(141);
    assert_eq!(ended.stderr, "");
}

fn prepared(rows: usize) -> Workplace {
    let place = Workplace::new();
    place.write("input.sql", postgres_dump(rows));
    place.write("profile.yaml", PROFILE);
    place.write("masked.sql", BEFORE);
    place
}

fn wait_for_a_temporary_file(place: &Workplace, before: &std::collections::BTreeSet<String>) {
    let until = Instant::now() + Duration::from_mins(1);
    while place.names() == *before {
        assert!(Instant::now() < until, "the run does not begin to write");
        thread::sleep(Duration::from_millis(2));
    }
}

/// Panics unless the signal ends the run soon, with that code and OUTPUT as it was.
#[track_caller]
fn assert_ends_with(place: &Workplace, mut child: Child, name: &str, code: i32) {
    signal(&child, name);
    let until = Instant::now() + Duration::from_secs(10);
    while child.try_wait().unwrap().is_none() {
        if Instant::now() > until {
            child.kill().unwrap();
            panic!("SIG{name} does not end the run");
        }
        thread::sleep(Duration::from_millis(5));
    }
    finish(child).expect_code(code);
    assert_eq!(place.read("masked.sql"), BEFORE.as_bytes());
}

#[test]
fn a_kill_at_any_moment_leaves_log_and_register_whole() {
    let place = prepared(4_000);
    place.write_private("runner.pem", RUNNER);
    let masked = |name: &str| {
        let mut command = place.mask("input.sql", "profile.yaml");
        command.args(["-o", name, "--register", "--expires", "30d"]);
        command.args(["--attest", "clone.json", "--signing-key", "runner.pem"]);
        command.stdin(Stdio::null());
        command
    };
    let begin = Instant::now();
    run(masked("whole.sql")).expect_code(0);
    let whole = begin.elapsed();
    for moment in 0..50 {
        let child = start(masked("masked.sql"));
        thread::sleep(whole * moment / 48);
        signal(&child, "KILL");
        finish(child);
        // Whatever was cut off, the next entry mends it.
        run(place.bauta(["audit", "begin"])).expect_code(0);
        run(place.bauta(["audit", "verify"])).expect_code(0);
        run(place.bauta(["clone", "check"])).expect_code(0);
    }
    run(masked("masked.sql")).expect_code(0);
    let listed = run(place.bauta(["clone", "list", "--format", "json"])).expect_code(0);
    let listed = String::from_utf8(listed.stdout).unwrap();
    assert!(
        listed.matches("\"status\": \"active\"").count() >= 2,
        "{listed}"
    );
}

/// A key of nobody's.
const RUNNER: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n";
