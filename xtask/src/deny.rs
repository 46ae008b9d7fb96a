//! Licences, bans, sources and advisories, by cargo-deny.
//!
//! It is looked for in PATH and in `target/tools`. Continuous integration installs it there; on
//! the machine of a developer, who may not want to wait for that, it is told how to.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::Result;

use crate::steps::{self, Ended, Steps, cargo};

const VERSION: &str = "0.20.2";

/// The checks that are a gate, and advisories as far as their database can be reached.
pub(crate) fn steps(root: &Path, steps: &mut Steps) -> Result<()> {
    let mut program = None;
    steps.step("cargo-deny", || {
        Ok(match find_or_install(root) {
            Ok(found) => {
                program = Some(found);
                Ended::Passed
            }
            Err(why) => Ended::Skipped(format!("no licence or advisory is checked: {why}")),
        })
    })?;
    let Some(program) = program else {
        return Ok(());
    };
    steps.step("bans, licences, sources", || {
        let mut command = deny(root, &program);
        command.args(["check", "--hide-inclusion-graph"]);
        steps::run(command.args(["bans", "licenses", "sources"])).map(|()| Ended::Passed)
    })?;
    steps.step("advisories", || {
        if steps::run(deny(root, &program).args(["fetch", "db"])).is_err() {
            let why = "the advisory database cannot be reached";
            return Ok(Ended::Skipped(why.to_owned()));
        }
        let mut command = deny(root, &program);
        command.args(["--offline", "check", "--hide-inclusion-graph"]);
        steps::run(command.arg("advisories")).map(|()| Ended::Passed)
    })
}

/// Where cargo-deny is, or why it is not to be had.
fn find_or_install(root: &Path) -> Result<PathBuf, String> {
    if let Some(program) = find(root) {
        return Ok(program);
    }
    if !in_ci() {
        let how = format!("cargo install --locked cargo-deny --version {VERSION}");
        return Err(format!("it is not installed; {how}"));
    }
    install(root).map_err(|error| format!("{error:#}"))?;
    find(root).ok_or_else(|| "it is installed and does not start".to_owned())
}

fn find(root: &Path) -> Option<PathBuf> {
    let ours = tools(root).join("bin").join("cargo-deny");
    [ours, PathBuf::from("cargo-deny")]
        .into_iter()
        .find(|program| {
            let mut command = Command::new(program);
            let answer = command
                .arg("--version")
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .status();
            answer.is_ok_and(|status| status.success())
        })
}

fn install(root: &Path) -> Result<()> {
    let mut command = cargo(root);
    // It runs for seconds, so what an optimised build takes longer is never won back.
    command.args(["install", "--locked", "--quiet", "--debug", "cargo-deny"]);
    command.args(["--version", VERSION, "--root"]);
    steps::run(command.arg(tools(root)))
}

fn deny(root: &Path, program: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root);
    command
}

fn tools(root: &Path) -> PathBuf {
    root.join("target").join("tools")
}

/// Set to something by every service for continuous integration.
fn in_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty())
}
