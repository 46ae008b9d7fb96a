//! What each fuzz target does with its bytes; `tests/fuzz_smoke.rs` does the same with the seeds.

pub mod audit;

pub mod codecs;

pub mod ddl;

pub mod dsse;

pub mod expression;

pub mod key_file;

pub mod literals;

pub mod mask;

pub mod nested;

pub mod policy;

pub mod profile;

pub mod scan_mysql;

pub mod scan_postgres;

pub mod scan_sqlite;

pub mod sshsig;

pub mod vault;

mod scanning;

/// What runs over the bytes of one target.
pub type Body = fn(&[u8]);

/// Every target by its name, which is also that of its folder of seeds.
pub static TARGETS: &[(&str, Body)] = &[
    ("audit", audit::run),
    ("codecs", codecs::run),
    ("ddl", ddl::run),
    ("dsse", dsse::run),
    ("expression", expression::run),
    ("key_file", key_file::run),
    ("literals", literals::run),
    ("mask", mask::run),
    ("nested", nested::run),
    ("policy", policy::run),
    ("profile", profile::run),
    ("scan_mysql", scan_mysql::run),
    ("scan_postgres", scan_postgres::run),
    ("scan_sqlite", scan_sqlite::run),
    ("sshsig", sshsig::run),
    ("vault", vault::run),
];
