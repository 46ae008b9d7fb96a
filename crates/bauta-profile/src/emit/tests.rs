use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::{
    ColumnPath, ColumnRule, Date, Definer, Exception, Expression, FoldCase, Identities, OnInvalid,
    Owner, Replacement, Retention, Reviewed, Rows, Secrets, Source, TableRule, Unlisted,
};

/// Every key of the format, in another order and spelling than the canonical one.
pub(crate) const FULL: &str = r#"# The shop.
# Masked every night.

# Format.
version: 1
secrets: scrub   # keep it so
name: "shop"
dialect: postgres
environment: staging
key_id: {staging: 3f0c9a, qa: "12"}
reveal_key: {staging: x25519:AbC-_9}
epoch: 2026-q4
include: presets/rails
unlisted: refuse
statistics: keep
large-objects: drop
databases: {shop: shop_staging}
identities: {definer: current-user, roles: {app_rw: app_staging}, owner: keep}
replacements:
  stripe-secret: {from: "env:STAGING_STRIPE_KEY", owner: payments@example.org, rotate_by: 2027-01-01}
  aws-key: {from: {command: [vault, read, "-x"]}}
endpoints:
  api.shop.example: api.staging.shop.example
exceptions:
  # parser tests
  - column: public.orders.comment   # one column
    kinds: [person-name]
    reason: "parser tests need real text"
    ticket: QA-812
    owner: qa-lead@example.org
    issued: 2026-11-21
    expires: 2027-01-31
    # end of the first
  - {fingerprint: ab12, kinds: aws-access-key-id, reason: docs, owner: x, issued: 2026-11-21, expires: 2026-11-21}
  # end of all
reviewed:
  leaves: { public.customers.payload: [$.tags] }
  # who
  accounts: ["grant SELECT ON TABLE public.t to app"]
  schema: sha256:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff
tables:
  # people
  public.customers:   # the core
    columns:
      id:         { transformer: integer-key, domain: customer }
      email:      { transformer: email, domain: customer-email, fold: lower }   # unique
      full_name:  { transformer: person-name, locale: de_DE, persona: id }
      notes:      { transformer: redact-text, reason: "free text" }
      payload:    { json: { "$.card.number": card-number, "$.tags": keep, "*": redact } }
      nested:     { json: { "$.a": { json: { "$.b": null } }, "$.c": { array: redact } }, review: "?" }
      list:       { transformer: array, elements: keep }
      flags:      { hstore: { a: token } }
      doc:        { xml: { /a/b: redact } }
      created_at:
        transformer: shift-date
        # days
        max_days: 30
        by: id
      discount:   { transformer: noise, percent: 10, when: "country = 'DE'", else: keep }
      legacy_ref: { transformer: token, review: "looks opaque, not a secret?" }
      gone:       null
      # nothing below
  public.sessions: drop-rows
  public.events:   { keep-rows: "created_at > '2026-01-01'", columns: { ip: { transformer: ip, optional: true, on_invalid: fail, class: ip-address, reviewed: fine } } }
  public.old: { drop-rows: "age > 3", reason: old }
  public.some: { limit: 100, review: "enough?" }
  public.every: { rows: all, optional: true }
  "audit_*": { optional: true, rows: drop }
  'public."odd.name"': { columns: { "*": redact, '"*"': token } }
# the end
"#;

#[test]
fn every_key_is_written_in_its_canonical_place_with_its_comments() {
    let profile = Profile::parse(FULL).unwrap();
    insta::assert_snapshot!(profile.to_string());
}

#[test]
fn writing_is_stable_and_loses_nothing() {
    let profile = Profile::parse(FULL).unwrap();
    let text = profile.to_string();
    let again = Profile::parse(&text).unwrap();
    assert_eq!(again, profile);
    assert_eq!(again.to_string(), text);
    for line in FULL.lines().filter_map(|line| line.split_once('#')) {
        assert!(text.contains(line.1.trim()), "comment lost: {}", line.1);
    }
}

