//! One file for each command: read the arguments, ask the engine, render the answer.

mod check;
mod completions;
mod detectors;
mod key;
mod man;
mod mask;
mod preview;
mod profile;
mod reading;
mod transformers;

use crate::args::Command;
use crate::console::Console;
use crate::exit::Failure;

/// Runs a command.
pub(crate) fn run(command: Command, console: Console) -> Result<(), Failure> {
    match command {
        Command::Mask(arguments) => mask::run(&arguments, console),
        Command::Check(arguments) => check::run(&arguments, console),
        Command::Preview(arguments) => preview::run(&arguments, console),
        Command::Profile(command) => profile::run(command, console),
        Command::Key(command) => key::run(command, console),
        Command::Transformers(arguments) => transformers::run(&arguments, console),
        Command::Detectors(arguments) => detectors::run(&arguments, console),
        Command::Completions { shell } => completions::run(shell),
        Command::Man(arguments) => man::run(&arguments),
    }
}
