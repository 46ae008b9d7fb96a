use crate::formats::settings::{Settings, words};

const TRANSACTION: &str = "an SQLite dump (no COMMIT)";

/// `.dump` writes one transaction; without its COMMIT (or the ROLLBACK after an error) it is cut off.
pub(super) fn observe(statement: &[u8], settings: &mut Settings) {
    const LONGEST: usize = 64;
    if statement.len() > LONGEST {
        return;
    }
    let words = words(statement);
    match words.first().map(String::as_str) {
        Some("BEGIN") => settings.expect(TRANSACTION),
        Some("COMMIT" | "ROLLBACK" | "END") => settings.meet(TRANSACTION),
        _ => {}
    }
}
