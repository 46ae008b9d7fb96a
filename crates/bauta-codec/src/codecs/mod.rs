//! The codecs, one file each.

pub mod array;
pub mod composite;
pub mod copy;
pub mod delimited;
pub mod hstore;
pub mod json;
pub mod php;
pub mod sql;
pub mod xml;
