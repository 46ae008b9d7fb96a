use bauta_crypto::SigningKey;

use super::*;
use crate::{Policies, Policy};

const ADA: u8 = 1;
const BOB: u8 = 2;
const EVE: u8 = 3;
const AUTHOR: u8 = 9;

fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn signers(extra: &str) -> Vec<AllowedSigners> {
    let line = |name: &str, seed: u8| format!("{name}@example.com {}\n", key(seed).verifying_key());
    let text = [
        line("ada", ADA),
        line("bob", BOB),
        line("author", AUTHOR),
        extra.to_owned(),
    ]
    .concat();
    vec![AllowedSigners::parse(&text).unwrap()]
}

fn terms(text: &str) -> Terms {
    let text = format!("version: 1\n{text}");
    let policy = Policy::parse(text.as_bytes()).unwrap();
    Policies::new(vec![policy]).terms("staging").unwrap()
}

fn claim() -> Claim {
    Claim {
        profile: Digest::of(b"profile"),
        schema: Digest::of(b"schema"),
        environment: "staging".to_owned(),
        engine: "0.1.5".parse().unwrap(),
        at: at("2026-06-02T00:00:00Z"),
    }
}

fn document(serial: u64, profile: &[u8]) -> ApprovalDocument {
    ApprovalDocument::new(
        serial,
        "staging",
        "shop",
        Digest::of(profile),
        Digest::of(b"schema"),
        "0.1.4".parse().unwrap(),
        at("2026-06-01T00:00:00Z"),
        at("2026-12-31T23:59:59Z"),
    )
}

fn stored(document: &ApprovalDocument, seeds: &[u8]) -> StoredApproval {
    let bytes = document.to_bytes().unwrap();
    let sign = |seed: &u8| key(*seed).sign_ssh(&bytes, APPROVAL_NAMESPACE);
    StoredApproval {
        serial: document.serial,
        signatures: seeds.iter().map(sign).collect(),
        document: bytes,
    }
}

fn authored(seed: u8, profile: &[u8]) -> Authorship {
    let bytes = authorship_document(Digest::of(profile));
    Authorship {
        signature: key(seed).sign_ssh(&bytes, AUTHOR_NAMESPACE),
    }
}

fn free() -> Terms {
    Terms::without_policy("staging")
}

/// The decision about the usual approval, with one thing changed.
fn decided(claim: &Claim, terms: &Terms, document: &ApprovalDocument) -> Result<Granted, Refusal> {
    let stored = [stored(document, &[ADA])];
    decide(claim, terms, &signers(""), None, &stored)
}

#[test]
fn an_approval_of_this_run_is_granted() {
    let granted = decided(&claim(), &free(), &document(1, b"profile")).unwrap();
    assert_eq!(granted.approvers[0].principals, ["ada@example.com"]);
    assert_eq!(granted.author, None);
    assert_eq!(granted.evidence.signatures.len(), 1);
    // Others can decide about the evidence again.
    let again = [granted.evidence.to_stored().unwrap()];
    let regranted = decide(&claim(), &free(), &signers(""), None, &again).unwrap();
    assert_eq!(regranted, granted);
}

#[test]
fn whatever_differs_is_named() {
    let usual = document(1, b"profile");
    let with = |change: fn(&mut Claim)| {
        let mut claim = claim();
        change(&mut claim);
        decided(&claim, &free(), &usual).unwrap_err().to_string()
    };
    assert!(with(|claim| claim.profile = Digest::of(b"x")).starts_with("digest: "));
    assert!(with(|claim| claim.schema = Digest::of(b"x")).starts_with("schema fingerprint: "));
    assert!(with(|claim| claim.environment = "dev".into()).starts_with("environment: "));
    assert!(with(|claim| claim.engine = "0.2.0".parse().unwrap()).starts_with("engine version: "));
    assert!(with(|claim| claim.at = at("2027-01-01T00:00:00Z")).starts_with("time: "));
    assert!(with(|claim| claim.at = at("2026-05-31T00:00:00Z")).starts_with("time: "));
    let serial = decided(
        &claim(),
        &terms("lowest_serial: 2\nseparate_author: false"),
        &usual,
    );
    assert!(serial.unwrap_err().to_string().starts_with("serial: "));
}

