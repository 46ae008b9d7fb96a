//! A request for a run with its handles resolved, and the job that comes of it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use bauta_crypto::EnvironmentKey;
use bauta_engine::{ApprovalStore, Fingerprints, Gate, Input, Job, Output, ProfileSource, Report};
use bauta_keys::{Allowed, KeySource, bring};
use bauta_profile::Profile;
use bauta_trust::{Requirement, Terms};

use super::leave::Leave;
use super::{KeyChoice, RunRequest};
use crate::cli;
use crate::dumps::OpenDump;
use crate::jobs::Hand;
use crate::problem::CommandError;
use crate::session::Session;
use crate::trust;

/// A request with its handles resolved.
pub(super) struct Asked {
    pub(super) dump: std::sync::Arc<OpenDump>,
    pub(super) profile: Profile,
    pub(super) source: ProfileSource,
    pub(super) profile_path: Option<PathBuf>,
    pub(super) dirty: bool,
    pub(super) environment: String,
    named_environment: Option<String>,
    pub(super) key: KeyPlace,
    pub(super) fingerprint_key: Option<PathBuf>,
    pub(super) sources: Vec<String>,
    pub(super) output: Option<PathBuf>,
    verify: bool,
    pub(super) require_approval: bool,
    pub(super) leave: Leave,
}

/// Where the key of a run lies.
pub(super) enum KeyPlace {
    /// Nowhere: it is drawn afresh.
    Fresh,
    /// In a file that is not chosen yet.
    Unchosen,
    /// In a file.
    File(PathBuf),
    /// In the system's key chain.
    Keychain(String),
}

impl KeyPlace {
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Fresh | Self::Unchosen | Self::Keychain(_) => None,
        }
    }

    fn source(&self) -> Option<KeySource> {
        match self {
            Self::File(path) => Some(KeySource::File(path.clone())),
            Self::Keychain(name) => Some(KeySource::Keychain(name.clone())),
            Self::Fresh | Self::Unchosen => None,
        }
    }
}

