//! The desktop app: what it needs of the system, its pages, its bindings, its tests, its packages.

mod bindings;
mod system;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

pub(crate) use self::bindings::check as check_bindings;
use self::system::{Node, TO_BUILD, TO_TEST, install};
use crate::steps::{self, Ended, Steps, cargo};

const USAGE: &str = "usage: cargo xtask desktop TASK

  deps [--test]       installs what is missing to build the app (and to test its window)
  bindings [--check]  writes the types of the window's commands, or says whether they are fresh
  build               builds the pages and the app for development
  run [FILE...]       the same, and opens the window
  test                checks the pages and the app, and runs all their tests: of components, of whole
                      flows in Chromium, of stories in the window
  package             builds the app for use and its package for Debian
  try-package         installs that package, starts it on a display of its own, removes it
  memory              weighs the app at rest, as it is used, against an empty window";

/// Runs one of the tasks.
pub(crate) fn run(root: &Path, words: &[&str]) -> Result<()> {
    match words {
        ["deps"] => App::ready(root, TO_BUILD).map(|_| ()),
        ["deps", "--test"] => App::ready(root, &[TO_BUILD, TO_TEST].concat()).map(|_| ()),
        ["bindings"] => bindings::write(root),
        ["bindings", "--check"] => bindings::check(root),
        ["build"] => App::ready(root, TO_BUILD)?.build().map(|_| ()),
        ["run", files @ ..] => {
            let program = App::ready(root, TO_BUILD)?.build()?;
            steps::run(Command::new(program).args(files))
        }
        ["test"] => test(root),
        ["package"] => App::ready(root, TO_BUILD)?.tauri(&["build", "--bundles", "deb"]),
        ["try-package"] => try_package(root),
        ["memory"] => memory(root),
        _ => bail!("{USAGE}"),
    }
}

/// Checks the pages and the app and runs all their tests, whichever fail.
pub(crate) fn test(root: &Path) -> Result<()> {
    let app = App::ready(root, &[TO_BUILD, TO_TEST].concat())?;
    let mut steps = Steps::of("xtask desktop test");
    steps.step("pages: types, lints, format", || app.npm("check"))?;
    steps.step("pages: components", || app.npm("test"))?;
    steps.step("pages: flows in Chromium", || {
        programs(root)?;
        app.npm("e2e")
    })?;
    steps.step("the app", || app.build().map(|_| Ended::Passed))?;
    steps.step("lints of the app", || app.lint())?;
    steps.step("stories in the window", || app.npm("window"))?;
    steps.finish()
}

/// Installs the package, starts the app under Xvfb, sees its window, removes it.
fn try_package(root: &Path) -> Result<()> {
    install(TO_TEST)?;
    let mut script = Command::new(root.join("scripts/try-desktop-package"));
    steps::run(script.arg(target(root).join("release/bundle/deb")))
}

/// Builds the app for use and an empty window, and says how much memory each holds.
fn memory(root: &Path) -> Result<()> {
    let app = App::ready(root, &[TO_BUILD, TO_TEST].concat())?;
    app.tauri(&["build", "--no-bundle"])?;
    let release = target(root).join("release");
    let mut example = cargo(root);
    example.args(["build", "--release", "-p", "bauta-desktop", "--locked"]);
    example.args([
        "--features",
        "tauri/custom-protocol",
        "--example",
        "empty_window",
    ]);
    steps::run(example.env("CARGO_TARGET_DIR", target(root)))?;
    let mut script = Command::new(root.join("scripts/weigh-windows"));
    script.arg(release.join("examples/empty_window"));
    steps::run(script.arg(release.join("bauta-desktop")))
}

/// Builds the programs beside the app as `cargo test` does, so that nothing is built twice, and says
/// where they are.
fn programs(root: &Path) -> Result<PathBuf> {
    let mut build = cargo(root);
    build.args(["build", "--workspace", "--exclude", "bauta-desktop"]);
    steps::run(build.args(["--bins", "--tests", "--locked", "--quiet"]))?;
    Ok(built(root))
}

fn built(root: &Path) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map(PathBuf::from);
    target.unwrap_or_else(|| root.join("target")).join("debug")
}

/// The app has a folder of its own: what the engine's tests build stays as it is.
fn target(root: &Path) -> PathBuf {
    root.join("target/desktop")
}

/// The app with all that it is built from at hand.
struct App<'r> {
    root: &'r Path,
    node: Node,
}

impl<'r> App<'r> {
    /// Installs what is missing.
    fn ready(root: &'r Path, packages: &[&str]) -> Result<Self> {
        install(packages)?;
        let node = Node::find_or_install(root)?;
        let app = Self { root, node };
        app.install_pages()?;
        Ok(app)
    }

    fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// The packages of the pages, as their lock says.
    fn install_pages(&self) -> Result<()> {
        let ui = self.ui();
        let lock = fs::read(ui.join("package-lock.json")).context("ui/package-lock.json")?;
        let stamp = ui.join("node_modules/.installed-lock.json");
        if fs::read(&stamp).ok().as_ref() != Some(&lock) {
            let mut npm = self.node.command("npm", &ui);
            steps::run(npm.args(["ci", "--no-audit", "--no-fund"]))?;
            fs::write(stamp, lock)?;
        }
        Ok(())
    }

    /// Builds the app as it is developed: with checks, unoptimised, its pages within.
    fn build(&self) -> Result<PathBuf> {
        self.tauri(&["build", "--debug", "--no-bundle"])?;
        Ok(target(self.root).join("debug/bauta-desktop"))
    }

    fn lint(&self) -> Result<Ended> {
        let mut clippy = cargo(self.root);
        clippy.args(["clippy", "-p", "bauta-desktop", "--all-targets"]);
        clippy.args(["--features", "tauri/custom-protocol", "--locked", "--quiet"]);
        clippy.args(["--", "-D", "warnings"]);
        steps::run(clippy.env("CARGO_TARGET_DIR", target(self.root)))?;
        Ok(Ended::Passed)
    }

    /// Runs a script of the pages.
    fn npm(&self, script: &str) -> Result<Ended> {
        let mut npm = self.node.command("npm", &self.ui());
        npm.args(["run", "--silent", script]);
        npm.env("BAUTA_APP", target(self.root).join("debug/bauta-desktop"));
        npm.env("BAUTA_BRIDGE", built(self.root).join("bauta-bridge"));
        npm.env("BAUTA_CLI", built(self.root).join("bauta"));
        steps::run(&mut npm).map(|()| Ended::Passed)
    }

    /// Tauri's own program lies among the packages of the pages, and looks for the app from where
    /// it is started.
    fn tauri(&self, words: &[&str]) -> Result<()> {
        let program = self.ui().join("node_modules/.bin/tauri");
        let mut command = self.node.command(program, &self.root.join("src-tauri"));
        command.env("CARGO_TARGET_DIR", target(self.root));
        steps::run(command.args(words))
    }
}
