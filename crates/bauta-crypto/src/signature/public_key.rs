use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use ed25519_dalek::pkcs8::DecodePublicKey;
use p256::ecdsa::signature::Verifier;
use sha2::{Digest, Sha256};

use super::wire::{Fields, put_string};

/// A key that signatures are verified with.
///
/// *Guarantees:* Ed25519 is verified strictly: keys and signatures of small order are refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyingKey {
    point: Point,
    /// The FIDO application a token signs for; a key in software has none.
    application: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Point {
    Ed25519(ed25519_dalek::VerifyingKey),
    P256(p256::ecdsa::VerifyingKey),
}

impl VerifyingKey {
    pub(super) fn ed25519(key: ed25519_dalek::VerifyingKey) -> Self {
        Self {
            point: Point::Ed25519(key),
            application: None,
        }
    }

    /// Reads a public key: SPKI as PEM (Ed25519), or one line of OpenSSH.
    ///
    /// # Errors
    /// Another form, or a key of a kind that is not accepted.
    pub fn parse(text: &str) -> Result<Self, PublicKeyError> {
        let text = text.trim();
        if text.starts_with("-----BEGIN PUBLIC KEY-----") {
            let key = ed25519_dalek::VerifyingKey::from_public_key_pem(text);
            let key = key.map_err(|_| PublicKeyError::NotEd25519)?;
            return Self::checked(Point::Ed25519(key), None);
        }
        if text.starts_with("-----BEGIN") {
            return Err(PublicKeyError::NotAPublicKey);
        }
        let mut words = text.split_ascii_whitespace();
        let (kind, body) = (words.next(), words.next());
        let (Some(kind), Some(body)) = (kind, body) else {
            return Err(PublicKeyError::NotAPublicKey);
        };
        Self::from_ssh_words(kind, body)
    }

    /// Reads the two words of an OpenSSH public key: kind and base64.
    ///
    /// # Errors
    /// Words that do not belong together, or a key of a kind that is not accepted.
    pub fn from_ssh_words(kind: &str, body: &str) -> Result<Self, PublicKeyError> {
        if !is_kind(kind) {
            return Err(PublicKeyError::NotAPublicKey);
        }
        let blob = STANDARD.decode(body);
        let blob = blob.map_err(|_| PublicKeyError::Malformed)?;
        let named = Fields::of(&blob).text();
        if named != Some(kind) {
            return Err(PublicKeyError::Malformed);
        }
        Self::from_ssh_blob(&blob)
    }

    /// Reads a public key as SSH sends it.
    ///
    /// # Errors
    /// Bytes of another form, or a key of a kind that is not accepted.
    pub fn from_ssh_blob(blob: &[u8]) -> Result<Self, PublicKeyError> {
        let mut fields = Fields::of(blob);
        let kind = fields.text().ok_or(PublicKeyError::Malformed)?;
        let is_token = kind.starts_with("sk-");
        let point = match kind {
            ED25519 | SK_ED25519 => ed25519_point(&mut fields),
            P256 | SK_P256 => p256_point(&mut fields),
            _ if kind.contains("-cert-") => return Err(PublicKeyError::Certificate),
            "ssh-rsa" => return Err(PublicKeyError::Rsa),
            _ => return Err(PublicKeyError::UnknownKind),
        };
        let point = point.ok_or(PublicKeyError::Malformed)?;
        let application = if is_token {
            Some(fields.text().ok_or(PublicKeyError::Malformed)?.to_owned())
        } else {
            None
        };
        fields.end().ok_or(PublicKeyError::Malformed)?;
        Self::checked(point, application)
    }

    fn checked(point: Point, application: Option<String>) -> Result<Self, PublicKeyError> {
        match &point {
            Point::Ed25519(key) if key.is_weak() => Err(PublicKeyError::Malformed),
            _ => Ok(Self { point, application }),
        }
    }

    /// The key as SSH sends it.
    pub fn ssh_blob(&self) -> Vec<u8> {
        let mut blob = Vec::new();
        put_string(&mut blob, self.kind().as_bytes());
        match &self.point {
            Point::Ed25519(key) => put_string(&mut blob, key.as_bytes()),
            Point::P256(key) => {
                put_string(&mut blob, b"nistp256");
                put_string(&mut blob, key.to_sec1_point(false).as_bytes());
            }
        }
        if let Some(application) = &self.application {
            put_string(&mut blob, application.as_bytes());
        }
        blob
    }