impl Asked {
    pub(super) fn of(session: &Session, input: &RunRequest) -> Result<Self, CommandError> {
        let dump = session.dump(&input.dump)?;
        let path = |handle: &Option<String>| {
            handle
                .as_deref()
                .map(|handle| session.files.path(handle))
                .transpose()
        };
        let output = path(&input.output)?;
        let fingerprint_key = path(&input.fingerprint_key)?;
        let leave = Leave::of(session, input)?;
        let named = match &input.key {
            KeyChoice::File { file } => path(file)?.map_or(KeyPlace::Unchosen, KeyPlace::File),
            KeyChoice::Keychain { name } if name.trim().is_empty() => KeyPlace::Unchosen,
            KeyChoice::Keychain { name } => KeyPlace::Keychain(name.trim().to_owned()),
            KeyChoice::Fresh | KeyChoice::Folder => KeyPlace::Fresh,
        };
        session.with_document(&input.profile, |document| {
            let profile = document.saved.clone();
            let environment = input
                .environment
                .clone()
                .or_else(|| profile.environment.clone());
            let environment = environment.unwrap_or_else(|| "default".to_owned());
            let key = if input.key == KeyChoice::Folder {
                KeyPlace::File(session.desk.keys.join(format!("{environment}.key")))
            } else {
                named
            };
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
                key,
                fingerprint_key,
                sources: input.sources.clone(),
                output,
                verify: input.verify,
                require_approval: input.require_approval,
                leave,
                dump,
            })
        })
    }

    pub(super) fn cli(&self, session: &Session) -> String {
        let mut arguments = vec![cli::path(&self.dump.path), "-p".to_owned()];
        let profile = self.profile_path.as_deref();
        arguments.push(profile.map_or_else(|| "profile.yaml".to_owned(), cli::path));
        arguments.push("-o".to_owned());
        let output = self.output.as_deref();
        arguments.push(output.map_or_else(|| suggested(&self.dump.name()), cli::path));
        if let Some(environment) = &self.named_environment {
            arguments.extend(["--env".to_owned(), environment.clone()]);
        }
        if let Some(source) = self.key.source() {
            let spec = match source.path() {
                Some(path) => format!("file:{}", path.display()),
                None => source.place(),
            };
            arguments.extend(["--key".to_owned(), spec]);
        }
        for source in &self.sources {
            arguments.extend(["--allow-source".to_owned(), source.clone()]);
        }
        if let Some(path) = &self.fingerprint_key {
            arguments.push("--fingerprint-key".to_owned());
            arguments.push(format!("file:{}", path.display()));
        }
        if self.verify {
            arguments.push("--verify".to_owned());
        }
        if self.require_approval {
            arguments.push("--require-approval".to_owned());
        }
        let kept = session.kept_settings();
        let files = [
            ("--policy", kept.policy),
            ("--allowed-signers", kept.signers),
            ("--rules", kept.rules),
        ];
        for (flag, path) in files {
            arguments.extend(
                path.into_iter()
                    .flat_map(|path| [flag.to_owned(), cli::path(&path)]),
            );
        }
        arguments.extend(self.leave.flags(self.attestation().as_deref()));
        cli::line(&["mask"], &arguments)
    }

    /// What the run has to pass, where it or the policy asks for an approval.
    fn gate(&self, session: &Session, terms: &Terms) -> Result<Option<Gate>, CommandError> {
        if !self.require_approval && !terms.requires(Requirement::Approval) {
            return Ok(None);
        }
        let path = self.profile_path.as_deref();
        let path = path.ok_or_else(|| CommandError::usage("the profile has no file yet"))?;
        let store = ApprovalStore::beside(path);
        let now = (session.desk.clock)();
        Ok(Some(Gate {
            signers: trust::signers(session, terms)?,
            authorship: store.authorship()?,
            stored: store.load(&terms.environment)?,
            at: jiff::Timestamp::from_second(now.as_second()).unwrap_or(now),
        }))
    }

    /// The job, with its keys opened.
    ///
    /// # Errors
    /// A key or passphrase is wrong, or a policy, rules or approvals cannot be read.
    pub(super) fn job(&self, session: &Session, output: &Path) -> Result<Job, CommandError> {
        let asks = trust::Asked(session);
        let source = self.key.source();
        let key = match &source {
            Some(source) => source.root(&asks)?,
            None => EnvironmentKey::from_root(&self.environment, crate::session::random()?),
        };
        // The file may be another one by now.
        let known = (key.environment().to_owned(), key.id().to_string());
        let named = source
            .as_ref()
            .map(|_| (known.0.as_str(), known.1.as_str()));
        self.admit(named)?;
        let input = Input::File(self.dump.path.clone());
        let output = Output::File(output.to_owned());
        let mut job = Job::new(self.source.clone(), input, output, key);
        job.threads = crate::dump::threads();
        job.today = session.desk.today();
        job.run_salt = crate::session::random()?;
        job.report = true;
        job.rules = session.own_rules()?;
        let fingerprints = self.fingerprint_key.as_deref();
        let fingerprints = fingerprints
            .map(|path| KeySource::File(path.to_owned()).root(&asks))
            .transpose()?;
        job.fingerprints = fingerprints.map(|key| Arc::new(Fingerprints::under(key)));
        let terms = trust::terms(session, &self.environment)?;
        let allowed = Allowed::new(&terms, &self.sources);
        job.credentials = bring(&self.profile, &allowed, source.as_ref())?;
        job.gate = self.gate(session, &terms)?;
        job.evidence = self.leave.evidence(session, self.attestation(), &terms)?;
        if self.verify || terms.requires(Requirement::Verification) {
            job.verify = Some(crate::session::random()?);
        }
        job.policy = terms;
        Ok(job)
    }

    /// Where the attestation goes: beside the output, unless a file is named for it.
    pub(super) fn attestation(&self) -> Option<PathBuf> {
        let attest = self.leave.attest.as_ref()?;
        let beside = || self.output.as_deref().map(super::plan::beside);
        attest.file.clone().or_else(beside)
    }
}

/// Runs a job and tells how long it took.
pub(super) fn run(hand: &mut Hand, job: Job) -> Result<Report, CommandError> {
    let started = Instant::now();
    let mut report = job.mask(&mut hand.reporter, &hand.cancel)?;
    report.run.seconds = started.elapsed().as_secs_f64();
    for notice in &report.notices {
        hand.reporter.notice(notice);
    }
    Ok(report)
}

/// `shop.masked.sql` for `shop.sql`.
pub(super) fn suggested(name: &str) -> String {
    match name.split_once('.') {
        Some((stem, endings)) if !stem.is_empty() => format!("{stem}.masked.{endings}"),
        _ => format!("{name}.masked"),
    }
}
