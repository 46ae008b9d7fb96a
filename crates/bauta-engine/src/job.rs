//! The façade: what to do, with what, and by what means.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use bauta_crypto::{EnvironmentKey, RevealPublicKey, SegmentMeta};
use bauta_detect::OwnRules;
use bauta_dump::{Limits, Scanner};
use bauta_model::{Dialect, Secret};
use bauta_profile::{Preset, Profile, Secrets};
use bauta_transform::Vaulting;
use bauta_trust::{AuditEvent, Digest, Terms};

use crate::approval::{Approved, Gate, LastApproval, profile_digest};
use crate::banner;
use crate::error::{Code, Diagnostic, EngineError, changed};
use crate::evidence::{self, Evidence, Made, RunLog};
use crate::inspect::Fingerprints;
use crate::learning::Reading;
use crate::mask::{Columns, Extent, Masked, Worker};
use crate::observe::Observer;
use crate::pipeline::{self, Cancel};
use crate::plan::{
    Compiler, Credentials, LateFinder, Lenient, Marks, Plan, Scrubber, Settings, Staging, Within,
    check_credentials,
};
use crate::presets::Folder as Beside;
use crate::report::Report;
use crate::reversal;
use crate::scan::{Chunker, ClonePassage, Knowledge, Opened, PlanDirector};
use crate::sink::{Closed, Folder, Output, Sink};
use crate::source::Input;
use crate::vault::Vault;
use crate::verify::{Proof, Verification};

/// A profile as it was read.
#[derive(Debug, Clone)]
pub struct ProfileSource {
    /// Its name for reports, where it does not name itself.
    pub name: String,
    /// Its text.
    pub text: String,
    /// The folder that presets and dictionaries are looked for in.
    pub folder: PathBuf,
}

impl ProfileSource {
    /// A profile from text alone, with nothing beside it.
    pub fn of(text: &str) -> Self {
        Self {
            name: "profile".to_owned(),
            text: text.to_owned(),
            folder: PathBuf::new(),
        }
    }
}

/// Whether kept columns are looked through for secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Detect {
    /// All text-like columns.
    #[default]
    All,
    /// None; only with `secrets: report`.
    Off,
}

/// One run over one dump.
#[derive(Debug)]
pub struct Job {
    /// The rules.
    pub profile: ProfileSource,
    /// The dump.
    pub input: Input,
    /// Where the masked dump goes.
    pub output: Output,
    /// The environment's key.
    pub key: EnvironmentKey,
    /// The dialect, where it is not to be recognised.
    pub dialect: Option<Dialect>,
    /// Threads that mask.
    pub threads: usize,
    /// Memory that transformers which hold whole columns may take.
    pub memory_bytes: usize,
    /// Longest row or statement.
    pub row_bytes: usize,
    /// A dump of definitions, for an input that cannot be read twice or has none.
    pub schema: Option<PathBuf>,
    /// Whether kept columns are looked through for secrets.
    pub detect: Detect,
    /// Detectors of the user's own.
    pub rules: Option<Arc<OwnRules>>,
    /// Whether input and output are hashed.
    pub report: bool,
    /// Staging credentials by the kind of secret, or `table.column`, that they replace.
    pub credentials: BTreeMap<String, Secret<String>>,
    /// Today as `yyyy-mm-dd`; empty leaves expiry unchecked.
    pub today: String,
    /// Fresh random bytes for tokens that are sealed in this run. Whoever has them and the key can
    /// open those; zeros are none.
    pub run_salt: [u8; 32],
    /// The vault that keeps what vault tokens stand for.
    pub vault: Option<PathBuf>,
    /// Whether the output is verified before it gets its name; the bytes are the key of the
    /// fingerprints. Only of a file.
    pub verify: Option<[u8; 32]>,
    /// The key of fingerprints, for exceptions by them.
    pub fingerprints: Option<Arc<Fingerprints>>,
    /// What the policies ask of this environment.
    pub policy: Terms,
    /// What was approved last, for `check` to compare with.
    pub approved: Option<LastApproval>,
    /// What the run has to pass before its first row, where an approval is asked for.
    pub gate: Option<Gate>,
    /// What is left beside the output.
    pub evidence: Evidence,
    /// Size of single reads, for tests of how input is split.
    pub read_bytes: Option<usize>,
    /// What lies beside the profile, read once.
    pub(crate) beside: Beside,
}

