//! Logs as anybody might have written in them.

use bauta_trust::{Chain, CloneEvent, Log, Register};

/// A log that holds is followed by an entry, and holds then; entries of the register add up or are
/// refused.
pub fn run(data: &[u8]) {
    for log in [Log::Audit, Log::Clones] {
        let Ok((entries, mut chain)) = Chain::read(log, data) else {
            continue;
        };
        if log == Log::Clones {
            Register::fold(&entries).ok();
        }
        let event = CloneEvent::Extended {
            clone: "00".to_owned(),
            expires: String::new(),
            reason: String::new(),
        };
        let now = chain.time().unwrap_or_default();
        let Ok(line) = chain.append(&event, "fuzz", now) else {
            continue;
        };
        let longer = [data, &line].concat();
        assert!(
            Chain::read(log, &longer).is_ok(),
            "appended to, it is broken"
        );
    }
}
