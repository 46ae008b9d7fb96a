//! A labelled corpus for detectors, and the scorer that judges `bauta` by it.
//!
//! Everything is random for each seed and invented; check digits hold, so that a detector which
//! trusts them is rewarded. Issuers would refuse every credential.

mod containers;
mod credentials;
mod definitions;
mod dump;
mod leaks;
mod lookalikes;
mod national;
mod pattern;
mod personal;
mod prose;
mod score;
mod tables;
mod truth;
mod values;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

pub(crate) use score::score;

/// Rows of each table.
const ROWS: usize = 200;

/// Writes `corpus.sql` and `truth.json` of a seed into a folder.
pub(crate) fn write(seed: u64, folder: &Path) -> Result<()> {
    let corpus = dump::write(seed, ROWS);
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    let truth = truth::to_json(seed, &corpus.columns, &corpus.plants);
    fs::write(folder.join("corpus.sql"), &corpus.dump)?;
    fs::write(folder.join("truth.json"), format!("{truth:#}\n"))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use truth::Role;

    #[test]
    fn a_corpus_is_the_same_for_the_same_seed() {
        assert_eq!(dump::write(7, 20).dump, dump::write(7, 20).dump);
        assert_ne!(dump::write(7, 20).dump, dump::write(8, 20).dump);
    }

    #[test]
    fn a_corpus_is_as_large_as_a_judge_needs() {
        let corpus = dump::write(1, 10);
        let look_alikes = corpus
            .columns
            .iter()
            .filter(|column| column.role == Role::LookAlike);
        assert!(corpus.columns.len() >= 120);
        assert!(look_alikes.count() >= 40);
    }
}
