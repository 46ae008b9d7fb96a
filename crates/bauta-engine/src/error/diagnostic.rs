use std::fmt;
use std::io;

use bauta_dump::ScanError;

use super::{Code, Outcome};

/// One problem: what, where, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its stable code.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// Where: table, column, row, byte offset, line of the profile.
    pub place: Option<String>,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A problem without place and hint.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            place: None,
            hint: None,
        }
    }

    /// The same at a place.
    #[must_use]
    pub fn at(mut self, place: impl fmt::Display) -> Self {
        self.place = Some(place.to_string());
        self
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.code.text())?;
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.message)
    }
}

/// Why a run stopped: every problem found, at least one.
#[derive(Debug)]
pub struct EngineError {
    /// The problems.
    pub diagnostics: Vec<Diagnostic>,
    outcome: Outcome,
}

impl EngineError {
    /// How the run ends.
    pub fn outcome(&self) -> Outcome {
        self.outcome
    }

    pub(crate) fn interrupted(signal: Signal) -> Self {
        let outcome = match signal {
            Signal::Interrupt => Outcome::Interrupted,
            Signal::Terminate => Outcome::Terminated,
        };
        Self {
            diagnostics: vec![Diagnostic::new(
                Code::Interrupted,
                "interrupted; nothing is left behind",
            )],
            outcome,
        }
    }
}

/// A signal that asks the run to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// SIGINT.
    Interrupt,
    /// SIGTERM.
    Terminate,
}

impl fmt::Display for EngineError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.diagnostics.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            diagnostic.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for EngineError {}

impl From<Diagnostic> for EngineError {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            outcome: diagnostic.code.outcome(),
            diagnostics: vec![diagnostic],
        }
    }
}

impl From<Vec<Diagnostic>> for EngineError {
    fn from(diagnostics: Vec<Diagnostic>) -> Self {
        let outcome = diagnostics
            .iter()
            .map(|diagnostic| diagnostic.code.outcome())
            .min()
            .unwrap_or(Outcome::Failed);
        Self {
            diagnostics,
            outcome,
        }
    }
}

impl From<ScanError> for EngineError {
    fn from(error: ScanError) -> Self {
        let code = match error {
            ScanError::CutOff { .. } => Code::CutOff,
            ScanError::TooLong { .. } => Code::TooLong,
            _ => Code::Unexpected,
        };
        let diagnostic = Diagnostic::new(code, error.to_string());
        match code {
            Code::TooLong => diagnostic.hint("raise it with --max-row-bytes"),
            Code::CutOff => diagnostic.hint("make the dump again; this one ends too early"),
            _ => diagnostic.hint("is the dialect right? --dialect says which it is"),
        }
        .into()
    }
}

/// Turns a failed read of the input into a problem: damage where a decoder speaks, else I/O.
pub(crate) fn read_error(error: &io::Error, what: &str) -> EngineError {
    let code = match error.kind() {
        io::ErrorKind::UnexpectedEof
        | io::ErrorKind::InvalidData
        | io::ErrorKind::InvalidInput
        | io::ErrorKind::Other
            if what != "the input file" =>
        {
            Code::DamagedArchive
        }
        _ => Code::Io,
    };
    let hint = if code == Code::Io {
        "is it readable?"
    } else {
        "the compressed file is damaged or cut off"
    };
    Diagnostic::new(code, format!("cannot read {what}: {}", error.kind()))
        .hint(hint)
        .into()
}

/// The problem of an input that did not read the second time as it did the first.
pub(crate) fn changed() -> EngineError {
    Diagnostic::new(Code::Io, "the input has changed while it was read").into()
}

/// Turns a failed write into a problem.
pub(crate) fn write_error(error: &io::Error) -> EngineError {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Diagnostic::new(Code::ClosedPipe, "the reader closed the pipe").into();
    }
    let reason = error.kind();
    let diagnostic = Diagnostic::new(Code::Io, format!("cannot write the output: {reason}"));
    match reason {
        io::ErrorKind::StorageFull => diagnostic
            .hint("the disk is full; the output needs about as much room as the input")
            .into(),
        _ => diagnostic.into(),
    }
}
