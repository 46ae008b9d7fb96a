use bauta_crypto::SshSignature;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::document::{
    APPROVAL_NAMESPACE, AUTHOR_NAMESPACE, ApprovalDocument, EngineRange, Release,
    authorship_document,
};
use super::people::{may_be_one, people};
use crate::{AllowedSigners, Digest, Terms};

/// What wants to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The digest of the profile and of all that belongs to it.
    pub profile: Digest,
    /// The fingerprint of the dump's schema.
    pub schema: Digest,
    /// Where.
    pub environment: String,
    /// The version of bauta.
    pub engine: Release,
    /// When.
    pub at: Timestamp,
}

/// An approval as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredApproval {
    /// The number under which it is stored.
    pub serial: u64,
    /// The document, as signed.
    pub document: Vec<u8>,
    /// Signatures as `ssh-keygen -Y sign` writes them.
    pub signatures: Vec<String>,
}

/// The author's signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Authorship {
    /// Over [`authorship_document`].
    pub signature: String,
}

/// What an approval rests on, for others to check again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ApprovalEvidence {
    /// The document, as signed.
    pub document: String,
    /// Signatures that count.
    pub signatures: Vec<String>,
    /// The author's signature.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorship: Option<Authorship>,
}

impl ApprovalEvidence {
    /// The approval as it was stored, to be decided about again.
    ///
    /// # Errors
    /// A document that is none.
    pub fn to_stored(&self) -> Result<StoredApproval, super::DocumentError> {
        let document = ApprovalDocument::parse(self.document.as_bytes())?;
        Ok(StoredApproval {
            serial: document.serial,
            document: self.document.clone().into_bytes(),
            signatures: self.signatures.clone(),
        })
    }
}

/// A run that may go ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// What was approved.
    pub approval: ApprovalDocument,
    /// SHA-256 of the document.
    pub digest: Digest,
    /// Who approved it.
    pub approvers: Vec<Signer>,
    /// Who has written the profile, where he has signed it.
    pub author: Option<Signer>,
    /// What it rests on.
    pub evidence: ApprovalEvidence,
}

/// Who has signed, as the allowed signers know him.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signer {
    /// The fingerprint of the key.
    pub fingerprint: String,
    /// The names that the allowed signers give it.
    pub principals: Vec<String>,
}

/// Why a run may not go ahead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// There is no approval.
    #[error("there is no approval for environment `{environment}`")]
    Missing {
        /// The environment.
        environment: String,
    },
    /// A document that cannot be read, or stands under another number.
    #[error("approval {serial} is damaged: {problem}")]
    Damaged {
        /// Its number.
        serial: u64,
        /// What is wrong.
        problem: String,
    },
    /// Too few people have signed.
    #[error("signer: approval {serial} has {valid} of {needed} signatures{}", told(.problems))]
    Signers {
        /// Its number.
        serial: u64,
        /// How many are needed.
        needed: u32,
        /// How many there are.
        valid: usize,
        /// What is wrong with the others.
        problems: Vec<String>,
    },
    /// The author has not signed, or not so that it counts.
    #[error("signer: the author's signature is needed and {problem}")]
    Author {
        /// What is wrong.
        problem: String,
    },
    /// It was taken back.
    #[error("approval {serial} has been revoked")]
    Revoked {
        /// Its number.
        serial: u64,
    },
    /// An old one was put back.
    #[error("serial: approval {serial} is older than the lowest that counts, {lowest}")]
    Serial {
        /// Its number.
        serial: u64,
        /// The lowest.
        lowest: u64,
    },
    /// For elsewhere.
    #[error("environment: approval {serial} is for `{approved}`, the run for `{environment}`")]
    Environment {
        /// Its number.
        serial: u64,
        /// What it is for.
        approved: String,
        /// What is run.
        environment: String,
    },
    /// Of another profile.
    #[error(
        "digest: the profile is not the one of approval {serial} ({approved}); it is {profile}"
    )]
    Profile {
        /// Its number.
        serial: u64,
        /// What was approved.
        approved: Digest,
        /// What is run.
        profile: Digest,
    },
    /// Against another schema.
    #[error(
        "schema fingerprint: the dump's schema is not the one that approval {serial} was made against"
    )]
    Schema {
        /// Its number.
        serial: u64,
    },
    /// With another version.
    #[error("engine version: approval {serial} is for bauta {approved}, this is {engine}")]
    Engine {
        /// Its number.
        serial: u64,
        /// Versions it is for.
        approved: EngineRange,
        /// This one.
        engine: Release,
    },
    /// Too late.
    #[error("time: approval {serial} expired at {expired}")]
    Expired {
        /// Its number.
        serial: u64,
        /// When.
        expired: Timestamp,
    },
    /// Too early.
    #[error("time: approval {serial} is of {issued}, which has not come yet")]
    NotYet {
        /// Its number.
        serial: u64,
        /// When.
        issued: Timestamp,
    },
}

