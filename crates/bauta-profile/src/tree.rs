//! A profile as a tree of JSON values, in the order of keys in which it is written.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::rule::contract;
use crate::{
    ColumnRule, Definer, Exception, Identities, Owner, Profile, Replacement, Retention, Reviewed,
    Rows, Source, TableRule,
};

/// The tree that is written; what equals its default is left out, but for `unlisted` and
/// `secrets`, which every reader should see.
pub(crate) fn of_profile(profile: &Profile) -> Value {
    let mut tree = Tree::default();
    tree.put("version", 1);
    tree.text("name", profile.name.as_deref());
    tree.text("dialect", profile.dialect.map(bauta_model::Dialect::name));
    tree.text("environment", profile.environment.as_deref());
    tree.texts("key_id", &profile.key_id);
    tree.texts("reveal_key", &profile.reveal_key);
    tree.text("epoch", profile.epoch.as_deref());
    if !profile.include.is_empty() {
        tree.put("include", profile.include.clone());
    }
    tree.put("unlisted", profile.unlisted.name());
    tree.put("secrets", profile.secrets.name());
    tree.retention("statistics", profile.statistics);
    tree.retention("large-objects", profile.large_objects);
    tree.texts("databases", &profile.databases);
    if profile.identities != Identities::default() {
        tree.put("identities", identities(&profile.identities));
    }
    tree.map("replacements", &profile.replacements, replacement);
    tree.texts("endpoints", &profile.endpoints);
    tree.map("tables", &profile.tables, table);
    if !profile.exceptions.is_empty() {
        let list: Vec<Value> = profile.exceptions.iter().map(exception).collect();
        tree.put("exceptions", list);
    }
    let reviewed = reviewed(&profile.reviewed);
    if !reviewed.is_empty() {
        tree.put("reviewed", Value::Object(reviewed));
    }
    Value::Object(tree.0)
}

fn reviewed(reviewed: &Reviewed) -> Map<String, Value> {
    let mut tree = Tree::default();
    tree.text("schema", reviewed.schema.as_deref());
    if let Some(accounts) = &reviewed.accounts {
        tree.put("accounts", accounts.clone());
    }
    tree.map("leaves", &reviewed.leaves, |leaves| leaves.clone().into());
    tree.0
}

/// The rule of a column as it is written: a bare name where nothing else is said, a short form
/// where there is one.
pub(crate) fn of_column(rule: &ColumnRule) -> Value {
    match contract(Value::Object(attributes(rule))) {
        Value::Object(map) if map.len() == 1 && map.contains_key("transformer") => {
            Value::String(rule.transformer.clone())
        }
        written => written,
    }
}

/// All that the rule of a column says, by key, with nothing shortened.
pub(crate) fn attributes(rule: &ColumnRule) -> Map<String, Value> {
    let mut tree = Tree::default();
    tree.put("transformer", rule.transformer.as_str());
    tree.0.append(&mut rule.params.clone());
    tree.text("domain", rule.domain.as_deref());
    tree.text("fold", rule.fold.map(crate::FoldCase::name));
    tree.text("persona", rule.persona.as_deref());
    tree.text("on_invalid", rule.on_invalid.map(crate::OnInvalid::name));
    tree.text("when", rule.when.as_ref().map(crate::Expression::as_str));
    if let Some(otherwise) = &rule.otherwise {
        tree.put("else", of_column(otherwise));
    }
    tree.text("class", rule.class.as_deref());
    tree.flag("optional", rule.optional);
    tree.text("reason", rule.reason.as_deref());
    tree.text("review", rule.review.as_deref());
    tree.text("reviewed", rule.reviewed.as_deref());
    tree.0
}

/// What decides about rows, as its key and value.
fn of_rows(rows: &Rows) -> (&'static str, Value) {
    match rows {
        Rows::All => ("rows", "all".into()),
        Rows::Drop => ("rows", "drop".into()),
        Rows::Keep(condition) => ("keep-rows", condition.as_str().into()),
        Rows::DropWhere(condition) => ("drop-rows", condition.as_str().into()),
        Rows::Limit(rows) => ("limit", (*rows).into()),
    }
}

