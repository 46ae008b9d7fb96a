//! All tests, with what they need.

use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::desktop;
use crate::steps::{self, cargo};

/// Installs what is missing and runs the tests: with arguments, those of `cargo test`; without, all
/// there are.
pub(crate) fn run(root: &Path, arguments: &[&str]) -> Result<()> {
    let engine = of_cargo(root, arguments);
    if !arguments.is_empty() {
        return engine;
    }
    if let Err(error) = &engine {
        // The app's tests say what else is wrong.
        writeln!(io::stderr(), "xtask test: {error:#}")?;
    }
    desktop::test(root)?;
    engine
}

/// Installs missing servers, runs `cargo test`, and sums up.
fn of_cargo(root: &Path, arguments: &[&str]) -> Result<()> {
    let started = Instant::now();
    steps::run(Command::new(root.join("scripts/install-test-servers")).current_dir(root))?;
    let mut command = cargo(root);
    command.args([
        "test",
        "--workspace",
        "--exclude",
        "bauta-desktop",
        "--no-fail-fast",
    ]);
    // Cargo leaves colours out when its output is read by a program.
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped());
    let mut child = command.spawn().context("cannot run cargo")?;
    let mut sum = Sum::default();
    if let Some(output) = child.stdout.take() {
        let mut out = io::stdout();
        for line in BufReader::new(output).lines() {
            let line = line?;
            writeln!(out, "{line}")?;
            sum.add(&line);
        }
    }
    let status = child.wait()?;
    let took = steps::shown(started.elapsed());
    writeln!(io::stderr(), "xtask test: {} in {took}", sum.told())?;
    if !status.success() {
        bail!("tests failed");
    }
    if sum.passed == 0 {
        bail!("no test ran");
    }
    Ok(())
}

/// What the test binaries said in the end.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sum {
    binaries: u64,
    passed: u64,
    failed: u64,
    ignored: u64,
}

impl Sum {
    /// Takes in a line like `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    fn add(&mut self, line: &str) {
        let Some((_, counts)) = line
            .strip_prefix("test result: ")
            .and_then(|rest| rest.split_once(". "))
        else {
            return;
        };
        self.binaries += 1;
        for part in counts.split("; ") {
            let Some((number, word)) = part.split_once(' ') else {
                continue;
            };
            let number: u64 = number.parse().unwrap_or(0);
            match word {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.ignored += number,
                _ => {}
            }
        }
    }

    fn told(&self) -> String {
        format!(
            "{} passed, {} failed, {} ignored, in {} binaries",
            self.passed, self.failed, self.ignored, self.binaries
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_of_all_binaries_are_summed_up() {
        let mut sum = Sum::default();
        sum.add("running 4 tests");
        sum.add("test a ... ok");
        sum.add(
            "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
        );
        sum.add(
            "test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s",
        );
        assert_eq!(sum.told(), "5 passed, 1 failed, 1 ignored, in 2 binaries");
    }
}
