//! What a command costs.
//!
//! The kernel adds up what all children of a process have used, and remembers the largest of them
//! only. So each command is run by a process of its own, `bauta-bench measure`, that has no other
//! child.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;
use serde_json::{Value, json};

use crate::size::Size;

/// What one run of a command took.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usage {
    /// From start to end.
    pub(crate) wall_s: f64,
    /// Of the processor, by the command and for it by the kernel, over all threads.
    pub(crate) cpu_s: f64,
    /// Memory at the worst moment.
    pub(crate) peak: Size,
}

impl Usage {
    /// For the raw numbers.
    pub(crate) fn to_json(self) -> Value {
        json!({ "wall_s": self.wall_s, "cpu_s": self.cpu_s, "peak_bytes": self.peak.0 })
    }

    fn from_json(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        Some(Self {
            wall_s: value.get("wall_s")?.as_f64()?,
            cpu_s: value.get("cpu_s")?.as_f64()?,
            peak: Size(value.get("peak_bytes")?.as_u64()?),
        })
    }
}

/// A command that can be measured again and again.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    /// The program and its arguments.
    pub(crate) command: Vec<OsString>,
    /// Where its stdout goes; nowhere without one.
    pub(crate) stdout: Option<PathBuf>,
}

impl Task {
    /// A command whose stdout nobody needs.
    pub(crate) fn new<A: AsRef<OsStr>>(command: impl IntoIterator<Item = A>) -> Self {
        let command = command.into_iter().map(|part| part.as_ref().to_owned());
        Self {
            command: command.collect(),
            stdout: None,
        }
    }

    /// The same, with stdout in a file.
    pub(crate) fn writing_to(self, file: &Path) -> Self {
        Self {
            stdout: Some(file.to_owned()),
            ..self
        }
    }

    /// Runs it in a process that measures.
    pub(crate) fn measure(&self, stdin: Stdio) -> Result<Usage> {
        finish(self.start(stdin)?)
    }

    /// Starts it in a process that measures.
    pub(crate) fn start(&self, stdin: Stdio) -> Result<Child> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("measure");
        if let Some(file) = &self.stdout {
            command.arg("--stdout").arg(file);
        }
        command.arg("--").args(&self.command);
        command
            .stdin(stdin)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
            .spawn()
            .context("can't start the process that measures")
    }
}

/// Waits for what [`Task::start`] has started.
pub(crate) fn finish(child: Child) -> Result<Usage> {
    let output = child.wait_with_output()?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr);
        let tail: Vec<&str> = text.lines().rev().take(3).collect();
        let tail: Vec<&str> = tail.into_iter().rev().collect();
        bail!("{}", tail.join(" / "));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    Usage::from_json(&text).context("the process that measures said nothing")
}

/// `bauta-bench measure`: runs a command and prints what it took.
///
/// # Errors
/// When the command can't be started or fails.
pub(crate) fn run(command: &[OsString], stdout: Option<&Path>) -> Result<Value> {
    let (program, arguments) = command.split_first().context("no command")?;
    let mut child = Command::new(program);
    child.args(arguments);
    child.stdout(match stdout {
        Some(file) => Stdio::from(File::create(file)?),
        None => Stdio::null(),
    });
    let began = Instant::now();
    let status = child
        .status()
        .with_context(|| format!("can't run {}", program.display()))?;
    let wall_s = began.elapsed().as_secs_f64();
    if !status.success() {
        bail!("{} failed: {status}", program.display());
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let cpu_us = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    let peak = u64::try_from(usage.max_rss())? * MAX_RSS_UNIT;
    Ok(Usage {
        wall_s,
        #[expect(
            clippy::cast_precision_loss,
            reason = "2^52 microseconds are 142 years"
        )]
        cpu_s: cpu_us as f64 / 1e6,
        peak: Size(peak),
    }
    .to_json())
}

/// Whether two files hold the same bytes.
pub(crate) fn same_bytes(one: &Path, other: &Path) -> Result<bool> {
    let (mut one, mut other) = (File::open(one)?, File::open(other)?);
    if one.metadata()?.len() != other.metadata()?.len() {
        return Ok(false);
    }
    let (mut left, mut right) = (vec![0; 1 << 20], vec![0; 1 << 20]);
    loop {
        let read = one.read(&mut left)?;
        if read == 0 {
            return Ok(true);
        }
        other.read_exact(&mut right[..read])?;
        if left[..read] != right[..read] {
            return Ok(false);
        }
    }
}

/// What the kernel counts memory in.
const MAX_RSS_UNIT: u64 = if cfg!(target_vendor = "apple") {
    1
} else {
    1024
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usage_survives_the_way_between_processes() {
        let usage = Usage {
            wall_s: 1.25,
            cpu_s: 2.5,
            peak: Size(7 << 20),
        };
        let back = Usage::from_json(&usage.to_json().to_string()).unwrap();
        assert_eq!(format!("{back:?}"), format!("{usage:?}"));
    }

    #[test]
    fn a_command_that_fails_is_an_error() {
        assert!(run(&["false".into()], None).is_err());
        assert!(run(&["no-such-command-anywhere".into()], None).is_err());
        assert!(run(&["true".into()], None).is_ok());
    }

    #[test]
    fn one_byte_makes_files_different() {
        let folder = tempfile::tempdir().unwrap();
        let [one, other] = ["one", "other"].map(|name| folder.path().join(name));
        std::fs::write(&one, vec![1; 3_000_000]).unwrap();
        std::fs::write(&other, vec![1; 3_000_000]).unwrap();
        assert!(same_bytes(&one, &other).unwrap());
        let mut bytes = vec![1; 3_000_000];
        bytes[2_999_999] = 2;
        std::fs::write(&other, bytes).unwrap();
        assert!(!same_bytes(&one, &other).unwrap());
    }
}
