//! Files that are changed between the decision about a run and its end.

#![cfg(unix)]

use std::fmt::Write as _;
use std::io::Write;
use std::ops::Range;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::run::{Place, Ran};

const HEAD: &str = "\
CREATE TABLE public.people (
    id integer NOT NULL,
    note text,
    colour text
);

COPY public.people (id, note, colour) FROM stdin;
";

const PROFILE: &str = "\
version: 1
environment: qa
include: [presets/own]
tables:
  people: { columns: { id: keep, colour: { transformer: dictionary, file: colours.txt } } }
";

const PRESET: &str = "tables: { people: { columns: { note: { transformer: redact } } } }\n";

/// What whoever swaps files would like to run.
const OTHER: &str = "\
version: 1
environment: qa
tables:
  people: { columns: { id: keep, note: keep, colour: keep } }
";

fn place() -> Place {
    let place = Place::new();
    place.write("schema.sql", HEAD.split("COPY").next().unwrap_or_default());
    place.write("p.yaml", PROFILE);
    place.write("colours.txt", "amber\nazure\n");
    std::fs::create_dir(place.path("presets")).unwrap();
    place.write("presets/own.yaml", PRESET);
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-f"])
        .arg(place.path("lead"))
        .status();
    assert!(made.unwrap().success());
    place.write(
        "signers",
        &format!("lead@example.com {}", place.read("lead.pub")),
    );
    place.set_mode("signers", 0o644);
    let approve =
        "approve p.yaml --env qa --schema-from schema.sql --expires 2099-12-31 --signing-key lead";
    place.run(approve).assert_done();
    place
}

fn rows(numbers: Range<usize>) -> String {
    let mut rows = String::new();
    for number in numbers {
        writeln!(rows, "{number}\tplanted\tplanted").unwrap();
    }
    rows
}

#[test]
fn what_was_approved_is_what_runs_whatever_is_swapped_meanwhile() {
    let place = place();
    let before = place.names();
    let line = "mask -p p.yaml --schema schema.sql -o out.sql --require-approval \
                --allowed-signers signers --verify";
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut command = place.command(&words);
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    pipe.write_all(format!("{HEAD}{}", rows(0..100_000)).as_bytes())
        .unwrap();
    // It has been let in once it writes.
    let until = Instant::now() + Duration::from_mins(1);
    while place.names() == before {
        assert!(Instant::now() < until, "the run does not begin to write");
        std::thread::sleep(Duration::from_millis(2));
    }
    place.write("p.yaml", OTHER);
    place.write(
        "presets/own.yaml",
        &PRESET.replace("{ transformer: redact }", "keep"),
    );
    place.write("colours.txt", "planted\n");
    pipe.write_all(format!("{}\\.\n", rows(100_000..200_000)).as_bytes())
        .unwrap();
    drop(pipe);
    Ran::from(child.wait_with_output().unwrap()).assert_done();
    let masked = place.read("out.sql");
    assert_eq!(
        masked.matches('\n').count(),
        HEAD.matches('\n').count() + 200_001
    );
    assert!(!masked.contains("planted"));
    // The next run is decided anew, on what is there now.
    let next = place
        .run("mask schema.sql -p p.yaml -o out2.sql --require-approval --allowed-signers signers");
    next.assert_refused(5);
    assert!(next.err.contains("BAUTA-A008"), "{}", next.told());
}
