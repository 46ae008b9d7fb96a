//! Columns of a terminal, and texts that have to fit into them.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Where the terminal does not tell.
const DEFAULT_COLUMNS: usize = 80;

/// Columns of the terminal, of standard error or else of standard output.
pub(crate) fn of_terminal() -> usize {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        let (error, out) = (std::io::stderr(), std::io::stdout());
        for descriptor in [error.as_fd(), out.as_fd()] {
            if let Ok(size) = rustix::termios::tcgetwinsize(descriptor)
                && size.ws_col > 0
            {
                return size.ws_col.into();
            }
        }
    }
    DEFAULT_COLUMNS
}

/// Columns that a text takes.
pub(crate) fn of(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// The text, or as much of it as fits into `columns`, marked as cut.
pub(crate) fn fit(text: &str, columns: usize) -> String {
    if of(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(1);
    let (mut cut, mut used) = (String::new(), 0);
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > room {
            break;
        }
        cut.push(c);
    }
    if columns > 0 {
        cut.push('…');
    }
    cut
}

/// The text with blanks up to `columns`.
pub(crate) fn pad(text: &str, columns: usize) -> String {
    let blanks = columns.saturating_sub(of(text));
    format!("{text}{}", " ".repeat(blanks))
}

/// The words of a text in lines of at most `columns`; a longer word has a line of its own.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if of(line) + 1 + of(word) <= columns => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_take_two_columns() {
        assert_eq!(of("日本"), 4);
        assert_eq!(fit("日本語", 5), "日本…");
        assert_eq!(fit("日本語", 4), "日…");
        assert_eq!(pad("日本", 6), "日本  ");
    }

    #[test]
    fn what_is_cut_never_gets_wider() {
        for columns in 0..8 {
            assert!(of(&fit("a日bc本de", columns)) <= columns);
        }
        assert_eq!(fit("abc", 3), "abc");
    }

    #[test]
    fn words_are_not_broken() {
        assert_eq!(wrap("one two  three", 7), ["one two", "three"]);
        assert_eq!(wrap("unbreakable a", 3), ["unbreakable", "a"]);
        assert!(wrap(" ", 3).is_empty());
    }
}
