//! The difference of two profiles in words of rules.

use std::collections::BTreeSet;
use std::fmt;

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::{Exception, Profile, Reviewed, TableRule, tree};

/// One difference between two profiles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it is about.
    pub subject: Subject,
    /// What is different.
    pub kind: ChangeKind,
}

/// What a difference is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// A key at the top of the profile.
    Setting(String),
    /// An entry of a map at the top: its key there, and its own.
    Entry(String, String),
    /// The rule of a table, by its selector.
    Table(String),
    /// The rule of a column, by the selectors of table and column.
    Column(String, String),
    /// An exception, by what it excepts.
    Exception(String),
}

/// What is different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeKind {
    /// Only the newer profile has it; in short what it says.
    Added(String),
    /// Only the older profile has it; in short what it said.
    Removed(String),
    /// Both have it, and say different things; `None` where one says nothing.
    Changed {
        /// The key.
        aspect: String,
        /// What the older profile says.
        from: Option<String>,
        /// What the newer profile says.
        to: Option<String>,
    },
}

impl Profile {
    /// What is different in `newer`, in the order in which profiles are written. Comments and the
    /// order of rules do not count.
    pub fn diff(&self, newer: &Self) -> Vec<Change> {
        let mut changes = Changes::default();
        let (Value::Object(from), Value::Object(to)) = (self.to_json(), newer.to_json()) else {
            return Vec::new();
        };
        for key in crate::decode::KEYS {
            let sides = (from.get(*key), to.get(*key));
            match *key {
                "tables" => changes.tables(&self.tables, &newer.tables),
                "exceptions" => changes.exceptions(&self.exceptions, &newer.exceptions),
                "reviewed" => changes.reviewed(&self.reviewed, &newer.reviewed),
                key => changes.setting(key, sides.0, sides.1),
            }
        }
        changes.0
    }
}

#[derive(Default)]
struct Changes(Vec<Change>);

impl Changes {
    fn push(&mut self, subject: Subject, kind: ChangeKind) {
        self.0.push(Change { subject, kind });
    }

    fn changed(
        &mut self,
        subject: Subject,
        aspect: &str,
        from: Option<&Value>,
        to: Option<&Value>,
    ) {
        let kind = ChangeKind::Changed {
            aspect: aspect.to_owned(),
            from: from.map(text),
            to: to.map(text),
        };
        self.push(subject, kind);
    }

    fn setting(&mut self, key: &str, from: Option<&Value>, to: Option<&Value>) {
        if from == to {
            return;
        }
        let empty = Map::new();
        let map = |side: Option<&Value>| side.is_none_or(Value::is_object);
        if !map(from) || !map(to) {
            self.changed(Subject::Setting(key.to_owned()), key, from, to);
            return;
        }
        let entries = |side: Option<&Value>| side.and_then(Value::as_object).cloned();
        let (from, to) = (entries(from), entries(to));
        let (from, to) = (
            from.as_ref().unwrap_or(&empty),
            to.as_ref().unwrap_or(&empty),
        );
        self.map(from, to, |name| {
            Subject::Entry(key.to_owned(), name.to_owned())
        });
    }

    /// Each account and each leaf that came or went, so that a reviewer sees what is new.
    fn reviewed(&mut self, from: &Reviewed, to: &Reviewed) {
        let schema = || Subject::Entry("reviewed".to_owned(), "schema".to_owned());
        match (from.schema.clone(), to.schema.clone()) {
            (Some(old), Some(new)) if old != new => {
                let (old, new) = (Value::String(old), Value::String(new));
                self.changed(schema(), "schema", Some(&old), Some(&new));
            }
            (Some(old), None) => self.push(schema(), ChangeKind::Removed(old)),
            (None, Some(new)) => self.push(schema(), ChangeKind::Added(new)),
            _ => {}
        }
        let accounts = |reviewed: &Reviewed| reviewed.accounts.clone().unwrap_or_default();
        self.list("accounts", &accounts(from), &accounts(to));
        let columns = from.leaves.keys().chain(to.leaves.keys());
        let columns: BTreeSet<&String> = columns.collect();
        for column in columns {
            let leaves = |reviewed: &Reviewed| reviewed.leaves.get(column).cloned();
            let (old, new) = (leaves(from), leaves(to));
            let of = format!("leaves of {column}");
            self.list(&of, &old.unwrap_or_default(), &new.unwrap_or_default());
        }
    }

