//! The session as a window uses it: by its commands, on JSON.
#![allow(
    clippy::expect_used,
    clippy::needless_pass_by_value,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "this is test code, which clippy knows by #[test] only"
)]

mod clones;
mod dumps;
mod editing;
mod permissions;
mod reviews;
mod runs;
mod size;
mod window;
