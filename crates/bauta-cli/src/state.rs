//! Where this machine remembers what it did, and who says so.

use std::path::PathBuf;
use std::sync::Arc;

use bauta_engine::{Code, Diagnostic, State};
use bauta_trust::AuditEvent;

use crate::args::StateFlags;
use crate::console::Console;
use crate::folders;
use crate::keys;

/// How the folder came to be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chosen {
    /// `--state` or `BAUTA_STATE` name it, so it has to do.
    Named,
    /// Nobody named one; it is the user's own.
    Usual,
}

/// The state of a command: `--state`, else `$BAUTA_STATE`, else `bauta/state` in the user's data folder.
///
/// # Errors
/// No folder is known, or the system gives no random bytes.
pub(crate) fn find(flags: &StateFlags) -> Result<(State, Chosen), Diagnostic> {
    let (folder, chosen) = folder(flags, folders::variable)?;
    let state = State::new(
        folder,
        actor(folders::variable, host),
        Arc::new(jiff::Timestamp::now),
        keys::random()?,
    );
    Ok((state, chosen))
}

/// Tells the audit log of what a command does. Where nobody has named a log and none can be kept,
/// that is said.
///
/// # Errors
/// A log that was named and cannot be written, and any that is broken.
pub(crate) fn tell(
    flags: &StateFlags,
    event: &AuditEvent,
    what: &str,
    console: Console,
) -> Result<(), Diagnostic> {
    let told = find(flags).map(|(state, chosen)| (state.audit().append(event), chosen));
    match told {
        Ok((Err(problem), Chosen::Named)) => Err(problem),
        Ok((Err(problem), _)) | Err(problem) => {
            console.note(&format!("{what} is not logged: {}", problem.message));
            Ok(())
        }
        Ok((Ok(_), _)) => Ok(()),
    }
}

fn folder(
    flags: &StateFlags,
    variable: impl Fn(&str) -> Option<PathBuf>,
) -> Result<(PathBuf, Chosen), Diagnostic> {
    if let Some(folder) = flags.state.clone().or_else(|| variable("BAUTA_STATE")) {
        return Ok((folder, Chosen::Named));
    }
    match folders::data(variable) {
        Some(data) => Ok((data.join("bauta").join("state"), Chosen::Usual)),
        None => Err(Diagnostic::new(
            Code::BadUsage,
            "there is no home folder to remember runs in",
        )
        .hint("name a folder with --state or BAUTA_STATE")),
    }
}

/// Who runs this, as far as the machine knows: `$BAUTA_ACTOR`, else user and host.
fn actor(variable: impl Fn(&str) -> Option<PathBuf>, host: impl Fn() -> String) -> String {
    let text = |name| variable(name).map(|value| value.to_string_lossy().into_owned());
    text("BAUTA_ACTOR").unwrap_or_else(|| {
        let user = ["USER", "LOGNAME", "USERNAME"].into_iter().find_map(text);
        format!("{}@{}", user.unwrap_or_else(user_number), host())
    })
}

#[cfg(unix)]
fn user_number() -> String {
    format!("uid-{}", rustix::process::getuid().as_raw())
}

#[cfg(not(unix))]
fn user_number() -> String {
    "unknown".to_owned()
}

#[cfg(unix)]
fn host() -> String {
    let system = rustix::system::uname();
    system.nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
fn host() -> String {
    folders::variable("COMPUTERNAME").map_or_else(
        || "unknown".to_owned(),
        |name| name.to_string_lossy().into_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(set: &'static [(&str, &str)]) -> impl Fn(&str) -> Option<PathBuf> {
        |name| {
            let found = set.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| PathBuf::from(value))
        }
    }

    #[test]
    fn the_folder_is_the_flag_else_the_variable_else_the_user_s() {
        let set = variables(&[("BAUTA_STATE", "named"), ("HOME", "/home/ada")]);
        let flag = StateFlags {
            state: Some("flag".into()),
        };
        assert_eq!(folder(&flag, &set).unwrap(), ("flag".into(), Chosen::Named));
        let none = StateFlags::default();
        assert_eq!(
            folder(&none, &set).unwrap(),
            ("named".into(), Chosen::Named)
        );
        let home = folder(&none, variables(&[("HOME", "/home/ada")])).unwrap();
        let usual = "/home/ada/.local/share/bauta/state";
        assert_eq!(home, (usual.into(), Chosen::Usual));
        assert_eq!(
            folder(&none, variables(&[])).unwrap_err().code,
            Code::BadUsage
        );
    }

    #[test]
    fn the_actor_is_named_or_the_user_of_the_host() {
        let host = || "box".to_owned();
        let named = variables(&[("BAUTA_ACTOR", "ci@example.com"), ("USER", "ada")]);
        assert_eq!(actor(named, host), "ci@example.com");
        assert_eq!(actor(variables(&[("USER", "ada")]), host), "ada@box");
        assert!(actor(variables(&[]), host).ends_with("@box"));
    }
}
