//! Tables of settings: one column says what the value in another one is.

use bauta_detect::Search;

/// Positions of a name and its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) name: usize,
    pub(crate) value: usize,
}

impl Pair {
    /// The columns of a table that holds settings: one for their names, one for their values.
    pub(crate) fn among(columns: &[&str]) -> Option<Self> {
        let ends = |name: &str, words: &[&str]| {
            let last = name.rsplit('_').next().unwrap_or(name);
            words.iter().any(|word| last.eq_ignore_ascii_case(word))
        };
        let value = columns.iter().position(|name| ends(name, &VALUES))?;
        let name = columns.iter().position(|name| ends(name, &NAMES))?;
        Some(Self { name, value })
    }
}

/// How columns are called that hold any value.
const VALUES: [&str; 6] = ["value", "val", "valuetext", "wert", "valeur", "valor"];

/// How columns are called that say which value it is.
const NAMES: [&str; 8] = [
    "name",
    "key",
    "setting",
    "option",
    "variable",
    "param",
    "parameter",
    "path",
];

/// The name that a field holds as it stands, if it makes a secret of its value.
pub(crate) fn telling(field: &[u8]) -> Option<&str> {
    let name = std::str::from_utf8(field).ok()?.trim_matches(['\'', '"']);
    (name.len() <= MOST_NAME && Search::is_hint(name)).then_some(name)
}

const MOST_NAME: usize = 128;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_have_a_column_for_names_and_one_for_values() {
        let pair = |columns: &[&str]| Pair::among(columns).map(|pair| (pair.name, pair.value));
        assert_eq!(pair(&["id", "option_name", "option_value"]), Some((1, 2)));
        assert_eq!(pair(&["value", "key"]), Some((1, 0)));
        assert_eq!(pair(&["id", "name", "price"]), None);
    }

    #[test]
    fn only_names_of_secrets_tell() {
        assert_eq!(telling(b"'smtp_password'"), Some("smtp_password"));
        assert_eq!(telling(b"theme.color"), None);
    }
}
