//! The types of the window's commands, as TypeScript.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::programs;
use crate::steps;

/// Where they lie.
const BINDINGS: &str = "ui/src/bindings/index.ts";

/// Writes the bindings of the commands as they are.
pub(super) fn write(root: &Path) -> Result<()> {
    let path = root.join(BINDINGS);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    Ok(fs::write(path, made(root)?)?)
}

/// Says whether the bindings are those of the commands as they are.
pub(crate) fn check(root: &Path) -> Result<()> {
    let there = fs::read_to_string(root.join(BINDINGS)).unwrap_or_default();
    ensure!(
        there == made(root)?,
        "{BINDINGS} is stale: run `cargo xtask desktop bindings`"
    );
    Ok(())
}

fn made(root: &Path) -> Result<String> {
    let bridge = programs(root)?.join("bauta-bridge");
    steps::output(Command::new(bridge).arg("bindings")).context("the bindings cannot be made")
}
