use super::reading;
use crate::args::{Format, PreviewArguments};
use crate::console::{self, Console};
use crate::exit::Failure;
use crate::files;
use crate::keys;
use crate::profiles::ProfileFile;
use crate::render::{json, preview, width};
use crate::rules;
use crate::signals;

pub(super) fn run(arguments: &PreviewArguments, console: Console) -> Result<(), Failure> {
    let reads = reading::reads(
        &arguments.profile,
        Some(&arguments.input),
        &arguments.reading,
    );
    files::refuse_clashes(&reads, &[])?;
    let file = ProfileFile::read(&arguments.profile)?;
    let rules = rules::read(arguments.rules.as_deref())?;
    let key = keys::fresh(keys::environment_of(
        arguments.env.as_deref(),
        &file.profile,
    ))?;

    let cancel = signals::watch()?;
    let mut job = reading::job(
        file,
        Some(&arguments.input),
        key,
        &arguments.reading,
        &cancel,
    )?;
    job.rules = rules;
    let outcome = job.preview(arguments.table.as_deref(), arguments.rows.get(), &cancel);
    let shown = outcome.map_err(|error| signals::settle(&cancel, error.into()))?;
    match console.format {
        Format::Text => console::result(&preview::tables(&shown, width::of_terminal())),
        Format::Json => console::result(&json::document(&json::preview(&shown))),
    }
}
