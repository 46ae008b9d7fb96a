//! Keys that people sign with: in a file, or in an agent or FIDO token that `ssh-keygen` asks.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bauta_crypto::{SigningKey, SigningKeyError, SshSignature, VerifyingKey};
use bauta_engine::{Code, Diagnostic};
use bauta_model::Secret;

use crate::passphrases::Passphrases;

/// Who signs.
#[derive(Debug)]
pub enum Signer {
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
    /// Reads a private key, or the public one of a key in an agent or token.
    ///
    /// # Errors
    /// A file that can't be read, that others can read, or that holds no key that signs.
    pub fn read(path: &Path, passphrases: &dyn Passphrases) -> Result<Self, Diagnostic> {
        let (text, access) = read(path)?;
        if let Ok(key) = VerifyingKey::parse(text.expose()) {
            return Ok(Self::Agent {
                path: path.to_owned(),
                key,
            });
        }
        access.refuse_others(path)?;
        open(&text, path, passphrases).map(Self::Key)
    }

    /// The public half.
    pub fn key(&self) -> VerifyingKey {
        match self {
            Self::Key(key) => key.verifying_key(),
            Self::Agent { key, .. } => key.clone(),
        }
    }

    /// Signs bytes for a purpose, and checks what has come of it.
    ///
    /// # Errors
    /// A program that does not sign.
    pub fn sign(&self, bytes: &[u8], namespace: &str) -> Result<String, Diagnostic> {
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
pub fn has_signed(key: &VerifyingKey, signatures: &[String]) -> bool {
    signatures
        .iter()
        .filter_map(|text| SshSignature::parse(text).ok())
        .any(|signature| signature.key() == key)
}

/// Reads a private key that signs: Ed25519, PKCS#8 as PEM or of `ssh-keygen`.
///
/// # Errors
/// A file that can't be read, that others can read, or that holds no such key, or no passphrase for
/// it.
pub fn signing_key(path: &Path, passphrases: &dyn Passphrases) -> Result<SigningKey, Diagnostic> {
    let (text, access) = read(path)?;
    access.refuse_others(path)?;
    open(&text, path, passphrases)
}

/// The private key that a text holds.
fn open(
    text: &Secret<String>,
    path: &Path,
    passphrases: &dyn Passphrases,
) -> Result<SigningKey, Diagnostic> {
    let parsed = match SigningKey::parse(text.expose(), None) {
        Err(SigningKeyError::NeedsPassphrase) => {
            let given = passphrases.of(&shown(path)).map_err(|problem| {
                // The key is of people who sign, and no key of an environment.
                Diagnostic {
                    code: Code::BadTrustFile,
                    ..problem
                }
            })?;
            SigningKey::parse(text.expose(), Some(&line(&given)))
        }
        parsed => parsed,
    };
    parsed.map_err(|error| bad(path, &error.to_string()))
}

/// A passphrase, without the line end that an editor or program has put behind it.
fn line(text: &Secret<String>) -> Secret<String> {
    let line = text.expose();
    let line = line.strip_suffix('\n').unwrap_or(line);
    Secret::new(line.strip_suffix('\r').unwrap_or(line).to_owned())
}

/// Longest file of a key.
const LONGEST_BYTES: usize = 1 << 16;

/// What the file holds, and who else may read the very file that was opened.
fn read(path: &Path) -> Result<(Secret<String>, Access), Diagnostic> {
    let failed = |error: &io::Error| {
        let problem = bad(
            path,
            &format!("cannot read the signing key: {}", error.kind()),
        );
        match error.kind() {
            io::ErrorKind::NotFound => problem.hint("is the path right?"),
            io::ErrorKind::PermissionDenied => problem.hint("may you read it?"),
            io::ErrorKind::InvalidData => problem.hint("it must be text in UTF-8"),
            _ => problem,
        }
    };
    let (file, access): (Box<dyn Read>, _) = if path.as_os_str() == "-" {
        (Box::new(io::stdin().lock()), Access::default())
    } else {
        let file = File::open(path).map_err(|error| failed(&error))?;
        let access = Access::of(&file).map_err(|error| failed(&error))?;
        (Box::new(file), access)
    };
    // Room for all of it and more, so that no copy is left behind by a buffer that had to grow.
    let mut text = String::with_capacity(2 * LONGEST_BYTES);
    let length = file.take(LONGEST_BYTES as u64).read_to_string(&mut text);
    let text = Secret::new(text);
    length.map_err(|error| failed(&error))?;
    Ok((text, access))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn bad(path: &Path, message: &str) -> Diagnostic {
    Diagnostic::new(Code::BadTrustFile, message).at(shown(path))
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
const OTHERS: u32 = 0o077;

/// Permissions of a file; none of what is no file.
#[derive(Debug, Default)]
struct Access {
    mode: u32,
}

impl Access {
    #[cfg(unix)]
    fn of(file: &File) -> io::Result<Self> {
        use std::os::unix::fs::PermissionsExt;
        let mode = file.metadata()?.permissions().mode();
        Ok(Self { mode })
    }

    #[cfg(not(unix))]
    fn of(_file: &File) -> io::Result<Self> {
        Ok(Self::default())
    }

    /// A key that its group or all others may use is no one's signature.
    fn refuse_others(&self, path: &Path) -> Result<(), Diagnostic> {
        if self.mode & OTHERS == 0 {
            return Ok(());
        }
        let message = format!(
            "others than its owner may use this signing key (mode {:04o})",
            self.mode & 0o7777
        );
        let problem = Diagnostic::new(Code::OpenKeyFile, message);
        Err(problem.at(shown(path)).hint("chmod 600"))
    }
}