/// All that the rule of a table says but for its columns, by key.
pub(crate) fn table_attributes(rule: &TableRule) -> Map<String, Value> {
    let mut tree = Tree::default();
    tree.flag("optional", rule.optional);
    if let Some(rows) = &rule.rows {
        let (key, value) = of_rows(rows);
        tree.put(key, value);
    }
    tree.text("reason", rule.reason.as_deref());
    tree.text("review", rule.review.as_deref());
    tree.text("reviewed", rule.reviewed.as_deref());
    tree.0
}

fn table(rule: &TableRule) -> Value {
    let mut tree = Tree(table_attributes(rule));
    tree.map("columns", &rule.columns, of_column);
    if tree.0.len() == 1 && rule.rows == Some(Rows::Drop) {
        return "drop-rows".into();
    }
    Value::Object(tree.0)
}

pub(crate) fn identities(identities: &Identities) -> Value {
    let mut tree = Tree::default();
    match &identities.owner {
        Owner::Keep => tree.put("owner", "keep"),
        Owner::Role(role) => tree.put("owner", role.as_str()),
    }
    match &identities.definer {
        Definer::CurrentUser => tree.put("definer", "current-user"),
        Definer::Keep => tree.put("definer", "keep"),
        Definer::Account(account) => tree.put("definer", account.as_str()),
    }
    tree.texts("roles", &identities.roles);
    Value::Object(tree.0)
}

fn replacement(replacement: &Replacement) -> Value {
    let mut tree = Tree::default();
    let from = match &replacement.from {
        Source::Env(name) => Value::String(format!("env:{name}")),
        Source::File(path) => Value::String(format!("file:{path}")),
        Source::Keychain(name) => Value::String(format!("keychain:{name}")),
        Source::Command(words) => {
            let mut command = Map::new();
            command.insert("command".into(), words.clone().into());
            Value::Object(command)
        }
    };
    tree.put("from", from);
    tree.text("owner", replacement.owner.as_deref());
    let rotate_by = replacement.rotate_by.map(|date| date.to_string());
    tree.text("rotate_by", rotate_by.as_deref());
    Value::Object(tree.0)
}

pub(crate) fn exception(exception: &Exception) -> Value {
    let mut tree = Tree::default();
    let column = exception.column.as_ref().map(ToString::to_string);
    tree.text("column", column.as_deref());
    tree.text("fingerprint", exception.fingerprint.as_deref());
    tree.put("kinds", exception.kinds.clone());
    tree.put("reason", exception.reason.as_str());
    tree.text("ticket", exception.ticket.as_deref());
    tree.put("owner", exception.owner.as_str());
    tree.put("issued", exception.issued.to_string());
    tree.put("expires", exception.expires.to_string());
    Value::Object(tree.0)
}

#[derive(Default)]
struct Tree(Map<String, Value>);

impl Tree {
    fn put(&mut self, key: &str, value: impl Into<Value>) {
        self.0.insert(key.to_owned(), value.into());
    }

    fn text(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.put(key, text);
        }
    }

    fn flag(&mut self, key: &str, flag: bool) {
        if flag {
            self.put(key, true);
        }
    }

    fn retention(&mut self, key: &str, retention: Retention) {
        if retention != Retention::default() {
            self.put(key, retention.name());
        }
    }

    fn texts(&mut self, key: &str, texts: &IndexMap<String, String>) {
        self.map(key, texts, |text| Value::String(text.clone()));
    }

    fn map<T>(&mut self, key: &str, map: &IndexMap<String, T>, value: impl Fn(&T) -> Value) {
        if map.is_empty() {
            return;
        }
        let entries = map.iter().map(|(key, item)| (key.clone(), value(item)));
        self.put(key, Value::Object(entries.collect()));
    }
}
