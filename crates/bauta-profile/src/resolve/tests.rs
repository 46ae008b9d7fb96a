use super::*;

const PUBLIC: Scope<'static> = Scope {
    schema: Some("public"),
    database: None,
};

/// The transformers that win for the columns of a table.
fn winners(profile: &str, table: &str, columns: &[&str]) -> Vec<String> {
    let profile = Profile::parse(profile).unwrap();
    let mut rules = Rules::new(&profile, &[], PUBLIC);
    let table = table.parse().unwrap();
    describe(&rules.decide(&[&table], columns))
}

fn describe(decision: &TableDecision<'_>) -> Vec<String> {
    let columns = decision.columns.iter();
    let text = |decision: &Decision<'_, ColumnRule>| match decision {
        Decision::Undecided => "-".to_owned(),
        Decision::Rule(rule, _) => rule.transformer.clone(),
        Decision::Conflict(first, second) => {
            let both = [first, second].map(|origin| origin.column.unwrap_or_default());
            format!("{} or {}", both[0], both[1])
        }
    };
    columns.map(text).collect()
}

#[test]
fn an_exact_name_goes_before_a_glob() {
    let profile = "tables: { t: { columns: { '*': 'null', '*_at': redact, made_at: token } } }";
    let found = winners(profile, "public.t", &["made_at", "sent_at", "other"]);
    assert_eq!(found, ["token", "redact", "null"]);
}

#[test]
fn column_rules_of_all_matching_tables_merge() {
    let profile = "
tables:
  '*': { columns: { email: email, phone: phone } }
  public.*: { columns: { phone: redact } }
  users: { columns: { name: token } }";
    let found = winners(profile, "public.users", &["email", "phone", "name", "age"]);
    assert_eq!(found, ["email", "redact", "token", "-"]);
}

#[test]
fn the_exact_table_goes_before_the_exact_column() {
    let profile = "tables: { t: { columns: { '*': redact } }, '*': { columns: { a: token } } }";
    assert_eq!(winners(profile, "public.t", &["a"]), ["redact"]);
}

#[test]
fn globs_of_equal_rank_conflict() {
    let profile = "tables: { t: { columns: { 'a*': redact, '*b': token } } }";
    let found = winners(profile, "public.t", &["ab", "ac"]);
    assert_eq!(found, ["a* or *b", "redact"]);
    let profile = "tables: { 'a*': { columns: { x: redact } }, '*b': { columns: { x: token } } }";
    assert_eq!(winners(profile, "public.ab", &["x"]), ["x or x"]);
}

#[test]
fn two_spellings_of_one_table_conflict() {
    let profile = "tables: { t: { columns: { x: a } }, public.t: { columns: { x: b } } }";
    assert_eq!(winners(profile, "public.t", &["x"]), ["x or x"]);
}

#[test]
fn presets_rank_below_and_may_match_nothing() {
    let profile = Profile::parse("tables: { '*': { columns: { a: token } } }").unwrap();
    let preset = |name: &str, text: &str| Preset {
        name: name.into(),
        profile: Profile::parse(text).unwrap(),
    };
    let presets = [
        preset(
            "near",
            "tables: { t: { columns: { a: x, b: near } }, gone: drop-rows }",
        ),
        preset("far", "tables: { t: { columns: { b: far, c: far } } }"),
    ];
    let mut rules = Rules::new(&profile, &presets, PUBLIC);
    let table = "public.t".parse().unwrap();
    let decision = rules.decide(&[&table], &["a", "b", "c"]);
    assert_eq!(describe(&decision), ["token", "near", "far"]);
    let Decision::Rule(_, origin) = decision.columns[1] else {
        panic!("decided");
    };
    assert_eq!(origin.preset, Some("near"));
    assert_eq!(rules.unmatched(), []);
}

#[test]
fn rules_of_a_parent_cover_its_partitions_and_yield_to_their_own() {
    let text = "
tables:
  logs: { limit: 5, columns: { a: token, b: redact } }
  logs_2026: { columns: { b: 'null' } }";
    let profile = Profile::parse(text).unwrap();
    let mut rules = Rules::new(&profile, &[], PUBLIC);
    let own = "public.logs_2026".parse().unwrap();
    let parent = "public.logs".parse().unwrap();
    let decision = rules.decide(&[&own, &parent], &["a", "b"]);
    assert_eq!(describe(&decision), ["token", "null"]);
    assert!(matches!(decision.rows, Decision::Rule(Rows::Limit(5), _)));
}

#[test]
fn rules_that_apply_to_nothing_are_named_with_the_nearest_name() {
    let text = "
tables:
  public.user: { columns: { a: token } }
  audit.orders: drop-rows
  public.orders: { columns: { emial: email, spare: { transformer: token, optional: true } } }
  maybe: { optional: true, rows: drop }";
    let profile = Profile::parse(text).unwrap();
    let mut rules = Rules::new(&profile, &[], PUBLIC);
    let table = |name: &str| -> TableName { name.parse().unwrap() };
    rules.decide(&[&table("public.users")], &["a"]);
    rules.decide(&[&table("public.orders")], &["email"]);
    let found: Vec<_> = (rules.unmatched().into_iter())
        .map(|rule| (rule.table, rule.column, rule.near.unwrap_or_default()))
        .collect();
    assert_eq!(
        found,
        [
            ("public.user", None, "public.users".to_owned()),
            ("audit.orders", None, "public.orders".to_owned()),
            ("public.orders", Some("emial"), "email".to_owned()),
        ]
    );
}