#[test]
fn a_comment_on_a_key_that_is_gone_moves_up() {
    let text = "tables:\n  t:\n    columns:\n      a: x # old\n      # note\n      b: y\n";
    let mut profile = Profile::parse(text).unwrap();
    let table = profile.tables.get_mut("t").unwrap();
    table.columns.shift_remove("a");
    table.columns.shift_remove("b");
    table.columns.insert("c".into(), ColumnRule::of("z"));
    let text = profile.to_string();
    assert!(text.contains("# old") && text.contains("# note"), "{text}");
    assert_eq!(Profile::parse(&text).unwrap().to_string(), text);
}

#[test]
fn comments_can_be_written_by_program() {
    let mut profile = Profile::default();
    profile.tables.insert(
        "t".into(),
        TableRule {
            rows: Some(Rows::Drop),
            ..TableRule::default()
        },
    );
    profile.comments.write_above(&[], "Drafted.\n\nRead it.");
    profile.comments.write_above(&["tables", "t"], "log data");
    let text = profile.to_string();
    let expected = "# Drafted.\n#\n# Read it.\n\nversion: 1\nunlisted: refuse\nsecrets: scrub\n\
                    tables:\n  # log data\n  t: drop-rows\n";
    assert_eq!(text, expected);
    assert_eq!(Profile::parse(&text).unwrap().comments, profile.comments);
    assert_eq!(profile.comments.above(&["tables", "t"]), ["log data"]);
}

#[test]
fn the_canonical_json_is_sorted_complete_and_silent_about_comments() {
    let profile =
        Profile::parse("name: x # why\ntables: { b: drop-rows, a: { limit: 1 } }").unwrap();
    let json = profile.canonical_json(&[]).to_string();
    let expected = concat!(
        r#"{"identities":{"definer":"current-user","owner":"keep"},"large-objects":"drop","#,
        r#""name":"x","secrets":"scrub","statistics":"drop","#,
        r#""tables":{"a":{"limit":1},"b":"drop-rows"},"unlisted":"refuse","version":1}"#
    );
    assert_eq!(json, expected);
}

#[test]
fn what_was_reviewed_enters_the_canonical_json_but_for_the_schema() {
    let json = |reviewed: &str| {
        let text = format!("version: 1\n{reviewed}");
        Profile::parse(&text).unwrap().canonical_json(&[])
    };
    let schema = format!("schema: sha256:{}", "0".repeat(64));
    assert_eq!(json(&format!("reviewed: {{ {schema} }}")), json(""));
    let with = json(&format!("reviewed: {{ {schema}, accounts: [role a] }}"));
    assert_eq!(with, json("reviewed: { accounts: [role a] }"));
    assert_ne!(with, json(""));
    assert_ne!(json("reviewed: { accounts: [] }"), json(""));
    assert_ne!(json("reviewed: { leaves: { t.a: [$.b] } }"), json(""));
}

#[test]
fn presets_enter_the_canonical_json() {
    let profile = Profile::parse("include: [p]").unwrap();
    let preset = |text: &str| Preset {
        name: "p".into(),
        profile: Profile::parse(text).unwrap(),
    };
    let one = profile.canonical_json(&[preset("tables: { a: drop-rows }")]);
    let other = profile.canonical_json(&[preset("tables: { b: drop-rows }")]);
    assert_ne!(one, other);
}

#[test]
fn equal_meaning_has_equal_canonical_json() {
    let long = "tables: { t: { columns: { a: { transformer: json, paths: { $.x: keep } }, \
                b: { transformer: token } } } }";
    let short = "unlisted: refuse\ntables:\n  t:\n    columns:\n      b: token\n      a: { json: { $.x: keep } }";
    let json = |text| Profile::parse(text).unwrap().canonical_json(&[]);
    assert_eq!(json(long), json(short));
}

/// Texts with all that YAML gives a meaning.
fn text() -> BoxedStrategy<String> {
    prop_oneof![
        "[a-z_]{1,8}",
        "[ -~]{0,12}[a-z]",
        "[-0-9.eExX_+:]{0,6}[0-9]",
        "[a-z]\\PC{0,6}",
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("No".to_owned()),
        Just("a\nb\t\0\u{1}\u{7f}\u{85}\u{a0}\u{2028}\u{feff}\u{fffe}\u{1f600}".to_owned()),
    ]
    .prop_filter("blank", |text: &String| !text.trim().is_empty())
    .boxed()
}

