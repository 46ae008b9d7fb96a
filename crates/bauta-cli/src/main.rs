//! The `bauta` command: arguments, windows to the terminal, exit codes. What it does lives in
//! `commands`, how it is said in `render`; everything else is the engine's.

mod args;
mod commands;
mod console;
mod dates;
mod evidence;
mod exit;
mod fail_on;
mod files;
mod folders;
mod keys;
mod policies;
mod profiles;
mod progress;
mod render;
mod rules;
mod signals;
mod signing;
mod size;
mod state;

use std::process::ExitCode;

use clap::Parser;

use crate::args::Arguments;
use crate::console::Console;

fn main() -> ExitCode {
    exit::tell_panics_by_place();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return exit::of_arguments(&error),
    };
    let console = Console::new(arguments.global);
    exit::guarded(|| {
        if let Err(failure) = signals::forbid_core_dumps() {
            return exit::of_failure(console, &failure.into());
        }
        let format = arguments.global.format;
        match commands::run(arguments.command, format, console) {
            Ok(()) => ExitCode::SUCCESS,
            Err(failure) => exit::of_failure(console, &failure),
        }
    })
}
