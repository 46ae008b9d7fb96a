//! The README is true: each of its commands works, and prints what the README shows.
//!
//! Blocks of `sh` run one after the other in one folder, with the sample data and the profiles in
//! it and private servers that hold a database `shop`. A block of `text` behind one is what it
//! prints, but for times, ids, digests, tokens and what depends on them. `UPDATE_EXPECT=1` writes what it printed.
#![allow(
    clippy::unwrap_used,
    reason = "this is test code, which clippy knows by #[test] only"
)]

#[path = "servers/mod.rs"]
mod servers;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use regex::Regex;
use servers::{MariaDb, Postgres, Sqlite};
use tempfile::TempDir;

/// The command that runs this test; what continuous integration runs instead of running it here.
const TESTS: &str = "cargo xtask test";
/// The command that opens the window; continuous integration runs it on a display of its own.
const APP: &str = "cargo xtask desktop run";
/// What the README's reader types until `bauta` is built.
const BUILT_AND_RUN: &str = "cargo run --release --bin bauta --";

#[test]
fn every_command_works_and_prints_what_is_shown() {
    let path = root().join("README.md");
    let mut readme = fs::read_to_string(&path).unwrap();
    let reader = Reader::new();
    let mut ran = 0;
    for block in blocks(&readme) {
        if [TESTS, APP].contains(&block.commands.trim())
            || !reader.has_what_it_needs(&block.commands)
        {
            continue;
        }
        ran += 1;
        let printed = reader.run(&block.commands);
        let Some(shown) = &block.shown else { continue };
        if std::env::var_os("UPDATE_EXPECT").is_some() && steady(shown) != steady(&printed) {
            let fence = |text: &str| format!("```sh\n{}```\n\n```text\n{text}```", block.commands);
            readme = readme.replace(&fence(shown), &fence(&printed));
        } else {
            assert_eq!(steady(&printed), steady(shown), "{}", block.commands);
        }
    }
    assert!(
        ran >= 5,
        "{ran} blocks are too few: is the README read right?"
    );
    reader.loaded_what_it_masked();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, &readme).unwrap();
    }
}

#[test]
fn continuous_integration_runs_the_readme_s_cargo_commands() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let ci = fs::read_to_string(root().join(".ci/run")).unwrap();
    let blocks = blocks(&readme);
    let commands = blocks.iter().flat_map(|block| block.commands.lines());
    let commands: Vec<&str> = commands.filter(|line| line.starts_with("cargo ")).collect();
    assert!(commands.contains(&TESTS) && commands.contains(&APP));
    for command in commands {
        assert!(ci.lines().any(|line| line.ends_with(command)), "{command}");
    }
}

#[test]
fn every_link_leads_somewhere() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let links = Regex::new(r"\]\(([^)#]+)").unwrap();
    let ours = links.captures_iter(&readme).map(|link| link[1].to_owned());
    for link in ours.filter(|link| !link.contains("://")) {
        assert!(root().join(&link).exists(), "{link}");
    }
}

/// Commands, and what they print where that is shown.
#[derive(Debug)]
struct Block {
    commands: String,
    shown: Option<String>,
}

fn blocks(readme: &str) -> Vec<Block> {
    let fence = Regex::new(r"(?ms)^```sh\n(.*?)^```$(?:\n\n```text\n(.*?)^```$)?").unwrap();
    let found = fence.captures_iter(readme).map(|block| Block {
        commands: block[1].to_owned(),
        shown: block.get(2).map(|shown| shown.as_str().to_owned()),
    });
    found.collect()
}

/// What is printed, without what differs from run to run.
fn steady(printed: &str) -> String {
    let changing = [
        (r"in [0-9.]+ s, [0-9.]+ \w+/s", "in TIME"),
        (r"\b[0-9a-f]{16}\b", "KEY"),
        (r"\b[0-9a-f]{32}\b", "ID"),
        (r"\b[0-9a-f]{64}\b", "DIGEST"),
        (r"\bSHA256:[\w+/]{43}", "SIGNER"),
        (r"\b[0-9-]{10}T[0-9:]{8}Z", "TIME"),
        (r"by \S+ with bauta", "by SOMEBODY with bauta"),
        (r"\bhead [0-9]+:", "head NUMBER:"),
        (r"\b[0-9]+ entries", "SOME entries"),
        (r"(?m)^/\S+/", "FOLDER/"),
        (r"\?host=\S+ the server \d+", "?host=SOCKET: the server ID"),
        // some keys leave a value or two as they were, and make others longer
        (r"[0-9,]+ values changed", "VALUES changed"),
        (r"[0-9,]+ not judged", "SOME not judged"),
        (r"(?m)^(read )?[0-9.]+ kB", "${1}SIZE"),
        // the last column of a preview, under a key that is thrown away
        (r"(?m)^(  [\w]+ +[\w-]+ +\S.*?  +)\S.*$", "$1AFTER"),
    ];
    changing
        .iter()
        .fold(printed.to_owned(), |text, (pattern, steady)| {
            Regex::new(pattern)
                .unwrap()
                .replace_all(&text, *steady)
                .into_owned()
        })
}

