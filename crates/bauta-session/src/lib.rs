//! What a window asks of the engine: opened dumps, edited profiles, jobs. No window in it.
//!
//! Commands are plain functions: a [`Session`] and one input in, a typed result out. [`each_command!`]
//! lists them once; the app, the test bridge and the TypeScript bindings are made from that list.
//! Originals stay here: in samples that are bounded and wiped, and leave only covered or by a
//! reveal that the audit log was told of.
//!
//! ```
//! assert!(bauta_session::COMMANDS.contains(&"preview_table"));
//! assert!(bauta_session::bindings().contains("export type PreviewTable"));
//! ```

#![expect(
    clippy::needless_pass_by_value,
    reason = "every command takes its one input as it came over"
)]

pub mod start;

pub mod dump;

pub mod profile;

pub mod review;

pub mod run;

pub mod result;

pub mod clones;

pub mod settings;

pub mod catalogue;

pub mod files;

pub mod jobs;

pub mod keys;

mod commands;

mod desk;

mod dumps;

mod event;

mod history;

mod profiles;

mod runs;

mod trust;

mod session;

mod cli;

mod whole;

mod problem;

pub use commands::{COMMANDS, bindings, call};
pub use desk::{Desk, Dialogs, Passphrase, Shell, system_clock};
pub use event::{JobProgress, JobResult, Phase, SessionEvent, Work};
pub use problem::{CommandError, ErrorKind, Problem};
pub use session::Session;
