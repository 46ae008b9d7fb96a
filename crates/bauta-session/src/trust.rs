//! Who is trusted: policies, allowed signers, and those who sign.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bauta_crypto::{SigningKey, SigningKeyError, SshSignature, VerifyingKey};
use bauta_engine::{Code, Diagnostic, read_policies, read_signers};
use bauta_model::Secret;
use bauta_trust::{AllowedSigners, Terms};

use crate::problem::CommandError;
use crate::session::Session;

/// Longest file of a key.
const MOST_BYTES: u64 = 1 << 16;

/// What the policies ask of an environment: the system's, and the one that the settings name.
pub(crate) fn terms(session: &Session, environment: &str) -> Result<Terms, CommandError> {
    let named = session.kept_settings().policy;
    let policies = read_policies(&session.desk.system_policy, named.as_deref())?;
    let terms = policies.terms(environment).map_err(|unnamed| {
        let known = unnamed.named.join(", ");
        let problem = Diagnostic::new(Code::AgainstPolicy, unnamed.to_string());
        problem.hint(format!("it knows {known}"))
    })?;
    Ok(terms)
}

/// Who may sign: by the policy, and by the settings. Nobody where neither names a file.
pub(crate) fn signers(
    session: &Session,
    terms: &Terms,
) -> Result<Vec<AllowedSigners>, CommandError> {
    let of_policy = terms.allowed_signers.iter().map(PathBuf::from);
    let files = of_policy.chain(session.kept_settings().signers);
    let read: Result<Vec<_>, Diagnostic> = files.map(|file| read_signers(&file)).collect();
    Ok(read?)
}

/// Whether one of the signatures is by that key.
pub(crate) fn has_signed(key: &VerifyingKey, signatures: &[String]) -> bool {
    let parsed = signatures
        .iter()
        .filter_map(|text| SshSignature::parse(text).ok());
    parsed.into_iter().any(|signature| signature.key() == key)
}

/// Who signs: a private key of a file, or one that an agent or a token holds.
pub(crate) enum Signer {
    Key(SigningKey),
    Agent { path: PathBuf, key: VerifyingKey },
}

impl Signer {
    /// Reads a private key, or the public one of a key that lies elsewhere. A passphrase is asked
    /// for by the shell, in a window that no page of the session's sees.
    pub(crate) fn read(session: &Session, path: &Path) -> Result<Self, CommandError> {
        let text = Secret::new(crate::whole::read(path, "signing key", MOST_BYTES)?);
        if let Ok(key) = VerifyingKey::parse(text.expose()) {
            return Ok(Self::Agent {
                path: path.to_owned(),
                key,
            });
        }
        Ok(Self::Key(private_key(session, path, &text)?))
    }

    pub(crate) fn key(&self) -> VerifyingKey {
        match self {
            Self::Key(key) => key.verifying_key(),
            Self::Agent { key, .. } => key.clone(),
        }
    }

    /// Signs bytes for a purpose, and checks what has come of it.
    pub(crate) fn sign(&self, bytes: &[u8], namespace: &str) -> Result<String, CommandError> {
        let signature = match self {
            Self::Key(key) => key.sign_ssh(bytes, namespace),
            Self::Agent { path, .. } => ask_ssh_keygen(path, bytes, namespace)?,
        };
        let holds = SshSignature::parse(&signature).is_ok_and(|parsed| {
            *parsed.key() == self.key() && parsed.verify(bytes, namespace).is_ok()
        });
        if holds {
            Ok(signature)
        } else {
            Err(failed("what `ssh-keygen` gave is not a signature of that key").into())
        }
    }
}

/// A key of a file, for what no agent can sign.
pub(crate) fn signing_key(session: &Session, path: &Path) -> Result<SigningKey, CommandError> {
    let text = Secret::new(crate::whole::read(path, "signing key", MOST_BYTES)?);
    private_key(session, path, &text)
}

fn private_key(
    session: &Session,
    path: &Path,
    text: &Secret<String>,
) -> Result<SigningKey, CommandError> {
    refuse_open_file(path)?;
    let wrong = |error: SigningKeyError| {
        Diagnostic::new(Code::BadKey, error.to_string()).at(path.display())
    };
    match SigningKey::parse(text.expose(), None) {
        Err(SigningKeyError::NeedsPassphrase) => {
            let prompt = format!("Passphrase of {}", crate::files::name_of(path));
            let given = session.desk.dialogs.passphrase(&prompt);
            let given = given.ok_or_else(|| {
                CommandError::usage("no passphrase was given; nothing was signed")
            })?;
            Ok(SigningKey::parse(text.expose(), Some(&given)).map_err(wrong)?)
        }
        other => Ok(other.map_err(wrong)?),
    }
}

/// Permissions of the group and of all others.
#[cfg(unix)]
const OTHERS: u32 = 0o077;

#[cfg(unix)]
fn refuse_open_file(path: &Path) -> Result<(), Diagnostic> {
    use std::os::unix::fs::MetadataExt;
    let mode = std::fs::metadata(path).map_or(0, |metadata| metadata.mode());
    if mode & OTHERS == 0 {
        return Ok(());
    }
    let problem = Diagnostic::new(
        Code::BadKey,
        "others than its owner may use this signing key",
    );
    Err(problem.at(path.display()).hint("chmod 600"))
}

#[cfg(not(unix))]
fn refuse_open_file(_: &Path) -> Result<(), Diagnostic> {
    Ok(())
}

/// The program asks the agent, and the person for a touch.
fn ask_ssh_keygen(path: &Path, bytes: &[u8], namespace: &str) -> Result<String, CommandError> {
    let mut child = Command::new("ssh-keygen")
        .args(["-Y", "sign", "-n", namespace, "-f"])
        .arg(path)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| failed(&format!("`ssh-keygen` cannot be run: {}", error.kind())))?;
    if let Some(mut input) = child.stdin.take() {
        let written = input.write_all(bytes);
        written
            .map_err(|error| failed(&format!("`ssh-keygen` did not listen: {}", error.kind())))?;
    }
    let output = child.wait_with_output();
    let output =
        output.map_err(|error| failed(&format!("`ssh-keygen` gave nothing: {}", error.kind())))?;
    if !output.status.success() {
        let problem = failed("`ssh-keygen` did not sign");
        return Err(problem
            .hint("is the key in the agent (`ssh-add -l`), or its token plugged in?")
            .into());
    }
    let text = String::from_utf8(output.stdout);
    Ok(text.map_err(|_| failed("`ssh-keygen` gave no text"))?)
}

fn failed(message: &str) -> Diagnostic {
    Diagnostic::new(Code::Io, message)
}