/// A profile and what was made of it.
pub(crate) struct Prepared {
    pub(crate) settings: Settings,
    pub(crate) name: String,
    pub(crate) digest: Digest,
    pub(crate) reveal: Option<RevealPublicKey>,
    pub(crate) approved: Option<Approved>,
}

impl Job {
    /// A job with the usual means.
    pub fn new(profile: ProfileSource, input: Input, output: Output, key: EnvironmentKey) -> Self {
        Self {
            beside: Beside::new(profile.folder.clone()),
            policy: Terms::without_policy(key.environment()),
            gate: None,
            approved: None,
            fingerprints: None,
            profile,
            input,
            output,
            key,
            dialect: None,
            threads: 1,
            memory_bytes: 1 << 30,
            row_bytes: Limits::default().row_bytes,
            schema: None,
            detect: Detect::All,
            rules: None,
            report: false,
            credentials: Credentials::new(),
            today: String::new(),
            run_salt: [0; 32],
            vault: None,
            verify: None,
            evidence: Evidence::default(),
            read_bytes: None,
        }
    }

    /// Masks the dump.
    ///
    /// # Errors
    /// Everything that is wrong, with an outcome that tells the exit code. The output has not got
    /// its name then, or its client has been made to fail.
    pub fn mask(
        mut self,
        observer: &mut dyn Observer,
        cancel: &Cancel,
    ) -> Result<Report, EngineError> {
        let (profile, presets) = self.read_profile()?;
        let problems = check_credentials(&profile, &self.credentials);
        if !problems.is_empty() {
            return Err(problems.into());
        }
        let input = std::mem::replace(&mut self.input, Input::from_reader(std::io::empty()));
        let path = if let Input::File(path) = &input {
            Some(path.clone())
        } else {
            None
        };
        self.report |= self.evidence.needs_digests();
        let opened = self.open(input, self.report)?;
        let mut prepared = self.prepare(profile, presets, opened.dialect)?;
        let vault = self.vault_of(&prepared)?;
        self.make_reversible(&mut prepared, vault.as_ref());
        let started = AuditEvent::RunStarted {
            run: self.evidence.run.clone(),
            environment: prepared.settings.keys.environment().to_owned(),
            profile: prepared.digest.to_string(),
            key_id: prepared.settings.keys.id().to_string(),
        };
        let evidence = std::mem::take(&mut self.evidence);
        let mut log = RunLog::begin(&evidence, &started, observer)?;
        let ran = self.attempt(
            &mut prepared,
            vault.as_deref(),
            opened,
            path.as_deref(),
            &evidence,
            &mut log,
            observer,
            cancel,
        );
        log.end(ran)
    }

