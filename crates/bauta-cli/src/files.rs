//! Files and the two streams that `-` may mean.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use bauta_engine::{Code, Diagnostic};

/// Who may read a file that is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readers {
    /// Its owner alone.
    Owner,
    /// Whoever the user's umask allows.
    Umask,
}

/// Whether a path is `-`: standard input or output.
pub(crate) fn is_dash(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// A path as people know it.
pub(crate) fn shown(path: &Path) -> String {
    if is_dash(path) {
        "-".to_owned()
    } else {
        path.display().to_string()
    }
}

/// Reads a text, or says that `what` cannot be read.
pub(crate) fn read_text(path: &Path, what: &str, code: Code) -> Result<String, Diagnostic> {
    let mut text = String::new();
    let read = if is_dash(path) {
        io::stdin().lock().read_to_string(&mut text)
    } else {
        File::open(path).and_then(|mut file| file.read_to_string(&mut text))
    };
    match read {
        Ok(_) => Ok(text),
        Err(error) => {
            let problem =
                Diagnostic::new(code, format!("cannot read the {what}: {}", error.kind()))
                    .at(shown(path));
            Err(match error.kind() {
                io::ErrorKind::NotFound => problem.hint("is the path right?"),
                io::ErrorKind::PermissionDenied => problem.hint("may you read it?"),
                io::ErrorKind::InvalidData => problem.hint("it must be text in UTF-8"),
                _ => problem,
            })
        }
    }
}

/// Replaces or makes a file in one step: whole or not at all. A file that was there keeps its mode.
pub(crate) fn write_whole(path: &Path, bytes: &[u8], readers: Readers) -> Result<(), Diagnostic> {
    replace(path, bytes, readers).map_err(|error| write_problem(path, &error))
}

/// Refuses a path under which nothing could be written, before there is anything to write.
pub(crate) fn refuse_unwritable(path: &Path) -> Result<(), Diagnostic> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if is_dash(path) || fs::metadata(&target).is_ok_and(|metadata| !metadata.is_file()) {
        return Ok(());
    }
    match tempfile::tempfile_in(folder_of(&target)) {
        Ok(_) => Ok(()),
        Err(error) => Err(write_problem(path, &error)),
    }
}

/// Says that a file cannot be written.
pub(crate) fn write_problem(path: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::new(Code::Io, format!("cannot write: {}", error.kind()))
        .at(shown(path))
        .hint("is the folder there, and writable?")
}

fn replace(path: &Path, bytes: &[u8], readers: Readers) -> io::Result<()> {
    // Through a link, so that the link stays one.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let metadata = fs::metadata(&target).ok();
    if metadata
        .as_ref()
        .is_some_and(|metadata| !metadata.is_file())
    {
        // A terminal or pipe like /dev/stderr has nothing to be replaced.
        return File::options().write(true).open(&target)?.write_all(bytes);
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".").suffix(".bauta-tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = if readers == Readers::Owner {
            0o600
        } else {
            0o666
        };
        builder.permissions(fs::Permissions::from_mode(mode));
    }
    let mut file = builder.tempfile_in(folder_of(&target))?;
    if let Some(metadata) = metadata {
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(&target).map_err(|error| error.error)?;
    Ok(())
}

/// The folder that a path lies in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// A path of the command line and what it is for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Named<'a> {
    pub(crate) what: &'static str,
    pub(crate) path: &'a Path,
}

impl<'a> Named<'a> {
    pub(crate) fn new(what: &'static str, path: &'a Path) -> Self {
        Self { what, path }
    }
}

/// Refuses a command line in which two things would read standard input or write standard output,
/// or in which something would be written over what is read or written.
pub(crate) fn refuse_clashes(reads: &[Named<'_>], writes: &[Named<'_>]) -> Result<(), Diagnostic> {
    for (stream, names) in [("standard input", reads), ("standard output", writes)] {
        let mut dashes = names.iter().filter(|named| is_dash(named.path));
        if let (Some(first), Some(second)) = (dashes.next(), dashes.next()) {
            let message = format!("{} and {} cannot both be {stream}", first.what, second.what);
            return Err(
                Diagnostic::new(Code::BadUsage, message).hint("name a file for one of them")
            );
        }
    }
    for (index, write) in writes.iter().enumerate() {
        let before = writes.iter().take(index);
        let Some(identity) = Identity::of(write.path, Stream::Output) else {
            continue;
        };
        for other in reads
            .iter()
            .map(|read| (read, Stream::Input))
            .chain(before.map(|write| (write, Stream::Output)))
        {
            if Identity::of(other.0.path, other.1).as_ref() == Some(&identity) {
                let message = format!(
                    "{} would be written over {}: they are the same file",
                    write.what, other.0.what
                );
                return Err(Diagnostic::new(Code::BadUsage, message)
                    .at(shown(write.path))
                    .hint("name another file with -o"));
            }
        }
    }
    Ok(())
}