fn value() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        text().prop_map(Value::String),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>()
            .prop_filter("finite", |n| n.is_finite())
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::Array),
            vec((text(), inner), 0..4).prop_map(|list| Value::Object(list.into_iter().collect())),
        ]
    })
    .boxed()
}

fn expression() -> impl Strategy<Value = Expression> {
    prop_oneof![Just("a = 'x: y'"), Just("\"B c\" is null or d in (1, 2)")]
        .prop_map(|text| Expression::parse(text).unwrap())
}

prop_compose! {
    fn plain_rule()(
        transformer in prop_oneof!["[a-z-]{1,8}", text()],
        params in vec(("p_[a-z]{1,5}", value()), 0..3),
        domain in option::of(text()),
        fold in option::of(prop_oneof![Just(FoldCase::None), Just(FoldCase::Lower)]),
        persona in option::of(text()),
        invalid in option::of(prop_oneof![Just(OnInvalid::Fail), Just(OnInvalid::Null)]),
        reason in option::of(text()),
    ) -> ColumnRule {
        ColumnRule {
            transformer, domain, fold, persona, reason,
            params: params.into_iter().collect(),
            on_invalid: invalid,
            ..ColumnRule::default()
        }
    }
}

fn paths_rule() -> impl Strategy<Value = ColumnRule> {
    let nested = prop_oneof![
        text().prop_map(Value::String),
        text().prop_map(|name| json!({"transformer": "json", "paths": {"$.a": name}})),
        text().prop_map(|name| json!({"transformer": "array", "elements": name})),
    ];
    (plain_rule(), vec((text(), nested), 0..4)).prop_map(|(mut rule, paths)| {
        rule.transformer = "json".into();
        let paths = Value::Object(paths.into_iter().collect());
        rule.params.insert("paths".into(), paths);
        rule
    })
}

prop_compose! {
    fn column_rule()(
        mut rule in prop_oneof![plain_rule().boxed(), paths_rule().boxed()],
        when in option::of((expression(), plain_rule().boxed())),
        class in option::of(text()),
        optional: bool,
        review in option::of(text()),
        reviewed in option::of(text()),
    ) -> ColumnRule {
        if let Some((condition, otherwise)) = when {
            rule.when = Some(condition);
            rule.otherwise = Some(Box::new(otherwise));
        }
        ColumnRule { class, optional, review, reviewed, ..rule }
    }
}

prop_compose! {
    fn table_rule()(
        optional: bool,
        rows in option::of(prop_oneof![
            Just(Rows::All),
            Just(Rows::Drop),
            any::<u64>().prop_map(Rows::Limit),
            expression().prop_map(Rows::Keep),
            expression().prop_map(Rows::DropWhere),
        ]),
        columns in vec(("[a-z ._-]{0,8}[a-z]", column_rule().boxed()), 0..4),
        reason in option::of(text()),
    ) -> TableRule {
        let columns = columns.into_iter().collect();
        TableRule { optional, rows, columns, reason, ..TableRule::default() }
    }
}

fn exception() -> impl Strategy<Value = Exception> {
    (
        text(),
        vec(text(), 1..3),
        text(),
        option::of(text()),
        any::<bool>(),
    )
        .prop_map(|(reason, kinds, owner, ticket, whole)| Exception {
            column: whole.then(|| ColumnPath::parse("public.\"a.b\".c").unwrap()),
            fingerprint: Some(owner.clone()),
            kinds,
            reason,
            ticket,
            owner,
            issued: Date::new(2026, 11, 21).unwrap(),
            expires: Date::new(2027, 1, 31).unwrap(),
        })
}

fn texts() -> impl Strategy<Value = indexmap::IndexMap<String, String>> {
    vec((text(), text()), 0..3).prop_map(|list| list.into_iter().collect())
}

