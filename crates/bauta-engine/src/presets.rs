//! Where profiles find what they include.

use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use bauta_profile::Presets;
use bauta_transform::Files;

/// Files beside a profile: presets and dictionaries, by paths that stay below its folder.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    root: PathBuf,
}

impl Folder {
    pub(crate) fn new(root: PathBuf) -> Self {
        Self { root }
    }

    fn path(&self, name: &str) -> Option<PathBuf> {
        let path = Path::new(name);
        let stays = path
            .components()
            .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        stays.then(|| self.root.join(path))
    }
}

impl Presets for Folder {
    fn load(&self, name: &str) -> Option<String> {
        fs::read_to_string(self.path(&format!("{name}.yaml"))?).ok()
    }

    fn names(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.root.join("presets")) else {
            return Vec::new();
        };
        let stems = entries.flatten().filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            Some(format!("presets/{}", name.strip_suffix(".yaml")?))
        });
        let mut names: Vec<String> = stems.collect();
        names.sort();
        names
    }
}

impl Files for Folder {
    fn read(&self, path: &str) -> Result<Arc<[u8]>, String> {
        let full = self
            .path(path)
            .ok_or_else(|| format!("`{path}` leads out of the profile's folder"))?;
        fs::read(full)
            .map(Into::into)
            .map_err(|error| format!("cannot read `{path}`: {}", error.kind()))
    }
}
