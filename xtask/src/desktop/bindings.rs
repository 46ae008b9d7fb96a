//! The types of the window's commands, as TypeScript.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::programs;
use crate::steps::{self, cargo};

/// Where they lie.
const BINDINGS: &str = "ui/src/bindings/index.ts";

/// Writes the bindings of the commands as they are.
pub(super) fn write(root: &Path) -> Result<()> {
    let path = root.join(BINDINGS);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut bridge = cargo(root);
    bridge.args(["run", "--quiet", "--locked", "-p", "bauta-bridge", "--"]);
    Ok(fs::write(path, made(bridge)?)?)
}

/// Says whether the bindings are those of the commands as they are.
pub(crate) fn check(root: &Path) -> Result<()> {
    let there = fs::read_to_string(root.join(BINDINGS)).unwrap_or_default();
    let bridge = Command::new(programs(root)?.join("bauta-bridge"));
    ensure!(
        there == made(bridge)?,
        "{BINDINGS} is stale: run `cargo xtask desktop bindings`"
    );
    Ok(())
}

fn made(mut bridge: Command) -> Result<String> {
    steps::output(bridge.arg("bindings")).context("the bindings cannot be made")
}
