use crate::args::{Format, KeyCommand};
use crate::console::{self, Console};
use crate::exit::Failure;
use crate::files;
use crate::keys::{self, KeyFolder, ListedKey};
use crate::render::{human, json, table};

pub(super) fn run(command: KeyCommand, console: Console) -> Result<(), Failure> {
    match command {
        KeyCommand::New { env, output } => {
            let (key, path) = keys::write_new(&env, || match output {
                Some(path) => Ok(path),
                None => KeyFolder::find()?.prepare(&env),
            })?;
            let id = key.id();
            match console.format {
                Format::Json if !files::is_dash(&path) => {
                    let made = ListedKey {
                        environment: env,
                        key_id: id.to_string(),
                        path,
                    };
                    console::result(&json::document(&serde_json::json!(made)))?;
                }
                _ => {
                    console.say(&format!(
                        "key {id} of environment {env}: {}\n",
                        files::shown(&path)
                    ));
                    console.say(&format!(
                        "pin it in the profile:\n\n    key_id:\n      {env}: \"{id}\"\n"
                    ));
                }
            }
            Ok(())
        }
        KeyCommand::List => list(console),
    }
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
            let rows: Vec<[String; 3]> = keys
                .into_iter()
                .map(|key| {
                    [
                        key.environment,
                        key.key_id,
                        human::printable(&key.path.display().to_string()).into_owned(),
                    ]
                })
                .collect();
            console::result(&table::align(&rows, None))?;
        }
    }
    // Told, not failed on: the other keys are as good as they were.
    console.problems(&problems);
    Ok(())
}
