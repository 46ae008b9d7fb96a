//! Statements in, knowledge out: what DDL says about tables, and what kind of statement each one is.
//!
//! Deliberately absent: framing (where a statement ends) and decisions (what may pass).
//!
//! ```
//! use bauta_dump::ddl::{self, SessionState, Statement};
//! use bauta_model::{Catalog, Dialect, TypeClass};
//!
//! let state = SessionState::from(Dialect::Postgres);
//! let mut catalog = Catalog::default();
//! ddl::learn(&mut catalog, b"CREATE TABLE public.t (id integer, mail varchar(80));", &state);
//! let Statement::CopyFrom(head) = ddl::classify(b"COPY public.t (mail) FROM stdin;", &state) else {
//!     unreachable!()
//! };
//! let mail = catalog.tables[&head.table].column("mail").unwrap();
//! assert_eq!((mail.ty.class, mail.ty.max_chars), (TypeClass::Text, Some(80)));
//! ```

mod activation;

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

mod rights;

mod roles;

mod settings;

mod statement;

mod subject;

mod token;

pub use activation::Activation;
pub use copy::{CopyFormat, CopyHead, ForcedColumns, copy_head};
pub use credential::{Credential, CredentialKind, sounds_secret};
pub use insert::{InsertHead, InsertSource, InsertVerb, insert_head};
pub use learn::{Learned, learn};
pub use names::SessionState;
pub use places::{
    DatabasePlace, Definer, Places, Quoting, auto_increment_span, connect_database, places,
};
pub use rights::rights;
pub use roles::{HostPlace, RolePart, RolePlace, comment_owners};
pub use statement::{LargeObject, Setval, Statement, classify};
pub use subject::{Subject, SubjectKind, is_system_table, subject};
pub use token::{Syntax, Token, TokenKind, Tokens};
