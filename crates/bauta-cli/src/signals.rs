//! What the system may do to a run: ask it to stop, close its pipes, keep its memory in a file.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bauta_engine::{Cancel, Code, Diagnostic, Input, Outcome};
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::exit::{self, Failure};

/// The marks the engine knows in the cell of [`Cancel`].
const INTERRUPT: usize = 1;
const TERMINATE: usize = 2;

/// Lets SIGINT and SIGTERM ask the run to stop; a second one stops it at once.
pub(crate) fn watch() -> Result<Cancel, Failure> {
    let cancel = Cancel::default();
    for (signal, mark, outcome) in [
        (SIGINT, INTERRUPT, Outcome::Interrupted),
        (SIGTERM, TERMINATE, Outcome::Terminated),
    ] {
        let asked = Arc::new(AtomicBool::new(false));
        // In this order: the first signal finds the flag unset, sets it, and only the next one acts.
        flag::register_conditional_shutdown(signal, exit::code(outcome).into(), Arc::clone(&asked))
            .and_then(|_| flag::register(signal, asked))
            .and_then(|_| flag::register_usize(signal, cancel.cell(), mark))
            .map_err(|error| {
                Diagnostic::new(
                    Code::Io,
                    format!("cannot watch for signals: {}", error.kind()),
                )
            })?;
    }
    Ok(cancel)
}

/// What a failed run ends with: being stopped outranks whatever the stop has broken.
pub(crate) fn settle(cancel: &Cancel, failure: Failure) -> Failure {
    let outcome = match cancel.cell().load(Ordering::Relaxed) {
        0 => return failure,
        INTERRUPT => Outcome::Interrupted,
        _ => Outcome::Terminated,
    };
    let known = failure
        .diagnostics
        .into_iter()
        .find(|diagnostic| diagnostic.code == Code::Interrupted);
    let told = known.unwrap_or_else(|| Diagnostic::new(Code::Interrupted, "interrupted"));
    Failure {
        diagnostics: vec![told],
        outcome,
    }
}

/// A core dump would hold keys and production data, and so would what a debugger reads.
///
/// A limit of zero binds children, too; a core that a program of the system takes instead of a file
/// (`core_pattern`) has no limit, but asks whether the process may be dumped.
#[cfg(unix)]
pub(crate) fn forbid_core_dumps() -> Result<(), Diagnostic> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    setrlimit(Resource::Core, none)
        .and_then(|()| forbid_reading())
        .map_err(|_| {
            Diagnostic::new(Code::Io, "cannot forbid core dumps")
                .hint("one would hold keys and production data; is `ulimit -c` denied here?")
        })
}

/// Other processes of the same user may neither trace this one nor read its memory.
#[cfg(target_os = "linux")]
fn forbid_reading() -> rustix::io::Result<()> {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    set_dumpable_behavior(DumpableBehavior::NotDumpable)
}

#[cfg(all(unix, not(target_os = "linux")))]
#[expect(clippy::unnecessary_wraps, reason = "Linux may refuse it")]
fn forbid_reading() -> rustix::io::Result<()> {
    Ok(())
}

/// Windows writes no core files.
#[cfg(not(unix))]
pub(crate) fn forbid_core_dumps() -> Result<(), Diagnostic> {
    Ok(())
}

/// Standard input, whose reads end when the run is asked to stop.
#[cfg(unix)]
pub(crate) fn stdin(cancel: &Cancel) -> Input {
    Input::Stream(Box::new(StoppableStdin {
        cell: cancel.cell(),
    }))
}

/// Standard input.
#[cfg(not(unix))]
pub(crate) fn stdin(_cancel: &Cancel) -> Input {
    Input::Stream(Box::new(io::stdin()))
}

/// A read that waits for a silent pipe is resumed after a signal, so it has to wait in pieces.
#[cfg(unix)]
struct StoppableStdin {
    cell: Arc<std::sync::atomic::AtomicUsize>,
}

#[cfg(unix)]
impl io::Read for StoppableStdin {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        use rustix::event::{PollFd, PollFlags, Timespec, poll};
        const WAIT: Timespec = Timespec {
            tv_sec: 0,
            tv_nsec: 200_000_000,
        };
        let stdin = io::stdin();
        loop {
            if self.cell.load(Ordering::Relaxed) != 0 {
                return Err(io::Error::other("stopped"));
            }
            match poll(&mut [PollFd::new(&stdin, PollFlags::IN)], Some(&WAIT)) {
                Ok(0) | Err(rustix::io::Errno::INTR) => {}
                // What is wrong with it, if anything, the read tells.
                Ok(_) | Err(_) => return Ok(rustix::io::read(&stdin, buffer)?),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn being_stopped_outranks_what_the_stop_has_broken() {
        let broken = || Failure::from(Diagnostic::new(Code::CutOff, "the dump ends too early"));
        let cancel = Cancel::default();
        assert_eq!(settle(&cancel, broken()).outcome, Outcome::Damaged);
        cancel.cell().store(TERMINATE, Ordering::Relaxed);
        let settled = settle(&cancel, broken());
        assert_eq!(settled.outcome, Outcome::Terminated);
        assert_eq!(settled.diagnostics[0].code, Code::Interrupted);
        cancel.cell().store(INTERRUPT, Ordering::Relaxed);
        assert_eq!(settle(&cancel, broken()).outcome, Outcome::Interrupted);
    }
}
