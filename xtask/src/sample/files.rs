//! Where the dumps go, and whether they are fresh.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::{dialect, shop};

/// Writes the three dumps below `root`.
pub(crate) fn write(root: &Path) -> Result<()> {
    let folder = root.join("sample-data");
    fs::create_dir_all(&folder)?;
    for (name, dump) in dumps() {
        let path = folder.join(name);
        fs::write(&path, &dump).with_context(|| format!("writing {}", path.display()))?;
        writeln!(io::stderr(), "sample-data/{name}: {} bytes", dump.len())?;
    }
    Ok(())
}

/// Fails when a dump below `root` is not what would be written.
pub(crate) fn check(root: &Path) -> Result<()> {
    for (name, dump) in dumps() {
        let path = root.join("sample-data").join(name);
        let found = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        if found != dump {
            bail!("sample-data/{name} is not fresh: run `cargo xtask sample-data`");
        }
    }
    Ok(())
}

fn dumps() -> [(&'static str, Vec<u8>); 3] {
    let shop = shop::build();
    [
        ("shop.postgres.sql", dialect::postgres(&shop)),
        ("shop.mysql.sql", dialect::mysql(&shop)),
        ("shop.sqlite.sql", dialect::sqlite(&shop)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_run_writes_the_same_bytes() {
        assert_eq!(dumps(), dumps());
    }

    #[test]
    fn the_committed_dumps_are_fresh() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        check(&root).expect("cargo xtask sample-data");
    }

    #[test]
    fn each_dump_is_of_a_size_to_read() {
        for (name, dump) in dumps() {
            let size = dump.len();
            assert!((300_000..=600_000).contains(&size), "{name}: {size}");
        }
    }
}
