use std::path::Path;

use bauta_engine::Basis;

use super::reading;
use crate::args::{DraftArguments, Format};
use crate::console::{self, Console};
use crate::exit::Failure;
use crate::files::{self, Named, Readers};
use crate::keys;
use crate::profiles::ProfileFile;
use crate::progress::Progress;
use crate::render::{json, summary};
use crate::signals;

pub(super) fn run(arguments: &DraftArguments, console: Console) -> Result<(), Failure> {
    let output = (arguments.output.as_deref()).filter(|output| !files::is_dash(output));
    let mut reads = vec![Named::new("INPUT", &arguments.input)];
    let schema = arguments.reading.schema.as_deref();
    reads.extend(schema.map(|schema| Named::new("--schema", schema)));
    files::refuse_clashes(
        &reads,
        &output
            .map(|path| Named::new("-o", path))
            .into_iter()
            .collect::<Vec<_>>(),
    )?;
    // The profile itself may be written over: that is what bringing it up to date means.
    reads.extend((arguments.update.as_deref()).map(|path| Named::new("--update", path)));
    files::refuse_clashes(&reads, &[])?;

    let (file, basis) = if let Some(path) = &arguments.update {
        (ProfileFile::read(path)?, Basis::Reviewed)
    } else {
        let beside = output.unwrap_or(Path::new("profile.yaml"));
        (ProfileFile::blank(beside), Basis::New(name(arguments)))
    };
    let key = keys::fresh(keys::environment_of(None, &file.profile))?;
    let cancel = signals::watch()?;
    let input = Some(arguments.input.as_path());
    let mut job = reading::job(file, input, key, &arguments.reading, &cancel)?;
    reading::equip(&mut job, &arguments.running);
    let mut progress = Progress::new(console, arguments.running.progress);
    let outcome = job.draft(&basis, &mut progress, &cancel);
    progress.finish();
    let draft = outcome.map_err(|error| signals::settle(&cancel, error.into()))?;
    if let Some(path) = output {
        files::write_whole(path, draft.text.as_bytes(), Readers::Umask)?;
    }
    match console.format {
        Format::Text => {
            if output.is_none() {
                console::result(&draft.text)?;
            }
            console.say(&summary::draft(&draft, console.volume));
        }
        Format::Json => {
            let profile = output.is_none().then_some(draft.text.as_str());
            console::result(&json::document(&json::draft(&draft, profile)))?;
        }
    }
    // The draft is written all the same: what is wrong is the dump, or the rest of the profile.
    if draft.problems.is_empty() {
        Ok(())
    } else {
        Err(draft.problems.into())
    }
}

/// What the profile is called: as the dump is, without what follows the first dot.
fn name(arguments: &DraftArguments) -> String {
    let named = arguments
        .output
        .as_deref()
        .filter(|path| !files::is_dash(path));
    let file = named.unwrap_or(&arguments.input).file_name();
    let name = file.map(|name| name.to_string_lossy().into_owned());
    let name = name.as_deref().and_then(|name| name.split('.').next());
    name.filter(|name| !name.is_empty() && *name != "-")
        .unwrap_or("draft")
        .to_owned()
}
