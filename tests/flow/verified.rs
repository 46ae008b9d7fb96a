//! `bauta verify`: a correct clone passes, and whatever is put back is found, wherever it is.

use std::fs;
use std::path::{Path, PathBuf};

use bauta_crypto::EnvironmentKey;
use bauta_engine::{Cancel, Check, Input, Job, Output, ProfileSource, Proof, Silent, Verification};

use crate::corpus;
use crate::workplace::{Workplace, run};

pub(crate) const DIALECTS: [&str; 3] = ["postgres", "mysql", "sqlite"];

/// A clone of the sample shop, and what to hold it against.
#[derive(Debug)]
pub(crate) struct Clone {
    pub(crate) place: Workplace,
    pub(crate) original: PathBuf,
    pub(crate) profile: ProfileSource,
    pub(crate) masked: String,
}

impl Clone {
    pub(crate) fn of_shop(dialect: &str) -> Self {
        let original = corpus::own(&format!("sample-data/shop.{dialect}.sql"));
        Self::of(&original, "shop.yaml")
    }

    fn of(original: &Path, profile: &str) -> Self {
        let folder = corpus::own("profiles");
        let profile = ProfileSource {
            name: profile.to_owned(),
            text: fs::read_to_string(folder.join(profile)).unwrap(),
            folder,
        };
        let place = Workplace::new();
        let output = place.path("masked.sql");
        let job = Job::new(
            profile.clone(),
            Input::File(original.to_owned()),
            Output::File(output.clone()),
            EnvironmentKey::from_root("staging", [7; 32]),
        );
        job.mask(&mut Silent, &Cancel::default())
            .unwrap_or_else(|error| panic!("{}: {error}", original.display()));
        let masked = String::from_utf8_lossy(&fs::read(output).unwrap()).into_owned();
        Self {
            place,
            original: original.to_owned(),
            profile,
            masked,
        }
    }

    /// What a verification says of the clone with this text, and of nothing but its text.
    pub(crate) fn verify(&self, text: &str, threads: usize, memory: usize) -> Proof {
        let verification = Verification {
            original: Some(self.original.clone()),
            profile: Some(self.profile.clone()),
            threads,
            memory_bytes: memory,
            today: "2026-11-22".to_owned(),
            ..Verification::new(self.place.write("clone.sql", text), [5; 32])
        };
        verification
            .run(&mut Silent, &Cancel::default())
            .unwrap_or_else(|error| panic!("{error}"))
    }

    /// What is found in the clone with this text, as check and kind.
    fn found(&self, text: &str) -> Vec<(&'static str, String)> {
        let proof = self.verify(text, 1, 1 << 28);
        let findings = proof.checks.iter().flat_map(|check| {
            let findings = check.findings.iter();
            findings.map(|found| (check.name, found.kind.clone()))
        });
        let found: Vec<_> = findings.collect();
        assert_eq!(proof.passed, found.is_empty());
        found
    }

    #[track_caller]
    fn expect(&self, text: &str, check: &str, kind: &str) {
        assert_ne!(text, self.masked, "nothing was changed");
        let found = self.found(text);
        let expected = |(name, it): &(&str, String)| *name == check && it == kind;
        assert!(found.iter().any(expected), "{check} {kind}: {found:?}");
    }
}

fn told(proof: &Proof) -> String {
    let line = |check: &Check| format!("{}: {:?}\n", check.name, check.findings);
    proof.checks.iter().map(line).collect()
}

#[test]
fn clones_of_the_sample_shop_hold() {
    for dialect in DIALECTS {
        let clone = Clone::of_shop(dialect);
        let proof = clone.verify(&clone.masked, 2, 1 << 28);
        assert!(proof.passed, "{dialect}: {}", told(&proof));
        let names: Vec<&str> = proof.checks.iter().map(|check| check.name).collect();
        let all = ["no-secrets", "originals-gone", "rows", "keys", "statements"];
        assert_eq!(names, all);
        assert!(proof.checks.iter().all(|check| check.judged > 0));
    }
}

