use bauta_crypto::KeyKind;
use bauta_engine::{Code, Diagnostic};
use bauta_keys::KeySource;
use bauta_trust::{AuditEvent, KeyPurpose};

use crate::args::{Format, GivenKey, KeyCommand, NewKeyArguments, RotateArguments, StateFlags};
use crate::console::{self, Console};
use crate::exit::Failure;
use crate::files;
use crate::keys::{KeyFolder, ListedKey, Made, NewKey, Place, Rotation, Unlocking};
use crate::render::{human, json, table};
use crate::state::{self, Chosen};

pub(super) fn run(command: KeyCommand, console: Console) -> Result<(), Failure> {
    match command {
        KeyCommand::New(arguments) => new(arguments, console),
        KeyCommand::List => list(console),
        KeyCommand::Rotate(arguments) => rotate(&arguments, console),
        KeyCommand::ShowId { key } => show_id(&key, console),
    }
}

fn new(arguments: NewKeyArguments, console: Console) -> Result<(), Failure> {
    let kind = kind(arguments.reveal);
    let unlocking = Unlocking::new("--passphrase", arguments.passphrase.as_deref())?;
    let what = format!("the {} key of {}", kind.name(), arguments.env);
    let wrapping = arguments.wrap.then(|| unlocking.wrapping(&what));
    let made = NewKey {
        environment: &arguments.env,
        kind,
        wrapping: wrapping.transpose()?,
    };
    let made = made.make()?;
    let place = match (arguments.output, arguments.keychain) {
        (Some(path), _) => Place::File(path),
        (None, Some(name)) => Place::Keychain(name),
        (None, None) => {
            let folder = KeyFolder::find()?;
            folder.prepare()?;
            Place::File(folder.place(&arguments.env, kind))
        }
    };
    made.keep(&place)?;
    tell(&made, &place, console)?;
    remember(&made, &arguments.state, console)
}

/// A key that nobody asked to be told of in a certain log is a key all the same.
fn remember(made: &Made, flags: &StateFlags, console: Console) -> Result<(), Failure> {
    let event = AuditEvent::KeyMade {
        environment: made.environment.clone(),
        key_id: made.key_id.clone(),
        purpose: match made.kind {
            KeyKind::Root => KeyPurpose::Root,
            KeyKind::Reveal => KeyPurpose::Reveal,
        },
    };
    let told = state::find(flags).and_then(|(state, chosen)| match state.audit().append(&event) {
        Err(problem) if chosen == Chosen::Usual => Ok(Some(problem)),
        told => told.map(|_| None),
    });
    if let Some(problem) = told? {
        console.note(&format!(
            "the audit log does not tell of it: {}",
            problem.message
        ));
    }
    Ok(())
}

fn tell(made: &Made, place: &Place, console: Console) -> Result<(), Failure> {
    if console.format == Format::Json && !place.is_stdout() {
        let made = serde_json::json!({
            "environment": made.environment,
            "kind": made.kind.name(),
            "key_id": made.key_id,
            "pin": made.pin,
            "wrapped": made.wrapped,
            "path": place.shown(),
        });
        return console::result(&json::document(&made));
    }
    let Made {
        environment,
        key_id,
        pin,
        ..
    } = made;
    let (name, setting) = match made.kind {
        KeyKind::Root => ("key", "key_id"),
        KeyKind::Reveal => ("reveal key", "reveal_key"),
    };
    console.say(&format!(
        "{name} {key_id} of environment {environment}: {}\n",
        place.shown()
    ));
    console.say(&format!(
        "pin it in the profile:\n\n    {setting}:\n      {environment}: \"{pin}\"\n"
    ));
    if made.kind == KeyKind::Reveal {
        console.say(
            "\nwhoever has this file opens tokens: keep it away from where dumps are masked\n",
        );
    }
    Ok(())
}

fn list(console: Console) -> Result<(), Failure> {
    let folder = KeyFolder::find()?;
    let (keys, problems) = folder.list()?;
    match console.format {
        Format::Json => console::result(&json::document(&json::keys(&keys)))?,
        Format::Text if keys.is_empty() => {
            console.say(&format!("no keys in {}\n", files::shown(folder.path())));
        }
        Format::Text => {
            let rows: Vec<[String; 4]> = keys.into_iter().map(row).collect();
            console::result(&table::align(&rows, None))?;
        }
    }
    // Told, not failed on: the other keys are as good as they were.
    console.problems(&problems);
    Ok(())
}

fn row(key: ListedKey) -> [String; 4] {
    let wrapped = if key.wrapped { ", wrapped" } else { "" };
    [
        key.environment,
        format!("{}{wrapped}", key.kind),
        key.key_id,
        human::printable(&key.path.display().to_string()).into_owned(),
    ]
}

fn rotate(arguments: &RotateArguments, console: Console) -> Result<(), Failure> {
    let path = match (&arguments.file, &arguments.env) {
        (Some(path), _) => path.clone(),
        (None, env) => {
            let env = env.as_deref().unwrap_or_default();
            KeyFolder::find()?.place(env, kind(arguments.reveal))
        }
    };
    let rotation = Rotation::of(path.clone())?;
    if let Some(env) = arguments
        .env
        .as_deref()
        .filter(|env| *env != rotation.environment())
    {
        let found = rotation.environment();
        let message = format!("the file holds a key of environment `{found}`, not of `{env}`");
        return Err(Diagnostic::new(Code::WrongKey, message)
            .at(files::shown(&path))
            .into());
    }
    let unlocking = Unlocking::new("--passphrase", arguments.passphrase.as_deref())?;
    let renewed = Unlocking::new("--new-passphrase", arguments.new_passphrase.as_deref())?;
    let wraps = arguments.wrap || arguments.rewrap || rotation.is_wrapped();
    if arguments.new_passphrase.is_some() && !wraps {
        return Err(
            Diagnostic::new(Code::BadUsage, "the key is plain, and --wrap is not said")
                .at("--new-passphrase")
                .into(),
        );
    }
    let wrapping = wraps.then(|| renewed.wrapping(&files::shown(&path)));
    let wrapping = wrapping.transpose()?;
    if arguments.rewrap {
        rotation.rewrap(&unlocking, wrapping.as_ref())?;
        console.say(&format!("wrapped anew: {}\n", files::shown(&path)));
        return Ok(());
    }
    let made = rotation.successor(wrapping)?;
    let old = rotation.replace_by(&made)?;
    tell(&made, &Place::File(path), console)?;
    console.say(&format!(
        "\nthe old key stays for the clones that were made with it: {}\n",
        files::shown(&old)
    ));
    remember(&made, &arguments.state, console)
}

fn show_id(key: &GivenKey, console: Console) -> Result<(), Failure> {
    let source = KeySource::parse(&key.key)?;
    let unlocking = Unlocking::new("--passphrase", key.passphrase.as_deref())?;
    let (environment, kind, id, pin) = source.shown(&unlocking)?;
    match console.format {
        Format::Json => console::result(&json::document(&serde_json::json!({
            "environment": environment,
            "kind": kind.name(),
            "key_id": id,
            "pin": pin,
        }))),
        Format::Text => console::result(&format!("{pin}\n")),
    }
}

fn kind(reveal: bool) -> KeyKind {
    if reveal {
        KeyKind::Reveal
    } else {
        KeyKind::Root
    }
}
