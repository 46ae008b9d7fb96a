//! The codecs, one file each.

pub mod array;
pub mod base64;
pub mod composite;
pub mod compressed;
pub mod copy;
pub mod delimited;
pub mod encoded_word;
pub mod escapes;
pub mod hex;
pub mod hstore;
pub mod json;
pub mod jwt;
pub mod lines;
pub mod mime;
pub mod php;
pub mod query;
mod quoted_printable;
pub mod sql;
pub mod xml;
pub mod yaml;
