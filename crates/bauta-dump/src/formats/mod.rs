//! What settings inside a dump change about how it is read; one file per dialect.

pub(crate) mod mysql;
mod postgres;
mod settings;
mod sqlite;

pub(crate) use settings::Settings;
