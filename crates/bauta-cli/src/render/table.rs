//! Rows of texts in aligned columns.

use super::width;

/// Rows with two blanks between columns; the last column is cut to what is left of `columns`.
pub(crate) fn align<const WIDTH: usize>(
    rows: &[[String; WIDTH]],
    columns: Option<usize>,
) -> String {
    let mut widths = [0; WIDTH];
    for row in rows {
        for (widest, cell) in widths.iter_mut().zip(row) {
            *widest = width::of(cell).max(*widest);
        }
    }
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (index, (cell, widest)) in row.iter().zip(widths).enumerate() {
            if index > 0 {
                line.push_str("  ");
            }
            line.push_str(&width::pad(cell, widest));
        }
        let line = line.trim_end();
        match columns {
            Some(columns) => text.push_str(&width::fit(line, columns)),
            None => text.push_str(line),
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other() {
        let rows =
            [["a", "日本", "x"], ["bcd", "e", "long text"]].map(|row| row.map(str::to_owned));
        assert_eq!(align(&rows, None), "a    日本  x\nbcd  e     long text\n");
        assert_eq!(align(&rows, Some(14)), "a    日本  x\nbcd  e     lo…\n");
    }
}
