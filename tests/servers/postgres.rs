//! A private PostgreSQL.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use super::account::Account;
use super::output::{Input, Output};
use super::programs;

/// A cluster of its own. The superuser is `postgres`, nobody else can reach it.
#[derive(Debug)]
pub(crate) struct Postgres {
    account: Account,
    folder: TempDir,
    ctl: PathBuf,
    psql: PathBuf,
    dump: PathBuf,
}

impl Postgres {
    /// Starts one; `None` where PostgreSQL is not installed.
    pub(crate) fn start() -> Option<Self> {
        let names = ["initdb", "pg_ctl", "psql", "pg_dump"];
        let [initdb, ctl, psql, dump] = programs::all("PostgreSQL", names)?;
        let account = Account::choose(&["postgres"]);
        let folder = account.folder();
        let server = Self {
            account,
            folder,
            ctl,
            psql,
            dump,
        };
        let mut command = server.account.command(&initdb);
        command.arg("-D").arg(server.data());
        command.args([
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-N",
        ]);
        Output::of(command, Input::Nothing).expect_success();
        let socket = server.folder.path().display();
        let options = format!(
            "-c listen_addresses= -c unix_socket_directories={socket} -c fsync=off \
             -c timezone=UTC -c max_connections=20 -c shared_buffers=16MB"
        );
        let mut command = server.account.command(&server.ctl);
        command.arg("-D").arg(server.data()).arg("-o").arg(options);
        command.arg("-l").arg(server.folder.path().join("log"));
        // the server inherits these; a pipe would stay open as long as it runs
        let status = command
            .args(["-w", "-t", "60", "start"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .expect("pg_ctl runs");
        let log = std::fs::read_to_string(server.folder.path().join("log")).unwrap_or_default();
        assert!(status.success(), "PostgreSQL does not start:\n{log}");
        Some(server)
    }

    /// Makes an empty database.
    #[track_caller]
    pub(crate) fn create(&self, database: &str) {
        let statement = format!("CREATE DATABASE \"{database}\"");
        self.psql("postgres", &statement).expect_success();
    }

    /// Removes a database.
    #[track_caller]
    pub(crate) fn drop(&self, database: &str) {
        let statement = format!("DROP DATABASE \"{database}\"");
        self.psql("postgres", &statement).expect_success();
    }

    /// Runs SQL.
    pub(crate) fn psql(&self, database: &str, sql: &str) -> Output {
        let mut command = self.client(database);
        command.arg("-At").arg("-c").arg(sql);
        Output::of(command, Input::Nothing)
    }

    /// Loads a script in one transaction, stopping at the first error.
    pub(crate) fn load(&self, database: &str, script: &Path) -> Output {
        let mut command = self.client(database);
        command.arg("-1").arg("-f").arg(script);
        Output::of(command, Input::Nothing)
    }

    /// Loads a script from stdin in one transaction, as a pipe does.
    pub(crate) fn load_bytes(&self, database: &str, script: &[u8]) -> Output {
        let mut command = self.client(database);
        command.args(["-1", "-f", "-"]);
        Output::of(command, Input::Bytes(script))
    }

    /// The rows of a query as text; NULL is `\N`.
    #[track_caller]
    pub(crate) fn rows(&self, database: &str, query: &str) -> Vec<Vec<String>> {
        let mut command = self.client(database);
        command.args([
            "-At", "-F", "\u{1f}", "-R", "\u{1e}", "-P", "null=\\N", "-c", query,
        ]);
        let text = Output::of(command, Input::Nothing).expect_success().text();
        let Some(body) = text.strip_suffix('\n').filter(|_| !text.is_empty()) else {
            return Vec::new();
        };
        body.split('\u{1e}')
            .map(|row| row.split('\u{1f}').map(str::to_owned).collect())
            .collect()
    }

    /// What `pg_dump` writes of a database, with further arguments.
    #[track_caller]
    pub(crate) fn dump(&self, database: &str, arguments: &[&str]) -> Vec<u8> {
        let mut command = Command::new(&self.dump);
        self.address(&mut command);
        command.args(arguments).arg(database);
        Output::of(command, Input::Nothing).expect_success().stdout
    }

    /// A client that is addressed to this server, for what the methods above do not do.
    pub(crate) fn client(&self, database: &str) -> Command {
        let mut command = Command::new(&self.psql);
        self.address(&mut command);
        command.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", database]);
        command
    }

    /// The folder of the socket.
    pub(crate) fn socket(&self) -> &Path {
        self.folder.path()
    }

    fn address(&self, command: &mut Command) {
        command
            .arg("-h")
            .arg(self.folder.path())
            .args(["-U", "postgres"]);
        command.env("PGCLIENTENCODING", "UTF8").env("PGTZ", "UTC");
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let mut command = self.account.command(&self.ctl);
        command
            .arg("-D")
            .arg(self.data())
            .args(["-w", "-m", "immediate", "stop"]);
        let stopped = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
        if !stopped.is_ok_and(|status| status.success()) {
            eprintln!(
                "PostgreSQL in {} did not stop",
                self.folder.path().display()
            );
        }
    }
}
