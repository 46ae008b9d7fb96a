//! What is in the way of a run, as far as it can be told before, and at which field it is mended.

use std::path::Path;

use bauta_engine::{Code, Diagnostic};
use bauta_keys::{Allowed, spec_of};
use bauta_profile::Secrets;
use bauta_trust::{Requirement, Terms};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::asked::{Asked, KeyPlace};
use super::{end_of_day, plan};
use crate::event::Work;
use crate::keys;
use crate::problem::Problem;
use crate::session::Session;
use crate::trust;

/// What a run is made of, for what is wrong with it to be shown beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum RunField {
    /// The dump.
    Dump,
    /// The profile.
    Profile,
    /// The masked dump's file.
    Output,
    /// The environment.
    Environment,
    /// The key.
    Key,
    /// The key of fingerprints.
    FingerprintKey,
    /// The sources of credentials.
    Credentials,
    /// The approval.
    Approval,
    /// The attestation.
    Attestation,
    /// The entry in the register of clones.
    Registration,
    /// Nothing of it: what else goes on.
    Run,
}

/// Something in the way of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RunProblem {
    /// Where it is mended.
    pub field: RunField,
    /// What is wrong.
    pub problem: Problem,
}

/// Problems as they are found.
#[derive(Default)]
struct Found(Vec<RunProblem>);

impl Found {
    fn add(&mut self, field: RunField, problem: impl Into<Problem>) {
        let problem = problem.into();
        self.0.push(RunProblem { field, problem });
    }

    fn say(&mut self, field: RunField, message: &str, hint: &str) {
        self.add(field, Diagnostic::new(Code::BadUsage, message).hint(hint));
    }
}

impl Asked {
    /// What is in the way of the run.
    pub(super) fn problems(&self, session: &Session) -> Vec<RunProblem> {
        let mut found = Found::default();
        if session.jobs.is_running(Work::Run) {
            let (message, hint) = ("another run goes on", "wait for its end, or cancel it");
            found.say(RunField::Run, message, hint);
        }
        self.judge_sources(&mut found);
        self.judge_output(&mut found);
        self.judge_key(&mut found);
        self.judge_fingerprints(&mut found);
        match trust::terms(session, &self.environment) {
            Ok(terms) => {
                self.judge_credentials(&terms, &mut found);
                self.judge_evidence(session, &terms, &mut found);
            }
            Err(error) => {
                for problem in error.problems {
                    found.add(RunField::Environment, problem);
                }
            }
        }
        found.0
    }

    fn judge_sources(&self, found: &mut Found) {
        if self.profile_path.is_none() || self.dirty {
            found.say(
                RunField::Profile,
                "the profile has edits that are not saved",
                "save it: a run goes by what is in the file",
            );
        }
        if !self.dump.path.is_file() {
            found.say(
                RunField::Dump,
                "the dump is gone",
                "it was moved or deleted; open it again",
            );
        } else if self.dump.has_changed() {
            found.say(
                RunField::Dump,
                "the dump is another one than was inspected",
                "inspect it again, and look over what is new",
            );
        }
    }

    fn judge_output(&self, found: &mut Found) {
        let Some(output) = self.output.as_deref() else {
            found.say(
                RunField::Output,
                "no file is named for the output",
                "choose one",
            );
            return;
        };
        let reads = [
            Some(self.dump.path.as_path()),
            self.profile_path.as_deref(),
            self.key.path(),
        ];
        let attestation = self.attestation();
        if reads
            .into_iter()
            .flatten()
            .any(|path| is_same_file(output, path))
        {
            found.say(
                RunField::Output,
                "the output would be written over the dump, the profile or the key",
                "name another file",
            );
        } else if output.is_dir() {
            found.say(
                RunField::Output,
                "the output is a folder",
                "name a file in it",
            );
        }
        if let Some(attestation) = attestation {
            let signing = self.leave.signing_key();
            let mut taken = reads.into_iter().flatten().chain(signing).chain([output]);
            if taken.any(|path| is_same_file(&attestation, path)) {
                found.say(
                    RunField::Attestation,
                    "the attestation would be written over another file of the run",
                    "name another file",
                );
            }
        }
    }

    fn judge_key(&self, found: &mut Found) {
        if matches!(self.key, KeyPlace::Unchosen) {
            found.say(
                RunField::Key,
                "no key is chosen",
                "choose a file or name an entry, or take another key",
            );
            return;
        }
        // A key chain may ask its owner something, so it is opened when the run begins.
        if matches!(self.key, KeyPlace::Keychain(_)) {
            return;
        }
        let judged = match self.key.path().map(keys::known).transpose() {
            Ok(file) => {
                let file = file.as_ref();
                self.admit(file.map(|file| (file.environment(), file.key_id())))
            }
            Err(problem) => Err(problem),
        };
        if let Err(problem) = judged {
            found.add(RunField::Key, problem);
        }
    }

