//! Real database servers for end-to-end tests: private, on unix sockets, gone when dropped.
//!
//! A server that is not installed skips the test, and says so on stderr. Where the environment
//! sets `BAUTA_DUMPS`, as continuous integration does, a missing server fails the test instead.
//! `scripts/install-test-servers` installs what is needed.
//!
//! ```ignore
//! let Some(server) = servers::Postgres::start() else { return };
//! server.create("shop");
//! server.load("shop", Path::new("sample-data/shop.postgres.sql"));
//! assert_eq!(server.rows("shop", "SELECT count(*) FROM customers"), [["120"]]);
//! ```
#![allow(
    clippy::doc_markdown,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "this is test code, which clippy knows by #[test] only"
)]
#![allow(
    dead_code,
    unused_imports,
    reason = "each test binary that includes this module uses a part of it"
)]

mod account;
mod mariadb;
mod output;
mod postgres;
mod programs;
mod sqlite;

pub(crate) use mariadb::MariaDb;
pub(crate) use output::Output;
pub(crate) use postgres::Postgres;
pub(crate) use sqlite::Sqlite;
