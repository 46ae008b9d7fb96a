use crate::preview::PreviewTable;

/// What stands for a field that would show an original, or a part of one.
const KEPT: &str = "(kept)";

/// The masked rows of a sample. Whatever has four letters or digits in a row in common with any
/// original of its row is left out, and whatever is an original as a whole.
pub(super) fn masked(table: &PreviewTable) -> Vec<Vec<Option<String>>> {
    let rows = table.before.iter().zip(&table.after);
    rows.filter_map(|(before, after)| {
        let after = after.as_ref()?;
        let row = after.iter().enumerate().map(|(column, value)| {
            let value = value.as_ref()?;
            let own = before.get(column).and_then(Option::as_deref);
            let others = before.iter().flatten();
            let shows = own == Some(value) || others.into_iter().any(|of| shares(value, of));
            Some(if shows {
                KEPT.to_owned()
            } else {
                value.clone()
            })
        });
        Some(row.collect())
    })
    .collect()
}

/// Whether the texts have a stretch of letters and digits in common, in any case.
fn shares(masked: &str, original: &str) -> bool {
    let (masked, original) = (signs(masked), signs(original));
    if original.is_empty() {
        return false;
    }
    let least = LEAST_SHARED.min(original.len());
    let known: std::collections::HashSet<&[char]> = original.windows(least).collect();
    masked.windows(least).any(|window| known.contains(window))
}

fn signs(text: &str) -> Vec<char> {
    let signs = text.chars().filter(|char| char.is_alphanumeric());
    signs.flat_map(char::to_lowercase).collect()
}

const LEAST_SHARED: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    fn of(before: &[Option<&str>], after: &[Option<&str>]) -> Vec<Option<String>> {
        let own = |row: &[Option<&str>]| row.iter().map(|text| text.map(str::to_owned)).collect();
        let table = PreviewTable {
            name: "t".to_owned(),
            columns: Vec::new(),
            actions: Vec::new(),
            before: vec![own(before)],
            after: vec![Some(own(after))],
        };
        masked(&table).remove(0)
    }

    #[test]
    fn what_shows_of_an_original_is_left_out() {
        let before = [
            Some("ada.lovelace@shop.example"),
            Some("4111 1111 1111 1111"),
            None,
            Some("7"),
        ];
        let after = [
            Some("jo.maier@mail.invalid"),
            Some("9283 1166 2210 1111"),
            None,
            Some("7"),
        ];
        let kept = Some(KEPT.to_owned());
        let masked = of(&before, &after);
        assert_eq!(masked[0].as_deref(), Some("jo.maier@mail.invalid"));
        assert_eq!(masked[1..], [kept.clone(), None, kept.clone()]);
        // Of another column, too, and in another case.
        assert_eq!(
            of(&[Some("Ada"), Some("xyz")], &[Some("q"), Some("see ADA")])[1],
            kept
        );
    }

    #[test]
    fn rows_that_are_dropped_are_not_shown() {
        let table = PreviewTable {
            name: "t".to_owned(),
            columns: Vec::new(),
            actions: Vec::new(),
            before: vec![vec![Some("a".to_owned())]],
            after: vec![None],
        };
        assert!(masked(&table).is_empty());
    }
}