#[test]
fn clocks_may_be_apart_a_little() {
    let mut claim = claim();
    claim.at = at("2026-05-31T23:57:00Z");
    assert!(decided(&claim, &free(), &document(1, b"profile")).is_ok());
    claim.at = at("2026-05-31T23:54:59Z");
    assert!(decided(&claim, &free(), &document(1, b"profile")).is_err());
}

#[test]
fn the_policy_shortens_approvals() {
    let terms = terms("longest_approval_days: 10\nseparate_author: false");
    let mut claim = claim();
    claim.at = at("2026-06-11T00:00:00Z");
    assert!(decided(&claim, &terms, &document(1, b"profile")).is_ok());
    claim.at = at("2026-06-11T00:00:01Z");
    let refusal = decided(&claim, &terms, &document(1, b"profile"));
    assert!(matches!(refusal, Err(Refusal::Expired { serial: 1, .. })));
}

#[test]
fn only_people_who_are_allowed_count() {
    let refusal = |seeds: &[u8], terms: &Terms, extra: &str| {
        let stored = [stored(&document(1, b"profile"), seeds)];
        decide(&claim(), terms, &signers(extra), None, &stored).map(|_| ())
    };
    let unknown = refusal(&[EVE], &free(), "").unwrap_err().to_string();
    assert!(
        unknown.contains("not among the allowed signers"),
        "{unknown}"
    );
    assert!(refusal(&[], &free(), "").is_err());
    assert!(refusal(&[EVE, ADA], &free(), "").is_ok());
    let two = terms("approvals: 2\nseparate_author: false");
    assert!(refusal(&[ADA], &two, "").is_err());
    assert!(refusal(&[ADA, ADA], &two, "").is_err());
    assert!(refusal(&[ADA, BOB], &two, "").is_ok());
    // Two keys of one person.
    let extra = format!("ada@example.com {}\n", key(EVE).verifying_key());
    assert!(refusal(&[ADA, EVE], &two, &extra).is_err());
    let revoked = format!(
        "separate_author: false\nrevoked: ['{}']",
        key(ADA).verifying_key().fingerprint()
    );
    let said = refusal(&[ADA], &terms(&revoked), "")
        .unwrap_err()
        .to_string();
    assert!(said.contains("revoked"), "{said}");
}

#[test]
fn each_file_of_signers_has_to_allow() {
    let mut both = signers("");
    both.push(AllowedSigners::parse(&format!("b@x {}", key(BOB).verifying_key())).unwrap());
    let ask = |seed: u8| {
        let stored = [stored(&document(1, b"profile"), &[seed])];
        decide(&claim(), &free(), &both, None, &stored).is_ok()
    };
    assert!(!ask(ADA));
    assert!(ask(BOB));
    let nobody = decide(
        &claim(),
        &free(),
        &[],
        None,
        &[stored(&document(1, b"profile"), &[ADA])],
    );
    assert!(nobody.is_err());
}

#[test]
fn a_signature_for_another_purpose_or_of_another_document_is_none() {
    let usual = document(1, b"profile");
    let mut approval = stored(&usual, &[ADA]);
    let other = document(2, b"profile").to_bytes().unwrap();
    for signature in [
        key(ADA).sign_ssh(&approval.document, "git"),
        key(ADA).sign_ssh(&approval.document, AUTHOR_NAMESPACE),
        key(ADA).sign_ssh(&other, APPROVAL_NAMESPACE),
        "nonsense".to_owned(),
    ] {
        approval.signatures = vec![signature];
        let refusal = decide(&claim(), &free(), &signers(""), None, &[approval.clone()]);
        assert!(matches!(refusal, Err(Refusal::Signers { valid: 0, .. })));
    }
}

