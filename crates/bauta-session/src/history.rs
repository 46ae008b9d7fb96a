//! Changes of a profile that can be undone, by named steps.

use bauta_profile::{ColumnRule, Profile, TableRule};

/// Done and undone steps.
#[derive(Debug, Default)]
pub(crate) struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    name: String,
    /// What takes the step back, or makes it again, in the order of application.
    back: Vec<Change>,
}

/// A change of one thing. Applying it yields the change that takes it back.
#[derive(Debug, Clone)]
pub(crate) enum Change {
    /// The rule of a column, by selectors as written; `None` takes it away.
    Column {
        table: String,
        column: String,
        rule: Option<Box<ColumnRule>>,
        /// Its place among the others, where it had one.
        at: Option<usize>,
    },
    /// The whole rule of a table.
    Table {
        table: String,
        rule: Option<Box<TableRule>>,
        at: Option<usize>,
    },
    /// All but the tables.
    Settings(Box<Profile>),
}

impl History {
    /// Applies changes as one step.
    pub(crate) fn make(&mut self, profile: &mut Profile, name: &str, changes: Vec<Change>) {
        let back = apply(profile, changes);
        self.undone.clear();
        self.done.push(Step {
            name: name.to_owned(),
            back,
        });
        if self.done.len() > MOST_STEPS {
            self.done.remove(0);
        }
    }

    /// Takes the last step back; answers whether there was one.
    pub(crate) fn undo(&mut self, profile: &mut Profile) -> bool {
        let Some(step) = self.done.pop() else {
            return false;
        };
        let back = apply(profile, step.back);
        self.undone.push(Step {
            name: step.name,
            back,
        });
        true
    }

    /// Makes the step again that was taken back last; answers whether there was one.
    pub(crate) fn redo(&mut self, profile: &mut Profile) -> bool {
        let Some(step) = self.undone.pop() else {
            return false;
        };
        let back = apply(profile, step.back);
        self.done.push(Step {
            name: step.name,
            back,
        });
        true
    }

    /// The name of the step that would be taken back.
    pub(crate) fn undo_name(&self) -> Option<&str> {
        self.done.last().map(|step| step.name.as_str())
    }

    /// The name of the step that would be made again.
    pub(crate) fn redo_name(&self) -> Option<&str> {
        self.undone.last().map(|step| step.name.as_str())
    }
}

/// As many steps are remembered.
const MOST_STEPS: usize = 500;

/// Applies changes in their order; yields those that take them back, in theirs.
pub(crate) fn apply(profile: &mut Profile, changes: Vec<Change>) -> Vec<Change> {
    let mut back: Vec<Change> = changes
        .into_iter()
        .map(|change| change.apply(profile))
        .collect();
    back.reverse();
    back
}

impl Change {
    fn apply(self, profile: &mut Profile) -> Self {
        match self {
            Self::Column {
                table,
                column,
                rule,
                at,
            } => column_rule(profile, table, column, rule, at),
            Self::Table { table, rule, at } => {
                let before = profile.tables.shift_remove_full(&table);
                if let Some(rule) = rule {
                    let kept = before.as_ref().map(|(at, ..)| *at);
                    put(&mut profile.tables, at.or(kept), table.clone(), *rule);
                }
                let (at, rule) = before.map(|(at, _, rule)| (at, Box::new(rule))).unzip();
                Self::Table { table, rule, at }
            }
            Self::Settings(mut settings) => {
                settings.tables = std::mem::take(&mut profile.tables);
                let mut before = std::mem::replace(profile, *settings);
                std::mem::swap(&mut before.comments, &mut profile.comments);
                Self::Settings(Box::new(before))
            }
        }
    }
}