/// Somebody who follows the README, from the top to the bottom.
struct Reader {
    folder: TempDir,
    postgres: Option<Postgres>,
    mariadb: Option<MariaDb>,
    sqlite: Option<Sqlite>,
    environment: BTreeMap<&'static str, OsString>,
}

impl Reader {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let at = |path: &str| folder.path().join(path);
        fs::create_dir_all(at("target/release")).unwrap();
        let link = |target: PathBuf, path: &str| {
            std::os::unix::fs::symlink(target, at(path)).unwrap();
        };
        link(root().join("sample-data"), "sample-data");
        link(root().join("profiles"), "profiles");
        link(env!("CARGO_BIN_EXE_bauta").into(), "target/release/bauta");
        let mut reader = Self {
            postgres: Postgres::start(),
            mariadb: MariaDb::start(),
            sqlite: Sqlite::start(),
            environment: BTreeMap::from([("HOME", folder.path().as_os_str().to_owned())]),
            folder,
        };
        reader.fill_servers();
        reader
    }

    /// Gives each server a database `shop` to dump and an empty one to load into.
    fn fill_servers(&mut self) {
        let sample = |dialect: &str| root().join(format!("sample-data/shop.{dialect}.sql"));
        let mut path = vec![self.folder.path().join("target/release")];
        if let Some(server) = &self.postgres {
            server.create("shop");
            server.create("shop_staging");
            server.load("shop", &sample("postgres")).expect_success();
            let client = server.client("shop");
            path.extend(Path::new(client.get_program()).parent().map(Path::to_owned));
            self.environment.insert("PGHOST", server.socket().into());
            self.environment.insert("PGUSER", "postgres".into());
        }
        if let Some(server) = &self.mariadb {
            server.create("shop");
            server.create("shop_staging");
            server.load("shop", &sample("mysql")).expect_success();
            let client = server.client("");
            let socket = client
                .get_args()
                .find_map(|argument| argument.to_str()?.strip_prefix("--socket="))
                .unwrap();
            let options = format!("[client]\nuser=root\nsocket={socket}\n");
            fs::write(self.folder.path().join(".my.cnf"), options).unwrap();
        }
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        path.extend(std::env::split_paths(&inherited));
        let path = std::env::join_paths(path).unwrap();
        self.environment.insert("PATH", path);
        if self.sqlite.is_some() {
            self.run("sqlite3 -bail shop.db < sample-data/shop.sqlite.sql");
        }
    }

    fn has_what_it_needs(&self, commands: &str) -> bool {
        let missing = |program: &str, is_there: bool| commands.contains(program) && !is_there;
        !missing("psql", self.postgres.is_some())
            && !missing("mariadb", self.mariadb.is_some())
            && !missing("sqlite3", self.sqlite.is_some())
    }

    /// What the commands print, to both streams.
    #[track_caller]
    fn run(&self, commands: &str) -> String {
        let commands = commands.replace(BUILT_AND_RUN, "bauta");
        let output = Command::new("bash")
            .args(["-e", "-c", &format!("exec 2>&1\n{commands}")])
            .current_dir(self.folder.path())
            .envs(&self.environment)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let printed = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{commands}\n{printed}");
        printed
    }

    /// The clones hold every customer, none under the address they had.
    fn loaded_what_it_masked(&self) {
        let count = "SELECT count(*), count(DISTINCT email) FROM customers";
        let theirs = "SELECT email FROM customers ORDER BY email";
        if let Some(server) = &self.postgres {
            assert_eq!(
                server.rows("shop_staging", count),
                server.rows("shop", count)
            );
            assert_all_differ(
                server.rows("shop_staging", theirs),
                &server.rows("shop", theirs),
            );
        }
        if let Some(server) = &self.mariadb {
            assert_eq!(
                server.rows("shop_staging", count),
                server.rows("shop", count)
            );
            assert_all_differ(
                server.rows("shop_staging", theirs),
                &server.rows("shop", theirs),
            );
        }
        if self.sqlite.is_some() {
            let ask = |file: &str, query: &str| -> Vec<Vec<String>> {
                let printed = self.run(&format!("sqlite3 {file} '{query}'"));
                printed.lines().map(|line| vec![line.to_owned()]).collect()
            };
            assert_eq!(ask("shop_staging.db", count), ask("shop.db", count));
            assert_all_differ(ask("shop_staging.db", theirs), &ask("shop.db", theirs));
        }
    }
}

#[track_caller]
fn assert_all_differ(masked: Vec<Vec<String>>, originals: &[Vec<String>]) {
    assert!(masked.len() > 100, "{} customers", masked.len());
    for row in masked {
        assert!(!originals.contains(&row), "{row:?}");
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