    /// Masks an opened dump, as often as a guess about it turns out to be wrong.
    #[expect(clippy::too_many_arguments, reason = "the parts of an opened job")]
    fn attempt(
        &mut self,
        prepared: &mut Prepared,
        vault: Option<&Vault>,
        mut opened: Opened,
        path: Option<&Path>,
        evidence: &Evidence,
        log: &mut RunLog<'_>,
        observer: &mut dyn Observer,
        cancel: &Cancel,
    ) -> Result<Report, EngineError> {
        self.keeps_to_policy(&prepared.settings.profile, evidence)?;
        evidence.keeps_to(&self.policy)?;
        self.admit(prepared, None)?;
        let mut output = std::mem::replace(&mut self.output, Output::Discard);
        // What has been streamed cannot be taken back, so a guess will not do there.
        let mut reading = if matches!(output, Output::Stream(_)) {
            Reading::Exact
        } else {
            Reading::Leaping
        };
        loop {
            let (knowledge, complete) =
                self.learn(path, &opened, prepared, reading, observer, cancel)?;
            let planned = self.plan(prepared, &knowledge, complete);
            let (plan, granted) = match planned {
                Err(_) if reading != Reading::Exact => {
                    reading = reading.next();
                    continue;
                }
                other => other?,
            };
            prepared.approved = granted.map(Approved::from);
            if evidence.register.is_some() && banner::is_taken(&knowledge.catalog) {
                return Err(banner::taken().into());
            }
            let guess = knowledge.skipped.is_some().then(|| knowledge.clone());
            let shuffles = plan
                .as_ref()
                .is_some_and(|plan| plan.shuffles(Extent::Table));
            if guess.is_some() && shuffles {
                reading = Reading::Skimming;
                continue;
            }
            let columns =
                self.gather_columns(path, prepared, &knowledge, plan.as_ref(), observer, cancel)?;
            let Some(columns) = columns else {
                if reading == Reading::Exact {
                    return Err(changed());
                }
                reading = reading.next();
                continue;
            };
            let (again, target) = match &output {
                Output::File(target) => (true, Output::File(target.clone())),
                Output::Discard => (true, Output::Discard),
                Output::Stream(_) => (false, std::mem::replace(&mut output, Output::Discard)),
            };
            if let Some(vault) = vault {
                vault.begin()?;
            }
            let ran = self.run(
                prepared, vault, knowledge, plan, complete, &columns, opened, path, target,
                evidence, log, observer, cancel,
            );
            match (ran, guess) {
                (Ok(Some(report)), _) => return Ok(report),
                (Ok(None), _) if again && reading != Reading::Exact => {}
                (Ok(None), _) => return Err(changed()),
                (Err(error), None) => return Err(error),
                // It may be for what was not known.
                (Err(error), Some(guess)) => {
                    if self.guessed_right(path, &guess, prepared, observer, cancel)? {
                        return Err(error);
                    }
                }
            }
            reading = reading.next();
            let Some(path) = path else {
                return Err(Diagnostic::new(Code::Io, "the input cannot be read twice").into());
            };
            opened = self.open(Input::File(path.to_owned()), self.report)?;
        }
    }

    /// One pass over the dump; `None` where it did not read as it did when it was learnt.
    #[expect(clippy::too_many_arguments, reason = "the parts of an opened job")]
    fn run(
        &self,
        prepared: &Prepared,
        vault: Option<&Vault>,
        knowledge: Knowledge,
        plan: Option<Plan>,
        complete: bool,
        columns: &Arc<Columns>,
        opened: Opened,
        path: Option<&Path>,
        output: Output,
        evidence: &Evidence,
        log: &mut RunLog<'_>,
        observer: &mut dyn Observer,
        cancel: &Cancel,
    ) -> Result<Option<Report>, EngineError> {
        let names = Arc::new(Mutex::new(Vec::new()));
        let dialect = opened.dialect;
        let mut director = PlanDirector::new(
            &prepared.settings,
            knowledge,
            plan,
            complete,
            Arc::clone(&names),
        )
        .with_columns(Arc::clone(columns));
        director.clones = ClonePassage::with(evidence.banner(prepared));
        let scanner = Scanner::with_limits(dialect, self.limits());
        let mut chunker = Chunker::new(opened.source, scanner, opened.front, opened.at_end)
            .reading(self.read_bytes);
        let mut folder = Folder::new(Sink::open(output, self.report)?, dialect, names, observer);
        let ran = pipeline::run(
            &mut chunker,
            &mut director,
            &mut folder,
            &Worker::default,
            self.threads,
            cancel,
        )
        .and_then(|()| director.finish())
        .and_then(|()| director.judge_kept(&folder.totals))
        .and_then(|()| self.had_reviewed(prepared, &director, &folder.totals, complete))
        .and_then(|()| self.had_schema(prepared, &director.knowledge, complete));
        if director.likeness.misled() {
            folder.sink.abandon(&[]);
            return Ok(None);
        }
        if let Err(error) = ran {
            let words = folder.last_words();
            folder.sink.abandon(&words);
            return Err(vault.and_then(Vault::failure).unwrap_or(error));
        }
        let Folder {
            sink, mut totals, ..
        } = folder;
        totals.add(columns.found.clone());
        if !director.read_alike() {
            sink.abandon(&[]);
            return Ok(None);
        }
        let mut sink = sink;
        if let Some(banner) = director.leave_database() {
            sink.write(Masked::banner(&banner))?;
        }
        let closed = sink.close()?;
        let proof = self.prove(&closed, path, observer, cancel)?;
        let input = chunker.into_source().finish()?;
        let output = closed.summary();
        let mut report =
            crate::report::assemble(self, prepared, dialect, &director, &totals, &input, output);
        report.verification = proof;
        // Before the output: tokens without their values would be lost.
        let kept = vault.map(Vault::finish).transpose()?.flatten();
        if let Some(reversal) = &mut report.reversal {
            reversal.vault = kept;
        }
        let made = Made {
            closed,
            report,
            key: &prepared.settings.keys,
            input: path,
            secrets: prepared.settings.staging.marks.seen(),
            parent: director.clones.parent.clone(),
        };
        evidence::publish(made, evidence, log).map(Some)
    }

