//! The review screen: what has changed since the last approval, who has approved what, and an
//! approval or the author's signature.

mod answer;

use bauta_crypto::EnvironmentKey;
use bauta_engine::{
    ApprovalStore, Code, Diagnostic, Examined, Gate, Input, Job, Output, PendingApproval,
    ProfileSource, Review,
};
use bauta_trust::{
    APPROVAL_NAMESPACE, AUTHOR_NAMESPACE, AuditEvent, Digest, Requirement, Terms,
    authorship_document,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

pub use self::answer::{ApprovalRow, ChangeEntry, GrantedApproval, LastReview, ReviewState};
use crate::event::{JobResult, Work};
use crate::jobs::JobRef;
use crate::problem::{CommandError, Problem};
use crate::run::end_of_day;
use crate::session::Session;
use crate::start::FileRef;
use crate::trust::{self, Signer};
use crate::whole;

/// A profile is to be reviewed against an inspected dump.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewRequest {
    /// The profile, as it is saved.
    pub profile: String,
    /// The dump.
    pub dump: String,
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

/// A review file: no original value is in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReviewFile {
    /// All of it, as `bauta review` writes it.
    #[ts(type = "Record<string, unknown>")]
    pub review: Value,
}

/// How a profile stands with those who approve it.
///
/// # Errors
/// The dump has not been inspected, the profile was never saved or does not hold for the dump, or
/// a policy cannot be read.
pub fn review_state(session: &Session, input: ReviewRequest) -> Result<ReviewState, CommandError> {
    let subject = Subject::of(session, &input)?;
    let examined = subject.examine()?;
    subject.state(session, &examined)
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
    let signer = Signer::read(session, &session.files.path(&input.signing_key)?)?;
    let key = signer.key();
    let authorship = subject.store.authorship()?;
    if authorship.is_some_and(|author| trust::has_signed(&key, &[author.signature])) {
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
        |signatures| trust::has_signed(&key, signatures),
    )?;
    let signature = signer.sign(&pending.bytes, APPROVAL_NAMESPACE)?;
    pending.store(&subject.store, &name, &signature)?;
    let event = AuditEvent::ProfileApproved {
        environment: subject.environment.clone(),
        profile: examined.digest.to_string(),
        approval: Digest::of(&pending.bytes).to_string(),
        serial: pending.document.serial,
        signer: key.fingerprint(),
    };
    session.state()?.audit().append(&event)?;
    subject.state(session, &examined)
}

/// Signs a profile as its author: what an approval by somebody else may ask for.
///
/// # Errors
/// The key does not sign, or the signature cannot be stored.
pub fn sign_profile(session: &Session, input: SignRequest) -> Result<ReviewState, CommandError> {
    let subject = Subject::of(session, &input.review)?;
    let signer = Signer::read(session, &session.files.path(&input.signing_key)?)?;
    let examined = subject.examine()?;
    let document = authorship_document(examined.digest);
    let signature = signer.sign(&document, AUTHOR_NAMESPACE)?;
    subject.store.write_authorship(&document, &signature)?;
    subject.state(session, &examined)
}

