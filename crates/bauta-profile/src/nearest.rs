//! The name that was probably meant.

/// The candidate nearest to `name`, if near enough to be what was meant.
pub(crate) fn nearest<'c>(
    name: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<String> {
    let limit = (name.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= limit * 4)
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}

/// Levenshtein distance in characters, where a `-` for a `_` and a change of case cost nothing.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().map(plain).collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, a) in left.chars().map(plain).enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], index + 1);
        for (column, b) in right.iter().enumerate() {
            let substitution = diagonal + usize::from(a != *b);
            diagonal = row[column + 1];
            row[column + 1] = substitution.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[right.len()]
}

fn plain(c: char) -> char {
    match c {
        '-' => '_',
        other => other.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_mended_and_a_stranger_is_not() {
        assert_eq!(
            nearest("tabels", ["tables", "columns"]),
            Some("tables".into())
        );
        assert_eq!(
            nearest("large_objects", ["large-objects"]),
            Some("large-objects".into())
        );
        assert_eq!(nearest("colour", ["tables", "secrets"]), None);
    }
}
