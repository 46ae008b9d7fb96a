//! Values inside values: open, change and close them without touching their surroundings.
//!
//! Every codec walks one form (JSON, XML, a `PostgreSQL` array …), hands each value it finds to a
//! callback in decoded form, and writes back only what the callback changed. All other bytes stay:
//! white space, order, duplicate keys, the spelling of numbers. No codec builds a tree, none
//! recurses, none allocates per value once its [`Scratch`] is warm.
//!
//! ```
//! use bauta_codec::{Change, CodecError, Scratch, json};
//! let mut out = Vec::new();
//! json::rewrite(
//!     br#"{ "a": 1.0, "b": "x" }"#,
//!     &mut Scratch::default(),
//!     &mut out,
//!     |_, leaf, changed| {
//!         if leaf.text == b"x" {
//!             changed.extend_from_slice(b"\"y\"");
//!             return Ok::<_, CodecError>(Change::Text);
//!         }
//!         Ok(Change::Keep)
//!     },
//! )
//! .unwrap();
//! assert_eq!(out, br#"{ "a": 1.0, "b": "\"y\"" }"#);
//! ```

mod charset;

mod byte_class;

pub mod seek;

mod codec;

pub mod identifiers;

mod json_path;

mod codecs;

pub mod nested;

pub use byte_class::{AHEAD, BLOCK, Blocks, ByteClass};
pub use charset::Charset;
pub use codec::{Change, CodecError, Leaf, LeafKind, Problem, Scratch};
pub use codecs::{
    array, base64, composite, compressed, copy, delimited, encoded_word, escapes, hex, hstore,
    json, jwt, lines, mime, php, query, sql, xml, yaml,
};
pub use json_path::{Path, PathError, PathPattern, PathSet};