#[test]
fn the_author_does_not_approve_himself() {
    let strict = terms("");
    let ask = |authorship: Option<Authorship>, terms: &Terms, seeds: &[u8], extra: &str| {
        let stored = [stored(&document(1, b"profile"), seeds)];
        decide(
            &claim(),
            terms,
            &signers(extra),
            authorship.as_ref(),
            &stored,
        )
    };
    let own = || Some(authored(AUTHOR, b"profile"));
    let granted = ask(own(), &strict, &[ADA], "").unwrap();
    assert_eq!(granted.author.unwrap().principals, ["author@example.com"]);
    // By key, and by name under another key.
    assert!(matches!(
        ask(Some(authored(ADA, b"profile")), &strict, &[ADA], ""),
        Err(Refusal::Signers { valid: 0, .. })
    ));
    let extra = format!("Author@example.com {}\n", key(EVE).verifying_key());
    assert!(ask(own(), &strict, &[EVE], &extra).is_err());
    // Nor where the policy does not ask for an author, but there is one.
    assert!(ask(Some(authored(ADA, b"profile")), &free(), &[ADA], "").is_err());
    // A signature of what the profile was before is none.
    for missing in [
        None,
        Some(authored(AUTHOR, b"before")),
        Some(authored(EVE, b"profile")),
    ] {
        let refusal = ask(missing, &strict, &[ADA], "");
        assert!(
            matches!(refusal, Err(Refusal::Author { .. })),
            "{refusal:?}"
        );
    }
    assert!(ask(Some(authored(AUTHOR, b"before")), &free(), &[ADA], "").is_ok());
}

#[test]
fn the_highest_that_is_signed_takes_the_place_of_all_before() {
    let (old, new) = (document(1, b"profile"), document(2, b"newer"));
    let ask = |approvals: &[StoredApproval]| {
        decide(&claim(), &free(), &signers(""), None, approvals)
            .map(|granted| granted.approval.serial)
    };
    let signed_old = stored(&old, &[ADA]);
    assert_eq!(ask(std::slice::from_ref(&signed_old)), Ok(1));
    let refusal = ask(&[signed_old.clone(), stored(&new, &[BOB])]);
    assert!(matches!(refusal, Err(Refusal::Profile { serial: 2, .. })));
    // Nobody who may not sign puts an end to an approval.
    assert_eq!(ask(&[stored(&new, &[EVE]), signed_old.clone()]), Ok(1));
    let garbage = StoredApproval {
        serial: 9,
        document: b"{}".to_vec(),
        signatures: Vec::new(),
    };
    assert_eq!(ask(&[garbage.clone(), signed_old.clone()]), Ok(1));
    assert!(matches!(
        ask(&[garbage]),
        Err(Refusal::Damaged { serial: 9, .. })
    ));
    assert!(matches!(ask(&[]), Err(Refusal::Missing { .. })));
    // Under a number that is not its own.
    let moved = StoredApproval {
        serial: 3,
        ..signed_old
    };
    assert!(matches!(
        ask(&[moved]),
        Err(Refusal::Damaged { serial: 3, .. })
    ));
}

#[test]
fn an_approval_that_waits_for_signatures_is_told() {
    let two = terms("approvals: 2\nseparate_author: false");
    let stored = [
        stored(&document(1, b"before"), &[ADA, BOB]),
        stored(&document(2, b"profile"), &[ADA]),
    ];
    let refusal = decide(&claim(), &two, &signers(""), None, &stored);
    assert!(matches!(
        refusal,
        Err(Refusal::Signers {
            serial: 2,
            valid: 1,
            ..
        })
    ));
}

#[test]
fn an_approval_can_be_taken_back() {
    let usual = document(1, b"profile");
    let digest = Digest::of(&usual.to_bytes().unwrap());
    let terms = terms(&format!("separate_author: false\nrevoked: ['{digest}']"));
    let refusal = decided(&claim(), &terms, &usual);
    assert_eq!(refusal, Err(Refusal::Revoked { serial: 1 }));
}
