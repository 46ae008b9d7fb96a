//! Runs the command in an environment of its own.

#![expect(
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "this is test code, which clippy knows by #[test] only"
)]

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder to run in. Paths are relative to it, so that nothing of this machine gets into snapshots.
pub(crate) struct Place {
    folder: tempfile::TempDir,
    /// Apart, so that what is remembered is not among what a run left.
    state: tempfile::TempDir,
}

/// What a run left behind.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            state: tempfile::tempdir().unwrap(),
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The audit log of what ran here.
    pub(crate) fn log(&self) -> PathBuf {
        self.state.path().join("audit.jsonl")
    }

    /// Names in the folder, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[cfg(unix)]
    pub(crate) fn set_mode(&self, name: &str, mode: u32) {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(self.path(name), fs::Permissions::from_mode(mode)).unwrap();
    }

    /// The command, ready to be run here: its keys are kept here, no variable changes its looks.
    pub(crate) fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bauta"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .env("BAUTA_KEYS", "keys")
            .env("BAUTA_STATE", self.state.path())
            .env("BAUTA_ACTOR", "qa@example.com")
            .env("HOME", self.folder.path());
        if let Some(path) = std::env::var_os("PATH") {
            command.env("PATH", path);
        }
        command
    }

    pub(crate) fn run(&self, line: &str) -> Ran {
        self.run_with(line, "")
    }

    /// Runs a command line without quotes, with this on standard input.
    pub(crate) fn run_with(&self, line: &str, input: &str) -> Ran {
        let arguments: Vec<&str> = line.split_whitespace().collect();
        feed(self.command(&arguments), input)
    }
}

/// Runs a command with this on standard input.
pub(crate) fn feed(mut command: Command, input: &str) -> Ran {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that fails early does not read its input.
    child.stdin.take().unwrap().write_all(input.as_bytes()).ok();
    child.wait_with_output().unwrap().into()
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self {
            code: output.status.code().unwrap_or(-1),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

impl Ran {
    /// Everything about a run, for a snapshot.
    pub(crate) fn told(&self) -> String {
        format!(
            "exit code: {}\n----- stdout -----\n{}----- stderr -----\n{}",
            self.code, self.out, self.err
        )
    }

    /// The run failed so, and gave programs nothing to read.
    #[track_caller]
    pub(crate) fn assert_refused(&self, code: i32) {
        assert_eq!(
            (self.code, self.out.as_str()),
            (code, ""),
            "{}",
            self.told()
        );
        assert!(!self.err.is_empty());
    }

    #[track_caller]
    pub(crate) fn assert_done(&self) {
        assert_eq!(self.code, 0, "{}", self.told());
    }
}

/// A file of the repository.
pub(crate) fn repository(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(name)
        .canonicalize()
        .unwrap()
}

/// A Python that has securesystemslib, as `scripts/install-test-servers` leaves it; where it is
/// missing, tests are skipped, unless everything has to be there.
pub(crate) fn python() -> Option<PathBuf> {
    let python = repository(".").join("target/python/bin/python");
    if python.exists() {
        return Some(python);
    }
    assert!(
        std::env::var_os("BAUTA_DUMPS").is_none(),
        "{} is missing: run scripts/install-test-servers",
        python.display()
    );
    eprintln!("skipped: there is no {}", python.display());
    None
}
