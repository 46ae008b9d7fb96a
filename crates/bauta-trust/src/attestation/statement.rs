use std::collections::BTreeMap;

use bauta_crypto::{SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};

use super::RunPredicate;
use crate::{CanonicalError, Envelope, EnvelopeError, canonical};

/// What a statement of ours says.
pub const PREDICATE_TYPE: &str = "https://bauta.example/attestation/run/v1";

const STATEMENT_TYPE: &str = "https://in-toto.io/Statement/v1";
const PAYLOAD_TYPE: &str = "application/vnd.in-toto+json";

/// A statement about the output of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Statement {
    #[serde(rename = "_type")]
    kind: String,
    /// The files it is about.
    pub subject: Vec<Subject>,
    predicate_type: String,
    /// What it says.
    pub predicate: RunPredicate,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// Its name, without its folder.
    pub name: String,
    /// Its digests: `sha256` in hexadecimal.
    pub digest: BTreeMap<String, String>,
}

impl Statement {
    /// A statement about one file, as stored.
    pub fn about(name: &str, sha256: &str, predicate: RunPredicate) -> Self {
        Self {
            kind: STATEMENT_TYPE.to_owned(),
            subject: vec![Subject {
                name: name.to_owned(),
                digest: BTreeMap::from([(SHA256.to_owned(), sha256.to_owned())]),
            }],
            predicate_type: PREDICATE_TYPE.to_owned(),
            predicate,
        }
    }

    /// The signed envelope, as it is stored.
    ///
    /// # Errors
    /// A predicate that has no canonical form.
    pub fn sign(&self, key: &SigningKey) -> Result<Vec<u8>, CanonicalError> {
        let payload = canonical(self)?;
        Ok(Envelope::sign(PAYLOAD_TYPE, payload, &[key]).to_json())
    }
}

/// A statement whose signature has been verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attestation {
    /// What it says.
    pub statement: Statement,
    /// Fingerprints of the trusted keys that signed it.
    pub signers: Vec<String>,
    /// Signatures of keys that are not trusted.
    pub unknown_signatures: usize,
}

impl Attestation {
    /// Opens an envelope that at least one trusted key has signed.
    ///
    /// # Errors
    /// An envelope that must not be believed, or that holds another statement.
    pub fn open(envelope: &[u8], trusted: &[VerifyingKey]) -> Result<Self, AttestationError> {
        let envelope = Envelope::parse(envelope)?;
        let verified = envelope.verify(PAYLOAD_TYPE, trusted)?;
        let types: Types = serde_json::from_slice(verified.payload)
            .map_err(|_| AttestationError::NotAStatement)?;
        if types.kind != STATEMENT_TYPE || types.predicate_type != PREDICATE_TYPE {
            return Err(AttestationError::OtherStatement {
                predicate_type: types.predicate_type,
            });
        }
        let statement = serde_json::from_slice(verified.payload)
            .map_err(|_| AttestationError::NotAStatement)?;
        Ok(Self {
            statement,
            signers: verified.signers,
            unknown_signatures: verified.unknown,
        })
    }

    /// Whether it is about a file of that SHA-256, in hexadecimal. Names do not count.
    ///
    /// # Errors
    /// It is about others.
    pub fn covers(&self, sha256: &str) -> Result<&Subject, AttestationError> {
        let subjects = &self.statement.subject;
        let found = subjects.iter().find(|subject| {
            subject
                .digest
                .get(SHA256)
                .is_some_and(|digest| digest == sha256)
        });
        found.ok_or_else(|| AttestationError::OtherSubject {
            names: subjects
                .iter()
                .map(|subject| subject.name.clone())
                .collect(),
        })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Types {
    #[serde(rename = "_type")]
    kind: String,
    predicate_type: String,
}

const SHA256: &str = "sha256";

/// Why an attestation does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AttestationError {
    /// Its envelope does not.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// What was signed cannot be read.
    #[error("what was signed is no statement about a run of bauta")]
    NotAStatement,
    /// It says something else.
    #[error("what was signed is another statement, of type {predicate_type}")]
    OtherStatement {
        /// Its type.
        predicate_type: String,
    },
    /// It is about another file.
    #[error("the file is not the one that was attested ({})", .names.join(", "))]
    OtherSubject {
        /// What those were called.
        names: Vec<String>,
    },
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::{EngineClaim, Head, ProfileClaim, RunClaim};

    pub(in crate::attestation) fn predicate() -> RunPredicate {
        RunPredicate {
            run: RunClaim {
                id: "00".to_owned(),
                started: "2026-01-05T08:00:00Z".to_owned(),
                finished: "2026-01-05T08:00:07Z".to_owned(),
                actor: "ci@example.com".to_owned(),
            },
            engine: EngineClaim {
                name: "bauta".to_owned(),
                version: "1.0.0".to_owned(),
            },
            profile: ProfileClaim {
                name: "shop".to_owned(),
                digest: crate::Digest::of(b"profile").to_string(),
            },
            policies: vec![crate::Digest::of(b"policy").to_string()],
            environment: "staging".to_owned(),
            keys: Vec::new(),
            approval: None,
            exceptions: Vec::new(),
            inputs: Vec::new(),
            tables: Vec::new(),
            findings: BTreeMap::from([("jwt".to_owned(), 3)]),
            identities: Vec::new(),
            verification: None,
            clone: None,
            audit: Some(crate::AuditClaim {
                head: Head {
                    seq: 4,
                    hash: "0".repeat(64),
                },
                fresh: true,
            }),
        }
    }

    fn key() -> SigningKey {
        SigningKey::from_seed(&[5; 32])
    }

    #[test]
    fn what_is_signed_is_opened_and_covers_its_file_alone() {
        let digest = crate::Digest::of(b"clone").hex();
        let statement = Statement::about("clone.sql", &digest, predicate());
        let envelope = statement.sign(&key()).unwrap();
        let trusted = [key().verifying_key()];
        let attestation = Attestation::open(&envelope, &trusted).unwrap();
        assert_eq!(attestation.statement, statement);
        assert_eq!(attestation.covers(&digest).unwrap().name, "clone.sql");
        let other = crate::Digest::of(b"other").hex();
        assert!(matches!(
            attestation.covers(&other),
            Err(AttestationError::OtherSubject { .. })
        ));
        let stranger = [SigningKey::from_seed(&[6; 32]).verifying_key()];
        assert!(Attestation::open(&envelope, &stranger).is_err());
    }

    #[test]
    fn a_statement_of_another_type_is_refused_by_name() {
        let statement = Statement {
            predicate_type: "https://slsa.dev/provenance/v1".to_owned(),
            ..Statement::about("clone.sql", "00", predicate())
        };
        let envelope = statement.sign(&key()).unwrap();
        let refused = Attestation::open(&envelope, &[key().verifying_key()]).unwrap_err();
        assert!(refused.to_string().contains("slsa.dev"), "{refused}");
        let envelope = Envelope::sign(PAYLOAD_TYPE, b"{}".to_vec(), &[&key()]).to_json();
        assert_eq!(
            Attestation::open(&envelope, &[key().verifying_key()]),
            Err(AttestationError::NotAStatement)
        );
    }
}
