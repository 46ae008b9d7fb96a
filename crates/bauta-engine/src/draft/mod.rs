//! A profile proposed from what a dump holds.

mod choices;
mod documents;
mod drafter;
mod families;
mod frameworks;
mod kinds;
mod ladder;
mod people;
mod reviewed;
mod rows;
mod run;
mod trial;
mod words;

pub use run::{Basis, Draft};
