//! Signed envelopes: DSSE, the Dead Simple Signing Envelope.
//!
//! *Source:* secure-systems-lab/dsse, protocol.md and envelope.md, version 1.0.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig, STANDARD};
use bauta_crypto::{SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

use crate::canonical;

/// What is signed, and who did. Nothing in it may be believed before [`Self::verify`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Envelope {
    payload_type: String,
    payload: Vec<u8>,
    signatures: Vec<Signature>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Signature {
    key_id: String,
    bytes: Vec<u8>,
}

impl Envelope {
    /// Signs a payload with each of the keys.
    pub fn sign(payload_type: &str, payload: Vec<u8>, keys: &[&SigningKey]) -> Self {
        let signed = pae(payload_type, &payload);
        let signatures = keys.iter().map(|key| Signature {
            key_id: key.verifying_key().fingerprint(),
            bytes: key.sign(&signed).to_vec(),
        });
        Self {
            payload_type: payload_type.to_owned(),
            signatures: signatures.collect(),
            payload,
        }
    }

    /// Reads an envelope. Base64 may be of either alphabet, but all of it of one.
    ///
    /// # Errors
    /// A text that is no envelope.
    pub fn parse(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        if bytes.len() > LONGEST_BYTES {
            return Err(EnvelopeError::TooLong);
        }
        let written: Written =
            serde_json::from_slice(bytes).map_err(|_| EnvelopeError::NotAnEnvelope)?;
        let texts = written.signatures.iter().map(|signature| &signature.sig);
        let decoder = decoder(std::iter::once(&written.payload).chain(texts))?;
        let decode = |text: &String| decoder.decode(text).map_err(|_| EnvelopeError::Base64);
        let signatures = written
            .signatures
            .iter()
            .map(|signature| {
                Ok(Signature {
                    key_id: signature.keyid.clone().unwrap_or_default(),
                    bytes: decode(&signature.sig)?,
                })
            })
            .collect::<Result<_, EnvelopeError>>()?;
        Ok(Self {
            payload: decode(&written.payload)?,
            payload_type: written.payload_type,
            signatures,
        })
    }

    /// The envelope as it is stored: canonical JSON and an end of line.
    pub fn to_json(&self) -> Vec<u8> {
        let signatures = self.signatures.iter().map(|signature| WrittenSignature {
            keyid: Some(signature.key_id.clone()),
            sig: STANDARD.encode(&signature.bytes),
        });
        let written = Written {
            payload_type: self.payload_type.clone(),
            payload: STANDARD.encode(&self.payload),
            signatures: signatures.collect(),
        };
        // Texts alone always have a canonical form.
        let mut json = canonical(&written).unwrap_or_default();
        json.push(b'\n');
        json
    }

    /// The payload, if at least one key that is trusted has signed it, and who has.
    ///
    /// A key's id is only a hint, and every trusted key is tried. Yet a signature that names a
    /// trusted key and is not its own is an error, and so is one that names another key than made it.
    ///
    /// # Errors
    /// Why the payload must not be believed.
    pub fn verify(
        &self,
        payload_type: &str,
        trusted: &[VerifyingKey],
    ) -> Result<Verified<'_>, EnvelopeError> {
        if self.payload_type != payload_type {
            return Err(EnvelopeError::PayloadType);
        }
        if self.signatures.is_empty() {
            return Err(EnvelopeError::Unsigned);
        }
        let signed = pae(&self.payload_type, &self.payload);
        let mut signers: Vec<String> = Vec::new();
        for signature in &self.signatures {
            let id = &signature.key_id;
            let by = trusted
                .iter()
                .find(|key| key.verify(&signed, &signature.bytes).is_ok())
                .map(VerifyingKey::fingerprint);
            match by {
                Some(by) if id.is_empty() || *id == by => signers.push(by),
                Some(_) => return Err(EnvelopeError::OtherKey),
                None if trusted.iter().any(|key| key.fingerprint() == *id) => {
                    return Err(EnvelopeError::Broken { key: id.clone() });
                }
                None => {}
            }
        }
        signers.sort_unstable();
        signers.dedup();
        if signers.is_empty() {
            return Err(EnvelopeError::Untrusted {
                keys: self
                    .signatures
                    .iter()
                    .map(|one| one.key_id.clone())
                    .collect(),
            });
        }
        Ok(Verified {
            payload: &self.payload,
            unknown: self.signatures.len() - signers.len(),
            signers,
        })
    }
}

