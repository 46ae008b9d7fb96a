//! A profile compiled against a schema: names become indices once, every promise is checked before
//! a row is read, and all problems are reported together.

mod bind;
mod column;
mod compile;
mod constraints;
mod domain;
mod exceptions;
mod filters;
mod identity;
mod leaves;
mod marks;
pub(crate) mod notices;
mod policy;
mod program;
mod scrub;
mod sequence;
mod shuffle;
mod statement;
mod table;
mod watch;

pub(crate) use bind::Binding;
pub(crate) use compile::{Compiler, Plan, Settings};
pub(crate) use domain::{ColumnKey, Groups, referenced_columns, resolve_table};
pub(crate) use exceptions::concerns;
pub(crate) use exceptions::{Lenient, excepted_kinds};
pub(crate) use identity::{
    Credentials, Inventory, NOWHERE, Noted, NotedEntry, Place, Staging, Treatment, Within,
    check_credentials,
};
pub(crate) use leaves::{KeptLeaves, Outline, OutlineRoom, is_reviewed};
pub(crate) use marks::Marks;
pub(crate) use program::{
    Cell, CellMask, Condition, Filter, Kept, Notation, OnInvalid, RowForm, RowProgram, TableIndex,
};
pub(crate) use scrub::{LateFinder, Scrubber};
pub(crate) use shuffle::Shuffle;
pub(crate) use statement::{StatementPolicy, Verdict};
pub(crate) use table::{Action, PlannedColumn};
pub(crate) use watch::{KeptColumns, next_look, turned_out};
