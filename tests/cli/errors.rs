use crate::run::{Place, feed};

#[test]
fn an_unknown_command_is_usage() {
    let ran = Place::new().run("maks");
    ran.assert_refused(2);
    insta::assert_snapshot!(ran.told());
}

#[test]
fn no_command_is_usage() {
    Place::new().run("").assert_refused(2);
}

#[test]
fn a_missing_input_is_an_io_failure() {
    let place = Place::new();
    place.write("p.yaml", "version: 1\nsecrets: report\n");
    let ran = place.run("mask missing.sql -p p.yaml -q");
    ran.assert_refused(1);
    insta::assert_snapshot!(ran.told());
}

#[test]
fn what_reads_a_dump_ends_by_what_is_wrong_with_it() {
    let place = Place::new();
    let cut = "CREATE TABLE t (a text);\nCOPY t (a) FROM stdin;\nx";
    place.write("whole.sql", &format!("{cut}\n\\.\n"));
    place.write("cut.sql", cut);
    place.write("none.sql", "neither a dump\nnor anything like one\n");
    for command in ["inspect", "draft", "verify", "verify whole.sql --original"] {
        for (input, code) in [("missing.sql", 1), ("none.sql", 3), ("cut.sql", 3)] {
            let dialect = if input == "cut.sql" {
                " --dialect postgres"
            } else {
                ""
            };
            place
                .run(&format!("{command} {input}{dialect}"))
                .assert_refused(code);
        }
        place
            .run(&format!("{command} whole.sql --dialect oracle"))
            .assert_refused(2);
    }
}

#[test]
fn a_missing_profile_is_usage() {
    let ran = Place::new().run("mask -p missing.yaml");
    ran.assert_refused(2);
    insta::assert_snapshot!(ran.told());
}

#[test]
fn every_problem_of_a_profile_is_told_with_its_place() {
    let place = Place::new();
    place.write("p.yaml", "version: 1\ntabels: {}\ntables:\n  t:\n    columns:\n      a: { transformer: email, when: \"x = 1\" }\n      \"*\": keep\n");
    let ran = place.run("mask -p p.yaml");
    ran.assert_refused(2);
    insta::assert_snapshot!(ran.told());
    let ran = place.run("mask -p p.yaml --format json");
    ran.assert_refused(2);
    let told: serde_json::Value = serde_json::from_str(&ran.err).unwrap();
    let places: Vec<&str> = told["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| error["place"].as_str().unwrap())
        .collect();
    assert_eq!(places[0], "p.yaml:2:1");
    assert_eq!(places.len(), 3);
    assert!(told["errors"][0]["code"] == "BAUTA-U002");
}

#[test]
fn usage_is_told_as_json_where_that_is_asked_for() {
    let ran = Place::new().run("mask --format json --dialect oracle");
    ran.assert_refused(2);
    let told: serde_json::Value = serde_json::from_str(&ran.err).unwrap();
    assert_eq!(told["errors"][0]["code"], "BAUTA-U001");
}

#[test]
fn output_never_goes_over_what_is_read() {
    let place = Place::new();
    place.write("p.yaml", "version: 1\n");
    place.write("dump.sql", "the dump");
    for line in [
        "mask dump.sql -p p.yaml -o dump.sql",
        "mask dump.sql -p p.yaml -o ./dump.sql",
        "mask dump.sql -p p.yaml -o p.yaml",
        "mask dump.sql -p p.yaml -o out.sql --report dump.sql",
        "mask dump.sql -p p.yaml -o out.sql --report out.sql",
    ] {
        place.run(line).assert_refused(2);
    }
    assert_eq!(place.read("dump.sql"), "the dump");
    assert_eq!(place.names(), ["dump.sql", "p.yaml"]);
    insta::assert_snapshot!(place.run("mask dump.sql -p p.yaml -o dump.sql").told());
}

#[cfg(unix)]
#[test]
fn output_never_goes_over_what_a_stream_is_connected_to() {
    let place = Place::new();
    place.write("p.yaml", "version: 1\n");
    place.write("dump.sql", "the dump");
    let mut appending = place.command(&["mask", "dump.sql", "-p", "p.yaml"]);
    let file = std::fs::File::options()
        .append(true)
        .open(place.path("dump.sql"))
        .unwrap();
    let output = appending.stdout(file).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let mut reading = place.command(&["mask", "-p", "p.yaml", "-o", "dump.sql"]);
    let output = reading
        .stdin(std::fs::File::open(place.path("dump.sql")).unwrap())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(place.read("dump.sql"), "the dump");
}

#[test]
fn standard_input_is_one_thing_only() {
    let place = Place::new();
    place.run_with("mask -p -", "version: 1").assert_refused(2);
    place.run_with("check - -", "version: 1").assert_refused(2);
    place
        .run_with("mask - -p p.yaml --key file:-", "version: 1")
        .assert_refused(2);
}

#[test]
fn detection_stays_on_where_secrets_are_scrubbed() {
    let place = Place::new();
    place.write("p.yaml", "version: 1\n");
    let ran = place.run("mask -p p.yaml --detect off");
    ran.assert_refused(2);
    insta::assert_snapshot!(ran.told());
}

#[test]
fn sizes_and_numbers_are_checked() {
    let place = Place::new();
    place.write("p.yaml", "version: 1\n");
    for flags in [
        "--memory 12parsecs",
        "--memory 0",
        "--threads 0",
        "--threads -1",
        "--max-row-bytes x",
    ] {
        place
            .run(&format!("mask -p p.yaml {flags}"))
            .assert_refused(2);
    }
}

#[test]
fn an_unknown_transformer_is_usage() {
    let ran = Place::new().run("transformers mail");
    ran.assert_refused(2);
    insta::assert_snapshot!(ran.told());
}

#[test]
fn an_unknown_kind_is_usage() {
    let ran = Place::new().run("detectors github-path");
    ran.assert_refused(2);
    insta::assert_snapshot!(ran.told());
}

#[test]
fn errors_have_no_colours_in_a_pipe() {
    let place = Place::new();
    let mut command = place.command(&["mask", "-p", "missing.yaml"]);
    command.env("TERM", "xterm-256color");
    let ran = feed(command, "");
    assert!(!ran.err.contains('\u{1b}'), "{:?}", ran.err);
}
