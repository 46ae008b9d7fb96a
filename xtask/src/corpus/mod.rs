//! A labelled corpus for detectors, and the scorer that judges `bauta` by it.
//!
//! Everything is random for each seed and invented; check digits hold, so that a detector which
//! trusts them is rewarded. Issuers would refuse every credential.

mod cells;
mod containers;
mod credentials;
mod definitions;
mod dialect;
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

pub(crate) use dialect::Dialect;
pub(crate) use score::score;

/// Rows of each table.
const ROWS: usize = 200;

/// Writes `corpus.sql` and `truth.json` of a seed into a folder.
pub(crate) fn write(seed: u64, dialect: Dialect, folder: &Path) -> Result<()> {
    let corpus = dump::write(seed, ROWS, dialect);
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
        let dump = |seed| dump::write(seed, 20, Dialect::Postgres).dump;
        assert_eq!(dump(7), dump(7));
        assert_ne!(dump(7), dump(8));
    }

    #[test]
    fn a_corpus_is_as_large_as_a_judge_needs() {
        let corpus = dump::write(1, 10, Dialect::Postgres);
        let look_alikes = corpus
            .columns
            .iter()
            .filter(|column| column.role == Role::LookAlike);
        assert!(corpus.columns.len() >= 120);
        assert!(look_alikes.count() >= 40);
    }
}
