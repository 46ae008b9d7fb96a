//! The name that was probably meant.

/// The candidate nearest to `name`, if near enough to be what was meant.
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<String> {
    let limit = (name.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= limit * 4)
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}

/// Edit distance in characters, where two that changed places cost one, and a `-` for a `_` or a
/// change of case cost nothing.
fn distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().map(plain).collect();
    let right: Vec<char> = right.chars().map(plain).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let mut cost = (above[j] + usize::from(a != b))
                .min(above[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[right.len()]
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
        assert_eq!(nearest("emial", ["email"]), Some("email".into()));
        assert_eq!(nearest("colour", ["tables", "secrets"]), None);
    }
}
