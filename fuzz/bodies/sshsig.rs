//! Signatures, allowed signers and keys as anybody might write them.

use bauta_crypto::{SigningKey, SshSignature, VerifyingKey, revoked_keys};
use bauta_trust::AllowedSigners;

/// What was not signed is not verified: the first byte chooses what the rest is read as.
pub fn run(data: &[u8]) {
    let Some((how, rest)) = data.split_first() else {
        return;
    };
    // A list of revoked keys is no text.
    revoked_keys(rest).ok();
    let Ok(text) = std::str::from_utf8(rest) else {
        return;
    };
    match how % 4 {
        0 => signature(text),
        1 => {
            if let Ok(key) = VerifyingKey::parse(text) {
                let again = VerifyingKey::parse(&key.to_string());
                assert_eq!(again.as_ref(), Ok(&key), "written, it is another key");
            }
        }
        2 => drop(SigningKey::parse(text, None)),
        _ => drop(AllowedSigners::parse(text)),
    }
}

fn signature(text: &str) {
    let Ok(signature) = SshSignature::parse(text) else {
        return;
    };
    for message in [&b""[..], b"never signed"] {
        assert!(
            signature.verify(message, "bauta-fuzz@v1").is_err(),
            "what nobody signed is verified"
        );
    }
}