    /// Verifies the output, if that was asked for. What is found is an error.
    fn prove(
        &self,
        closed: &Closed,
        original: Option<&Path>,
        observer: &mut dyn Observer,
        cancel: &Cancel,
    ) -> Result<Option<Proof>, EngineError> {
        let (Some(key), Some(masked)) = (self.verify, closed.path()) else {
            return Ok(None);
        };
        let verification = Verification {
            original: original.map(Path::to_owned),
            profile: Some(self.profile.clone()),
            dialect: self.dialect,
            threads: self.threads,
            memory_bytes: self.memory_bytes,
            row_bytes: self.row_bytes,
            today: self.today.clone(),
            fingerprints: self.fingerprints.clone(),
            ..Verification::new(masked.to_owned(), key)
        };
        // Not read again: whoever changes a preset meanwhile changes nothing.
        let beside = self.beside.clone();
        let proof = verification.run_beside(&beside, observer, cancel)?;
        if proof.passed {
            return Ok(Some(proof));
        }
        Err(proof.into_problems().into())
    }

    /// Lets tokens be made that can be opened again, as profile and policy allow.
    fn make_reversible(&self, prepared: &mut Prepared, vault: Option<&Arc<Vault>>) {
        let Prepared {
            settings, reveal, ..
        } = prepared;
        let (allowed, salt) = (self.policy.sealed_tokens, self.run_salt);
        let mut reversal = reversal::of_run(&settings.keys, reveal.as_ref(), allowed, salt);
        if let Vaulting::Unkept = reversal.vault {
            reversal.vault = match vault {
                Some(vault) => Vaulting::Kept(Arc::clone(vault) as _),
                None => Vaulting::Refused("the run has no vault; name one with --vault".to_owned()),
            };
        }
        settings.reversal = reversal;
    }

    /// The vault of the run, where one is named.
    fn vault_of(&self, prepared: &Prepared) -> Result<Option<Arc<Vault>>, EngineError> {
        let Some(path) = &self.vault else {
            return Ok(None);
        };
        let keys = &prepared.settings.keys;
        let Some(reveal) = prepared.reveal.clone() else {
            return Err(reversal::unpinned(keys.environment()).into());
        };
        let meta = SegmentMeta {
            created: self.today.clone(),
            profile: prepared.digest.to_string(),
            key_id: keys.id(),
        };
        let random = Secret::new(self.run_salt);
        let vault = Vault::new(path.clone(), keys.environment(), reveal, meta, random);
        Ok(Some(Arc::new(vault)))
    }

    pub(crate) fn limits(&self) -> Limits {
        Limits {
            row_bytes: self.row_bytes,
            ..Limits::default()
        }
    }

    /// Reads the profile and what it includes.
    pub(crate) fn read_profile(&self) -> Result<(Profile, Vec<Preset>), EngineError> {
        let profile = Profile::parse(&self.profile.text).map_err(|wrong| self.misread(wrong))?;
        let presets = self.load_presets(&profile)?;
        Ok((profile, presets))
    }

    /// Reads what a profile includes.
    pub(crate) fn load_presets(&self, profile: &Profile) -> Result<Vec<Preset>, EngineError> {
        let presets = profile.load_presets(&self.beside);
        presets.map_err(|wrong| self.misread(wrong))
    }

