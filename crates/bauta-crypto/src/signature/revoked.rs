use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use sha2::{Digest, Sha256};

use super::wire::Fields;

/// Reads which keys were revoked, as fingerprints (`SHA256:…`): a KRL as `ssh-keygen -k` writes it,
/// or public keys, one on a line.
///
/// Deliberately absent: revoked certificates, which are passed over, since none is accepted anyway.
///
/// *Source:* `PROTOCOL.krl` of OpenSSH; RFC 4251, section 5.
///
/// # Errors
/// What is not understood: it might revoke a key.
pub fn revoked_keys(bytes: &[u8]) -> Result<BTreeSet<String>, RevokedKeysError> {
    match bytes.strip_prefix(MAGIC) {
        Some(rest) => list(Fields::of(rest)),
        None => lines(bytes),
    }
}

/// Why revoked keys cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RevokedKeysError {
    /// A list that is cut off or of another shape.
    #[error("the list of revoked keys is damaged or cut off")]
    Malformed,
    /// A version that did not exist when this was written.
    #[error("the list of revoked keys is of version {0}, which is not known")]
    Version(u32),
    /// Keys that are known by their SHA-1 alone.
    #[error("the list names keys by their SHA-1, which does not tell keys apart safely")]
    Sha1,
    /// A part that is not known.
    #[error("the list of revoked keys has a part that is not understood (kind {0})")]
    Section(u8),
    /// A line that is no public key.
    #[error("line {0} is no public key of OpenSSH")]
    Line(usize),
}

const MAGIC: &[u8] = b"SSHKRL\n\0";
const VERSION: u32 = 1;

fn list(mut fields: Fields<'_>) -> Result<BTreeSet<String>, RevokedKeysError> {
    let damaged = RevokedKeysError::Malformed;
    let version = fields.number().ok_or(damaged)?;
    if version != VERSION {
        return Err(RevokedKeysError::Version(version));
    }
    // Version of the list, day it was made, flags.
    fields.bytes(3 * size_of::<u64>()).ok_or(damaged)?;
    let (_reserved, _comment) = (fields.string(), fields.string().ok_or(damaged)?);
    let mut revoked = BTreeSet::new();
    while let Some(kind) = fields.byte() {
        let mut part = Fields::of(fields.string().ok_or(damaged)?);
        match kind {
            1 => {}
            2 => each(part, |blob| {
                revoked.insert(fingerprint(&Sha256::digest(blob)))
            })?,
            3 => return Err(RevokedKeysError::Sha1),
            5 => {
                let mut whole = true;
                each(part, |digest| {
                    whole &= digest.len() == 32;
                    revoked.insert(fingerprint(digest))
                })?;
                whole.then_some(()).ok_or(damaged)?;
            }
            255 => {
                part.string().ok_or(damaged)?;
                if part.byte().ok_or(damaged)? != 0 {
                    return Err(RevokedKeysError::Section(kind));
                }
            }
            other => return Err(RevokedKeysError::Section(other)),
        }
    }
    Ok(revoked)
}

/// Texts up to the end.
fn each(
    mut fields: Fields<'_>,
    mut take: impl FnMut(&[u8]) -> bool,
) -> Result<(), RevokedKeysError> {
    while fields.end().is_none() {
        take(fields.string().ok_or(RevokedKeysError::Malformed)?);
    }
    Ok(())
}

fn lines(bytes: &[u8]) -> Result<BTreeSet<String>, RevokedKeysError> {
    let mut revoked = BTreeSet::new();
    for (index, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
        let line = line.trim_ascii();
        if line.is_empty() || line.starts_with(b"#") {
            continue;
        }
        let blob = key_of(line).ok_or(RevokedKeysError::Line(index + 1))?;
        revoked.insert(fingerprint(&Sha256::digest(blob)));
    }
    Ok(revoked)
}

/// A key of any kind: whoever lists an RSA key need not be told that it never counted.
fn key_of(line: &[u8]) -> Option<Vec<u8>> {
    let mut words = std::str::from_utf8(line).ok()?.split_ascii_whitespace();
    let (kind, body) = (words.next()?, words.next()?);
    let blob = STANDARD.decode(body).ok()?;
    let named = Fields::of(&blob).text() == Some(kind);
    named.then_some(blob)
}

fn fingerprint(digest: &[u8]) -> String {
    format!("SHA256:{}", STANDARD_NO_PAD.encode(digest))
}

#[cfg(test)]
mod tests {
    use super::super::wire::put_string;
    use super::*;

    const KEY: &str =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea runner";

    fn blob() -> Vec<u8> {
        key_of(KEY.as_bytes()).unwrap()
    }

    fn krl(sections: &[(u8, Vec<u8>)]) -> Vec<u8> {
        let mut bytes = [MAGIC, &VERSION.to_be_bytes(), &[0; 24]].concat();
        put_string(&mut bytes, b"");
        put_string(&mut bytes, b"a comment");
        for (kind, data) in sections {
            bytes.push(*kind);
            put_string(&mut bytes, data);
        }
        bytes
    }

    fn texts(texts: &[&[u8]]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for text in texts {
            put_string(&mut bytes, text);
        }
        bytes
    }

    #[test]
    fn every_form_names_the_same_key() {
        let key = crate::VerifyingKey::parse(KEY).unwrap();
        let expected = BTreeSet::from([key.fingerprint()]);
        let text = format!("# gone\n{KEY}\r\n\n");
        assert_eq!(revoked_keys(text.as_bytes()).unwrap(), expected);
        let explicit = krl(&[(1, vec![1, 2, 3]), (2, texts(&[&blob()]))]);
        assert_eq!(revoked_keys(&explicit).unwrap(), expected);
        let hashed = krl(&[(5, texts(&[&Sha256::digest(blob())]))]);
        assert_eq!(revoked_keys(&hashed).unwrap(), expected);
        let mut extension = texts(&[b"x@example.com"]);
        extension.push(0);
        extension.extend(texts(&[b""]));
        assert_eq!(revoked_keys(&krl(&[(255, extension)])).unwrap().len(), 0);
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        let whole = krl(&[(2, texts(&[&blob()]))]);
        for length in MAGIC.len()..whole.len() {
            // A list may end behind its head and behind each part of it.
            let cut = revoked_keys(&whole[..length]);
            assert!(cut.is_err() || cut.unwrap().is_empty(), "{length}");
        }
        let mut critical = texts(&[b"x@example.com"]);
        critical.push(1);
        for (sections, problem) in [
            (vec![(3, Vec::new())], RevokedKeysError::Sha1),
            (vec![(4, Vec::new())], RevokedKeysError::Section(4)),
            (vec![(255, critical)], RevokedKeysError::Section(255)),
            (vec![(5, texts(&[&[1; 31]]))], RevokedKeysError::Malformed),
            (vec![(2, vec![0, 0, 0, 9])], RevokedKeysError::Malformed),
        ] {
            assert_eq!(revoked_keys(&krl(&sections)), Err(problem));
        }
        let other = [MAGIC, &2u32.to_be_bytes()].concat();
        assert_eq!(revoked_keys(&other), Err(RevokedKeysError::Version(2)));
        let text = format!("{KEY}\nssh-ed25519 nonsense\n");
        assert_eq!(
            revoked_keys(text.as_bytes()),
            Err(RevokedKeysError::Line(2))
        );
    }
}
