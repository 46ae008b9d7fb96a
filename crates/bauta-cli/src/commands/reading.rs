//! What `mask`, `check` and `preview` have in common: a job that reads a dump under a profile.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use bauta_crypto::EnvironmentKey;
use bauta_engine::{Cancel, Code, Diagnostic, Fingerprints, Input, Job, Output};
use bauta_keys::KeySource;
use bauta_model::Dialect;

use crate::args::{FingerprintFlags, ReadingFlags, RunningFlags};
use crate::files::{self, Named};
use crate::keys::{self, Unlocking};
use crate::profiles::ProfileFile;
use crate::signals;

/// A job that writes nothing yet.
pub(super) fn job(
    profile: ProfileFile,
    input: Option<&Path>,
    key: EnvironmentKey,
    flags: &ReadingFlags,
    cancel: &Cancel,
) -> Result<Job, Diagnostic> {
    let input = self::input(input, cancel);
    let mut job = Job::new(profile.into_source(), input, Output::Discard, key);
    job.dialect = flags.dialect.map(Dialect::from);
    job.row_bytes = flags.max_row_bytes.bytes();
    job.schema = flags.schema.as_deref().map(schema_path).transpose()?;
    job.today = today();
    job.run_salt = keys::random()?;
    Ok(job)
}

/// The dump that a path names.
pub(super) fn input(path: Option<&Path>, cancel: &Cancel) -> Input {
    match path {
        Some(path) if !files::is_dash(path) => Input::File(path.to_owned()),
        _ => signals::stdin(cancel),
    }
}

/// Threads, where none are named.
pub(super) fn threads(asked: Option<NonZeroUsize>) -> usize {
    let cores = || thread::available_parallelism().ok();
    asked.or_else(cores).map_or(1, usize::from)
}

/// Today, as `yyyy-mm-dd`.
pub(super) fn today() -> String {
    jiff::Timestamp::now().strftime("%F").to_string()
}

/// The means of a job that reads its dump to the end.
pub(super) fn equip(job: &mut Job, flags: &RunningFlags) {
    job.threads = threads(flags.threads);
    job.memory_bytes = flags.memory.bytes();
}

/// The key of fingerprints, where one is named.
pub(super) fn fingerprints(
    flags: &FingerprintFlags,
) -> Result<Option<Arc<Fingerprints>>, Diagnostic> {
    let spec = flags.fingerprint_key.as_deref();
    let source = spec.map(KeySource::parse).transpose();
    let source = source.map_err(|problem| problem.at("--fingerprint-key"))?;
    let key = source
        .map(|source| source.root(&Unlocking::default()))
        .transpose()?;
    Ok(key.map(|key| Arc::new(Fingerprints::under(key))))
}

/// The paths that such a job reads, for the check that none is written over.
pub(super) fn reads<'a>(
    profile: &'a Path,
    input: Option<&'a Path>,
    flags: &'a ReadingFlags,
) -> Vec<Named<'a>> {
    let mut reads = vec![
        Named::new("INPUT", input.unwrap_or(Path::new("-"))),
        Named::new("the profile", profile),
    ];
    reads.extend(
        flags
            .schema
            .as_deref()
            .map(|schema| Named::new("--schema", schema)),
    );
    reads
}

/// The engine opens the schema by its path.
pub(super) fn schema_path(path: &Path) -> Result<PathBuf, Diagnostic> {
    match files::is_dash(path) {
        false => Ok(path.to_owned()),
        true if cfg!(unix) => Ok("/dev/stdin".into()),
        true => Err(Diagnostic::new(
            Code::BadUsage,
            "--schema cannot be standard input on this system",
        )
        .hint("name a file")),
    }
}
