//! Folders of the user.

use std::path::PathBuf;

/// A variable of the environment that is not empty.
pub(crate) fn variable(name: &str) -> Option<PathBuf> {
    std::env::var_os(name)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

/// Where programs keep the user's data.
///
/// *Source:* XDG Base Directory Specification 0.8; relative paths in its variables are ignored.
pub(crate) fn data(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    let data = variable("XDG_DATA_HOME").filter(|folder| folder.is_absolute());
    let data = data.or_else(|| variable(if cfg!(windows) { "LOCALAPPDATA" } else { "" }));
    data.or_else(|| variable("HOME").map(|home| home.join(".local").join("share")))
}
