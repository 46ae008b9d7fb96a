//! One writer for each client whose output the sample imitates.

mod mysql;
mod postgres;
mod sqlite;

pub(super) use mysql::write as mysql;
pub(super) use postgres::write as postgres;
pub(super) use sqlite::write as sqlite;
