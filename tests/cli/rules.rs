//! Detectors of a user's own.

use crate::run::Place;

const RULES: &str = "\
version: 1
detectors:
  ware-key:
    summary: Key of the warehouse.
    category: secret
    sensitivity: high
    pattern: 'wk-[0-9a-f]{12}'
    columns: [warehouse_key]
    finds: [{ text: 'with wk-0123456789ab.', found: wk-0123456789ab }]
    ignores: [wk-0123]
";

const DUMP: &str = "\
--
-- PostgreSQL database dump
--

CREATE TABLE public.notes (
    id integer NOT NULL,
    body text
);

COPY public.notes (id, body) FROM stdin;
1\tsent with wk-00aa11bb22cc today
\\.

--
-- PostgreSQL database dump complete
--
";

const PROFILE: &str =
    "version: 1\nname: notes\ntables: { notes: { columns: { id: keep, body: keep } } }\n";

fn place() -> Place {
    let place = Place::new();
    place.write("dump.sql", DUMP);
    place.write("p.yaml", PROFILE);
    place.write("rules.yaml", RULES);
    place
}

#[test]
fn a_kind_of_ones_own_is_listed_and_explained() {
    let place = place();
    let listed = place.run("detectors --rules rules.yaml");
    listed.assert_done();
    let last = listed.out.lines().last().unwrap();
    assert!(
        last.starts_with("ware-key ") && last.ends_with("Key of the warehouse."),
        "{last}"
    );
    insta::assert_snapshot!(place.run("detectors ware-key --rules rules.yaml").out);
    let told = place.run("detectors ware-key --rules rules.yaml --format json");
    let told: serde_json::Value = serde_json::from_str(&told.out).unwrap();
    assert_eq!(told["pattern"], "wk-[0-9a-f]{12}");
    place.run("detectors ware-key").assert_refused(2);
}

#[test]
fn a_kind_of_ones_own_is_scrubbed_from_kept_text() {
    let place = place();
    let ran = place.run("mask dump.sql -p p.yaml");
    ran.assert_done();
    assert!(ran.out.contains("wk-00aa11bb22cc"));
    let ran = place.run("mask dump.sql -p p.yaml --rules rules.yaml");
    ran.assert_done();
    assert!(!ran.out.contains("wk-00aa11bb22cc"), "{}", ran.out);
    assert!(ran.out.contains("sent with BAUTAdead"), "{}", ran.out);
    let shown = place.run("preview dump.sql -p p.yaml --rules rules.yaml");
    shown.assert_done();
    assert!(shown.out.contains("BAUTAdead"), "{}", shown.out);
}

#[test]
fn what_is_wrong_with_rules_is_told_with_its_place() {
    let place = place();
    place.write("typo.yaml", &RULES.replace("pattern", "patern"));
    insta::assert_snapshot!("typo", place.run("detectors --rules typo.yaml").told());
    let wrong = RULES
        .replace("{12}", "*")
        .replace("'wk-", "'(?:wk-)?")
        .replace("ware-key", "iban-x");
    place.write("empty.yaml", &wrong);
    insta::assert_snapshot!("empty", place.run("detectors --rules empty.yaml").told());
    place.write(
        "example.yaml",
        &RULES.replace("found: wk-0123456789ab", "found: wk-0"),
    );
    insta::assert_snapshot!(
        "example",
        place
            .run("mask dump.sql -p p.yaml --rules example.yaml")
            .told()
    );
}

#[test]
fn output_never_goes_over_the_rules() {
    let place = place();
    let ran = place.run("mask dump.sql -p p.yaml --rules rules.yaml -o rules.yaml");
    ran.assert_refused(2);
    assert_eq!(place.read("rules.yaml"), RULES);
}