#[derive(Debug, Clone, Copy)]
enum Stream {
    Input,
    Output,
}

/// What makes two paths the same file.
#[derive(Debug, PartialEq, Eq)]
enum Identity {
    #[cfg(unix)]
    Inode(u64, u64),
    Path(PathBuf),
}

impl Identity {
    /// The identity of a regular file; devices and pipes may well be read and written at once.
    fn of(path: &Path, stream: Stream) -> Option<Self> {
        if is_dash(path) {
            return Self::of_stream(stream);
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_file() => Self::of_file(path, &metadata),
            Ok(_) => None,
            // It will be made: its folder is there, or nothing is.
            Err(_) => Some(Self::Path(
                fs::canonicalize(folder_of(path))
                    .ok()?
                    .join(path.file_name()?),
            )),
        }
    }

    #[cfg(unix)]
    #[expect(
        clippy::unnecessary_wraps,
        reason = "a path cannot always be resolved elsewhere"
    )]
    fn of_file(_path: &Path, metadata: &fs::Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        Some(Self::Inode(metadata.dev(), metadata.ino()))
    }

    #[cfg(not(unix))]
    fn of_file(path: &Path, _metadata: &fs::Metadata) -> Option<Self> {
        fs::canonicalize(path).ok().map(Self::Path)
    }

    #[cfg(unix)]
    fn of_stream(stream: Stream) -> Option<Self> {
        use std::os::fd::AsFd;
        let descriptor = match stream {
            Stream::Input => io::stdin().as_fd().try_clone_to_owned(),
            Stream::Output => io::stdout().as_fd().try_clone_to_owned(),
        };
        let metadata = File::from(descriptor.ok()?).metadata().ok()?;
        if metadata.is_file() {
            Self::of_file(Path::new("-"), &metadata)
        } else {
            None
        }
    }

    #[cfg(not(unix))]
    fn of_stream(_stream: Stream) -> Option<Self> {
        None
    }
}

/// Standard output without the buffer that looks for line ends.
pub(crate) fn raw_stdout() -> Result<Box<dyn Write + Send>, Diagnostic> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        let descriptor = io::stdout().as_fd().try_clone_to_owned();
        let descriptor = descriptor.map_err(|error| {
            Diagnostic::new(
                Code::Io,
                format!("cannot write to standard output: {}", error.kind()),
            )
        })?;
        Ok(Box::new(File::from(descriptor)))
    }
    #[cfg(not(unix))]
    Ok(Box::new(io::stdout()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_thing_reads_standard_input() {
        let dash = Path::new("-");
        let reads = [Named::new("INPUT", dash), Named::new("--profile", dash)];
        let problem = refuse_clashes(&reads, &[]).unwrap_err();
        assert_eq!(problem.code, Code::BadUsage);
        assert_eq!(
            problem.message,
            "INPUT and --profile cannot both be standard input"
        );
        refuse_clashes(&reads[..1], &[Named::new("OUTPUT", dash)]).unwrap();
    }

    #[test]
    fn a_file_is_not_written_over_what_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let (dump, other) = (
            folder.path().join("dump.sql"),
            folder.path().join("other.sql"),
        );
        fs::write(&dump, "x").unwrap();
        let detour = folder
            .path()
            .join("..")
            .join(folder.path().file_name().unwrap())
            .join("dump.sql");
        let reads = [Named::new("INPUT", &dump)];
        for output in [&dump, &detour] {
            refuse_clashes(&reads, &[Named::new("OUTPUT", output)]).unwrap_err();
        }
        refuse_clashes(&reads, &[Named::new("OUTPUT", &other)]).unwrap();
        let twice = [Named::new("OUTPUT", &other), Named::new("--report", &other)];
        refuse_clashes(&reads, &twice).unwrap_err();
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_hide_that_two_files_are_one() {
        let folder = tempfile::tempdir().unwrap();
        let dump = folder.path().join("dump.sql");
        fs::write(&dump, "x").unwrap();
        let (soft, hard) = (folder.path().join("soft"), folder.path().join("hard"));
        std::os::unix::fs::symlink(&dump, &soft).unwrap();
        fs::hard_link(&dump, &hard).unwrap();
        for output in [&soft, &hard] {
            refuse_clashes(
                &[Named::new("INPUT", &dump)],
                &[Named::new("OUTPUT", output)],
            )
            .unwrap_err();
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_replaced_keeps_its_mode_and_its_link() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (
            folder.path().join("a.yaml"),
            folder.path().join("link.yaml"),
        );
        fs::write(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        write_whole(&link, b"new", Readers::Umask).unwrap();
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o640
        );
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
