//! The review screen: what has changed since the last approval, who has approved what, and an
//! approval or the author's signature.

mod agent;
mod approvals;
mod changes;
mod file;
mod remarks;
mod state;
mod subject;

use bauta_crypto::VerifyingKey;
use bauta_engine::{Code, Diagnostic, Input, PendingApproval, Review};
use bauta_keys::has_signed;
use bauta_trust::{
    APPROVAL_NAMESPACE, AUTHOR_NAMESPACE, AuditEvent, Digest, Terms, authorship_document,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use self::agent::{AgentKey, agent_keys};
pub use self::approvals::{ApprovalRow, GrantedApproval, Standing};
pub use self::changes::{ChangeEntry, DriftEntry, LastReview};
pub use self::file::{
    FileChanges, FileColumn, FileIdentity, FileSecret, FileTable, ReviewFile, ShapeGroup, Shapes,
    open_review,
};
pub use self::remarks::{
    KeepNote, Note, Remarks, SendBack, SentBack, keep_note, remarks, send_back,
};
pub use self::state::{ApprovalTerms, ReviewState, review_state};
use self::subject::Subject;
use crate::cli;
use crate::event::{JobResult, Work};
use crate::jobs::JobRef;
use crate::problem::CommandError;
use crate::profile::CommandLine;
use crate::run::end_of_day;
use crate::session::Session;
use crate::trust;
use crate::whole;

/// A profile is to be reviewed against an inspected dump, or what a review file tells of one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewRequest {
    /// The profile, as it is saved.
    pub profile: String,
    /// The dump; `null` where there is a review file instead.
    pub dump: Option<String>,
    /// The review file, as a handle, for those who may not see the dump.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub file: Option<String>,
    /// For which environment; `null` for the profile's own.
    pub environment: Option<String>,
}

/// A profile is to be approved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ApproveRequest {
    /// What is approved.
    pub review: ReviewRequest,
    /// The last day on which it holds, as `2026-12-31`.
    pub expires: String,
    /// The key that signs, as a handle: a private key, or the public one of a key that an agent or
    /// token holds. A passphrase is asked for in a window of its own.
    pub signing_key: String,
}

/// The command line of an approval is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ApproveLine {
    /// What is approved.
    pub review: ReviewRequest,
    /// The last day, where one is chosen.
    pub expires: Option<String>,
    /// The key, where one is chosen, as a handle.
    pub signing_key: Option<String>,
}

/// A profile is to be signed by its author.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SignRequest {
    /// What is signed.
    pub review: ReviewRequest,
    /// The key that signs, as a handle.
    pub signing_key: String,
}

/// A review file is to be written, for a reviewer who may not see production.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WriteReview {
    /// What is reviewed.
    pub review: ReviewRequest,
    /// Where it goes, as a handle.
    pub file: String,
}

/// Approves a profile as it is saved, by a signature. Refused while a doubt is open, to whoever has
/// signed it as its author, and to whom the allowed signers do not name. The audit log is told.
///
/// # Errors
/// Why not; then nothing is stored.
pub fn approve_profile(
    session: &Session,
    input: ApproveRequest,
) -> Result<ReviewState, CommandError> {
    let subject = Subject::of(session, &input.review)?;
    let signer = trust::signer(session, &session.files.path(&input.signing_key)?)?;
    let key = signer.key();
    let authorship = subject.store.authorship()?;
    if authorship.is_some_and(|author| has_signed(&key, &[author.signature])) {
        let message =
            "this key has signed the profile as its author, and an author does not approve himself";
        let problem = Diagnostic::new(Code::WrongSigner, message);
        return Err(problem.hint("somebody else has to approve").into());
    }
    if subject.terms.is_revoked(&key.fingerprint()) {
        let problem = Diagnostic::new(Code::WrongSigner, "this key has been revoked");
        return Err(problem.at(key.fingerprint()).into());
    }
    let now = subject.now;
    let name = signer_name(session, &subject.terms, &key, now)?;
    let examined = subject.examine()?;
    let expires = end_of_day(&input.expires)?;
    let pending = PendingApproval::of(
        examined.clone(),
        &subject.store,
        &subject.terms,
        (now, expires),
        |signatures| has_signed(&key, signatures),
    )?;
    let signature = signer.sign(&pending.bytes, APPROVAL_NAMESPACE)?;
    pending.store(&subject.store, &name, &signature)?;
    remarks::answer(&subject)?;
    let event = AuditEvent::ProfileApproved {
        environment: subject.environment.clone(),
        profile: examined.digest.to_string(),
        approval: Digest::of(&pending.bytes).to_string(),
        serial: pending.document.serial,
        signer: key.fingerprint(),
    };
    session.state()?.audit().append(&event)?;
    state::of(session, &subject, &examined)
}