#[test]
fn clones_of_real_dumps_hold() {
    let Some(folder) = corpus::folder() else {
        return;
    };
    let mut held = 0;
    for path in corpus::scripts(&folder) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let profile = match name.split('.').next() {
            Some("pagila") if !name.contains("schema-only") => "pagila.yaml",
            Some("sakila") if !name.contains("no-data") => "sakila.yaml",
            _ => continue,
        };
        let place = Workplace::new();
        let input = place.write("dump.sql", corpus::script(&path));
        let mut command = place.mask(&input, corpus::own(&format!("profiles/{profile}")));
        command.args(["-o", "masked.sql", "--verify"]);
        let ended = run(command);
        // Some dumps name databases or rows that the ready-made profiles refuse.
        if ended.code == 4 {
            continue;
        }
        assert_eq!(ended.code, 0, "{name}: {}", ended.stderr);
        held += 1;
    }
    assert!(held >= 6, "only {held} dumps were masked");
}

#[test]
fn the_outcome_depends_on_neither_threads_nor_memory() {
    let clone = Clone::of_shop("postgres");
    let broken = swapped(&clone.masked, "\tDE\t", 3);
    for text in [&clone.masked, &broken] {
        let mut proofs = [(1, 1 << 28), (4, 1 << 28), (2, 1 << 17)].map(|(threads, memory)| {
            let proof = clone.verify(text, threads, memory);
            let checks = proof.checks.into_iter().map(|mut check| {
                // What one part of the originals meets in a field, another does not.
                check.judged = 0;
                check.findings.sort();
                check
            });
            checks.collect::<Vec<_>>()
        });
        let small = proofs[2].clone();
        assert_eq!(proofs[0], proofs[1]);
        for check in proofs.iter_mut().flatten() {
            check.excluded = 0;
        }
        assert_eq!(proofs[0], proofs[2], "{small:?}");
    }
}

/// The `nth` line that holds `mark` changes places with the next such line.
fn swapped(dump: &str, mark: &str, nth: usize) -> String {
    let mut lines: Vec<&str> = dump.split('\n').collect();
    let places: Vec<usize> = (0..lines.len())
        .filter(|at| lines[*at].contains(mark))
        .collect();
    lines.swap(places[nth], places[nth + 1]);
    lines.join("\n")
}

fn line_of<'d>(dump: &'d str, head: &str, nth: usize) -> &'d str {
    let block = dump.split(head).nth(1).expect("the table");
    block.split('\n').nth(nth).expect("the row")
}

const CUSTOMERS: &str = "COPY public.customers (";

#[test]
fn rows_that_are_not_where_they_were_are_found() {
    let clone = Clone::of_shop("postgres");
    let dump = &clone.masked;
    let row = format!("{}\n", line_of(dump, CUSTOMERS, 5));
    clone.expect(&dump.replacen(&row, "", 1), "rows", "rows-missing");
    clone.expect(
        &dump.replacen(&row, &format!("{row}{row}"), 1),
        "rows",
        "rows-added",
    );
    let products = line_of(dump, "COPY public.products (", 3).to_owned();
    let other = line_of(dump, "COPY public.products (", 4).to_owned();
    let swapped = dump
        .replacen(&products, "\u{1}", 1)
        .replacen(&other, &products, 1)
        .replacen('\u{1}', &other, 1);
    clone.expect(&swapped, "rows", "changed-value");
    let with_null = products.split('\t').collect::<Vec<_>>();
    let emptied = products.replacen(with_null[4], "\\N", 1);
    clone.expect(
        &dump.replacen(&products, &emptied, 1),
        "rows",
        "changed-value",
    );
    let fields: Vec<&str> = row.split('\t').collect();
    let lost = row.replacen(fields[2], "\\N", 1);
    clone.expect(&dump.replacen(&row, &lost, 1), "rows", "value-lost");
}

#[test]
fn keys_that_no_longer_join_are_found() {
    let clone = Clone::of_shop("postgres");
    let dump = &clone.masked;
    let (one, other) = (line_of(dump, CUSTOMERS, 5), line_of(dump, CUSTOMERS, 9));
    let key = |row: &str| row.split('\t').next().unwrap().to_owned();
    let twin = one.replacen(&key(one), &key(other), 1);
    clone.expect(&dump.replacen(one, &twin, 1), "keys", "duplicate-key");
    let order = line_of(dump, "COPY public.orders (", 7);
    let parts: Vec<&str> = order.split('\t').collect();
    let mut moved = parts.clone();
    let elsewhere = if parts[1] == key(one) {
        key(other)
    } else {
        key(one)
    };
    moved[1] = &elsewhere;
    clone.expect(
        &dump.replacen(order, &moved.join("\t"), 1),
        "keys",
        "broken-foreign-key",
    );
    moved[1] = "3";
    clone.expect(
        &dump.replacen(order, &moved.join("\t"), 1),
        "keys",
        "broken-foreign-key",
    );
}

