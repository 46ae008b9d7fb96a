//! A folder to run `bauta` in, and what comes of a run.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};

use bauta_crypto::EnvironmentKey;
use tempfile::TempDir;

/// A folder of its own with a key file of environment `staging` in it.
#[derive(Debug)]
pub(crate) struct Workplace {
    folder: TempDir,
    /// Apart, so that what is remembered is not among what a run left.
    state: TempDir,
}

/// The root that tests use: bytes 0 to 31.
pub(crate) const ROOT: [u8; 32] = {
    let mut root = [0; 32];
    let mut index = 0u8;
    while index < 32 {
        root[index as usize] = index;
        index += 1;
    }
    root
};

impl Workplace {
    /// An empty one, but for the key.
    pub(crate) fn new() -> Self {
        let folder = tempfile::Builder::new().prefix("bauta-flow").tempdir();
        let place = Self {
            folder: folder.expect("a temporary folder"),
            state: TempDir::new().expect("a temporary folder"),
        };
        place.write_key("key", ROOT);
        place
    }

    /// Where a file of that name lies, or would.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, content).expect("a temporary file");
        path
    }

    /// What a file holds.
    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        let path = self.path(name);
        fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// Writes a key file that only its owner can read.
    pub(crate) fn write_key(&self, name: &str, root: [u8; 32]) -> PathBuf {
        let key = EnvironmentKey::generate("staging", root, None);
        let (_, text) = key.expect("a good name");
        self.write_private(name, text.expose())
    }

    /// Writes a file that only its owner can read.
    pub(crate) fn write_private(&self, name: &str, text: &str) -> PathBuf {
        let path = self.write(name, text);
        let private = fs::Permissions::from_mode(0o600);
        fs::set_permissions(&path, private).expect("our own file");
        path
    }

    /// The folder of the audit log and the register.
    pub(crate) fn state(&self) -> &Path {
        self.state.path()
    }

    /// The names of all that lies here.
    pub(crate) fn names(&self) -> BTreeSet<String> {
        let entries = fs::read_dir(self.folder.path()).expect("a temporary folder");
        entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect()
    }

    /// `bauta`, in this folder, with nothing of the user's around it.
    pub(crate) fn bauta<I: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = I>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bauta"));
        command.args(arguments).current_dir(self.folder.path());
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("BAUTA_") {
                command.env_remove(name);
            }
        }
        command.env("NO_COLOR", "1").env("RUST_BACKTRACE", "0");
        command.env("BAUTA_STATE", self.state.path());
        command
    }

    /// `bauta mask INPUT -p PROFILE` under the key of this place.
    pub(crate) fn mask(&self, input: impl AsRef<OsStr>, profile: impl AsRef<OsStr>) -> Command {
        let mut command = self.bauta([OsStr::new("mask"), input.as_ref()]);
        command.arg("-p").arg(profile).args(["--key", "file:key"]);
        command.args(["--progress", "none"]);
        command
    }
}

/// The end of a run.
#[derive(Debug)]
pub(crate) struct Ended {
    /// The exit code; 128 and the signal's number where one ended it.
    pub(crate) code: i32,
    /// What it wrote to stdout.
    pub(crate) stdout: Vec<u8>,
    /// What it said.
    pub(crate) stderr: String,
}

impl Ended {
    /// Panics with what was said unless the exit code is `code`.
    #[track_caller]
    pub(crate) fn expect_code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stderr:\n{}", self.stderr);
        self
    }

    /// Panics unless stderr holds `text`.
    #[track_caller]
    pub(crate) fn expect_said(self, text: &str) -> Self {
        assert!(
            self.stderr.contains(text),
            "{text} was not said:\n{}",
            self.stderr
        );
        self
    }
}

/// Runs a command to its end, with nothing on its stdin.
#[track_caller]
pub(crate) fn run(mut command: Command) -> Ended {
    command.stdin(Stdio::null());
    finish(start(command))
}

/// Runs a command to its end, with these bytes on its stdin.
#[track_caller]
pub(crate) fn run_with(mut command: Command, input: &[u8]) -> Ended {
    command.stdin(Stdio::piped());
    let mut child = start(command);
    let mut pipe = child.stdin.take().expect("a pipe");
    std::thread::scope(|scope| {
        // a command that stops early closes the pipe; its exit code tells
        scope.spawn(move || pipe.write_all(input).ok());
        finish(child)
    })
}

/// Starts a command whose stdout and stderr are kept, unless they were directed elsewhere.
#[track_caller]
pub(crate) fn start(mut command: Command) -> Child {
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
        .spawn()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"))
}

/// Waits for a command.
pub(crate) fn finish(child: Child) -> Ended {
    let output = child.wait_with_output().expect("a child can be waited for");
    Ended {
        code: code(output.status),
        stdout: output.stdout,
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn code(status: ExitStatus) -> i32 {
    let signal = || 128 + status.signal().unwrap_or_default();
    status.code().unwrap_or_else(signal)
}

/// Sends a signal to a command of ours.
pub(crate) fn signal(child: &Child, name: &str) {
    let mut kill = Command::new("kill");
    kill.arg(format!("-{name}")).arg(child.id().to_string());
    // it may have ended by itself
    kill.stderr(Stdio::null()).status().expect("kill runs");
}

/// The first place where two texts differ, for messages; `None` where they are equal.
pub(crate) fn first_difference(left: &[u8], right: &[u8]) -> Option<String> {
    if left == right {
        return None;
    }
    let pairs = left.iter().zip(right);
    let at = pairs.take_while(|(left, right)| left == right).count();
    let around = |bytes: &[u8]| {
        let (from, to) = (
            at.saturating_sub(60).min(bytes.len()),
            (at + 60).min(bytes.len()),
        );
        String::from_utf8_lossy(&bytes[from..to]).into_owned()
    };
    Some(format!(
        "{} and {} bytes differ from byte {at} on:\n{:?}\n{:?}",
        left.len(),
        right.len(),
        around(left),
        around(right)
    ))
}

/// Bytes that the engine writes and the test reads.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shared(Arc<Mutex<Vec<u8>>>);

impl Shared {
    /// All that was written so far.
    pub(crate) fn take(&self) -> Vec<u8> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
