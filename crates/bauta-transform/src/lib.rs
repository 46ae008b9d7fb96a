//! Transformers: each turns a value of production into one that may leave it.
//!
//! One file each under `transformers/`, one line of registration in `transformers/mod.rs`. A
//! transformer describes itself: what it accepts, what it guarantees, its parameters, and examples
//! that are documentation, user-interface text and tests at once.
//!
//! ```
//! use bauta_transform::{Build, find_kind};
//! let kind = find_kind("redact").unwrap();
//! assert_eq!(kind.name, "redact");
//! ```

mod transformer;

mod params;

mod build;

mod pseudonym;

mod dice;

mod persona;

mod reserved;

mod shape;

mod shuffling;

mod reversal;

mod hosts;

mod numbering;

mod dates;
mod position;

mod decimal;

mod nested;

mod known_password;

mod compact;
mod example;

mod mixed_radix;

mod address;

mod national;

mod transformers;

mod words;

#[cfg(test)]
mod testing;

#[cfg(test)]
mod trial;

#[cfg(test)]
mod promises;

pub use build::{Build, Files, Fold, NeedIndex, Needs, PersonaLink};
pub use params::{Param, ParamError, ParamType, Params};
pub use reversal::{NotKept, Reversal, TokenStore, Vaulting};
pub use shuffling::Shuffling;
pub use transformer::{
    Applied, Builder, Context, Example, Fault, Kind, Lengths, Row, Traits, Transformer,
    check_examples,
};
pub use transformers::{TRANSFORMERS, find_kind};

/// What each word list holds, by count and digest; tests keep it true. A list that changes changes
/// tokens, so this belongs to the digest of a profile.
pub const WORD_LISTS: &str = include_str!("words/pinned.txt");
