use std::collections::HashMap;

use bauta_codec::Charset;

use crate::formats::settings::{Settings, words};
use crate::lexis::Lexis;

/// The parts of `sql_mode` that change how a script is read, and copies of it kept in variables.
#[derive(Debug, Default)]
pub(crate) struct Modes {
    now: Mode,
    saved: HashMap<String, Mode>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Mode {
    no_backslash_escapes: bool,
    ansi_quotes: bool,
}

impl Mode {
    fn named(words: &[String]) -> Self {
        let has = |name: &str| words.iter().any(|word| word == name);
        Self {
            no_backslash_escapes: has("NO_BACKSLASH_ESCAPES"),
            ansi_quotes: has("ANSI_QUOTES")
                || has("ANSI")
                || has("POSTGRESQL")
                || has("ORACLE")
                || has("MSSQL")
                || has("DB2"),
        }
    }
}

/// `SET sql_mode = …`, also in comments that are executed; `SET NAMES`.
pub(super) fn observe(statement: &[u8], lexis: &mut Lexis, settings: &mut Settings) {
    let words = words(statement);
    // Before it stand at most the marks of a comment that is executed (`/*!50003`, `/*M!100100`).
    let mark = |word: &String| word == "M" || word.bytes().all(|byte| byte.is_ascii_digit());
    let Some(set) = words.iter().position(|word| !mark(word)) else {
        return;
    };
    if words[set] != "SET" {
        return;
    }
    for (index, word) in words.iter().enumerate().skip(set + 1) {
        match word
            .trim_start_matches("@@")
            .trim_start_matches("SESSION.")
            .trim_start_matches("GLOBAL.")
        {
            "NAMES" | "CHARACTER_SET_CLIENT" => {
                if let Some(name) = words.get(index + 1).filter(|name| !name.starts_with('@')) {
                    lexis.charset = Charset::named(name);
                    settings.encoding = Some(name.clone());
                }
            }
            "SQL_MODE" => assign_mode(&words, index, &mut settings.modes),
            _ => {}
        }
    }
    lexis.backslash = !settings.modes.now.no_backslash_escapes;
    lexis.double_quote_is_string = !settings.modes.now.ansi_quotes;
}

/// `SQL_MODE` at `index` is either what a variable keeps or what is assigned.
fn assign_mode(words: &[String], index: usize, modes: &mut Modes) {
    let before = index.checked_sub(1).map(|index| words[index].as_str());
    if let Some(variable) = before.filter(|word| word.starts_with('@') && !word.starts_with("@@")) {
        modes.saved.insert(variable.to_owned(), modes.now);
        return;
    }
    modes.now = match words.get(index + 1) {
        Some(variable) if variable.starts_with('@') => {
            modes.saved.get(variable).copied().unwrap_or_default()
        }
        _ => Mode::named(&words[index + 1..]),
    };
}

/// The delimiter that a `DELIMITER` line sets.
pub(crate) fn delimiter(line: &[u8]) -> Option<Vec<u8>> {
    const WORD: usize = "DELIMITER".len();
    let word = line.get(..WORD)?;
    let rest = line[WORD..].trim_ascii();
    (word.eq_ignore_ascii_case(b"DELIMITER") && !rest.is_empty()).then(|| {
        rest.split(u8::is_ascii_whitespace)
            .next()
            .unwrap_or(rest)
            .to_vec()
    })
}
