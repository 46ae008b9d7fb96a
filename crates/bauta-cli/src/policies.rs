//! The policies of this system and of the command line.

use std::path::{Path, PathBuf};

use bauta_engine::{Code, Diagnostic, read_policies, read_signers};
use bauta_trust::{AllowedSigners, Terms};

use crate::args::PolicyFlags;
use crate::console::Console;
use crate::files;

/// What the policies ask of an environment: the system's, and the one that `--policy` names.
///
/// # Errors
/// A policy that can't be read, that others can change, or that does not know the environment.
pub(crate) fn terms(flags: &PolicyFlags, environment: &str) -> Result<Terms, Diagnostic> {
    let policies = read_policies(Path::new(SYSTEM_POLICY), flags.policy.as_deref())?;
    policies.terms(environment).map_err(|unnamed| {
        let known = unnamed.named.join(", ");
        Diagnostic::new(Code::AgainstPolicy, unnamed.to_string()).hint(format!("it knows {known}"))
    })
}

/// Who may sign: by the policy, and by `--allowed-signers`.
///
/// # Errors
/// A file that can't be read or that others can change, or none at all.
pub(crate) fn signers(
    terms: &Terms,
    named: Option<&Path>,
) -> Result<Vec<AllowedSigners>, Diagnostic> {
    let of_policy = terms.allowed_signers.iter().map(PathBuf::from);
    let files: Vec<PathBuf> = of_policy.chain(named.map(Path::to_owned)).collect();
    if files.is_empty() {
        return Err(
            Diagnostic::new(Code::BadUsage, "nobody says who may approve").hint(
                "name a file with --allowed-signers, or let the policy name it (`allowed_signers:`)",
            ),
        );
    }
    files.iter().map(|file| read_signers(file)).collect()
}

/// Reads a file of allowed signers; `-` is standard input.
///
/// # Errors
/// A file that can't be read or that others can change.
pub(crate) fn allowed_signers(path: &Path) -> Result<AllowedSigners, Diagnostic> {
    if !files::is_dash(path) {
        return read_signers(path);
    }
    let text = files::read_text(path, "allowed signers", Code::BadTrustFile)?;
    AllowedSigners::parse(&text).map_err(|error| {
        Diagnostic::new(Code::BadTrustFile, error.to_string()).at(files::shown(path))
    })
}

/// Says so where a file that is trusted lies where whoever changes the profile can change it.
pub(crate) fn note_neighbours(profile: &Path, trusted: &[Option<&Path>], console: Console) {
    if files::is_dash(profile) {
        return;
    }
    let folder = |path: &Path| std::fs::canonicalize(files::folder_of(path)).ok();
    let Some(own) = folder(profile) else { return };
    for path in trusted.iter().flatten() {
        if folder(path).is_some_and(|other| other.starts_with(&own)) {
            console.note(&format!(
                "{} lies beside the profile: whoever can change the profile there can change it, too",
                files::shown(path)
            ));
        }
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
const SYSTEM_POLICY: &str = "/etc/bauta/policy.yaml";
#[cfg(target_os = "macos")]
const SYSTEM_POLICY: &str = "/Library/Application Support/bauta/policy.yaml";
#[cfg(not(unix))]
const SYSTEM_POLICY: &str = r"C:\ProgramData\bauta\policy.yaml";
