use bauta_engine::{ApprovalStore, Approved, Gate};

use super::{approve, reading};
use crate::args::{ApprovalArguments, ApprovalCommand, Format, ProgressStyle};
use crate::console::{self, Console};
use crate::exit::Failure;
use crate::keys;
use crate::policies;
use crate::profiles::ProfileFile;
use crate::progress::Progress;
use crate::render::{Lines, json};
use crate::rules;
use crate::signals;

pub(super) fn run(command: ApprovalCommand, console: Console) -> Result<(), Failure> {
    match command {
        ApprovalCommand::Verify(arguments) => verify(&arguments, console),
    }
}

fn verify(arguments: &ApprovalArguments, console: Console) -> Result<(), Failure> {
    approve::refuse_stream(&arguments.profile)?;
    let terms = policies::terms(&arguments.policy, &arguments.env)?;
    let named = arguments.allowed_signers.as_deref();
    policies::note_neighbours(
        &arguments.profile,
        &[named, arguments.policy.policy.as_deref()],
        console,
    );
    let store = ApprovalStore::beside(&arguments.profile);
    let gate = Gate {
        signers: policies::signers(&terms, named)?,
        authorship: store.authorship()?,
        stored: store.load(&arguments.env)?,
        at: approve::now()?,
    };
    let file = ProfileFile::read(&arguments.profile)?;
    let cancel = signals::watch()?;
    let mut job = reading::job(
        file,
        arguments.schema_from.as_deref(),
        keys::fresh(&arguments.env)?,
        &arguments.reading,
        &cancel,
    )?;
    job.rules = rules::read(arguments.rules.as_deref())?;
    job.policy = terms.clone();
    let granted = if arguments.schema_from.is_some() {
        let mut progress = Progress::new(console, ProgressStyle::None);
        let examined = job.examine(&mut progress, &cancel);
        progress.finish();
        let examined = examined.map_err(|error| signals::settle(&cancel, error.into()))?;
        gate.admit(&terms, examined.digest, Some(&examined.schema))?
    } else {
        gate.admit(&terms, job.profile_digest()?, None)?
    };
    let schema = granted.approval.schema_fingerprint;
    let profile = granted.approval.profile_digest;
    let approved = Approved::from(granted);
    match console.format {
        Format::Text => {
            let mut lines = Lines::default();
            lines.add(format!(
                "approval {} for {} holds until {}",
                approved.serial, arguments.env, approved.expires
            ));
            lines.add(format!("approved by {}", approved.approvers.join(" and ")));
            if let Some(author) = &approved.author {
                lines.add(format!("written by {author}"));
            }
            lines.add(format!("profile {profile}"));
            lines.add(format!("schema  {schema}"));
            if arguments.schema_from.is_none() {
                lines.add("not judged: whether a dump has this schema (--schema-from)");
            }
            console::result(&lines.into_text())
        }
        Format::Json => console::result(&json::document(&serde_json::json!({
            "approval": approved,
            "profile": profile,
            "schema_fingerprint": schema,
            "schema_judged": arguments.schema_from.is_some(),
        }))),
    }
}
