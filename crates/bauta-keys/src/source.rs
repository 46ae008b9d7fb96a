use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use bauta_crypto::{EnvironmentKey, KeyFile, KeyFileError, KeyKind, Passphrase, RevealKey};
use bauta_engine::{Code, Diagnostic};
use bauta_model::Secret;

use crate::keychain;
use crate::passphrases::Passphrases;
use crate::program;

/// Where the text of a key file, or a passphrase, comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeySource {
    /// A file that only its owner can read; `-` is standard input.
    File(PathBuf),
    /// An environment variable.
    Variable(String),
    /// The output of a program, which is run without a shell.
    Command(Vec<String>),
    /// An entry of the system's key chain.
    Keychain(String),
}

impl KeySource {
    /// Reads a `--key`. What was written is never repeated: it may be a key.
    ///
    /// # Errors
    /// Anything but `file:PATH`, `env:VARIABLE`, `command:PROGRAM ARGUMENTS` and `keychain:NAME`.
    pub fn parse(spec: &str) -> Result<Self, Diagnostic> {
        let (scheme, rest) = spec.split_once(':').unwrap_or(("", spec));
        let problem = |message: &str, hint: String| {
            Diagnostic::new(Code::BadUsage, message)
                .at("--key")
                .hint(hint)
        };
        match scheme {
            "file" | "env" | "command" | "keychain" if rest.trim().is_empty() => Err(problem(
                &format!("nothing follows `{scheme}:`"),
                FORMS.to_owned(),
            )),
            "file" => Ok(Self::File(rest.into())),
            "env" => Ok(Self::Variable(rest.to_owned())),
            "keychain" => Ok(Self::Keychain(rest.to_owned())),
            "command" => Ok(Self::Command(
                rest.split_ascii_whitespace().map(str::to_owned).collect(),
            )),
            _ => Err(problem(
                "this does not say where the key is",
                format!("write {FORMS}"),
            )),
        }
    }

    /// The path it reads, where it reads one.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Variable(_) | Self::Command(_) | Self::Keychain(_) => None,
        }
    }

    /// Reads a root key.
    ///
    /// # Errors
    /// A key file that others can read, that can't be read, that is malformed, or whose passphrase
    /// is missing or wrong.
    pub fn root(&self, passphrases: &dyn Passphrases) -> Result<EnvironmentKey, Diagnostic> {
        self.opened(passphrases, KeyFile::root)
    }

    /// Reads the private half of a reveal key.
    ///
    /// # Errors
    /// As for a root key.
    pub fn reveal(&self, passphrases: &dyn Passphrases) -> Result<RevealKey, Diagnostic> {
        self.opened(passphrases, KeyFile::reveal)
    }

    fn opened<T>(
        &self,
        passphrases: &dyn Passphrases,
        open: impl Fn(&KeyFile, Option<&Passphrase>) -> Result<T, KeyFileError>,
    ) -> Result<T, Diagnostic> {
        let file = self.key_file()?;
        let passphrase = if file.is_wrapped() {
            let text = passphrases.of(&self.place())?;
            Some(Passphrase::new(&text).map_err(|error| self.bad(&error.to_string()))?)
        } else {
            None
        };
        open(&file, passphrase.as_ref()).map_err(|error| self.bad(&error.to_string()))
    }

    /// What may be shown of the key: its environment, kind, id, and what a profile pins of it.
    ///
    /// # Errors
    /// As for a root key.
    pub fn shown(
        &self,
        passphrases: &dyn Passphrases,
    ) -> Result<(String, KeyKind, String, String), Diagnostic> {
        self.opened(passphrases, |file, passphrase| {
            let (id, pin) = match file.kind() {
                KeyKind::Root => {
                    let id = file.root(passphrase)?.id().to_string();
                    (id.clone(), id)
                }
                KeyKind::Reveal => {
                    let key = file.reveal(passphrase)?;
                    (key.public().id().to_string(), key.public().to_string())
                }
            };
            Ok((file.environment().to_owned(), file.kind(), id, pin))
        })
    }

    /// Reads a key file without opening it.
    ///
    /// # Errors
    /// One that others can read, that can't be read, or that is malformed.
    pub fn key_file(&self) -> Result<KeyFile, Diagnostic> {
        let text = self.text()?;
        KeyFile::parse(text.expose()).map_err(|error| {
            self.bad(&error.to_string())
                .hint("make a key with `bauta key new --env NAME`")
        })
    }

    /// Reads what the source holds: the text of a key, or a passphrase.
    ///
    /// # Errors
    /// A file that others can read, or a source that can't be read.
    pub fn text(&self) -> Result<Secret<String>, Diagnostic> {
        let text = match self {
            Self::File(path) => read_file(path),
            Self::Variable(name) => read_variable(name),
            Self::Command(words) => program::output(words, (Code::BadKey, "no key"), read_secret),
            Self::Keychain(name) => keychain::read(name),
        };
        text.map_err(|problem| problem.at(self.place()))
    }

    fn bad(&self, message: &str) -> Diagnostic {
        Diagnostic::new(Code::BadKey, message).at(self.place())
    }

    /// How it is named to people.
    pub fn place(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Variable(name) => format!("env:{name}"),
            Self::Keychain(name) => format!("keychain:{name}"),
            // Its arguments may be secret.
            Self::Command(words) => format!("command:{}", words.first().map_or("", String::as_str)),
        }
    }
}

