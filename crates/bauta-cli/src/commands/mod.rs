//! One file for each command: read the arguments, ask the engine, render the answer.

mod approval;
mod approve;
mod attestation;
mod audit;
mod check;
mod clone;
mod completions;
mod detectors;
mod draft;
mod inspect;
mod key;
mod man;
mod mask;
mod preview;
mod profile;
mod reading;
mod review;
mod token;
mod transformers;
mod verify;

use bauta_engine::{Code, Diagnostic};

use crate::args::{Command, FormatName};
use crate::console::Console;
use crate::exit::Failure;

/// Runs a command.
pub(crate) fn run(command: Command, format: FormatName, console: Console) -> Result<(), Failure> {
    if format == FormatName::Sarif && !matches!(command, Command::Inspect(_)) {
        let problem = Diagnostic::new(Code::BadUsage, "only findings are written as SARIF");
        return Err(problem.hint("it is a format of `inspect`").into());
    }
    match command {
        Command::Inspect(arguments) => inspect::run(&arguments, format, console),
        Command::Mask(arguments) => mask::run(&arguments, console),
        Command::Draft(arguments) => draft::run(&arguments, console),
        Command::Check(arguments) => check::run(&arguments, console),
        Command::Verify(arguments) => verify::run(&arguments, console),
        Command::Preview(arguments) => preview::run(&arguments, console),
        Command::Profile(command) => profile::run(command, console),
        Command::Review(arguments) => review::run(&arguments, console),
        Command::Approve(arguments) => approve::run(&arguments, console),
        Command::Approval(command) => approval::run(command, console),
        Command::Key(command) => key::run(command, console),
        Command::Token(command) => token::run(&command, console),
        Command::Clone(command) => clone::run(&command, console),
        Command::Attestation(command) => attestation::run(&command, console),
        Command::Audit(command) => audit::run(command, console),
        Command::Transformers(arguments) => transformers::run(&arguments, console),
        Command::Detectors(arguments) => detectors::run(&arguments, console),
        Command::Completions { shell } => completions::run(shell),
        Command::Man(arguments) => man::run(&arguments),
    }
}
