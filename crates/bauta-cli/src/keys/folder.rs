use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use bauta_crypto::EnvironmentKey;
use bauta_engine::{Code, Diagnostic};
use bauta_model::Secret;
use serde::Serialize;

use super::KeySource;
use crate::files;
use crate::folders;

/// The folder in which keys are kept, one file for each environment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyFolder(PathBuf);

/// A key in the folder, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct ListedKey {
    pub(crate) environment: String,
    pub(crate) key_id: String,
    pub(crate) path: PathBuf,
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

    /// Makes the folder, for its owner alone, and says where an environment's key goes.
    pub(crate) fn prepare(&self, environment: &str) -> Result<PathBuf, Diagnostic> {
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
        })?;
        Ok(self.0.join(format!("{environment}.key")))
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
            if path.extension().is_none_or(|extension| extension != "key") {
                continue;
            }
            match KeySource::File(path.clone()).read() {
                Ok(key) => keys.push(ListedKey {
                    environment: key.environment().to_owned(),
                    key_id: key.id().to_string(),
                    path,
                }),
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

/// Makes a key file, readable by its owner alone, where there is none yet; `-` is standard output.
///
/// # Errors
/// A name that no environment can have, or a file that is there already.
pub(crate) fn write_new(
    environment: &str,
    place: impl FnOnce() -> Result<PathBuf, Diagnostic>,
) -> Result<(EnvironmentKey, PathBuf), Diagnostic> {
    let (key, text) = EnvironmentKey::generate(environment, super::random()?)
        .map_err(|error| Diagnostic::new(Code::BadUsage, error.to_string()).at("--env"))?;
    let path = place()?;
    write(&path, &text).map_err(|error| {
        let problem = Diagnostic::new(Code::Io, format!("cannot write the key: {}", error.kind())).at(files::shown(&path));
        match error.kind() {
            io::ErrorKind::AlreadyExists => Diagnostic::new(Code::BadUsage, "there is a file already, and keys are never overwritten")
                .at(files::shown(&path))
                .hint("name another file with -o; what was masked with a lost key can never be joined again"),
            io::ErrorKind::NotFound => problem.hint("is the folder there?"),
            _ => problem,
        }
    })?;
    Ok((key, path))
}

fn write(path: &Path, text: &Secret<String>) -> io::Result<()> {
    if files::is_dash(path) {
        let mut out = io::stdout().lock();
        return out
            .write_all(text.expose().as_bytes())
            .and_then(|()| out.flush());
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    let written = file
        .write_all(text.expose().as_bytes())
        .and_then(|()| file.sync_all());
    if written.is_err() {
        // A part of a key is of no use; the first error tells more than this one.
        fs::remove_file(path).ok();
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_is_made_is_listed_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let folder = KeyFolder(folder.path().join("deep").join("keys"));
        for environment in ["staging", "qa"] {
            let (made, path) = write_new(environment, || folder.prepare(environment)).unwrap();
            assert_eq!(KeySource::File(path).read().unwrap().id(), made.id());
        }
        fs::write(folder.path().join("broken.key"), "nonsense").unwrap();
        fs::write(folder.path().join("notes.txt"), "nonsense").unwrap();
        let (keys, problems) = folder.list().unwrap();
        let environments: Vec<&str> = keys.iter().map(|key| key.environment.as_str()).collect();
        assert_eq!(environments, ["qa", "staging"]);
        assert_eq!(problems.len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_key_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let keys = KeyFolder(folder.path().join("keys"));
        let (_, path) = write_new("qa", || keys.prepare("qa")).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(keys.path())), (0o600, 0o700));
    }

    #[test]
    fn a_key_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("qa.key");
        let make = || write_new("qa", || Ok(path.clone()));
        let (first, _) = make().unwrap();
        assert_eq!(make().unwrap_err().code, Code::BadUsage);
        #[cfg(unix)]
        assert_eq!(
            KeySource::File(path.clone()).read().unwrap().id(),
            first.id()
        );
    }

    #[test]
    fn a_name_that_would_leave_the_folder_makes_no_key() {
        let untouched = || -> Result<PathBuf, Diagnostic> {
            panic!("the place is asked for only after the name holds")
        };
        assert_eq!(
            write_new("../qa", untouched).unwrap_err().code,
            Code::BadUsage
        );
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
