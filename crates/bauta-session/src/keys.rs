//! Root keys as files: listed without their bytes, and made.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

use bauta_crypto::{EnvironmentKey, KeyFile};
use bauta_engine::{Code, Diagnostic};
use bauta_keys::{KeySource, NoPassphrases};
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
    /// Whether a passphrase opens it, which is asked for in a window of its own when a run begins.
    pub wrapped: bool,
    /// Why it cannot be used, where that is so; then environment and id are empty.
    pub problem: Option<String>,
}

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
        keys.push(match known(&path) {
            Ok(file) => KeyEntry {
                environment: file.environment().to_owned(),
                key_id: file.key_id().to_owned(),
                file_name,
                wrapped: file.is_wrapped(),
                problem: None,
            },
            Err(problem) => KeyEntry {
                environment: String::new(),
                key_id: String::new(),
                file_name,
                wrapped: false,
                problem: Some(problem.message),
            },
        });
    }
    keys.sort();
    Ok(keys)
}

/// What a key file says of itself. A wrapped key is taken at its word; a plain one has to belong to
/// its id.
pub(crate) fn known(path: &Path) -> Result<KeyFile, Diagnostic> {
    let source = KeySource::File(path.to_owned());
    let file = source.key_file()?;
    if !file.is_wrapped() {
        source.root(&NoPassphrases)?;
    }
    Ok(file)
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