const FORMS: &str = "file:PATH, env:VARIABLE, command:PROGRAM ARGUMENTS or keychain:NAME";

/// Permissions of the group and of all others.
#[cfg(unix)]
const OTHERS: u32 = 0o077;

/// Key files have two short lines.
const LONGEST_BYTES: usize = 4096;

fn read_file(path: &Path) -> Result<Secret<String>, Diagnostic> {
    if path.as_os_str() == "-" {
        return read_secret(io::stdin().lock());
    }
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    refuse_open_file(&file)?;
    read_secret(file)
}

/// Of the file that was opened, so that nothing can be exchanged in between.
#[cfg(unix)]
fn refuse_open_file(file: &File) -> Result<(), Diagnostic> {
    use std::os::unix::fs::PermissionsExt;
    let mode = file
        .metadata()
        .map_err(|error| unreadable(&error))?
        .permissions()
        .mode();
    if mode & OTHERS == 0 {
        return Ok(());
    }
    let message = format!(
        "others than its owner may use this key file (mode {:04o})",
        mode & 0o7777
    );
    Err(Diagnostic::new(Code::OpenKeyFile, message)
        .hint("chmod 600 it; if somebody may have read it, make a new key"))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "there are modes elsewhere")]
fn refuse_open_file(_file: &File) -> Result<(), Diagnostic> {
    Ok(())
}

fn read_variable(name: &str) -> Result<Secret<String>, Diagnostic> {
    match std::env::var(name) {
        Ok(text) => Ok(Secret::new(text)),
        Err(std::env::VarError::NotPresent) => {
            Err(Diagnostic::new(Code::BadKey, "the variable is not set"))
        }
        Err(std::env::VarError::NotUnicode(_)) => Err(Diagnostic::new(
            Code::BadKey,
            "the variable holds no key file",
        )),
    }
}

fn read_secret(source: impl Read) -> Result<Secret<String>, Diagnostic> {
    // Room for all of it and more, so that no copy is left behind by a buffer that had to grow.
    let mut text = String::with_capacity(4 * LONGEST_BYTES);
    let read = source.take(LONGEST_BYTES as u64).read_to_string(&mut text);
    let text = Secret::new(text);
    match read {
        Ok(_) => Ok(text),
        Err(error) => Err(unreadable(&error)),
    }
}

