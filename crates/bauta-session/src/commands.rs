//! The list of commands, and what is made of it.

mod bindings;
#[macro_use]
mod list;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

pub use bindings::bindings;

use crate::problem::CommandError;
use crate::session::Session;
use crate::{
    catalogue, clones, dump, files, jobs, keys, profile, result, review, run, settings, start,
};

macro_rules! dispatch {
    ($($name:ident: $module:ident::$function:ident($input:ty) -> $output:ty;)*) => {
        /// The names of all commands, as they are called.
        pub const COMMANDS: &[&str] = &[$(stringify!($name)),*];

        /// Runs a command by its name, on JSON. `None` where there is no such command.
        ///
        /// # Errors
        /// The input is not of the command's shape, or the command fails.
        pub fn call(session: &Session, name: &str, input: Value) -> Option<Result<Value, CommandError>> {
            match name {
                $(stringify!($name) => Some(on_json::<$input, $output>(session, input, $module::$function)),)*
                _ => None,
            }
        }
    };
}

each_command!(dispatch);

fn on_json<I: DeserializeOwned, O: Serialize>(
    session: &Session,
    input: Value,
    command: fn(&Session, I) -> Result<O, CommandError>,
) -> Result<Value, CommandError> {
    // What was sent is not repeated: it may hold what nobody should read.
    let input = serde_json::from_value(input)
        .map_err(|_| CommandError::usage("the window and the program do not fit together"))?;
    let output = command(session, input)?;
    serde_json::to_value(output)
        .map_err(|_| CommandError::usage("the program and the window do not fit together"))
}
