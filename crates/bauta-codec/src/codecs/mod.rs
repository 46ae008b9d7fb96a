//! The codecs, one file each.

pub mod copy;
pub mod sql;
