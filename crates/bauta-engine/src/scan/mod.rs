//! Reading: chunks of frames, and the catalogue that their statements build.

mod chunker;
mod director;
mod ending;
mod inventory;
mod learner;
mod numbering;

pub(crate) use chunker::{Chunker, Director};
pub(crate) use director::PlanDirector;
pub(crate) use learner::{Knowledge, Trace, learn_schema};
