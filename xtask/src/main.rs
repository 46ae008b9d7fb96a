//! Development tasks of bauta, run as `cargo xtask TASK`.

#[expect(
    clippy::format_push_string,
    reason = "half a megabyte, written once by a task"
)]
mod sample;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["sample-data"] => sample::write(&root()?),
        ["sample-data", "--check"] => sample::check(&root()?),
        _ => bail!("usage: cargo xtask sample-data [--check]"),
    }
}

/// The root of the repository.
fn root() -> Result<PathBuf> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    let parent = manifest.parent().context("xtask lies in the repository")?;
    Ok(parent.to_owned())
}
