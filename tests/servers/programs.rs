//! Where servers and clients lie, and what happens when they do not.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The program in `PATH`, in `/usr/sbin`, or in the newest PostgreSQL that is installed.
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = env::split_paths(&path).collect();
    folders.push("/usr/sbin".into());
    folders.splice(0..0, postgres_folders());
    folders
        .into_iter()
        .map(|folder| folder.join(program))
        .find(|candidate| candidate.is_file())
}

/// The programs, or `None` and a line on stderr; a panic where tests must not be skipped.
pub(crate) fn all<const N: usize>(server: &str, programs: [&str; N]) -> Option<[PathBuf; N]> {
    let found: Vec<PathBuf> = programs
        .iter()
        .filter_map(|program| find(program))
        .collect();
    let Ok(found) = <[PathBuf; N]>::try_from(found) else {
        missing(server);
        return None;
    };
    Some(found)
}

fn missing(server: &str) {
    let advice = "scripts/install-test-servers installs it";
    assert!(
        env::var_os("BAUTA_DUMPS").is_none(),
        "{server} is not installed; {advice}"
    );
    eprintln!("skipped: {server} is not installed; {advice}");
}

/// Debian keeps the server's programs out of `PATH`, a folder for each version.
fn postgres_folders() -> Vec<PathBuf> {
    let Ok(versions) = fs::read_dir(Path::new("/usr/lib/postgresql")) else {
        return Vec::new();
    };
    let mut versions: Vec<(u32, PathBuf)> = versions
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let version = entry.file_name().to_str()?.parse().ok()?;
            Some((version, entry.path().join("bin")))
        })
        .collect();
    versions.sort();
    versions
        .into_iter()
        .rev()
        .map(|(_, folder)| folder)
        .collect()
}
