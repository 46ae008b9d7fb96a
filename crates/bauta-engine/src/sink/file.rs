use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

const MARK: &str = ".bauta-tmp";

/// Who may read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Its owner alone.
    Owner,
    /// Whoever the user's umask allows.
    Umask,
}

/// A file under a temporary name in the folder of its final one: locked while it is written,
/// removed unless it is kept.
#[derive(Debug)]
pub(crate) struct PendingFile {
    file: Option<File>,
    temporary: PathBuf,
    target: PathBuf,
}

impl PendingFile {
    /// Removes what killed runs have left for this target, then begins anew.
    pub(crate) fn create(target: &Path, readers: Readers) -> io::Result<Self> {
        let folder = folder_of(target);
        let prefix = prefix_of(target)?;
        remove_leftovers(folder, &prefix);
        for attempt in 0..100u32 {
            let mut name = prefix.clone();
            name.push(format!("{}-{attempt}", std::process::id()));
            let temporary = folder.join(name);
            match new_options(readers).open(&temporary) {
                Ok(file) => {
                    file.lock()?;
                    return Ok(Self {
                        file: Some(file),
                        temporary,
                        target: target.to_owned(),
                    });
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    pub(crate) fn file(&self) -> io::Result<File> {
        self.file
            .as_ref()
            .ok_or(io::ErrorKind::NotFound)?
            .try_clone()
    }

    /// Where it lies until then.
    pub(crate) fn path(&self) -> &Path {
        &self.temporary
    }

    /// The name it will have.
    pub(super) fn target(&self) -> &Path {
        &self.target
    }

    /// Makes the content durable and gives it its name.
    pub(crate) fn keep(mut self) -> io::Result<()> {
        if let Some(file) = self.file.take() {
            file.sync_all()?;
            fs::rename(&self.temporary, &self.target)?;
            sync_folder(&self.target)?;
        }
        Ok(())
    }
}

impl PendingFile {
    /// As [`Self::keep`], unless somebody else has got the name meanwhile.
    pub(crate) fn keep_new(self) -> io::Result<()> {
        if let Some(file) = &self.file {
            file.sync_all()?;
        }
        match fs::hard_link(&self.temporary, &self.target) {
            // The temporary name goes with `self`.
            Ok(()) => sync_folder(&self.target),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
            // Some file systems have no second names.
            Err(_) if !self.target.exists() => self.keep(),
            Err(_) => Err(io::ErrorKind::AlreadyExists.into()),
        }
    }
}

impl Drop for PendingFile {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            // Nothing more can be done here; the next run tries again.
            fs::remove_file(&self.temporary).ok();
        }
    }
}

/// A name is durable once its folder is; some file systems cannot sync one.
fn sync_folder(target: &Path) -> io::Result<()> {
    match File::open(folder_of(target)) {
        Ok(folder) => folder.sync_all().or_else(|error| match error.kind() {
            io::ErrorKind::InvalidInput => Ok(()),
            _ => Err(error),
        }),
        Err(_) => Ok(()),
    }
}

fn new_options(readers: Readers) -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(not(unix))]
    let _ = readers;
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(match readers {
            Readers::Owner => 0o600,
            Readers::Umask => 0o666,
        });
    }
    options
}

fn folder_of(target: &Path) -> &Path {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// `.NAME.bauta-tmp.`
fn prefix_of(target: &Path) -> io::Result<OsString> {
    let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?;
    let mut prefix = OsString::from(".");
    prefix.push(name);
    prefix.push(MARK);
    prefix.push(".");
    Ok(prefix)
}

/// Removes files of runs that were killed: theirs is the name, and nobody holds their lock.
fn remove_leftovers(folder: &Path, prefix: &OsString) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        if !name
            .as_encoded_bytes()
            .starts_with(prefix.as_encoded_bytes())
        {
            continue;
        }
        let abandoned = File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok());
        if abandoned {
            fs::remove_file(entry.path()).ok();
        }
    }
}
