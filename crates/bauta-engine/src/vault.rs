//! The file that keeps what vault tokens stand for, while a run adds to it.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use bauta_crypto::{RevealPublicKey, Segment, SegmentMeta, VaultError, VaultHeader, VaultSummary};
use bauta_model::Secret;
use bauta_transform::{NotKept, TokenStore};

use crate::error::{Code, Diagnostic, EngineError};
use crate::report::VaultReport;
use crate::sink::{PendingFile, Readers};

/// A vault that a run adds a segment to.
///
/// What was there is copied, what is new is written behind it, and the whole gets the vault's name
/// once the run has succeeded: a run that is stopped at any moment leaves the vault as it was.
#[derive(Debug)]
pub(crate) struct Vault {
    path: PathBuf,
    environment: String,
    reveal: RevealPublicKey,
    meta: SegmentMeta,
    random: Secret<[u8; 32]>,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    attempts: u32,
    open: Option<Open>,
    failure: Option<EngineError>,
}

/// A vault under its temporary name.
#[derive(Debug)]
struct Open {
    /// What was there, locked against other runs.
    before: Option<File>,
    pending: PendingFile,
    out: BufWriter<File>,
    segment: Segment,
    record: Vec<u8>,
    recent: Recent,
}

impl Vault {
    /// A vault at this path; `random` are fresh bytes of the run.
    pub(crate) fn new(
        path: PathBuf,
        environment: &str,
        reveal: RevealPublicKey,
        meta: SegmentMeta,
        random: Secret<[u8; 32]>,
    ) -> Self {
        Self {
            path,
            environment: environment.to_owned(),
            reveal,
            meta,
            random,
            state: Mutex::default(),
        }
    }

    /// Begins the run's segment; what an earlier attempt of the run has written is thrown away.
    pub(crate) fn begin(&self) -> Result<(), EngineError> {
        let mut state = self.state();
        *state = State {
            attempts: state.attempts + 1,
            ..State::default()
        };
        state.open = Some(self.open(state.attempts)?);
        Ok(())
    }

    /// What has gone wrong while values were kept, if anything has.
    pub(crate) fn failure(&self) -> Option<EngineError> {
        self.state().failure.take()
    }

    /// Ends the segment and gives the whole its name; without new tokens the vault stays as it was.
    pub(crate) fn finish(&self) -> Result<Option<VaultReport>, EngineError> {
        let Some(open) = self.state().open.take() else {
            return Ok(None);
        };
        if open.segment.records() == 0 {
            return Ok(None);
        }
        let added = open.segment.records();
        let summary = open.keep().map_err(|error| self.refused(error))?;
        Ok(Some(VaultReport {
            id: summary.header.vault_id.clone(),
            segment: summary.segments,
            added,
            records: summary.records,
            sha256: summary.sha256(),
        }))
    }

    fn open(&self, attempt: u32) -> Result<Open, EngineError> {
        let before = self.lock_existing()?;
        let opened = || -> Result<Open, VaultError> {
            let pending = PendingFile::create(&self.path, Readers::Owner)?;
            let mut out = BufWriter::with_capacity(1 << 18, pending.file()?);
            let mut front = Vec::new();
            let summary = if let Some(file) = &before {
                let file = BufReader::with_capacity(1 << 18, file);
                let copied = Copied {
                    file,
                    out: &mut out,
                };
                VaultSummary::read(copied, &self.environment)?
            } else {
                let header = VaultHeader::new(&self.environment, &self.random);
                VaultSummary::begin(header, &mut front)?
            };
            let (reveal, random) = (&self.reveal, &self.random);
            let segment = Segment::begin(summary, &self.meta, reveal, random, attempt, &mut front)?;
            out.write_all(&front)?;
            Ok(Open {
                before: None,
                pending,
                out,
                segment,
                record: Vec::new(),
                recent: Recent::default(),
            })
        };
        let mut open = opened().map_err(|error| self.refused(error))?;
        open.before = before;
        Ok(open)
    }

