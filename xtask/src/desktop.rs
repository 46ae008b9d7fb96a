//! The desktop app: what it needs of the system, its pages, its bindings, its packages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::steps::{self, cargo};

/// Where the bindings lie.
const BINDINGS: &str = "ui/src/bindings/index.ts";

/// Debian's packages to build the app, and those to test its window.
const BUILD_PACKAGES: &[&str] = &["libwebkit2gtk-4.1-dev"];
const TEST_PACKAGES: &[&str] = &["xvfb", "webkit2gtk-driver", "chromium", "imagemagick"];

const USAGE: &str = "usage: cargo xtask desktop TASK

  deps [--test]       installs what is missing to build the app (and to test its window)
  bindings [--check]  writes the types of the window's commands, or says whether they are fresh
  build               builds the pages and the app for development
  test                builds the app, checks its pages and runs their tests
  run [FILE...]       the same, and opens the window
  package             builds the app for use and its package for Debian
  try-package         installs that package, starts it on a display of its own, removes it";

/// Runs one of the tasks.
pub(crate) fn run(root: &Path, words: &[&str]) -> Result<()> {
    match words {
        ["deps"] => install(BUILD_PACKAGES),
        ["deps", "--test"] => install(&[BUILD_PACKAGES, TEST_PACKAGES].concat()),
        ["bindings"] => write_bindings(root),
        ["bindings", "--check"] => check_bindings(root),
        ["build"] => build(root).map(|_| ()),
        ["test"] => test(root),
        ["run", files @ ..] => {
            let app = build(root)?;
            steps::run(Command::new(app).args(files))
        }
        ["package"] => package(root),
        ["try-package"] => try_package(root),
        _ => bail!("{USAGE}"),
    }
}

/// Builds the pages and the app as it is developed: with checks, unoptimised, its pages within.
pub(crate) fn build(root: &Path) -> Result<PathBuf> {
    install(BUILD_PACKAGES)?;
    pages(root)?;
    tauri(root, &["build", "--debug", "--no-bundle"])?;
    Ok(target(root).join("debug/bauta-desktop"))
}

/// What is tested of the app beside its session: its own lints, its pages, and that it builds.
fn test(root: &Path) -> Result<()> {
    install(&[BUILD_PACKAGES, TEST_PACKAGES].concat())?;
    build(root)?;
    let mut clippy = cargo(root);
    clippy
        .args([
            "clippy",
            "-p",
            "bauta-desktop",
            "--all-targets",
            "--locked",
            "--quiet",
        ])
        .args(["--", "-D", "warnings"])
        .env("CARGO_TARGET_DIR", target(root));
    steps::run(&mut clippy)?;
    let ui = root.join("ui");
    steps::run(npm(&ui).args(["run", "check"]))?;
    steps::run(npm(&ui).args(["run", "test"]))
}

/// Builds the app for use, and its package.
fn package(root: &Path) -> Result<()> {
    install(BUILD_PACKAGES)?;
    pages(root)?;
    tauri(root, &["build", "--bundles", "deb"])
}

/// Installs the package, starts the app under Xvfb, sees its window, removes it.
fn try_package(root: &Path) -> Result<()> {
    let mut script = Command::new(root.join("scripts/try-desktop-package"));
    steps::run(script.arg(target(root).join("release/bundle/deb")))
}

/// The app has a folder of its own: what the engine's tests build stays as it is.
fn target(root: &Path) -> PathBuf {
    root.join("target/desktop")
}

fn pages(root: &Path) -> Result<()> {
    let ui = root.join("ui");
    let lock = fs::read(ui.join("package-lock.json")).context("ui/package-lock.json")?;
    let stamp = ui.join("node_modules/.installed-lock.json");
    if fs::read(&stamp).ok().as_ref() != Some(&lock) {
        steps::run(npm(&ui).args(["ci", "--no-audit", "--no-fund"]))?;
        fs::write(stamp, lock)?;
    }
    Ok(())
}

fn tauri(root: &Path, words: &[&str]) -> Result<()> {
    // The command line of Tauri lies among the packages of the pages, and looks for the app from
    // where it is started.
    let program = root.join("ui/node_modules/.bin/tauri");
    let mut command = Command::new(program);
    command
        .args(words)
        .current_dir(root.join("src-tauri"))
        .env("CARGO_TARGET_DIR", target(root));
    steps::run(&mut command)
}

fn npm(folder: &Path) -> Command {
    let mut command = Command::new("npm");
    command.current_dir(folder);
    command
}

/// Installs Debian's packages that are missing; elsewhere it says what is needed.
fn install(packages: &[&str]) -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let missing: Vec<&&str> = packages.iter().filter(|name| !is_installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = missing.into_iter().copied().collect();
    let is_root = steps::output(Command::new("id").arg("-u"))?.trim() == "0";
    let apt = |words: &[&str]| {
        let mut command = if is_root {
            Command::new("apt-get")
        } else {
            let mut sudo = Command::new("sudo");
            sudo.arg("apt-get");
            sudo
        };
        command.env("DEBIAN_FRONTEND", "noninteractive").args(words);
        steps::run(&mut command)
    };
    let wanted = [&["install", "-y", "--no-install-recommends"], &names[..]].concat();
    let installed = apt(&["update", "-q"]).and_then(|()| apt(&wanted));
    installed.with_context(|| format!("the app needs {}", names.join(" ")))
}

fn is_installed(package: &str) -> bool {
    let mut query = Command::new("dpkg-query");
    query.args(["-W", "-f", "${Status}", package]);
    let output = query.output();
    output.is_ok_and(|output| output.stdout.starts_with(b"install ok installed"))
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
    let words = [
        "run",
        "--quiet",
        "--locked",
        "-p",
        "bauta-bridge",
        "--",
        "bindings",
    ];
    steps::output(cargo(root).args(words)).context("the bindings cannot be made")
}
