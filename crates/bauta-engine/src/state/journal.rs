use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;

/// A file of lines that only grows, locked against other processes until it is dropped.
#[derive(Debug)]
pub(super) struct Journal {
    file: File,
    lines: Vec<u8>,
    torn: Vec<u8>,
}

impl Journal {
    /// Makes the file where it is not there, waits for its lock, and reads it.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        if let Some(folder) = path.parent() {
            make_folder(folder)?;
        }
        let mut options = OpenOptions::new();
        options.read(true).append(true);
        let made = match private(&mut options).create_new(true).open(path) {
            Ok(file) => Some(file),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => None,
            Err(error) => return Err(error),
        };
        let file = if let Some(file) = made {
            sync_folder(path)?;
            file
        } else {
            let mut options = OpenOptions::new();
            private(options.read(true).append(true)).open(path)?
        };
        file.lock()?;
        Self::read_locked(file)
    }

    /// Reads the file, if there is one. Nothing is made, and it may lie where nothing can be written.
    pub(super) fn look(path: &Path) -> io::Result<Option<Self>> {
        let mut options = OpenOptions::new();
        match private(options.read(true)).open(path) {
            Ok(file) => {
                file.lock_shared()?;
                Self::read_locked(file).map(Some)
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn read_locked(mut file: File) -> io::Result<Self> {
        let mut lines = Vec::new();
        file.read_to_end(&mut lines)?;
        let whole = memchr::memrchr(b'\n', &lines).map_or(0, |end| end + 1);
        let torn = lines.split_off(whole);
        Ok(Self { file, lines, torn })
    }

    /// The whole lines.
    pub(super) fn lines(&self) -> &[u8] {
        &self.lines
    }

    /// All that stands in it, a line that was never finished included.
    pub(super) fn into_bytes(mut self) -> Vec<u8> {
        self.lines.append(&mut self.torn);
        self.lines
    }

    /// How much of a line that was never finished stands behind them.
    pub(super) fn torn_bytes(&self) -> u64 {
        self.torn.len() as u64
    }

    /// Cuts off the line that was never finished.
    pub(super) fn mend(&mut self) -> io::Result<()> {
        if !self.torn.is_empty() {
            self.file.set_len(self.lines.len() as u64)?;
            self.torn.clear();
        }
        Ok(())
    }

    /// Appends whole lines in one write and makes them durable. After a failure none of them stays.
    pub(super) fn append(&mut self, lines: &[u8]) -> io::Result<()> {
        let written = self
            .file
            .write_all(lines)
            .and_then(|()| self.file.sync_data());
        if written.is_err() {
            // If this fails as well, the next writer cuts it off.
            self.file.set_len(self.lines.len() as u64).ok();
            return written;
        }
        self.lines.extend_from_slice(lines);
        Ok(())
    }
}

/// A folder for its owner alone.
fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder)
}

/// For its owner alone, and never through a link: who may place one could redirect what is told.
fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        options.custom_flags(flags.bits().cast_signed());
    }
    options
}

fn sync_folder(path: &Path) -> io::Result<()> {
    let Some(folder) = path.parent() else {
        return Ok(());
    };
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        // Some file systems cannot sync a folder.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unfinished_line_is_known_and_cut_off() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep").join("log");
        Journal::open(&path).unwrap().append(b"one\n").unwrap();
        fs::write(&path, "one\ntw").unwrap();
        let mut journal = Journal::open(&path).unwrap();
        assert_eq!(journal.torn_bytes(), 2);
        journal.mend().unwrap();
        journal.append(b"two\n").unwrap();
        assert_eq!(journal.lines(), b"one\ntwo\n");
        assert_eq!(fs::read(&path).unwrap(), b"one\ntwo\n");
    }

    #[test]
    fn looking_makes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        assert!(Journal::look(&path).unwrap().is_none());
        assert!(!path.exists());
    }

    #[cfg(unix)]
    #[test]
    fn it_is_for_its_owner_alone_and_no_link() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        drop(Journal::open(&path).unwrap());
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let link = folder.path().join("link");
        std::os::unix::fs::symlink(&path, &link).unwrap();
        Journal::open(&link).unwrap_err();
        Journal::look(&link).unwrap_err();
    }
}
