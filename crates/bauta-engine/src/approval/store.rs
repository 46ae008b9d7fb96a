use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bauta_trust::{ApprovalDocument, Authorship, SchemaSnapshot, StoredApproval};

use crate::error::{Code, Diagnostic};

/// What lies beside a profile: `PROFILE.approvals/ENV/SERIAL/` with the approvals, and
/// `PROFILE.author` with what the author signs.
///
/// Nothing here is trusted; what counts are the signatures.
#[derive(Debug, Clone)]
pub struct ApprovalStore {
    profile: PathBuf,
}

/// What was approved last, to compare with.
#[derive(Debug, Clone)]
pub struct LastApproval {
    /// Its number.
    pub serial: u64,
    /// The profile in canonical form.
    pub profile: String,
    /// The schema it was approved against.
    pub schema: SchemaSnapshot,
}

impl ApprovalStore {
    /// Of the profile at that path.
    pub fn beside(profile: &Path) -> Self {
        Self {
            profile: profile.to_owned(),
        }
    }

    /// The approvals of an environment. What is none is passed over; the highest numbers are read.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn load(&self, environment: &str) -> Result<Vec<StoredApproval>, Diagnostic> {
        let folder = self.folder(environment);
        let mut stored = Vec::new();
        for serial in serials(&folder).map_err(|error| unreadable(&folder, &error))? {
            let approval = folder.join(serial.to_string());
            let document = match read(&approval.join(DOCUMENT)) {
                Ok(document) => document,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(unreadable(&approval, &error)),
            };
            let signatures = signatures(&approval);
            stored.push(StoredApproval {
                serial,
                document,
                signatures: signatures.map_err(|error| unreadable(&approval, &error))?,
            });
        }
        Ok(stored)
    }

    /// What was approved last for an environment.
    pub fn last(&self, environment: &str) -> Option<LastApproval> {
        let folder = self.folder(environment);
        let serials = serials(&folder).ok()?;
        serials.into_iter().find_map(|serial| {
            let approval = folder.join(serial.to_string());
            let profile = String::from_utf8(read(&approval.join(PROFILE)).ok()?).ok()?;
            let schema = SchemaSnapshot::parse(&read(&approval.join(SCHEMA)).ok()?).ok()?;
            Some(LastApproval {
                serial,
                profile,
                schema,
            })
        })
    }

    /// The author's signature, where there is one.
    ///
    /// # Errors
    /// One that cannot be read.
    pub fn authorship(&self) -> Result<Option<Authorship>, Diagnostic> {
        let path = self.beside_with(AUTHOR_SIGNATURE);
        match read(&path) {
            Ok(bytes) => Ok(Some(Authorship {
                signature: String::from_utf8_lossy(&bytes).into_owned(),
            })),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(unreadable(&path, &error)),
        }
    }

    /// Stores the author's signature over `document`.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub fn write_authorship(
        &self,
        document: &[u8],
        signature: &str,
    ) -> Result<PathBuf, Diagnostic> {
        let path = self.beside_with(AUTHOR_SIGNATURE);
        let written = write_whole(&self.beside_with(AUTHOR), document)
            .and_then(|()| write_whole(&path, signature.as_bytes()));
        written.map_err(|error| unwritable(&path, &error))?;
        Ok(path)
    }

    /// Stores an approval, whole or not at all, under the number its document has.
    ///
    /// # Errors
    /// A folder that cannot be written, or a number that somebody else has taken meanwhile.
    pub fn add(
        &self,
        document: &ApprovalDocument,
        bytes: &[u8],
        profile: &str,
        schema: &[u8],
        signature: (&str, &str),
    ) -> Result<PathBuf, Diagnostic> {
        let folder = self.folder(&document.environment);
        let target = folder.join(document.serial.to_string());
        let (name, signature) = signature;
        let stored = || -> io::Result<()> {
            fs::create_dir_all(&folder)?;
            let pending = tempfile::Builder::new()
                .prefix(".")
                .suffix(".bauta-tmp")
                .tempdir_in(&folder)?;
            for (file, bytes) in [
                (PROFILE, profile.as_bytes()),
                (SCHEMA, schema),
                (DOCUMENT, bytes),
                (&signature_file(name), signature.as_bytes()),
            ] {
                let mut file = fs::File::create_new(pending.path().join(file))?;
                file.write_all(bytes)?;
                file.sync_all()?;
            }
            readable_by_others(pending.path())?;
            fs::rename(pending.path(), &target)?;
            // It has gone where it belongs; there is nothing left to remove.
            let _moved = pending.keep();
            sync_folder(&folder)
        };
        match stored() {
            Ok(()) => Ok(target),
            Err(_) if target.exists() => Err(Diagnostic::new(
                Code::UnfitApproval,
                format!("approval {} has been made meanwhile", document.serial),
            )
            .at(target.display())
            .hint("approve again, so that yours gets the next number or signs the same")),
            Err(error) => Err(unwritable(&target, &error)),
        }
    }

    /// Adds a signature to an approval that is there.
    ///
    /// # Errors
    /// A folder that cannot be written.
    pub fn sign(
        &self,
        environment: &str,
        serial: u64,
        name: &str,
        signature: &str,
    ) -> Result<PathBuf, Diagnostic> {
        let approval = self.folder(environment).join(serial.to_string());
        let path = approval.join(signature_file(name));
        write_whole(&path, signature.as_bytes()).map_err(|error| unwritable(&path, &error))?;
        Ok(approval)
    }

    fn folder(&self, environment: &str) -> PathBuf {
        self.beside_with(".approvals").join(environment)
    }

    fn beside_with(&self, suffix: &str) -> PathBuf {
        let mut name = OsString::from(self.profile.as_os_str());
        name.push(suffix);
        name.into()
    }
}