/// The same on the command line, with the words in capitals to fill in for what is not chosen yet.
///
/// # Errors
/// As for `reviewState`.
pub fn approve_line(session: &Session, input: ApproveLine) -> Result<CommandLine, CommandError> {
    let subject = Subject::of(session, &input.review)?;
    let key = input.signing_key.as_deref();
    let key = key.map(|key| session.files.path(key)).transpose()?;
    let mut arguments = vec![
        cli::path(&subject.path),
        "--env".to_owned(),
        subject.environment.clone(),
    ];
    arguments.extend(subject.source_flags());
    arguments.extend([
        "--signing-key".to_owned(),
        key.map_or_else(|| "KEY".to_owned(), |key| cli::path(&key)),
        "--expires".to_owned(),
        input.expires.unwrap_or_else(|| "DATE".to_owned()),
    ]);
    arguments.extend(subject.setting_flags(session));
    let line = cli::line(&["approve"], &arguments);
    Ok(CommandLine { line: Some(line) })
}

/// Signs a profile as its author: what an approval by somebody else may ask for.
///
/// # Errors
/// The key does not sign, or the signature cannot be stored.
pub fn sign_profile(session: &Session, input: SignRequest) -> Result<ReviewState, CommandError> {
    let subject = Subject::of(session, &input.review)?;
    let signer = trust::signer(session, &session.files.path(&input.signing_key)?)?;
    let examined = subject.examine()?;
    let document = authorship_document(examined.digest);
    let signature = signer.sign(&document, AUTHOR_NAMESPACE)?;
    subject.store.write_authorship(&document, &signature)?;
    state::of(session, &subject, &examined)
}

/// Writes a review file, as a job: rules, verdicts, masked samples, shapes of originals; no
/// original value. The dump is read for it.
///
/// # Errors
/// As for `reviewState`. What happens on the way, the job tells.
pub fn write_review(session: &Session, input: WriteReview) -> Result<JobRef, CommandError> {
    let subject = Subject::of(session, &input.review)?;
    let path = session.files.path(&input.file)?;
    let dump = subject.dump()?;
    session.begin(Work::Review, move |session, hand| {
        let file = || Input::File(dump.path.clone());
        let examined = subject.examine()?;
        let preview = subject.job(file())?.preview(None, ROWS, &hand.cancel)?;
        let survey = dump.survey()?;
        let last = subject.store.last(&subject.environment);
        let review = Review::of(
            examined,
            &subject.environment,
            subject.now,
            last.as_ref(),
            survey.inspection(),
            &preview,
            file(),
            crate::dump::threads(),
            &mut hand.reporter,
            &hand.cancel,
        )?;
        let mut text = serde_json::to_string_pretty(&review)
            .map_err(|_| CommandError::usage("the review cannot be written as JSON"))?;
        text.push('\n');
        let event = AuditEvent::ReportExported {
            report: "review".to_owned(),
            digest: crate::profiles::digest(text.as_bytes()),
        };
        session.state()?.audit().append(&event)?;
        whole::write(&path, text.as_bytes())?;
        Ok(JobResult::Reviewed {
            profile: subject.profile.clone(),
        })
    })
}

/// Rows of each table in a review.
const ROWS: usize = 5;

/// The name of the signature's file: who the key belongs to, as far as that is known.
fn signer_name(
    session: &Session,
    terms: &Terms,
    key: &VerifyingKey,
    now: Timestamp,
) -> Result<String, CommandError> {
    let mut name = None;
    for allowed in trust::signers(session, terms)? {
        let principals = allowed.identify(key, APPROVAL_NAMESPACE, now);
        let principals = principals.map_err(|problem| {
            let problem = Diagnostic::new(Code::WrongSigner, problem.to_string());
            problem
                .at(key.fingerprint())
                .hint("somebody whom the allowed signers name has to approve")
        })?;
        name = name.or_else(|| principals.into_iter().next());
    }
    let fingerprint = key.fingerprint();
    let letters = fingerprint.trim_start_matches("SHA256:").chars();
    let short: String = letters
        .filter(char::is_ascii_alphanumeric)
        .take(16)
        .collect();
    // One person may have several keys, and none must write over the other's.
    Ok(match name {
        Some(name) => format!("{name}-{}", short.get(..6).unwrap_or_default()),
        None => short,
    })
}
