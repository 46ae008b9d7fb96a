use super::*;
use crate::RevealKey;
use proptest::prelude::*;

fn root(environment: &str, root: u8) -> EnvironmentKey {
    EnvironmentKey::from_root(environment, [root; 32])
}

fn reveal(environment: &str, private: u8) -> RevealKey {
    RevealKey::from_private(environment, Secret::new([private; 32]))
}

fn run(salt: u8) -> RunSeal {
    let salt = Secret::new([salt; 32]);
    let sealing = Sealing::Random { salt: &salt };
    RunSeal::new(&root("qa", 7), reveal("qa", 5).public(), sealing).unwrap()
}

fn deterministic(environment: &str, key: u8) -> RunSeal {
    RunSeal::new(
        &root(environment, key),
        reveal(environment, 5).public(),
        Sealing::Deterministic,
    )
    .unwrap()
}

fn sealed(sealer: &Sealer, ordinal: u64, value: &[u8]) -> String {
    let (mut scratch, mut out) = (Vec::new(), b"x".to_vec());
    sealer.seal(ordinal, value, &mut scratch, &mut out).unwrap();
    assert!(scratch.is_empty());
    String::from_utf8(out.split_off(1)).unwrap()
}

fn opened(token: &str, key: &RevealKey) -> Result<Vec<u8>, TokenError> {
    let value = SealedToken::parse(token)?.open(key)?;
    Ok(value.expose().clone())
}

#[test]
fn tokens_are_pinned() {
    let token = sealed(&run(1).sealer("d"), 5, b"Ada");
    assert_eq!(
        token,
        "bt1.qa.d08f6c266cff67c5.\
         LugwqAb-54buwZ5kXFOtq0k4zLzpPmRItQ6SjiFf22N34Jw-qCACR3GVZEibxv3sBYI9z8TmGzb3qWWWTziyPlqVfg"
    );
    let token = sealed(&deterministic("qa", 7).sealer("d"), 5, b"Ada");
    assert_eq!(
        token,
        "bs1.qa.d08f6c266cff67c5.\
         lpr60rUHtIehoGmnNipVw9uws0hKvtnvI8YOOQKp8mmY5IKIZvd_edVPSJ7O-M8KOyM4mNRuqRW8uh2lfAwfZGNzXg"
    );
}

#[test]
fn salt_domain_ordinal_and_value_make_tokens_differ() {
    let base = sealed(&run(1).sealer("d"), 0, b"Ada");
    assert_eq!(sealed(&run(1).sealer("d"), 0, b"Ada"), base);
    let others = [
        sealed(&run(1).sealer("d"), 1, b"Ada"),
        sealed(&run(1).sealer("e"), 0, b"Ada"),
        sealed(&run(2).sealer("d"), 0, b"Ada"),
        // A repeated ordinal must not repeat the key stream.
        sealed(&run(1).sealer("d"), 0, b"Eve"),
    ];
    let label_and_text = |token: &str| token.split_at(token.rfind('.').unwrap() + 44).1.to_owned();
    for other in others {
        assert_ne!(label_and_text(&other), label_and_text(&base));
    }
}

#[test]
fn no_pair_of_key_and_nonce_repeats_for_different_texts() {
    let sealer = run(1).sealer("d");
    let mut labels = std::collections::BTreeMap::new();
    for ordinal in 0..200 {
        for value in [&b"a"[..], b"b", b"c"] {
            let token = sealed(&sealer, ordinal, value);
            let label = SealedToken::parse(&token).unwrap().label;
            assert!(labels.insert(label, (ordinal, value)).is_none());
        }
    }
}

