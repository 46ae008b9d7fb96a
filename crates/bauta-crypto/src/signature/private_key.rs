use std::fmt;

use aes::Aes256;
use aes::cipher::{BlockCipherEncrypt, KeyInit};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bauta_model::Secret;
use ed25519_dalek::Signer;
use ed25519_dalek::pkcs8::DecodePrivateKey;
use zeroize::Zeroizing;

use super::VerifyingKey;
use super::wire::Fields;

/// A key that signs: Ed25519. Silent in `Debug`, wiped when dropped.
pub struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    /// The key of a 32-byte seed.
    ///
    /// *Source:* RFC 8032, section 5.1.5.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(ed25519_dalek::SigningKey::from_bytes(seed))
    }

    /// Reads a private key: PKCS#8 as PEM (`openssl genpkey -algorithm ed25519`), or a file that
    /// `ssh-keygen -t ed25519` has made, with a passphrase or without.
    ///
    /// # Errors
    /// Another form or kind of key; [`SigningKeyError::NeedsPassphrase`] where it is encrypted and
    /// no passphrase is given.
    pub fn parse(text: &str, passphrase: Option<&Secret<String>>) -> Result<Self, SigningKeyError> {
        let text = text.trim();
        if text.starts_with(OPENSSH_BEGIN) {
            return open_ssh(text, passphrase);
        }
        if text.starts_with("-----BEGIN PRIVATE KEY-----") {
            let key = ed25519_dalek::SigningKey::from_pkcs8_pem(text);
            return key.map(Self).map_err(|_| SigningKeyError::NotEd25519);
        }
        if text.starts_with("-----BEGIN ENCRYPTED PRIVATE KEY-----") {
            return Err(SigningKeyError::EncryptedPkcs8);
        }
        if text.starts_with("-----BEGIN") {
            return Err(SigningKeyError::NotEd25519);
        }
        Err(SigningKeyError::NotAPrivateKey)
    }

    /// Signs a message.
    ///
    /// *Guarantees:* deterministic. *Source:* RFC 8032.
    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }

    /// The public half.
    pub fn verifying_key(&self) -> VerifyingKey {
        VerifyingKey::ed25519(self.0.verifying_key())
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.verifying_key().fingerprint())
    }
}

/// Why a private key cannot be used. Never holds any of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SigningKeyError {
    /// Neither PKCS#8 nor OpenSSH.
    #[error("this is no private key: neither PKCS#8 as PEM nor a file of `ssh-keygen`")]
    NotAPrivateKey,
    /// The form is known, what is in it is broken.
    #[error("the private key is damaged or cut off")]
    Malformed,
    /// A key of another kind.
    #[error("the private key is not Ed25519: make one with `ssh-keygen -t ed25519`")]
    NotEd25519,
    /// It is encrypted, and nobody said with what.
    #[error("the private key is encrypted and no passphrase is given")]
    NeedsPassphrase,
    /// It does not open.
    #[error("the passphrase does not open the private key")]
    WrongPassphrase,
    /// A cipher that is not the usual one.
    #[error(
        "the private key is encrypted by a cipher other than aes256-ctr: change it with `ssh-keygen -p -Z aes256-ctr`"
    )]
    Cipher,
    /// PKCS#8 under a passphrase.
    #[error("encrypted PKCS#8 is not read: use a key of `ssh-keygen`, which may have a passphrase")]
    EncryptedPkcs8,
    /// The key lies in a token; its file only names it.
    #[error(
        "the private key lies in a FIDO token: name its public key, so that `ssh-keygen` signs"
    )]
    InToken,
}

const OPENSSH_BEGIN: &str = "-----BEGIN OPENSSH PRIVATE KEY-----";
const OPENSSH_END: &str = "-----END OPENSSH PRIVATE KEY-----";
const MAGIC: &[u8] = b"openssh-key-v1\0";
const BLOCK: usize = 16;
/// `ssh-keygen` takes 16 or 24; more than this would be hours.
const MOST_ROUNDS: u32 = 10_000;

