//! Rows before and after, side by side.

use bauta_engine::{Preview, PreviewTable};

use super::{Lines, human, width};

/// Every row as a small table: column, action, before, after, fitted into `columns`.
pub(crate) fn tables(preview: &Preview, columns: usize) -> String {
    let shown: Vec<String> = preview
        .tables
        .iter()
        .map(|table| one(table, columns))
        .collect();
    shown.join("\n")
}

fn one(table: &PreviewTable, columns: usize) -> String {
    let layout = Layout::fit(table, columns);
    let name = human::printable(&table.name);
    let mut lines = Lines::default();
    let rows = table.before.iter().zip(&table.after);
    for (index, (before, after)) in rows.enumerate() {
        let fate = if after.is_none() { ", left out" } else { "" };
        lines.add(format!("{name}, row {}{fate}", index + 1));
        lines.add(layout.line("column", "action", "before", "after"));
        for (at, column) in table.columns.iter().enumerate() {
            let action = table.actions.get(at).map_or("", String::as_str);
            let before = cell(before, at);
            let after = match after.as_ref().map(|row| cell(row, at)) {
                Some(after) if after == before => "=".to_owned(),
                Some(after) => after,
                None => String::new(),
            };
            lines.add(layout.line(
                &human::printable(column),
                &human::printable(action),
                &before,
                &after,
            ));
        }
    }
    if table.before.is_empty() {
        lines.add(format!("{name}: no rows"));
    }
    lines.into_text()
}

/// A value as it is shown. NULL differs from a text `NULL`, which stands in quotes.
fn cell(row: &[Option<String>], at: usize) -> String {
    match row.get(at) {
        Some(Some(text)) if text.is_empty() || text == "NULL" || text == "=" => format!("'{text}'"),
        Some(Some(text)) => human::printable(text).into_owned(),
        Some(None) => "NULL".to_owned(),
        None => String::new(),
    }
}

struct Layout {
    column: usize,
    action: usize,
    before: usize,
    after: usize,
}

impl Layout {
    /// Names get what they need but at most a quarter each; values share the rest, and what one
    /// side does not need is the other's.
    fn fit(table: &PreviewTable, columns: usize) -> Self {
        let quarter = |texts: &[String], heading: &str| {
            let least = heading.len();
            let widest = texts.iter().map(|text| width::of(text)).max().unwrap_or(0);
            widest.clamp(least, (columns / 4).max(least))
        };
        let widest = |rows: &mut dyn Iterator<Item = &Vec<Option<String>>>, heading: &str| {
            let cells = rows.flat_map(|row| (0..row.len()).map(|at| width::of(&cell(row, at))));
            cells.max().unwrap_or(0).max(heading.len())
        };
        let column = quarter(&table.columns, "column");
        let action = quarter(&table.actions, "action");
        let before = widest(&mut table.before.iter(), "before");
        let after = widest(&mut table.after.iter().flatten(), "after");
        let left = columns.saturating_sub(column + action + 4 * GAP.len());
        let half = (left / 2).max("before".len());
        let (before, after) = match (before <= half, after <= half) {
            (true, _) => (before, left.saturating_sub(before).max("after".len())),
            (false, true) => (left.saturating_sub(after).min(before).max(half), after),
            (false, false) => (half, half),
        };
        Self {
            column,
            action,
            before,
            after,
        }
    }

    fn line(&self, column: &str, action: &str, before: &str, after: &str) -> String {
        let field = |text: &str, columns| width::pad(&width::fit(text, columns), columns);
        let line = [
            String::new(),
            field(column, self.column),
            field(action, self.action),
            field(before, self.before),
            field(after, self.after),
        ];
        line.join(GAP).trim_end().to_owned()
    }
}

const GAP: &str = "  ";

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> PreviewTable {
        let row = |values: [Option<&str>; 3]| values.map(|value| value.map(str::to_owned)).to_vec();
        PreviewTable {
            name: "public.customers".into(),
            columns: ["id", "email", "note"].map(str::to_owned).to_vec(),
            actions: ["keep", "email", "redact-text"].map(str::to_owned).to_vec(),
            before: vec![row([
                Some("1"),
                Some("ada.of.a.very.long.address@lovelace.org"),
                Some("a\u{1b}[2Jb\nc"),
            ])],
            after: vec![Some(row([Some("1"), Some("x@example.com"), None]))],
        }
    }

    #[test]
    fn before_and_after_stand_side_by_side_within_the_width() {
        let shown = tables(
            &Preview {
                tables: vec![table()],
            },
            60,
        );
        assert_eq!(
            shown,
            "public.customers, row 1\n  \
             column  action       before                  after\n  \
             id      keep         1                       =\n  \
             email   email        ada.of.a.very.long.ad…  x@example.com\n  \
             note    redact-text  a\u{fffd}[2Jb↵c                NULL\n"
        );
        assert!(shown.lines().all(|line| width::of(line) <= 60));
    }

    #[test]
    fn a_text_that_says_null_is_not_null() {
        assert_eq!(
            cell(&[Some("NULL".into()), None, Some(String::new())], 0),
            "'NULL'"
        );
        assert_eq!(cell(&[None], 0), "NULL");
    }
}
