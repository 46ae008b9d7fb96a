use std::sync::OnceLock;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use bauta_model::Secret;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

/// Hashes of one password in the schemes that SHA-2 is enough for, each computed when first asked
/// for.
///
/// *Source:* RFC 8018 section 5.2 (PBKDF2), RFC 7677 (SCRAM-SHA-256).
#[derive(Debug)]
pub(crate) struct KnownPassword {
    password: Secret<String>,
    hashes: [OnceLock<String>; SCHEMES.len()],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scheme {
    Hex(usize),
    Django,
    Werkzeug,
    Passlib,
    Scram,
}

const SCHEMES: [Scheme; 8] = [
    Scheme::Hex(56),
    Scheme::Hex(64),
    Scheme::Hex(96),
    Scheme::Hex(128),
    Scheme::Django,
    Scheme::Werkzeug,
    Scheme::Passlib,
    Scheme::Scram,
];

const ROUNDS: u32 = 100_000;
const SCRAM_ROUNDS: u32 = 4096;

impl Scheme {
    fn is_of(self, value: &[u8]) -> bool {
        let prefix = match self {
            Self::Hex(digits) => {
                return value.len() == digits && value.iter().all(u8::is_ascii_hexdigit);
            }
            Self::Django => "pbkdf2_sha256$",
            Self::Werkzeug => "pbkdf2:sha256",
            Self::Passlib => "$pbkdf2-sha256$",
            Self::Scram => "SCRAM-SHA-256$",
        };
        value.starts_with(prefix.as_bytes())
    }

    fn hash(self, password: &[u8]) -> String {
        match self {
            Self::Hex(56) => hex(&Sha224::digest(password)),
            Self::Hex(64) => hex(&Sha256::digest(password)),
            Self::Hex(96) => hex(&Sha384::digest(password)),
            Self::Hex(_) => hex(&Sha512::digest(password)),
            Self::Django => {
                let salt = "bautaStaging0000000000";
                let derived = STANDARD.encode(pbkdf2(password, salt.as_bytes(), ROUNDS));
                format!("pbkdf2_sha256${ROUNDS}${salt}${derived}")
            }
            Self::Werkzeug => {
                let salt = "bautaStaging0000";
                let derived = hex(&pbkdf2(password, salt.as_bytes(), ROUNDS));
                format!("pbkdf2:sha256:{ROUNDS}${salt}${derived}")
            }
            Self::Passlib => {
                let derived = STANDARD_NO_PAD.encode(pbkdf2(password, SALT, ROUNDS));
                let salt = STANDARD_NO_PAD.encode(SALT);
                format!("$pbkdf2-sha256${ROUNDS}${salt}${derived}").replace('+', ".")
            }
            Self::Scram => scram(password),
        }
    }
}

const SALT: &[u8] = b"bauta-staging-00";

impl KnownPassword {
    pub(crate) fn new(password: &str) -> Self {
        Self {
            password: Secret::new(password.to_owned()),
            hashes: [const { OnceLock::new() }; SCHEMES.len()],
        }
    }

    /// The password's hash in the scheme that `value` is of.
    pub(crate) fn hash_like(&self, value: &[u8]) -> Option<&str> {
        let index = SCHEMES.iter().position(|scheme| scheme.is_of(value))?;
        let (scheme, hash) = (SCHEMES.get(index)?, self.hashes.get(index)?);
        Some(hash.get_or_init(|| scheme.hash(self.password.expose().as_bytes())))
    }
}

fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16);
    bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)])
        .flatten()
        .collect()
}

/// HMAC-SHA-256 under `key`; longer keys are digested first, as RFC 2104 says.
fn keyed(key: &[u8]) -> Hmac<Sha256> {
    let mut block = [0u8; 64];
    let digest;
    let key = if key.len() > block.len() {
        digest = Sha256::digest(key);
        digest.as_slice()
    } else {
        key
    };
    for (to, from) in block.iter_mut().zip(key) {
        *to = *from;
    }
    Hmac::new(&block.into())
}

fn tag(keyed: &Hmac<Sha256>, parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = keyed.clone();
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// The first block of PBKDF2-HMAC-SHA-256.
fn pbkdf2(password: &[u8], salt: &[u8], rounds: u32) -> [u8; 32] {
    let keyed = keyed(password);
    let mut block = tag(&keyed, &[salt, &1u32.to_be_bytes()]);
    let mut sum = block;
    for _ in 1..rounds {
        block = tag(&keyed, &[&block]);
        for (sum, byte) in sum.iter_mut().zip(block) {
            *sum ^= byte;
        }
    }
    sum
}

fn scram(password: &[u8]) -> String {
    let salted = keyed(&pbkdf2(password, SALT, SCRAM_ROUNDS));
    let stored = Sha256::digest(tag(&salted, &[b"Client Key"]));
    let server = tag(&salted, &[b"Server Key"]);
    let (salt, stored, server) = (
        STANDARD.encode(SALT),
        STANDARD.encode(stored),
        STANDARD.encode(server),
    );
    format!("SCRAM-SHA-256${SCRAM_ROUNDS}:{salt}${stored}:{server}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_pbkdf2_vectors_hold() {
        // RFC 7914 section 11, first 32 bytes.
        assert_eq!(
            hex(&pbkdf2(b"passwd", b"salt", 1)),
            "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc"
        );
        assert_eq!(
            hex(&pbkdf2(b"Password", b"NaCl", 80_000)),
            "4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56"
        );
    }

    #[test]
    fn long_keys_are_digested() {
        let long = [7u8; 100];
        let mut reference = Hmac::<Sha256>::new_from_slice(&long).unwrap();
        reference.update(b"x");
        assert_eq!(
            tag(&keyed(&long), &[b"x"])[..],
            reference.finalize().into_bytes()[..]
        );
    }
}
