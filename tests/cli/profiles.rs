use crate::run::{Place, repository};

const UNTIDY: &str = "# the shop\ntables: { t: {columns: {b: 'email', a: keep}}}\nversion: 1\n";

#[test]
fn a_profile_is_rewritten_in_its_canonical_form_once() {
    let place = Place::new();
    place.write("p.yaml", UNTIDY);
    let ran = place.run("profile fmt p.yaml --check");
    ran.assert_refused(2);
    insta::assert_snapshot!("fmt_check", ran.told());
    assert_eq!(place.read("p.yaml"), UNTIDY);

    let ran = place.run("profile fmt p.yaml");
    ran.assert_done();
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("", ""));
    insta::assert_snapshot!("fmt_result", place.read("p.yaml"));
    place.run("profile fmt p.yaml --check").assert_done();
    assert_eq!(place.names(), ["p.yaml"]);
}

#[test]
fn a_profile_goes_through_a_pipe() {
    let place = Place::new();
    place.write("p.yaml", UNTIDY);
    let piped = place.run_with("profile fmt -", UNTIDY);
    piped.assert_done();
    place.run("profile fmt p.yaml -o q.yaml").assert_done();
    assert_eq!(place.read("q.yaml"), piped.out);
    assert_eq!(place.run("profile fmt p.yaml -o -").out, piped.out);
    assert_eq!(place.read("p.yaml"), UNTIDY);
}

#[test]
fn a_broken_profile_is_left_alone() {
    let place = Place::new();
    place.write("p.yaml", "tables: [\n");
    place.run("profile fmt p.yaml").assert_refused(2);
    assert_eq!(place.read("p.yaml"), "tables: [\n");
}

#[test]
fn the_difference_of_profiles_is_told_in_words_of_rules() {
    let place = Place::new();
    place.write(
        "old.yaml",
        "version: 1\ntables: { t: { columns: { a: email, b: keep } } }\n",
    );
    place.write(
        "new.yaml",
        "version: 1\nname: shop\ntables: { t: { columns: { a: token, b: keep, c: redact } } }\n",
    );
    let ran = place.run("profile diff old.yaml new.yaml");
    ran.assert_done();
    insta::assert_snapshot!(ran.out);
    let ran = place.run("profile diff old.yaml new.yaml --format json");
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told["changes"].as_array().unwrap().len(), 3);
    assert_eq!(
        place.run("profile diff old.yaml old.yaml").told(),
        "exit code: 0\n----- stdout -----\n----- stderr -----\n"
    );
}

#[test]
fn the_schema_is_json_and_knows_parameters() {
    let place = Place::new();
    let ran = place.run("profile schema");
    ran.assert_done();
    let schema: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(
        schema["$schema"],
        "https://json-schema.org/draft/2020-12/schema"
    );
    let forms = schema["$defs"]["transformer"]["oneOf"].as_array().unwrap();
    let noise = forms
        .iter()
        .find(|form| form["properties"]["transformer"]["const"] == "noise")
        .unwrap();
    assert!(noise["properties"]["percent"].is_object());
    place.run("profile schema -o schema.json").assert_done();
    assert_eq!(place.read("schema.json"), ran.out);
}

#[test]
fn the_profiles_that_ship_can_be_written_in_canonical_form() {
    let place = Place::new();
    for name in ["identity", "pagila", "sakila", "shop"] {
        let path = repository(&format!("profiles/{name}.yaml"));
        let path = path.to_str().unwrap();
        place
            .run(&format!("profile fmt {path} -o {name}.yaml"))
            .assert_done();
        assert_eq!(
            place
                .run(&format!("profile diff {path} {name}.yaml"))
                .told(),
            "exit code: 0\n----- stdout -----\n----- stderr -----\n"
        );
    }
}

#[test]
fn presets_are_found_beside_the_profile_and_near_misses_are_named() {
    let place = Place::new();
    place.write(
        "dump.sql",
        "-- PostgreSQL database dump\n\nCREATE TABLE public.people (\n    id integer,\n    note text\n);\n\n\
         COPY public.people (id, note) FROM stdin;\n1\tAda\n\\.\n\n-- PostgreSQL database dump complete\n",
    );
    std::fs::create_dir(place.path("presets")).unwrap();
    place.write(
        "presets/notes.yaml",
        "version: 1\ntables: { \"*\": { columns: { note: redact } }, gone: drop-rows }\n",
    );
    let profile = |preset: &str| {
        format!(
            "version: 1\ninclude: [{preset}]\ntables: {{ people: {{ columns: {{ id: keep }} }} }}\n"
        )
    };
    place.write("p.yaml", &profile("presets/notes"));
    let ran = place.run("mask dump.sql -p p.yaml -q");
    ran.assert_done();
    assert!(
        ran.out.contains("\n1\t") && !ran.out.contains("Ada"),
        "{}",
        ran.out
    );

    place.write("q.yaml", &profile("presets/note"));
    let ran = place.run("mask dump.sql -p q.yaml -q");
    ran.assert_refused(2);
    assert!(ran.err.contains("presets/notes"), "{}", ran.err);
}
