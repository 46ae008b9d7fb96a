//! Pages that are generated, so that they can't grow stale: written by the command itself or by
//! the test that guards them.

mod controls;
mod detectors;
mod map;
mod transformers;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::steps::{self, cargo};

/// Writes the pages.
pub(crate) fn write(root: &Path) -> Result<()> {
    fs::create_dir_all(root.join("docs"))?;
    for page in pages(root)? {
        let path = root.join(page.path);
        fs::write(&path, page.text).with_context(|| format!("writing {}", page.path))?;
    }
    steps::run(guarded(root).env("UPDATE_EXPECT", "1"))
}

/// Fails when a page is not what would be written, or the map of the tree names what is not there.
pub(crate) fn check(root: &Path) -> Result<()> {
    let mut stale = Vec::new();
    for page in pages(root)? {
        let found = fs::read_to_string(root.join(page.path)).unwrap_or_default();
        if found != page.text {
            stale.push(page.path);
        }
    }
    if !stale.is_empty() {
        bail!("{} not fresh: run `cargo xtask docs`", stale.join(", "));
    }
    map::check(root)?;
    steps::run(guarded(root).env_remove("UPDATE_EXPECT"))
}

struct Page {
    path: &'static str,
    text: String,
}

fn pages(root: &Path) -> Result<[Page; 4]> {
    let bauta = build(root)?;
    Ok([
        Page {
            path: "docs/controls.md",
            text: controls::page(),
        },
        Page {
            path: "docs/transformers.md",
            text: transformers::page(&said_by(&bauta, &["transformers", "--format", "json"])?)?,
        },
        Page {
            path: "docs/detectors.md",
            text: detectors::page(&said_by(&bauta, &["detectors", "--format", "json"])?)?,
        },
        Page {
            path: "docs/profile.schema.json",
            text: said_by(&bauta, &["profile", "schema"])?,
        },
    ])
}

/// Builds the command and the test, with the features that all tests build them with, so that
/// nothing is built twice; answers where the command is.
fn build(root: &Path) -> Result<PathBuf> {
    let mut command = cargo(root);
    command.args(["build", "--quiet", "--locked", "--workspace"]);
    command.args(["--bin", "bauta", "--test", ERROR_CODES]);
    steps::run(command.args(["--test", POLICY_SCHEMA]))?;
    // It lies beside this program, which cargo has built as well.
    let beside = std::env::current_exe().context("where xtask is")?;
    Ok(beside.with_file_name(format!("bauta{}", std::env::consts::EXE_SUFFIX)))
}

/// What the command writes to stdout.
fn said_by(bauta: &Path, arguments: &[&str]) -> Result<String> {
    let output = Command::new(bauta)
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .context("cannot run bauta")?;
    if !output.status.success() {
        bail!("bauta {} ended with {}", arguments.join(" "), output.status);
    }
    String::from_utf8(output.stdout).context("bauta writes UTF-8")
}

/// The tests that compare `docs/error-codes.md` and `docs/policy.schema.json` with the code, or
/// write them.
fn guarded(root: &Path) -> Command {
    let mut command = cargo(root);
    command.args(["test", "--quiet", "--locked", "--workspace"]);
    command.args(["--test", ERROR_CODES, "--test", POLICY_SCHEMA]);
    command.stdout(Stdio::null());
    command
}

const ERROR_CODES: &str = "error_codes";
const POLICY_SCHEMA: &str = "policy_schema";
