use std::path::Path;

use bauta_engine::{Code, Diagnostic, Fingerprints, Inspect, Inspection};
use bauta_keys::KeySource;
use bauta_model::Dialect;

use super::reading;
use crate::args::{FormatName, InspectArguments};
use crate::console::{self, Console};
use crate::exit::Failure;
use crate::fail_on::FailOn;
use crate::files::{self, Named, Readers};
use crate::keys::{self, Unlocking};
use crate::progress::Progress;
use crate::render::{inspection, json, width};
use crate::signals;

pub(super) fn run(
    arguments: &InspectArguments,
    format: FormatName,
    console: Console,
) -> Result<(), Failure> {
    let fail_on = FailOn::parse(&arguments.fail_on)?;
    let spec = arguments.fingerprint_key.as_deref();
    let key = spec
        .map(KeySource::parse)
        .transpose()
        .map_err(|problem| problem.at("--fingerprint-key"))?;
    refuse_clashes(arguments, key.as_ref())?;
    let fingerprints = match key {
        Some(key) => Fingerprints::under(key.root(&Unlocking::default())?),
        None => Fingerprints::fresh(keys::random()?),
    };

    let cancel = signals::watch()?;
    let flags = &arguments.reading;
    let mut job = Inspect::new(
        reading::input(Some(&arguments.input), &cancel),
        fingerprints,
    );
    job.dialect = flags.dialect.map(Dialect::from);
    job.row_bytes = flags.max_row_bytes.bytes();
    let schema = flags.schema.as_deref();
    job.schema = schema.map(reading::schema_path).transpose()?;
    job.threads = reading::threads(arguments.threads);
    job.today = reading::today();

    let mut progress = Progress::new(console, arguments.progress);
    let outcome = job.inspect(&mut progress, &cancel);
    progress.finish();
    let told = outcome.map_err(|error| signals::settle(&cancel, error.into()))?;
    write(
        arguments.output.as_deref(),
        &said(&told, arguments, format, console),
    )?;
    object(&fail_on, &told)
}

fn said(
    told: &Inspection,
    arguments: &InspectArguments,
    format: FormatName,
    console: Console,
) -> String {
    match format {
        FormatName::Text => {
            let to_file = arguments
                .output
                .as_deref()
                .is_some_and(|path| !files::is_dash(path));
            let columns = if to_file {
                LINE_COLUMNS
            } else {
                width::of_terminal()
            };
            inspection::text(told, columns, console.volume)
        }
        FormatName::Json => json::document(&inspection::json(told)),
        FormatName::Sarif => {
            let named = Some(arguments.input.as_path()).filter(|path| !files::is_dash(path));
            json::document(&told.sarif(named))
        }
    }
}

fn write(output: Option<&Path>, text: &str) -> Result<(), Failure> {
    match output {
        Some(path) if !files::is_dash(path) => {
            Ok(files::write_whole(path, text.as_bytes(), Readers::Umask)?)
        }
        _ => console::result(text),
    }
}

/// Fails where something is there that was named.
fn object(fail_on: &FailOn, told: &Inspection) -> Result<(), Failure> {
    let found = fail_on.found(told);
    if found.is_empty() {
        return Ok(());
    }
    let problem = |(what, place): (String, String)| {
        Diagnostic::new(Code::Found, format!("here is {what}")).at(place)
    };
    let mut problems: Vec<Diagnostic> = found.into_iter().map(problem).collect();
    let more = problems.len().saturating_sub(MOST_SAID);
    problems.truncate(MOST_SAID);
    if more > 0 {
        problems.push(Diagnostic::new(
            Code::Found,
            format!("and {more} more, which the result lists"),
        ));
    }
    Err(problems.into())
}

fn refuse_clashes(arguments: &InspectArguments, key: Option<&KeySource>) -> Result<(), Diagnostic> {
    let mut reads = vec![Named::new("INPUT", &arguments.input)];
    let schema = arguments.reading.schema.as_deref();
    reads.extend(schema.map(|schema| Named::new("--schema", schema)));
    let key = key.and_then(KeySource::path);
    reads.extend(key.map(|path| Named::new("the fingerprint key", path)));
    let writes = arguments.output.as_deref();
    let writes: Vec<Named<'_>> = writes
        .map(|path| Named::new("-o", path))
        .into_iter()
        .collect();
    files::refuse_clashes(&reads, &writes)
}

/// Columns of a text that goes to a file.
const LINE_COLUMNS: usize = 120;

/// Objections that are said one by one.
const MOST_SAID: usize = 20;
