use bauta_trust::{
    AllowedSigners, Authorship, Claim, Digest, Granted, Refusal, Release, SchemaSnapshot,
    StoredApproval, Terms, decide,
};
use jiff::Timestamp;
use serde::Serialize;

use crate::error::{Code, Diagnostic};

/// What a run has to pass: the approvals that there are, who may sign them, and what time it is.
#[derive(Debug, Clone)]
pub struct Gate {
    /// Who may sign; each has to allow.
    pub signers: Vec<AllowedSigners>,
    /// The author's signature.
    pub authorship: Option<Authorship>,
    /// The approvals of the environment.
    pub stored: Vec<StoredApproval>,
    /// Now.
    pub at: Timestamp,
}

impl Gate {
    /// Whether the run may go ahead. Without a schema, all that does not need one is judged.
    ///
    /// # Errors
    /// Why not.
    pub fn admit(
        &self,
        terms: &Terms,
        profile: Digest,
        schema: Option<&SchemaSnapshot>,
    ) -> Result<Granted, Diagnostic> {
        let engine = engine()?;
        let claim = |schema: Digest| Claim {
            profile,
            schema,
            environment: terms.environment.clone(),
            engine,
            at: self.at,
        };
        let decided = |claim: &Claim| {
            let authorship = self.authorship.as_ref();
            decide(claim, terms, &self.signers, authorship, &self.stored)
        };
        let Some(schema) = schema else {
            // The schema of the approval itself, so that only the rest can fail.
            return match decided(&claim(Digest::of(b""))) {
                Err(Refusal::Schema { serial }) => {
                    let approved = self.schema_of(serial).unwrap_or(Digest::of(b""));
                    decided(&claim(approved)).map_err(|refusal| refused(&refusal))
                }
                other => other.map_err(|refusal| refused(&refusal)),
            };
        };
        let schema = fingerprint(schema)?;
        decided(&claim(schema)).map_err(|refusal| refused(&refusal))
    }

    fn schema_of(&self, serial: u64) -> Option<Digest> {
        let stored = self.stored.iter().find(|stored| stored.serial == serial)?;
        let document = bauta_trust::ApprovalDocument::parse(&stored.document).ok()?;
        Some(document.schema_fingerprint)
    }
}

/// The approval that a run went ahead on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Approved {
    /// Its number.
    pub serial: u64,
    /// SHA-256 of its document.
    pub digest: Digest,
    /// Who approved, as the allowed signers know them.
    pub approvers: Vec<String>,
    /// Who has written the profile, where he has signed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The last moment it holds.
    pub expires: Timestamp,
    /// The decision, with what it rests on.
    #[serde(skip)]
    pub granted: Granted,
}

impl From<Granted> for Approved {
    fn from(granted: Granted) -> Self {
        let names = |signer: &bauta_trust::Signer| signer.principals.join(",");
        Self {
            serial: granted.approval.serial,
            digest: granted.digest,
            approvers: granted.approvers.iter().map(names).collect(),
            author: granted.author.as_ref().map(names),
            expires: granted.approval.expires,
            granted,
        }
    }
}

/// The fingerprint of a schema.
pub(crate) fn fingerprint(schema: &SchemaSnapshot) -> Result<Digest, Diagnostic> {
    schema.fingerprint().map_err(|error| {
        Diagnostic::new(
            Code::WorkerDied,
            format!("the schema has no canonical form: {error}"),
        )
    })
}

/// This version of bauta.
pub(super) fn engine() -> Result<Release, Diagnostic> {
    env!("CARGO_PKG_VERSION")
        .parse()
        .map_err(|_| Diagnostic::new(Code::WorkerDied, "this version of bauta has no number"))
}

/// A refusal as people are told of it.
fn refused(refusal: &Refusal) -> Diagnostic {
    let (code, hint) = match refusal {
        Refusal::Missing { .. } => (
            Code::NoApproval,
            "`bauta approve` makes one; it stands beside the profile",
        ),
        Refusal::Damaged { .. } => (Code::DamagedApproval, "approve the profile again"),
        Refusal::Signers { .. } => (
            Code::WrongSigner,
            "somebody whom the allowed signers name has to approve, and not the author",
        ),
        Refusal::Author { .. } => (
            Code::WrongAuthor,
            "the author signs with `bauta profile sign`, after each change",
        ),
        Refusal::Revoked { .. } => (Code::RevokedApproval, "approve the profile again"),
        Refusal::Serial { .. } => (Code::OldSerial, "approve the profile again"),
        Refusal::Environment { .. } => (
            Code::OtherEnvironment,
            "approve the profile for this environment, too",
        ),
        Refusal::Profile { .. } => (
            Code::OtherProfile,
            "`bauta review` shows what has changed since; then approve it again",
        ),
        Refusal::Schema { .. } => (
            Code::OtherSchema,
            "`bauta check` shows what has changed since; then approve it again",
        ),
        Refusal::Engine { .. } => (
            Code::OtherEngine,
            "approve the profile with this version, or run it with one of those",
        ),
        Refusal::Expired { .. } => (Code::OutOfTime, "approve the profile again"),
        Refusal::NotYet { .. } => (Code::OutOfTime, "are the clocks right?"),
        _ => (Code::NoApproval, "approve the profile again"),
    };
    Diagnostic::new(code, refusal.to_string()).hint(hint)
}
