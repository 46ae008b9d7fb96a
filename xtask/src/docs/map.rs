//! Whether the names in `ARCHITECTURE.md` are those of the code.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// Fails when the page names a file that is not there, or a word that no code knows.
pub(crate) fn check(root: &Path) -> Result<()> {
    let page = root.join("ARCHITECTURE.md");
    let page = fs::read_to_string(page).context("reading ARCHITECTURE.md")?;
    let mut code = Code::default();
    for folder in ["crates", "xtask/src", "tests"] {
        code.take_in(&root.join(folder))?;
    }
    let unknown: BTreeSet<&str> = spans(&page)
        .filter(|span| !code.knows(root, span))
        .collect();
    if !unknown.is_empty() {
        let unknown: Vec<&str> = unknown.into_iter().collect();
        bail!(
            "ARCHITECTURE.md names what is not there: {}",
            unknown.join(", ")
        );
    }
    Ok(())
}

/// Texts between single backticks, outside of fenced blocks.
fn spans(page: &str) -> impl Iterator<Item = &str> {
    let outside = page.split("```").step_by(2);
    outside.flat_map(|text| text.split('`').skip(1).step_by(2))
}

#[derive(Debug, Default)]
struct Code {
    words: BTreeSet<String>,
    files: BTreeSet<String>,
}

impl Code {
    fn take_in(&mut self, folder: &Path) -> Result<()> {
        let entries =
            fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            if path.is_dir() {
                self.take_in(&path)?;
                self.files.insert(format!("{name}/"));
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path)?;
                self.words.extend(words(&text).map(str::to_owned));
                self.files.insert(name);
            }
        }
        Ok(())
    }

    /// A path from the root, the name of a file or folder, or words of the code. Whatever holds
    /// blanks or marks is neither: a command, a value.
    fn knows(&self, root: &Path, span: &str) -> bool {
        if root.join(span).exists() || self.files.contains(span) {
            return true;
        }
        let like_code = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
        let is_file = Path::new(span).extension().is_some_and(|end| end == "rs");
        if is_file || span.contains('/') && !span.contains(' ') {
            return false;
        }
        !span.chars().all(like_code) || words(span).all(|word| self.words.contains(word))
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_code_are_told_from_commands_and_missing_files() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut code = Code::default();
        code.take_in(&root.join("src")).unwrap();
        for known in [
            "Cargo.toml",
            "map.rs",
            "docs/",
            "Steps::step",
            "cargo xtask docs",
            "keep-rows",
        ] {
            assert!(code.knows(root, known), "{known}");
        }
        let missing = ["Nos", "uchType"].concat();
        for unknown in ["src/no.rs", "no.rs", "no/", missing.as_str()] {
            assert!(!code.knows(root, unknown), "{unknown}");
        }
    }

    #[test]
    fn blocks_are_not_read_for_names() {
        let page = "a `One` b\n```\n`Two`\n```\nc `Three`";
        assert_eq!(spans(page).collect::<Vec<_>>(), ["One", "Three"]);
    }
}
