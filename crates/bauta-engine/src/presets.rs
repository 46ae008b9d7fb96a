//! Where profiles find what they include: beside themselves, else among the presets built in.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use bauta_profile::Presets;
use bauta_transform::Files;

/// Presets that every profile may include. A file of that name beside the profile goes first, so
/// that a preset can be pinned or changed; digests are over what was read.
const BUILT_IN: &[(&str, &str)] = &[
    (
        "presets/django",
        include_str!("../../../profiles/presets/django.yaml"),
    ),
    (
        "presets/gitlab",
        include_str!("../../../profiles/presets/gitlab.yaml"),
    ),
    (
        "presets/keycloak",
        include_str!("../../../profiles/presets/keycloak.yaml"),
    ),
    (
        "presets/laravel",
        include_str!("../../../profiles/presets/laravel.yaml"),
    ),
    (
        "presets/magento",
        include_str!("../../../profiles/presets/magento.yaml"),
    ),
    (
        "presets/odoo",
        include_str!("../../../profiles/presets/odoo.yaml"),
    ),
    (
        "presets/rails",
        include_str!("../../../profiles/presets/rails.yaml"),
    ),
    (
        "presets/supabase",
        include_str!("../../../profiles/presets/supabase.yaml"),
    ),
    (
        "presets/wordpress",
        include_str!("../../../profiles/presets/wordpress.yaml"),
    ),
];

/// The preset of that name that is built in.
pub(crate) fn built_in(name: &str) -> Option<&'static str> {
    let found = BUILT_IN.iter().find(|(known, _)| *known == name);
    found.map(|(_, text)| *text)
}

/// Files beside a profile: presets and dictionaries, by paths that stay below its folder.
///
/// *Guarantees:* presets and dictionaries are read once, also by clones, so that what a digest was
/// made over is what runs and what is verified.
#[derive(Debug, Clone)]
pub(crate) struct Folder {
    root: PathBuf,
    presets: Arc<Mutex<BTreeMap<String, Option<String>>>>,
    dictionaries: Arc<Mutex<BTreeMap<String, Dictionary>>>,
}

/// What reading a dictionary gave.
type Dictionary = Result<Arc<[u8]>, String>;

impl Folder {
    pub(crate) fn new(root: PathBuf) -> Self {
        Self {
            root,
            presets: Arc::default(),
            dictionaries: Arc::default(),
        }
    }

    fn path(&self, name: &str) -> Option<PathBuf> {
        let path = Path::new(name);
        let stays = path
            .components()
            .all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        stays.then(|| self.root.join(path))
    }

    fn read_preset(&self, name: &str) -> Option<String> {
        let path = self.path(&format!("{name}.yaml"))?;
        match fs::read_to_string(path) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                built_in(name).map(str::to_owned)
            }
            Err(_) => None,
        }
    }
}

impl Presets for Folder {
    fn load(&self, name: &str) -> Option<String> {
        let presets = self.presets.lock();
        let mut presets = presets.unwrap_or_else(PoisonError::into_inner);
        let read = presets.entry(name.to_owned());
        read.or_insert_with(|| self.read_preset(name)).clone()
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.root.join("presets"));
        let stems = entries.into_iter().flatten().flatten().filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            Some(format!("presets/{}", name.strip_suffix(".yaml")?))
        });
        let built_in = BUILT_IN.iter().map(|(name, _)| (*name).to_owned());
        let mut names: Vec<String> = stems.chain(built_in).collect();
        names.sort();
        names.dedup();
        names
    }
}

impl Files for Folder {
    fn read(&self, path: &str) -> Result<Arc<[u8]>, String> {
        let dictionaries = self.dictionaries.lock();
        let mut dictionaries = dictionaries.unwrap_or_else(PoisonError::into_inner);
        if let Some(read) = dictionaries.get(path) {
            return read.clone();
        }
        let read = match self.path(path) {
            Some(full) => fs::read(full)
                .map(Into::into)
                .map_err(|error| format!("cannot read `{path}`: {}", error.kind())),
            None => Err(format!("`{path}` leads out of the profile's folder")),
        };
        dictionaries.insert(path.to_owned(), read.clone());
        read
    }
}
