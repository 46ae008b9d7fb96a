//! The program that is measured, and the files it takes.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::measure::Task;

/// A built bauta, with profiles and a key in a folder.
#[derive(Debug)]
pub(crate) struct Bauta {
    program: PathBuf,
    folder: PathBuf,
}

/// What it is asked to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// Change nothing.
    Identity,
    /// Mask eleven columns.
    W11,
    /// Mask eleven columns, look for secrets and personal data in all others.
    W11Detect,
    /// Tell what the dump holds.
    Inspect,
    /// Prove over what masking with detection made that nothing was left.
    Verify,
}

impl Bauta {
    /// Writes the profiles into `folder` and has the program make a key there.
    pub(crate) fn prepare(program: &Path, folder: &Path) -> Result<Self> {
        let program = program
            .canonicalize()
            .with_context(|| format!("no program at {}", program.display()))?;
        for (name, text) in PROFILES {
            fs::write(folder.join(name), text)?;
        }
        let key = folder.join(KEY);
        if !key.exists() {
            let output = Command::new(&program)
                .args(["key", "new", "--env", "bench", "-o"])
                .arg(&key)
                .output()?;
            if !output.status.success() || !key.exists() {
                let text = String::from_utf8_lossy(&output.stderr);
                bail!("`bauta key new` made no key: {}", text.trim());
            }
        }
        Ok(Self {
            program,
            folder: folder.to_owned(),
        })
    }

    /// What `bauta` is run with for a work on a file; what it makes goes to `output`.
    pub(crate) fn task(&self, work: Work, input: &Path, output: &Path, threads: usize) -> Task {
        match work {
            Work::Inspect => self.inspect(input, output, threads),
            _ => self.mask(work, input, Some(output), threads),
        }
    }

    /// `bauta inspect` of a file.
    fn inspect(&self, input: &Path, output: &Path, threads: usize) -> Task {
        let mut command: Vec<OsString> = vec![self.program.clone().into(), "inspect".into()];
        command.extend([input.into(), "-o".into(), output.into()]);
        command.extend(["--format".into(), "json".into()]);
        command.extend(["--threads".into(), threads.to_string().into()]);
        command.extend(["--progress".into(), "none".into()]);
        Task::new(command)
    }

    /// `bauta verify` of a clone against the dump it was made from.
    pub(crate) fn verify(&self, clone: &Path, original: &Path, threads: usize) -> Task {
        let mut command: Vec<OsString> = vec![self.program.clone().into(), "verify".into()];
        command.extend([clone.into(), "--original".into(), original.into()]);
        if let Some(profile) = Work::Verify.profile() {
            command.extend(["-p".into(), self.folder.join(profile).into()]);
        }
        command.extend(["--threads".into(), threads.to_string().into()]);
        command.extend(["--progress".into(), "none".into()]);
        Task::new(command)
    }

    /// `bauta mask` from a file or stdin (`-`) to a file or, without one, stdout.
    pub(crate) fn mask(
        &self,
        work: Work,
        input: &Path,
        output: Option<&Path>,
        threads: usize,
    ) -> Task {
        let mut key = OsString::from("file:");
        key.push(self.folder.join(KEY));
        let mut command: Vec<OsString> = vec![self.program.clone().into(), "mask".into()];
        command.push(input.into());
        if let Some(profile) = work.profile() {
            command.extend(["-p".into(), self.folder.join(profile).into()]);
        }
        if let Some(output) = output {
            command.extend(["-o".into(), output.into()]);
        }
        command.extend(["--threads".into(), threads.to_string().into()]);
        command.extend(["--env".into(), "bench".into(), "--key".into(), key]);
        command.extend(["--progress".into(), "none".into()]);
        if work != Work::W11Detect {
            command.extend(["--detect".into(), "off".into()]);
        }
        Task::new(command)
    }
}

impl Work {
    fn profile(self) -> Option<&'static str> {
        match self {
            Self::Identity => Some(PROFILES[0].0),
            Self::W11 => Some(PROFILES[1].0),
            Self::W11Detect | Self::Verify => Some(PROFILES[2].0),
            Self::Inspect => None,
        }
    }
}

const KEY: &str = "bench.key";

const PROFILES: [(&str, &str); 3] = [
    ("identity.yaml", include_str!("../profiles/identity.yaml")),
    ("w11.yaml", include_str!("../profiles/w11.yaml")),
    (
        "w11-detect.yaml",
        include_str!("../profiles/w11-detect.yaml"),
    ),
];

#[cfg(test)]
mod tests {
    use bauta_model::TableName;
    use bauta_profile::{Decision, Profile, Rules, Scope};

    use super::*;
    use crate::shop::TABLES;

    #[test]
    fn every_profile_is_one() {
        for (name, text) in PROFILES {
            assert!(
                Profile::parse(text).is_ok(),
                "{name}: {:?}",
                Profile::parse(text).err()
            );
        }
    }

    #[test]
    fn w11_masks_the_columns_that_the_floor_digests() {
        let profile = Profile::parse(PROFILES[1].1).unwrap();
        for schema in [Some("public"), None] {
            let scope = Scope {
                schema,
                database: None,
            };
            let mut rules = Rules::new(&profile, &[], scope);
            for table in &TABLES {
                let name = match schema {
                    Some(schema) => TableName::in_schema(schema, table.name),
                    None => TableName::bare(table.name),
                };
                let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
                let decided = rules.decide(&[&name], &columns).columns;
                for (column, decision) in table.columns.iter().zip(decided) {
                    let Decision::Rule(rule, _) = decision else {
                        panic!("{}.{}: {decision:?}", table.name, column.name);
                    };
                    let place = format!("{}.{}", table.name, column.name);
                    assert_eq!(!rule.keeps(), column.masked, "{place}");
                }
            }
            assert!(rules.unmatched().is_empty());
        }
    }

    #[test]
    fn both_w11_profiles_differ_in_secrets_only() {
        let rules = |text: &str| {
            let (_, rules) = text.split_once("\ntables:").unwrap();
            rules.to_owned()
        };
        assert_eq!(rules(PROFILES[1].1), rules(PROFILES[2].1));
    }
}
