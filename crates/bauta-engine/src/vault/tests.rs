use std::fs;

use bauta_crypto::{EnvironmentKey, RevealKey, VaultToken, VaultTokens};

use super::*;

fn reveal() -> RevealKey {
    RevealKey::generate("qa", [5; 32], None).unwrap().0
}

fn vault(path: &Path, random: u8) -> Vault {
    let meta = SegmentMeta {
        created: "2026-11-30".to_owned(),
        profile: "sha256:00".to_owned(),
        key_id: EnvironmentKey::from_root("qa", [7; 32]).id(),
    };
    let random = Secret::new([random; 32]);
    Vault::new(
        path.to_owned(),
        "qa",
        reveal().public().clone(),
        meta,
        random,
    )
}

fn kept(vault: &Vault, tokens: &[u8]) -> Option<VaultReport> {
    vault.begin().unwrap();
    for token in tokens {
        vault.keep([*token; 16], "d", &[*token; 3]).unwrap();
    }
    vault.finish().unwrap()
}

fn values(path: &Path, tokens: &[u8]) -> usize {
    let mut wanted = VaultTokens::default();
    for token in tokens {
        wanted.add(&VaultToken::new("qa", [*token; 16]));
    }
    let (found, _) = wanted
        .look_up(File::open(path).unwrap(), &reveal())
        .unwrap();
    for (token, found) in &found {
        assert_eq!(found.value.expose(), &[token[0]; 3]);
    }
    found.len()
}

#[test]
fn runs_add_to_a_vault_one_after_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("qa.vault");
    let first = kept(&vault(&path, 1), &[1, 2, 1]).unwrap();
    assert_eq!((first.segment, first.added, first.records), (1, 2, 2));
    let second = kept(&vault(&path, 2), &[3]).unwrap();
    assert_eq!((second.segment, second.added, second.records), (2, 1, 3));
    assert_eq!(second.id, first.id);
    assert_eq!(values(&path, &[1, 2, 3, 4]), 3);
    let names = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(names, 1, "no temporary file stays");
}

#[test]
fn a_run_that_fails_leaves_the_vault_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("qa.vault");
    let failing = vault(&path, 1);
    failing.begin().unwrap();
    failing.keep([1; 16], "d", b"a").unwrap();
    drop(failing);
    assert!(!path.exists());
    kept(&vault(&path, 2), &[1]).unwrap();
    let before = fs::read(&path).unwrap();
    let failing = vault(&path, 3);
    failing.begin().unwrap();
    failing.keep([2; 16], "d", b"b").unwrap();
    drop(failing);
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[test]
fn a_run_that_keeps_nothing_adds_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("qa.vault");
    assert!(kept(&vault(&path, 1), &[]).is_none());
    assert!(!path.exists());
}

#[test]
fn a_run_that_begins_again_keeps_what_it_keeps_then() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("qa.vault");
    let vault = vault(&path, 1);
    vault.begin().unwrap();
    vault.keep([1; 16], "d", &[1; 3]).unwrap();
    kept(&vault, &[2]).unwrap();
    assert_eq!((values(&path, &[1]), values(&path, &[2])), (0, 1));
}

#[test]
fn two_runs_at_once_do_not_lose_tokens_of_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("qa.vault");
    // Both found no vault; the one that is ready later must not take the name of the other's.
    let (first, second) = (vault(&path, 1), vault(&path, 2));
    for (vault, token) in [(&first, 1), (&second, 2)] {
        vault.begin().unwrap();
        vault.keep([token; 16], "d", &[token; 3]).unwrap();
    }
    first.finish().unwrap();
    let problem = second.finish().unwrap_err();
    assert!(problem.to_string().contains("another run"), "{problem}");
    assert_eq!(values(&path, &[1, 2]), 1);
    // One finds the vault while the other adds to it.
    let third = vault(&path, 3);
    third.begin().unwrap();
    assert!(vault(&path, 4).begin().is_err());
    third.keep([3; 16], "d", &[3; 3]).unwrap();
    third.finish().unwrap();
    assert_eq!(values(&path, &[1, 2, 3]), 2);
}

#[test]
fn what_is_no_whole_vault_of_the_environment_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("qa.vault");
    kept(&vault(&path, 1), &[1]).unwrap();
    let whole = fs::read(&path).unwrap();
    let code = |bytes: &[u8]| {
        fs::write(&path, bytes).unwrap();
        let problem = vault(&path, 2).begin().unwrap_err();
        assert_eq!(fs::read(&path).unwrap(), bytes, "it stays as it was");
        problem.diagnostics[0].code
    };
    assert_eq!(code(&whole[..whole.len() - 1]), Code::DamagedVault);
    assert_eq!(code(b"CREATE TABLE t;"), Code::UnknownFormat);
    let mut altered = whole.clone();
    altered[60] ^= 1;
    assert_eq!(code(&altered), Code::DamagedVault);
    fs::write(&path, &whole).unwrap();
    let dev = Vault {
        environment: "dev".to_owned(),
        ..vault(&path, 2)
    };
    assert_eq!(dev.begin().unwrap_err().diagnostics[0].code, Code::WrongKey);
}
