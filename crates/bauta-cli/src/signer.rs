//! Keys that people sign with: in a file, or in an agent or FIDO token that `ssh-keygen` asks.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bauta_crypto::{SigningKey, SigningKeyError, SshSignature, VerifyingKey};
use bauta_engine::{Code, Diagnostic};
use bauta_model::Secret;

use crate::files;
use crate::keys::{self, KeySource};

/// Who signs.
#[derive(Debug)]
pub(crate) enum Signer {
    /// A private key in a file.
    Key(SigningKey),
    /// The private half of a public key, which lies elsewhere.
    Agent {
        /// The file of the public key.
        path: PathBuf,
        /// That key.
        key: VerifyingKey,
    },
}

impl Signer {
    /// Reads `--signing-key`: a private key, or the public one of a key in an agent or token.
    ///
    /// # Errors
    /// A file that can't be read, that others can read, or that holds no key that signs.
    pub(crate) fn read(path: &Path, passphrase: Option<&str>) -> Result<Self, Diagnostic> {
        let at = |problem: Diagnostic| problem.at(files::shown(path));
        let text = files::read_text(path, "signing key", Code::BadTrustFile)?;
        let text = Secret::new(text);
        if let Ok(key) = VerifyingKey::parse(text.expose()) {
            return Ok(Self::Agent {
                path: path.to_owned(),
                key,
            });
        }
        refuse_open_file(path).map_err(at)?;
        open(&text, passphrase, path).map(Self::Key)
    }

    /// The public half.
    pub(crate) fn key(&self) -> VerifyingKey {
        match self {
            Self::Key(key) => key.verifying_key(),
            Self::Agent { key, .. } => key.clone(),
        }
    }

    /// Signs bytes for a purpose, and checks what has come of it.
    ///
    /// # Errors
    /// A program that does not sign.
    pub(crate) fn sign(&self, bytes: &[u8], namespace: &str) -> Result<String, Diagnostic> {
        let signature = match self {
            Self::Key(key) => key.sign_ssh(bytes, namespace),
            Self::Agent { path, .. } => ask_ssh_keygen(path, bytes, namespace)?,
        };
        let parsed = SshSignature::parse(&signature);
        let holds = parsed.is_ok_and(|parsed| {
            *parsed.key() == self.key() && parsed.verify(bytes, namespace).is_ok()
        });
        if holds {
            Ok(signature)
        } else {
            Err(failed(
                "what `ssh-keygen` gave is not a signature of that key",
            ))
        }
    }
}

/// Whether one of the signatures is by that key.
pub(crate) fn has_signed(key: &VerifyingKey, signatures: &[String]) -> bool {
    signatures
        .iter()
        .filter_map(|text| SshSignature::parse(text).ok())
        .any(|signature| signature.key() == key)
}

/// The private key that a text holds. Its passphrase comes from where the flag says, else from
/// the person at the terminal.
///
/// # Errors
/// No key that signs, or no passphrase for it.
pub(crate) fn open(
    text: &Secret<String>,
    passphrase: Option<&str>,
    path: &Path,
) -> Result<SigningKey, Diagnostic> {
    let given = passphrase.map(self::passphrase).transpose()?;
    let parsed = match SigningKey::parse(text.expose(), given.as_ref()) {
        Err(SigningKeyError::NeedsPassphrase) if given.is_none() => {
            let prompt = format!("Passphrase of {}: ", files::shown(path));
            let typed = keys::typed(&prompt, FLAG).map_err(|problem| {
                // The key is of people who sign, and no key of an environment.
                Diagnostic {
                    code: Code::BadTrustFile,
                    ..problem.at(files::shown(path))
                }
            })?;
            SigningKey::parse(text.expose(), Some(&typed))
        }
        parsed => parsed,
    };
    parsed.map_err(|error| {
        Diagnostic::new(Code::BadTrustFile, error.to_string()).at(files::shown(path))
    })
}

const FLAG: &str = "--signing-passphrase";

/// A passphrase, without the line end that an editor or program has put behind it.
fn passphrase(spec: &str) -> Result<Secret<String>, Diagnostic> {
    let at = |mut problem: Diagnostic| {
        problem.message = problem.message.replace("the key is", "the passphrase is");
        problem.at(FLAG)
    };
    let text = KeySource::parse(spec).map_err(at)?.text().map_err(at)?;
    let line = text.expose().strip_suffix('\n').unwrap_or(text.expose());
    let line = line.strip_suffix('\r').unwrap_or(line);
    Ok(Secret::new(line.to_owned()))
}

/// The program asks the agent, and the person for a touch or a number.
fn ask_ssh_keygen(path: &Path, bytes: &[u8], namespace: &str) -> Result<String, Diagnostic> {
    let mut child = Command::new("ssh-keygen")
        .args(["-Y", "sign", "-n", namespace, "-f"])
        .arg(path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| failed(&format!("`ssh-keygen` cannot be run: {}", error.kind())))?;
    if let Some(mut input) = child.stdin.take() {
        input
            .write_all(bytes)
            .map_err(|error| failed(&format!("`ssh-keygen` did not listen: {}", error.kind())))?;
    }
    let output = child
        .wait_with_output()
        .map_err(|error| failed(&format!("`ssh-keygen` gave nothing: {}", error.kind())))?;
    if !output.status.success() {
        return Err(failed("`ssh-keygen` did not sign")
            .hint("is the key in the agent (`ssh-add -l`), or its token plugged in?"));
    }
    String::from_utf8(output.stdout).map_err(|_| failed("`ssh-keygen` gave no text"))
}

fn failed(message: &str) -> Diagnostic {
    Diagnostic::new(Code::Io, message)
}

/// Permissions of the group and of all others.
#[cfg(unix)]
const OTHERS: u32 = 0o077;

#[cfg(unix)]
fn refuse_open_file(path: &Path) -> Result<(), Diagnostic> {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(path).map_or(0, |metadata| metadata.permissions().mode());
    if files::is_dash(path) || mode & OTHERS == 0 {
        return Ok(());
    }
    let message = format!(
        "others than its owner may use this signing key (mode {:04o})",
        mode & 0o7777
    );
    Err(Diagnostic::new(Code::OpenKeyFile, message).hint("chmod 600"))
}

#[cfg(not(unix))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "there is more to refuse elsewhere"
)]
fn refuse_open_file(_path: &Path) -> Result<(), Diagnostic> {
    Ok(())
}
