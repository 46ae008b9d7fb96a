use bauta_engine::{Code, Diagnostic, Verification};
use bauta_model::Dialect;

use super::reading;
use crate::args::{Format, VerifyArguments};
use crate::console::{self, Console};
use crate::exit::Failure;
use crate::files;
use crate::keys;
use crate::profiles::ProfileFile;
use crate::progress::Progress;
use crate::render::{human, json, verification};
use crate::signals;

pub(super) fn run(arguments: &VerifyArguments, console: Console) -> Result<(), Failure> {
    for path in [Some(&arguments.masked), arguments.original.as_ref()] {
        if path.is_some_and(|path| files::is_dash(path)) {
            let problem = Diagnostic::new(
                Code::BadUsage,
                "a dump is verified in several readings, and standard input is read once",
            );
            return Err(problem.hint("write it to a file first").into());
        }
    }
    let profile = arguments.profile.as_deref().map(ProfileFile::read);
    let cancel = signals::watch()?;
    let verification = Verification {
        original: arguments.original.clone(),
        profile: profile.transpose()?.map(ProfileFile::into_source),
        dialect: arguments.dialect.map(Dialect::from),
        threads: reading::threads(arguments.running.threads),
        memory_bytes: arguments.running.memory.bytes(),
        row_bytes: arguments.max_row_bytes.bytes(),
        today: reading::today(),
        fingerprints: reading::fingerprints(&arguments.fingerprints)?,
        ..Verification::new(arguments.masked.clone(), keys::random()?)
    };
    let mut progress = Progress::new(console, arguments.running.progress);
    let outcome = verification.run(&mut progress, &cancel);
    progress.finish();
    let proof = outcome.map_err(|error| signals::settle(&cancel, error.into()))?;
    console::result(&match console.format {
        Format::Text => verification::text(&proof),
        Format::Json => json::document(&verification::json(&proof)),
    })?;
    if proof.passed {
        return Ok(());
    }
    let found = human::counted(proof.found(), "finding", "findings");
    let problem = Diagnostic::new(Code::LeftOver, format!("the clone does not hold: {found}"));
    Err(problem
        .at(files::shown(&arguments.masked))
        .hint("do not load it; mask the dump again with a profile that covers what was found")
        .into())
}
