use jiff::Timestamp;

use super::Attestation;
use crate::{AllowedSigners, Claim, Digest, Granted, Refusal, Terms, decide};

impl Attestation {
    /// Judges the embedded approval anew, as it had to be judged when the run began.
    ///
    /// That the run began then, under that profile and against that schema, is the runner's word;
    /// who approved what, until when, is not.
    ///
    /// # Errors
    /// No approval, or one that does not hold for this run.
    pub fn approved(
        &self,
        terms: &Terms,
        signers: &[AllowedSigners],
    ) -> Result<Granted, NotApproved> {
        let predicate = &self.statement.predicate;
        let embedded = predicate.approval.as_ref().ok_or(NotApproved::Missing)?;
        let digest = |text: &str| text.parse::<Digest>().map_err(|_| NotApproved::Damaged);
        let schema = predicate.inputs.first();
        let schema = schema.and_then(|input| input.schema_fingerprint.as_deref());
        let claim = Claim {
            profile: digest(&predicate.profile.digest)?,
            schema: digest(schema.unwrap_or_default())?,
            environment: predicate.environment.clone(),
            engine: predicate
                .engine
                .version
                .parse()
                .map_err(|_| NotApproved::Damaged)?,
            at: predicate
                .run
                .started
                .parse::<Timestamp>()
                .map_err(|_| NotApproved::Damaged)?,
        };
        let stored = embedded.evidence.to_stored();
        let stored = stored.map_err(|_| NotApproved::Damaged)?;
        let authorship = embedded.evidence.authorship.as_ref();
        Ok(decide(&claim, terms, signers, authorship, &[stored])?)
    }
}

/// Why a run does not count as approved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotApproved {
    /// There is none in the attestation.
    #[error("no approval is embedded: the run did not ask for one")]
    Missing,
    /// It cannot be read.
    #[error("the embedded approval is damaged")]
    Damaged,
    /// It does not hold.
    #[error(transparent)]
    Refused(#[from] Refusal),
}
