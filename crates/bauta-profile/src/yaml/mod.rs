//! YAML as profiles use it: read into nodes that know their place, written in one canonical way.
//!
//! Deliberately absent: tags, several documents, keys that are not text, numbers beyond JSON's.

mod comments;

mod node;

mod read;

mod scalar;

mod write;

pub use comments::Comments;
pub(crate) use node::{Content, Mark, Node};
pub(crate) use read::read;
pub(crate) use scalar::scalar_value;
pub(crate) use write::{Layout, write};