/// Whether a run may go ahead: on the approval with the highest number that enough people have
/// signed. It takes the place of all before it, whatever becomes of it.
///
/// *Guarantees:* who somebody is comes from the allowed signers alone; a signature counts only if
/// each file of them allows it.
///
/// # Errors
/// The first of these that fails: signers, revocation, serial, environment, profile, schema,
/// engine, time.
pub fn decide(
    claim: &Claim,
    terms: &Terms,
    signers: &[AllowedSigners],
    authorship: Option<&Authorship>,
    stored: &[StoredApproval],
) -> Result<Granted, Refusal> {
    let court = Court {
        claim,
        terms,
        signers,
    };
    if stored.is_empty() {
        return Err(Refusal::Missing {
            environment: claim.environment.clone(),
        });
    }
    let author = court.author(authorship)?;
    let mut stored: Vec<&StoredApproval> = stored.iter().collect();
    stored.sort_by_key(|approval| std::cmp::Reverse(approval.serial));
    let mut first = None;
    for approval in stored {
        match court.signed(approval, author.as_ref()) {
            Ok(signed) => {
                // A newer approval of this very profile says more than an older one of another.
                if signed.document.profile_digest != claim.profile
                    && let Some(Unsigned { refusal, of }) = first
                    && of == Some(claim.profile)
                {
                    return Err(refusal);
                }
                court.judge(&signed)?;
                return Ok(signed.granted(approval, author, authorship));
            }
            Err(refused) => first = first.or(Some(refused)),
        }
    }
    let nothing = Refusal::Missing {
        environment: claim.environment.clone(),
    };
    Err(first.map_or(nothing, |unsigned| unsigned.refusal))
}

struct Court<'a> {
    claim: &'a Claim,
    terms: &'a Terms,
    signers: &'a [AllowedSigners],
}

/// An approval that enough people have signed.
struct Signed {
    document: ApprovalDocument,
    digest: Digest,
    approvers: Vec<Signer>,
    signatures: Vec<String>,
}

impl Signed {
    fn granted(
        self,
        stored: &StoredApproval,
        author: Option<Signer>,
        authorship: Option<&Authorship>,
    ) -> Granted {
        Granted {
            evidence: ApprovalEvidence {
                document: String::from_utf8_lossy(&stored.document).into_owned(),
                signatures: self.signatures,
                authorship: authorship.filter(|_| author.is_some()).cloned(),
            },
            approval: self.document,
            digest: self.digest,
            approvers: self.approvers,
            author,
        }
    }
}

/// An approval that does not count, and the profile it would be of.
struct Unsigned {
    refusal: Refusal,
    of: Option<Digest>,
}

