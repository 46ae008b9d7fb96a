use crate::run::Place;

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
2\t\\N
\\.

--
-- PostgreSQL database dump complete
--
";

const PROFILE: &str =
    "version: 1\nname: people\ntables: { people: { columns: { id: keep, email: email } } }\n";

fn place() -> Place {
    let place = Place::new();
    place.write("dump.sql", DUMP);
    place.write("p.yaml", PROFILE);
    place
}

#[test]
fn the_masked_dump_has_standard_output_for_itself() {
    let place = place();
    let ran = place.run("mask dump.sql -p p.yaml");
    ran.assert_done();
    assert!(
        ran.out.starts_with("--\n-- PostgreSQL database dump\n")
            && ran.out.ends_with("complete\n--\n")
    );
    assert!(!ran.out.contains("ada@lovelace.org"));
    assert!(
        ran.err.contains("tokens will not repeat") && ran.err.contains("1 table: 2 rows in, 2 out"),
        "{}",
        ran.err
    );

    let ran = place.run("mask dump.sql -p p.yaml --format json");
    assert!(ran.out.starts_with("--\n") && ran.out.ends_with("--\n"));
}

#[test]
fn quiet_says_nothing() {
    let ran = place().run("mask dump.sql -p p.yaml -q -o out.sql");
    ran.assert_done();
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
}

#[test]
fn verbose_tells_of_every_table() {
    let ran = place().run("mask dump.sql -p p.yaml -v -o out.sql");
    assert!(
        ran.err
            .contains("public.people  2 rows in, 2 out  1 of 2 columns masked  1 value changed"),
        "{}",
        ran.err
    );
}

#[test]
fn one_key_gives_one_output_from_file_and_pipe() {
    let place = place();
    place.run("key new --env default -q").assert_done();
    let filed = place.run("mask dump.sql -p p.yaml --key file:keys/default.key");
    filed.assert_done();
    assert!(!filed.err.contains("will not repeat"));
    for line in ["mask", "mask -"] {
        let piped = place.run_with(
            &format!("{line} -p p.yaml --key file:keys/default.key -q --schema dump.sql"),
            DUMP,
        );
        assert_eq!(piped.out, filed.out, "{}", piped.err);
    }
    assert_ne!(place.run("mask dump.sql -p p.yaml").out, filed.out);
}

#[test]
fn the_report_tells_what_was_done() {
    let place = place();
    place
        .run("mask dump.sql -p p.yaml -o out.sql --report r.json -q")
        .assert_done();
    let report: serde_json::Value = serde_json::from_str(&place.read("r.json")).unwrap();
    assert_eq!(report["input"]["bytes"], DUMP.len());
    assert_eq!(report["input"]["sha256"].as_str().unwrap().len(), 64);
    assert_eq!(report["tables"][0]["columns"][1]["name"], "email");
    assert_eq!(report["tables"][0]["columns"][1]["changed"], 1);
    assert!(report["run"]["seconds"].as_f64().unwrap() > 0.0);

    let ran = place.run("mask dump.sql -p p.yaml -o out.sql --format json");
    let shown: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(shown["tables"], report["tables"]);
    let ran = place.run("mask dump.sql -p p.yaml -o out.sql --report - -q");
    let shown: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(shown["tables"], report["tables"]);
    place
        .run("mask dump.sql -p p.yaml --report -")
        .assert_refused(2);
}

#[test]
fn a_column_that_nothing_decides_is_refused_and_leaves_nothing() {
    let place = place();
    place.write(
        "p.yaml",
        "version: 1\ntables: { people: { columns: { id: keep } } }\n",
    );
    for line in [
        "mask dump.sql -p p.yaml -o out.sql -q",
        "check p.yaml dump.sql",
    ] {
        let ran = place.run(line);
        ran.assert_refused(4);
        assert!(
            ran.err.contains("error[BAUTA-P001]: public.people.email: "),
            "{}",
            ran.err
        );
    }
    let ran = place.run("check p.yaml dump.sql --format json");
    ran.assert_refused(4);
    let told: serde_json::Value = serde_json::from_str(&ran.err).unwrap();
    assert_eq!(told["errors"][0]["code"], "BAUTA-P001");
    assert_eq!(place.names(), ["dump.sql", "p.yaml"]);
}

#[test]
fn a_dump_that_is_cut_off_is_damaged_and_the_output_stays() {
    let place = place();
    place.write("cut.sql", DUMP.split("\\.").next().unwrap());
    place.write("out.sql", "as it was");
    place
        .run("mask cut.sql -p p.yaml -o out.sql -q")
        .assert_refused(3);
    assert_eq!(place.read("out.sql"), "as it was");
}

#[test]
fn a_report_that_cannot_be_written_leaves_the_output_as_it_was() {
    let place = place();
    place.write("out.sql", "as it was");
    let ran = place.run("mask dump.sql -p p.yaml -o out.sql --report nowhere/report.json");
    ran.assert_refused(1);
    assert_eq!(place.read("out.sql"), "as it was");
}

#[test]
fn a_check_that_passes_counts() {
    let ran = place().run("check p.yaml dump.sql");
    assert_eq!(
        ran.told(),
        "exit code: 0\n----- stdout -----\n----- stderr -----\n1 table, 2 columns: 1 masked, nothing undecided\n"
    );
    let ran = place().run("check p.yaml dump.sql --format json");
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        (&told["passed"], &told["masked"]),
        (&true.into(), &1.into())
    );
}

#[test]
fn a_preview_shows_both_sides() {
    let place = place();
    let ran = place.run("preview dump.sql -p p.yaml --rows 1");
    ran.assert_done();
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines[0], "public.people, row 1");
    // The key is a fresh one each time, and so is the length of the token.
    assert!(
        lines[3].starts_with("  email   email   ada@lovelace.org  "),
        "{}",
        ran.out
    );
    assert_eq!(lines.len(), 4);
    let ran = place.run("preview dump.sql -p p.yaml --table people --format json");
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told["tables"][0]["before"][0][1], "ada@lovelace.org");
    let after = told["tables"][0]["after"][0][1].as_str().unwrap();
    assert!(after.ends_with("@example.com"), "{after}");
    assert_eq!(told["tables"][0]["before"].as_array().unwrap().len(), 2);
}

#[cfg(unix)]
#[test]
fn a_device_or_pipe_is_written_to_and_not_replaced() {
    use std::os::unix::fs::FileTypeExt;
    let place = place();
    let made = std::process::Command::new("mkfifo")
        .arg(place.path("pipe"))
        .status()
        .unwrap();
    assert!(made.success());
    let pipe = place.path("pipe");
    let reader = std::thread::spawn(move || std::fs::read_to_string(pipe).unwrap());
    place
        .run("mask dump.sql -p p.yaml -q -o pipe")
        .assert_done();
    assert!(reader.join().unwrap().ends_with("complete\n--\n"));
    assert!(
        std::fs::metadata(place.path("pipe"))
            .unwrap()
            .file_type()
            .is_fifo()
    );
    place
        .run("mask dump.sql -p p.yaml -q -o .")
        .assert_refused(2);
}