    fn misread(&self, problems: Vec<bauta_profile::ProfileError>) -> EngineError {
        let list = problems.into_iter().map(|problem| {
            let hint = problem.hint();
            let mut diagnostic = Diagnostic::new(Code::BadProfile, problem.problem.to_string())
                .at(format!("{}{}", self.profile.name, place(&problem)));
            diagnostic.hint = hint;
            diagnostic
        });
        EngineError::from(list.collect::<Vec<_>>())
    }

    pub(crate) fn prepare(
        &mut self,
        profile: Profile,
        presets: Vec<Preset>,
        dialect: Dialect,
    ) -> Result<Prepared, EngineError> {
        if let Some(wanted) = profile.dialect.filter(|wanted| *wanted != dialect) {
            return Err(Diagnostic::new(
                Code::WrongDialect,
                format!("the profile is for {wanted}, the dump is {dialect}"),
            )
            .hint("another profile, or another dump")
            .into());
        }
        if self.detect == Detect::Off && profile.secrets == Secrets::Scrub {
            return Err(Diagnostic::new(
                Code::BadUsage,
                "--detect off needs `secrets: report` in the profile",
            )
            .into());
        }
        let digest = self.digest(&profile, &presets)?;
        let key = std::mem::replace(&mut self.key, EnvironmentKey::from_root("", [0; 32]));
        let key = key.with_epoch(profile.epoch.as_deref());
        let reveal = reversal::pinned(&profile, key.environment())?;
        let reversal = reversal::stand_in(&key);
        let scrubs = profile.secrets == Secrets::Scrub && self.detect == Detect::All;
        let name = profile
            .name
            .clone()
            .unwrap_or_else(|| self.profile.name.clone());
        let credentials = std::mem::take(&mut self.credentials);
        let finder = Arc::new(LateFinder::with_rules(self.rules.clone()).sparing(&credentials));
        let staging = Staging::new(&key, &profile, credentials, Arc::clone(&finder) as _);
        let today = Some(self.today.clone()).filter(|today| !today.is_empty());
        let prf = self.fingerprints.as_ref().map(|key| key.prf());
        let marks = Marks::of(&profile, prf, today.as_deref());
        let staging = Arc::new(staging.with_marks(marks));
        let scrubber = scrubs.then(|| Arc::new(Scrubber::but(&staging, &[], self.rules.as_ref())));
        let statements = scrubber.as_ref();
        let settings = Settings {
            statements: statements.map(|rows| Arc::new(rows.within(Within::Statements))),
            staging,
            profile,
            presets,
            keys: key,
            reversal,
            files: Box::new(self.beside.clone()),
            finder,
            scrubber,
            lenient: Lenient::with_rules(self.rules.clone()),
            policy: self.policy.clone(),
            dialect,
            detects: self.detect == Detect::All,
            today,
        };
        Ok(Prepared {
            settings,
            name,
            digest,
            reveal,
            approved: None,
        })
    }

    /// The digest of the profile and of all that belongs to it.
    pub(crate) fn digest(
        &self,
        profile: &Profile,
        presets: &[Preset],
    ) -> Result<Digest, EngineError> {
        let rules = self.rules.as_deref();
        profile_digest(profile, presets, rules, &self.beside).map_err(|error| {
            let message = format!("the profile has no canonical form: {error}");
            Diagnostic::new(Code::BadProfile, message).into()
        })
    }

    /// Opens the input and recognises its dialect.
    pub(crate) fn open(&self, input: Input, hashed: bool) -> Result<Opened, EngineError> {
        Opened::open(input, self.dialect, hashed)
    }
}

/// The plan for what is known.
pub(crate) fn compile(settings: &Settings, knowledge: &Knowledge) -> Result<Plan, EngineError> {
    let compiler = Compiler {
        settings,
        catalog: &knowledge.catalog,
        database: knowledge.only_database(),
        complete: true,
    };
    Ok(compiler.compile()?)
}

fn place(problem: &bauta_profile::ProfileError) -> String {
    let text = problem.place.to_string();
    if text.is_empty() {
        text
    } else {
        format!(":{text}")
    }
}
