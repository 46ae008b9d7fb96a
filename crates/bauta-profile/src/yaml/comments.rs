use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use serde_json::Value;

use super::scalar::is_printable;

/// The comments of a profile, by the path of keys that they belong to.
///
/// Items of a list are named by their number, from 0. A line is kept with its `#`; an empty line
/// stands for a blank one between two groups of comments.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comments {
    pub(super) above: BTreeMap<Vec<String>, Vec<String>>,
    pub(super) beside: BTreeMap<Vec<String>, String>,
    pub(super) foot: BTreeMap<Vec<String>, Vec<String>>,
}

impl Comments {
    /// Puts `text` in lines of its own above the key that `path` leads to; an empty path means the
    /// head of the profile.
    pub fn write_above(&mut self, path: &[&str], text: &str) {
        let printable = |c: char| if is_printable(c) { c } else { ' ' };
        let lines = text.lines().map(|line| {
            let line: String = line.chars().map(printable).collect();
            match line.trim() {
                "" => "#".to_owned(),
                line => format!("# {line}"),
            }
        });
        let path = path.iter().map(|key| (*key).to_owned()).collect();
        self.add_above(path, lines.collect());
    }

    /// The lines above the key that `path` leads to, without their `#`.
    pub fn above(&self, path: &[&str]) -> Vec<&str> {
        let path: Vec<String> = path.iter().map(|key| (*key).to_owned()).collect();
        let lines = self.above.get(&path).map(Vec::as_slice).unwrap_or_default();
        let bare = |line: &'_ String| -> usize { usize::from(line.starts_with('#')) };
        lines
            .iter()
            .map(|line| line.get(bare(line)..).unwrap_or_default().trim())
            .collect()
    }

    pub(super) fn add_above(&mut self, path: Vec<String>, lines: Vec<String>) {
        if !lines.is_empty() {
            self.above.entry(path).or_default().extend(lines);
        }
    }

    pub(super) fn add_beside(&mut self, path: Vec<String>, line: String) {
        match self.beside.entry(path) {
            Entry::Vacant(place) => {
                place.insert(line);
            }
            Entry::Occupied(taken) => {
                let path = taken.key().clone();
                self.add_above(path, vec![line]);
            }
        }
    }

    pub(super) fn add_foot(&mut self, path: Vec<String>, lines: Vec<String>) {
        if !lines.is_empty() {
            self.foot.entry(path).or_default().extend(lines);
        }
    }

    /// Whether a comment stands within the node that `path` leads to.
    pub(super) fn within(&self, path: &[String]) -> bool {
        let below = |found: Option<&Vec<String>>| {
            found.is_some_and(|found| found.len() > path.len() && found.starts_with(path))
        };
        let after = (
            std::ops::Bound::Excluded(path.to_vec()),
            std::ops::Bound::Unbounded,
        );
        self.foot.contains_key(path)
            || below(self.above.range(after.clone()).next().map(|(path, _)| path))
            || below(
                self.beside
                    .range(after.clone())
                    .next()
                    .map(|(path, _)| path),
            )
            || below(self.foot.range(after).next().map(|(path, _)| path))
    }

    /// Moves each comment to a place where `tree` lets it stand: what belonged to a key that is
    /// gone goes above the nearest one around it.
    pub(crate) fn settle(self, tree: &Value) -> Self {
        let mut settled = Self::default();
        for (path, lines) in self.above {
            let home = home(&path, tree);
            settled.add_above(home, lines);
        }
        for (path, line) in self.beside {
            let home = home(&path, tree);
            if home == path && !home.is_empty() {
                settled.add_beside(home, line);
            } else {
                settled.add_above(home, vec![line]);
            }
        }
        for (path, lines) in self.foot {
            let home = home(&path, tree);
            if home == path && holds_something(find(tree, &path)) {
                settled.add_foot(home, lines);
            } else {
                settled.add_above(home, lines);
            }
        }
        settled.hoist(tree)
    }

    /// In a list of maps, nothing can stand between the dash and the first key, nor beside the
    /// dash.
    fn hoist(mut self, tree: &Value) -> Self {
        let beside_dash: Vec<Vec<String>> = (self.beside.keys())
            .filter(|path| is_dash(path, tree) && holds_something(find(tree, path)))
            .cloned()
            .collect();
        for path in beside_dash {
            if let Some(line) = self.beside.remove(&path) {
                self.add_above(path, vec![line]);
            }
        }
        // Deepest first, so that lines climb through lists of lists.
        let paths: Vec<Vec<String>> = self.above.keys().rev().cloned().collect();
        for mut path in paths {
            let Some(mut lines) = self.above.remove(&path) else {
                continue;
            };
            while is_first_under_dash(&path, tree) {
                path.pop();
            }
            let mut all = self.above.remove(&path).unwrap_or_default();
            all.append(&mut lines);
            self.above.insert(path, all);
        }
        self
    }
}

/// The longest part of `path` that exists in `tree`.
fn home(path: &[String], tree: &Value) -> Vec<String> {
    let mut node = tree;
    let mut known = Vec::new();
    for key in path {
        let Some(next) = child(node, key) else { break };
        known.push(key.clone());
        node = next;
    }
    known
}

fn child<'v>(node: &'v Value, key: &str) -> Option<&'v Value> {
    match node {
        Value::Object(map) => map.get(key),
        Value::Array(items) => items.get(key.parse::<usize>().ok()?),
        _ => None,
    }
}

fn find<'v>(tree: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(tree, |node, key| child(node, key))
}

fn holds_something(node: Option<&Value>) -> bool {
    match node {
        Some(Value::Object(map)) => !map.is_empty(),
        Some(Value::Array(items)) => !items.is_empty(),
        _ => false,
    }
}

/// Whether `path` leads to an item of a list.
fn is_dash(path: &[String], tree: &Value) -> bool {
    let Some((_, parent)) = path.split_last() else {
        return false;
    };
    matches!(find(tree, parent), Some(Value::Array(_)))
}

/// Whether `path` leads to the first thing within an item of a list.
fn is_first_under_dash(path: &[String], tree: &Value) -> bool {
    let Some((last, parent)) = path.split_last() else {
        return false;
    };
    let first = match find(tree, parent) {
        Some(Value::Object(map)) => map.keys().next() == Some(last),
        Some(Value::Array(_)) => last == "0",
        _ => false,
    };
    first && is_dash(parent, tree)
}
