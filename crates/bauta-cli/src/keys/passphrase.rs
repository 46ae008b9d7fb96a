//! Passphrases: from where `--passphrase` says, else from the person at the terminal.

use std::io::{self, IsTerminal};

use bauta_crypto::{KeyFile, Passphrase, Wrapping};
use bauta_engine::{Code, Diagnostic};
use bauta_keys::{KeySource, Passphrases};
use bauta_model::Secret;

/// Where passphrases come from.
#[derive(Debug)]
pub(crate) struct Unlocking {
    source: Option<KeySource>,
    flag: &'static str,
}

impl Default for Unlocking {
    fn default() -> Self {
        Self {
            source: None,
            flag: "--passphrase",
        }
    }
}

impl Unlocking {
    /// Reads what a flag says; without it, the terminal is asked.
    ///
    /// # Errors
    /// What is no source. It is not repeated: it may be the passphrase itself.
    pub(crate) fn new(flag: &'static str, spec: Option<&str>) -> Result<Self, Diagnostic> {
        let source = spec.map(KeySource::parse).transpose();
        let source = source.map_err(|problem| {
            let mut problem = problem.at(flag);
            problem.message = problem.message.replace("the key is", "the passphrase is");
            problem
        })?;
        Ok(Self { source, flag })
    }

    /// A passphrase for a new wrapping; a person types it twice.
    ///
    /// # Errors
    /// None to be had, or one that is too short.
    pub(crate) fn wrapping(&self, what: &str) -> Result<Wrapping, Diagnostic> {
        let passphrase = match &self.source {
            Some(source) => checked(&source.text()?, self.flag)?,
            None => self.ask_twice(what)?,
        };
        if passphrase.chars() < SHORTEST {
            let message = format!("a passphrase has at least {SHORTEST} characters");
            return Err(Diagnostic::new(Code::BadUsage, message)
                .at(self.flag)
                .hint("six random words are easier to type than ten random signs, and as strong"));
        }
        let mut salt = [0; 16];
        salt.copy_from_slice(&super::random()?[..16]);
        Ok(Wrapping::new(passphrase, salt))
    }

    fn ask_twice(&self, what: &str) -> Result<Passphrase, Diagnostic> {
        let first = self.ask(&format!("New passphrase for {what}: "))?;
        let second = self.ask("The same again: ")?;
        if first.is(&second) {
            Ok(first)
        } else {
            Err(Diagnostic::new(Code::BadUsage, "the passphrases differ")
                .hint("nothing was written; try again"))
        }
    }

    fn ask(&self, prompt: &str) -> Result<Passphrase, Diagnostic> {
        checked(&typed(prompt, self.flag)?, self.flag)
    }

    /// The passphrase of a key file, where it has one.
    ///
    /// # Errors
    /// None to be had.
    pub(super) fn of_file(
        &self,
        file: &KeyFile,
        place: &str,
    ) -> Result<Option<Passphrase>, Diagnostic> {
        if !file.is_wrapped() {
            return Ok(None);
        }
        checked(&self.of(place)?, self.flag).map(Some)
    }
}

impl Passphrases for Unlocking {
    fn of(&self, place: &str) -> Result<Secret<String>, Diagnostic> {
        let text = match &self.source {
            Some(source) => source.text()?,
            None => typed(&format!("Passphrase of {place}: "), self.flag)
                .map_err(|problem| problem.at(place))?,
        };
        checked(&text, self.flag)?;
        Ok(text)
    }
}

/// What a person types at the terminal; where there is none, what flag says it instead.
///
/// # Errors
/// No terminal.
fn typed(prompt: &str, flag: &str) -> Result<Secret<String>, Diagnostic> {
    // A pipeline must not wait for a person who is not there.
    if !io::stderr().is_terminal() {
        return Err(Diagnostic::new(
            Code::BadKey,
            "a passphrase is needed, and there is no terminal to ask for it",
        )
        .hint(format!(
            "say where it is with {flag}: file:PATH, env:VARIABLE, command:PROGRAM ARGUMENTS or keychain:NAME"
        )));
    }
    let typed = rpassword::prompt_password(prompt).map_err(|error| {
        let message = format!("cannot ask for the passphrase: {}", error.kind());
        Diagnostic::new(Code::BadKey, message)
    })?;
    Ok(Secret::new(typed))
}

fn checked(text: &Secret<String>, flag: &str) -> Result<Passphrase, Diagnostic> {
    Passphrase::new(text)
        .map_err(|_| Diagnostic::new(Code::BadKey, "the passphrase is empty").at(flag))
}

/// Characters that a new passphrase has at least.
const SHORTEST: usize = 12;
