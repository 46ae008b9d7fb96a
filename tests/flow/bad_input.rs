//! What must not work: each says so with its code, leaves OUTPUT as it was and nothing beside it,
//! and shows no value of the data.

use std::fs::{self, OpenOptions, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use crate::people::{CANARY, PROFILE, mysql_dump, postgres_dump};
use crate::workplace::{self, Ended, Workplace, run, run_with};

const BEFORE: &str = "what was there before";

#[test]
fn a_dump_that_is_cut_off_is_refused_wherever_it_ends() {
    let dump = postgres_dump(3);
    let copy = |row: usize| dump.find(&format!("{CANARY}{row}")).unwrap();
    let cuts = [
        dump.find("integer").unwrap(),
        dump.find(" FROM stdin").unwrap(),
        copy(0),
        copy(1) + 3,
        dump.find("\n\\.").unwrap() + 1,
        dump.find("\n\\.").unwrap() + 2,
        dump.find("'late'").unwrap() + 3,
        dump.find("'late'").unwrap() + 6,
    ];
    for cut in cuts {
        let damaged = &dump[..cut];
        refused(damaged, PROFILE, &[])
            .expect_code(3)
            .expect_said("BAUTA-D001");
        refused_from_a_pipe(damaged, PROFILE)
            .expect_code(3)
            .expect_said("BAUTA-D001");
    }
    let dump = mysql_dump(3);
    for cut in ["`name`", "Zyxwvut1", "'late'"] {
        let damaged = &dump[..dump.find(cut).unwrap() + 3];
        refused(damaged, PROFILE, &[])
            .expect_code(3)
            .expect_said("BAUTA-D001");
    }
}

#[test]
fn a_compressed_dump_that_is_cut_off_is_refused() {
    let whole = zstd::encode_all(postgres_dump(20_000).as_bytes(), 3).unwrap();
    let damaged = &whole[..whole.len() / 2];
    refused(damaged, PROFILE, &[])
        .expect_code(3)
        .expect_said("BAUTA-D005");
    refused_from_a_pipe(damaged, PROFILE)
        .expect_code(3)
        .expect_said("BAUTA-D005");
}

#[test]
fn what_is_no_dump_is_refused() {
    let junk: Vec<u8> = (0..5000u32)
        .map(|at| at.wrapping_mul(2_654_435_761).to_be_bytes()[1])
        .collect();
    let others: [&[u8]; 5] = [
        &junk,
        b"PGDMP\x01\x0e\x00\x04\x08\x01",
        b"SQLite format 3\0\x10\x00",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR Zyxwvut",
        b"Dear reader, this is a letter about Zyxwvut, and no dump.\n",
    ];
    for other in others {
        refused(other, PROFILE, &[])
            .expect_code(3)
            .expect_said("BAUTA-D004");
        refused_from_a_pipe(other, PROFILE)
            .expect_code(3)
            .expect_said("BAUTA-D004");
    }
}

#[test]
fn a_dump_of_another_dialect_is_refused() {
    let profile = format!("dialect: mysql\n{PROFILE}");
    refused(postgres_dump(3), &profile, &[])
        .expect_code(4)
        .expect_said("BAUTA-P014");
}

#[test]
fn a_quote_that_never_closes_is_refused() {
    for dump in [postgres_dump(3), mysql_dump(3)] {
        let damaged = dump.replacen("'late'", "'late", 1);
        refused(&damaged, PROFILE, &[])
            .expect_code(3)
            .expect_said("BAUTA-D");
    }
}

#[test]
fn rows_of_another_width_are_refused() {
    let dump = postgres_dump(3);
    let more = dump.replacen("Zyxwvut1", "Zyxwvut1\tmore", 1);
    refused(&more, PROFILE, &[])
        .expect_code(3)
        .expect_said("BAUTA-D006")
        .expect_said("row 2");
    let fewer = dump.replacen("1\tZyxwvut1", "Zyxwvut1", 1);
    refused(&fewer, PROFILE, &[])
        .expect_code(3)
        .expect_said("BAUTA-D006");
    let fewer = dump.replacen(", 'late')", ")", 1);
    refused(&fewer, PROFILE, &[])
        .expect_code(3)
        .expect_said("BAUTA-D006");
    let more = mysql_dump(3).replacen("'Zyxwvut1'", "'Zyxwvut1','more'", 1);
    refused(&more, PROFILE, &[])
        .expect_code(3)
        .expect_said("BAUTA-D006");
}

#[test]
fn a_row_over_the_limit_is_refused() {
    let long = CANARY.repeat(1000);
    for dump in [postgres_dump(3), mysql_dump(3)] {
        let dump = dump.replacen("Zyxwvut1", &long, 1);
        let limited = ["--max-row-bytes", "4096"];
        refused(&dump, PROFILE, &limited)
            .expect_code(3)
            .expect_said("BAUTA-D002");
        let place = Workplace::new();
        accepted(&place, &dump, PROFILE, &["--max-row-bytes", "65536"]);
    }
}

#[test]
fn bytes_that_are_no_text_follow_the_rule() {
    let profile = |rule: &str| {
        PROFILE.replace(
            "redact }",
            &format!("regex-replace, pattern: x, replacement: y, unmatched: keep{rule} }}"),
        )
    };
    let mut dump = postgres_dump(3).into_bytes();
    let at = dump
        .windows(6)
        .position(|bytes| bytes == b"note 1")
        .unwrap();
    dump[at] = 0xff;
    let failing = profile(", on_invalid: fail");
    refused(&dump, &failing, &[])
        .expect_code(4)
        .expect_said("BAUTA-P011")
        .expect_said("note");
    for (rule, expected) in [
        ("", "******"),
        (", on_invalid: redact", "******"),
        (", on_invalid: \"null\"", "\\N"),
    ] {
        let place = Workplace::new();
        let masked = accepted(&place, &dump, &profile(rule), &[]);
        let masked = String::from_utf8(masked).unwrap();
        let row = masked.lines().find(|line| line.starts_with("1\t")).unwrap();
        assert!(row.ends_with(&format!("\t{expected}")), "{rule}: {row}");
    }
}

#[test]
fn keys_that_are_not_right_are_refused() {
    let place = prepared(postgres_dump(3), PROFILE);
    let attempt = |name: &str, code: i32, said: &str| {
        let mut command = place.bauta([
            "mask",
            "input.sql",
            "-p",
            "profile.yaml",
            "-o",
            "masked.sql",
        ]);
        command.args(["--key", &format!("file:{name}")]);
        assert_refused(&place, command, None)
            .expect_code(code)
            .expect_said(said);
    };
    attempt("nowhere", 2, "BAUTA-U003");
    place.write("malformed", "bauta-key-v1 env=staging\nnonsense\n");
    fs::set_permissions(place.path("malformed"), Permissions::from_mode(0o600)).unwrap();
    attempt("malformed", 2, "BAUTA-U003");
    place.write_key("open", workplace::ROOT);
    for mode in [0o640, 0o604, 0o644] {
        fs::set_permissions(place.path("open"), Permissions::from_mode(mode)).unwrap();
        attempt("open", 4, "BAUTA-P013");
    }
    place.write(
        "profile.yaml",
        format!("environment: staging\nkey_id: {{staging: 0123456789abcdef}}\n{PROFILE}"),
    );
    attempt("key", 4, "BAUTA-P012");
    place.write(
        "profile.yaml",
        format!("environment: production\n{PROFILE}"),
    );
    attempt("key", 4, "BAUTA-P012");
}

#[test]
fn profiles_that_cannot_be_read_are_refused() {
    let unknown = PROFILE.replace("columns:", "colums:");
    refused(postgres_dump(3), &unknown, &[])
        .expect_code(2)
        .expect_said("BAUTA-U002")
        .expect_said("columns");
    for wrong in [
        "version: 1\ntables: [",
        "version: 99\ntables: {}",
        "- a\n- b\n",
        "version: 1\nversion: 1\ntables: {}",
    ] {
        refused(postgres_dump(3), wrong, &[])
            .expect_code(2)
            .expect_said("BAUTA-U002");
    }
    let place = prepared(postgres_dump(3), PROFILE);
    let mut command = place.mask("input.sql", "nowhere.yaml");
    command.args(["-o", "masked.sql"]);
    assert_refused(&place, command, None).expect_code(2);
}

#[test]
fn all_that_a_profile_does_not_fit_is_said_at_once() {
    let profile = PROFILE.replace("name: {", "nmae: {");
    let said = refused(postgres_dump(3), &profile, &[]).expect_code(4);
    said.expect_said("BAUTA-P001")
        .expect_said("BAUTA-P002")
        .expect_said("people.name");
}

#[test]
fn files_that_are_not_there_are_refused() {
    let place = prepared(postgres_dump(3), PROFILE);
    let mut command = place.mask("nowhere.sql", "profile.yaml");
    command.args(["-o", "masked.sql"]);
    assert_refused(&place, command, None)
        .expect_code(1)
        .expect_said("BAUTA-I001");
    let mut command = place.mask("input.sql", "profile.yaml");
    command.args(["-o", "nowhere/masked.sql"]);
    assert_refused(&place, command, None)
        .expect_code(1)
        .expect_said("BAUTA-I001");
}

#[test]
fn the_input_is_never_the_output() {
    let place = prepared(postgres_dump(3), PROFILE);
    let same = ["input.sql", "./input.sql", "link.sql"];
    std::os::unix::fs::symlink("input.sql", place.path("link.sql")).unwrap();
    for output in same {
        let mut command = place.mask("input.sql", "profile.yaml");
        command.args(["-o", output]);
        assert_refused(&place, command, None)
            .expect_code(2)
            .expect_said("BAUTA-U001");
        assert_eq!(place.read("input.sql"), postgres_dump(3).as_bytes());
    }
}

#[test]
fn usage_that_is_wrong_is_refused() {
    for extra in [
        ["--dialect", "oracle"],
        ["--threads", "many"],
        ["--frobnicate", "1"],
        ["--detect", "off"],
    ] {
        refused(postgres_dump(3), PROFILE, &extra).expect_code(2);
    }
}

#[test]
fn a_full_disk_leaves_nothing() {
    let place = prepared(postgres_dump(60_000), PROFILE);
    let Some(disk) = SmallDisk::mount(place.path("small")) else {
        return;
    };
    let mut command = place.mask("input.sql", "profile.yaml");
    command.args(["-o", "small/masked.sql"]);
    assert_refused(&place, command, None)
        .expect_code(1)
        .expect_said("BAUTA-I001");
    assert_eq!(fs::read_dir(&disk.folder).unwrap().count(), 0);
    // nor does an earlier output suffer
    fs::write(disk.folder.join("masked.sql"), BEFORE).unwrap();
    let mut command = place.mask("input.sql", "profile.yaml");
    command.args(["-o", "small/masked.sql"]);
    assert_refused(&place, command, None).expect_code(1);
    assert_eq!(
        fs::read_to_string(disk.folder.join("masked.sql")).unwrap(),
        BEFORE
    );
    assert_eq!(fs::read_dir(&disk.folder).unwrap().count(), 1);
}

#[test]
fn a_full_device_behind_stdout_is_an_error() {
    let place = prepared(postgres_dump(60_000), PROFILE);
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut command = place.mask("input.sql", "profile.yaml");
    let child = command
        .stdin(Stdio::null())
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let ended = workplace::finish(child)
        .expect_code(1)
        .expect_said("BAUTA-I001");
    assert!(!ended.stderr.contains(CANARY));
}

/// A folder with a dump, its profile, and an output of some earlier run.
fn prepared(dump: impl AsRef<[u8]>, profile: &str) -> Workplace {
    let place = Workplace::new();
    place.write("input.sql", dump);
    place.write("profile.yaml", profile);
    place.write("masked.sql", BEFORE);
    place
}

#[track_caller]
fn refused(dump: impl AsRef<[u8]>, profile: &str, extra: &[&str]) -> Ended {
    let place = prepared(dump, profile);
    let mut command = place.mask("input.sql", "profile.yaml");
    command.args(["-o", "masked.sql"]).args(extra);
    assert_refused(&place, command, None)
}

#[track_caller]
fn refused_from_a_pipe(dump: impl AsRef<[u8]>, profile: &str) -> Ended {
    let place = prepared("", profile);
    let mut command = place.mask("-", "profile.yaml");
    command.args(["-o", "masked.sql"]);
    assert_refused(&place, command, Some(dump.as_ref()))
}

/// Panics unless a run fails and leaves all as it was, without a word of the data.
#[track_caller]
fn assert_refused(place: &Workplace, command: Command, input: Option<&[u8]>) -> Ended {
    let before = place.names();
    let ended = match input {
        Some(input) => run_with(command, input),
        None => run(command),
    };
    assert_ne!(ended.code, 0, "it was not refused");
    assert_eq!(
        place.read("masked.sql"),
        BEFORE.as_bytes(),
        "OUTPUT was changed"
    );
    assert_eq!(place.names(), before, "something was left behind");
    assert!(
        ended.stdout.is_empty(),
        "{}",
        String::from_utf8_lossy(&ended.stdout)
    );
    assert!(
        !ended.stderr.contains(CANARY),
        "a value was shown:\n{}",
        ended.stderr
    );
    assert!(!ended.stderr.contains("panicked"), "{}", ended.stderr);
    ended
}

#[track_caller]
fn accepted(place: &Workplace, dump: impl AsRef<[u8]>, profile: &str, extra: &[&str]) -> Vec<u8> {
    place.write("input.sql", dump);
    place.write("profile.yaml", profile);
    let mut command = place.mask("input.sql", "profile.yaml");
    command.args(["-o", "masked.sql"]).args(extra);
    run(command).expect_code(0);
    place.read("masked.sql")
}

/// A file system of one megabyte.
struct SmallDisk {
    folder: PathBuf,
}

impl SmallDisk {
    /// `None`, and a line on stderr, where we may not mount.
    fn mount(folder: PathBuf) -> Option<Self> {
        fs::create_dir(&folder).unwrap();
        let mut command = Command::new("mount");
        command
            .args(["-t", "tmpfs", "-o", "size=1m", "tmpfs"])
            .arg(&folder);
        let mounted = command.stderr(Stdio::null()).status();
        if !mounted.is_ok_and(|status| status.success()) {
            eprintln!("skipped: only root may mount a small disk");
            return None;
        }
        Some(Self { folder })
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let mut command = Command::new("umount");
        let unmounted = command.arg(&self.folder).status();
        if !unmounted.is_ok_and(|status| status.success()) {
            eprintln!("{} is still mounted", self.folder.display());
        }
    }
}