/// Reads a private key of `ssh-keygen`.
///
/// *Source:* OpenSSH, `PROTOCOL.key`.
fn open_ssh(
    text: &str,
    passphrase: Option<&Secret<String>>,
) -> Result<SigningKey, SigningKeyError> {
    let body = text
        .strip_prefix(OPENSSH_BEGIN)
        .and_then(|text| text.strip_suffix(OPENSSH_END))
        .ok_or(SigningKeyError::Malformed)?;
    let mut packed = Zeroizing::new(String::with_capacity(body.len()));
    packed.extend(body.split_ascii_whitespace());
    let blob = STANDARD.decode(packed.as_bytes());
    let blob = Zeroizing::new(blob.map_err(|_| SigningKeyError::Malformed)?);
    let sealed = Sealed::parse(&blob).ok_or(SigningKeyError::Malformed)?;
    let encrypted = sealed.cipher != "none";
    let mut section = Zeroizing::new(sealed.section.to_vec());
    if encrypted {
        if sealed.cipher != "aes256-ctr" || sealed.kdf != "bcrypt" {
            return Err(SigningKeyError::Cipher);
        }
        let passphrase = passphrase.ok_or(SigningKeyError::NeedsPassphrase)?;
        decrypt(&mut section, sealed.options, passphrase)?;
    }
    let mut fields = Fields::of(&section);
    let checks = (fields.number(), fields.number());
    if checks.0.is_none() || checks.0 != checks.1 {
        let wrong = if encrypted {
            SigningKeyError::WrongPassphrase
        } else {
            SigningKeyError::Malformed
        };
        return Err(wrong);
    }
    match fields.text() {
        Some("ssh-ed25519") => {}
        Some(kind) if kind.starts_with("sk-") => return Err(SigningKeyError::InToken),
        Some(_) => return Err(SigningKeyError::NotEd25519),
        None => return Err(SigningKeyError::Malformed),
    }
    let key = ed25519(&mut fields).ok_or(SigningKeyError::Malformed)?;
    if key.verifying_key().ssh_blob() == sealed.public {
        Ok(key)
    } else {
        Err(SigningKeyError::Malformed)
    }
}

/// The outer part of the file.
struct Sealed<'a> {
    cipher: &'a str,
    kdf: &'a str,
    options: &'a [u8],
    public: &'a [u8],
    section: &'a [u8],
}

impl<'a> Sealed<'a> {
    fn parse(blob: &'a [u8]) -> Option<Self> {
        let mut fields = Fields::of(blob.strip_prefix(MAGIC)?);
        let (cipher, kdf, options) = (fields.text()?, fields.text()?, fields.string()?);
        if fields.number()? != 1 {
            return None;
        }
        let (public, section) = (fields.string()?, fields.string()?);
        let whole = section
            .len()
            .is_multiple_of(if cipher == "none" { 8 } else { BLOCK });
        // A cipher with a tag writes it behind the section; those are refused later by name.
        (whole && (cipher != "aes256-ctr" || fields.rest().is_empty())).then_some(Self {
            cipher,
            kdf,
            options,
            public,
            section,
        })
    }
}

fn decrypt(
    section: &mut [u8],
    options: &[u8],
    passphrase: &Secret<String>,
) -> Result<(), SigningKeyError> {
    let mut fields = Fields::of(options);
    let salt = fields.string().ok_or(SigningKeyError::Malformed)?;
    let rounds = fields.number().filter(|rounds| *rounds <= MOST_ROUNDS);
    let rounds = rounds.ok_or(SigningKeyError::Malformed)?;
    let mut derived = Zeroizing::new([0u8; 48]);
    bcrypt_pbkdf::bcrypt_pbkdf(passphrase.expose(), salt, rounds, derived.as_mut_slice())
        .map_err(|_| SigningKeyError::WrongPassphrase)?;
    let (key, counter) = derived.split_at(32);
    let cipher = Aes256::new_from_slice(key).map_err(|_| SigningKeyError::Malformed)?;
    let counter = counter.try_into().map_err(|_| SigningKeyError::Malformed)?;
    let mut counter = u128::from_be_bytes(counter);
    for block in section.chunks_mut(BLOCK) {
        let mut stream = aes::Block::from(counter.to_be_bytes());
        cipher.encrypt_block(&mut stream);
        for (byte, mask) in block.iter_mut().zip(stream) {
            *byte ^= mask;
        }
        counter = counter.wrapping_add(1);
    }
    Ok(())
}

