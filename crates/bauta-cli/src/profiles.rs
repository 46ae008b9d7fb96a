//! Profiles as files.

use std::path::{Path, PathBuf};

use bauta_engine::{Code, Diagnostic, ProfileSource};
use bauta_profile::{Profile, ProfileError};

use crate::files;

/// A profile that was read, and the text it was read from.
#[derive(Debug)]
pub(crate) struct ProfileFile {
    pub(crate) profile: Profile,
    pub(crate) text: String,
    path: PathBuf,
}

impl ProfileFile {
    /// Reads a profile.
    ///
    /// # Errors
    /// A file that can't be read, or every problem of a profile.
    pub(crate) fn read(path: &Path) -> Result<Self, Vec<Diagnostic>> {
        let text =
            files::read_text(path, "profile", Code::BadProfile).map_err(|problem| vec![problem])?;
        match Profile::parse(&text) {
            Ok(profile) => Ok(Self {
                profile,
                text,
                path: path.to_owned(),
            }),
            Err(problems) => Err(problems
                .iter()
                .map(|problem| diagnostic(path, problem))
                .collect()),
        }
    }

    /// A profile that says nothing yet and is to be written to `path`.
    pub(crate) fn blank(path: &Path) -> Self {
        Self {
            profile: Profile::default(),
            text: String::new(),
            path: path.to_owned(),
        }
    }

    /// The profile as the engine takes it: dictionaries and presets lie beside it.
    pub(crate) fn into_source(self) -> ProfileSource {
        let folder = files::folder_of(&self.path).to_owned();
        ProfileSource {
            name: files::shown(&self.path),
            text: self.text,
            folder,
        }
    }
}

/// `FILE:LINE:COLUMN`, and the keys that lead there.
pub(crate) fn diagnostic(path: &Path, problem: &ProfileError) -> Diagnostic {
    let mut place = files::shown(path);
    if problem.place.line > 0 {
        place = format!("{place}:{}:{}", problem.place.line, problem.place.column);
    }
    if !problem.place.path.is_empty() {
        place = format!("{place}, {}", problem.place.path.join(" > "));
    }
    let mut diagnostic = Diagnostic::new(Code::BadProfile, problem.problem.to_string()).at(place);
    diagnostic.hint = problem.hint();
    diagnostic
}
