//! What a reviewer needs who may not see production: rules and what has changed of them, verdicts,
//! schema, masked samples, shapes of originals, identities, exceptions. No original value.

mod document;

mod samples;

mod shapes;

pub use document::{Review, ReviewedColumn, ReviewedTable, Subject};
pub use shapes::{ColumnShapes, LengthGroup, PatternGroup};
