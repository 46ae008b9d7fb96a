use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use bauta_crypto::revoked_keys;
use bauta_trust::{AllowedSigners, Policies, Policy, PolicyError};

use crate::error::{Code, Diagnostic};

/// Reads a file that decides about others: a policy, allowed signers. `None` where there is none.
///
/// # Errors
/// A link, a file or folder that others than its owner can change, or one that cannot be read.
pub fn read_trust_file(path: &Path) -> Result<Option<Vec<u8>>, Diagnostic> {
    let at = |problem: Diagnostic| problem.at(path.display());
    let file = match open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) if is_link(path) => {
            drop(error);
            let problem = Diagnostic::new(Code::OpenTrustFile, "this is a link");
            return Err(at(problem).hint("name the file itself"));
        }
        Err(error) => return Err(at(unreadable(&error))),
    };
    let metadata = file.metadata().map_err(|error| at(unreadable(&error)))?;
    if !metadata.is_file() {
        let problem = Diagnostic::new(Code::BadTrustFile, "this is no file");
        return Err(at(problem));
    }
    refuse_open(path, &metadata).map_err(at)?;
    let mut bytes = Vec::new();
    let read = file.take(LONGEST_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| at(unreadable(&error)))?;
    if bytes.len() as u64 > LONGEST_BYTES {
        let problem = Diagnostic::new(Code::BadTrustFile, "the file is longer than 1 MiB");
        return Err(at(problem));
    }
    Ok(Some(bytes))
}

/// Reads the policies that hold: the system's, where there is one, and those that were named.
/// Paths of allowed signers become relative to nothing.
///
/// # Errors
/// What is wrong with any of them. One that is named has to be there.
pub fn read_policies(system: &Path, named: Option<&Path>) -> Result<Policies, Diagnostic> {
    let mut policies = Vec::new();
    for (path, needed) in [(Some(system), false), (named, true)] {
        let Some(path) = path else { continue };
        match read_trust_file(path)? {
            Some(bytes) => policies.push(policy(path, &bytes)?),
            None if needed => return Err(missing("policy", path)),
            None => {}
        }
    }
    Ok(Policies::new(policies))
}

/// Reads a file of allowed signers.
///
/// # Errors
/// What is wrong with it.
pub fn read_signers(path: &Path) -> Result<AllowedSigners, Diagnostic> {
    let bytes = read_trust_file(path)?.ok_or_else(|| missing("file of allowed signers", path))?;
    let bad = |problem: String| Diagnostic::new(Code::BadTrustFile, problem).at(path.display());
    let text = String::from_utf8(bytes).map_err(|_| bad("the file is not text in UTF-8".into()))?;
    AllowedSigners::parse(&text).map_err(|problem| {
        bad(problem.to_string())
            .hint("a line is: principals, options, kind of key, key, as in `ssh-keygen(1)`")
    })
}

fn policy(path: &Path, bytes: &[u8]) -> Result<Policy, Diagnostic> {
    let folder = path.parent().map(Path::to_owned).unwrap_or_default();
    let policy = Policy::parse(bytes).map_err(|problem| {
        let diagnostic =
            Diagnostic::new(Code::BadTrustFile, problem.to_string()).at(path.display());
        match problem {
            PolicyError::Malformed(_) => {
                diagnostic.hint("`docs/policy.schema.json` says what a policy may hold")
            }
            _ => diagnostic,
        }
    })?;
    let policy = policy.with_signer_files(|written| {
        let file: PathBuf = folder.join(written);
        file.to_string_lossy().into_owned()
    });
    policy.with_revoked_keys(|written| revoked(&folder.join(written)))
}

/// Fingerprints of the keys that a file revokes.
fn revoked(path: &Path) -> Result<BTreeSet<String>, Diagnostic> {
    let bytes = read_trust_file(path)?.ok_or_else(|| missing("file of revoked keys", path))?;
    revoked_keys(&bytes).map_err(|error| {
        let problem = Diagnostic::new(Code::BadTrustFile, error.to_string()).at(path.display());
        problem.hint("`ssh-keygen -k -f LIST KEY.pub …` makes one of public keys")
    })
}

