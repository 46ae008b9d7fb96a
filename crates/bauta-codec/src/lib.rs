//! Values inside values: open, change and close them without touching their surroundings.
//!
//! ```
//! use bauta_codec::{Charset, copy};
//! let mut scratch = Vec::new();
//! assert_eq!(copy::decode(br"a\tb", Charset::AsciiSafe, &mut scratch), b"a\tb");
//! ```

mod charset;

mod codecs;

pub use charset::Charset;
pub use codecs::{copy, sql};
