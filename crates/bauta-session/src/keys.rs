//! Root keys as files: listed without their bytes, made, read for a run.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use bauta_crypto::EnvironmentKey;
use bauta_engine::{Code, Diagnostic};
use bauta_model::Secret;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A key of the folder, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KeyEntry {
    /// The environment it is for.
    pub environment: String,
    /// Its id.
    pub key_id: String,
    /// The name of its file.
    pub file_name: String,
    /// Why it cannot be used, where that is so; then environment and id are empty.
    pub problem: Option<String>,
}

/// Longest key file.
const MOST_BYTES: u64 = 4096;

/// The keys of a folder; one that is not there has none.
pub(crate) fn list(folder: &Path) -> Result<Vec<KeyEntry>, Diagnostic> {
    let failed = |error: &io::Error| {
        let message = format!("cannot read the folder of keys: {}", error.kind());
        Diagnostic::new(Code::Io, message).at(folder.display())
    };
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed(&error)),
    };
    let mut keys = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| failed(&error))?.path();
        if path.extension().is_none_or(|extension| extension != "key") {
            continue;
        }
        let file_name = crate::files::name_of(&path);
        keys.push(match read(&path) {
            Ok(key) => KeyEntry {
                environment: key.environment().to_owned(),
                key_id: key.id().to_string(),
                file_name,
                problem: None,
            },
            Err(problem) => KeyEntry {
                environment: String::new(),
                key_id: String::new(),
                file_name,
                problem: Some(problem.message),
            },
        });
    }
    keys.sort();
    Ok(keys)
}

/// Reads a key file that is its owner's alone.
pub(crate) fn read(path: &Path) -> Result<EnvironmentKey, Diagnostic> {
    let unread = |error: &io::Error| {
        let message = format!("cannot read the key: {}", error.kind());
        Diagnostic::new(Code::BadKey, message).at(path.display())
    };
    let file = File::open(path).map_err(|error| unread(&error))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let mode = file.metadata().map_err(|error| unread(&error))?.mode();
        if mode & 0o077 != 0 {
            let problem =
                Diagnostic::new(Code::OpenKeyFile, "others than its owner can read the key");
            return Err(problem.at(path.display()).hint("chmod 600"));
        }
    }
    // Room for all of it at once, so that nothing is left of it elsewhere.
    let mut text = String::with_capacity(usize::try_from(MOST_BYTES).unwrap_or_default());
    let mut file = file.take(MOST_BYTES);
    let length = file.read_to_string(&mut text);
    let text = Secret::new(text);
    length.map_err(|error| unread(&error))?;
    EnvironmentKey::from_key_file(text.expose())
        .map_err(|error| Diagnostic::new(Code::BadKey, error.to_string()).at(path.display()))
}

/// Makes the key of an environment, `NAME.key`; answers its id.
pub(crate) fn make(
    folder: &Path,
    environment: &str,
    random: [u8; 32],
) -> Result<String, Diagnostic> {
    let (key, text) = EnvironmentKey::generate(environment, random, None)
        .map_err(|error| Diagnostic::new(Code::BadUsage, error.to_string()))?;
    let path = folder.join(format!("{environment}.key"));
    write_new(&path, text.expose().as_bytes()).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => Diagnostic::new(
            Code::BadUsage,
            "the environment has a key, and keys are never overwritten",
        )
        .at(path.display()),
        kind => {
            Diagnostic::new(Code::Io, format!("cannot write the key: {kind}")).at(path.display())
        }
    })?;
    Ok(key.id().to_string())
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}
