//! SQLite, a file of its own.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::output::{Input, Output};
use super::programs;

/// Databases in a folder of their own, gone when dropped.
#[derive(Debug)]
pub(crate) struct Sqlite {
    folder: TempDir,
    program: PathBuf,
}

impl Sqlite {
    /// A folder for databases; `None` where `sqlite3` is not installed.
    pub(crate) fn start() -> Option<Self> {
        let [program] = programs::all("SQLite", ["sqlite3"])?;
        let folder = TempDir::new().expect("a temporary folder");
        Some(Self { folder, program })
    }

    /// Runs SQL or a dot command.
    pub(crate) fn query(&self, database: &str, sql: &str) -> Output {
        let mut command = self.client(database);
        command.arg(sql);
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

    /// The rows of a query as text; NULL is `\N`.
    #[track_caller]
    pub(crate) fn rows(&self, database: &str, query: &str) -> Vec<Vec<String>> {
        let mut command = self.client(database);
        command.args([
            "-separator",
            "\u{1f}",
            "-newline",
            "\u{1e}",
            "-nullvalue",
            "\\N",
            query,
        ]);
        let text = Output::of(command, Input::Nothing).expect_success().text();
        text.split_terminator('\u{1e}')
            .map(|row| row.split('\u{1f}').map(str::to_owned).collect())
            .collect()
    }

    /// What `.dump` writes.
    #[track_caller]
    pub(crate) fn dump(&self, database: &str) -> Vec<u8> {
        self.query(database, ".dump").expect_success().stdout
    }

    fn client(&self, database: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.args(["-batch", "-bail", "-init", "/dev/null"]);
        command.arg(self.folder.path().join(format!("{database}.db")));
        command
    }
}
