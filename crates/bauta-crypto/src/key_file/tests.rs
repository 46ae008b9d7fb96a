use super::*;
use crate::Purpose;

fn file(environment: &str, root: [u8; 32]) -> String {
    let (_, text) = EnvironmentKey::generate(environment, root, None).unwrap();
    text.expose().clone()
}

fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(&Secret::new(text.to_owned())).unwrap()
}

fn wrapped(environment: &str, root: [u8; 32], phrase: &str) -> String {
    let wrapping = Wrapping::new(passphrase(phrase), [3; 16]);
    let (_, text) = EnvironmentKey::generate(environment, root, Some(&wrapping)).unwrap();
    text.expose().clone()
}

#[test]
fn the_text_is_pinned() {
    let root = std::array::from_fn(|at| u8::try_from(at).unwrap());
    assert_eq!(
        file("qa", root),
        "bauta-key-v1 env=qa kid=174a3a03764dfe34 kdf=none\n\
         AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
    );
    assert_eq!(
        wrapped("qa", root, "correct horse"),
        "bauta-key-v1 env=qa kid=174a3a03764dfe34 kdf=argon2id m=65536 t=3 p=4 \
         salt=AwMDAwMDAwMDAwMDAwMDAw==\n\
         z7dEiDzmfMbu2l73+RarGQFb51y7Xfivxf+oqTiSTovUQyfrQ2VELWkH+nNSW0KH\n"
    );
    let (_, text) = RevealKey::generate("qa", root, None).unwrap();
    assert_eq!(
        text.expose(),
        "bauta-reveal-v1 env=qa kid=042f11b422a42c38 kdf=none\n\
         AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
    );
}

#[test]
fn what_is_written_is_read() {
    let (made, text) = EnvironmentKey::generate("qa-2.eu", [9; 32], None).unwrap();
    for text in [text.expose().clone(), text.expose().replace('\n', "\r\n")] {
        let read = EnvironmentKey::from_key_file(&text).unwrap();
        assert_eq!((read.environment(), read.id()), ("qa-2.eu", made.id()));
        let digest = |key: &EnvironmentKey| key.prf("d", Purpose::Pseudonym).digest(b"v");
        assert_eq!(digest(&read), digest(&made));
    }
}

#[test]
fn a_wrapped_key_opens_under_its_passphrase_alone() {
    let text = wrapped("qa", [9; 32], "correct horse\n");
    for text in [text.clone(), text.replace('\n', "\r\n")] {
        let file = KeyFile::parse(&text).unwrap();
        assert!(file.is_wrapped() && file.environment() == "qa");
        let opened = file.root(Some(&passphrase("correct horse"))).unwrap();
        assert_eq!(opened.id().as_str(), file.key_id());
        assert_eq!(file.root(None).unwrap_err(), KeyFileError::PassphraseNeeded);
        let wrong = file.root(Some(&passphrase("Correct horse")));
        assert_eq!(wrong.unwrap_err(), KeyFileError::WrongPassphrase);
    }
}

#[test]
fn the_first_line_of_a_wrapped_key_is_authenticated() {
    let text = wrapped("qa", [9; 32], "correct horse");
    let altered = text.replace("env=qa", "env=dev");
    let file = KeyFile::parse(&altered).unwrap();
    assert_eq!(
        file.root(Some(&passphrase("correct horse"))).unwrap_err(),
        KeyFileError::WrongPassphrase
    );
}

#[test]
fn a_key_is_wrapped_anew_and_stays_the_same() {
    let file = KeyFile::parse(&file("qa", [9; 32])).unwrap();
    let wrapping = Wrapping::new(passphrase("first phrase"), [1; 16]);
    let first = file.rewrapped(None, Some(&wrapping)).unwrap();
    let first = KeyFile::parse(first.expose()).unwrap();
    let (old, new) = (passphrase("first phrase"), passphrase("second phrase"));
    let second = first
        .rewrapped(Some(&old), Some(&Wrapping::new(new, [2; 16])))
        .unwrap();
    let second = KeyFile::parse(second.expose()).unwrap();
    assert_eq!(
        second.root(Some(&old)).unwrap_err(),
        KeyFileError::WrongPassphrase
    );
    let opened = second.root(Some(&passphrase("second phrase"))).unwrap();
    assert_eq!(opened.id().as_str(), file.key_id());
}

