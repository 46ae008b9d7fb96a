//! Tables of settings, and credentials that are brought for staging.

use std::fmt::Write;

use crate::workplace::{Workplace, run};

const SETTINGS: &str = "\
-- PostgreSQL database dump
CREATE TABLE public.settings (id integer, key text, value text);
COPY public.settings (id, key, value) FROM stdin;
1\ttheme\tmidnight7blue
2\tsmtp_password\tswordfish9zz
3\tapi_retries\t\\N
\\.
-- PostgreSQL database dump complete
";

#[test]
fn every_command_reads_the_name_of_a_setting() {
    let place = Workplace::new();
    let input = place.write("dump.sql", SETTINGS);
    let profile = place.write(
        "p.yaml",
        "version: 1\ntables: { settings: { columns: { id: keep, key: keep, value: keep } } }\n",
    );
    let told = run(place.bauta(["inspect", "dump.sql", "--format", "json"])).expect_code(0);
    let told = String::from_utf8(told.stdout).unwrap();
    assert!(told.contains("password-plaintext"), "{told}");
    run(place.bauta(["verify", "dump.sql"])).expect_code(6);
    let mut command = place.mask(&input, &profile);
    command.args(["-o", "masked.sql", "--verify"]);
    run(command).expect_code(0);
    let masked = String::from_utf8(place.read("masked.sql")).unwrap();
    assert!(masked.contains("\ttheme\tmidnight7blue\n"), "{masked}");
    assert!(masked.contains("\tsmtp_password\tBAUTAdead"), "{masked}");
    run(place.bauta(["verify", "masked.sql"])).expect_code(0);
    // One value put back.
    place.write(
        "masked.sql",
        masked.replacen("BAUTAdead", "swordfish9zz", 1),
    );
    run(place.bauta([
        "verify",
        "masked.sql",
        "--original",
        "dump.sql",
        "-p",
        "p.yaml",
    ]))
    .expect_code(6);
}

#[test]
fn a_credential_that_is_brought_stands_in_redacted_text() {
    let place = Workplace::new();
    let live = ["sk", "live", &"Zx7".repeat(8)].join("_");
    let own = ["sk", "test", &"Qw3".repeat(8)].join("_");
    let dump = SETTINGS
        .replace(
            "swordfish9zz",
            &format!("pays with {live}, ask ada@lovelace.de"),
        )
        .replace("smtp_password", "note");
    let input = place.write("dump.sql", dump);
    let profile = place.write(
        "p.yaml",
        "version: 1\nreplacements: { stripe-secret: { from: \"env:OWN\" } }\n\
         tables: { settings: { columns: { id: keep, key: keep, value: redact-text } } }\n",
    );
    let mut command = place.mask(&input, &profile);
    command.args(["-o", "masked.sql", "--verify", "--allow-source", "env:OWN"]);
    command.env("OWN", &own);
    run(command).expect_code(0);
    let masked = String::from_utf8(place.read("masked.sql")).unwrap();
    let expected = format!("pays with {own}, ask [email]\n");
    assert!(masked.contains(&expected), "{masked}");
}

#[test]
fn a_kept_column_that_turns_out_to_be_sensitive_stops_the_run() {
    let place = Workplace::new();
    let firsts = [
        "Ada", "Alan", "Grace", "Edsger", "Barbara", "Donald", "Margaret", "Dennis",
    ];
    let lasts = [
        "Lovelace", "Turing", "Hopper", "Miller", "Liskov", "Smith", "Hamilton", "Jones",
    ];
    let mut rows = String::new();
    for index in 0..64 {
        let (first, last) = (firsts[index % 8], lasts[index / 8]);
        writeln!(rows, "{index}\t{first} {last}\t{}", index % 7).unwrap();
    }
    let dump = |column: &str| {
        format!(
            "-- PostgreSQL database dump\nCREATE TABLE public.people (id integer, {column} text, size integer);\n\
             COPY public.people (id, {column}, size) FROM stdin;\n{rows}\\.\n-- PostgreSQL database dump complete\n"
        )
    };
    let input = place.write("dump.sql", dump("full_name"));
    let keep =
        "version: 1\ntables: { people: { columns: { id: keep, full_name: keep, size: keep } } }\n";
    let profile = place.write("p.yaml", keep);
    for threads in ["1", "2"] {
        let mut command = place.mask(&input, &profile);
        command.args(["-o", "masked.sql", "--threads", threads]);
        let told = run(command).expect_code(4);
        assert!(
            told.stderr.contains("turn out to be `person-name`"),
            "{}",
            told.stderr
        );
        assert!(told.stderr.contains("people.full_name"), "{}", told.stderr);
        assert!(!place.path("masked.sql").exists());
    }
    let csv = String::from_utf8(place.read("dump.sql")).unwrap();
    let csv = csv.replace("FROM stdin", "FROM stdin WITH (FORMAT csv)");
    let csv = place.write("csv.sql", csv.replace('\t', ","));
    let told = run(place.mask(&csv, &profile)).expect_code(4);
    assert!(
        told.stderr.contains("turn out to be `person-name`"),
        "{}",
        told.stderr
    );
    // To a stream, the client is made to fail.
    let told = run(place.mask(&input, &profile)).expect_code(4);
    let out = String::from_utf8(told.stdout).unwrap();
    assert!(out.contains("RAISE EXCEPTION"), "{out}");
    let excepted = format!(
        "{keep}exceptions:\n  - {{ column: people.full_name, kinds: [person-name], reason: parser tests, owner: qa, \
         ticket: QA-1, issued: 2026-01-01, expires: 2999-01-01 }}\n"
    );
    let profile = place.write("excepted.yaml", excepted);
    let mut command = place.mask(&input, &profile);
    command.args(["-o", "masked.sql"]);
    run(command).expect_code(0);
}
