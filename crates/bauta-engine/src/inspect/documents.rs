//! Leaves of JSON documents, judged as columns are: an object is the row of a table, and its keys
//! are the names of columns.

use std::collections::BTreeMap;

use bauta_codec::LeafKind;
use bauta_detect::{ColumnFacts, Tally, Verdict, judge};
use bauta_model::{Column, ColumnName, ColumnType, Generated, Table, TableName, TypeClass};

use super::inspection::InspectedLeaf;
use crate::plan::OutlineRoom;

/// What is learnt of the leaves of one column's documents.
#[derive(Debug, Clone, Default)]
pub(super) struct Leaves {
    tallies: BTreeMap<(String, Form), Tally>,
}

/// What a leaf is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Text,
    Number,
    Bool,
}

impl Leaves {
    /// Takes in the leaves of the document in row `ordinal`, where values of that row are looked
    /// at. What is no document has none.
    pub(super) fn take(&mut self, ordinal: u64, document: &[u8], room: &mut OutlineRoom) {
        if !Tally::is_sampled(ordinal) {
            return;
        }
        room.each_leaf(document, |path, leaf| {
            let form = match leaf.kind {
                LeafKind::Text => Form::Text,
                LeafKind::Number => Form::Number,
                LeafKind::Bool => Form::Bool,
                LeafKind::Null => return,
            };
            let of = (path.to_owned(), form);
            if !self.tallies.contains_key(&of) && self.tallies.len() >= MOST_LEAVES {
                return;
            }
            let tally = self.tallies.entry(of).or_insert_with_key(|(path, form)| {
                let column = column(Spot::of(path).name, *form);
                Tally::new(&ColumnFacts {
                    table: &TableName::bare(""),
                    schema: &Table::default(),
                    column: &column,
                })
            });
            tally.observe(ordinal, leaf.text);
        });
    }

    /// Takes in what others have learnt of the same column.
    pub(super) fn merge(&mut self, more: Self) {
        for (of, tally) in more.tallies {
            let full = self.tallies.len() >= MOST_LEAVES;
            match self.tallies.get_mut(&of) {
                Some(known) => known.merge(tally),
                None if full => {}
                None => {
                    self.tallies.insert(of, tally);
                }
            }
        }
    }

    /// What the leaves hold, by path; those of which nothing is known are left out.
    pub(super) fn verdicts(&self, table: &TableName, own: &Column) -> Vec<InspectedLeaf> {
        let root = format!("{}_{}", table.table, own.name);
        let mut objects: BTreeMap<&str, Table> = BTreeMap::new();
        for (path, form) in self.tallies.keys() {
            let spot = Spot::of(path);
            let columns = &mut objects.entry(spot.object).or_default().columns;
            columns.push(column(spot.name_in(own), *form));
        }
        let mut told: Vec<InspectedLeaf> = Vec::new();
        for ((path, form), tally) in &self.tallies {
            let spot = Spot::of(path);
            let Some(schema) = objects.get(spot.object) else {
                continue;
            };
            let object = match Spot::of(spot.object).name {
                "" => &root,
                name => name,
            };
            let facts = ColumnFacts {
                table: &TableName::bare(object),
                schema,
                column: &column(spot.name_in(own), *form),
            };
            if let Some(class) = judge(&facts, tally) {
                tell(&mut told, path, class);
            }
        }
        told
    }
}

/// Adds a verdict; of a path that holds texts and numbers the surer one counts.
fn tell(told: &mut Vec<InspectedLeaf>, path: &str, class: Verdict) {
    match told.last_mut().filter(|last| last.path == path) {
        Some(last) if last.class.confidence < class.confidence => last.class = class,
        Some(_) => {}
        None => told.push(InspectedLeaf {
            path: path.to_owned(),
            class,
        }),
    }
}

/// Where a leaf stands.
struct Spot<'p> {
    /// The path of the object that it is in.
    object: &'p str,
    /// The key that names it; empty where none does.
    name: &'p str,
}