fn column_rule(
    profile: &mut Profile,
    table: String,
    column: String,
    rule: Option<Box<ColumnRule>>,
    at: Option<usize>,
) -> Change {
    let known = profile.tables.get_mut(&table);
    let before = known.and_then(|known| known.columns.shift_remove_full(&column));
    if let Some(rule) = rule {
        let kept = before.as_ref().map(|(at, ..)| *at);
        let known = profile.tables.entry(table.clone()).or_default();
        put(&mut known.columns, at.or(kept), column.clone(), *rule);
    } else if before.is_some()
        && let Some(known) = profile.tables.get(&table)
        && *known == TableRule::default()
        && let Some((_, _, of)) = before
    {
        // The rule of the table said nothing else, so it goes as a whole, and comes back so.
        let (at, ..) = profile.tables.shift_remove_full(&table).unwrap_or_default();
        let mut whole = TableRule::default();
        whole.columns.insert(column, of);
        return Change::Table {
            table,
            rule: Some(Box::new(whole)),
            at: Some(at),
        };
    }
    let (at, rule) = before.map(|(at, _, rule)| (at, Box::new(rule))).unzip();
    Change::Column {
        table,
        column,
        rule,
        at,
    }
}

fn put<T>(map: &mut indexmap::IndexMap<String, T>, at: Option<usize>, key: String, value: T) {
    let at = at.unwrap_or(map.len()).min(map.len());
    map.shift_insert(at, key, value);
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "version: 1
name: shop
tables:
  # who buys
  customers: { columns: { id: integer-key, email: email, note: keep } }
  orders: { columns: { id: integer-key } }
";

    fn column(table: &str, column: &str, rule: Option<&str>) -> Change {
        Change::Column {
            table: table.to_owned(),
            column: column.to_owned(),
            rule: rule.map(|name| Box::new(ColumnRule::of(name))),
            at: None,
        }
    }

    #[test]
    fn undoing_all_steps_gives_the_profile_back_and_redoing_them_the_edited_one() {
        let original = Profile::parse(TEXT).unwrap();
        let mut profile = original.clone();
        let mut history = History::default();
        let settings = Profile {
            environment: Some("qa".to_owned()),
            ..original.clone()
        };
        let steps = [
            vec![
                column("customers", "id", None),
                column("customers", "email", Some("redact")),
            ],
            vec![column("orders", "id", None)],
            vec![
                column("new", "a", Some("null")),
                column("new", "b", Some("null")),
            ],
            vec![Change::Settings(Box::new(settings))],
            vec![Change::Table {
                table: "customers".to_owned(),
                rule: None,
                at: None,
            }],
        ];
        let mut texts = vec![profile.to_string()];
        for (number, step) in steps.into_iter().enumerate() {
            history.make(&mut profile, &format!("step {number}"), step);
            texts.push(profile.to_string());
        }
        for text in texts.iter().rev().skip(1) {
            assert!(history.undo(&mut profile));
            assert_eq!(&profile.to_string(), text);
        }
        assert!(!history.undo(&mut profile));
        assert_eq!(profile, original);
        assert_eq!(history.redo_name(), Some("step 0"));
        for text in texts.iter().skip(1) {
            assert!(history.redo(&mut profile));
            assert_eq!(&profile.to_string(), text);
        }
        assert!(!history.redo(&mut profile));
        assert_eq!(history.undo_name(), Some("step 4"));
    }

    #[test]
    fn a_rule_that_is_changed_keeps_its_place_and_comments_stay() {
        let mut profile = Profile::parse(TEXT).unwrap();
        apply(
            &mut profile,
            vec![column("customers", "email", Some("redact"))],
        );
        let order: Vec<_> = profile.tables["customers"].columns.keys().collect();
        assert_eq!(order, ["id", "email", "note"]);
        assert!(profile.to_string().contains("# who buys"));
    }

    #[test]
    fn a_new_step_forgets_what_was_undone() {
        let mut profile = Profile::parse(TEXT).unwrap();
        let mut history = History::default();
        history.make(
            &mut profile,
            "one",
            vec![column("orders", "id", Some("uuid"))],
        );
        history.undo(&mut profile);
        history.make(
            &mut profile,
            "two",
            vec![column("orders", "id", Some("token"))],
        );
        assert_eq!(history.redo_name(), None);
        assert_eq!(history.undo_name(), Some("two"));
    }
}