/// A payload that may be believed as far as its signers may.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified<'a> {
    /// What was signed.
    pub payload: &'a [u8],
    /// Fingerprints of the trusted keys that signed, each once.
    pub signers: Vec<String>,
    /// Signatures of keys that are not trusted, or of a key that signed before.
    pub unknown: usize,
}

/// Why an envelope is not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EnvelopeError {
    /// Longer than any.
    #[error("the envelope is longer than 64 MiB")]
    TooLong,
    /// Another document.
    #[error("this is no envelope: payloadType, payload and signatures are needed, nothing else")]
    NotAnEnvelope,
    /// Neither alphabet, or both.
    #[error("the envelope's base64 is damaged, or mixes two alphabets")]
    Base64,
    /// The payload is of another type.
    #[error("the envelope holds something else than a statement of in-toto")]
    PayloadType,
    /// Nobody has signed.
    #[error("nobody has signed the envelope")]
    Unsigned,
    /// A signature that names a trusted key and is not its own.
    #[error(
        "the signature of {key} does not fit: the envelope was changed, or another key signed it"
    )]
    Broken {
        /// The fingerprint.
        key: String,
    },
    /// A signature of a trusted key under another's name.
    #[error("a signature names another key than the one that made it")]
    OtherKey,
    /// Only by others.
    #[error("no trusted key has signed the envelope; it names {}", told(.keys))]
    Untrusted {
        /// Ids of the keys that have signed, as the envelope names them.
        keys: Vec<String>,
    },
}

/// The bytes that are signed: type and body, each behind its length.
pub fn pae(payload_type: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "DSSEv1 {} {payload_type} {} ",
        payload_type.len(),
        body.len()
    );
    let mut bytes = head.into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Written {
    payload_type: String,
    payload: String,
    signatures: Vec<WrittenSignature>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSignature {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    keyid: Option<String>,
    sig: String,
}

/// The decoder for all texts of an envelope; padding may be left out.
fn decoder<'a>(texts: impl Iterator<Item = &'a String>) -> Result<GeneralPurpose, EnvelopeError> {
    let (mut standard, mut url) = (false, false);
    for byte in texts.flat_map(|text| text.bytes()) {
        standard |= matches!(byte, b'+' | b'/');
        url |= matches!(byte, b'-' | b'_');
    }
    let alphabet = match (standard, url) {
        (true, true) => return Err(EnvelopeError::Base64),
        (_, true) => &alphabet::URL_SAFE,
        _ => &alphabet::STANDARD,
    };
    let config =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    Ok(GeneralPurpose::new(alphabet, config))
}

fn told(keys: &[String]) -> String {
    let named: Vec<&str> = keys
        .iter()
        .map(|key| if key.is_empty() { "none" } else { key })
        .collect();
    named.join(", ")
}

