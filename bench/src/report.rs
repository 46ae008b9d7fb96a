//! Tables that people read.

use std::fmt::Write as _;

/// A Markdown table.
#[derive(Debug)]
pub(crate) struct Report {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Report {
    /// An empty table with these columns.
    pub(crate) fn new(head: &[&str]) -> Self {
        Self {
            head: head.iter().map(|&cell| cell.to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row; missing cells are empty.
    pub(crate) fn row<const N: usize>(&mut self, cells: [String; N]) {
        let mut cells = Vec::from(cells);
        cells.resize(self.head.len(), String::new());
        self.rows.push(cells);
    }

    /// The table, aligned so that it reads well as it is.
    pub(crate) fn render(&self) -> String {
        let width = |column: usize| {
            let cells = self.rows.iter().chain([&self.head]);
            let lengths = cells.map(|row| row[column].chars().count());
            lengths.max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.head.len()).map(width).collect();
        let rule: Vec<String> = widths.iter().map(|&width| "-".repeat(width)).collect();
        let mut out = String::new();
        for row in [&self.head, &rule].into_iter().chain(&self.rows) {
            for (cell, width) in row.iter().zip(&widths) {
                // writing to a string can't fail
                write!(out, "| {cell:width$} ").unwrap_or_default();
            }
            out.push_str("|\n");
        }
        out
    }
}

/// The middle of several numbers.
pub(crate) fn median(numbers: impl IntoIterator<Item = f64>) -> f64 {
    let mut numbers: Vec<f64> = numbers.into_iter().collect();
    numbers.sort_by(f64::total_cmp);
    let middle = numbers.len() / 2;
    match numbers.len() {
        0 => f64::NAN,
        length if length % 2 == 1 => numbers[middle],
        _ => f64::midpoint(numbers[middle - 1], numbers[middle]),
    }
}

/// A ratio against its limit.
pub(crate) fn verdict(ratio: f64, limit: Limit) -> String {
    let (text, kept) = match limit {
        Limit::AtMost(limit) => (format!("≤ {limit}"), ratio <= limit),
        Limit::AtLeast(limit) => (format!("≥ {limit}"), ratio >= limit),
    };
    format!("{text} {}", if kept { "kept" } else { "MISSED" })
}

/// What a ratio should be.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Limit {
    /// This or less.
    AtMost(f64),
    /// This or more.
    AtLeast(f64),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::float_cmp, reason = "these are exact")]
    fn one_slow_run_does_not_move_the_median() {
        assert_eq!(median([1.0, 90.0, 2.0]), 2.0);
        assert_eq!(median([4.0, 2.0]), 3.0);
        assert!(median([]).is_nan());
    }

    #[test]
    fn a_budget_is_kept_up_to_its_limit() {
        assert_eq!(verdict(1.5, Limit::AtMost(1.5)), "≤ 1.5 kept");
        assert_eq!(verdict(1.51, Limit::AtMost(1.5)), "≤ 1.5 MISSED");
        assert_eq!(verdict(1.6, Limit::AtLeast(1.7)), "≥ 1.7 MISSED");
        assert_eq!(verdict(f64::NAN, Limit::AtMost(2.0)), "≤ 2 MISSED");
    }

    #[test]
    fn columns_line_up() {
        let mut report = Report::new(&["a", "wide"]);
        report.row(["longer".to_owned()]);
        let text = report.render();
        assert_eq!(
            text,
            "| a      | wide |\n| ------ | ---- |\n| longer |      |\n"
        );
    }
}
