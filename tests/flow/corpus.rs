//! The dumps of real servers.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of dumps; `None`, and a line on stderr, where none is named.
pub(crate) fn folder() -> Option<PathBuf> {
    let Some(folder) = env::var_os("BAUTA_DUMPS") else {
        eprintln!("skipped: BAUTA_DUMPS names no folder of dumps");
        return None;
    };
    let folder = PathBuf::from(folder);
    assert!(
        folder.is_dir(),
        "BAUTA_DUMPS names {}, which is no folder",
        folder.display()
    );
    Some(folder)
}

/// Every plain script below a folder, compressed or not, in order.
pub(crate) fn scripts(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(folder, &mut found);
    found.sort();
    assert!(!found.is_empty(), "no script in {}", folder.display());
    found
}

/// A script as its server wrote it.
pub(crate) fn script(path: &Path) -> Vec<u8> {
    let stored = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    if path.extension().is_some_and(|extension| extension == "zst") {
        let script = zstd::decode_all(stored.as_slice());
        return script.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
    stored
}

/// A file of the repository.
pub(crate) fn own(path: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path);
    assert!(path.exists(), "{} is missing", path.display());
    path
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder);
    let entries = entries.unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            collect(&path, found);
        } else if name.ends_with(".sql") || name.ends_with(".sql.zst") {
            found.push(path);
        }
    }
}
