use bauta_engine::Examined;
use bauta_trust::Requirement;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ReviewRequest;
use super::approvals::{ApprovalRow, Court, GrantedApproval};
use super::changes::{self, LastReview};
use super::subject::Subject;
use crate::problem::{CommandError, Problem};
use crate::session::Session;
use crate::trust;

/// How a profile stands with those who approve it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewState {
    /// For which environment.
    pub environment: String,
    /// The digest of the profile and of all that belongs to it.
    pub profile_digest: String,
    /// The fingerprint of the dump's schema.
    pub schema_fingerprint: String,
    /// Whether the profile as it is edited is the one that is judged here; else it has to be saved.
    pub saved: bool,
    /// What the policy asks of approvals.
    pub terms: ApprovalTerms,
    /// Whether any file names who may sign; without one nobody counts.
    pub signers_named: bool,
    /// Today, as `2026-11-29`.
    pub today: String,
    /// Doubts that are open, as `table` or `table.column`; nothing with one can be approved.
    pub open_reviews: Vec<String>,
    /// What was approved last, and what is different now, edits that are not saved among it.
    pub last: Option<LastReview>,
    /// All approvals of the environment, the last one first.
    pub approvals: Vec<ApprovalRow>,
    /// Whether the author has signed this very profile.
    pub signed_by_author: bool,
    /// The approval that a run would go ahead on.
    pub granted: Option<GrantedApproval>,
    /// Why a run that needs an approval would not.
    pub refusal: Option<Problem>,
    /// What makes a review file on the command line; `null` where this is one.
    pub cli: Option<String>,
}

/// What a policy asks of the approvals of an environment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ApprovalTerms {
    /// Whether a run needs one.
    pub required: bool,
    /// How many people have to approve.
    pub needed: u32,
    /// For how many days an approval may hold, where that is limited.
    pub longest_days: Option<u32>,
    /// Whether the author has to sign and somebody else to approve.
    pub separate_author: bool,
}

/// How a profile stands with those who approve it.
///
/// # Errors
/// The dump has not been inspected, the profile was never saved or does not hold for the dump, the
/// review file is of another profile, or a policy cannot be read.
pub fn review_state(session: &Session, input: ReviewRequest) -> Result<ReviewState, CommandError> {
    let subject = Subject::of(session, &input)?;
    let examined = subject.examine()?;
    of(session, &subject, &examined)
}

pub(super) fn of(
    session: &Session,
    subject: &Subject,
    examined: &Examined,
) -> Result<ReviewState, CommandError> {
    let signers = trust::signers(session, &subject.terms)?;
    let signers_named = !signers.is_empty();
    let court = Court::new(subject, examined, signers)?;
    let (granted, refusal) = match court.verdict(&examined.schema) {
        Ok(granted) => (Some(granted), None),
        Err(problem) => (None, Some(Problem::from(problem))),
    };
    let last = subject.store.last(&subject.environment);
    let columns = subject.columns()?;
    Ok(ReviewState {
        environment: subject.environment.clone(),
        profile_digest: examined.digest.to_string(),
        schema_fingerprint: examined.fingerprint.to_string(),
        saved: subject.saved,
        terms: ApprovalTerms {
            required: subject.terms.requires(Requirement::Approval),
            needed: subject.terms.approvals,
            longest_days: subject.terms.longest_approval_days,
            separate_author: subject.terms.separate_author,
        },
        signers_named,
        today: session.desk.today(),
        open_reviews: examined.reviews.clone(),
        last: last.map(|last| changes::since(&last, &subject.edited, &examined.schema, &columns)),
        approvals: court.rows(),
        signed_by_author: court.is_signed_by_author(),
        granted,
        refusal,
        cli: subject.review_line(),
    })
}
