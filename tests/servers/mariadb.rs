//! A private MariaDB.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::account::Account;
use super::output::{Input, Output};
use super::programs;

/// A server of its own. The only account is `root`, without a password.
#[derive(Debug)]
pub(crate) struct MariaDb {
    folder: TempDir,
    server: Child,
    client: PathBuf,
    dump: PathBuf,
}

impl MariaDb {
    /// Starts one; `None` where MariaDB is not installed.
    pub(crate) fn start() -> Option<Self> {
        let names = ["mariadbd", "mariadb-install-db", "mariadb", "mariadb-dump"];
        let [server, install, client, dump] = programs::all("MariaDB", names)?;
        let account = Account::choose(&["mysql"]);
        let folder = account.folder();
        let data = folder.path().join("data");
        // A server that starts removes the temporary tables of others from a folder they share.
        let own = format!("--tmpdir={}", folder.path().display());
        let mut command = account.command(&install);
        command
            .arg("--no-defaults")
            .arg(&own)
            .arg(format!("--datadir={}", data.display()));
        command.args([
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            "--force",
        ]);
        Output::of(command, Input::Nothing).expect_success();

        let log = File::create(folder.path().join("log")).expect("a log");
        let mut command = account.command(&server);
        command
            .arg("--no-defaults")
            .arg(&own)
            .arg(format!("--datadir={}", data.display()));
        command.arg(format!("--socket={}", socket(folder.path()).display()));
        command.arg(format!(
            "--pid-file={}",
            folder.path().join("pid").display()
        ));
        command.args(["--skip-networking", "--innodb-flush-log-at-trx-commit=0"]);
        command.args(["--innodb-buffer-pool-size=32M", "--max-allowed-packet=256M"]);
        command.args([
            "--character-set-server=utf8mb4",
            "--default-time-zone=+00:00",
        ]);
        command.stdout(Stdio::null()).stderr(Stdio::from(log));
        let server = command.spawn().expect("mariadbd runs");
        let server = Self {
            folder,
            server,
            client,
            dump,
        };
        server.wait_until_ready();
        Some(server)
    }

    /// Makes an empty database.
    #[track_caller]
    pub(crate) fn create(&self, database: &str) {
        let statement = format!("CREATE DATABASE `{database}` CHARACTER SET utf8mb4");
        self.query("", &statement).expect_success();
    }

    /// Removes a database.
    #[track_caller]
    pub(crate) fn drop(&self, database: &str) {
        let statement = format!("DROP DATABASE `{database}`");
        self.query("", &statement).expect_success();
    }

    /// Runs SQL; an empty name stands for no database.
    pub(crate) fn query(&self, database: &str, sql: &str) -> Output {
        let mut command = self.client(database);
        command.args(["--batch", "--skip-column-names", "--execute", sql]);
        Output::of(command, Input::Nothing)
    }

    /// Loads a script, stopping at the first error.
    pub(crate) fn load(&self, database: &str, script: &Path) -> Output {
        Output::of(self.client(database), Input::File(script))
    }

    /// Loads a script from a pipe.
    pub(crate) fn load_bytes(&self, database: &str, script: &[u8]) -> Output {
        Output::of(self.client(database), Input::Bytes(script))
    }

    /// The rows of a query as text. Line ends, tabs and backslashes inside values are escaped as
    /// the client's batch mode does; NULL is `NULL`.
    #[track_caller]
    pub(crate) fn rows(&self, database: &str, query: &str) -> Vec<Vec<String>> {
        let text = self.query(database, query).expect_success().text();
        text.split_terminator('\n')
            .map(|row| row.split('\t').map(str::to_owned).collect())
            .collect()
    }

    /// What `mariadb-dump` writes of a database, with further arguments.
    #[track_caller]
    pub(crate) fn dump(&self, database: &str, arguments: &[&str]) -> Vec<u8> {
        let mut command = Command::new(&self.dump);
        self.address(&mut command);
        command.args(arguments).arg(database);
        Output::of(command, Input::Nothing).expect_success().stdout
    }

    /// A client that is addressed to this server, for what the methods above do not do.
    pub(crate) fn client(&self, database: &str) -> Command {
        let mut command = Command::new(&self.client);
        self.address(&mut command);
        if !database.is_empty() {
            command.arg(database);
        }
        command
    }

    fn address(&self, command: &mut Command) {
        command.arg("--no-defaults").arg("--user=root");
        command.arg(format!("--socket={}", socket(self.folder.path()).display()));
        command.arg("--default-character-set=utf8mb4");
        command.arg("--max-allowed-packet=256M");
    }

    fn wait_until_ready(&self) {
        let until = Instant::now() + Duration::from_mins(1);
        while !self.query("", "SELECT 1").success {
            let log = std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
            assert!(Instant::now() < until, "MariaDB does not start:\n{log}");
            thread::sleep(Duration::from_millis(100));
        }
    }
}

impl Drop for MariaDb {
    fn drop(&mut self) {
        let ended = self.server.kill().and_then(|()| self.server.wait());
        if ended.is_err() {
            eprintln!("MariaDB in {} did not stop", self.folder.path().display());
        }
    }
}

fn socket(folder: &Path) -> PathBuf {
    folder.join("socket")
}
