//! The run screen: a dump is masked into a file, watched and cancelled.

mod asked;
mod hindrance;
mod leave;
mod plan;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use self::asked::Asked;
pub use self::hindrance::{RunField, RunProblem};
pub(crate) use self::leave::end_of_day;
pub use self::leave::{AttestRequest, RegisterRequest};
pub use self::plan::{PlannedCredential, PlannedKey, RunPlan, RunRequirement, plan_run};
use crate::event::{JobResult, Work};
use crate::jobs::JobRef;
use crate::problem::{CommandError, ErrorKind};
use crate::runs::EndedRun;
use crate::session::Session;

/// A run is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RunRequest {
    /// The dump.
    pub dump: String,
    /// The profile, as it is saved.
    pub profile: String,
    /// Where the masked dump goes, as a handle; `null` while none is chosen.
    pub output: Option<String>,
    /// The environment; `null` for the profile's own.
    pub environment: Option<String>,
    /// The key.
    pub key: KeyChoice,
    /// The key of fingerprints, as a handle, by which exceptions and the register know secrets again;
    /// `null` for none.
    pub fingerprint_key: Option<String>,
    /// Sources of which the profile's credentials may be brought, each as `env:NAME`, `file:PATH`,
    /// `keychain:NAME` or `command:PROGRAM ARGUMENTS`.
    pub sources: Vec<String>,
    /// Whether the output is verified before it gets its name; a policy may ask for it all the same.
    pub verify: bool,
    /// Whether only what was approved runs; a policy may ask for it all the same.
    pub require_approval: bool,
    /// The attestation, where one is to be signed.
    pub attest: Option<AttestRequest>,
    /// The entry in the register of clones, where one is to be made.
    pub register: Option<RegisterRequest>,
}

/// The key of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum KeyChoice {
    /// A random one that nobody will have again: tokens repeat in no other run.
    Fresh,
    /// The one of the environment in the folder of keys.
    Folder,
    /// A key file.
    File {
        /// Its handle; `null` while none is chosen.
        file: Option<String>,
    },
    /// An entry of the system's key chain.
    Keychain {
        /// Its name; empty while none is named.
        name: String,
    },
}

/// Masks a dump into a file, as a job. Passphrases are asked for first. The audit log is told of the
/// begin before anything is read, and of the end whatever it is.
///
/// # Errors
/// Something is in the way of it, or a key cannot be used. What happens on the way, the job tells.
pub fn start_run(session: &Session, input: RunRequest) -> Result<JobRef, CommandError> {
    let asked = Asked::of(session, &input)?;
    let problems = asked.problems(session);
    if !problems.is_empty() {
        return Err(CommandError {
            kind: ErrorKind::Refused,
            problems: problems.into_iter().map(|told| told.problem).collect(),
        });
    }
    let output = asked.output.clone();
    let output = output.ok_or_else(|| CommandError::usage("no file is named for the output"))?;
    let cli = asked.cli(session);
    let job = asked.job(session, &output)?;
    session.begin(Work::Run, move |session, hand| {
        let ran = asked::run(hand, job);
        let run = hand.job.clone();
        let told = match &ran {
            Ok(_) => Ok(JobResult::Ran { run: run.clone() }),
            Err(error) => Err(error.clone()),
        };
        session.keep_run(
            &run,
            EndedRun {
                dump_name: asked.dump.name(),
                profile_name: asked.source.name.clone(),
                environment: asked.environment.clone(),
                attestation: asked.attestation(),
                output,
                ended: session.desk.now(),
                cli,
                outcome: ran.map(Box::new),
            },
        );
        told
    })
}