const LONGEST_BYTES: usize = 64 << 20;

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    use super::*;
    use crate::Digest;

    const HELLO: &str = "http://example.com/HelloWorld";
    const STATEMENT: &str = r#"{"_type":"https://in-toto.io/Statement/v1","predicate":{},"predicateType":"https://bauta.example/attestation/run/v1","subject":[{"digest":{"sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},"name":"clone.sql"}]}"#;

    /// The key of RFC 8032, section 7.1, test 1.
    fn key() -> SigningKey {
        let seed: Digest =
            "sha256:9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
                .parse()
                .unwrap();
        SigningKey::from_seed(seed.bytes())
    }

    fn other() -> SigningKey {
        SigningKey::from_seed(&[3; 32])
    }

    fn hello(keys: &[&SigningKey]) -> Envelope {
        Envelope::sign(HELLO, b"hello world".to_vec(), keys)
    }

    #[test]
    fn the_vectors_of_the_specification_hold() {
        let bytes = pae(HELLO, b"hello world");
        assert_eq!(
            bytes,
            b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"
        );
        assert_eq!(
            Digest::of(&bytes).hex(),
            "217751fac2c4f14edb2c9297fbc34abcb016ba88e74757e875ec4ac16fb6b6a1"
        );
        assert_eq!(
            STANDARD.encode(&hello(&[&key()]).signatures[0].bytes),
            "4DHX3Zn4qpBKvEj7maE8O9u9bjXEnPLLnyXVUJ2PXJR8DSLcL3QDpFvfJOj3pB/SPHsl6Jg4boxsMb6KvuYABw=="
        );
    }

    #[test]
    fn the_vectors_of_a_statement_hold() {
        let kind = "application/vnd.in-toto+json";
        assert_eq!(STATEMENT.len(), 237);
        assert_eq!(
            Digest::of(&pae(kind, STATEMENT.as_bytes())).hex(),
            "75814f986b6bc376526ec81dd97c562e46594b6b7a2896120d60f4053a0e3122"
        );
        let envelope = Envelope::sign(kind, STATEMENT.into(), &[&key()]);
        assert_eq!(
            STANDARD.encode(&envelope.signatures[0].bytes),
            "MiC3WHKZ+HhZztv8V/l7Po/h2IK9YFWuZMmPoOJh1p9YqWiMrpGT1N61hOXyiEB9p+a+zF4MCDxj2RpNmSZMDA=="
        );
    }

    #[test]
    fn what_is_written_is_read_and_verified() {
        let envelope = hello(&[&key()]);
        let read = Envelope::parse(&envelope.to_json()).unwrap();
        assert_eq!(read, envelope);
        let trusted = [other().verifying_key(), key().verifying_key()];
        let verified = read.verify(HELLO, &trusted).unwrap();
        assert_eq!(verified.payload, b"hello world");
        assert_eq!(verified.signers, [key().verifying_key().fingerprint()]);
        let untrusted = read.verify(HELLO, &trusted[..1]).unwrap_err();
        assert!(matches!(untrusted, EnvelopeError::Untrusted { .. }));
        assert_eq!(
            read.verify("text", &trusted),
            Err(EnvelopeError::PayloadType)
        );
    }

    #[test]
    fn either_alphabet_is_read_and_a_mixture_is_not() {
        let envelope = Envelope::sign(HELLO, vec![0xfb, 0xff, 0xfe, 0xff, 0xff], &[&key()]);
        let json = String::from_utf8(envelope.to_json()).unwrap();
        let url: String = json
            .replace(
                &STANDARD.encode(&envelope.payload),
                &URL_SAFE_NO_PAD.encode(&envelope.payload),
            )
            .replace(
                &STANDARD.encode(&envelope.signatures[0].bytes),
                &URL_SAFE_NO_PAD.encode(&envelope.signatures[0].bytes),
            );
        assert_ne!(url, json);
        assert_eq!(Envelope::parse(url.as_bytes()).unwrap(), envelope);
        let mixed = json.replacen('+', "-", 1);
        assert_ne!(mixed, json);
        assert_eq!(
            Envelope::parse(mixed.as_bytes()),
            Err(EnvelopeError::Base64)
        );
    }

    #[test]
    fn one_of_two_signatures_is_enough_and_none_is_not() {
        let (one, two) = (key(), other());
        let envelope = hello(&[&one, &two]);
        let both = [one.verifying_key(), two.verifying_key()];
        assert_eq!(envelope.verify(HELLO, &both).unwrap().signers.len(), 2);
        let verified = envelope.verify(HELLO, &both[1..]).unwrap();
        assert_eq!((verified.signers.len(), verified.unknown), (1, 1));
        let twice = hello(&[&one, &one]);
        assert_eq!(twice.verify(HELLO, &both).unwrap().signers.len(), 1);
        assert_eq!(
            hello(&[]).verify(HELLO, &both),
            Err(EnvelopeError::Unsigned)
        );
    }

    #[test]
    fn a_broken_signature_of_a_trusted_key_is_not_outvoted() {
        let (one, two) = (key(), other());
        let mut envelope = hello(&[&one, &two]);
        envelope.signatures[0].bytes[5] ^= 1;
        let both = [one.verifying_key(), two.verifying_key()];
        let refused = envelope.verify(HELLO, &both).unwrap_err();
        assert!(matches!(refused, EnvelopeError::Broken { .. }));
    }

    #[test]
    fn a_change_of_any_byte_is_noticed() {
        let json = hello(&[&key()]).to_json();
        let trusted = [key().verifying_key()];
        for place in 0..json.len() {
            for change in [1, 2, 0x20, 0x80] {
                let mut changed = json.clone();
                changed[place] ^= change;
                let accepted = Envelope::parse(&changed)
                    .is_ok_and(|envelope| envelope.verify(HELLO, &trusted).is_ok());
                assert!(!accepted, "byte {place}, {change}");
            }
        }
    }

    #[test]
    fn what_is_no_envelope_is_refused() {
        let wrong = [
            "",
            "{}",
            "[]",
            r#"{"payloadType":"a","payload":"","signatures":[],"more":1}"#,
            r#"{"payloadType":"a","payloadType":"a","payload":"","signatures":[]}"#,
            r#"{"payloadType":"a","payload":"","signatures":[{"keyid":"x"}]}"#,
        ];
        for text in wrong {
            let refused = Envelope::parse(text.as_bytes()).unwrap_err();
            assert_eq!(refused, EnvelopeError::NotAnEnvelope, "{text}");
        }
    }
}