    fn judge_fingerprints(&self, found: &mut Found) {
        let known = self.fingerprint_key.as_deref().map(keys::known).transpose();
        if let Err(problem) = known {
            found.add(RunField::FingerprintKey, problem);
        }
        let mut exceptions = self.profile.exceptions.iter();
        let needed = exceptions.any(|exception| exception.fingerprint.is_some());
        if needed && self.fingerprint_key.is_none() {
            found.say(
                RunField::FingerprintKey,
                "the profile makes exceptions by fingerprint, and no key of fingerprints is chosen",
                "choose the key that the fingerprints were made with",
            );
        }
    }

    /// Whether the profile's credentials may be brought from where they are. They are not fetched
    /// yet.
    fn judge_credentials(&self, terms: &Terms, found: &mut Found) {
        let allowed = Allowed::new(terms, &self.sources);
        for (kind, replacement) in &self.profile.replacements {
            if let Err(problem) = allowed.admit(&spec_of(&replacement.from)) {
                let problem = problem.at(format!("replacements > {kind}"));
                found.add(
                    RunField::Credentials,
                    Diagnostic {
                        hint: Some("allow its source, or let the policy list it".to_owned()),
                        ..problem
                    },
                );
            }
        }
    }

    fn judge_evidence(&self, session: &Session, terms: &Terms, found: &mut Found) {
        let wants = |what| terms.requires(what);
        if self.profile.secrets == Secrets::Report {
            let asked = [
                (
                    RunField::Approval,
                    self.require_approval || wants(Requirement::Approval),
                ),
                (
                    RunField::Attestation,
                    self.leave.attests() || wants(Requirement::Attestation),
                ),
                (
                    RunField::Registration,
                    self.leave.register.is_some() || wants(Requirement::Registration),
                ),
            ];
            for (field, _) in asked.into_iter().filter(|(_, asked)| *asked) {
                found.say(
                    field,
                    "the profile only reports secrets, and leaves them where they are",
                    "let it say `secrets: scrub`, or switch this off",
                );
            }
        }
        if self.leave.attests() {
            if self.leave.signing_key().is_none() {
                found.say(
                    RunField::Attestation,
                    "no key signs the attestation",
                    "choose a signing key (Ed25519), or switch the attestation off",
                );
            }
        } else if wants(Requirement::Attestation) {
            found.say(
                RunField::Attestation,
                "the policy wants an attestation",
                "switch it on",
            );
        }
        match &self.leave.register {
            Some(register) => {
                let now = (session.desk.clock)();
                match end_of_day(&register.expires) {
                    Err(_) => found.say(
                        RunField::Registration,
                        "no day is named on which the clone has to be gone",
                        "every clone has to be gone some day: name one",
                    ),
                    Ok(end) if end <= now => {
                        found.say(
                            RunField::Registration,
                            "that day has passed",
                            "name a later one",
                        );
                    }
                    Ok(_) => {
                        let latest = plan::latest_expiry(terms, now);
                        let latest = latest.filter(|latest| register.expires > *latest);
                        if let Some(latest) = latest {
                            let message = "the policy does not let a clone live that long";
                            let problem = Diagnostic::new(Code::AgainstPolicy, message);
                            let hint = format!("name a day until {latest}");
                            found.add(RunField::Registration, problem.hint(hint));
                        }
                    }
                }
            }
            None if wants(Requirement::Registration) => {
                let message = "the policy wants the clone in the register";
                found.say(RunField::Registration, message, "switch it on");
            }
            None => {}
        }
    }

    /// Whether a key may be used: of the environment, and the one that the profile pins. Without
    /// one it is a fresh key.
    pub(super) fn admit(&self, key: Option<(&str, &str)>) -> Result<(), Diagnostic> {
        let wrong =
            |message: String, hint: &str| Err(Diagnostic::new(Code::WrongKey, message).hint(hint));
        let environment = &self.environment;
        if let Some((of, _)) = key.filter(|(of, _)| *of != environment) {
            return wrong(
                format!("the key is of environment `{of}`, the run is for `{environment}`"),
                "choose the key of this environment, or run for the environment of the key",
            );
        }
        match self.profile.key_id.get(environment) {
            Some(pinned) if !key.is_some_and(|(_, id)| pinned.eq_ignore_ascii_case(id)) => wrong(
                format!(
                    "the profile pins key {pinned} for environment `{environment}`, this is {}",
                    key.map_or("a fresh one", |(_, id)| id)
                ),
                "choose the key that is pinned",
            ),
            None if !self.profile.key_id.is_empty() => wrong(
                format!("the profile pins keys, but none for environment `{environment}`"),
                "run for an environment whose key is pinned, or pin its key in the profile",
            ),
            _ => Ok(()),
        }
    }
}

fn is_same_file(left: &Path, right: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    real(left) == real(right)
}
