//! The façade: what to do, with what, and by what means.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use bauta_crypto::EnvironmentKey;
use bauta_detect::{Finder, OwnRules};
use bauta_dump::{Limits, Scanner, Sniff, sniff};
use bauta_model::Dialect;
use bauta_profile::{Preset, Profile, Secrets};
use sha2::{Digest, Sha256};

use crate::error::{Code, Diagnostic, EngineError};
use crate::hex;
use crate::mask::Columns;
use crate::observe::Observer;
use crate::pipeline::{self, Cancel};
use crate::plan::{Compiler, Lenient, Plan, Scrubber, Settings};
use crate::presets::Folder as Beside;
use crate::report::Report;
use crate::scan::{Chunker, Knowledge, PlanDirector, learn_schema};
use crate::sink::{Folder, Output, Sink};
use crate::source::{Input, Source};

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
    /// Today as `yyyy-mm-dd`; empty leaves expiry unchecked.
    pub today: String,
    /// Fresh random bytes for tokens that are sealed in this run.
    pub run_salt: [u8; 32],
    /// Size of single reads, for tests of how input is split.
    pub read_bytes: Option<usize>,
}

/// A profile and what was made of it.
pub(crate) struct Prepared {
    pub(crate) settings: Settings,
    pub(crate) name: String,
    pub(crate) digest: String,
}

/// How the dump is read for its definitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Rows are passed over by how lines end; the reading that masks checks the guess.
    Skimming,
    /// Every row is read.
    Exact,
}

/// An input whose dialect is known and whose first bytes have been read.
pub(crate) struct Opened {
    pub(crate) source: Source,
    pub(crate) front: Vec<u8>,
    pub(crate) at_end: bool,
    pub(crate) dialect: Dialect,
}

