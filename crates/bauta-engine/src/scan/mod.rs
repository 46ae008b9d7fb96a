//! Reading: chunks of frames, and the catalogue that their statements build.

mod chunker;
mod clones;
mod contradiction;
mod director;
mod ending;
mod inventory;
mod kept;
mod learner;
mod likeness;
mod numbering;
mod opened;
mod unreviewed;

pub(crate) use chunker::{Chunker, Director, FrameAt};
pub(crate) use clones::ClonePassage;
pub(crate) use director::PlanDirector;
pub(crate) use ending::is_plain_end;
pub(crate) use learner::{Knowledge, Trace, learn_schema};
pub(crate) use opened::Opened;
