use bauta_crypto::SshSignature;
use bauta_engine::{Approved, Diagnostic, Examined, Gate};
use bauta_trust::{
    APPROVAL_NAMESPACE, AUTHOR_NAMESPACE, AllowedSigners, ApprovalDocument, Claim, Granted,
    Refusal, SchemaSnapshot, StoredApproval, Terms, authorship_document, decide,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::subject::Subject;
use crate::problem::CommandError;

/// An approval that lies beside the profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ApprovalRow {
    /// Its number.
    pub serial: u64,
    /// The digest of the profile that it is for.
    pub profile_digest: String,
    /// When it was given.
    pub issued: String,
    /// Until when it holds.
    pub expires: String,
    /// Who has signed it: names where the allowed signers know the key, else its fingerprint.
    pub signers: Vec<String>,
    /// Whether it holds, or why not.
    pub standing: Standing,
    /// How many of the signatures count, each of another person.
    pub counted: u32,
    /// The whole reason why it does not hold, as a run would say it.
    pub why: Option<String>,
}

/// Whether an approval holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Standing {
    /// A run would go ahead on it.
    Holds,
    /// It would hold, but for people who have not signed yet.
    Waiting,
    /// It would hold, but a newer one has taken its place.
    Replaced,
    /// The profile is another one now.
    OtherProfile,
    /// The dump's schema is another one now.
    OtherSchema,
    /// Its last day has passed, or its first has not come.
    OutOfTime,
    /// It was taken back.
    Revoked,
    /// Something else is wrong with it.
    Void,
}

/// An approval that holds for just this profile, dump, environment and time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct GrantedApproval {
    /// Its number.
    pub serial: u64,
    /// Who approved.
    pub approvers: Vec<String>,
    /// Who has written the profile, where he has signed it.
    pub author: Option<String>,
    /// Until when it holds.
    pub expires: String,
}

impl From<Approved> for GrantedApproval {
    fn from(approved: Approved) -> Self {
        Self {
            serial: approved.serial,
            approvers: approved.approvers,
            author: approved.author,
            expires: approved.expires.to_string(),
        }
    }
}

/// Decides on the approvals of a profile as a run would.
pub(super) struct Court<'s> {
    terms: &'s Terms,
    claim: Claim,
    gate: Gate,
}

impl<'s> Court<'s> {
    pub(super) fn new(
        subject: &'s Subject,
        examined: &Examined,
        signers: Vec<AllowedSigners>,
    ) -> Result<Self, CommandError> {
        let engine = env!("CARGO_PKG_VERSION").parse();
        let engine =
            engine.map_err(|_| CommandError::usage("this version of bauta has no number"))?;
        Ok(Self {
            terms: &subject.terms,
            claim: Claim {
                profile: examined.digest,
                schema: examined.fingerprint,
                environment: subject.environment.clone(),
                engine,
                at: subject.now,
            },
            gate: Gate {
                signers,
                authorship: subject.store.authorship()?,
                stored: subject.store.load(&subject.environment)?,
                at: subject.now,
            },
        })
    }

    /// The approval that a run would go ahead on, or why it would not.
    pub(super) fn verdict(&self, schema: &SchemaSnapshot) -> Result<GrantedApproval, Diagnostic> {
        let granted = self
            .gate
            .admit(self.terms, self.claim.profile, Some(schema));
        Ok(Approved::from(granted?).into())
    }

    /// Whether the author has signed this profile, not an earlier one.
    pub(super) fn is_signed_by_author(&self) -> bool {
        let document = authorship_document(self.claim.profile);
        self.gate.authorship.as_ref().is_some_and(|author| {
            SshSignature::parse(&author.signature)
                .is_ok_and(|signature| signature.verify(&document, AUTHOR_NAMESPACE).is_ok())
        })
    }

    /// All approvals, the last one first.
    pub(super) fn rows(&self) -> Vec<ApprovalRow> {
        let decided = self.decide(&self.gate.stored);
        let current = decided.ok().map(|granted| granted.approval.serial);
        let stored = self.gate.stored.iter();
        let rows = stored.filter_map(|stored| self.row(stored, current));
        let mut rows: Vec<ApprovalRow> = rows.collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.serial));
        rows
    }

    fn decide(&self, stored: &[StoredApproval]) -> Result<Granted, Refusal> {
        let authorship = self.gate.authorship.as_ref();
        decide(
            &self.claim,
            self.terms,
            &self.gate.signers,
            authorship,
            stored,
        )
    }

    fn row(&self, stored: &StoredApproval, current: Option<u64>) -> Option<ApprovalRow> {
        let document = ApprovalDocument::parse(&stored.document).ok()?;
        let signatures = stored.signatures.iter();
        let signatures = signatures.filter_map(|text| SshSignature::parse(text).ok());
        // Each is judged as if it were the only one.
        let alone = self.decide(std::slice::from_ref(stored));
        let counted = match &alone {
            Ok(granted) => granted.approvers.len(),
            Err(Refusal::Signers { valid, .. }) => *valid,
            Err(_) => 0,
        };
        let standing = match &alone {
            Ok(_) if current == Some(stored.serial) => Standing::Holds,
            Ok(_) => Standing::Replaced,
            Err(refusal) => standing(refusal, &document, &self.claim),
        };
        Some(ApprovalRow {
            serial: stored.serial,
            profile_digest: document.profile_digest.to_string(),
            issued: document.issued.to_string(),
            expires: document.expires.to_string(),
            signers: signatures.map(|signature| self.named(&signature)).collect(),
            standing,
            counted: u32::try_from(counted).unwrap_or(u32::MAX),
            why: alone.err().map(|refusal| refusal.to_string()),
        })
    }

    fn named(&self, signature: &SshSignature) -> String {
        let key = signature.key();
        let known = self.gate.signers.iter().find_map(|allowed| {
            let principals = allowed
                .identify(key, APPROVAL_NAMESPACE, self.claim.at)
                .ok()?;
            principals.into_iter().next()
        });
        known.unwrap_or_else(|| key.fingerprint())
    }
}

fn standing(refusal: &Refusal, document: &ApprovalDocument, claim: &Claim) -> Standing {
    // Who has signed is looked at first, but of an approval for something else it does not matter.
    let unsigned = matches!(refusal, Refusal::Signers { .. } | Refusal::Author { .. });
    if unsigned && document.profile_digest != claim.profile {
        return Standing::OtherProfile;
    }
    if unsigned && document.schema_fingerprint != claim.schema {
        return Standing::OtherSchema;
    }
    match refusal {
        Refusal::Signers { .. } | Refusal::Author { .. } if document.expires < claim.at => {
            Standing::OutOfTime
        }
        Refusal::Signers { .. } | Refusal::Author { .. } => Standing::Waiting,
        Refusal::Profile { .. } => Standing::OtherProfile,
        Refusal::Schema { .. } => Standing::OtherSchema,
        Refusal::Expired { .. } | Refusal::NotYet { .. } => Standing::OutOfTime,
        Refusal::Revoked { .. } => Standing::Revoked,
        _ => Standing::Void,
    }
}
