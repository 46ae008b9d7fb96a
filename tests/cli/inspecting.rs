#![expect(
    clippy::unwrap_used,
    reason = "this is test code, which clippy knows by #[test] only"
)]

use std::fs;

use bauta_crypto::EnvironmentKey;
use serde_json::Value;

use crate::run::{Place, Ran, feed, repository};

/// A place with the sample dumps, and a key for fingerprints that is always the same.
fn with_samples() -> Place {
    let place = Place::new();
    for dialect in ["postgres", "mysql", "sqlite"] {
        let name = format!("shop.{dialect}.sql");
        fs::copy(
            repository(&format!("sample-data/{name}")),
            place.path(&name),
        )
        .unwrap();
    }
    place
}

fn json(ran: &Ran) -> Value {
    ran.assert_done();
    assert_eq!(ran.err, "");
    serde_json::from_str(&ran.out).unwrap()
}

#[track_caller]
fn assert_valid(schema: &str, document: &Value) {
    // The pattern for languages was published with a `]` too many, which strict engines refuse.
    let schema = fs::read_to_string(repository(schema)).unwrap();
    let schema = schema.replace("{2}]?$", "{2}\\\\]?$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let problems: Vec<String> = validator
        .iter_errors(document)
        .map(|problem| format!("{}: {problem}", problem.instance_path()))
        .take(5)
        .collect();
    assert!(problems.is_empty(), "{problems:#?}");
}

const SCHEMA: &str = "docs/inspect.schema.json";
const SARIF_SCHEMA: &str = "tests/schemas/sarif-2.1.0.schema.json";

#[test]
fn a_dump_is_told_to_people() {
    let ran = with_samples().run("inspect shop.postgres.sql");
    ran.assert_done();
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80));
    insta::assert_snapshot!(ran.told());
}

#[test]
fn a_dump_is_told_to_programs() {
    let place = Place::new();
    place.write("org.key", &key());
    #[cfg(unix)]
    place.set_mode("org.key", 0o600);
    place.write("shop.sql", &small());
    let ran = place
        .run("inspect shop.sql --dialect postgres --format json --fingerprint-key file:org.key");
    let told = json(&ran);
    assert_eq!(told["fingerprints_comparable"], true);
    assert_valid(SCHEMA, &told);
    insta::assert_snapshot!(ran.out);
}

/// A few tables with a secret in two of them; the secret is put together here.
fn small() -> String {
    let token = format!("sk_{}_{}", "live", "4eC39HqLyjWDarjtT1zdp7dc");
    format!(
        "CREATE TABLE public.customers (id integer NOT NULL, email character varying(80) NOT NULL);
CREATE TABLE public.orders (id integer NOT NULL, customer_id integer, note text);
COPY public.customers (id, email) FROM stdin;
1\tada@lovelace.example
2\tgrace@hopper.example
3\talan@turing.example
\\.
COPY public.orders (id, customer_id, note) FROM stdin;
1\t1\tpaid with {token}
2\t3\t\\N
\\.
CREATE FUNCTION public.pay() RETURNS void LANGUAGE sql AS $$ SELECT charge('{token}') $$;
ALTER TABLE ONLY public.customers ADD CONSTRAINT customers_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.customers ADD CONSTRAINT customers_email_key UNIQUE (email);
ALTER TABLE ONLY public.orders ADD CONSTRAINT orders_fk FOREIGN KEY (customer_id) REFERENCES public.customers(id);
ALTER TABLE public.orders OWNER TO shop;
"
    )
}

/// A key file whose 32 bytes are all 7.
fn key() -> String {
    let id = EnvironmentKey::from_root("fingerprints", [7; 32]).id();
    let body = "BwcH".repeat(10) + "Bwc=";
    format!("bauta-key-v1 env=fingerprints kid={id} kdf=none\n{body}\n")
}

#[test]
fn what_is_told_to_programs_is_as_its_schema_says() {
    let place = with_samples();
    for dialect in ["postgres", "mysql", "sqlite"] {
        let told = json(&place.run(&format!("inspect shop.{dialect}.sql --format json")));
        assert_eq!(told["dialect"], dialect);
        assert_eq!(told["fingerprints_comparable"], false);
        assert_valid(SCHEMA, &told);
        let secrets = told["secrets"].as_array().unwrap();
        assert!(secrets.len() > 10, "{dialect}");
    }
}

