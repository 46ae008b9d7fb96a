//! A dump that has more than its profile was reviewed with.

use crate::run::{Place, Ran};

const DUMP: &str = "\
--
-- PostgreSQL database dump
--

CREATE ROLE app_rw LOGIN;

CREATE TABLE public.events (
    id integer NOT NULL,
    kind character varying(20),
    payload jsonb
);

ALTER TABLE public.events OWNER TO app_rw;

COPY public.events (id, kind, payload) FROM stdin;
1\topen\t{\"page\": {\"width\": 3}, \"steps\": [{\"n\": 1}]}
2\tclosed\t{\"page\": {\"width\": 4}}
\\.

GRANT SELECT ON TABLE public.events TO app_rw;

--
-- PostgreSQL database dump complete
--
";

/// A place with a profile that was drafted for the dump, and keeps its documents.
fn place() -> Place {
    let place = Place::new();
    place.write("dump.sql", DUMP);
    place.run("draft dump.sql -o p.yaml").assert_done();
    assert!(place.read("p.yaml").contains("payload: keep"));
    place.run("check p.yaml dump.sql").assert_done();
    place
}

fn update(place: &Place) {
    place
        .run("draft dump.sql --update p.yaml -o p.yaml")
        .assert_done();
}

/// The dump, with something else in it.
fn change(place: &Place, from: &str, to: &str) {
    assert!(DUMP.contains(from));
    place.write("dump.sql", &DUMP.replacen(from, to, 1));
}

/// `check` and `mask` both refuse and tell this; once the profile is updated both accept.
#[track_caller]
fn assert_drifts(place: &Place, told: &[&str]) {
    let mask = "mask dump.sql -p p.yaml -o out.sql";
    for line in ["check p.yaml dump.sql", mask] {
        let ran = place.run(line);
        ran.assert_refused(4);
        tells(&ran, told);
    }
    let piped = place.run_with("mask -p p.yaml", &place.read("dump.sql"));
    assert_eq!(piped.code, 4, "{}", piped.told());
    tells(&piped, told);
    assert!(!place.path("out.sql").exists());
    update(place);
    place.run("check p.yaml dump.sql").assert_done();
    place.run(mask).assert_done();
}

#[track_caller]
fn tells(ran: &Ran, told: &[&str]) {
    for words in ["BAUTA-P033", "draft DUMP --update PROFILE"]
        .iter()
        .chain(told)
    {
        assert!(ran.err.contains(words), "{words}: {}", ran.told());
    }
}

#[test]
fn a_draft_notes_what_the_dump_is_like() {
    let place = place();
    let profile = place.read("p.yaml");
    let (_, noted) = profile.split_once("\nreviewed:\n").unwrap();
    let (schema, rest) = noted.split_once('\n').unwrap();
    assert!(schema.starts_with("  schema: \"sha256:"), "{schema}");
    assert_eq!(
        rest,
        "  accounts:
    - grant SELECT ON TABLE public.events to app_rw
    - owner app_rw
    - \"role app_rw: login\"
  leaves:
    public.events.payload:
      - \"$.page.width\"
      - \"$.steps[*].n\"
"
    );
    update(&place);
    assert_eq!(place.read("p.yaml"), profile);
    // Whoever has decided to keep documents later is told that their leaves are not listed.
    let (without, _) = profile.split_once("  leaves:").unwrap();
    place.write("p.yaml", without);
    let ran = place.run("check p.yaml dump.sql");
    ran.assert_done();
    assert!(
        ran.err.contains("public.events.payload: leaves"),
        "{}",
        ran.told()
    );
    update(&place);
    assert_eq!(place.read("p.yaml"), profile);
}

#[test]
fn another_schema_is_refused() {
    let place = place();
    change(&place, "character varying(20)", "character varying(30)");
    assert_drifts(&place, &["reviewed > schema", "sha256:"]);
}

#[test]
fn a_change_since_the_last_approval_is_told_in_words() {
    let place = place();
    let keys = std::process::Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-f"])
        .arg(place.path("lead"))
        .status();
    assert!(keys.unwrap().success());
    let text = place.read("p.yaml").replace("review:", "reviewed:");
    place.write("p.yaml", &text);
    let approve = "approve p.yaml --env staging --schema-from dump.sql --expires 2099-12-31 --signing-key lead";
    place.run(approve).assert_done();
    change(&place, "    kind ", "    note text,\n    kind ");
    let ran = place.run("check p.yaml dump.sql");
    ran.assert_refused(4);
    tells(&ran, &["public.events.note: new column, text"]);
    place.run(approve).assert_refused(4);
}

#[test]
fn a_leaf_that_nobody_looked_at_is_refused() {
    let place = place();
    change(
        &place,
        "{\"page\": {\"width\": 4}}",
        "{\"page\": {\"owner\": {\"mail\": \"x\"}, \"a b\": 1}}",
    );
    let told = ["public.events.payload", "$.page.owner.mail", "$.page.*"];
    assert_drifts(&place, &told);
    // What was seen once may be missing.
    change(&place, "{\"page\": {\"width\": 4}}", "{}");
    place.run("check p.yaml dump.sql").assert_done();
}

#[test]
fn a_role_or_grant_that_nobody_looked_at_is_refused() {
    let place = place();
    change(
        &place,
        "GRANT SELECT",
        "CREATE ROLE auditor;\nGRANT INSERT ON TABLE public.events TO auditor;\nGRANT SELECT",
    );
    let told = [
        "line ",
        "role auditor",
        "grant INSERT ON TABLE public.events to auditor",
    ];
    assert_drifts(&place, &told);
}

#[test]
fn a_profile_that_says_nothing_of_a_review_is_not_judged() {
    let place = place();
    let profile = place.read("p.yaml");
    let (rules, _) = profile.split_once("\nreviewed:\n").unwrap();
    place.write("p.yaml", rules);
    change(&place, "GRANT SELECT", "GRANT ALL");
    place.run("check p.yaml dump.sql").assert_done();
    place
        .run("mask dump.sql -p p.yaml -o out.sql")
        .assert_done();
}