fn unreadable(error: &io::Error) -> Diagnostic {
    Diagnostic::new(
        Code::BadKey,
        format!("cannot read the key: {}", error.kind()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passphrases::NoPassphrases;

    fn key_text() -> String {
        let (_, text) = EnvironmentKey::generate("qa", [9; 32], None).unwrap();
        text.expose().clone()
    }

    #[test]
    fn each_scheme_is_read() {
        assert_eq!(
            KeySource::parse("file:/a b/c").unwrap(),
            KeySource::File("/a b/c".into())
        );
        assert_eq!(
            KeySource::parse("env:BAUTA_KEY").unwrap(),
            KeySource::Variable("BAUTA_KEY".into())
        );
        assert_eq!(
            KeySource::parse("keychain:staging key").unwrap(),
            KeySource::Keychain("staging key".into())
        );
        let words = ["pass", "show", "qa"].map(str::to_owned).to_vec();
        assert_eq!(
            KeySource::parse("command:pass  show qa").unwrap(),
            KeySource::Command(words)
        );
    }

    #[test]
    fn what_is_no_source_is_refused_without_being_repeated() {
        for spec in [
            "CQkJCQkJCQkJ",
            "vault:CQkJCQkJCQkJ",
            "file:",
            "command: ",
            "",
        ] {
            let problem = KeySource::parse(spec).unwrap_err();
            assert_eq!(problem.code, Code::BadUsage, "{spec}");
            assert!(!format!("{problem:?}").contains("CQkJ"), "{problem:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_key_file_is_read_only_if_it_is_its_owners() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("qa.key");
        std::fs::write(&path, key_text()).unwrap();
        let read = |mode| {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            KeySource::File(path.clone()).root(&NoPassphrases)
        };
        for mode in [0o600, 0o400, 0o700] {
            assert_eq!(read(mode).unwrap().environment(), "qa");
        }
        for mode in [0o644, 0o640, 0o604, 0o620, 0o660] {
            assert_eq!(read(mode).unwrap_err().code, Code::OpenKeyFile, "{mode:o}");
        }
    }

    #[test]
    fn a_key_that_is_missing_or_malformed_is_a_bad_key() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(
            KeySource::File(folder.path().join("none.key"))
                .root(&NoPassphrases)
                .unwrap_err()
                .code,
            Code::BadKey
        );
        let unset = KeySource::Variable("BAUTA_TEST_NO_SUCH_VARIABLE".into());
        assert_eq!(unset.root(&NoPassphrases).unwrap_err().code, Code::BadKey);
        assert_eq!(
            KeySource::Command(vec!["bauta-no-such-program".into()])
                .root(&NoPassphrases)
                .unwrap_err()
                .code,
            Code::BadKey
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_program_gives_a_key_without_a_shell_and_without_our_environment() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("qa.key");
        std::fs::write(&path, key_text()).unwrap();
        let run = |words: &[&str]| {
            let words = words.iter().map(|word| (*word).to_owned()).collect();
            KeySource::Command(words).root(&NoPassphrases)
        };
        assert_eq!(
            run(&["cat", path.to_str().unwrap()]).unwrap().environment(),
            "qa"
        );
        assert_eq!(
            run(&["cat", "$HOME/qa.key"]).unwrap_err().code,
            Code::BadKey
        );
        assert_eq!(
            run(&["false"]).unwrap_err().message,
            "the program gave no key: exit status: 1"
        );
        // CARGO_MANIFEST_DIR is set for tests, and must not reach the program.
        assert_eq!(
            run(&["printenv", "CARGO_MANIFEST_DIR"])
                .unwrap_err()
                .message,
            "the program gave no key: exit status: 1"
        );
    }

    #[test]
    fn an_endless_source_is_not_read_to_its_end() {
        let text = read_secret(io::repeat(b'a')).unwrap();
        assert_eq!(text.expose().len(), LONGEST_BYTES);
    }
}
