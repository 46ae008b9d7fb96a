//! Vaults, damaged and whole.

use bauta_crypto::{
    EnvironmentKey, RevealKey, Segment, SegmentMeta, VaultHeader, VaultSummary, VaultToken,
    VaultTokens,
};
use bauta_model::Secret;

/// What the bytes are as a vault, and what a vault becomes of them.
pub fn run(data: &[u8]) {
    let Ok((key, _)) = RevealKey::generate("qa", [5; 32], None) else {
        return;
    };
    read(data, &key);
    written(data, &key);
}

/// Reading needs no more than the bytes, and who has the key is never told less than who has not.
fn read(data: &[u8], key: &RevealKey) {
    let mut wanted = VaultTokens::default();
    for token in data.windows(16).step_by(7) {
        if let Ok(bytes) = token.try_into() {
            wanted.add(&VaultToken::new("qa", bytes));
        }
    }
    let summary = VaultSummary::read(data, "qa");
    let found = wanted.look_up(data, key);
    if found.is_ok() {
        assert!(summary.is_ok(), "a key makes whole what is not");
    }
    if let Err(error) = &summary {
        drop(error.to_string());
    }
}

/// Values that are put in are found, and none is once a byte is another.
fn written(data: &[u8], key: &RevealKey) {
    let Some(vault) = filled(data, key) else {
        return;
    };
    let mut wanted = VaultTokens::default();
    for number in 0..data.len().div_ceil(PART) {
        wanted.add(&token(number));
    }
    let found = wanted.look_up(&vault[..], key);
    assert!(found.is_ok(), "what was written is no vault");
    let Ok((found, _)) = found else { return };
    for (number, value) in data.chunks(PART).enumerate() {
        let found = found.get(&token(number).bytes());
        let found = found.map(|found| found.value.expose().as_slice());
        assert_eq!(found, Some(value));
    }
    let at = data
        .iter()
        .fold(0usize, |at, byte| at.wrapping_mul(31) + usize::from(*byte));
    let mut altered = vault.clone();
    let at = at % altered.len();
    altered[at] ^= 1;
    assert!(
        wanted.look_up(&altered[..], key).is_err(),
        "byte {at} is not noticed"
    );
}

fn filled(data: &[u8], key: &RevealKey) -> Option<Vec<u8>> {
    let random = Secret::new([3; 32]);
    let meta = SegmentMeta {
        created: "2026-11-30".to_owned(),
        profile: "sha256:00".to_owned(),
        key_id: EnvironmentKey::from_root("qa", [7; 32]).id(),
    };
    let mut vault = Vec::new();
    let summary = VaultSummary::begin(VaultHeader::new("qa", &random), &mut vault).ok()?;
    let mut segment = Segment::begin(summary, &meta, key.public(), &random, 0, &mut vault).ok()?;
    for (number, value) in data.chunks(PART).enumerate() {
        segment
            .put(token(number).bytes(), "d", value, &mut vault)
            .ok()?;
    }
    segment.end(&mut vault).ok()?;
    Some(vault)
}

fn token(number: usize) -> VaultToken {
    VaultToken::new("qa", (number as u128).to_be_bytes())
}

/// Bytes of a value.
const PART: usize = 40;