#[test]
fn deterministic_tokens_are_equal_within_a_domain_alone() {
    let token = |domain, value| sealed(&deterministic("qa", 7).sealer(domain), 9, value);
    assert_eq!(token("d", b"Ada"), token("d", b"Ada"));
    let other_row = sealed(&deterministic("qa", 7).sealer("d"), 10, b"Ada");
    assert_eq!(other_row, token("d", b"Ada"));
    assert_ne!(token("e", b"Ada"), token("d", b"Ada"));
    assert_eq!(
        opened(&token("d", b"Ada"), &reveal("qa", 5)),
        Ok(b"Ada".into())
    );
}

#[test]
fn only_the_reveal_key_of_the_environment_opens() {
    let token = sealed(&run(1).sealer("d"), 0, b"Ada");
    assert_eq!(opened(&token, &reveal("qa", 5)), Ok(b"Ada".into()));
    let other = opened(&token, &reveal("dev", 5));
    assert_eq!(other, Err(TokenError::OtherEnvironment));
    let other = opened(&token, &reveal("qa", 6));
    assert_eq!(other, Err(TokenError::OtherKey));
    // Neither does the same reveal key under another name, though the token claims it.
    let renamed = token.replacen(".qa.", ".dev.", 1);
    assert_eq!(
        opened(&renamed, &reveal("dev", 5)),
        Err(TokenError::Altered)
    );
}

#[test]
fn names_of_environments_may_have_dots() {
    let seal = deterministic("a.b", 7);
    let token = sealed(&seal.sealer("d"), 0, b"Ada");
    assert_eq!(SealedToken::parse(&token).unwrap().environment(), "a.b");
    assert_eq!(opened(&token, &reveal("a.b", 5)), Ok(b"Ada".into()));
}

#[test]
fn whoever_has_root_and_profile_cannot_open_what_another_run_has_sealed() {
    // All that the root and the pinned public half can derive is the keys of a run whose salt is
    // known; those of the run that was are lost with its salt.
    let token = sealed(&run(1).sealer("d"), 0, b"Ada");
    let token = SealedToken::parse(&token).unwrap();
    for salt in [0, 2, 3] {
        let guess = run(salt);
        assert_ne!(guess.shared.public, token.public);
        let mut text = token.sealed.clone();
        let key = guess.shared.keys.digest(&token.label);
        let tag = aes_gcm::Tag::from(token.tag);
        let opened = Aes256Gcm::new(&key.into()).decrypt_inout_detached(
            &nonce(&token.label).into(),
            &guess.shared.associated,
            text.as_mut_slice().into(),
            &tag,
        );
        assert!(opened.is_err());
    }
}

#[test]
fn what_is_no_token_is_refused() {
    let token = sealed(&run(1).sealer("d"), 0, b"Ada");
    for text in [
        "",
        "bt1",
        "bt1.a.b",
        "Ada Lovelace",
        "bt2.a.b.c",
        "bt1.qa.x.",
    ] {
        assert_eq!(opened(text, &reveal("qa", 5)), Err(TokenError::NotAToken));
    }
    let cut = token.split_at(token.rfind('.').unwrap() + 20).0;
    assert_eq!(opened(cut, &reveal("qa", 5)), Err(TokenError::NotAToken));
}

proptest! {
    #[test]
    fn values_come_back(value: Vec<u8>, ordinal: u64, salt: u8) {
        for seal in [run(salt), deterministic("qa", 7)] {
            let token = sealed(&seal.sealer("d"), ordinal, &value);
            prop_assert_eq!(opened(&token, &reveal("qa", 5)), Ok(value.clone()));
        }
    }

    #[test]
    fn altered_tokens_are_refused(at in 0usize..100, letter in "[A-Za-z0-9_-]") {
        let token = sealed(&run(1).sealer("d"), 0, b"Ada Lovelace");
        let body = token.rfind('.').unwrap() + 1;
        let at = body + at % (token.len() - body);
        prop_assume!(token.as_bytes()[at] != letter.as_bytes()[0]);
        let mut altered = token.clone();
        altered.replace_range(at..=at, &letter);
        prop_assert!(opened(&altered, &reveal("qa", 5)).is_err());
    }
}