#[test]
fn the_schema_refuses_what_is_not_told() {
    let schema = fs::read_to_string(repository(SCHEMA)).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut told = json(&with_samples().run("inspect shop.postgres.sql --format json"));
    assert!(validator.is_valid(&told));
    told["secrets"][0]["value"] = "an original".into();
    assert!(!validator.is_valid(&told));
}

#[test]
fn findings_are_valid_sarif() {
    let place = with_samples();
    for dialect in ["postgres", "mysql", "sqlite"] {
        let told = json(&place.run(&format!("inspect shop.{dialect}.sql --format sarif")));
        assert_valid(SARIF_SCHEMA, &told);
        let run = &told["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let results = run["results"].as_array().unwrap();
        assert!(results.len() > 20, "{dialect}");
        for result in results {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[index]["id"], result["ruleId"]);
            let summary = rules[index]["shortDescription"]["text"].as_str().unwrap();
            assert_ne!(summary, result["ruleId"], "a rule without a sentence");
        }
    }
}

#[test]
fn a_run_is_told_as_sarif_and_as_a_page() {
    let place = with_samples();
    fs::copy(repository("profiles/shop.yaml"), place.path("shop.yaml")).unwrap();
    let mask = "mask shop.postgres.sql -p shop.yaml -o out.sql --verify --report";
    place.run(&format!("{mask} run.sarif")).assert_done();
    let told: Value = serde_json::from_str(&place.read("run.sarif")).unwrap();
    assert_valid(SARIF_SCHEMA, &told);
    let results = told["runs"][0]["results"].as_array().unwrap();
    let of = |kind: &str| {
        results
            .iter()
            .filter(|result| result["kind"] == kind)
            .count()
    };
    assert!(of("informational") > 10 && of("pass") >= 3, "{results:?}");
    assert_eq!(of("fail"), 0);
    place.run(&format!("{mask} run.html")).assert_done();
    let page = place.read("run.html");
    assert!(page.starts_with("<!doctype html>") && !page.contains("<script"));
    assert!(page.contains("public.customers") && page.contains("verified"));
    let originals = place.read("shop.postgres.sql");
    let rows = originals.split("COPY public.customers ").nth(1).unwrap();
    let email = rows.split('\t').find(|field| field.contains('@')).unwrap();
    assert!(!page.contains(email));
}

#[test]
fn a_place_in_sarif_is_a_place_in_the_dump() {
    let place = with_samples();
    let told = json(&place.run("inspect shop.postgres.sql --format sarif"));
    let dump = place.read("shop.postgres.sql");
    let results = told["runs"][0]["results"].as_array().unwrap();
    let mut placed = 0;
    for result in results {
        let region = &result["locations"][0]["physicalLocation"]["region"];
        let (Some(line), Some(offset)) =
            (region["startLine"].as_u64(), region["byteOffset"].as_u64())
        else {
            continue;
        };
        let offset = usize::try_from(offset).unwrap();
        let before = dump.as_bytes()[..offset]
            .iter()
            .filter(|byte| **byte == b'\n');
        assert_eq!(before.count() as u64 + 1, line);
        placed += 1;
    }
    assert!(placed > 10);
}

#[test]
fn threads_and_pipes_make_no_difference() {
    let place = with_samples();
    place.write("org.key", &key());
    #[cfg(unix)]
    place.set_mode("org.key", 0o600);
    let line = |rest: &str| format!("inspect --format json --fingerprint-key file:org.key {rest}");
    let mut big = place.read("shop.postgres.sql");
    // More than one chunk: rows of one table over and over.
    let row = "COPY public.notes (body) FROM stdin;\n".to_owned()
        + &"just some words, and ada@shop.example\n".repeat(60_000)
        + "\\.\n";
    let end = big
        .find("--\n-- PostgreSQL database dump complete")
        .unwrap();
    big.insert_str(
        end,
        &format!("CREATE TABLE public.notes (body text);\n{row}"),
    );
    place.write("big.sql", &big);
    let one = place.run(&line("big.sql --threads 1"));
    json(&one);
    for other in [
        place.run(&line("big.sql --threads 3")),
        place.run_with(&line("- --threads 1"), &big),
        place.run_with(&line("- --threads 4"), &big),
    ] {
        assert!(other.out == one.out, "{}", other.told());
    }
}

