//! Root keys as files: listed without their bytes, made, read for a run.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

use bauta_crypto::{EnvironmentKey, KeyFile, KeyFileError, Passphrase};
use bauta_engine::{Code, Diagnostic};
use bauta_model::Secret;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::problem::CommandError;
use crate::session::Session;

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
    let file = read(path)?;
    if !file.is_wrapped() {
        file.root(None).map_err(|error| bad(path, error))?;
    }
    Ok(file)
}

/// The key that a file holds. Of a wrapped one, the passphrase is asked for by the shell, in a window
/// that no page of the session's sees.
pub(crate) fn open(session: &Session, path: &Path) -> Result<EnvironmentKey, CommandError> {
    let file = read(path)?;
    let passphrase = file.is_wrapped().then(|| ask(session, path)).transpose()?;
    let key = file.root(passphrase.as_ref());
    Ok(key.map_err(|error| bad(path, error))?)
}

fn ask(session: &Session, path: &Path) -> Result<Passphrase, CommandError> {
    let prompt = format!("Passphrase of {}", crate::files::name_of(path));
    let given = session.desk.dialogs.passphrase(&prompt);
    let given = given.ok_or_else(|| {
        let problem = Diagnostic::new(
            Code::BadKey,
            "no passphrase was given; the key stays locked",
        );
        problem.at(path.display()).hint("start again, and type it")
    })?;
    Ok(Passphrase::new(&given).map_err(|error| bad(path, error))?)
}

fn bad(path: &Path, error: KeyFileError) -> Diagnostic {
    Diagnostic::new(Code::BadKey, error.to_string()).at(path.display())
}

/// Reads a key file that is its owner's alone.
fn read(path: &Path) -> Result<KeyFile, Diagnostic> {
    let unread = |error: &io::Error| {
        let message = format!("cannot read the key: {}", error.kind());
        let problem = Diagnostic::new(Code::BadKey, message).at(path.display());
        match error.kind() {
            io::ErrorKind::NotFound => {
                problem.hint("make the environment's key in Settings, or choose another file")
            }
            _ => problem,
        }
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
    KeyFile::parse(text.expose()).map_err(|error| bad(path, error))
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
