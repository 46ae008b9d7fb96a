use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bauta_crypto::{EnvironmentKey, KeyKind, RevealKey, Wrapping};
use bauta_engine::{Code, Diagnostic};
use bauta_model::Secret;

use crate::files;

/// A key to be made.
#[derive(Debug)]
pub(crate) struct NewKey<'a> {
    pub(crate) environment: &'a str,
    pub(crate) kind: KeyKind,
    /// How it is wrapped; else it is plain.
    pub(crate) wrapping: Option<Wrapping>,
}

/// A key that was made, and is kept nowhere yet.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) environment: String,
    pub(crate) kind: KeyKind,
    pub(crate) key_id: String,
    /// What a profile pins: the key id of a root, the public half of a reveal key.
    pub(crate) pin: String,
    pub(crate) wrapped: bool,
    pub(super) text: Secret<String>,
}

/// Where a key goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// A file; `-` is standard output.
    File(PathBuf),
    /// An entry of the system's key chain.
    Keychain(String),
}

impl NewKey<'_> {
    /// Makes it from random bytes of the system.
    ///
    /// # Errors
    /// A name that no environment can have, or a system that gives no random bytes or memory.
    pub(crate) fn make(self) -> Result<Made, Diagnostic> {
        let (random, wrapping) = (super::random()?, self.wrapping.as_ref());
        let made = match self.kind {
            KeyKind::Root => {
                EnvironmentKey::generate(self.environment, random, wrapping).map(|(key, text)| {
                    let id = key.id().to_string();
                    (id.clone(), id, text)
                })
            }
            KeyKind::Reveal => {
                RevealKey::generate(self.environment, random, wrapping).map(|(key, text)| {
                    let public = key.public();
                    (public.id().to_string(), public.to_string(), text)
                })
            }
        };
        let (key_id, pin, text) =
            made.map_err(|error| Diagnostic::new(Code::BadUsage, error.to_string()).at("--env"))?;
        Ok(Made {
            environment: self.environment.to_owned(),
            kind: self.kind,
            key_id,
            pin,
            wrapped: self.wrapping.is_some(),
            text,
        })
    }
}

impl Made {
    /// Keeps it, for its owner alone, where there is no key yet.
    ///
    /// # Errors
    /// A place that is taken, or cannot be written.
    pub(crate) fn keep(&self, place: &Place) -> Result<(), Diagnostic> {
        match place {
            Place::Keychain(name) => {
                bauta_keys::write_to_keychain(name, &self.text)
                    .map_err(|problem| problem.at(place.shown()))
            }
            Place::File(path) => write_new(path, &self.text).map_err(|error| {
                let problem = match error.kind() {
                    io::ErrorKind::AlreadyExists => Diagnostic::new(
                        Code::BadUsage,
                        "there is a file already, and keys are never overwritten",
                    )
                    .hint("name another file with -o; what was masked with a lost key can never be joined again"),
                    kind => Diagnostic::new(Code::Io, format!("cannot write the key: {kind}")),
                };
                let problem = problem.at(files::shown(path));
                match error.kind() {
                    io::ErrorKind::NotFound => problem.hint("is the folder there?"),
                    _ => problem,
                }
            }),
        }
    }
}

impl Place {
    /// How it is named to people.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::File(path) => files::shown(path),
            Self::Keychain(name) => format!("keychain:{name}"),
        }
    }

    /// Whether the key goes to standard output, which is its alone then.
    pub(crate) fn is_stdout(&self) -> bool {
        matches!(self, Self::File(path) if files::is_dash(path))
    }
}

fn write_new(path: &Path, text: &Secret<String>) -> io::Result<()> {
    if files::is_dash(path) {
        let mut out = io::stdout().lock();
        return out
            .write_all(text.expose().as_bytes())
            .and_then(|()| out.flush());
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    let written = file
        .write_all(text.expose().as_bytes())
        .and_then(|()| file.sync_all());
    if written.is_err() {
        // A part of a key is of no use; the first error tells more than this one.
        fs::remove_file(path).ok();
    }
    written
}

#[cfg(test)]
mod tests {
    use bauta_keys::{KeySource, NoPassphrases};

    use super::*;

    fn made(environment: &str) -> Result<Made, Diagnostic> {
        NewKey {
            environment,
            kind: KeyKind::Root,
            wrapping: None,
        }
        .make()
    }

    #[test]
    fn a_key_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("qa.key");
        let place = Place::File(path.clone());
        let first = made("qa").unwrap();
        first.keep(&place).unwrap();
        let problem = made("qa").unwrap().keep(&place).unwrap_err();
        assert_eq!(problem.code, Code::BadUsage);
        let kept = KeySource::File(path).root(&NoPassphrases).unwrap();
        assert_eq!(kept.id().as_str(), first.key_id);
    }

    #[test]
    fn a_name_that_would_leave_the_folder_makes_no_key() {
        for name in ["../qa", "a/b", "", "a b"] {
            assert_eq!(made(name).unwrap_err().code, Code::BadUsage);
        }
    }

    #[test]
    fn nothing_shown_of_a_key_is_the_key() {
        let made = made("qa").unwrap();
        let body = made.text.expose().lines().nth(1).unwrap();
        assert!(!format!("{made:?}").contains(body));
    }
}
