use std::fs::File;
use std::path::{Path, PathBuf};

use bauta_engine::{ApprovalStore, Code, Detect, Diagnostic, Gate, Output, Report};
use bauta_keys::{Allowed, KeySource, bring};
use bauta_profile::{Profile, Secrets};
use bauta_trust::{AuditEvent, Digest, Requirement, Terms};

use super::{approve, reading};
use crate::args::{Detection, Format, MaskArguments};
use crate::console::{self, Console};
use crate::evidence;
use crate::exit::Failure;
use crate::files::{self, Named, Readers};
use crate::keys::{self, Choice};
use crate::policies;
use crate::profiles::ProfileFile;
use crate::progress::Progress;
use crate::render::{json, summary, verification};
use crate::rules;
use crate::signals;
use crate::state;

pub(super) fn run(arguments: &MaskArguments, console: Console) -> Result<(), Failure> {
    refuse_clashes(arguments)?;
    let file = ProfileFile::read(&arguments.profile)?;
    refuse_blind_scrubbing(arguments.detect, &file.profile)?;
    let rules = rules::read(arguments.rules.as_deref())?;
    let secrets = file.profile.secrets;
    let choice = keys::choose(&arguments.key, &file.profile)?;
    let terms = policies::terms(&arguments.gate.policy, choice.environment())?;
    let gate = gate(arguments, &terms, console)?;
    let mut evidence = evidence::asked(&arguments.evidence, &file.profile)?;
    evidence.must_log |= terms.state_required;
    evidence.must_persist = terms.state_required;
    let credentials = bring(
        &file.profile,
        &Allowed::new(&terms, &arguments.allow_source),
        key_source(arguments)?.as_ref(),
    )?;
    let fresh = matches!(choice, Choice::Fresh(_));
    if fresh && console.format == Format::Text {
        console.note(FRESH_KEY);
    }

    let cancel = signals::watch()?;
    let mut job = reading::job(
        file,
        arguments.input.as_deref(),
        choice.into_key(),
        &arguments.reading,
        &cancel,
    )?;
    reading::equip(&mut job, &arguments.running);
    job.detect = match arguments.detect {
        Detection::All => Detect::All,
        Detection::Off => Detect::Off,
    };
    job.credentials = credentials;
    job.rules = rules;
    let verifies = arguments.verify || terms.requires(Requirement::Verification);
    job.policy = terms;
    job.gate = gate;
    job.fingerprints = reading::fingerprints(&arguments.fingerprints)?;
    job.report = arguments.report.is_some();
    job.vault = vault(arguments.vault.as_deref())?;
    job.evidence = evidence;
    job.verify = verifies.then(keys::random).transpose()?;
    job.output = output(to_file(arguments.output.as_deref()))?;
    if verifies && !matches!(job.output, Output::File(_)) {
        return Err(unverifiable().into());
    }
    if let Some(path) = &arguments.report {
        files::refuse_unwritable(path)?;
    }
    let mut progress = Progress::new(console, arguments.running.progress);
    let outcome = job.mask(&mut progress, &cancel);
    progress.finish();
    let mut report = outcome.map_err(|error| signals::settle(&cancel, error.into()))?;
    let elapsed = progress.elapsed();
    report.run.seconds = elapsed.as_secs_f64();
    progress.tell_rest(&mut report.notices);

    if arguments
        .evidence
        .attest
        .as_deref()
        .is_some_and(files::is_dash)
        && let Some(envelope) = &report.attestation
    {
        console::result(&String::from_utf8_lossy(envelope))?;
    }
    if let Some(path) = &arguments.report {
        write_report(path, &report, arguments, console)?;
    }
    match console.format {
        Format::Text => {
            console.say(&summary::mask(&report, secrets, elapsed, console.volume));
            if let Some(proof) = &report.verification {
                console.say(&verification::text(proof));
            }
        }
        Format::Json => {
            if fresh {
                console.note(FRESH_KEY);
            }
            // Standard output belongs to the masked dump, or to a report that goes there.
            let taken = to_file(arguments.output.as_deref()).is_none()
                || arguments.report.as_deref().is_some_and(files::is_dash)
                || arguments
                    .evidence
                    .attest
                    .as_deref()
                    .is_some_and(files::is_dash);
            if !taken {
                console::result(&document(&report)?)?;
            }
        }
    }
    Ok(())
}

const FRESH_KEY: &str =
    "no key is named, so this run has a fresh one: its tokens will not repeat in any other run";

fn to_file(output: Option<&Path>) -> Option<&Path> {
    output.filter(|path| !files::is_dash(path))
}

fn unverifiable() -> Diagnostic {
    Diagnostic::new(
        Code::BadUsage,
        "--verify, asked for here or by the policy, needs an output that can be taken back, and a stream cannot",
    )
    .hint("write to a file with -o, then load it")
}

/// A vault is a file: it is read and then replaced.
fn vault(path: Option<&Path>) -> Result<Option<PathBuf>, Diagnostic> {
    match path {
        Some(path) if files::is_dash(path) => Err(Diagnostic::new(
            Code::BadUsage,
            "a vault cannot be a stream",
        )
        .at("--vault")
        .hint("name a file")),
        path => Ok(path.map(Path::to_owned)),
    }
}