    /// The vault that is there, locked. Waiting would not help: what is there then is another.
    fn lock_existing(&self) -> Result<Option<File>, EngineError> {
        let file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(self.refused(error.into())),
        };
        let ours = file.try_lock().is_ok() && is_still(&file, &self.path);
        if ours {
            Ok(Some(file))
        } else {
            Err(self.busy())
        }
    }

    fn busy(&self) -> EngineError {
        self.problem(Code::Io, "another run adds to the vault")
            .hint("let it end, or give each run a vault of its own")
            .into()
    }

    fn problem(&self, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(code, message).at(self.path.display())
    }

    fn refused(&self, error: VaultError) -> EngineError {
        match error {
            VaultError::Io(error) if error.kind() == io::ErrorKind::AlreadyExists => self.busy(),
            VaultError::Io(error) => {
                let message = format!("cannot write the vault: {}", error.kind());
                let hint = "is the folder there, writable, and has it room for the vault twice?";
                self.problem(Code::Io, message).hint(hint).into()
            }
            error => problem_of(&error, &self.path).into(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // What a thread that died has left is thrown away with the run.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl TokenStore for Vault {
    fn keep(&self, token: [u8; 16], domain: &str, value: &[u8]) -> Result<(), NotKept> {
        let mut state = self.state();
        let Some(open) = &mut state.open else {
            return Err(NotKept);
        };
        open.put(token, domain, value).map_err(|error| {
            state.failure = Some(self.refused(error));
            NotKept
        })
    }
}

impl Open {
    fn put(&mut self, token: [u8; 16], domain: &str, value: &[u8]) -> Result<(), VaultError> {
        if !self.recent.is_new(token) {
            return Ok(());
        }
        self.record.clear();
        self.segment.put(token, domain, value, &mut self.record)?;
        Ok(self.out.write_all(&self.record)?)
    }

    fn keep(mut self) -> Result<VaultSummary, VaultError> {
        self.record.clear();
        let summary = self.segment.end(&mut self.record)?;
        self.out.write_all(&self.record)?;
        self.out.flush()?;
        if self.before.is_some() {
            self.pending.keep()?;
        } else {
            self.pending.keep_new()?;
        }
        Ok(summary)
    }
}

/// Tokens that were kept a moment ago, so that frequent values do not fill the vault.
#[derive(Debug)]
struct Recent(Vec<[u8; 16]>);

impl Default for Recent {
    fn default() -> Self {
        Self(vec![[0; 16]; 1 << 16])
    }
}

impl Recent {
    fn is_new(&mut self, token: [u8; 16]) -> bool {
        let place = usize::from(u16::from_be_bytes([token[0], token[1]]));
        match self.0.get_mut(place) {
            Some(kept) if *kept == token => false,
            Some(kept) => {
                *kept = token;
                true
            }
            None => true,
        }
    }
}

/// Reads a file and copies what was read.
struct Copied<R, W> {
    file: R,
    out: W,
}

impl<R: Read, W: Write> Read for Copied<R, W> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.out.write_all(buffer.get(..read).unwrap_or_default())?;
        Ok(read)
    }
}

/// What is wrong with a vault.
pub fn problem_of(error: &VaultError, path: &Path) -> Diagnostic {
    let (code, hint) = match error {
        VaultError::Io(_) => (Code::Io, "is it readable?"),
        VaultError::OtherEnvironment { .. } => {
            (Code::WrongKey, "each environment has a vault of its own")
        }
        VaultError::NotAVault | VaultError::Version => (
            Code::UnknownFormat,
            "is this the file that `mask --vault` has written?",
        ),
        VaultError::RevealKey => (Code::BadKey, "make another with `bauta key new --reveal`"),
        VaultError::TooLong | VaultError::Full => {
            (Code::RefusedValue, "give the run a vault of its own")
        }
        _ => (
            Code::DamagedVault,
            "take the vault from a backup; a run never leaves one that is damaged",
        ),
    };
    Diagnostic::new(code, error.to_string())
        .at(path.display())
        .hint(hint)
}

/// Whether the path still names the open file.
#[cfg(unix)]
fn is_still(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |metadata: std::fs::Metadata| (metadata.dev(), metadata.ino());
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(open), Ok(named)) => identity(open) == identity(named),
        _ => false,
    }
}

/// A file that is open cannot be replaced elsewhere.
#[cfg(not(unix))]
fn is_still(_file: &File, _path: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests;
