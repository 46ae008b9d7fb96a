use std::path::{Path, PathBuf};

use bauta_engine::{Code, Diagnostic};

use crate::args::{Format, ProfileCommand};
use crate::console::{self, Console};
use crate::exit::Failure;
use crate::files::{self, Named, Readers};
use crate::profiles::ProfileFile;
use crate::render::{Lines, json, schema};

pub(super) fn run(command: ProfileCommand, console: Console) -> Result<(), Failure> {
    match command {
        ProfileCommand::Fmt {
            file, check: true, ..
        } => check(&file),
        ProfileCommand::Fmt { file, output, .. } => format(&file, output),
        ProfileCommand::Diff { old, new } => diff(&old, &new, console),
        ProfileCommand::Sign(arguments) => super::approve::sign(&arguments, console),
        ProfileCommand::Schema { output } => {
            let schema = json::document(&schema::profiles());
            write(output.as_deref().unwrap_or(Path::new("-")), &schema)
        }
    }
}

fn check(path: &Path) -> Result<(), Failure> {
    let file = ProfileFile::read(path)?;
    if file.profile.to_string() == file.text {
        return Ok(());
    }
    let problem = Diagnostic::new(Code::BadProfile, "the profile is not in its canonical form")
        .at(files::shown(path));
    Err(problem.hint("`bauta profile fmt` writes it so").into())
}

fn format(path: &Path, output: Option<PathBuf>) -> Result<(), Failure> {
    let file = ProfileFile::read(path)?;
    let canonical = file.profile.to_string();
    match output {
        None if canonical == file.text && !files::is_dash(path) => Ok(()),
        None => write(path, &canonical),
        Some(output) => write(&output, &canonical),
    }
}

fn diff(old: &Path, new: &Path, console: Console) -> Result<(), Failure> {
    files::refuse_clashes(&[Named::new("OLD", old), Named::new("NEW", new)], &[])?;
    let (old, new) = match (ProfileFile::read(old), ProfileFile::read(new)) {
        (Ok(old), Ok(new)) => (old, new),
        (old, new) => {
            let problems = [old, new].into_iter().filter_map(Result::err).flatten();
            return Err(problems.collect::<Vec<_>>().into());
        }
    };
    let changes = old.profile.diff(&new.profile);
    match console.format {
        Format::Text => {
            let mut lines = Lines::default();
            for change in &changes {
                lines.add(change.to_string());
            }
            console::result(&lines.into_text())
        }
        Format::Json => console::result(&json::document(&json::changes(&changes))),
    }
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if files::is_dash(path) {
        return console::result(text);
    }
    Ok(files::write_whole(path, text.as_bytes(), Readers::Umask)?)
}
