//! Words and numbers for people.

use std::borrow::Cow;
use std::time::Duration;

use bauta_engine::Diagnostic;

use super::Lines;
use crate::console::Colours;

/// Every problem: code, place, message, and what to do.
pub(crate) fn problems(diagnostics: &[Diagnostic], colours: Colours) -> String {
    let (red, cyan, plain) = match colours {
        Colours::On => ("\u{1b}[1;31m", "\u{1b}[36m", "\u{1b}[0m"),
        Colours::Off => ("", "", ""),
    };
    let mut lines = Lines::default();
    for diagnostic in diagnostics {
        let place = diagnostic
            .place
            .as_deref()
            .map(|place| format!("{}: ", printable(place)))
            .unwrap_or_default();
        let message = printable(&diagnostic.message);
        let code = diagnostic.code.text();
        lines.add(format!("{red}error[{code}]{plain}: {place}{message}"));
        if let Some(hint) = &diagnostic.hint {
            lines.add(format!("  {cyan}hint{plain}: {}", printable(hint)));
        }
    }
    lines.into_text()
}

/// Something that should be known beside the result.
pub(crate) fn note(text: &str) -> String {
    format!("note: {}\n", printable(text))
}

/// A text of unknown origin without what a terminal would obey: control characters and marks that
/// turn the direction of writing.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    let obeyed = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(obeyed) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().map(|c| match c {
        '\n' => '↵',
        '\t' => ' ',
        c if obeyed(c) => '\u{fffd}',
        c => c,
    });
    Cow::Owned(shown.collect())
}

/// A number in groups of three digits.
pub(crate) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A number and the word for what is counted.
pub(crate) fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(number), if number == 1 { one } else { many })
}

/// A number of bytes in the unit that suits it; powers of 1000.
pub(crate) fn bytes(number: u64) -> String {
    const UNITS: [(&str, u64); 4] = [
        ("TB", 1_000_000_000_000),
        ("GB", 1_000_000_000),
        ("MB", 1_000_000),
        ("kB", 1000),
    ];
    match UNITS.iter().find(|(_, size)| number >= *size) {
        Some((unit, size)) => format!("{}.{} {unit}", number / size, number % size * 10 / size),
        None => format!("{number} B"),
    }
}

/// A span of time in the two units that matter.
pub(crate) fn duration(span: Duration) -> String {
    let seconds = span.as_secs();
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min {:02} s", seconds / 60, seconds % 60),
        _ => format!("{} h {:02} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use bauta_engine::Code;

    use super::*;

    #[test]
    fn a_problem_says_what_where_and_what_to_do() {
        let problem = Diagnostic::new(Code::Uncovered, "no rule decides this column")
            .at("public.customers.email")
            .hint("add a rule");
        assert_eq!(
            problems(std::slice::from_ref(&problem), Colours::Off),
            "error[BAUTA-P001]: public.customers.email: no rule decides this column\n  hint: add a rule\n"
        );
        assert!(
            problems(&[problem], Colours::On)
                .starts_with("\u{1b}[1;31merror[BAUTA-P001]\u{1b}[0m: public")
        );
    }

    #[test]
    fn a_name_cannot_command_the_terminal() {
        let problem =
            Diagnostic::new(Code::Uncovered, "x").at("t\u{1b}]0;owned\u{7}\u{9b}2J\nu\u{202e}v");
        let told = problems(&[problem], Colours::Off);
        assert_eq!(
            told,
            "error[BAUTA-P001]: t\u{fffd}]0;owned\u{fffd}\u{fffd}2J↵u\u{fffd}v: x\n"
        );
    }

    #[test]
    fn numbers_are_grouped_and_scaled() {
        assert_eq!(
            [0, 999, 1000, 1_234_567].map(count),
            ["0", "999", "1,000", "1,234,567"]
        );
        assert_eq!(
            [0, 999, 1000, 1_250_000, 2_000_000_000].map(bytes),
            ["0 B", "999 B", "1.0 kB", "1.2 MB", "2.0 GB"]
        );
        assert_eq!(counted(1, "row", "rows"), "1 row");
        let spans = [5, 65, 7265].map(|seconds| duration(Duration::from_secs(seconds)));
        assert_eq!(spans, ["5 s", "1 min 05 s", "2 h 01 min"]);
    }
}
