//! What a client said.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::{fs::File, io};

/// The end of a client's run.
#[derive(Debug, Clone)]
pub(crate) struct Output {
    /// Whether it ended with 0.
    pub(crate) success: bool,
    /// What it wrote to stdout, as it came.
    pub(crate) stdout: Vec<u8>,
    /// What it wrote to stderr.
    pub(crate) stderr: String,
}

impl Output {
    /// Runs a client to its end, with `input` on its stdin.
    pub(crate) fn of(mut command: Command, input: Input<'_>) -> Self {
        let stdin = match input {
            Input::File(path) => Stdio::from(open(path)),
            Input::Bytes(_) => Stdio::piped(),
            Input::Nothing => Stdio::null(),
        };
        command.stdin(stdin);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let output = std::thread::scope(|scope| {
            let pipe = child.stdin.take();
            if let (Input::Bytes(bytes), Some(mut pipe)) = (input, pipe) {
                // a client that stops at an error closes the pipe; its exit code tells
                scope.spawn(move || -> io::Result<()> { pipe.write_all(bytes) });
            }
            child.wait_with_output()
        });
        let output = output.unwrap_or_else(|error| panic!("{command:?}: {error}"));
        Self {
            success: output.status.success(),
            stdout: output.stdout,
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Panics with what the client said unless it ended with 0.
    #[track_caller]
    pub(crate) fn expect_success(self) -> Self {
        assert!(self.success, "the client failed:\n{}", self.stderr);
        self
    }

    /// Stdout as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }
}

/// What stands on a client's stdin.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Input<'i> {
    /// Nothing.
    Nothing,
    /// A file.
    File(&'i Path),
    /// These bytes.
    Bytes(&'i [u8]),
}

fn open(path: &Path) -> File {
    File::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
