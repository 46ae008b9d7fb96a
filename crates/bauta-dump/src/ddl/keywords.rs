//! The listed keywords: which statements a dump may begin with, per dialect.

use bauta_model::Dialect;

/// What a first keyword announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// Defines or maintains; passes scrubbed.
    Ddl,
    /// Changes how later statements are read.
    Settings,
    /// Begins or ends a transaction.
    Transaction,
    /// INSERT and REPLACE.
    Insert,
    /// COPY.
    Copy,
    /// SELECT, of a listed function only.
    Select,
    /// DO, of a listed function only.
    Do,
    /// EXECUTE IMMEDIATE, of a listed expression only.
    Execute,
    /// DELETE, of `SQLite`'s own sequence table only.
    Delete,
    /// UPDATE.
    Update,
    /// Brings data that can't be bound to columns.
    Data,
}

/// The keyword as it is written in reports, and what it announces.
pub(super) fn find(keyword: &[u8], dialect: Dialect) -> Option<(&'static str, Opening)> {
    let listed = LISTED.iter().find(|(listed, dialects, _)| {
        keyword.eq_ignore_ascii_case(listed.as_bytes()) && dialects.contains(&dialect)
    })?;
    Some((listed.0, listed.2))
}

const P: Dialect = Dialect::Postgres;
const M: Dialect = Dialect::Mysql;
const S: Dialect = Dialect::Sqlite;

/// Every keyword that `pg_dump`, `pg_dumpall`, `mysqldump`, `mariadb-dump`, phpMyAdmin and
/// `.dump` begin a statement with.
static LISTED: &[(&str, &[Dialect], Opening)] = &[
    ("ALTER", &[P, M, S], Opening::Ddl),
    ("ANALYZE", &[P, M, S], Opening::Ddl),
    ("ATTACH", &[S], Opening::Ddl),
    ("BEGIN", &[P, M, S], Opening::Transaction),
    ("CALL", &[P, M], Opening::Data),
    ("CHANGE", &[M], Opening::Ddl),
    ("CHECK", &[M], Opening::Ddl),
    ("CHECKPOINT", &[P], Opening::Ddl),
    ("CLUSTER", &[P], Opening::Ddl),
    ("COMMENT", &[P], Opening::Ddl),
    ("COMMIT", &[P, M, S], Opening::Transaction),
    ("COPY", &[P], Opening::Copy),
    ("CREATE", &[P, M, S], Opening::Ddl),
    ("DELETE", &[S], Opening::Delete),
    ("DETACH", &[S], Opening::Ddl),
    ("DISCARD", &[P], Opening::Settings),
    ("DO", &[P, M], Opening::Do),
    ("DROP", &[P, M, S], Opening::Ddl),
    ("END", &[P, S], Opening::Transaction),
    ("EXECUTE", &[M], Opening::Execute),
    ("FLUSH", &[M], Opening::Ddl),
    ("GRANT", &[P, M], Opening::Ddl),
    ("IMPORT", &[P], Opening::Ddl),
    ("INSERT", &[P, M, S], Opening::Insert),
    ("INSTALL", &[M], Opening::Ddl),
    ("LOAD", &[M], Opening::Data),
    ("LOCK", &[P, M], Opening::Ddl),
    ("OPTIMIZE", &[M], Opening::Ddl),
    ("PRAGMA", &[S], Opening::Settings),
    ("REASSIGN", &[P], Opening::Ddl),
    ("REFRESH", &[P], Opening::Ddl),
    ("REINDEX", &[P, S], Opening::Ddl),
    ("RELEASE", &[P, M, S], Opening::Transaction),
    ("RENAME", &[M], Opening::Ddl),
    ("REPAIR", &[M], Opening::Ddl),
    ("REPLACE", &[M, S], Opening::Insert),
    ("RESET", &[P, M], Opening::Settings),
    ("REVOKE", &[P, M], Opening::Ddl),
    ("ROLLBACK", &[P, M, S], Opening::Transaction),
    ("SAVEPOINT", &[P, M, S], Opening::Transaction),
    ("SECURITY", &[P], Opening::Ddl),
    ("SELECT", &[P, M, S], Opening::Select),
    ("SET", &[P, M], Opening::Settings),
    ("START", &[P, M], Opening::Transaction),
    ("STOP", &[M], Opening::Ddl),
    ("TRUNCATE", &[P, M], Opening::Ddl),
    ("UNINSTALL", &[M], Opening::Ddl),
    ("UNLOCK", &[M], Opening::Ddl),
    ("UPDATE", &[P, M, S], Opening::Update),
    ("USE", &[M], Opening::Ddl),
    ("VACUUM", &[P, S], Opening::Ddl),
];
