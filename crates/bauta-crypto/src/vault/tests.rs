use std::collections::BTreeMap;

use bauta_model::Secret;
use proptest::prelude::*;

use super::*;
use crate::{EnvironmentKey, RevealKey};

fn reveal(environment: &str, private: u8) -> RevealKey {
    RevealKey::from_private(environment, Secret::new([private; 32]))
}

fn meta() -> SegmentMeta {
    SegmentMeta {
        created: "2026-11-30T00:00:00Z".to_owned(),
        profile: "sha256:00".to_owned(),
        key_id: EnvironmentKey::from_root("qa", [7; 32]).id(),
    }
}

/// Adds a segment of these to a vault.
fn add(vault: &mut Vec<u8>, random: u8, records: &[(u8, &str, &[u8])]) {
    let summary = if vault.is_empty() {
        VaultSummary::begin(VaultHeader::new("qa", &Secret::new([9; 32])), vault).unwrap()
    } else {
        VaultSummary::read(&vault[..], "qa").unwrap()
    };
    let random = Secret::new([random; 32]);
    let to = reveal("qa", 5);
    let mut segment = Segment::begin(summary, &meta(), to.public(), &random, 0, vault).unwrap();
    for (token, domain, value) in records {
        segment.put([*token; 16], domain, value, vault).unwrap();
    }
    assert_eq!(segment.records(), records.len() as u64);
    let ended = segment.end(vault).unwrap();
    let read = VaultSummary::read(&vault[..], "qa").unwrap();
    assert_eq!(
        (ended.sha256(), ended.records),
        (read.sha256(), read.records)
    );
}

fn two_segments() -> Vec<u8> {
    let mut vault = Vec::new();
    add(&mut vault, 1, &[(1, "d", b"Ada"), (2, "e", b"Grace")]);
    add(&mut vault, 2, &[(3, "d", b"Edsger"), (1, "d", b"Ada")]);
    vault
}

fn look_up(vault: &[u8], tokens: &[u8], key: &RevealKey) -> Result<Values, VaultError> {
    let mut wanted = VaultTokens::default();
    for token in tokens {
        wanted.add(&VaultToken::new("qa", [*token; 16]));
    }
    let (found, _) = wanted.look_up(vault, key)?;
    let found = found.into_iter();
    Ok(found
        .map(|(token, found)| {
            let value = String::from_utf8(found.value.expose().clone()).unwrap();
            (token[0], (found.domain, value))
        })
        .collect())
}

type Values = BTreeMap<u8, (String, String)>;

#[test]
fn values_are_found_in_every_segment_by_their_tokens() {
    let found = look_up(&two_segments(), &[1, 2, 3, 4], &reveal("qa", 5)).unwrap();
    let value = |token| {
        found
            .get(&token)
            .map(|(domain, value)| (&**domain, &**value))
    };
    assert_eq!(value(1), Some(("d", "Ada")));
    assert_eq!(value(2), Some(("e", "Grace")));
    assert_eq!(value(3), Some(("d", "Edsger")));
    assert_eq!(value(4), None);
}

#[test]
fn the_form_is_pinned() {
    use sha2::{Digest, Sha256};
    let digest = format::hex(&Sha256::digest(two_segments()));
    assert_eq!(
        digest,
        "fadabd10a5c24429f357e41ede9b91c397479db434f7da0165c04d31353a25fc"
    );
    let summary = VaultSummary::read(&two_segments()[..], "qa").unwrap();
    assert_eq!(summary.sha256(), digest);
    assert_eq!((summary.segments, summary.records), (2, 4));
}

#[test]
fn a_run_that_begins_again_has_another_key() {
    let segment = |attempt| {
        let mut vault = Vec::new();
        let summary =
            VaultSummary::begin(VaultHeader::new("qa", &Secret::new([9; 32])), &mut vault).unwrap();
        let (random, to) = (Secret::new([1; 32]), reveal("qa", 5));
        let begun = Segment::begin(summary, &meta(), to.public(), &random, attempt, &mut vault);
        begun
            .unwrap()
            .put([1; 16], "d", b"Ada", &mut vault)
            .unwrap();
        vault
    };
    assert_eq!(segment(0), segment(0));
    assert_ne!(segment(0), segment(1));
}

#[test]
fn no_value_and_no_length_shows() {
    let mut vault = Vec::new();
    add(
        &mut vault,
        1,
        &[(1, "d", b"Ada"), (2, "d", b"Ada Lovelace")],
    );
    assert!(!vault.windows(3).any(|window| window == b"Ada"));
    let mut shorter = Vec::new();
    add(&mut shorter, 1, &[(1, "d", b""), (2, "d", b"x")]);
    assert_eq!(shorter.len(), vault.len());
}

