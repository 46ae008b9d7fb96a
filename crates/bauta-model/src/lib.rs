//! The words every part of bauta shares.
//!
//! Names, schema, spans, positions and secrets. This crate imports nothing of ours and does no I/O.
//!
//! ```
//! use bauta_model::TableName;
//! let table: TableName = "shop/public.customers".parse().unwrap();
//! assert_eq!(table.to_string(), "shop/public.customers");
//! ```

mod dialect;

mod name;

mod schema;

mod span;

mod position;

mod secret;

mod find;

pub use dialect::Dialect;
pub use find::{FoundSpan, Sensitivity, SpanFinder};
pub use name::{ColumnName, NameError, TableName};
pub use position::{ByteOffset, Position};
pub use schema::{
    Catalog, Check, Column, ColumnType, ForeignKey, Generated, Sequence, Table, TypeClass,
    UniqueKey,
};
pub use secret::Secret;
pub use span::Span;
