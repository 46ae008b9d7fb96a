use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use bauta_crypto::KeyKind;
use bauta_engine::{Code, Diagnostic};
use bauta_keys::{KeySource, NoPassphrases};
use serde::Serialize;

use crate::files;
use crate::folders;

/// The folder in which keys are kept, one file for each environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyFolder(PathBuf);

/// A key in the folder, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ListedKey {
    pub(crate) environment: String,
    /// `root` or `reveal`.
    pub(crate) kind: &'static str,
    pub(crate) key_id: String,
    pub(crate) wrapped: bool,
    pub(crate) path: PathBuf,
}

impl ListedKey {
    /// A wrapped key is taken at its word; a plain one has to belong to its id.
    fn read(path: PathBuf) -> Result<Self, Diagnostic> {
        let source = KeySource::File(path.clone());
        let file = source.key_file()?;
        if !file.is_wrapped() {
            match file.kind() {
                KeyKind::Root => source.root(&NoPassphrases).map(drop)?,
                KeyKind::Reveal => source.reveal(&NoPassphrases).map(drop)?,
            }
        }
        Ok(Self {
            environment: file.environment().to_owned(),
            kind: file.kind().name(),
            key_id: file.key_id().to_owned(),
            wrapped: file.is_wrapped(),
            path,
        })
    }
}

fn extension(kind: KeyKind) -> &'static str {
    match kind {
        KeyKind::Root => "key",
        KeyKind::Reveal => "reveal",
    }
}

impl KeyFolder {
    /// `$BAUTA_KEYS`, else `bauta/keys` in the user's data folder.
    ///
    /// # Errors
    /// No folder is known.
    pub(crate) fn find() -> Result<Self, Diagnostic> {
        Self::among(folders::variable)
    }

    fn among(variable: impl Fn(&str) -> Option<PathBuf>) -> Result<Self, Diagnostic> {
        if let Some(folder) = variable("BAUTA_KEYS") {
            return Ok(Self(folder));
        }
        match folders::data(variable) {
            Some(data) => Ok(Self(data.join("bauta").join("keys"))),
            None => Err(
                Diagnostic::new(Code::BadUsage, "there is no home folder to keep keys in")
                    .hint("set BAUTA_KEYS, or name a file with -o"),
            ),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Where an environment's key lies, or would.
    pub(crate) fn place(&self, environment: &str, kind: KeyKind) -> PathBuf {
        self.0.join(format!("{environment}.{}", extension(kind)))
    }

    /// Makes the folder, for its owner alone.
    pub(crate) fn prepare(&self) -> Result<(), Diagnostic> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt;
            builder.mode(0o700);
        }
        builder.create(&self.0).map_err(|error| {
            Diagnostic::new(
                Code::Io,
                format!("cannot make the folder of keys: {}", error.kind()),
            )
            .at(files::shown(&self.0))
        })
    }

    /// The keys of the folder by environment, and what is wrong with the other files of that name.
    ///
    /// # Errors
    /// A folder that can't be read; one that is not there is empty.
    pub(crate) fn list(&self) -> Result<(Vec<ListedKey>, Vec<Diagnostic>), Diagnostic> {
        let failed = |error: &io::Error| {
            Diagnostic::new(
                Code::Io,
                format!("cannot read the folder of keys: {}", error.kind()),
            )
            .at(files::shown(&self.0))
        };
        let entries = match fs::read_dir(&self.0) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok((Vec::new(), Vec::new()));
            }
            Err(error) => return Err(failed(&error)),
        };
        let (mut keys, mut problems) = (Vec::new(), Vec::new());
        for entry in entries {
            let path = entry.map_err(|error| failed(&error))?.path();
            let is_key = |kind| path.extension().is_some_and(|own| own == extension(kind));
            if !is_key(KeyKind::Root) && !is_key(KeyKind::Reveal) {
                continue;
            }
            match ListedKey::read(path) {
                Ok(key) => keys.push(key),
                Err(problem) => problems.push(problem),
            }
        }
        keys.sort_by(|left, right| {
            (&left.environment, &left.path).cmp(&(&right.environment, &right.path))
        });
        problems.sort_by(|left, right| left.place.cmp(&right.place));
        Ok((keys, problems))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{Made, NewKey, Place};

    fn made(folder: &KeyFolder, environment: &str, kind: KeyKind) -> Made {
        folder.prepare().unwrap();
        let made = NewKey {
            environment,
            kind,
            wrapping: None,
        };
        let made = made.make().unwrap();
        let place = Place::File(folder.place(environment, kind));
        made.keep(&place).unwrap();
        made
    }

    #[test]
    fn keys_that_are_made_are_listed() {
        let folder = tempfile::tempdir().unwrap();
        let folder = KeyFolder(folder.path().join("deep").join("keys"));
        let staging = made(&folder, "staging", KeyKind::Root);
        let qa = made(&folder, "qa", KeyKind::Root);
        let reveal = made(&folder, "qa", KeyKind::Reveal);
        fs::write(folder.path().join("broken.key"), "nonsense").unwrap();
        fs::write(folder.path().join("notes.txt"), "nonsense").unwrap();
        let (keys, problems) = folder.list().unwrap();
        let ids: Vec<&str> = keys.iter().map(|key| key.key_id.as_str()).collect();
        assert_eq!(ids, [&*qa.key_id, &*reveal.key_id, &*staging.key_id]);
        assert_eq!(problems.len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_key_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let keys = KeyFolder(folder.path().join("keys"));
        made(&keys, "qa", KeyKind::Root);
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let path = keys.place("qa", KeyKind::Root);
        assert_eq!((mode(&path), mode(keys.path())), (0o600, 0o700));
    }

    #[test]
    fn the_folder_follows_the_variables() {
        let among = |set: &[(&str, &str)]| {
            KeyFolder::among(|name| {
                set.iter()
                    .find(|(known, _)| *known == name)
                    .map(|(_, value)| PathBuf::from(value))
            })
        };
        let all = [
            ("BAUTA_KEYS", "/k"),
            ("XDG_DATA_HOME", "/x"),
            ("HOME", "/h"),
        ];
        assert_eq!(among(&all).unwrap().path(), Path::new("/k"));
        assert_eq!(among(&all[1..]).unwrap().path(), Path::new("/x/bauta/keys"));
        assert_eq!(
            among(&[("XDG_DATA_HOME", "x"), all[2]]).unwrap().path(),
            Path::new("/h/.local/share/bauta/keys")
        );
        assert_eq!(among(&[]).unwrap_err().code, Code::BadUsage);
    }
}