    fn list(&mut self, name: &str, from: &[String], to: &[String]) {
        let subject = || Subject::Entry("reviewed".to_owned(), name.to_owned());
        for gone in from.iter().filter(|item| !to.contains(item)) {
            self.push(subject(), ChangeKind::Removed(gone.clone()));
        }
        for new in to.iter().filter(|item| !from.contains(item)) {
            self.push(subject(), ChangeKind::Added(new.clone()));
        }
    }

    /// Entries that stand on one side only, or differ as a whole.
    fn map(
        &mut self,
        from: &Map<String, Value>,
        to: &Map<String, Value>,
        subject: impl Fn(&str) -> Subject,
    ) {
        for (key, old) in from {
            match to.get(key) {
                None => self.push(subject(key), ChangeKind::Removed(text(old))),
                Some(new) if new != old => {
                    self.changed(subject(key), key, Some(old), Some(new));
                }
                Some(_) => {}
            }
        }
        for (key, new) in to.iter().filter(|(key, _)| !from.contains_key(*key)) {
            self.push(subject(key), ChangeKind::Added(text(new)));
        }
    }

    fn tables(&mut self, from: &IndexMap<String, TableRule>, to: &IndexMap<String, TableRule>) {
        for (name, old) in from {
            match to.get(name) {
                None => {
                    let said = ChangeKind::Removed(summary(old));
                    self.push(Subject::Table(name.clone()), said);
                }
                Some(new) => self.table(name, old, new),
            }
        }
        for (name, new) in to.iter().filter(|(name, _)| !from.contains_key(*name)) {
            let table = Subject::Table(name.clone());
            self.push(table, ChangeKind::Added(summary(new)));
        }
    }

    fn table(&mut self, name: &str, old: &TableRule, new: &TableRule) {
        let (from, to) = (tree::table_attributes(old), tree::table_attributes(new));
        self.aspects(&from, &to, || Subject::Table(name.to_owned()));
        let column = |column: &str| Subject::Column(name.to_owned(), column.to_owned());
        for (key, old) in &old.columns {
            match new.columns.get(key) {
                None => {
                    let said = ChangeKind::Removed(text(&tree::of_column(old)));
                    self.push(column(key), said);
                }
                Some(new) => {
                    let (from, to) = (tree::attributes(old), tree::attributes(new));
                    self.aspects(&from, &to, || column(key));
                }
            }
        }
        for (key, new) in &new.columns {
            if !old.columns.contains_key(key) {
                let says = ChangeKind::Added(text(&tree::of_column(new)));
                self.push(column(key), says);
            }
        }
    }

    /// Keys of one rule that say different things.
    fn aspects(
        &mut self,
        from: &Map<String, Value>,
        to: &Map<String, Value>,
        subject: impl Fn() -> Subject,
    ) {
        let new = to.keys().filter(|key| !from.contains_key(*key));
        for key in from.keys().chain(new) {
            let (old, new) = (from.get(key), to.get(key));
            if old != new {
                self.changed(subject(), key, old, new);
            }
        }
    }

    fn exceptions(&mut self, from: &[Exception], to: &[Exception]) {
        let mut rest: Vec<&Exception> = to.iter().collect();
        for old in from {
            let name = label(old);
            let Some(at) = rest.iter().position(|new| label(new) == name) else {
                let said = ChangeKind::Removed(period(old));
                self.push(Subject::Exception(name), said);
                continue;
            };
            let new = rest.remove(at);
            let (Value::Object(old), Value::Object(new)) =
                (tree::exception(old), tree::exception(new))
            else {
                continue;
            };
            self.aspects(&old, &new, || Subject::Exception(name.clone()));
        }
        for new in rest {
            let says = ChangeKind::Added(period(new));
            self.push(Subject::Exception(label(new)), says);
        }
    }
}

/// A value in a line: texts as they are, the rest as JSON.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn summary(rule: &TableRule) -> String {
    let mut parts: Vec<String> = (tree::table_attributes(rule).iter())
        .map(|(key, value)| format!("{key} {}", text(value)))
        .collect();
    match rule.columns.len() {
        0 => {}
        1 => parts.push("1 column".to_owned()),
        columns => parts.push(format!("{columns} columns")),
    }
    parts.join(", ")
}

/// What an exception is for; those with the same label are one that changed.
fn label(exception: &Exception) -> String {
    let column = exception.column.as_ref().map(ToString::to_string);
    let fingerprint = exception.fingerprint.clone();
    let target: Vec<String> = column.into_iter().chain(fingerprint).collect();
    format!("{} ({})", target.join(" "), exception.kinds.join(", "))
}

