//! The cells of a dump as they are written, to be compared with those of its clone.

use std::collections::BTreeMap;

use super::dialect::Dialect;

/// Table and column.
pub(super) type Place = (String, String);

/// The values of each column in the order of the rows.
pub(super) type Cells<'d> = BTreeMap<Place, Vec<&'d str>>;

/// Reads the dump of a corpus, or its clone.
pub(super) fn read(dialect: Dialect, dump: &str) -> Cells<'_> {
    match dialect {
        Dialect::Postgres => copied(dump),
        Dialect::Mysql | Dialect::Sqlite => inserted(dump),
    }
}

fn copied(dump: &str) -> Cells<'_> {
    let mut all = Cells::new();
    let mut open: Option<Vec<Place>> = None;
    for line in dump.lines() {
        match &open {
            Some(_) if line == "\\." => open = None,
            Some(columns) => {
                for (place, value) in columns.iter().zip(line.split('\t')) {
                    all.entry(place.clone()).or_default().push(value);
                }
            }
            None => open = copied_columns(line),
        }
    }
    all
}

fn copied_columns(line: &str) -> Option<Vec<Place>> {
    let (table, rest) = line.strip_prefix("COPY ")?.split_once(" (")?;
    let (columns, _) = rest.split_once(") FROM stdin;")?;
    Some(
        columns
            .split(", ")
            .map(|column| (table.to_owned(), column.to_owned()))
            .collect(),
    )
}

fn inserted(dump: &str) -> Cells<'_> {
    let mut all = Cells::new();
    let mut columns: Vec<Place> = Vec::new();
    let backslash = dump.contains("SET NAMES utf8mb4");
    let mut rest = dump;
    while let Some((line, behind)) = rest.split_once('\n') {
        if let Some(definition) = line.strip_prefix("CREATE TABLE ") {
            columns = defined_columns(definition, behind);
        } else if line.starts_with("INSERT INTO ")
            && let Some((_, values)) = rest.split_once("VALUES")
        {
            rest = rows(values, backslash, |index, value| {
                if let Some(place) = columns.get(index) {
                    all.entry(place.clone()).or_default().push(value);
                }
            });
            continue;
        }
        rest = behind;
    }
    all
}

/// The columns of a definition, on one line or on one each.
fn defined_columns(definition: &str, behind: &str) -> Vec<Place> {
    let bare = |name: &str| name.trim_matches(['`', '"']).to_owned();
    let (table, list) = definition.split_once(" (").unwrap_or((definition, ""));
    let named = |part: &str| Some((bare(table), bare(part.split_whitespace().next()?)));
    if list.is_empty() {
        let lines = behind.lines().map(str::trim);
        let own = lines.take_while(|line| line.starts_with('`'));
        return own.filter_map(named).collect();
    }
    // A comma in the precision of a number begins with a digit.
    let parts = list.split(", ");
    parts.filter_map(named).collect()
}

/// Hands over each value of `(…),(…);` with its place in its row; answers what comes behind.
fn rows<'d>(text: &'d str, backslash: bool, mut hand_over: impl FnMut(usize, &'d str)) -> &'d str {
    let bytes = text.as_bytes();
    let (mut at, mut start, mut index, mut quoted, mut inside) = (0, 0, 0, false, false);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if quoted && backslash => at += 1,
            b'\'' => quoted = !quoted,
            _ if quoted => {}
            b'(' if !inside => (inside, start, index) = (true, at + 1, 0),
            b',' | b')' if inside => {
                hand_over(index, text.get(start..at).unwrap_or_default());
                (start, index) = (at + 1, index + 1);
                inside = *byte == b',';
            }
            b';' => return text.get(at + 1..).unwrap_or_default(),
            _ => {}
        }
        at += 1;
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::super::dump;
    use super::*;

    #[test]
    fn a_corpus_has_the_same_cells_in_every_dialect() {
        let counts = |dialect| -> Vec<(String, usize)> {
            let dump = dump::write(3, 20, dialect).dump;
            let cells = read(dialect, &dump);
            let counts = cells.iter().map(|((table, column), values)| {
                let table = table.trim_start_matches("public.");
                (format!("{table}.{column}"), values.len())
            });
            counts.collect()
        };
        let expected = counts(Dialect::Postgres);
        assert!(expected.len() > 120 && expected.iter().all(|(_, count)| *count == 20));
        assert_eq!(counts(Dialect::Mysql), expected);
        assert_eq!(counts(Dialect::Sqlite), expected);
    }
}
