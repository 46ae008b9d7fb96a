use std::collections::BTreeSet;
use std::fmt::Write;

use super::*;
use crate::{PolicyError, policy_schema};

fn policy(text: &str) -> Policy {
    Policy::parse(text.as_bytes()).unwrap()
}

fn refusal(text: &str) -> PolicyError {
    Policy::parse(text.as_bytes()).unwrap_err()
}

fn terms(texts: &[&str], environment: &str) -> Terms {
    let policies = texts.iter().map(|text| policy(text)).collect();
    Policies::new(policies).terms(environment).unwrap()
}

const EVERY_KEY: &str = "
version: 1
allowed_signers: allowed_signers
revoked_keys: keys.krl
revoked: ['sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855']
lowest_serial: 3
approvals: 2
separate_author: true
longest_approval_days: 90
longest_exception_days: 90
shortest_reason: 30
never_kept: [email]
longest_clone_days: 30
sources: ['env:STAGING_*']
staging_hosts: ['*.staging.example']
sealed_tokens: none
state: required
require: [approval, attestation, registration, verification]
environments:
  staging: {}
  dev: { approvals: 1, require: [], never_kept: [], sealed_tokens: deterministic, state: optional }
";

#[test]
fn an_environment_goes_before_what_stands_at_the_top() {
    let staging = terms(&[EVERY_KEY], "staging");
    assert_eq!(staging.approvals, 2);
    assert_eq!(staging.requires.len(), 4);
    assert!(staging.state_required);
    let dev = terms(&[EVERY_KEY], "dev");
    assert_eq!(dev.approvals, 1);
    assert_eq!(dev.requires, BTreeSet::new());
    assert_eq!(dev.sealed_tokens, SealedTokens::Deterministic);
    assert_eq!(dev.lowest_serial, 3);
    assert!(!dev.state_required);
}

#[test]
fn an_environment_that_is_not_named_is_refused() {
    let policies = Policies::new(vec![policy(EVERY_KEY)]);
    let refused = policies.terms("prod").unwrap_err();
    assert_eq!(refused.named, ["dev", "staging"]);
    assert!(Policies::default().terms("prod").is_ok());
    let open = Policies::new(vec![policy("version: 1")]);
    assert!(open.terms("prod").is_ok());
}

#[test]
fn a_second_policy_only_tightens() {
    let system = "version: 1
approvals: 2
lowest_serial: 5
longest_clone_days: 30
separate_author: true
sealed_tokens: none
sources: ['env:A', 'env:B']
staging_hosts: ['*.a.example']
require: [approval]";
    let loose = "version: 1
approvals: 1
lowest_serial: 0
longest_clone_days: 900
separate_author: false
sealed_tokens: deterministic
sources: ['env:B', 'env:C']
staging_hosts: ['db.a.example', 'db.b.example']
state: optional
require: [verification]";
    for order in [[system, loose], [loose, system]] {
        let both = terms(&order, "qa");
        assert_eq!((both.approvals, both.lowest_serial), (2, 5));
        assert_eq!(both.longest_clone_days, Some(30));
        assert_eq!(both.sealed_tokens, SealedTokens::None);
        assert!(both.separate_author);
        assert_eq!(both.requires.len(), 2);
        let allows = |source: &str| both.allows_source(|pattern| pattern == source);
        assert_eq!(
            ["env:A", "env:B", "env:C"].map(allows),
            [Some(false), Some(true), Some(false)]
        );
        assert!(both.allows_host("DB.a.example"));
        assert!(!both.allows_host("db.b.example") && !both.allows_host("x.a.example"));
        assert_eq!(both.digests.len(), 2);
    }
}

#[test]
fn without_a_policy_nothing_is_said_of_sources() {
    let none = Terms::without_policy("qa");
    assert_eq!(none.allows_source(|_| true), None);
    assert!(none.allows_host("anything.example"));
    // With one that lists none, none is allowed.
    let silent = terms(&["version: 1"], "qa");
    assert_eq!(silent.allows_source(|_| true), Some(false));
}

#[test]
fn a_star_stands_for_whole_labels() {
    let terms = terms(
        &["version: 1\nstaging_hosts: ['*.a.example', '*', '*x']"],
        "qa",
    );
    assert!(terms.allows_host("db.a.example"));
    for host in ["a.example", "ba.example", ".a.example", "x"] {
        assert!(!terms.allows_host(host), "{host}");
    }
}

