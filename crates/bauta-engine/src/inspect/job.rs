//! The façade of inspections.

use std::path::PathBuf;
use std::sync::Arc;

use bauta_crypto::{EnvironmentKey, Prf, Purpose};
use bauta_detect::Search;
use bauta_dump::{Limits, Scanner};
use bauta_model::Dialect;
use bauta_profile::Profile;
use bauta_transform::Reversal;
use bauta_trust::Terms;

use super::assemble::{self, Gathered};
use super::inspection::Inspection;
use super::inspector::Inspector;
use crate::error::{Code, Diagnostic, EngineError};
use crate::observe::Observer;
use crate::pipeline::Cancel;
use crate::plan::{Credentials, LateFinder, Lenient, Settings, Staging};
use crate::presets;
use crate::read::{DumpReading, Learnt};
use crate::scan::{Knowledge, Opened, Trace, learn_schema};
use crate::source::{Input, Source};
use crate::survey::{SAMPLE_ROWS, Samples, Survey};

/// What is to be inspected, and by what means.
#[derive(Debug)]
pub struct Inspect {
    /// The dump.
    pub input: Input,
    /// The dialect, where it is not to be recognised.
    pub dialect: Option<Dialect>,
    /// A dump of definitions, for an input that has none.
    pub schema: Option<PathBuf>,
    /// Threads that read.
    pub threads: usize,
    /// Longest row or statement.
    pub row_bytes: usize,
    /// Under which key secrets are known again.
    pub fingerprints: Fingerprints,
    /// Today as `yyyy-mm-dd`; empty leaves open what has expired.
    pub today: String,
    /// Whether leaves of documents and rights are gathered, for a profile to name them.
    pub outlines: bool,
    /// Size of single reads, for tests of how input is split.
    pub read_bytes: Option<usize>,
}

/// The key of fingerprints.
///
/// *Guarantees:* fingerprints are keyed digests; without the key nothing can be learnt from them
/// but which of them are equal.
#[derive(Debug)]
pub struct Fingerprints {
    key: EnvironmentKey,
    comparable: bool,
}

impl Fingerprints {
    /// Under the key of an organisation: equal in all inspections under it.
    pub fn under(key: EnvironmentKey) -> Self {
        Self {
            key,
            comparable: true,
        }
    }

    /// Under a random key that nobody will have again.
    pub fn fresh(root: [u8; 32]) -> Self {
        Self {
            key: EnvironmentKey::from_root("", root),
            comparable: false,
        }
    }

    pub(crate) fn prf(&self) -> Prf {
        self.key.prf("secrets", Purpose::Fingerprint)
    }
}

impl Inspect {
    /// An inspection by the usual means.
    pub fn new(input: Input, fingerprints: Fingerprints) -> Self {
        Self {
            input,
            dialect: None,
            schema: None,
            threads: 1,
            row_bytes: Limits::default().row_bytes,
            fingerprints,
            today: String::new(),
            outlines: false,
            read_bytes: None,
        }
    }

    /// Reads the dump once.
    ///
    /// # Errors
    /// The dump is damaged or of an unknown format, or the run is cancelled.
    pub fn inspect(
        self,
        observer: &mut dyn Observer,
        cancel: &Cancel,
    ) -> Result<Inspection, EngineError> {
        Ok(self.read_all(0, observer, cancel)?.0)
    }

    /// Reads the dump once, and keeps what a window needs to try rules on it afterwards.
    ///
    /// # Errors
    /// As for [`Inspect::inspect`].
    pub fn survey(
        self,
        observer: &mut dyn Observer,
        cancel: &Cancel,
    ) -> Result<Survey, EngineError> {
        let (inspection, knowledge, samples) = self.read_all(SAMPLE_ROWS, observer, cancel)?;
        Ok(Survey::new(inspection, knowledge, samples))
    }

    /// The same, with all that the dump's statements have taught, and samples.
    pub(crate) fn read_all(
        mut self,
        sample_rows: u64,
        observer: &mut dyn Observer,
        cancel: &Cancel,
    ) -> Result<(Inspection, Knowledge, Samples), EngineError> {
        let input = std::mem::replace(&mut self.input, Input::from_reader(std::io::empty()));
        let opened = Opened::open(input, self.dialect, false)?;
        let learnt = self.learn(observer, cancel)?;
        let dialect = opened.dialect;
        let reading = DumpReading {
            opened,
            limits: self.limits(),
            threads: self.threads,
            read_bytes: self.read_bytes,
        };
        let usual = Profile::parse("version: 1").map_err(|_| {
            Diagnostic::new(Code::WorkerDied, "a profile without rules does not parse")
        })?;
        let (prf, outlines) = (self.fingerprints.prf(), self.outlines);
        let settings = || settings(usual.clone(), dialect);
        let search = Arc::new(Search::secrets_and_spans());
        let mut gathered = Gathered::default();
        let mut samples = Samples::default();
        let read = reading.read(
            learnt,
            &|| {
                Inspector::new(settings(), Arc::clone(&search), prf.clone(), sample_rows)
                    .outlining(outlines)
            },
            &mut |mut yielded| {
                samples.add(std::mem::take(&mut yielded.samples));
                gathered.add(yielded);
                Ok(())
            },
            observer,
            cancel,
        )?;
        let inspection = assemble::inspection(&gathered, &read, &self);
        Ok((inspection, read.knowledge, samples))
    }

    /// Whether fingerprints mean something beyond this inspection.
    pub(super) fn comparable(&self) -> bool {
        self.fingerprints.comparable
    }

    fn limits(&self) -> Limits {
        Limits {
            row_bytes: self.row_bytes,
            ..Limits::default()
        }
    }

    fn learn(&self, observer: &mut dyn Observer, cancel: &Cancel) -> Result<Learnt, EngineError> {
        let Some(schema) = &self.schema else {
            return Ok(Learnt::Nothing);
        };
        let side = Opened::recognise(Source::open(schema, false)?, self.dialect)?;
        let mut learnt = learn_schema(
            side.source,
            Scanner::with_limits(side.dialect, self.limits()),
            side.front,
            side.at_end,
            Knowledge::new(side.dialect),
            observer,
            cancel,
        )?;
        // Its statements are not those of the input.
        learnt.trace = Trace::default();
        Ok(Learnt::Some(learnt.rewound()))
    }
}

/// What `mask` would go by under a profile that says nothing.
fn settings(profile: Profile, dialect: Dialect) -> Settings {
    let keys = EnvironmentKey::from_root("", [0; 32]);
    let finder = Arc::new(LateFinder::default());
    let staging = Staging::new(
        &keys,
        &profile,
        Credentials::new(),
        Arc::clone(&finder) as _,
    );
    Settings {
        staging: Arc::new(staging),
        profile,
        presets: Vec::new(),
        reversal: Reversal::refused("nothing is masked"),
        keys,
        files: Box::new(presets::Folder::new(PathBuf::new())),
        finder,
        scrubber: None,
        statements: None,
        lenient: Lenient::default(),
        policy: Terms::without_policy(""),
        dialect,
        detects: true,
        today: None,
    }
}
