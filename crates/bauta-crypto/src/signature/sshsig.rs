use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha512};

use super::wire::{Fields, put_string};
use super::{PublicKeyError, SigningKey, VerifyingKey};

/// A signature as `ssh-keygen -Y sign` writes it: the key, what it was made for, the signature.
///
/// *Source:* OpenSSH, `PROTOCOL.sshsig`.
#[derive(Debug, Clone)]
pub struct SshSignature {
    key: VerifyingKey,
    namespace: String,
    hash: Hash,
    raw: Vec<u8>,
}

impl SshSignature {
    /// Reads an armoured signature: exactly one, with nothing around it but white space.
    ///
    /// # Errors
    /// Any other text, and keys that are not accepted.
    pub fn parse(text: &str) -> Result<Self, SshSignatureError> {
        if text.len() > LONGEST_BYTES {
            return Err(SshSignatureError::TooLong);
        }
        let text = text.trim();
        if text.matches(BEGIN).count() > 1 {
            return Err(SshSignatureError::Several);
        }
        let body = text
            .strip_prefix(BEGIN)
            .ok_or(SshSignatureError::NotArmoured)?
            .strip_suffix(END)
            .ok_or(SshSignatureError::CutOff)?;
        let packed: String = body.split_ascii_whitespace().collect();
        let blob = STANDARD.decode(packed);
        Self::from_blob(&blob.map_err(|_| SshSignatureError::CutOff)?)
    }

    fn from_blob(blob: &[u8]) -> Result<Self, SshSignatureError> {
        let mut fields = Fields::of(blob);
        let cut = SshSignatureError::CutOff;
        if fields.bytes(MAGIC.len()).ok_or(cut)? != MAGIC {
            return Err(SshSignatureError::NotArmoured);
        }
        if fields.number().ok_or(cut)? != 1 {
            return Err(SshSignatureError::Version);
        }
        let key = VerifyingKey::from_ssh_blob(fields.string().ok_or(cut)?)?;
        let namespace = fields.text().ok_or(cut)?.to_owned();
        // Reserved; whoever writes something there means what we do not know.
        if !fields.string().ok_or(cut)?.is_empty() {
            return Err(SshSignatureError::Version);
        }
        let hash = match fields.text().ok_or(cut)? {
            "sha256" => Hash::Sha256,
            "sha512" => Hash::Sha512,
            _ => return Err(SshSignatureError::Hash),
        };
        let raw = fields.string().ok_or(cut)?.to_vec();
        fields.end().ok_or(cut)?;
        Ok(Self {
            key,
            namespace,
            hash,
            raw,
        })
    }

    /// The key that it says it was made with. Whether that key may sign is for others to decide.
    pub fn key(&self) -> &VerifyingKey {
        &self.key
    }

    /// What it was made for.
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// Verifies it over a message, for one purpose.
    ///
    /// # Errors
    /// A signature of another message or for another purpose.
    pub fn verify(&self, message: &[u8], namespace: &str) -> Result<(), SshSignatureError> {
        if self.namespace != namespace {
            return Err(SshSignatureError::Namespace);
        }
        let signed = signed_bytes(message, namespace, self.hash);
        self.key
            .verify_ssh(&signed, &self.raw)
            .map_err(|_| SshSignatureError::Void)
    }
}

impl SigningKey {
    /// Signs a message for one purpose, as `ssh-keygen -Y sign -n NAMESPACE` does; armoured.
    pub fn sign_ssh(&self, message: &[u8], namespace: &str) -> String {
        let mut signature = Vec::new();
        put_string(&mut signature, b"ssh-ed25519");
        let signed = signed_bytes(message, namespace, Hash::Sha512);
        put_string(&mut signature, &self.sign(&signed));
        let mut blob = MAGIC.to_vec();
        blob.extend_from_slice(&1u32.to_be_bytes());
        put_string(&mut blob, &self.verifying_key().ssh_blob());
        put_string(&mut blob, namespace.as_bytes());
        put_string(&mut blob, b"");
        put_string(&mut blob, b"sha512");
        put_string(&mut blob, &signature);
        armoured(&blob)
    }
}

/// The blob of a signature as text, in lines of 70 as OpenSSH writes them.
fn armoured(blob: &[u8]) -> String {
    let body = STANDARD.encode(blob);
    let mut text = format!("{BEGIN}\n");
    for line in body.as_bytes().chunks(70) {
        text.extend(line.iter().map(|byte| char::from(*byte)));
        text.push('\n');
    }
    text.push_str(END);
    text.push('\n');
    text
}

/// Why a signature does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SshSignatureError {
    /// Another text.
    #[error("this is no SSH signature: it does not begin with `-----BEGIN SSH SIGNATURE-----`")]
    NotArmoured,
    /// More than one.
    #[error("the file holds more than one signature")]
    Several,
    /// Longer than any signature.
    #[error("the file is too long for a signature")]
    TooLong,
    /// Something is missing or too much.
    #[error("the signature is damaged or cut off")]
    CutOff,
    /// A later version of the format.
    #[error("the signature is of a version that this program does not know")]
    Version,
    /// A hash other than SHA-256 and SHA-512.
    #[error("the signature is over a hash other than SHA-256 or SHA-512")]
    Hash,
    /// Made for another purpose.
    #[error("the signature was made for another purpose")]
    Namespace,
    /// It is not over this message.
    #[error("the signature is not over these bytes")]
    Void,
    /// The key in it is not accepted.
    #[error(transparent)]
    Key(#[from] PublicKeyError),
}

#[derive(Debug, Clone, Copy)]
enum Hash {
    Sha256,
    Sha512,
}

fn signed_bytes(message: &[u8], namespace: &str, hash: Hash) -> Vec<u8> {
    let (name, digest) = match hash {
        Hash::Sha256 => ("sha256", Sha256::digest(message).to_vec()),
        Hash::Sha512 => ("sha512", Sha512::digest(message).to_vec()),
    };
    let mut signed = MAGIC.to_vec();
    put_string(&mut signed, namespace.as_bytes());
    put_string(&mut signed, b"");
    put_string(&mut signed, name.as_bytes());
    put_string(&mut signed, &digest);
    signed
}

const MAGIC: &[u8] = b"SSHSIG";
const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----";
const END: &str = "-----END SSH SIGNATURE-----";
/// Signatures of the accepted kinds take some 400 bytes.
const LONGEST_BYTES: usize = 16 << 10;

#[cfg(test)]
mod tests;
