//! The two ways out: standard output for what programs read, standard error for people.

use std::io::{self, IsTerminal, Write};

use bauta_engine::Diagnostic;

use crate::args::{Format, FormatName, Global};
use crate::exit::{self, Failure};
use crate::render::{human, json};

/// How results, notes and problems are written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Console {
    pub(crate) format: Format,
    pub(crate) volume: Volume,
    colours: Colours,
}

/// How much is said beside errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Volume {
    Quiet,
    Normal,
    Verbose,
}

/// Whether standard error takes colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Colours {
    On,
    Off,
}

impl Console {
    pub(crate) fn new(global: Global) -> Self {
        let volume = match (global.quiet, global.verbose) {
            (true, _) => Volume::Quiet,
            (_, true) => Volume::Verbose,
            _ => Volume::Normal,
        };
        let colours = if Self::colours_errors() {
            Colours::On
        } else {
            Colours::Off
        };
        Self {
            format: match global.format {
                FormatName::Text => Format::Text,
                FormatName::Json | FormatName::Sarif => Format::Json,
            },
            volume,
            colours,
        }
    }

    /// Whether standard error is a terminal that wants colours.
    ///
    /// *Source:* no-color.org: a `NO_COLOR` that is not empty forbids them.
    pub(crate) fn colours_errors() -> bool {
        let forbidden = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        !forbidden && !dumb && io::stderr().is_terminal()
    }

    /// Says something to people, unless they asked for quiet.
    pub(crate) fn say(self, text: &str) {
        if self.volume != Volume::Quiet {
            tell(text);
        }
    }

    /// Says something that people should know beside the result, unless they asked for quiet.
    pub(crate) fn note(self, text: &str) {
        match self.format {
            Format::Text => self.say(&human::note(text)),
            Format::Json => self.say(&format!("{}\n", json::note(text))),
        }
    }

    /// Tells every problem.
    pub(crate) fn problems(self, diagnostics: &[Diagnostic]) {
        match self.format {
            Format::Json => tell(&format!("{}\n", json::problems(diagnostics))),
            Format::Text => tell(&human::problems(diagnostics, self.colours)),
        }
    }
}

/// Writes a result to standard output.
pub(crate) fn result(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    written.map_err(|error| exit::write_failure(&error))
}

/// Writes to standard error. If that is gone, nobody is left to tell.
fn tell(text: &str) {
    io::stderr().write_all(text.as_bytes()).ok();
}