#[test]
fn another_key_or_environment_opens_nothing() {
    let vault = two_segments();
    let other = look_up(&vault, &[1], &reveal("dev", 5)).unwrap_err();
    assert!(matches!(other, VaultError::OtherEnvironment { .. }));
    assert!(other.to_string().contains("another environment"));
    let mut wanted = VaultTokens::default();
    wanted.add(&VaultToken::new("qa", [1; 16]));
    let (found, passed_over) = wanted.look_up(&vault[..], &reveal("qa", 6)).unwrap();
    assert!(found.is_empty() && passed_over == 2);
}

#[test]
fn a_vault_is_whole_at_the_ends_of_its_segments_alone() {
    let vault = two_segments();
    let mut first = Vec::new();
    add(&mut first, 1, &[(1, "d", b"Ada"), (2, "e", b"Grace")]);
    let header = first.iter().position(|byte| *byte == b'}').unwrap() + 1;
    for end in 0..vault.len() {
        let read = VaultSummary::read(&vault[..end], "qa");
        assert_eq!(read.is_ok(), [header, first.len()].contains(&end), "{end}");
    }
}

#[test]
fn every_altered_byte_is_noticed_without_a_key() {
    let vault = two_segments();
    // But for the tag of the last end, over which nothing stands: that takes the key.
    let covered = vault.len() - TAG;
    for at in 0..vault.len() {
        let mut altered = vault.clone();
        altered[at] ^= 1;
        let read = VaultSummary::read(&altered[..], "qa");
        assert_eq!(read.is_err(), at < covered, "{at}");
        assert!(look_up(&altered, &[], &reveal("qa", 5)).is_err(), "{at}");
    }
}

#[test]
fn a_record_that_was_left_out_is_noticed() {
    let mut vault = Vec::new();
    add(&mut vault, 1, &[(1, "d", b"Ada"), (2, "d", b"Eve")]);
    let record = 1 + TOKEN + 4 + 32 + TAG;
    let end = 1 + 8 + 32 + TAG;
    let at = vault.len() - end - record;
    vault.drain(at..at + record);
    let error = VaultSummary::read(&vault[..], "qa").unwrap_err();
    assert!(matches!(error, VaultError::Damaged { segment: 1 }));
}

#[test]
fn what_is_no_vault_has_words_of_its_own() {
    let error = |bytes: &[u8]| VaultSummary::read(bytes, "qa").unwrap_err().to_string();
    assert!(error(b"").contains("not a vault"));
    assert!(error(b"-----BEGIN KEY-----").contains("not a vault"));
    assert!(error(b"BAUTAVLT\0\x09").contains("version"));
    assert!(error(b"BAUTAVLT\0\x01\xff\xff\xff\xff").contains("malformed"));
    assert!(error(b"BAUTAVLT\0\x01\0\0\0\x02{}").contains("malformed"));
    assert!(error(b"BAUTAVLT\0\x01\0\0").contains("cut off"));
}

#[test]
fn tokens_are_read_as_they_are_written() {
    for environment in ["qa", "a.b"] {
        let token = VaultToken::new(environment, [0xa5; 16]);
        let text = token.to_string();
        assert_eq!(text.chars().count(), VaultToken::chars(environment));
        assert_eq!(VaultToken::parse(&text), Ok(token));
    }
    let short = format!("bv1.qa.{}", "a".repeat(31));
    let upper = format!("bv1.qa.{}", "A".repeat(32));
    for text in ["", "bv1.", "bv1.qa", "bt1.qa.00", &short, &upper] {
        assert!(VaultToken::parse(text).is_err(), "{text}");
    }
}

proptest! {
    #[test]
    fn what_was_put_is_found(values in proptest::collection::vec(".{0,80}", 0..8)) {
        let mut vault = Vec::new();
        let numbered = values.iter().zip(0u8..);
        let records: Vec<_> = numbered.clone().map(|(value, at)| (at, "d", value.as_bytes())).collect();
        add(&mut vault, 1, &records);
        let tokens: Vec<u8> = (0..8).collect();
        let found = look_up(&vault, &tokens, &reveal("qa", 5)).unwrap();
        prop_assert_eq!(found.len(), values.len());
        for (value, at) in numbered {
            prop_assert_eq!(&found[&at].1, value);
        }
    }
}
