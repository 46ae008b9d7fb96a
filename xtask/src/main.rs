//! Development tasks of bauta, run as `cargo xtask TASK`. One module each.

mod ci;
#[expect(
    clippy::format_push_string,
    reason = "a few megabytes, written by a task"
)]
mod corpus;
mod deny;
mod desktop;
mod docs;
mod encoding;
mod identifiers;
mod random;
#[expect(
    clippy::format_push_string,
    reason = "half a megabyte, written once by a task"
)]
mod sample;
mod steps;
mod test;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};

const USAGE: &str = "usage: cargo xtask TASK

  ci                     all checks but the tests: format, lints, documentation, generated files, licences
  test [ARGUMENTS]       installs what tests need, then runs all of them; with arguments, which go to
                         `cargo test`, those of the app are left out
  docs [--check]         writes the generated pages in docs/, or says whether they are fresh
  desktop TASK           the app: deps, bindings, build, run, test, package, try-package
  sample-data [--check]  writes the dumps in sample-data/, or says whether they are fresh
  detect-corpus SEED DIR [--dialect DIALECT]
                         writes a labelled corpus: corpus.sql and truth.json; dialects are postgres
                         (the usual one), mysql and sqlite
  detect-score [-v] [SEED...] [--dialect DIALECT]
                         judges a release build by such corpora (seeds 1 to 5); -v by kind and place";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nobody is left to tell if standard error is gone.
            writeln!(io::stderr(), "{error:#}").ok();
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let root = root()?;
    match words.as_slice() {
        ["ci"] => ci::run(&root),
        ["test", further @ ..] => test::run(&root, further),
        ["docs"] => docs::write(&root),
        ["docs", "--check"] => docs::check(&root),
        ["desktop", further @ ..] => desktop::run(&root, further),
        ["sample-data"] => sample::write(&root),
        ["sample-data", "--check"] => sample::check(&root),
        ["detect-corpus", seed, folder, further @ ..] => {
            let (dialect, rest) = dialect(further)?;
            if !rest.is_empty() {
                bail!("{USAGE}");
            }
            corpus::write(seed.parse()?, dialect, Path::new(folder))
        }
        ["detect-score", further @ ..] => {
            let (dialect, rest) = dialect(further)?;
            let seeds = rest.strip_prefix(&["-v"]).unwrap_or(rest);
            corpus::score(&root, dialect, &numbers(seeds)?, seeds.len() < rest.len())
        }
        _ => bail!("{USAGE}"),
    }
}

/// The dialect at the end of the words, or the usual one, and the words before it.
fn dialect<'w>(words: &'w [&'w str]) -> Result<(corpus::Dialect, &'w [&'w str])> {
    match words {
        [rest @ .., "--dialect", name] => Ok((corpus::Dialect::named(name)?, rest)),
        _ => Ok((corpus::Dialect::Postgres, words)),
    }
}

/// Seeds as they were typed, or the usual five.
fn numbers(words: &[&str]) -> Result<Vec<u64>> {
    if words.is_empty() {
        return Ok((1..=5).collect());
    }
    words.iter().map(|word| Ok(word.parse()?)).collect()
}

/// The root of the repository.
fn root() -> Result<PathBuf> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let parent = manifest.parent().context("xtask lies in the repository")?;
    Ok(parent.to_owned())
}
