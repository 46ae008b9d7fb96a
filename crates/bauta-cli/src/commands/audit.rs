use std::fs;
use std::path::{Path, PathBuf};

use bauta_engine::{AuditTrail, Code, Diagnostic};
use bauta_trust::{AuditEvent, Digest, Entry, Head};

use crate::args::{AuditCommand, Format, StateFlags};
use crate::console::{self, Console};
use crate::exit::Failure;
use crate::files::{self, Readers};
use crate::render::{audit, human, json};
use crate::state;

pub(super) fn run(command: AuditCommand, console: Console) -> Result<(), Failure> {
    match command {
        AuditCommand::Begin { state } => begin(&state, console),
        AuditCommand::Show { event, last, state } => show(event.as_deref(), last, &state, console),
        AuditCommand::Verify {
            file,
            expect_head,
            state,
        } => verify(file.as_deref(), &expect_head, &state, console),
        AuditCommand::Export { output, state } => export(output, &state, console),
    }
}

fn begin(flags: &StateFlags, console: Console) -> Result<(), Failure> {
    let (state, _) = state::find(flags)?;
    let head = state.audit().begin()?;
    let place = files::shown(&state.audit().path());
    console.say(&format!("{place}\nhead {head}\n"));
    Ok(())
}

fn show(
    event: Option<&str>,
    last: Option<usize>,
    flags: &StateFlags,
    console: Console,
) -> Result<(), Failure> {
    let (state, _) = state::find(flags)?;
    let trail = state.audit().read()?;
    let wanted = |entry: &&Entry| event.is_none_or(|event| entry.event.starts_with(event));
    let mut entries: Vec<&Entry> = trail.entries.iter().filter(wanted).collect();
    let before = entries.len().saturating_sub(last.unwrap_or(usize::MAX));
    entries.drain(..before);
    match console.format {
        Format::Json => console::result(&json::document(&audit::document(&entries))),
        Format::Text if trail.entries.is_empty() => {
            console.say(&format!(
                "no audit log in {}\n",
                files::shown(state.folder())
            ));
            Ok(())
        }
        Format::Text => console::result(&audit::entries(&entries)),
    }
}

fn verify(
    file: Option<&Path>,
    expected: &[String],
    flags: &StateFlags,
    console: Console,
) -> Result<(), Failure> {
    let heads = expected
        .iter()
        .map(|text| {
            text.parse::<Head>().map_err(|_| {
                Diagnostic::new(
                    Code::BadUsage,
                    "a head is SEQ:HASH, the hash 64 hexadecimal digits",
                )
                .at("--expect-head")
            })
        })
        .collect::<Result<Vec<Head>, Diagnostic>>()?;
    let (trail, place) = if let Some(file) = file {
        (read(file)?, files::shown(file))
    } else {
        let (state, _) = state::find(flags)?;
        (state.audit().read()?, files::shown(&state.audit().path()))
    };
    if trail.entries.is_empty() && heads.is_empty() {
        return Err(Diagnostic::new(Code::BrokenLog, "there is no audit log")
            .at(place)
            .hint("name its folder with --state, or the file itself")
            .into());
    }
    for head in &heads {
        trail.expect(head).map_err(|problem| problem.at(&place))?;
    }
    match console.format {
        Format::Json => console::result(&json::document(&audit::verified(&trail)))?,
        Format::Text => {
            let count = human::counted(trail.entries.len() as u64, "entry", "entries");
            let head = trail.head().map(ToString::to_string).unwrap_or_default();
            console.say(&format!("{count}, unbroken\nhead {head}\n"));
            if heads.is_empty() {
                console.note("that the end was not cut off is only known with --expect-head, from an attestation");
            }
        }
    }
    Ok(())
}

fn read(file: &Path) -> Result<AuditTrail, Diagnostic> {
    let text = fs::read(file).map_err(|error| {
        Diagnostic::new(Code::Io, format!("cannot read the log: {}", error.kind()))
            .at(files::shown(file))
    })?;
    AuditTrail::parse(text).map_err(|problem| problem.at(files::shown(file)))
}

fn export(output: Option<PathBuf>, flags: &StateFlags, console: Console) -> Result<(), Failure> {
    let (state, _) = state::find(flags)?;
    let trail = state.audit().read()?;
    if trail.entries.is_empty() {
        let place = files::shown(&state.audit().path());
        return Err(Diagnostic::new(Code::Io, "there is no audit log")
            .at(place)
            .into());
    }
    match output.filter(|path| !files::is_dash(path)) {
        Some(path) => files::write_whole(&path, &trail.text, Readers::Umask)?,
        None => console::result(&String::from_utf8_lossy(&trail.text))?,
    }
    state.audit().append(&AuditEvent::ReportExported {
        report: "audit".to_owned(),
        digest: Digest::of(&trail.text).to_string(),
    })?;
    let head = trail.head().map(ToString::to_string).unwrap_or_default();
    console.say(&format!("head {head}\n"));
    Ok(())
}
