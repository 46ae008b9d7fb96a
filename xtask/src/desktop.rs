//! The desktop app: its generated bindings.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail, ensure};

use crate::steps::cargo;

/// Where the bindings lie.
const BINDINGS: &str = "ui/src/bindings/index.ts";

pub(crate) fn run(root: &Path, words: &[&str]) -> Result<()> {
    match words {
        ["bindings"] => write_bindings(root),
        ["bindings", "--check"] => check_bindings(root),
        _ => bail!("usage: cargo xtask desktop bindings [--check]"),
    }
}

fn write_bindings(root: &Path) -> Result<()> {
    let path = root.join(BINDINGS);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(path, bindings(root)?)?)
}

/// Says whether the bindings are those of the commands as they are.
pub(crate) fn check_bindings(root: &Path) -> Result<()> {
    let there = fs::read_to_string(root.join(BINDINGS)).unwrap_or_default();
    ensure!(
        there == bindings(root)?,
        "{BINDINGS} is stale: run `cargo xtask desktop bindings`"
    );
    Ok(())
}

fn bindings(root: &Path) -> Result<String> {
    let output = cargo(root)
        .args([
            "run",
            "--quiet",
            "--locked",
            "-p",
            "bauta-bridge",
            "--",
            "bindings",
        ])
        .stderr(std::process::Stdio::inherit())
        .output()?;
    ensure!(output.status.success(), "the bindings cannot be made");
    Ok(String::from_utf8(output.stdout)?)
}