#[test]
fn statements_that_reach_out_are_found() {
    let postgres = Clone::of_shop("postgres");
    for (statement, kind) in [
        ("\\! id\n", "client-command"),
        ("\\o |cat\n", "client-command"),
        ("\\connect shop_production\n", "unnamed-database"),
        (
            "CREATE ROLE app PASSWORD 'md5aabbccddeeff00112233445566778899';\n",
            "role-password",
        ),
        (
            "ALTER DATABASE shop_production SET a = 1;\n",
            "unnamed-database",
        ),
        (
            "UPDATE public.customers SET email = lower(email);\n",
            "data-statement",
        ),
    ] {
        let text = format!("{}{statement}", postgres.masked);
        postgres.expect(&text, "statements", kind);
    }
    let mysql = Clone::of_shop("mysql");
    for (statement, kind) in [
        ("\\! id\n", "client-command"),
        ("system id;\n", "data-statement"),
        ("USE `shop_production`;\n", "unnamed-database"),
        (
            "CREATE DEFINER=`root`@`localhost` VIEW v AS SELECT 1;\n",
            "definer",
        ),
    ] {
        let text = format!("{}{statement}", mysql.masked);
        mysql.expect(&text, "statements", kind);
    }
}

#[test]
fn an_identity_of_the_original_is_found_in_comments_and_definitions() {
    let clone = Clone::of_shop("postgres");
    for text in [
        "COMMENT ON TABLE public.orders IS 'ask hector.kowalski@example.net';\n",
        "-- written by hector.kowalski@example.net\n",
        "CREATE VIEW public.v AS SELECT 'EXAMPLEXRAccGAYf4EPmlowbt2sP2v6fbtfYaahR' AS x;\n",
    ] {
        let found = clone.found(&format!("{}{text}", clone.masked));
        let hit = |(check, _): &(&str, String)| *check == "originals-gone";
        assert!(found.iter().any(hit), "{text}: {found:?}");
    }
    // A name in two columns that belong together is somebody's.
    let original = fs::read_to_string(&clone.original).unwrap();
    let (before, after) = (
        line_of(&original, CUSTOMERS, 1),
        line_of(&clone.masked, CUSTOMERS, 1),
    );
    let (before, mut fields): (Vec<&str>, Vec<&str>) =
        (before.split('\t').collect(), after.split('\t').collect());
    (fields[3], fields[4]) = (before[3], before[4]);
    let text = clone.masked.replacen(after, &fields.join("\t"), 1);
    clone.expect(&text, "originals-gone", "unchanged-identity");
}

#[test]
fn a_dump_that_was_never_masked_does_not_hold_and_nothing_of_it_is_told() {
    let place = Workplace::new();
    let input = corpus::own("sample-data/shop.postgres.sql");
    for format in ["text", "json"] {
        let mut command = place.bauta(["verify", "--format", format, "--progress", "none"]);
        command.arg(&input).arg("--original").arg(&input);
        command.arg("-p").arg(corpus::own("profiles/shop.yaml"));
        let ended = run(command).expect_code(6);
        let told = String::from_utf8(ended.stdout).unwrap() + &ended.stderr;
        let original = fs::read_to_string(&input).unwrap();
        let emails = original.split(|c: char| c.is_whitespace() || "\"'<>;,".contains(c));
        let mut emails = emails.filter(|word| word.contains('@') && word.len() > 8);
        assert!(emails.by_ref().count() > 100);
        for secret in ["hector", "kowalski", "Kowalski", "EXAMPLE", "@"] {
            assert!(!told.contains(secret), "{secret}: {told}");
        }
        if format == "json" {
            let document: serde_json::Value =
                serde_json::from_str(told.split("\n{\"errors\"").next().unwrap()).unwrap();
            assert_valid(&document);
            assert_eq!(document["passed"], false);
            assert_eq!(document["checks"][0]["name"], "no-secrets");
            assert!(document["checks"][0]["findings"][0]["kind"].is_string());
        }
    }
}

