//! What a run tells while it goes on.

mod counts;
mod event;

pub(crate) use counts::Totals;
pub use event::{Event, Observer, Silent};
