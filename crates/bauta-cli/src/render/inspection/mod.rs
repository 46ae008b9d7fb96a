//! What a dump holds: for people, for programs, and for tools that collect findings.

mod json;
mod text;

pub(crate) use json::json;
pub(crate) use text::text;
