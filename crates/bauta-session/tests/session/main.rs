//! The session as a window uses it: by its commands, on JSON.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "this is test code, which clippy knows by #[test] only"
)]

mod clones;
mod dumps;
mod editing;
mod permissions;
mod runs;
mod size;
mod window;
