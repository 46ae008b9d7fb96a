//! Statements in, knowledge out: what DDL says about tables, and what kind of statement each one is.
//!
//! Deliberately absent: framing (where a statement ends) and decisions (what may pass).

mod alter_table;

mod check;

mod column;

mod column_type;

mod constraint;

mod copy;

mod create_table;

mod credential;

mod cursor;

mod insert;

mod keywords;

mod learn;

mod names;

mod objects;

mod places;

mod settings;

mod statement;

mod token;

pub use copy::{CopyFormat, CopyHead, ForcedColumns, copy_head};
pub use credential::{Credential, CredentialKind};
pub use insert::{InsertHead, InsertSource, InsertVerb, insert_head};
pub use learn::{Learned, learn};
pub use names::SessionState;
pub use places::{
    DatabasePlace, Definer, Places, Quoting, auto_increment_span, connect_database, places,
};
pub use statement::{LargeObject, Setval, Statement, classify};
pub use token::{Syntax, Token, TokenKind, Tokens};
