//! What `mask`, `check` and `preview` have in common: a job that reads a dump under a profile.

use std::path::{Path, PathBuf};
use std::thread;

use bauta_crypto::EnvironmentKey;
use bauta_engine::{Cancel, Code, Detect, Diagnostic, Input, Job, Output};
use bauta_model::Dialect;

use crate::args::ReadingFlags;
use crate::files::{self, Named};
use crate::keys;
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
    Ok(Job {
        profile: profile.into_source(),
        input: match input {
            Some(path) if !files::is_dash(path) => Input::File(path.to_owned()),
            _ => signals::stdin(cancel),
        },
        output: Output::Discard,
        key,
        dialect: flags.dialect.map(Dialect::from),
        threads: flags
            .threads
            .or_else(|| thread::available_parallelism().ok())
            .map_or(1, usize::from),
        memory_bytes: flags.memory.bytes(),
        row_bytes: flags.max_row_bytes.bytes(),
        schema: flags.schema.as_deref().map(schema_path).transpose()?,
        detect: Detect::All,
        report: false,
        today: jiff::Timestamp::now().strftime("%F").to_string(),
        run_salt: keys::random()?,
        read_bytes: None,
    })
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
fn schema_path(path: &Path) -> Result<PathBuf, Diagnostic> {
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
