use bauta_engine::ApprovalStore;
use bauta_keys::KeySource;

use super::reading;
use crate::args::{CheckArguments, Format};
use crate::console::{self, Console};
use crate::exit::Failure;
use crate::files::{self, Named};
use crate::keys;
use crate::policies;
use crate::profiles::ProfileFile;
use crate::progress::Progress;
use crate::render::{json, summary};
use crate::signals;

pub(super) fn run(arguments: &CheckArguments, console: Console) -> Result<(), Failure> {
    let mut reads = reading::reads(
        &arguments.profile,
        Some(&arguments.input),
        &arguments.reading,
    );
    let source = arguments
        .key
        .key
        .as_deref()
        .map(KeySource::parse)
        .transpose()?;
    reads.extend(
        source
            .as_ref()
            .and_then(KeySource::path)
            .map(|path| Named::new("the key", path)),
    );
    files::refuse_clashes(&reads, &[])?;
    let file = ProfileFile::read(&arguments.profile)?;
    let key = match &arguments.key.key {
        Some(_) => keys::choose(&arguments.key, &file.profile)?.into_key(),
        // Nothing is masked, so any key will do where none is to be checked.
        None => keys::fresh(keys::environment_of(
            arguments.key.env.as_deref(),
            &file.profile,
        ))?,
    };
    let environment = key.environment().to_owned();
    let approved = (!files::is_dash(&arguments.profile))
        .then(|| ApprovalStore::beside(&arguments.profile).last(&environment));

    let cancel = signals::watch()?;
    let mut job = reading::job(
        file,
        Some(&arguments.input),
        key,
        &arguments.reading,
        &cancel,
    )?;
    reading::equip(&mut job, &arguments.running);
    job.approved = approved.flatten();
    job.policy = policies::terms(&arguments.policy, &environment)?;
    let mut progress = Progress::new(console, arguments.running.progress);
    let outcome = job.check(&mut progress, &cancel);
    progress.finish();
    let mut report = outcome.map_err(|error| signals::settle(&cancel, error.into()))?;
    progress.tell_rest(&mut report.notices);
    match console.format {
        Format::Text => console.say(&summary::check(&report)),
        Format::Json => console::result(&json::document(&json::check(&report)))?,
    }
    Ok(())
}
