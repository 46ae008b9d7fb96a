//! What the process asks of the system before anything else.

use std::io::Write;

/// Starts the program once more with what `WebKit` needs to know, where that is not said.
///
/// Without it windows stay blank on some systems. A variable can be set safely only for another
/// program, so this one takes the place of itself.
#[cfg(target_os = "linux")]
pub(crate) fn prepare_webkit() {
    use std::os::unix::process::CommandExt;
    const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(VARIABLE).is_some() {
        return;
    }
    if let Ok(program) = std::env::current_exe() {
        let mut again = std::process::Command::new(program);
        let error = again
            .args(std::env::args_os().skip(1))
            .env(VARIABLE, "1")
            .exec();
        // It goes on without, which most systems do not mind.
        say(&format!("bauta: {}", error.kind()));
    }
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn prepare_webkit() {}

/// No memory of this process is written to a disk by a crash.
pub(crate) fn harden() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let none = Rlimit {
            current: Some(0),
            maximum: Some(0),
        };
        // Where the system does not allow it, it goes on as the system does.
        setrlimit(Resource::Core, none).ok();
    }
}

/// Says something where nobody may be listening.
pub(crate) fn say(text: &str) {
    writeln!(std::io::stderr(), "{text}").ok();
}
