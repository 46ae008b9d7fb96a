//! Dumps of the shop in any size, as `pg_dump` and `mysqldump` write them.

mod form;
mod mysqldump;
mod plan;
mod postgres;
mod write;

pub(crate) use form::Form;
pub(crate) use plan::Plan;
pub(crate) use write::{Corpus, write};