const DOCUMENT: &str = "approval.json";
const PROFILE: &str = "profile.yaml";
const SCHEMA: &str = "schema.json";
const AUTHOR: &str = ".author";
const AUTHOR_SIGNATURE: &str = ".author.sig";
/// Numbers and signatures that are looked at; nobody approves more often or asks more people.
const MOST_APPROVALS: usize = 200;
const MOST_SIGNATURES: usize = 64;
const LONGEST_BYTES: u64 = 64 << 20;

/// The highest first.
fn serials(folder: &Path) -> io::Result<Vec<u64>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut serials = Vec::new();
    for entry in entries {
        let name = entry?.file_name();
        let serial = name.to_str().and_then(|name| name.parse::<u64>().ok());
        // One number has one name.
        serials.extend(serial.filter(|serial| name.to_str() == Some(&serial.to_string())));
    }
    serials.sort_unstable_by(|one, other| other.cmp(one));
    serials.truncate(MOST_APPROVALS);
    Ok(serials)
}

fn signatures(approval: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(approval)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "sig") {
            names.push(path);
        }
    }
    names.sort_unstable();
    names.truncate(MOST_SIGNATURES);
    let texts = names.iter().map(|path| {
        let bytes = read(path)?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    });
    texts.collect()
}

/// `lead@example.com.sig`, of a name that is safe in a path.
fn signature_file(name: &str) -> String {
    let safe = name.chars().map(|char| match char {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '_' | '.' | '@' | '+' => char,
        _ => '-',
    });
    let safe: String = safe.take(100).collect();
    format!("{}.sig", safe.trim_start_matches('.'))
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path)?;
    io::Read::read_to_end(&mut io::Read::take(file, LONGEST_BYTES), &mut bytes)?;
    Ok(bytes)
}

fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".").suffix(".bauta-tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o644));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    sync_folder(folder)
}

/// Nothing in it is secret, and whoever runs the profile has to read it.
#[cfg(unix)]
fn readable_by_others(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "it can fail elsewhere")]
fn readable_by_others(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// A new name is safe once its folder is.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::Io, format!("cannot read: {}", error.kind())).at(path.display())
}

fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::Io, format!("cannot write: {}", error.kind()))
        .at(path.display())
        .hint("is the folder there, and writable?")
}
