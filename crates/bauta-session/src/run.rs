//! The run screen: a dump is masked into a file, watched and cancelled.

use std::path::{Path, PathBuf};
use std::time::Instant;

use bauta_crypto::EnvironmentKey;
use bauta_engine::{Code, Diagnostic, Input, Job, Outcome, Output, ProfileSource, Report};
use bauta_profile::Profile;
use bauta_trust::{AuditEvent, RunEnd};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::cli;
use crate::dumps::OpenDump;
use crate::event::{JobResult, Work};
use crate::jobs::{Hand, JobRef};
use crate::keys;
use crate::problem::{CommandError, ErrorKind, Problem};
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
    /// Whether the output is verified before it gets its name.
    pub verify: bool,
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
        /// Its handle.
        file: String,
    },
}

/// What a run would do, and what is in its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RunPlan {
    /// The same on the command line.
    pub cli: String,
    /// The environment it would be for.
    pub environment: String,
    /// The id of the key; `null` for a fresh one.
    pub key_id: Option<String>,
    /// The name that is proposed for the output.
    pub suggested_output: String,
    /// What is in its way.
    pub problems: Vec<Problem>,
}

/// What a run would do, without doing it.
///
/// # Errors
/// The dump or the profile is not open.
pub fn plan_run(session: &Session, input: RunRequest) -> Result<RunPlan, CommandError> {
    let asked = Asked::of(session, &input)?;
    let mut problems = asked.problems(session);
    let key = asked.key();
    let key_id = match (&input.key, &key) {
        (KeyChoice::Fresh, _) | (_, Err(_)) => None,
        (_, Ok(key)) => Some(key.id().to_string()),
    };
    problems.extend(key.err().map(|error| error.problems).unwrap_or_default());
    Ok(RunPlan {
        cli: asked.cli(),
        environment: asked.environment.clone(),
        key_id,
        suggested_output: suggested(&asked.dump.name()),
        problems,
    })
}

/// Masks a dump into a file, as a job. The audit log is told of the begin before anything is read,
/// and of the end whatever it is.
///
/// # Errors
/// Something is in the way of it, or the audit log cannot be written. What happens on the way, the
/// job tells.
pub fn start_run(session: &Session, input: RunRequest) -> Result<JobRef, CommandError> {
    let asked = Asked::of(session, &input)?;
    let problems = asked.problems(session);
    if !problems.is_empty() {
        return Err(CommandError {
            kind: ErrorKind::Refused,
            problems,
        });
    }
    let key = asked.key()?;
    let output = asked.output.clone();
    let output = output.ok_or_else(|| CommandError::usage("no file is named for the output"))?;
    let cli = asked.cli();
    session.begin(Work::Run, move |session, hand| {
        let ran = asked.run(session, hand, key, &output);
        let report = ran?;
        let run = hand.job.clone();
        session.keep_run(
            &run,
            EndedRun {
                dump_name: asked.dump.name(),
                output,
                ended: session.desk.now(),
                cli,
                report,
            },
        );
        Ok(JobResult::Ran { run })
    })
}

/// A request with its handles resolved.
struct Asked {
    dump: std::sync::Arc<OpenDump>,
    profile: Profile,
    source: ProfileSource,
    profile_path: Option<PathBuf>,
    dirty: bool,
    environment: String,
    named_environment: Option<String>,
    key_path: Option<PathBuf>,
    output: Option<PathBuf>,
    verify: bool,
}

impl Asked {
    fn of(session: &Session, input: &RunRequest) -> Result<Self, CommandError> {
        let dump = session.dump(&input.dump)?;
        let path = |handle: &Option<String>| {
            handle
                .as_deref()
                .map(|handle| session.files.path(handle))
                .transpose()
        };
        let output = path(&input.output)?;
        let named = if let KeyChoice::File { file } = &input.key {
            Some(session.files.path(file)?)
        } else {
            None
        };
        session.with_document(&input.profile, |document| {
            let profile = document.saved.clone();
            let environment = input
                .environment
                .clone()
                .or_else(|| profile.environment.clone());
            let environment = environment.unwrap_or_else(|| "default".to_owned());
            let in_folder = (input.key == KeyChoice::Folder)
                .then(|| session.desk.keys.join(format!("{environment}.key")));
            Ok(Self {
                source: ProfileSource {
                    name: document.name(),
                    text: profile.to_string(),
                    folder: document.folder(),
                },
                profile_path: document.path.clone(),
                dirty: document.is_dirty(),
                profile,
                named_environment: input.environment.clone(),
                environment,
                key_path: named.or(in_folder),
                output,
                verify: input.verify,
                dump,
            })
        })
    }