prop_compose! {
    fn profile()(
        name in option::of(text()),
        include in vec(text(), 0..3),
        maps in (texts(), texts(), texts(), texts(), texts()).boxed(),
        owner in option::of(text()),
        account in option::of(text()),
        command in option::of(vec(text(), 1..3)),
        tables in vec((r#"([a-z"]|\*){0,5}[a-z]"#, table_rule().boxed()), 0..4),
        exceptions in vec(exception().boxed(), 0..3),
        accounts in option::of(vec(text(), 0..3)),
        notes in vec((0usize..12, "[ -~]{0,10}"), 0..6),
    ) -> Profile {
        let (key_id, reveal_key, databases, roles, endpoints) = maps;
        let mut profile = Profile {
            name, include, key_id, reveal_key, databases, endpoints, exceptions,
            reviewed: Reviewed {
                leaves: accounts.iter().map(|list| ("a.b".to_owned(), list.clone())).collect(),
                accounts,
                ..Reviewed::default()
            },
            secrets: Secrets::Report,
            unlisted: Unlisted::Null,
            statistics: Retention::Keep,
            identities: Identities {
                owner: owner.filter(|role| role != "keep").map_or(Owner::Keep, Owner::Role),
                definer: account.map_or(Definer::Keep, Definer::Account),
                roles,
            },
            tables: tables.into_iter()
                .map(|(name, rule)| {
                    let exact = bauta_model::TableName::bare(name.replace('"', "."));
                    (crate::TableSelector::exactly(&exact).to_string(), rule)
                })
                .collect(),
            ..Profile::default()
        };
        if let Some(words) = command {
            let from = Source::Command(words);
            let replacement = Replacement { from, owner: None, rotate_by: Date::new(2027, 1, 1) };
            profile.replacements.insert("kind".into(), replacement);
        }
        annotate(&mut profile, &notes);
        profile
    }
}

/// Puts comments at the first paths of the tree, wherever those lead.
fn annotate(profile: &mut Profile, notes: &[(usize, String)]) {
    fn paths(node: &Value, at: &mut Vec<String>, all: &mut Vec<Vec<String>>) {
        let children: Vec<(String, &Value)> = match node {
            Value::Object(map) => map
                .iter()
                .map(|(key, value)| (key.clone(), value))
                .collect(),
            Value::Array(items) => {
                let numbered = items.iter().enumerate();
                numbered
                    .map(|(index, item)| (index.to_string(), item))
                    .collect()
            }
            _ => Vec::new(),
        };
        for (key, child) in children {
            at.push(key);
            all.push(at.clone());
            paths(child, at, all);
            at.pop();
        }
    }
    let mut all = vec![Vec::new()];
    paths(&profile.to_json(), &mut Vec::new(), &mut all);
    for (index, text) in notes {
        // Spread over the tree by a stride that shares no factor with its size.
        let path = &all[(index * 7919) % all.len()];
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        profile.comments.write_above(&path, text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn what_is_written_reads_back_the_same(profile in profile()) {
        let text = profile.to_string();
        let read = Profile::parse(&text)
            .map_err(|problems| TestCaseError::fail(format!("{}\n{text}", problems[0])))?;
        prop_assert_eq!(read.to_json(), profile.to_json(), "{}", text);
        prop_assert_eq!(read.to_string(), text);
        let bare = |profile: &Profile| Profile {
            comments: crate::Comments::default(),
            ..profile.clone()
        };
        prop_assert_eq!(bare(&read), bare(&profile));
    }

    #[test]
    fn any_text_is_read_without_panic(text in "([ -~\n#:{}\\[\\],&*!|>'\"-]|\\PC){0,80}") {
        if let Ok(profile) = Profile::parse(&text) {
            let written = profile.to_string();
            let again = Profile::parse(&written).unwrap();
            prop_assert_eq!(again.to_string(), written);
        }
    }

    #[test]
    fn a_damaged_profile_is_read_without_panic(cut in 0..FULL.len(), junk in "[ -~\n]{0,3}") {
        let (before, after) = FULL.split_at(cut);
        let text = format!("{before}{junk}{}", after.get(1..).unwrap_or_default());
        if let Ok(profile) = Profile::parse(&text) {
            let written = profile.to_string();
            let again = Profile::parse(&written).unwrap();
            prop_assert_eq!(again.to_string(), written.clone(), "{}", text);
            prop_assert_eq!(again, profile, "{}", written);
        }
    }
}
