use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use bauta_crypto::{KeyFile, Wrapping};
use bauta_engine::{Code, Diagnostic};
use bauta_keys::KeySource;
use bauta_model::Secret;

use super::{Made, NewKey, Unlocking};
use crate::files::{self, Readers};

/// A key file whose key is to be followed by another, or to be wrapped another way.
#[derive(Debug)]
pub(crate) struct Rotation {
    path: PathBuf,
    file: KeyFile,
}

impl Rotation {
    /// Reads the key file.
    ///
    /// # Errors
    /// One that others can read, that can't be read, or that is malformed.
    pub(crate) fn of(path: PathBuf) -> Result<Self, Diagnostic> {
        let file = KeySource::File(path.clone()).key_file()?;
        Ok(Self { path, file })
    }

    /// Whether the key is wrapped now.
    pub(crate) fn is_wrapped(&self) -> bool {
        self.file.is_wrapped()
    }

    /// Whose key it is.
    pub(crate) fn environment(&self) -> &str {
        self.file.environment()
    }

    /// Makes the key that is to follow it.
    ///
    /// # Errors
    /// A system that gives no random bytes or memory.
    pub(crate) fn successor(&self, wrapping: Option<Wrapping>) -> Result<Made, Diagnostic> {
        NewKey {
            environment: self.environment(),
            kind: self.file.kind(),
            wrapping,
        }
        .make()
    }

    /// Puts another key in its place. The old one stays beside it, under a name with its id, for
    /// the clones that were made with it; that name comes back.
    ///
    /// # Errors
    /// A folder that can't be written. The old key is never lost.
    pub(crate) fn replace_by(&self, made: &Made) -> Result<PathBuf, Diagnostic> {
        let old = self.old_name();
        self.set_aside(&old)
            .map_err(|error| files::write_problem(&old, &error))?;
        files::write_whole(&self.path, made.text.expose().as_bytes(), Readers::Owner)?;
        Ok(old)
    }

    /// Wraps the same key under another passphrase, or leaves it plain.
    ///
    /// # Errors
    /// A passphrase that is missing or wrong, or a folder that can't be written.
    pub(crate) fn rewrap(
        &self,
        unlocking: &Unlocking,
        wrapping: Option<&Wrapping>,
    ) -> Result<(), Diagnostic> {
        let shown = files::shown(&self.path);
        let passphrase = unlocking.of_file(&self.file, &shown)?;
        let text = self.file.rewrapped(passphrase.as_ref(), wrapping);
        let text =
            text.map_err(|error| Diagnostic::new(Code::BadKey, error.to_string()).at(shown))?;
        files::write_whole(&self.path, text.expose().as_bytes(), Readers::Owner)
    }

    /// `staging.key` → `staging-3f0c9a….key`.
    fn old_name(&self) -> PathBuf {
        let part = |part: Option<&std::ffi::OsStr>| {
            part.map(|part| part.to_string_lossy().into_owned())
                .unwrap_or_default()
        };
        let mut name = format!("{}-{}", part(self.path.file_stem()), self.file.key_id());
        let extension = part(self.path.extension());
        if !extension.is_empty() {
            name = format!("{name}.{extension}");
        }
        self.path.with_file_name(name)
    }

    /// Gives the old key a second name. A rotation that was interrupted has done so already.
    fn set_aside(&self, old: &Path) -> io::Result<()> {
        match fs::hard_link(&self.path, old) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                let read = |path: &Path| fs::read(path).map(Secret::new);
                if read(old)?.expose() == read(&self.path)?.expose() {
                    Ok(())
                } else {
                    Err(error)
                }
            }
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use bauta_crypto::KeyKind;

    use super::*;
    use crate::keys::Place;

    fn made(path: &Path) -> Made {
        let made = NewKey {
            environment: "qa",
            kind: KeyKind::Root,
            wrapping: None,
        };
        let made = made.make().unwrap();
        made.keep(&Place::File(path.to_owned())).unwrap();
        made
    }

    fn id(path: &Path) -> String {
        let source = KeySource::File(path.to_owned());
        source
            .root(&bauta_keys::NoPassphrases)
            .unwrap()
            .id()
            .to_string()
    }

    #[test]
    fn the_old_key_stays_beside_the_new_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("qa.key");
        let first = made(&path);
        let rotation = Rotation::of(path.clone()).unwrap();
        let second = rotation.successor(None).unwrap();
        let old = rotation.replace_by(&second).unwrap();
        assert_eq!((id(&path), id(&old)), (second.key_id, first.key_id));
    }

    #[test]
    fn a_rotation_that_was_interrupted_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("qa.key");
        let first = made(&path);
        let rotation = Rotation::of(path.clone()).unwrap();
        rotation.set_aside(&rotation.old_name()).unwrap();
        assert_eq!(id(&path), first.key_id);
        let again = Rotation::of(path.clone()).unwrap();
        let old = again.replace_by(&again.successor(None).unwrap()).unwrap();
        assert_eq!(id(&old), first.key_id);
        assert_ne!(id(&path), first.key_id);
    }
}