#[test]
fn kinds_of_keys_are_told_apart() {
    let (reveal, text) = RevealKey::generate("qa", [9; 32], None).unwrap();
    let read = KeyFile::parse(text.expose()).unwrap();
    assert_eq!(read.kind(), KeyKind::Reveal);
    assert_eq!(read.root(None).unwrap_err(), KeyFileError::NotARoot);
    assert_eq!(
        read.reveal(None).unwrap().public().id(),
        reveal.public().id()
    );
    let root = KeyFile::parse(&file("qa", [9; 32])).unwrap();
    assert_eq!(root.reveal(None).unwrap_err(), KeyFileError::NotARevealKey);
}

#[test]
fn every_defect_has_its_own_words() {
    let good = file("qa", [9; 32]);
    let refusal = |text: &str| EnvironmentKey::from_key_file(text).unwrap_err();
    assert_eq!(refusal(""), KeyFileError::NotAKeyFile);
    assert_eq!(refusal("-----BEGIN KEY-----\n"), KeyFileError::NotAKeyFile);
    assert_eq!(refusal(&good.replace("-v1", "-v2")), KeyFileError::Version);
    let reveal = good.replace("-key-v1", "-reveal-v9");
    assert_eq!(refusal(&reveal), KeyFileError::Version);
    for (from, to) in [
        ("env=qa ", ""),
        ("env=qa", "env=qa env=qa"),
        ("kdf=none", "kdf=none m=1"),
        ("kdf=none", "kdf=scrypt"),
        ("kdf=none", "kdf=argon2id m=65536"),
        ("kdf=none", "kdf=argon2id m=65536 t=3 p=x salt=AAAAAAAAAAA="),
        ("kdf=none", "kdf=none seed=1"),
    ] {
        assert_eq!(refusal(&good.replace(from, to)), KeyFileError::Header);
    }
    assert_eq!(
        refusal(&good.replace("env=qa", "env=q/a")),
        KeyFileError::Environment
    );
    assert_eq!(refusal(good.lines().next().unwrap()), KeyFileError::Body);
    assert_eq!(
        refusal(&good.replace("kdf=none\n", "kdf=none\nA")),
        KeyFileError::Body
    );
    assert_eq!(refusal(&format!("{good}AAAA\n")), KeyFileError::Body);
    assert_eq!(
        refusal(&good.replace("env=qa", "env=dev").replace("CQkJ", "CQkK")),
        KeyFileError::KeyId
    );
    assert_eq!(
        EnvironmentKey::generate("a b", [0; 32], None).unwrap_err(),
        KeyFileError::Environment
    );
}

#[test]
fn costs_out_of_bounds_are_refused_before_they_are_paid() {
    let good = wrapped("qa", [9; 32], "correct horse");
    for (from, to) in [
        ("m=65536", "m=104857600"),
        ("m=65536", "m=8"),
        ("t=3", "t=4000000000"),
        ("t=3", "t=0"),
        ("p=4", "p=255"),
        ("p=4", "p=0"),
        ("salt=AwMDAwMDAwMDAwMDAwMDAw==", "salt=AAAA"),
    ] {
        assert!(good.contains(from));
        let refused = KeyFile::parse(&good.replace(from, to)).unwrap_err();
        assert_eq!(refused, KeyFileError::Bounds, "{to}");
    }
}

#[test]
fn errors_and_debug_show_no_key_and_no_passphrase() {
    let (key, text) = EnvironmentKey::generate("qa", [9; 32], None).unwrap();
    let file = KeyFile::parse(text.expose()).unwrap();
    let phrase = passphrase("correct horse");
    let shown = format!("{key:?} {text:?} {file:?} {phrase:?}");
    assert!(
        !shown.contains("CQkJ") && !shown.contains("9, 9") && !shown.contains("horse"),
        "{shown}"
    );
}