impl Job {
    /// A job with the usual means.
    pub fn new(profile: ProfileSource, input: Input, output: Output, key: EnvironmentKey) -> Self {
        Self {
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
            today: String::new(),
            run_salt: [0; 32],
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
        let input = std::mem::replace(&mut self.input, Input::from_reader(std::io::empty()));
        let path = if let Input::File(path) = &input {
            Some(path.clone())
        } else {
            None
        };
        let mut opened = self.open(input, self.report)?;
        let prepared = self.prepare(profile, presets, opened.dialect)?;
        let mut output = std::mem::replace(&mut self.output, Output::Discard);
        // What has been streamed cannot be taken back, so a guess will not do there.
        let mut reading = if matches!(output, Output::Stream(_)) {
            Reading::Exact
        } else {
            Reading::Skimming
        };
        loop {
            let (knowledge, complete) =
                self.learn(path.as_ref(), &opened, &prepared, reading, observer, cancel)?;
            let plan = match complete
                .then(|| compile(&prepared.settings, &knowledge))
                .transpose()
            {
                Err(_) if reading == Reading::Skimming => {
                    reading = Reading::Exact;
                    continue;
                }
                other => other?,
            };
            let columns = self.gather_columns(
                path.as_ref(),
                &prepared,
                &knowledge,
                plan.as_ref(),
                observer,
                cancel,
            )?;
            let Some(columns) = columns else {
                if reading == Reading::Exact {
                    return Err(changed());
                }
                reading = Reading::Exact;
                continue;
            };
            let (again, target) = match &output {
                Output::File(target) => (true, Output::File(target.clone())),
                Output::Discard => (true, Output::Discard),
                Output::Stream(_) => (false, std::mem::replace(&mut output, Output::Discard)),
            };
            match self.run(
                &prepared, knowledge, plan, complete, &columns, opened, target, observer, cancel,
            )? {
                Some(report) => return Ok(report),
                None if again && reading == Reading::Skimming => {}
                None => return Err(changed()),
            }
            reading = Reading::Exact;
            let Some(path) = &path else {
                return Err(Diagnostic::new(Code::Io, "the input cannot be read twice").into());
            };
            opened = self.open(Input::File(path.clone()), self.report)?;
        }
    }

    /// One pass over the dump; `None` where it did not read as it did when it was learnt.
    #[expect(clippy::too_many_arguments, reason = "the parts of an opened job")]
    fn run(
        &self,
        prepared: &Prepared,
        knowledge: Knowledge,
        plan: Option<Plan>,
        complete: bool,
        columns: &Arc<Columns>,
        opened: Opened,
        output: Output,
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
        let scanner = Scanner::with_limits(dialect, self.limits());
        let mut chunker = Chunker::new(opened.source, scanner, opened.front, opened.at_end)
            .reading(self.read_bytes);
        let mut folder = Folder::new(Sink::open(output, self.report)?, dialect, names, observer);
        let ran = pipeline::run(
            &mut chunker,
            &mut director,
            &mut folder,
            self.threads,
            cancel,
        )
        .and_then(|()| director.finish());
        if let Err(error) = ran {
            let words = folder.last_words();
            folder.sink.abandon(&words);
            return Err(error);
        }
        let Folder {
            sink, mut totals, ..
        } = folder;
        totals.add(columns.found.clone());
        if !director.read_alike() {
            sink.abandon(&[]);
            return Ok(None);
        }
        let output = sink.finish()?;
        let input = chunker.into_source().finish()?;
        Ok(Some(crate::report::assemble(
            self, prepared, dialect, &director, &totals, &input, &output,
        )))
    }

    pub(crate) fn limits(&self) -> Limits {
        Limits {
            row_bytes: self.row_bytes,
            ..Limits::default()
        }
    }

    /// Reads the profile and what it includes.
    pub(crate) fn read_profile(&self) -> Result<(Profile, Vec<Preset>), EngineError> {
        let wrong = |problems: Vec<bauta_profile::ProfileError>| {
            let list = problems.into_iter().map(|problem| {
                let hint = problem.hint();
                let mut diagnostic = Diagnostic::new(Code::BadProfile, problem.problem.to_string())
                    .at(format!("{}{}", self.profile.name, place(&problem)));
                diagnostic.hint = hint;
                diagnostic
            });
            EngineError::from(list.collect::<Vec<_>>())
        };
        let profile = Profile::parse(&self.profile.text).map_err(wrong)?;
        let beside = Beside::new(self.profile.folder.clone());
        let presets = profile.load_presets(&beside).map_err(wrong)?;
        Ok((profile, presets))
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
        let digest = Sha256::digest(profile.canonical_json(&presets).to_string().as_bytes());
        let digest = format!("sha256:{}", hex::lower(&digest));
        let key = std::mem::replace(&mut self.key, EnvironmentKey::from_root("", [0; 32]));
        let key = key
            .with_epoch(profile.epoch.as_deref())
            .with_run_salt(self.run_salt);
        let scrubs = profile.secrets == Secrets::Scrub && self.detect == Detect::All;
        let scrubber =
            scrubs.then(|| Arc::new(Scrubber::new(&key).with_rules(self.rules.as_ref())));
        let name = profile
            .name
            .clone()
            .unwrap_or_else(|| self.profile.name.clone());
        let settings = Settings {
            profile,
            presets,
            keys: key,
            files: Box::new(Beside::new(self.profile.folder.clone())),
            finder: Arc::new(match &self.rules {
                Some(rules) => Finder::all().with_rules(Arc::clone(rules)),
                None => Finder::all(),
            }),
            scrubber,
            lenient: Lenient::with_rules(self.rules.clone()),
            dialect,
            today: Some(self.today.clone()).filter(|today| !today.is_empty()),
        };
        Ok(Prepared {
            settings,
            name,
            digest,
        })
    }

    /// Opens the input and recognises its dialect.
    pub(crate) fn open(&self, input: Input, hashed: bool) -> Result<Opened, EngineError> {
        let source = match input {
            Input::File(path) => Source::open(&path, hashed)?,
            Input::Stream(reader) => Source::stream(reader, hashed)?,
        };
        self.recognise(source)
    }

    fn recognise(&self, mut source: Source) -> Result<Opened, EngineError> {
        const STEP: usize = 1 << 16;
        let (mut front, mut at_end) = (Vec::new(), false);
        let dialect = match self.dialect {
            Some(dialect) => dialect,
            None => loop {
                match sniff(&front, at_end) {
                    Sniff::Dialect(dialect) => break dialect,
                    Sniff::NeedMore => at_end = source.fill(&mut front, STEP)?,
                    Sniff::Unknown => return Err(unknown_format(&front).into()),
                }
            },
        };
        if let Some(problem) = archive(&front) {
            return Err(problem.into());
        }
        Ok(Opened {
            source,
            front,
            at_end,
            dialect,
        })
    }

    /// What is known before rows are read, and whether that is all.
    pub(crate) fn learn(
        &self,
        path: Option<&PathBuf>,
        opened: &Opened,
        prepared: &Prepared,
        reading: Reading,
        observer: &mut dyn Observer,
        cancel: &Cancel,
    ) -> Result<(Knowledge, bool), EngineError> {
        let mut knowledge = Knowledge::new(opened.dialect);
        if let Some(schema) = &self.schema {
            let side = self.recognise(Source::open(schema, false)?)?;
            knowledge = self.learn_from(side, knowledge, Reading::Exact, observer, cancel)?;
            // Its statements are not those of the input.
            knowledge.trace = crate::scan::Trace::default();
            knowledge = knowledge.rewound();
        }
        let Some(path) = path.filter(|path| path.is_file()) else {
            return Ok((knowledge, false));
        };
        if keeps_everything(&prepared.settings.profile) {
            // Nothing can change, so nothing need be known.
            return Ok((knowledge, false));
        }
        let again = self.recognise(Source::open(path, false)?)?;
        let learnt = self.learn_from(again, knowledge, reading, observer, cancel)?;
        Ok((learnt.rewound(), true))
    }

    fn learn_from(
        &self,
        opened: Opened,
        knowledge: Knowledge,
        reading: Reading,
        observer: &mut dyn Observer,
        cancel: &Cancel,
    ) -> Result<Knowledge, EngineError> {
        let scanner = Scanner::with_limits(opened.dialect, self.limits());
        let scanner = if reading == Reading::Skimming {
            scanner.skimming()
        } else {
            scanner
        };
        learn_schema(
            opened.source,
            scanner,
            opened.front,
            opened.at_end,
            knowledge,
            observer,
            cancel,
        )
    }
}

fn changed() -> EngineError {
    Diagnostic::new(Code::Io, "the input has changed while it was read").into()
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

/// Whether the profile is the one that changes nothing: `secrets: report` and every column kept.
fn keeps_everything(profile: &Profile) -> bool {
    use bauta_profile::Rows;
    let tables = profile.tables.values();
    profile.secrets == Secrets::Report
        && profile.include.is_empty()
        && profile.tables.contains_key("*")
        && tables
            .clone()
            .all(|table| matches!(table.rows, None | Some(Rows::All)))
        && tables
            .flat_map(|table| table.columns.values())
            .all(|rule| rule.transformer == "keep" && rule.when.is_none())
        && profile
            .tables
            .get("*")
            .is_some_and(|table| table.columns.contains_key("*"))
}

fn place(problem: &bauta_profile::ProfileError) -> String {
    let text = problem.place.to_string();
    if text.is_empty() {
        text
    } else {
        format!(":{text}")
    }
}

fn unknown_format(front: &[u8]) -> Diagnostic {
    archive(front).unwrap_or_else(|| {
        Diagnostic::new(
            Code::UnknownFormat,
            "this is no SQL dump of PostgreSQL, MySQL, MariaDB or SQLite",
        )
        .at("byte 0")
        .hint("--dialect says which it is, if it is one")
    })
}

/// Formats that are dumps but not scripts.
fn archive(front: &[u8]) -> Option<Diagnostic> {
    let (what, hint) = match front {
        [b'P', b'G', b'D', b'M', b'P', ..] => (
            "a pg_dump archive (-Fc)",
            "turn it into a script: pg_restore -f dump.sql ARCHIVE",
        ),
        [b'S', b'Q', b'L', b'i', b't', b'e', b' ', b'f', ..] => (
            "an SQLite database file",
            "dump it: sqlite3 FILE .dump > dump.sql",
        ),
        [b'P', b'A', b'R', b'1', ..] => ("a Parquet file", "bauta reads SQL dumps"),
        _ if front.get(257..262) == Some(b"ustar") => (
            "a tar archive",
            "unpack it, or turn it into a script with pg_restore -f dump.sql",
        ),
        _ => return None,
    };
    Some(
        Diagnostic::new(
            Code::UnknownFormat,
            format!("this is {what}, which is not read"),
        )
        .at("byte 0")
        .hint(hint),
    )
}
