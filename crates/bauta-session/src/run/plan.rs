//! What a run would do, without doing it.

use std::collections::BTreeSet;
use std::path::Path;

use bauta_keys::{Allowed, spec_of};
use bauta_profile::Secrets;
use bauta_trust::{Requirement, Terms};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::asked::{Asked, suggested};
use super::{RunProblem, RunRequest};
use crate::files::name_of;
use crate::keys;
use crate::problem::CommandError;
use crate::session::Session;
use crate::trust;

/// What a run would do, and what is in its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RunPlan {
    /// The same on the command line.
    pub cli: String,
    /// The environment it would be for.
    pub environment: String,
    /// Environments that profile, policy or keys know.
    pub environments: Vec<String>,
    /// The key; `null` for a fresh one, and where it cannot be read.
    pub key: Option<PlannedKey>,
    /// Credentials that the profile brings for the environment.
    pub credentials: Vec<PlannedCredential>,
    /// The name that is proposed for the output.
    pub suggested_output: String,
    /// The name of the attestation's file, where there is to be one.
    pub attestation: Option<String>,
    /// Names of files that are there and would be replaced.
    pub replaced: Vec<String>,
    /// What the policy asks of the run, whatever is asked for here.
    pub required: Vec<RunRequirement>,
    /// Whether the profile only reports secrets: such a run is never approved, attested or registered.
    pub reports_only: bool,
    /// The last day that the policy lets the clone live, as `2026-12-31`.
    pub latest_expiry: Option<String>,
    /// What is in its way.
    pub problems: Vec<RunProblem>,
}

/// The key of a run, as its file says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlannedKey {
    /// Its environment.
    pub environment: String,
    /// Its id.
    pub key_id: String,
    /// Whether a passphrase opens it.
    pub wrapped: bool,
}

/// A credential that the profile brings, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlannedCredential {
    /// The kind of secret, or the column, that it stands for.
    pub kind: String,
    /// Its source, as the command line names it.
    pub source: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The day by which it is to be exchanged.
    pub rotate_by: Option<String>,
    /// Whether the policy lists the source; `null` where no policy decides.
    pub listed: Option<bool>,
}

/// What a policy can ask of every run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RunRequirement {
    /// A profile that was approved.
    Approval,
    /// A signed account of the run.
    Attestation,
    /// An entry in the register of clones.
    Registration,
    /// A proof over the output.
    Verification,
}

/// What a run would do, without doing it. No passphrase is asked for.
///
/// # Errors
/// The dump or the profile is not open.
pub fn plan_run(session: &Session, input: RunRequest) -> Result<RunPlan, CommandError> {
    let asked = Asked::of(session, &input)?;
    let key = asked.key.path().and_then(|path| keys::known(path).ok());
    let key = key.map(|file| PlannedKey {
        environment: file.environment().to_owned(),
        key_id: file.key_id().to_owned(),
        wrapped: file.is_wrapped(),
    });
    let terms = trust::terms(session, &asked.environment).ok();
    let attestation = asked.attestation();
    let written = asked.output.iter().chain(&attestation);
    Ok(RunPlan {
        cli: asked.cli(session),
        environments: environments(session, &asked, key.as_ref()),
        environment: asked.environment.clone(),
        key,
        credentials: credentials(&asked, terms.as_ref()),
        suggested_output: suggested(&asked.dump.name()),
        attestation: attestation.as_deref().map(name_of),
        replaced: written
            .filter(|path| path.is_file())
            .map(|path| name_of(path))
            .collect(),
        required: terms.as_ref().map(required).unwrap_or_default(),
        reports_only: asked.profile.secrets == Secrets::Report,
        latest_expiry: terms.and_then(|terms| latest_expiry(&terms, (session.desk.clock)())),
        problems: asked.problems(session),
    })
}

fn credentials(asked: &Asked, terms: Option<&Terms>) -> Vec<PlannedCredential> {
    let replacements = asked.profile.replacements.iter();
    let planned = replacements.map(|(kind, replacement)| {
        let source = spec_of(&replacement.from);
        PlannedCredential {
            kind: kind.clone(),
            owner: replacement.owner.clone(),
            rotate_by: replacement.rotate_by.map(|day| day.to_string()),
            listed: terms.and_then(|terms| Allowed::listed(terms, &source)),
            source,
        }
    });
    planned.collect()
}

fn required(terms: &Terms) -> Vec<RunRequirement> {
    let asked = terms.requires.iter().map(|one| match one {
        Requirement::Approval => RunRequirement::Approval,
        Requirement::Attestation => RunRequirement::Attestation,
        Requirement::Registration => RunRequirement::Registration,
        Requirement::Verification => RunRequirement::Verification,
    });
    asked.collect()
}

/// The last day whose end is not later than the policy allows.
pub(super) fn latest_expiry(terms: &Terms, now: Timestamp) -> Option<String> {
    let latest = bauta_engine::latest_end(now, terms.longest_clone_days?);
    let day_before = latest.checked_sub(jiff::SignedDuration::from_hours(24));
    Some(day_before.ok()?.strftime("%F").to_string())
}

/// Environments that anything here knows, the run's own first.
fn environments(session: &Session, asked: &Asked, key: Option<&PlannedKey>) -> Vec<String> {
    let mut known: BTreeSet<String> = asked.profile.key_id.keys().cloned().collect();
    known.extend(asked.profile.environment.clone());
    known.extend(key.map(|key| key.environment.clone()));
    let kept = keys::list(&session.desk.keys).unwrap_or_default();
    known.extend(
        kept.into_iter()
            .filter(|key| key.problem.is_none())
            .map(|key| key.environment),
    );
    let policy = session.kept_settings().policy;
    let policies = bauta_engine::read_policies(&session.desk.system_policy, policy.as_deref());
    if let Ok(policies) = policies {
        known.extend(policies.environments().into_iter().map(str::to_owned));
    }
    known.remove(&asked.environment);
    std::iter::once(asked.environment.clone())
        .chain(known)
        .collect()
}

/// Where the attestation of an output lies, unless a file is named for it.
pub(super) fn beside(output: &Path) -> std::path::PathBuf {
    let mut path = output.as_os_str().to_owned();
    path.push(".attestation.json");
    path.into()
}
