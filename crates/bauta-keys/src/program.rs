//! What a program prints that is run without a shell and without our environment.

use std::io;
use std::process::{ChildStdout, Command, Stdio};

use bauta_engine::{Code, Diagnostic};

/// Runs a program, whose output `read` takes. Of the environment it has `PATH` and `HOME`.
///
/// # Errors
/// A program that cannot be run or ends badly, under `code`; and those of `read`.
pub(crate) fn output<T>(
    words: &[String],
    (code, what): (Code, &str),
    read: impl FnOnce(ChildStdout) -> Result<T, Diagnostic>,
) -> Result<T, Diagnostic> {
    let bad = |message: &str| Diagnostic::new(code, message);
    let failed = |error: &io::Error| bad(&format!("the program cannot be run: {}", error.kind()));
    let (program, arguments) = words
        .split_first()
        .ok_or_else(|| bad("no program is named"))?;
    let mut command = Command::new(program);
    command
        .args(arguments)
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    for name in ["PATH", "HOME"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    let mut child = command.spawn().map_err(|error| failed(&error))?;
    let printed = child.stdout.take().map(read);
    let status = child.wait().map_err(|error| failed(&error))?;
    if !status.success() {
        return Err(bad(&format!("the program gave {what}: {status}")));
    }
    printed.unwrap_or_else(|| Err(bad(&format!("the program gave {what}"))))
}