impl<'p> Spot<'p> {
    /// Elements of lists are named by their list, and what has data for a key by what is around.
    fn of(path: &'p str) -> Self {
        let mut path = path;
        loop {
            path = path.trim_end_matches("[*]");
            match path.rsplit_once('.') {
                Some((object, "*")) => path = object,
                Some((object, name)) => return Self { object, name },
                None => {
                    return Self {
                        object: "",
                        name: "",
                    };
                }
            }
        }
    }

    /// The name, or that of the column.
    fn name_in(&self, own: &'p Column) -> &'p str {
        if self.name.is_empty() {
            own.name.as_str()
        } else {
            self.name
        }
    }
}

fn column(name: &str, form: Form) -> Column {
    let ty = match form {
        Form::Text => ColumnType::of(TypeClass::Text, "text"),
        Form::Number => ColumnType::of(TypeClass::Decimal, "numeric"),
        Form::Bool => ColumnType::of(TypeClass::Bool, "boolean"),
    };
    Column {
        name: ColumnName(name.to_owned()),
        ty,
        nullable: true,
        generated: Generated::No,
        identity: false,
        default: None,
    }
}

/// Leaves of one column that are told apart.
const MOST_LEAVES: usize = 256;

#[cfg(test)]
mod tests {
    use super::*;

    fn told(column: &str, documents: &[String]) -> Vec<(String, &'static str)> {
        let mut parts = [Leaves::default(), Leaves::default()];
        let mut room = OutlineRoom::default();
        for (ordinal, document) in (0u64..).zip(documents) {
            parts[usize::from(ordinal % 2 == 1)].take(ordinal, document.as_bytes(), &mut room);
        }
        let [mut all, more] = parts;
        all.merge(more);
        let own = super::column(column, Form::Text);
        let leaves = all.verdicts(&TableName::bare("orders"), &own);
        leaves
            .into_iter()
            .map(|leaf| (leaf.path, leaf.class.kind))
            .collect()
    }

    const FIRST: [&str; 6] = ["Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald"];
    const LAST: [&str; 6] = [
        "Lovelace", "Hopper", "Turing", "Dijkstra", "Liskov", "Knuth",
    ];

    #[test]
    fn a_leaf_is_judged_by_its_key_and_its_values() {
        let documents: Vec<String> = (0..60)
            .map(|row| {
                let (first, last) = (FIRST[row % 6], LAST[row / 6 % 6]);
                format!(
                    r#"{{"customer": {{"name": "{first} {last}", "email": "{first}{row}@shop.test",
                    "phones": ["+4930123{:04}"]}}, "size": {row}, "note": null, "gift": true}}"#,
                    row * 31
                )
            })
            .collect();
        assert_eq!(
            told("payload", &documents),
            [
                ("$.customer.email".to_owned(), "email"),
                ("$.customer.name".to_owned(), "person-name"),
                ("$.customer.phones[*]".to_owned(), "phone"),
            ]
        );
    }

    #[test]
    fn what_is_plain_or_no_document_tells_nothing() {
        let documents: Vec<String> = (0..60)
            .map(|row| format!(r#"{{"size": {row}, "colour": "red", "name": "Trousers {row}"}}"#))
            .chain(["no document".to_owned(), "{".to_owned()])
            .collect();
        assert_eq!(told("attributes", &documents), []);
    }

    #[test]
    fn elements_are_named_by_their_list_and_data_by_what_is_around() {
        for (path, object, name) in [
            ("$.a.b", "$.a", "b"),
            ("$.a[*][*]", "$", "a"),
            ("$.by.*", "$", "by"),
            ("$.by.*[*].n", "$.by.*[*]", "n"),
            ("$[*]", "", ""),
            ("$", "", ""),
        ] {
            let spot = Spot::of(path);
            assert_eq!((spot.object, spot.name), (object, name), "{path}");
        }
    }
}