/// What the run has to pass, where flags or policy ask for an approval.
fn gate(
    arguments: &MaskArguments,
    terms: &Terms,
    console: Console,
) -> Result<Option<Gate>, Diagnostic> {
    let flags = &arguments.gate;
    policies::note_neighbours(
        &arguments.profile,
        &[
            flags.allowed_signers.as_deref(),
            flags.policy.policy.as_deref(),
        ],
        console,
    );
    if !flags.require_approval && !terms.requires(Requirement::Approval) {
        return Ok(None);
    }
    approve::refuse_stream(&arguments.profile)?;
    let store = ApprovalStore::beside(&arguments.profile);
    Ok(Some(Gate {
        signers: policies::signers(terms, flags.allowed_signers.as_deref())?,
        authorship: store.authorship()?,
        stored: store.load(&terms.environment)?,
        at: approve::now()?,
    }))
}

/// A device or named pipe is written to; only a file can be replaced as a whole.
fn output(path: Option<&Path>) -> Result<Output, Diagnostic> {
    let Some(path) = path else {
        return Ok(Output::Stream(files::raw_stdout()?));
    };
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => {
            let problem = Diagnostic::new(Code::BadUsage, "OUTPUT is a folder");
            Err(problem.at(files::shown(path)).hint("name a file in it"))
        }
        Ok(metadata) if !metadata.is_file() => match File::options().write(true).open(path) {
            Ok(device) => Ok(Output::Stream(Box::new(device))),
            Err(error) => Err(files::write_problem(path, &error)),
        },
        _ => Ok(Output::File(path.to_owned())),
    }
}

fn refuse_clashes(arguments: &MaskArguments) -> Result<(), Diagnostic> {
    let mut reads = reading::reads(
        &arguments.profile,
        arguments.input.as_deref(),
        &arguments.reading,
    );
    let source = key_source(arguments)?;
    reads.extend(
        arguments
            .rules
            .as_deref()
            .map(|path| Named::new("--rules", path)),
    );
    reads.extend(
        source
            .as_ref()
            .and_then(KeySource::path)
            .map(|path| Named::new("the key", path)),
    );
    let mut writes = vec![Named::new(
        "OUTPUT",
        arguments.output.as_deref().unwrap_or(Path::new("-")),
    )];
    writes.extend(
        arguments
            .vault
            .as_deref()
            .map(|path| Named::new("--vault", path)),
    );
    writes.extend(
        arguments
            .report
            .as_deref()
            .map(|path| Named::new("--report", path)),
    );
    let evidence = &arguments.evidence;
    let attest = evidence.attest.as_deref();
    writes.extend(attest.map(|path| Named::new("--attest", path)));
    let signing = evidence.signing_key.as_deref();
    reads.extend(signing.map(|path| Named::new("--signing-key", path)));
    files::refuse_clashes(&reads, &writes)
}

fn key_source(arguments: &MaskArguments) -> Result<Option<KeySource>, Diagnostic> {
    let spec = arguments.key.key.as_deref();
    spec.map(KeySource::parse).transpose()
}

/// Without detection nothing can be scrubbed, so a profile that promises it must not lose it.
fn refuse_blind_scrubbing(detect: Detection, profile: &Profile) -> Result<(), Diagnostic> {
    if detect == Detection::All || profile.secrets == Secrets::Report {
        return Ok(());
    }
    Err(Diagnostic::new(
        Code::BadUsage,
        "--detect off would leave the secrets that the profile scrubs",
    )
    .hint("leave the flag out, or let the profile say `secrets: report`"))
}

/// Writes the report in the form that its name asks for. Told before it is done, as all that leaves
/// the machine.
fn write_report(
    path: &Path,
    report: &Report,
    arguments: &MaskArguments,
    console: Console,
) -> Result<(), Failure> {
    let output = to_file(arguments.output.as_deref());
    let ending = path.extension().and_then(|ending| ending.to_str());
    let text = match ending {
        Some("html") => report.html(),
        Some("sarif") => json::document(&report.sarif(output.unwrap_or(Path::new("stdout")))),
        _ => document(report)?,
    };
    let event = AuditEvent::ReportExported {
        report: "report".to_owned(),
        digest: Digest::of(text.as_bytes()).to_string(),
    };
    state::tell(&arguments.evidence.state, &event, "this report", console)?;
    if files::is_dash(path) {
        return console::result(&text);
    }
    Ok(files::write_whole(path, text.as_bytes(), Readers::Umask)?)
}

fn document(report: &Report) -> Result<String, Diagnostic> {
    let value = serde_json::to_value(report);
    value
        .map(|value| json::document(&value))
        .map_err(|_| Diagnostic::new(Code::Io, "the report cannot be written as JSON"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn detection_is_off_only_where_secrets_are_only_reported() {
        let scrubbing = Profile::parse("version: 1").unwrap();
        let reporting = Profile::parse("version: 1\nsecrets: report").unwrap();
        assert_eq!(
            refuse_blind_scrubbing(Detection::Off, &scrubbing)
                .unwrap_err()
                .code,
            Code::BadUsage
        );
        refuse_blind_scrubbing(Detection::Off, &reporting).unwrap();
        refuse_blind_scrubbing(Detection::All, &scrubbing).unwrap();
    }
}