/// Writes a review file, as a job: rules, verdicts, masked samples, shapes of originals; no
/// original value. The dump is read for it.
///
/// # Errors
/// As for `reviewState`. What happens on the way, the job tells.
pub fn write_review(session: &Session, input: WriteReview) -> Result<JobRef, CommandError> {
    let subject = Subject::of(session, &input.review)?;
    let path = session.files.path(&input.file)?;
    session.begin(Work::Review, move |session, hand| {
        let file = || Input::File(subject.dump.path.clone());
        let examined = subject.examine()?;
        let preview = subject.job(file())?.preview(None, ROWS, &hand.cancel)?;
        let survey = subject.dump.survey()?;
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

/// Opens a review file. Nothing of it is trusted: an approval is made from profile and dump.
///
/// # Errors
/// The file cannot be read, or is no review.
pub fn open_review(session: &Session, input: FileRef) -> Result<ReviewFile, CommandError> {
    let text = whole::read(&session.files.path(&input.file)?, "review", 256 << 20)?;
    bauta_engine::Subject::parse(&text)?;
    let review = serde_json::from_str(&text);
    let review = review.map_err(|_| CommandError::usage("this is no review of bauta"))?;
    Ok(ReviewFile { review })
}

/// Rows of each table in a review.
const ROWS: usize = 5;

/// What is reviewed, with handles resolved.
pub(crate) struct Subject {
    dump: std::sync::Arc<crate::dumps::OpenDump>,
    profile: String,
    source: ProfileSource,
    store: ApprovalStore,
    environment: String,
    terms: Terms,
    rules: Option<std::sync::Arc<bauta_detect::OwnRules>>,
    today: String,
    now: Timestamp,
    saved: bool,
}

impl Subject {
    fn of(session: &Session, input: &ReviewRequest) -> Result<Self, CommandError> {
        let dump = session.dump(&input.dump)?;
        dump.survey()?;
        if dump.has_changed() {
            return Err(CommandError::usage(
                "the dump is another one than was inspected: inspect it again",
            ));
        }
        let (source, path, environment, saved) =
            session.with_document(&input.profile, |document| {
                let path = document.path.clone();
                let path = path.ok_or_else(|| {
                    CommandError::usage("approvals lie beside the profile: save it first")
                })?;
                let own = document.saved.environment.clone();
                let environment = input.environment.clone().or(own);
                let source = ProfileSource {
                    name: document.name(),
                    text: document.saved.to_string(),
                    folder: document.folder(),
                };
                Ok((source, path, environment, !document.is_dirty()))
            })?;
        let environment = environment.unwrap_or_else(|| "default".to_owned());
        let now = (session.desk.clock)();
        Ok(Self {
            dump,
            profile: input.profile.clone(),
            source,
            store: ApprovalStore::beside(&path),
            terms: trust::terms(session, &environment)?,
            environment,
            rules: session.own_rules()?,
            today: session.desk.today(),
            now: Timestamp::from_second(now.as_second()).unwrap_or(now),
            saved,
        })
    }

    fn job(&self, input: Input) -> Result<Job, CommandError> {
        let key = EnvironmentKey::from_root(&self.environment, crate::session::random()?);
        let mut job = Job::new(self.source.clone(), input, Output::Discard, key);
        job.today.clone_from(&self.today);
        job.run_salt = crate::session::random()?;
        job.policy = self.terms.clone();
        job.rules.clone_from(&self.rules);
        job.threads = crate::dump::threads();
        Ok(job)
    }

    /// The profile held against the definitions that are known; nothing is read again.
    fn examine(&self) -> Result<Examined, CommandError> {
        let job = self.job(Input::from_reader(std::io::empty()))?;
        Ok(self.dump.survey()?.examine(job)?)
    }

    fn state(&self, session: &Session, examined: &Examined) -> Result<ReviewState, CommandError> {
        let signers = trust::signers(session, &self.terms)?;
        let stored = self.store.load(&self.environment)?;
        let authorship = self.store.authorship()?;
        let signed = authorship.is_some();
        let approvals = answer::approvals(&stored, &signers, self.now);
        let gate = Gate {
            signers,
            authorship,
            stored,
            at: self.now,
        };
        let admitted = gate.admit(&self.terms, examined.digest, Some(&examined.schema));
        let (granted, refusal) = match admitted {
            Ok(granted) => (Some(answer::granted(granted)), None),
            Err(problem) => (None, Some(Problem::from(problem))),
        };
        Ok(ReviewState {
            environment: self.environment.clone(),
            profile_digest: examined.digest.to_string(),
            schema_fingerprint: examined.fingerprint.to_string(),
            saved: self.saved,
            required: self.terms.requires(Requirement::Approval),
            open_reviews: examined.reviews.clone(),
            last: self
                .store
                .last(&self.environment)
                .map(|last| answer::last(&last, examined)),
            approvals,
            signed_by_author: signed,
            granted,
            refusal,
        })
    }
}

/// The name of the signature's file: who the key belongs to, as far as that is known.
fn signer_name(
    session: &Session,
    terms: &Terms,
    key: &bauta_crypto::VerifyingKey,
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
