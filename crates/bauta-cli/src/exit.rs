//! How the command ends.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use bauta_engine::{Code, Diagnostic, EngineError, Outcome};
use clap::error::ErrorKind;

use crate::args::Format;
use crate::console::Console;
use crate::render::json;

/// Why a command did not do what it was asked for: every problem, and how it ends.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) outcome: Outcome,
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Self {
        Self {
            outcome: error.outcome(),
            diagnostics: error.diagnostics,
        }
    }
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            outcome: diagnostic.code.outcome(),
            diagnostics: vec![diagnostic],
        }
    }
}

impl From<Vec<Diagnostic>> for Failure {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        EngineError::from(diagnostics).into()
    }
}

/// The exit code of an outcome.
pub(crate) fn code(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Failed => 1,
        Outcome::Usage => 2,
        Outcome::Damaged => 3,
        Outcome::Refused => 4,
        Outcome::Unapproved => 5,
        Outcome::Findings => 6,
        Outcome::Interrupted => 130,
        Outcome::Terminated => 143,
        Outcome::ClosedPipe => 141,
    }
}

/// Tells what went wrong, and ends so.
pub(crate) fn of_failure(console: Console, failure: &Failure) -> ExitCode {
    // A reader that has gone needs no explanation, and a terminal full of them helps nobody.
    if failure.outcome != Outcome::ClosedPipe {
        console.problems(&failure.diagnostics);
    }
    ExitCode::from(code(failure.outcome))
}

/// Ends after a command line that names no work: help, version or an error of usage.
pub(crate) fn of_arguments(error: &clap::Error) -> ExitCode {
    let printed = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => error.print(),
        _ => {
            tell_usage(error, asks_for_json(std::env::args_os()));
            return ExitCode::from(code(Outcome::Usage));
        }
    };
    match printed {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => ExitCode::from(code(write_failure(&error).outcome)),
    }
}

/// What a failed write to standard output means.
pub(crate) fn write_failure(error: &io::Error) -> Failure {
    let code = match error.kind() {
        io::ErrorKind::BrokenPipe => Code::ClosedPipe,
        _ => Code::Io,
    };
    Diagnostic::new(
        code,
        format!("cannot write to standard output: {}", error.kind()),
    )
    .into()
}

/// A panic tells where, never what: its message may quote a value.
pub(crate) fn tell_panics_by_place() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
        // Nobody is left to tell if standard error is gone.
        writeln!(
            io::stderr(),
            "bauta stopped at {place}; this is a defect, please report it"
        )
        .ok();
    }));
}

/// Runs `work`; a panic ends with 1 instead of the runtime's 101.
pub(crate) fn guarded(work: impl FnOnce() -> ExitCode) -> ExitCode {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(ExitCode::from(code(Outcome::Failed)))
}

fn tell_usage(error: &clap::Error, format: Format) {
    let rendered = error.render();
    let told = match format {
        Format::Json => {
            let text = rendered.to_string();
            let mut lines = text.lines();
            let message = lines
                .next()
                .unwrap_or_default()
                .trim_start_matches("error: ");
            let hint = lines
                .map(str::trim)
                .find_map(|line| line.strip_prefix("tip: "));
            let mut diagnostic = Diagnostic::new(Code::BadUsage, message);
            diagnostic.hint = hint.map(str::to_owned);
            format!("{}\n", json::problems(&[diagnostic]))
        }
        Format::Text => {
            let text = if Console::colours_errors() {
                rendered.ansi().to_string()
            } else {
                rendered.to_string()
            };
            text.replacen("error:", &format!("error[{}]:", Code::BadUsage.text()), 1)
        }
    };
    io::stderr().write_all(told.as_bytes()).ok();
}

/// Whether errors are to be JSON, for a command line that could not be read.
fn asks_for_json(arguments: impl Iterator<Item = std::ffi::OsString>) -> Format {
    let arguments: Vec<_> = arguments.collect();
    let joined = arguments.iter().any(|argument| argument == "--format=json");
    let apart = arguments
        .windows(2)
        .any(|pair| pair[0] == "--format" && pair[1] == "json");
    if joined || apart {
        Format::Json
    } else {
        Format::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_outcome_has_the_exit_code_of_the_contract() {
        let codes = [
            (Code::Io, 1),
            (Code::WorkerDied, 1),
            (Code::BadUsage, 2),
            (Code::BadProfile, 2),
            (Code::BadKey, 2),
            (Code::CutOff, 3),
            (Code::UnknownFormat, 3),
            (Code::Uncovered, 4),
            (Code::WrongKey, 4),
            (Code::OpenKeyFile, 4),
            (Code::NoApproval, 5),
            (Code::Found, 6),
            (Code::Interrupted, 130),
            (Code::ClosedPipe, 141),
        ];
        for (problem, expected) in codes {
            assert_eq!(code(problem.outcome()), expected, "{problem:?}");
        }
        assert_eq!(code(Outcome::Terminated), 143);
    }

    #[test]
    fn a_panic_ends_with_1() {
        let ended = guarded(|| panic!("never shown"));
        assert_eq!(format!("{ended:?}"), format!("{:?}", ExitCode::from(1)));
    }

    #[test]
    fn the_format_is_found_in_a_broken_command_line() {
        let find = |line: &str| asks_for_json(line.split(' ').map(Into::into));
        assert_eq!(find("bauta --format json nonsense"), Format::Json);
        assert_eq!(find("bauta nonsense --format=json"), Format::Json);
        assert_eq!(find("bauta json --format text"), Format::Text);
    }
}
