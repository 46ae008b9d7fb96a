//! Policies as anybody might write them.

use bauta_trust::{Policies, Policy, SealedTokens};

/// A policy beside another never loosens it.
pub fn run(data: &[u8]) {
    let policy = match Policy::parse(data) {
        Ok(policy) => policy,
        Err(problem) => {
            assert!(!problem.to_string().contains('\n'), "told in several lines");
            return;
        }
    };
    let Ok(strict) = Policy::parse(STRICT) else {
        return;
    };
    let alone = Policies::new(vec![strict.clone()]).terms("qa");
    let both = Policies::new(vec![policy, strict]).terms("qa");
    let (Ok(alone), Ok(both)) = (alone, both) else {
        return;
    };
    assert!(both.approvals >= alone.approvals, "fewer approvals");
    assert!(both.lowest_serial >= alone.lowest_serial, "a lower serial");
    assert!(both.requires.is_superset(&alone.requires), "less is asked");
    assert!(both.never_kept.is_superset(&alone.never_kept), "more stays");
    assert!(
        both.longest_clone_days <= alone.longest_clone_days,
        "longer"
    );
    assert!(both.separate_author && both.state_required, "looser");
    assert_eq!(both.sealed_tokens, SealedTokens::None, "looser tokens");
    assert!(!both.allows_host("db.shop.example"), "another host");
}

const STRICT: &[u8] = b"version: 1
approvals: 2
lowest_serial: 7
never_kept: [email]
longest_clone_days: 3
separate_author: true
sealed_tokens: none
state: required
staging_hosts: ['*.staging.example']
require: [approval, attestation, registration, verification]
";
