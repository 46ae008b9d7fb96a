//! Statements in, knowledge out: what DDL says about tables, and what kind of statement each one is.
//!
//! Deliberately absent: framing (where a statement ends) and decisions (what may pass).

mod alter_table;

mod check;

mod column;

mod column_type;

mod constraint;

mod create_table;

mod cursor;

mod learn;

mod names;

mod objects;

mod places;

mod token;

pub use learn::{Learned, learn};
pub use names::SessionState;
pub use token::{Syntax, Token, TokenKind, Tokens};