#[track_caller]
fn assert_valid(document: &serde_json::Value) {
    let schema = fs::read_to_string(corpus::own("docs/verify.schema.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let problems: Vec<String> = validator
        .iter_errors(document)
        .map(|problem| format!("{}: {problem}", problem.instance_path()))
        .take(5)
        .collect();
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn mask_verifies_before_the_output_gets_its_name() {
    let place = Workplace::new();
    let input = corpus::own("sample-data/shop.mysql.sql");
    let mut command = place.mask(&input, corpus::own("profiles/shop.yaml"));
    command.args([
        "-o",
        "masked.sql.zst",
        "--verify",
        "--report",
        "report.json",
    ]);
    run(command)
        .expect_code(0)
        .expect_said("originals-gone  passed");
    let report: serde_json::Value = serde_json::from_slice(&place.read("report.json")).unwrap();
    assert_eq!(report["verification"]["passed"], true);
    assert_valid(&report["verification"]);

    let mut command = place.mask(&input, corpus::own("profiles/shop.yaml"));
    command.arg("--verify");
    run(command).expect_code(2).expect_said("--verify");

    // A profile that keeps what it should not.
    let leaky = "version: 1\nsecrets: report\ntables: { \"*\": { columns: { \"*\": keep } } }\n";
    place.write("leaky.yaml", leaky);
    place.write("there.sql", "as it was");
    let mut command = place.mask(&input, "leaky.yaml");
    command.args(["-o", "there.sql", "--verify"]);
    run(command).expect_code(6).expect_said("no-secrets");
    assert_eq!(place.read("there.sql"), b"as it was");
    let left: Vec<String> = place
        .names()
        .into_iter()
        .filter(|name| name.contains("tmp"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

/// Rows of settings, one with a key to the payment service and one with the address of a database.
const SETTINGS: &str = "CREATE TABLE public.settings (id integer, name text, value text);
COPY public.settings (id, name, value) FROM stdin;
1\tstripe\t{own}
2\tdatabase\tpostgres://shop:correct-horse-4711@db.shop-corp.com/shop
\\.
CREATE SERVER s FOREIGN DATA WRAPPER w OPTIONS (host 'db.shop-corp.com', api_key '{own}');
";

#[test]
fn credentials_and_hosts_of_staging_are_no_leftovers() {
    // Assembled here, so that no scanner takes this file for a leak.
    let own = concat!("sk_", "live_9zX39HqLyjWDarjtT1zdp7dcABCDEFGH");
    let brought = concat!("sk_", "test_4eC39HqLyjWDarjtT1zdpQ7w");
    let place = Workplace::new();
    let dump = place.write("dump.sql", SETTINGS.replace("{own}", own));
    let profile = "version: 1\ntables: { settings: { columns: { id: keep, name: keep, value: keep } } }\n\
                   replacements: { stripe-secret: { from: \"env:STAGING_KEY\" } }\n\
                   endpoints: { db.shop-corp.com: db.staging-corp.com }\n";
    place.write("profile.yaml", profile);
    let mut command = place.mask(&dump, "profile.yaml");
    command.args(["-o", "masked.sql", "--verify"]);
    command
        .args(["--allow-source", "env:STAGING_KEY"])
        .env("STAGING_KEY", brought);
    run(command).expect_code(0);
    let masked = String::from_utf8(place.read("masked.sql")).unwrap();
    assert_eq!(masked.matches(brought).count(), 2, "{masked}");
    assert!(masked.contains("host 'db.staging-corp.com'"), "{masked}");
    let verify = |text: &str| {
        place.write("clone.sql", text);
        let mut command = place.bauta(["verify", "clone.sql", "-p", "profile.yaml"]);
        command.args(["--original", "dump.sql", "--progress", "none"]);
        run(command)
    };
    verify(&masked).expect_code(0);
    // What it stands for is one, in a row and in a statement.
    let (first, second) = (
        masked.find(brought).unwrap(),
        masked.rfind(brought).unwrap(),
    );
    for at in [first, second] {
        let mut text = masked.clone();
        text.replace_range(at..at + brought.len(), own);
        verify(&text).expect_code(6);
    }
}
