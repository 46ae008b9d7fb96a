//! Key files as anybody might write them.

use bauta_crypto::{KeyFile, KeyKind};

/// A plain key that opens is written, read and opened the same. Wrapped ones are only read:
/// deriving their keys takes what no fuzzer has.
pub fn run(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else {
        return;
    };
    let file = match KeyFile::parse(text) {
        Ok(file) => file,
        Err(error) => return drop(error.to_string()),
    };
    if file.is_wrapped() {
        assert!(file.root(None).is_err() && file.reveal(None).is_err());
        return;
    }
    let opens = match file.kind() {
        KeyKind::Root => file.root(None).is_ok(),
        KeyKind::Reveal => file.reveal(None).is_ok(),
    };
    let written = file.rewrapped(None, None);
    assert_eq!(
        written.is_ok(),
        opens,
        "it opens and is not written, or the reverse"
    );
    let Ok(written) = written else { return };
    let again = KeyFile::parse(written.expose());
    assert!(again.is_ok(), "written, it cannot be read");
    let Ok(again) = again else { return };
    let parts = |file: &KeyFile| {
        let (environment, id) = (file.environment().to_owned(), file.key_id().to_owned());
        (environment, id, file.kind())
    };
    assert_eq!(parts(&again), parts(&file));
    assert!(!again.is_wrapped());
}