#[test]
fn a_compressed_dump_is_told_alike() {
    let place = with_samples();
    let packed = zstd::encode_all(place.read("shop.sqlite.sql").as_bytes(), 1).unwrap();
    fs::write(place.path("shop.zst"), packed).unwrap();
    let plain = place.run("inspect shop.sqlite.sql");
    let packed = place.run("inspect shop.zst");
    assert_eq!(plain.out, packed.out);
}

#[test]
fn what_must_not_be_there_ends_with_6_and_is_told_all_the_same() {
    let place = with_samples();
    let ran = place.run("inspect shop.postgres.sql --fail-on stripe-secret,special");
    assert_eq!(ran.code, 6, "{}", ran.told());
    assert!(ran.out.contains("public.customers"));
    assert!(ran.err.contains("BAUTA-F001") && ran.err.contains("public.app_settings.value"));
    for wanted in ["secret", "critical", "identity", "email", "user-mapping"] {
        let ran = place.run(&format!("inspect shop.postgres.sql -q --fail-on {wanted}"));
        assert_eq!(ran.code, 6, "{wanted}: {}", ran.told());
    }
}

#[test]
fn what_is_not_there_does_not_fail() {
    let place = Place::new();
    place.write(
        "d.sql",
        "CREATE TABLE public.t (a integer);\nCOPY public.t (a) FROM stdin;\n1\n\\.\n",
    );
    let ran = place.run("inspect d.sql --dialect postgres --fail-on pii,secret,special,low");
    ran.assert_done();
}

#[test]
fn a_misspelt_word_to_fail_on_is_usage() {
    let ran = with_samples().run("inspect shop.postgres.sql --fail-on stripe,everything");
    ran.assert_refused(2);
    insta::assert_snapshot!(ran.told());
}

#[test]
fn a_damaged_dump_ends_with_3() {
    let place = with_samples();
    let dump = place.read("shop.postgres.sql");
    place.write("cut.sql", dump.split_at(dump.len() / 2).0);
    place.run("inspect cut.sql").assert_refused(3);
    let broken = dump.replacen("\\.\n", "one\ttwo\n\\.\n", 1);
    place.write("broken.sql", &broken);
    let ran = place.run("inspect broken.sql");
    ran.assert_refused(3);
    assert!(ran.err.contains("fields where"), "{}", ran.err);
    place.write("what.bin", "\u{0}\u{1}\u{2}");
    place.run("inspect what.bin").assert_refused(3);
}

#[test]
fn what_is_told_goes_to_a_file_and_never_over_what_is_read() {
    let place = with_samples();
    let ran = place.run("inspect shop.sqlite.sql -o told.json --format json");
    ran.assert_done();
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
    let told: Value = serde_json::from_str(&place.read("told.json")).unwrap();
    assert_eq!(told["dialect"], "sqlite");
    place
        .run("inspect shop.sqlite.sql -o shop.sqlite.sql")
        .assert_refused(2);
}

#[test]
fn sarif_is_for_findings_alone() {
    let place = with_samples();
    place.run("transformers --format sarif").assert_refused(2);
}

#[test]
fn no_original_is_told() {
    let place = with_samples();
    let dump = place.read("shop.postgres.sql");
    let secrets: Vec<&str> = dump
        .split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '='))
        .filter(|word| word.len() > 24 && word.contains("EXAMPLE"))
        .collect();
    assert!(secrets.len() > 3, "{secrets:?}");
    for format in ["text", "json", "sarif"] {
        let ran = feed(
            place.command(&["inspect", "shop.postgres.sql", "-v", "--format", format]),
            "",
        );
        ran.assert_done();
        for secret in &secrets {
            assert!(!ran.out.contains(secret), "{format}");
        }
        assert!(!ran.out.contains("@shop.example"), "{format}");
    }
}