/// The private part of an Ed25519 key: the public half, seed and public half again, the comment,
/// and padding that counts.
fn ed25519(fields: &mut Fields<'_>) -> Option<SigningKey> {
    let public = fields.string()?;
    let pair = fields.string()?;
    fields.string()?;
    let padding = fields.rest();
    let counts = padding
        .iter()
        .zip(1u8..)
        .all(|(byte, count)| *byte == count);
    let (seed, again) = pair.split_at_checked(32)?;
    let key = SigningKey::from_seed(seed.try_into().ok()?);
    let own = key.0.verifying_key();
    let same = public == own.as_bytes() && again == own.as_bytes();
    (same && counts && padding.len() < BLOCK).then_some(key)
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use sha2::{Digest, Sha256};

    use super::super::wire::put_string;
    use super::*;

    /// RFC 8032, section 7.1, test 1.
    const SEED: [u8; 32] = [
        0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a, 0xf4, 0x92, 0xec, 0x2c,
        0xc4, 0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32, 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae,
        0x7f, 0x60,
    ];

    /// The file that `ssh-keygen` would write for the seed.
    fn file(key: &SigningKey, damage: impl Fn(&mut Vec<u8>)) -> String {
        let own = key.0.verifying_key().to_bytes();
        let mut section = vec![1, 2, 3, 4, 1, 2, 3, 4];
        put_string(&mut section, b"ssh-ed25519");
        put_string(&mut section, &own);
        put_string(&mut section, &[key.0.to_bytes(), own].concat());
        put_string(&mut section, b"lead@example.com");
        let mut count = 0;
        while !section.len().is_multiple_of(8) {
            count += 1;
            section.push(count);
        }
        damage(&mut section);
        let mut blob = MAGIC.to_vec();
        put_string(&mut blob, b"none");
        put_string(&mut blob, b"none");
        put_string(&mut blob, b"");
        blob.extend_from_slice(&1u32.to_be_bytes());
        put_string(&mut blob, &key.verifying_key().ssh_blob());
        put_string(&mut blob, &section);
        let body = STANDARD.encode(blob);
        format!("{OPENSSH_BEGIN}\n{body}\n{OPENSSH_END}\n")
    }

    #[test]
    fn the_vector_of_dsse_holds() {
        let pae = b"DSSEv1 29 http://example.com/HelloWorld 11 hello world";
        let key = SigningKey::from_seed(&SEED);
        let signature = key.sign(pae);
        assert_eq!(
            STANDARD.encode(signature),
            "4DHX3Zn4qpBKvEj7maE8O9u9bjXEnPLLnyXVUJ2PXJR8DSLcL3QDpFvfJOj3pB/SPHsl6Jg4boxsMb6KvuYABw=="
        );
        assert_eq!(key.verifying_key().verify(pae, &signature), Ok(()));
        assert!(key.verifying_key().verify(b"", &signature).is_err());
        assert!(key.verifying_key().verify(pae, &signature[..63]).is_err());
    }

    #[test]
    fn keys_of_both_forms_are_read() {
        let key = SigningKey::from_seed(&SEED);
        let read = SigningKey::parse(&file(&key, |_| ()), None).unwrap();
        assert_eq!(read.verifying_key(), key.verifying_key());
        // RFC 8410, section 7, with the seed put in.
        let der = [
            b"\x30\x2e\x02\x01\x00\x30\x05\x06\x03\x2b\x65\x70\x04\x22\x04\x20",
            &SEED[..],
        ]
        .concat();
        let frame =
            ["-----BEGIN PRIVATE", "-----END PRIVATE"].map(|word| format!("{word} KEY-----"));
        let pem = format!("{}\n{}\n{}\n", frame[0], STANDARD.encode(der), frame[1]);
        let read = SigningKey::parse(&pem, None).unwrap();
        assert_eq!(read.verifying_key(), key.verifying_key());
    }

    #[test]
    fn public_keys_of_both_forms_are_one() {
        let key = SigningKey::from_seed(&SEED).verifying_key();
        let line = format!("{key} lead@example.com");
        assert_eq!(VerifyingKey::parse(&line), Ok(key.clone()));
        let blob = key.ssh_blob();
        let der = [
            b"\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00",
            &blob[blob.len() - 32..],
        ]
        .concat();
        let pem = format!(
            "-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n",
            STANDARD.encode(der)
        );
        assert_eq!(VerifyingKey::parse(&pem), Ok(key.clone()));
        let digest = base64::engine::general_purpose::STANDARD_NO_PAD.encode(Sha256::digest(blob));
        assert_eq!(key.fingerprint(), format!("SHA256:{digest}"));
    }

    #[test]
    fn every_defect_has_its_own_words() {
        let key = SigningKey::from_seed(&SEED);
        let refusal = |text: &str| SigningKey::parse(text, None).unwrap_err();
        assert_eq!(refusal("hello"), SigningKeyError::NotAPrivateKey);
        let rsa = ["-----BEGIN RSA", "PRIVATE KEY-----"].join(" ");
        assert_eq!(refusal(&rsa), SigningKeyError::NotEd25519);
        let locked = ["-----BEGIN ENCRYPTED", "PRIVATE KEY-----"].join(" ");
        assert_eq!(refusal(&locked), SigningKeyError::EncryptedPkcs8);
        let good = file(&key, |_| ());
        let cut = good.replace(OPENSSH_END, "");
        assert_eq!(refusal(&cut), SigningKeyError::Malformed);
        let checks = file(&key, |section| section[0] = 9);
        assert_eq!(refusal(&checks), SigningKeyError::Malformed);
        let padding = file(&key, |section| *section.last_mut().unwrap() = 9);
        assert_eq!(refusal(&padding), SigningKeyError::Malformed);
        let seed = file(&key, |section| section[60] ^= 1);
        assert_eq!(refusal(&seed), SigningKeyError::Malformed);
    }

    #[test]
    fn debug_shows_no_key() {
        let shown = format!("{:?}", SigningKey::from_seed(&SEED));
        assert!(
            shown.starts_with("SigningKey(SHA256:") && shown.len() == 62,
            "{shown}"
        );
    }
}
