use std::collections::HashSet;
use std::sync::LazyLock;

use super::naming::Words;
use crate::detectors;
use crate::{Category, Evidence};

/// Whether a document has a name in it (a key, a tag, an attribute) that hints at personal data or
/// at a secret.
///
/// A name is a short word before `:`, `=`, `;` or `>`, quotes aside; that holds for JSON, YAML,
/// XML, PHP-serialized data and settings alike.
pub(crate) fn tell(document: &[u8]) -> bool {
    let document = document.get(..LOOKED_AT).unwrap_or(document);
    let mut rest = document;
    while let Some(start) = rest.iter().position(u8::is_ascii_alphabetic) {
        rest = &rest[start..];
        let length = rest
            .iter()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
            .count();
        let (word, behind) = rest.split_at(length);
        if (3..=40).contains(&length) && is_name(behind) && hints(word) {
            return true;
        }
        rest = behind;
    }
    false
}

fn is_name(behind: &[u8]) -> bool {
    let behind = match behind {
        [b'"' | b'\'', rest @ ..] | [b'\\', b'"', rest @ ..] => rest,
        _ => behind,
    };
    matches!(
        behind.trim_ascii_start().first(),
        Some(b':' | b'=' | b';' | b'>')
    )
}

fn hints(word: &[u8]) -> bool {
    let mut squeezed = [0u8; 40];
    let mut length = 0;
    for byte in word.iter().filter(|byte| byte.is_ascii_alphanumeric()) {
        squeezed[length] = byte.to_ascii_lowercase();
        length += 1;
    }
    TELLING.contains(&squeezed[..length])
}

/// The hints of kinds that matter, without the words that name things as well.
static TELLING: LazyLock<HashSet<Vec<u8>>> = LazyLock::new(|| {
    detectors::catalogue()
        .filter(|detector| {
            detector.category != Category::Quasi
                || detector.evidence != Evidence::Hint
                || detector.kind == "postcode"
        })
        .flat_map(|detector| detector.hints)
        .filter(|hint| !AMBIGUOUS.has(hint))
        .map(|hint| {
            hint.bytes()
                .filter(u8::is_ascii_alphanumeric)
                .map(|byte| byte.to_ascii_lowercase())
                .collect()
        })
        .collect()
});

static AMBIGUOUS: Words = Words(
    "\
name nom nome nombre naam key token auth card cap cep cp via picture bild foto photo image \
signature treatment health race union iris recording face voice uid login handle street rue iva \
vat cf pan plate cell fax born sid session cookie cookies agent headers request clave pass pin \
address embedding symptoms prescription orientation mail code offense offence belief",
);

const LOOKED_AT: usize = 8 << 10;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_documents_tell() {
        for document in [
            r#"{"user": {"first_name": "x"}}"#,
            r#"{"clientSecret": "x"}"#,
            "<person><lastName>x</lastName></person>",
            r#"a:1:{s:8:"password";s:1:"x";}"#,
            "email: x\nsize: 3",
        ] {
            assert!(tell(document.as_bytes()), "{document}");
        }
        for document in [
            r#"{"color": "red", "size": 3}"#,
            r#"{"text": "my email is long"}"#,
            "<b>bold</b>",
            "",
        ] {
            assert!(!tell(document.as_bytes()), "{document}");
        }
    }
}
