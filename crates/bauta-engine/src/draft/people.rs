//! The columns of a row that speak of one person.

use std::collections::BTreeMap;

use bauta_model::{Table, TableName};
use bauta_profile::ColumnRule;

use super::words::words;
use crate::plan::ColumnKey;

/// Transformers that agree with each other under a persona.
const NAMES: &[&str] = &["person-name", "first-name", "last-name"];

/// Joins e-mail, user name and names of each row of a table, where they speak of one person:
/// `billing_email` and `billing_name` do, `email` and `partner_name` do not.
pub(super) fn join(
    name: &TableName,
    table: &Table,
    rules: &mut BTreeMap<ColumnKey, ColumnRule>,
    usernames_shared: bool,
) {
    let Some(subject) = subject(table) else {
        return;
    };
    let key = |column: &str| (name.clone(), column.to_owned());
    let all: Vec<(String, String)> = (table.columns.iter())
        .filter_map(|column| {
            let rule = rules.get(&key(column.name.as_str()))?;
            let transformer = rule.transformer.clone();
            let mine = transformer == "email"
                || transformer == "username"
                || NAMES.contains(&&*transformer);
            mine.then(|| (column.name.0.clone(), transformer))
        })
        .collect();
    let emails: Vec<&str> = (all.iter())
        .filter(|(_, transformer)| transformer == "email")
        .map(|(column, _)| column.as_str())
        .collect();
    let names = all.iter().filter(|(_, transformer)| transformer != "email");
    // The person of the row has the plainest names: `email` rather than `billing_email`.
    let plainest = |columns: &mut dyn Iterator<Item = &str>| {
        columns
            .map(stem)
            .min_by_key(|stem| (stem.len(), stem.clone()))
    };
    let main = plainest(&mut emails.iter().copied())
        .or_else(|| plainest(&mut names.clone().map(|(column, _)| column.as_str())));
    let Some(main) = main else { return };
    let own: Vec<&(String, String)> = names.filter(|(column, _)| stem(column) == main).collect();
    let address = emails.iter().any(|column| stem(column) == main);
    if own.len() + usize::from(address) < 2 {
        // A name alone agrees with itself in other tables.
        return;
    }
    for (column, transformer) in &own {
        if transformer == "username" && usernames_shared {
            continue;
        }
        if let Some(rule) = rules.get_mut(&key(column)) {
            rule.persona = Some(subject.to_owned());
        }
    }
    if emails.len() > 1
        && let Some(email) = emails.iter().find(|column| stem(column) == main)
        && let Some(rule) = rules.get_mut(&key(email))
    {
        rule.persona = Some(subject.to_owned());
    }
}

/// The column that tells rows apart.
fn subject(table: &Table) -> Option<&str> {
    let primary = table.keys.iter().find(|key| key.primary)?;
    match &primary.columns[..] {
        [only] => table
            .column(only.as_str())
            .map(|column| column.name.as_str()),
        _ => None,
    }
}

/// A column's name without the words that say which part of a person it holds.
fn stem(column: &str) -> String {
    let rest = words(column);
    let rest: Vec<&str> = (rest.iter())
        .map(String::as_str)
        .filter(|word| !PARTS.contains(word))
        .collect();
    rest.join("_")
}

const PARTS: &[&str] = &[
    "e",
    "email",
    "mail",
    "address",
    "name",
    "names",
    "first",
    "last",
    "middle",
    "given",
    "family",
    "full",
    "firstname",
    "lastname",
    "fullname",
    "surname",
    "user",
    "username",
    "login",
    "display",
    "nick",
    "nickname",
    "nicename",
    "vorname",
    "nachname",
    "nom",
    "prenom",
    "handle",
];

#[cfg(test)]
mod tests {
    use bauta_model::{Column, ColumnType, Generated, UniqueKey};

    use super::*;

    fn joined(columns: &[(&str, &str)]) -> Vec<String> {
        let name = TableName::bare("users");
        let column = |text: &str| Column {
            name: text.into(),
            ty: ColumnType::default(),
            nullable: true,
            generated: Generated::No,
            identity: false,
            default: None,
        };
        let mut table = Table {
            columns: vec![column("id")],
            keys: vec![UniqueKey {
                columns: vec!["id".into()],
                primary: true,
            }],
            ..Table::default()
        };
        let mut rules = BTreeMap::new();
        for (text, transformer) in columns {
            table.columns.push(column(text));
            rules.insert(
                (name.clone(), (*text).to_owned()),
                ColumnRule::of(*transformer),
            );
        }
        join(&name, &table, &mut rules, false);
        let with = rules.iter().filter(|(_, rule)| rule.persona.is_some());
        with.map(|((_, column), _)| column.clone()).collect()
    }

    #[test]
    fn names_and_the_address_of_one_person_are_joined() {
        let columns = [
            ("email", "email"),
            ("first_name", "first-name"),
            ("last_name", "last-name"),
            ("username", "username"),
        ];
        assert_eq!(joined(&columns), ["first_name", "last_name", "username"]);
    }

    #[test]
    fn another_person_of_the_row_keeps_a_name_of_their_own() {
        let columns = [
            ("email", "email"),
            ("full_name", "person-name"),
            ("manager_name", "person-name"),
            ("manager_email", "email"),
        ];
        assert_eq!(joined(&columns), ["email", "full_name"]);
    }

    #[test]
    fn an_address_alone_needs_no_persona() {
        assert!(joined(&[("email", "email"), ("plan", "keep")]).is_empty());
    }
}
