use std::fmt::Write as _;

use bauta_model::Dialect;
use serde_json::json;

use crate::{Profile, Rows, Secrets, Unlisted};

/// All problems of a text, a line each.
fn problems(text: &str) -> String {
    let problems = Profile::parse(text).unwrap_err();
    let lines: Vec<String> = problems.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

#[test]
fn defaults_are_the_safe_ones() {
    let profile = Profile::parse("version: 1").unwrap();
    assert_eq!(profile, Profile::default());
    assert_eq!(profile.unlisted, Unlisted::Refuse);
    assert_eq!(profile.secrets, Secrets::Scrub);
}

#[test]
fn the_identity_profile_reads() {
    let text = "version: 1\nsecrets: report\ntables: { \"*\": { columns: { \"*\": keep } } }";
    let profile = Profile::parse(text).unwrap();
    assert_eq!(profile.tables["*"].columns["*"].transformer, "keep");
}

#[test]
fn short_forms_are_written_out() {
    let text = r#"
tables:
  t:
    columns:
      payload: { json: { "$.a": keep, "$.b": { array: { xml: { /x: null } } } }, reason: why }
      tags: { array: token }
      flags: { hstore: { a: redact } }"#;
    let profile = Profile::parse(text).unwrap();
    let columns = &profile.tables["t"].columns;
    assert_eq!(columns["payload"].transformer, "json");
    assert_eq!(columns["payload"].reason.as_deref(), Some("why"));
    let nested = json!({"$.a": "keep", "$.b": {
        "transformer": "array",
        "elements": {"transformer": "xml", "paths": {"/x": "null"}},
    }});
    assert_eq!(columns["payload"].params["paths"], nested);
    assert_eq!(columns["tags"].params["elements"], json!("token"));
    assert_eq!(columns["flags"].params["keys"], json!({"a": "redact"}));
}

#[test]
fn parameters_keep_numbers_and_order_and_take_dates_as_text() {
    let text = "tables: { t: { columns: { a: { transformer: x, z: 1, y: 2026-01-01, \
                w: [true, 0.5, '5'], domain: d } } } }";
    let profile = Profile::parse(text).unwrap();
    let rule = &profile.tables["t"].columns["a"];
    let params = serde_json::to_string(&rule.params).unwrap();
    assert_eq!(params, r#"{"z":1,"y":"2026-01-01","w":[true,0.5,"5"]}"#);
    assert_eq!(rule.domain.as_deref(), Some("d"));
}

#[test]
fn a_doubt_is_open_until_it_is_settled() {
    let text = "
tables:
  a: { review: \"?\", columns: { x: { transformer: token, review: \"?\" }, y: keep } }
  b: { columns: { z: { transformer: token, review: \"?\", reviewed: seen } } }";
    let profile = Profile::parse(text).unwrap();
    assert_eq!(profile.open_reviews(), [("a", None), ("a", Some("x"))]);
}

#[test]
fn a_key_of_any_length_that_reads_can_be_written() {
    let key = |bytes: usize| format!("endpoints:\n  ? \"{}\"\n  : x\n", "\\x01".repeat(bytes));
    let profile = Profile::parse(&key(1024)).unwrap();
    assert_eq!(Profile::parse(&profile.to_string()), Ok(profile));
    assert!(problems(&key(1025)).contains("bytes in a key"));
}

#[test]
fn every_form_of_a_row_filter_reads() {
    let text = "
tables:
  a: drop-rows
  b: { rows: drop }
  c: { keep-rows: \"x > 1\" }
  d: { drop-rows: \"x > 1\" }
  e: { limit: 5 }
  f: { rows: all }
  g: { columns: { x: keep } }";
    let profile = Profile::parse(text).unwrap();
    let rows = |table: &str| profile.tables[table].rows.clone();
    assert_eq!(rows("a"), Some(Rows::Drop));
    assert_eq!(rows("b"), Some(Rows::Drop));
    assert!(matches!(rows("c"), Some(Rows::Keep(_))));
    assert!(matches!(rows("d"), Some(Rows::DropWhere(_))));
    assert_eq!(rows("e"), Some(Rows::Limit(5)));
    assert_eq!(rows("f"), Some(Rows::All));
    assert_eq!(rows("g"), None);
}

#[test]
fn null_is_a_word_here() {
    let text = "unlisted: null\ndialect: mysql\ntables: { t: { columns: { a: null } } }";
    let profile = Profile::parse(text).unwrap();
    assert_eq!(profile.unlisted, Unlisted::Null);
    assert_eq!(profile.dialect, Some(Dialect::Mysql));
    assert_eq!(profile.tables["t"].columns["a"].transformer, "null");
}

#[test]
fn aliases_repeat_what_they_name() {
    let text = "tables:\n  a: &rule\n    columns: { x: &col { transformer: token } }\n  b: *rule\n  c: { columns: { y: *col } }";
    let profile = Profile::parse(text).unwrap();
    assert_eq!(profile.tables["a"], profile.tables["b"]);
    assert_eq!(profile.tables["c"].columns["y"].transformer, "token");
}

#[test]
fn all_problems_are_said_at_once_with_place_and_hint() {
    let text = r#"version: 2
naem: shop
name:
dialect: oracle
unlisted: keep
secrets: repotr
statistics: [drop]
replacements:
  stripe: { owner: x, from: "vault:x" }
  aws: { owner: x, rotate_by: 2027-02-30 }
tables:
  a.b.c: drop-rows
  t: keep-rows
  u: { limit: many, rows: drop, colums: {} }
  v:
    optional: yes
    columns:
      "*": keep
      "k*": { transformer: token, when: "a = 1", else: keep }
      a: { transformer: token, when: "a = 1" }
      b: { transformer: token, else: keep }
      c: { transformer: token, when: "lower(a) = 'x'", else: { transformer: keep, review: x } }
      d: { domain: x }
      e: { json: { }, xml: { } }
      f: { json: keep }
      g: { transformer: noise, percent: 123456789012345678901234567890 }
      g: keep
      h: { transformer: token, fold: upper, on_invalid: ignore }
      i: ~
      j: [token]
exceptions:
  - column: public.*.x
    kinds: []
    reason: ""
    owner: me
    issued: 2026-11-21
    expires: 2026-11-20
  - kinds: email
    expires: tomorrow
"#;
    insta::assert_snapshot!(problems(text));
}

#[test]
fn what_is_not_a_profile_is_refused() {
    let texts = [
        "",
        "# only a comment",
        "- a",
        "just text",
        "a: b: c",
        "tables: {",
        "version: 1\n---\nversion: 1",
        "? [a]\n: b",
        "version: !!int 1",
        "%YAML 1.2\n---\nversion: 1",
        "a: *unknown",
        "a: &a [*a]",
        "version: 1\nversion: 1",
    ];
    let all: Vec<String> = texts
        .iter()
        .map(|text| format!("{text:?}\n  {}", problems(text)))
        .collect();
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn bombs_are_refused_in_bounded_time_and_memory() {
    let mut laughs = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let inner = vec![format!("*a{}", level - 1); 10].join(", ");
        writeln!(laughs, "a{level}: &a{level} [{inner}]").unwrap();
    }
    assert!(problems(&laughs).contains("values"));
    let mut tower = String::from("a0: &a0 [x]\n");
    for level in 1..80 {
        writeln!(tower, "a{level}: &a{level} [*a{}]", level - 1).unwrap();
    }
    assert!(problems(&tower).contains("levels"));
    assert!(Profile::parse(&"[".repeat(100_000)).is_err());
    assert!(Profile::parse(&"- ".repeat(100_000)).is_err());
    assert!(problems(&"x".repeat((16 << 20) + 1)).contains("bytes"));
}

#[test]
fn keep_through_a_glob_needs_report() {
    let tables = "tables: { t: { columns: { '*': keep, '\"*\"': keep } } }";
    assert!(problems(tables).contains("`keep` through the column glob `*`"));
    assert_eq!(problems(tables).lines().count(), 1);
    assert!(Profile::parse(&format!("{tables}\nsecrets: report")).is_ok());
    let hidden =
        "tables: { t: { columns: { '*': { transformer: token, when: 'a = 1', else: keep } } } }";
    assert!(problems(hidden).contains("through the column glob"));
}