#[test]
fn revocations_add_up() {
    let key = format!("SHA256:{}", "A".repeat(43));
    let approval = format!("sha256:{}", "0".repeat(64));
    let text = format!(
        "version: 1\nrevoked: ['{key}']\nenvironments: {{ qa: {{ revoked: ['{approval}'] }} }}"
    );
    let terms = terms(&[&text], "qa");
    assert!(terms.is_revoked(&key) && terms.is_revoked(&approval));
    assert!(!terms.is_revoked("SHA256:other"));
}

#[test]
fn every_defect_is_an_error() {
    assert_eq!(refusal(""), PolicyError::Version);
    assert_eq!(refusal("approvals: 2"), PolicyError::Version);
    assert_eq!(refusal("version: 2"), PolicyError::Version);
    let zero = PolicyError::NoApprovals {
        place: "qa: ".into(),
    };
    assert_eq!(
        refusal("version: 1\nenvironments: { qa: { approvals: 0 } }"),
        zero
    );
    assert_eq!(
        refusal("version: 1\nenvironments: { qa: { version: 1 } }"),
        PolicyError::Nested("qa".into())
    );
    for text in [
        "version: 1\naprovals: 2",
        "version: 1\napprovals: 2\napprovals: 1",
        "version: 1\napprovals: -1",
        "version: 1\nseparate_author: yes",
        "version: 1\nrequire: [everything]",
        "version: 1\nsealed_tokens: some",
        "version: 1\nenvironments: { qa: { qa: {} } }",
        "version: 1\nnever_kept: &a [email]",
        "version: 1\n---\nversion: 1",
        "[",
        "version: 1\nenvironments: { <<: { approvals: 1 } }",
    ] {
        let refused = refusal(text);
        assert!(
            matches!(refused, PolicyError::Malformed(_)),
            "{text}: {refused}"
        );
        assert!(!refused.to_string().contains('\n'), "{refused}");
    }
    assert!(matches!(
        refusal("version: 1\nrevoked: [everything]"),
        PolicyError::Revoked { .. }
    ));
    assert!(matches!(
        refusal("version: 1\nsources: ['env:*']"),
        PolicyError::Source { .. }
    ));
    // What is quoted may be written in several lines, and is told in one.
    for text in [
        "revoked: ['a\r\r b']",
        "environments: {\"a\n\nb\": {approvals: 0}}",
    ] {
        let refused = refusal(&format!("version: 1\n{text}")).to_string();
        assert!(!refused.contains(['\n', '\r']), "{refused}");
    }
    assert_eq!(Policy::parse(&[0xff]).unwrap_err(), PolicyError::NotText);
    let long = vec![b'#'; (1 << 20) + 1];
    assert_eq!(Policy::parse(&long).unwrap_err(), PolicyError::TooLong);
}

#[test]
fn a_bomb_is_refused() {
    let mut bomb = "version: 1\nnever_kept: &a [x, x, x, x, x, x, x, x]\n".to_owned();
    for (name, before) in ('b'..='i').zip('a'..) {
        writeln!(bomb, "{name}: &{name} [*{before}, *{before}, *{before}]").unwrap();
    }
    assert!(matches!(refusal(&bomb), PolicyError::Malformed(_)));
    let deep = format!("version: 1\nrequire: {}", "[".repeat(10_000));
    assert!(matches!(refusal(&deep), PolicyError::Malformed(_)));
}

#[test]
fn the_schema_has_the_keys_that_are_read() {
    let schema = policy_schema();
    let keys = |pointer: &str| -> BTreeSet<String> {
        let object = schema.pointer(pointer).and_then(|value| value.as_object());
        object.unwrap().keys().cloned().collect()
    };
    let top = keys("/properties");
    // A key that is not known is refused with the list of those that are.
    let said = refusal("version: 1\nnonsense: 1").to_string();
    for key in &top {
        assert!(
            said.contains(&format!("`{key}`")) || said.contains(key.as_str()),
            "{key}: {said}"
        );
        assert!(EVERY_KEY.contains(&format!("\n{key}:")), "{key}");
    }
    let mut of_environment = keys("/$defs/environment/properties");
    of_environment.extend(["version".to_owned(), "environments".to_owned()]);
    assert_eq!(of_environment, top);
}

#[test]
fn the_digest_is_that_of_the_file() {
    let digest = policy("version: 1\n").digest();
    assert_eq!(digest, Digest::of(b"version: 1\n"));
    assert_ne!(digest, policy("version: 1\n# more\n").digest());
}
