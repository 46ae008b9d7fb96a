//! Files that are there as a whole or not at all.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::Path;

use bauta_engine::{Code, Diagnostic};

/// Replaces or makes a file in one step: written beside it, synced, renamed. A file that was there
/// keeps its mode, a new one is its owner's alone.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    written(path, bytes, None)
}

/// The same for what others have to read; a new file is readable for all.
pub(crate) fn write_for_others(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    written(path, bytes, Some(0o644))
}

fn written(path: &Path, bytes: &[u8], mode: Option<u32>) -> Result<(), Diagnostic> {
    replace(path, bytes, mode).map_err(|error| {
        let problem = Diagnostic::new(Code::Io, format!("cannot write: {}", error.kind()));
        let hint = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "free some room and save again; nothing was lost"
            }
            _ => "is the folder there, and writable?",
        };
        problem.at(path.display()).hint(hint)
    })
}

fn replace(path: &Path, bytes: &[u8], mode: Option<u32>) -> io::Result<()> {
    // Through a link, so that the link stays one.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".").suffix(".bauta-tmp");
    #[cfg(unix)]
    if let Some(mode) = mode {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    #[cfg(not(unix))]
    let _ = mode;
    let mut file = builder.tempfile_in(folder)?;
    if let Ok(metadata) = fs::metadata(&target) {
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|error| error.error)?;
    // The name is as safe as its folder.
    #[cfg(unix)]
    File::open(folder)?.sync_all()?;
    Ok(())
}

/// Reads a text file of bounded size.
pub(crate) fn read(path: &Path, what: &str, most_bytes: u64) -> Result<String, Diagnostic> {
    let mut text = String::new();
    let read =
        File::open(path).and_then(|file| file.take(most_bytes + 1).read_to_string(&mut text));
    let problem = match read {
        Ok(_) if text.len() as u64 > most_bytes => {
            Diagnostic::new(Code::BadUsage, format!("the {what} is too large to be one"))
        }
        Ok(_) => return Ok(text),
        Err(error) => {
            let problem = Diagnostic::new(
                Code::Io,
                format!("cannot read the {what}: {}", error.kind()),
            );
            match error.kind() {
                io::ErrorKind::NotFound => problem.hint("it was moved or deleted"),
                io::ErrorKind::PermissionDenied => problem.hint("may you read it?"),
                io::ErrorKind::InvalidData => problem.hint("it must be text in UTF-8"),
                _ => problem,
            }
        }
    };
    Err(problem.at(path.display()))
}