fn period(exception: &Exception) -> String {
    format!("{} to {}", exception.issued, exception.expires)
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Setting(key) => f.write_str(key),
            Self::Entry(key, name) => write!(f, "{key} {name}"),
            Self::Table(table) => write!(f, "table {table}"),
            Self::Column(table, column) => write!(f, "{table}.{column}"),
            Self::Exception(label) => write!(f, "exception {label}"),
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = |side: &Option<String>| side.clone().unwrap_or_else(|| "nothing".to_owned());
        match &self.kind {
            ChangeKind::Added(says) if says.is_empty() => write!(f, "added {}", self.subject),
            ChangeKind::Removed(says) if says.is_empty() => write!(f, "removed {}", self.subject),
            ChangeKind::Added(says) => write!(f, "added {}: {says}", self.subject),
            ChangeKind::Removed(says) => write!(f, "removed {}: {says}", self.subject),
            ChangeKind::Changed { aspect, from, to } => {
                let (from, to) = (said(from), said(to));
                match &self.subject {
                    Subject::Setting(_) | Subject::Entry(..) => {
                        write!(f, "{}: {from} → {to}", self.subject)
                    }
                    subject => write!(f, "{subject}: {aspect} {from} → {to}"),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "
name: shop
key_id: { staging: aa }
endpoints: { a.example: b.example, gone.example: c.example }
tables:
  public.customers:
    columns:
      email: { transformer: email, domain: d }
      notes: { transformer: token, reason: old }
      gone: keep
  public.logs: drop-rows
  public.same: { limit: 5 }
exceptions:
  - { column: t.a, kinds: [email], reason: r, owner: o, issued: 2026-01-01, expires: 2026-02-01 }
  - { column: t.b, kinds: [email], reason: r, owner: o, issued: 2026-01-01, expires: 2026-02-01 }
";
    const NEW: &str = "
# comments do not count
name: shop2
unlisted: redact
secrets: scrub
key_id: { staging: aa, qa: bb }
endpoints: { a.example: x.example }
tables:
  public.same: { limit: 5 }
  public.logs: { keep-rows: \"a = 1\" }
  public.customers:
    columns:
      new: { json: { $.a: keep } }
      notes: { json: { $.a: keep } }
      email: { transformer: token, domain: d }
  public.fresh: { optional: true, columns: { a: keep } }
exceptions:
  - { column: t.a, kinds: [email], reason: r, owner: o, issued: 2026-01-01, expires: 2026-03-01 }
  - { fingerprint: ff, kinds: [jwt], reason: r, owner: o, issued: 2026-01-01, expires: 2026-02-01 }
";

    #[test]
    fn differences_are_told_in_words_of_rules() {
        let (old, new) = (Profile::parse(OLD).unwrap(), Profile::parse(NEW).unwrap());
        let lines: Vec<String> = old.diff(&new).iter().map(ToString::to_string).collect();
        insta::assert_snapshot!(lines.join("\n"));
    }

    #[test]
    fn what_was_reviewed_differs_item_by_item() {
        let profile = |reviewed: &str| Profile::parse(&format!("reviewed: {reviewed}")).unwrap();
        let schema = |digit: &str| format!("sha256:{}", digit.repeat(64));
        let old = profile(&format!(
            "{{ schema: \"{}\", accounts: [role a, role b], leaves: {{ t.a: [$.x], t.b: [$.y] }} }}",
            schema("0")
        ));
        let new = profile(&format!(
            "{{ schema: \"{}\", accounts: [role b, role c], leaves: {{ t.a: [$.x, $.z] }} }}",
            schema("1")
        ));
        let lines: Vec<String> = old.diff(&new).iter().map(ToString::to_string).collect();
        assert_eq!(
            lines,
            [
                format!("reviewed schema: {} → {}", schema("0"), schema("1")),
                "removed reviewed accounts: role a".to_owned(),
                "added reviewed accounts: role c".to_owned(),
                "added reviewed leaves of t.a: $.z".to_owned(),
                "removed reviewed leaves of t.b: $.y".to_owned(),
            ]
        );
    }

    #[test]
    fn a_profile_does_not_differ_from_itself_in_another_order() {
        let old = Profile::parse(OLD).unwrap();
        assert_eq!(old.diff(&old), []);
        let mut turned = old.clone();
        turned.tables.reverse();
        assert_eq!(old.diff(&turned), []);
    }
}
