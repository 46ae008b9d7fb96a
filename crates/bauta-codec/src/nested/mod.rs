//! Containers within containers: every text that a value holds, however it is wrapped.
//!
//! A [`Walker`] tells the form of a value by its front, opens it, and goes on with each leaf, up
//! to [`MOST_FORMS`] deep. What is of no form is searched for stretches that are (base64,
//! hexadecimal digits) and read once more without its escapes. Each text goes to a [`Visitor`] in
//! decoded form; what the visitor replaces is written back from the inside out, so that every
//! parser on the way still reads what it read before.
//!
//! *Guarantees:* linear in the value, with a bound on the work that nested forms can make;
//! nothing is allocated per value once the walker is warm, but where something is found. What
//! is broken is read as text, with the documents that are whole in it. What is nested more deeply,
//! or would take more work, is handed to the visitor as a part that was not opened.

mod edits;

mod flat;

mod form;

mod open;

mod packed;

mod parts;

mod recognise;

mod walk;

mod wrapped;

pub use form::Form;
pub use walk::{Context, Note, Visitor, Walker};
pub use wrapped::holds_text;

/// Forms that are opened inside one another.
pub const MOST_FORMS: usize = 10;

/// Shortest stretch of base64 or hexadecimal digits that is worth a look.
pub const LEAST_RUN: usize = 24;