impl Court<'_> {
    /// Who has written the profile. Where nobody has to sign, a signature that does not hold is
    /// none: the profile may have changed since.
    fn author(&self, authorship: Option<&Authorship>) -> Result<Option<Signer>, Refusal> {
        let needed = self.terms.separate_author;
        let Some(authorship) = authorship else {
            if needed {
                let problem = "there is none".to_owned();
                return Err(Refusal::Author { problem });
            }
            return Ok(None);
        };
        let document = authorship_document(self.claim.profile);
        match self.signer(&authorship.signature, &document, AUTHOR_NAMESPACE) {
            Ok(author) => Ok(Some(author)),
            Err(problem) if needed => Err(Refusal::Author { problem }),
            Err(_) => Ok(None),
        }
    }

    /// Who has signed those bytes for that purpose.
    fn signer(&self, signature: &str, bytes: &[u8], namespace: &str) -> Result<Signer, String> {
        let signature = SshSignature::parse(signature).map_err(|problem| problem.to_string())?;
        let fingerprint = signature.key().fingerprint();
        let of = |problem: &dyn std::fmt::Display| format!("{fingerprint}: {problem}");
        signature
            .verify(bytes, namespace)
            .map_err(|problem| of(&problem))?;
        if self.terms.is_revoked(&fingerprint) {
            return Err(of(&"the key has been revoked"));
        }
        let mut principals = Vec::new();
        for signers in self.signers {
            let known = signers.identify(signature.key(), namespace, self.claim.at);
            principals.extend(known.map_err(|problem| of(&problem))?);
        }
        if principals.is_empty() {
            return Err(of(&"nobody is allowed to sign"));
        }
        principals.sort_unstable();
        principals.dedup();
        Ok(Signer {
            fingerprint,
            principals,
        })
    }

    /// Whether enough people have signed it.
    fn signed(&self, stored: &StoredApproval, author: Option<&Signer>) -> Result<Signed, Unsigned> {
        let serial = stored.serial;
        let damaged = |problem: &str| Unsigned {
            refusal: Refusal::Damaged {
                serial,
                problem: problem.to_owned(),
            },
            of: None,
        };
        let document = ApprovalDocument::parse(&stored.document)
            .map_err(|problem| damaged(&problem.to_string()))?;
        if document.serial != serial {
            return Err(damaged("it stands under another number than its own"));
        }
        let (mut approvers, mut signatures, mut problems) = (Vec::new(), Vec::new(), Vec::new());
        for signature in stored.signatures.iter().take(MOST_SIGNATURES) {
            match self.signer(signature, &stored.document, APPROVAL_NAMESPACE) {
                Ok(signer) if author.is_some_and(|author| may_be_one(author, &signer)) => {
                    problems.push(format!(
                        "{}: the author does not approve his own profile",
                        signer.fingerprint
                    ));
                }
                Ok(signer) => {
                    approvers.push(signer);
                    signatures.push(signature.clone());
                }
                Err(problem) => problems.push(problem),
            }
        }
        let valid = people(&approvers);
        if valid < usize::try_from(self.terms.approvals).unwrap_or(usize::MAX) {
            return Err(Unsigned {
                refusal: Refusal::Signers {
                    serial,
                    needed: self.terms.approvals,
                    valid,
                    problems,
                },
                of: Some(document.profile_digest),
            });
        }
        Ok(Signed {
            digest: Digest::of(&stored.document),
            document,
            approvers,
            signatures,
        })
    }

    /// Whether it holds for what wants to run.
    fn judge(&self, signed: &Signed) -> Result<(), Refusal> {
        let (document, claim) = (&signed.document, self.claim);
        let serial = document.serial;
        if self.terms.is_revoked(&signed.digest.to_string()) {
            return Err(Refusal::Revoked { serial });
        }
        if serial < self.terms.lowest_serial {
            let lowest = self.terms.lowest_serial;
            return Err(Refusal::Serial { serial, lowest });
        }
        if document.environment != claim.environment {
            return Err(Refusal::Environment {
                serial,
                approved: document.environment.clone(),
                environment: claim.environment.clone(),
            });
        }
        if document.profile_digest != claim.profile {
            return Err(Refusal::Profile {
                serial,
                approved: document.profile_digest,
                profile: claim.profile,
            });
        }
        if document.schema_fingerprint != claim.schema {
            return Err(Refusal::Schema { serial });
        }
        if !document.engine.contains(claim.engine) {
            return Err(Refusal::Engine {
                serial,
                approved: document.engine,
                engine: claim.engine,
            });
        }
        self.in_time(document)
    }

    fn in_time(&self, document: &ApprovalDocument) -> Result<(), Refusal> {
        let serial = document.serial;
        let longest = self.terms.longest_approval_days;
        let longest = longest.and_then(|days| {
            let span = SignedDuration::from_hours(24 * i64::from(days));
            document.issued.checked_add(span).ok()
        });
        let expired = longest.map_or(document.expires, |end| end.min(document.expires));
        if self.claim.at > expired {
            return Err(Refusal::Expired { serial, expired });
        }
        let soonest = document.issued.checked_sub(CLOCK_SKEW);
        if soonest.is_ok_and(|soonest| self.claim.at < soonest) {
            return Err(Refusal::NotYet {
                serial,
                issued: document.issued,
            });
        }
        Ok(())
    }
}

/// How far clocks of two machines may be apart.
const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(5);

/// More than any organisation asks for.
const MOST_SIGNATURES: usize = 64;

fn told(problems: &[String]) -> String {
    problems.iter().fold(String::new(), |mut text, problem| {
        text.push_str("; ");
        text.push_str(problem);
        text
    })
}

#[cfg(test)]
mod tests;