    /// The kind as OpenSSH names it (`ssh-ed25519`).
    pub fn kind(&self) -> &'static str {
        match (&self.point, &self.application) {
            (Point::Ed25519(_), None) => ED25519,
            (Point::Ed25519(_), Some(_)) => SK_ED25519,
            (Point::P256(_), None) => P256,
            (Point::P256(_), Some(_)) => SK_P256,
        }
    }

    /// `SHA256:` and the unpadded base64 of the digest of [`ssh_blob`](Self::ssh_blob), as
    /// `ssh-keygen -l` shows it.
    pub fn fingerprint(&self) -> String {
        let digest = Sha256::digest(self.ssh_blob());
        format!("SHA256:{}", STANDARD_NO_PAD.encode(digest))
    }

    /// Verifies a plain Ed25519 signature, as DSSE envelopes hold it.
    ///
    /// # Errors
    /// Any other signature, and keys of other kinds.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), BadSignature> {
        let (Point::Ed25519(key), None) = (&self.point, &self.application) else {
            return Err(BadSignature);
        };
        verify_ed25519(key, message, signature)
    }

    /// Verifies a signature as SSH sends it: the kind, the signature, and of a token its flags and
    /// counter. A token must have seen its user.
    pub(super) fn verify_ssh(&self, message: &[u8], signature: &[u8]) -> Result<(), BadSignature> {
        let mut fields = Fields::of(signature);
        let kind = fields.text().ok_or(BadSignature)?;
        let raw = fields.string().ok_or(BadSignature)?;
        if kind != self.kind() {
            return Err(BadSignature);
        }
        let Some(application) = &self.application else {
            fields.end().ok_or(BadSignature)?;
            return self.verify_point(message, raw);
        };
        let tail = fields.rest();
        let flags = fields.byte().ok_or(BadSignature)?;
        fields.number().ok_or(BadSignature)?;
        fields.end().ok_or(BadSignature)?;
        if flags & USER_PRESENT == 0 {
            return Err(BadSignature);
        }
        let mut signed = Sha256::digest(application.as_bytes()).to_vec();
        signed.extend_from_slice(tail);
        signed.extend_from_slice(&Sha256::digest(message));
        self.verify_point(&signed, raw)
    }

    fn verify_point(&self, message: &[u8], raw: &[u8]) -> Result<(), BadSignature> {
        match &self.point {
            Point::Ed25519(key) => verify_ed25519(key, message, raw),
            Point::P256(key) => {
                let mut fields = Fields::of(raw);
                let r = fields.scalar().ok_or(BadSignature)?;
                let s = fields.scalar().ok_or(BadSignature)?;
                fields.end().ok_or(BadSignature)?;
                let signature = p256::ecdsa::Signature::from_scalars(r, s);
                let signature = signature.map_err(|_| BadSignature)?;
                key.verify(message, &signature).map_err(|_| BadSignature)
            }
        }
    }
}

impl fmt::Display for VerifyingKey {
    /// One line of OpenSSH without a comment.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind(), STANDARD.encode(self.ssh_blob()))
    }
}

/// A signature that does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not hold")]
pub struct BadSignature;

/// Why a public key is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PublicKeyError {
    /// Neither PEM nor a line of OpenSSH.
    #[error("this is no public key: neither PEM nor one line of OpenSSH")]
    NotAPublicKey,
    /// The form is known, what is in it is broken.
    #[error("the public key is damaged")]
    Malformed,
    /// A PEM of a key that is not Ed25519.
    #[error("the public key is not Ed25519")]
    NotEd25519,
    /// RSA.
    #[error("RSA keys are not accepted: make one with `ssh-keygen -t ed25519`")]
    Rsa,
    /// A certificate.
    #[error("SSH certificates are not accepted: name the key itself")]
    Certificate,
    /// Another kind.
    #[error("keys of this kind are not accepted: make one with `ssh-keygen -t ed25519`")]
    UnknownKind,
}

const ED25519: &str = "ssh-ed25519";
const SK_ED25519: &str = "sk-ssh-ed25519@openssh.com";
const P256: &str = "ecdsa-sha2-nistp256";
const SK_P256: &str = "sk-ecdsa-sha2-nistp256@openssh.com";

/// The flag of a FIDO token that somebody touched it.
const USER_PRESENT: u8 = 1;

/// Whether a word may be the kind of an OpenSSH key.
fn is_kind(word: &str) -> bool {
    ["ssh-", "ecdsa-sha2-", "sk-"]
        .iter()
        .any(|front| word.starts_with(front))
}

fn ed25519_point(fields: &mut Fields<'_>) -> Option<Point> {
    let bytes = fields.string()?.try_into().ok()?;
    let key = ed25519_dalek::VerifyingKey::from_bytes(bytes).ok()?;
    Some(Point::Ed25519(key))
}

fn p256_point(fields: &mut Fields<'_>) -> Option<Point> {
    if fields.text()? != "nistp256" {
        return None;
    }
    let point = fields.string()?;
    // Only the uncompressed form, so that a key has one fingerprint.
    if point.first() != Some(&4) {
        return None;
    }
    let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(point).ok()?;
    Some(Point::P256(key))
}

fn verify_ed25519(
    key: &ed25519_dalek::VerifyingKey,
    message: &[u8],
    signature: &[u8],
) -> Result<(), BadSignature> {
    let signature = ed25519_dalek::Signature::from_slice(signature).map_err(|_| BadSignature)?;
    key.verify_strict(message, &signature)
        .map_err(|_| BadSignature)
}
