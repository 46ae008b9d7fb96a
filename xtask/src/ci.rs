//! Everything that is checked but the tests.

use std::path::Path;
use std::process::Command;

use anyhow::Result;

use crate::steps::{self, Ended, Steps, cargo};
use crate::{deny, desktop, docs, sample};

/// The app needs `WebKit` and takes long; `cargo xtask desktop` is about it.
const BUT_THE_APP: &[&str] = &["--workspace", "--exclude", "bauta-desktop"];

/// Runs the checks, the cheap ones first.
pub(crate) fn run(root: &Path) -> Result<()> {
    let mut steps = Steps::of("xtask ci");
    let bench = root.join("bench");
    steps.step("format", || {
        passed(cargo(root).args(["fmt", "--all", "--check"]))
    })?;
    steps.step("format of bench", || {
        passed(cargo(&bench).args(["fmt", "--check"]))
    })?;
    steps.step("sample data fresh", || {
        sample::check(root).map(|()| Ended::Passed)
    })?;
    steps.step("lints", || passed(&mut clippy(root, BUT_THE_APP)))?;
    steps.step("lints of bench", || passed(&mut clippy(&bench, &[])))?;
    steps.step("documentation", || {
        let mut doc = cargo(root);
        doc.env("RUSTDOCFLAGS", "-D warnings");
        doc.args(["doc", "--no-deps", "--locked", "--quiet"]);
        passed(doc.args(BUT_THE_APP))
    })?;
    steps.step("generated pages fresh", || {
        docs::check(root).map(|()| Ended::Passed)
    })?;
    steps.step("bindings fresh", || {
        desktop::check_bindings(root).map(|()| Ended::Passed)
    })?;
    deny::steps(root, &mut steps)?;
    steps.finish()
}

fn clippy(folder: &Path, packages: &[&str]) -> Command {
    let mut command = cargo(folder);
    command.args(["clippy", "--all-targets", "--locked", "--quiet"]);
    command.args(packages).args(["--", "-D", "warnings"]);
    command
}

fn passed(command: &mut Command) -> Result<Ended> {
    steps::run(command).map(|()| Ended::Passed)
}
