use std::path::Path;

use bauta_engine::{
    ApprovalStore, Code, Diagnostic, Fingerprints, Input, Inspect, Job, Output, Review,
};
use bauta_model::Dialect;

use super::{approve, reading};
use crate::args::{Format, ReviewArguments};
use crate::console::{self, Console};
use crate::exit::Failure;
use crate::files::{self, Named, Readers};
use crate::keys;
use crate::policies;
use crate::profiles::ProfileFile;
use crate::progress::Progress;
use crate::render::{human, json};
use crate::rules;
use crate::signals;

pub(super) fn run(arguments: &ReviewArguments, console: Console) -> Result<(), Failure> {
    if files::is_dash(&arguments.input) {
        let problem = Diagnostic::new(
            Code::BadUsage,
            "a review takes several readings, and standard input is read once",
        );
        return Err(problem.hint("write the dump to a file first").into());
    }
    let output = arguments.output.as_deref().unwrap_or(Path::new("-"));
    let reads = reading::reads(
        &arguments.profile,
        Some(&arguments.input),
        &arguments.reading,
    );
    files::refuse_clashes(&reads, &[Named::new("OUTPUT", output)])?;
    let file = ProfileFile::read(&arguments.profile)?;
    let environment = keys::environment_of(arguments.env.as_deref(), &file.profile).to_owned();
    let source = file.into_source();
    let cancel = signals::watch()?;
    let rules = rules::read(arguments.rules.as_deref())?;
    let policy = policies::terms(&arguments.policy, &environment)?;
    let input = || Input::File(arguments.input.clone());
    let job = || -> Result<Job, Diagnostic> {
        let key = keys::fresh(&environment)?;
        let mut job = Job::new(source.clone(), input(), Output::Discard, key);
        let flags = &arguments.reading;
        job.dialect = flags.dialect.map(Dialect::from);
        job.row_bytes = flags.max_row_bytes.bytes();
        job.schema = flags
            .schema
            .as_deref()
            .map(reading::schema_path)
            .transpose()?;
        job.today = reading::today();
        job.run_salt = keys::random()?;
        job.rules.clone_from(&rules);
        job.policy = policy.clone();
        reading::equip(&mut job, &arguments.running);
        Ok(job)
    };
    let mut progress = Progress::new(console, arguments.running.progress);
    let mut made = || {
        let examined = job()?.examine(&mut progress, &cancel)?;
        let preview = job()?.preview(None, arguments.rows.get(), &cancel)?;
        let mut inspect = Inspect::new(input(), Fingerprints::fresh(keys::random()?));
        inspect.dialect = arguments.reading.dialect.map(Dialect::from);
        inspect.threads = reading::threads(arguments.running.threads);
        inspect.today = reading::today();
        let inspection = inspect.inspect(&mut progress, &cancel)?;
        let last = ApprovalStore::beside(&arguments.profile).last(&environment);
        Review::of(
            examined,
            &environment,
            approve::now()?,
            last.as_ref(),
            &inspection,
            &preview,
            input(),
            reading::threads(arguments.running.threads),
            &mut progress,
            &cancel,
        )
    };
    let review = made();
    progress.finish();
    let review = review.map_err(|error| signals::settle(&cancel, error.into()))?;
    let value = serde_json::to_value(&review)
        .map_err(|_| Diagnostic::new(Code::Io, "the review cannot be written as JSON"))?;
    let text = json::document(&value);
    if files::is_dash(output) {
        return console::result(&text);
    }
    files::write_whole(output, text.as_bytes(), Readers::Umask)?;
    if console.format == Format::Text {
        let subject = review.subject();
        console.say(&format!(
            "{} for {}: {}, {} of originals told by shape alone\nprofile {}\nschema  {}\n",
            files::shown(output),
            human::printable(&subject.environment),
            human::counted(review.tables.len() as u64, "table", "tables"),
            human::counted(
                review
                    .tables
                    .iter()
                    .map(|table| table.columns.len() as u64)
                    .sum(),
                "column",
                "columns"
            ),
            subject.profile_digest,
            subject.schema_fingerprint,
        ));
    }
    Ok(())
}
