//! Who runs a server. Neither server runs as root, so root hands it to an account without rights.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// Whose server it is.
#[derive(Debug, Clone)]
pub(crate) enum Account {
    /// Ours.
    Own,
    /// Another one's: user and group.
    Other(u32, u32),
}

impl Account {
    /// Ours, unless we are root: then the first of `names` that there is, or `nobody`.
    pub(crate) fn choose(names: &[&str]) -> Self {
        // files that we make belong to us
        let is_root = TempDir::new().is_ok_and(|folder| {
            folder
                .path()
                .metadata()
                .is_ok_and(|metadata| metadata.uid() == 0)
        });
        if !is_root {
            return Self::Own;
        }
        let accounts = fs::read_to_string("/etc/passwd").unwrap_or_default();
        let ids = names.iter().find_map(|name| ids_of(name, &accounts));
        let (user, group) = ids.unwrap_or((65_534, 65_534));
        Self::Other(user, group)
    }

    /// A folder that is the account's own; short, since a socket's path must be.
    pub(crate) fn folder(&self) -> TempDir {
        let folder = tempfile::Builder::new()
            .prefix("bauta")
            .rand_bytes(6)
            .tempdir()
            .expect("a temporary folder");
        self.own(folder.path());
        folder
    }

    /// A command that runs as the account.
    pub(crate) fn command(&self, program: &Path) -> Command {
        let mut command = match self {
            Self::Own => Command::new(program),
            Self::Other(user, group) => {
                let mut command = Command::new("setpriv");
                command
                    .arg(format!("--reuid={user}"))
                    .arg(format!("--regid={group}"))
                    .arg("--clear-groups")
                    .arg("--")
                    .arg(program);
                command
            }
        };
        command.current_dir("/").stdin(Stdio::null());
        command
    }

    fn own(&self, folder: &Path) {
        if let Self::Other(user, group) = self {
            std::os::unix::fs::chown(folder, Some(*user), Some(*group)).expect("root may chown");
            let open = fs::Permissions::from_mode(0o755);
            fs::set_permissions(folder, open).expect("root may chmod");
        }
    }
}

fn ids_of(name: &str, accounts: &str) -> Option<(u32, u32)> {
    let line = accounts
        .lines()
        .find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    let mut fields = line.split(':').skip(1);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}