fn missing(what: &str, path: &Path) -> Diagnostic {
    Diagnostic::new(Code::BadTrustFile, format!("there is no such {what}"))
        .at(path.display())
        .hint("is the path right?")
}

fn unreadable(error: &io::Error) -> Diagnostic {
    Diagnostic::new(
        Code::BadTrustFile,
        format!("cannot read it: {}", error.kind()),
    )
}

fn is_link(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink())
}

/// Opens the file itself, never what a link leads to.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NONBLOCK;
    Ok(File::from(rustix::fs::open(path, flags, Mode::empty())?))
}

#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    if is_link(path) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    File::open(path)
}

/// Others must change neither the file nor, so as to put another in its place, its folder.
#[cfg(unix)]
fn refuse_open(path: &Path, metadata: &std::fs::Metadata) -> Result<(), Diagnostic> {
    use std::os::unix::fs::MetadataExt;
    const OTHERS_WRITE: u32 = 0o022;
    const STICKY: u32 = 0o1000;
    let refused = |what: &str, mode: u32| {
        let message = format!(
            "others than its owner can change {what} (mode {:04o})",
            mode & 0o7777
        );
        Diagnostic::new(Code::OpenTrustFile, message).hint("chmod go-w")
    };
    if metadata.mode() & OTHERS_WRITE != 0 {
        return Err(refused("this file", metadata.mode()));
    }
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = std::fs::metadata(folder.unwrap_or(Path::new(".")));
    let mode = folder.map_err(|error| unreadable(&error))?.mode();
    if mode & OTHERS_WRITE != 0 && mode & STICKY == 0 {
        return Err(refused("the folder of this file", mode));
    }
    Ok(())
}

#[cfg(not(unix))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "there is more to refuse elsewhere"
)]
fn refuse_open(_path: &Path, _metadata: &std::fs::Metadata) -> Result<(), Diagnostic> {
    Ok(())
}

const LONGEST_BYTES: u64 = 1 << 20;

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[cfg(unix)]
    fn mode(path: &Path, mode: u32) {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn what_others_can_change_decides_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let (inner, link) = (folder.path().join("etc"), folder.path().join("link"));
        fs::create_dir(&inner).unwrap();
        let file = inner.join("policy.yaml");
        fs::write(&file, "version: 1\n").unwrap();
        mode(&file, 0o644);
        mode(&inner, 0o755);
        assert_eq!(read_trust_file(&file).unwrap().unwrap(), b"version: 1\n");
        std::os::unix::fs::symlink(&file, &link).unwrap();
        let refusal = |path: &Path| read_trust_file(path).unwrap_err().code;
        assert_eq!(refusal(&link), Code::OpenTrustFile);
        for open in [0o664, 0o646] {
            mode(&file, open);
            assert_eq!(refusal(&file), Code::OpenTrustFile);
        }
        mode(&file, 0o600);
        mode(&inner, 0o777);
        assert_eq!(refusal(&file), Code::OpenTrustFile);
        mode(&inner, 0o1777);
        assert!(read_trust_file(&file).is_ok());
        assert_eq!(refusal(&inner), Code::BadTrustFile);
    }

    #[test]
    fn the_systems_policy_may_be_missing_and_the_named_one_not() {
        let folder = tempfile::tempdir().unwrap();
        let (system, named) = (folder.path().join("a"), folder.path().join("b"));
        assert!(read_policies(&system, None).unwrap().is_empty());
        let refusal = read_policies(&system, Some(&named)).unwrap_err();
        assert_eq!(refusal.code, Code::BadTrustFile);
        fs::write(&system, "version: 1\napprovals: 2\n").unwrap();
        fs::write(&named, "version: 1\napprovals: 1\nallowed_signers: s\n").unwrap();
        let policies = read_policies(&system, Some(&named)).unwrap();
        let terms = policies.terms("qa").unwrap();
        assert_eq!(terms.approvals, 2);
        let signers = folder.path().join("s").display().to_string();
        assert_eq!(terms.allowed_signers, [signers]);
    }
}