    /// What is in the way of the run, as far as it can be told before.
    fn problems(&self, session: &Session) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut say = |message: &str, hint: &str| {
            let problem = Diagnostic::new(Code::BadUsage, message);
            problems.push(Problem::from(problem.hint(hint)));
        };
        if self.profile_path.is_none() || self.dirty {
            say(
                "the profile has edits that are not saved",
                "save it: a run goes by what is in the file",
            );
        }
        if !self.dump.path.is_file() {
            say("the dump is gone", "it was moved or deleted; open it again");
        } else if self.dump.has_changed() {
            say(
                "the dump is another one than was inspected",
                "inspect it again, and look over what is new",
            );
        }
        if session.jobs.is_running(Work::Run) {
            say("another run goes on", "wait for its end, or cancel it");
        }
        let output = self.output.as_deref();
        let over = |path: &Path| output.is_some_and(|output| is_same_file(output, path));
        if output.is_none() {
            say("no file is named for the output", "choose one");
        } else if over(&self.dump.path) || self.profile_path.as_deref().is_some_and(over) {
            say(
                "the output would be written over the dump or the profile",
                "name another file",
            );
        }
        problems
    }

    /// The key, if it may be used: of the environment, and the one that the profile pins.
    fn key(&self) -> Result<EnvironmentKey, CommandError> {
        let key = match &self.key_path {
            Some(path) => keys::read(path)?,
            None => EnvironmentKey::from_root(&self.environment, crate::session::random()?),
        };
        if key.environment() != self.environment {
            let message = format!(
                "the key is of environment `{}`, the run is for `{}`",
                key.environment(),
                self.environment
            );
            return Err(Diagnostic::new(Code::WrongKey, message).into());
        }
        match self.profile.key_id.get(&self.environment) {
            Some(pinned) if !pinned.eq_ignore_ascii_case(key.id().as_str()) => {
                let message = format!(
                    "the profile pins key {pinned} for environment `{}`, this is {}",
                    self.environment,
                    if self.key_path.is_some() {
                        key.id().to_string()
                    } else {
                        "a fresh one".to_owned()
                    }
                );
                Err(Diagnostic::new(Code::WrongKey, message).into())
            }
            None if !self.profile.key_id.is_empty() => {
                let message = format!(
                    "the profile pins keys, but none for environment `{}`",
                    self.environment
                );
                Err(Diagnostic::new(Code::WrongKey, message).into())
            }
            _ => Ok(key),
        }
    }

    fn cli(&self) -> String {
        let mut arguments = vec![cli::path(&self.dump.path), "-p".to_owned()];
        let profile = self.profile_path.as_deref();
        arguments.push(profile.map_or_else(|| "profile.yaml".to_owned(), cli::path));
        arguments.push("-o".to_owned());
        let output = self.output.as_deref();
        arguments.push(output.map_or_else(|| suggested(&self.dump.name()), cli::path));
        if let Some(environment) = &self.named_environment {
            arguments.extend(["--env".to_owned(), environment.clone()]);
        }
        if let Some(path) = &self.key_path {
            arguments.extend(["--key".to_owned(), format!("file:{}", path.display())]);
        }
        if self.verify {
            arguments.push("--verify".to_owned());
        }
        cli::line(&["mask"], &arguments)
    }

    fn run(
        &self,
        session: &Session,
        hand: &mut Hand,
        key: EnvironmentKey,
        output: &Path,
    ) -> Result<Report, CommandError> {
        let started = Instant::now();
        let input = Input::File(self.dump.path.clone());
        let key_id = key.id().to_string();
        let mut job = Job::new(
            self.source.clone(),
            input,
            Output::File(output.to_owned()),
            key,
        );
        job.threads = crate::dump::threads();
        job.today = session.desk.today();
        job.run_salt = crate::session::random()?;
        job.verify = self.verify.then(crate::session::random).transpose()?;
        job.report = true;
        let run = crate::session::random_name()?;
        let state = session.state()?;
        let begun = AuditEvent::RunStarted {
            run: run.clone(),
            environment: self.environment.clone(),
            profile: crate::profiles::digest(self.source.text.as_bytes()),
            key_id,
        };
        state.audit().append(&begun)?;
        let outcome = job.mask(&mut hand.reporter, &hand.cancel);
        let (end, exit, problem, digest) = match &outcome {
            Ok(report) => (RunEnd::Done, 0, None, report.output.sha256.clone()),
            Err(error) => {
                let (end, exit) = end_of(error.outcome());
                let code = error
                    .diagnostics
                    .first()
                    .map(|first| first.code.text().to_owned());
                (end, exit, code, None)
            }
        };
        let ended = AuditEvent::RunEnded {
            run,
            outcome: end,
            exit,
            problem,
            output: digest,
        };
        // The output stands whether or not its end could be told.
        if let Err(problem) = state.audit().append(&ended) {
            hand.reporter
                .notice(&format!("the audit log: {}", problem.message));
        }
        let mut report = outcome?;
        report.run.seconds = started.elapsed().as_secs_f64();
        for notice in &report.notices {
            hand.reporter.notice(notice);
        }
        Ok(report)
    }
}

fn end_of(outcome: Outcome) -> (RunEnd, u8) {
    match outcome {
        Outcome::Usage => (RunEnd::Failed, 2),
        Outcome::Damaged => (RunEnd::Failed, 3),
        Outcome::Refused => (RunEnd::Refused, 4),
        Outcome::Unapproved => (RunEnd::Refused, 5),
        Outcome::Findings => (RunEnd::Findings, 6),
        Outcome::Interrupted => (RunEnd::Interrupted, 130),
        Outcome::Terminated => (RunEnd::Interrupted, 143),
        _ => (RunEnd::Failed, 1),
    }
}

/// `shop.masked.sql` for `shop.sql`.
fn suggested(name: &str) -> String {
    match name.split_once('.') {
        Some((stem, endings)) if !stem.is_empty() => format!("{stem}.masked.{endings}"),
        _ => format!("{name}.masked"),
    }
}

fn is_same_file(left: &Path, right: &Path) -> bool {
    let real = |path: &Path| std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    real(left) == real(right)
}
