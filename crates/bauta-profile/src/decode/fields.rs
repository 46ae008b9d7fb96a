use indexmap::IndexMap;
use serde_json::Value;

use crate::nearest::nearest;
use crate::yaml::{Content, Mark, Node, scalar_value};
use crate::{Place, Problem, ProfileError};

/// Collects problems while a profile is read, and knows the path of keys at hand.
#[derive(Debug)]
pub(super) struct Decoder {
    path: Vec<String>,
    problems: Vec<ProfileError>,
}

impl Decoder {
    pub(super) fn new(problems: Vec<ProfileError>) -> Self {
        Self {
            path: Vec::new(),
            problems,
        }
    }

    pub(super) fn into_problems(self) -> Vec<ProfileError> {
        self.problems
    }

    /// How many problems there are so far.
    pub(super) fn count(&self) -> usize {
        self.problems.len()
    }

    /// Where something stands, with the path at hand.
    pub(super) fn place(&self, at: Mark) -> Place {
        Place {
            preset: None,
            line: at.line,
            column: at.column,
            path: self.path.clone(),
        }
    }

    pub(super) fn problem(&mut self, problem: Problem, at: Mark) {
        let place = self.place(at);
        self.problems.push(ProfileError { problem, place });
    }

    /// Reads `below` with `key` on the path.
    pub(super) fn within<T>(&mut self, key: &str, below: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(key.to_owned());
        let result = below(self);
        self.path.pop();
        result
    }

    fn expected(&mut self, expected: &'static str, node: &Node) {
        let found = node.kind();
        self.problem(Problem::Expected { expected, found }, node.at);
    }

    /// A text; numbers and truth values are taken as written.
    pub(super) fn text(&mut self, node: &Node) -> Option<String> {
        match &node.content {
            Content::Scalar { text, plain } if !(*plain && (text.is_empty() || text == "~")) => {
                Some(text.clone())
            }
            _ => {
                self.expected("a text", node);
                None
            }
        }
    }

    /// A text that says something.
    pub(super) fn words(&mut self, node: &Node) -> Option<String> {
        let text = self.text(node)?;
        if text.trim().is_empty() {
            let found = "an empty one";
            let expected = "a text";
            self.problem(Problem::Expected { expected, found }, node.at);
            return None;
        }
        Some(text)
    }

    /// `true` or `false`.
    pub(super) fn flag(&mut self, node: &Node) -> Option<bool> {
        let Content::Scalar { text, plain: true } = &node.content else {
            self.expected("true or false", node);
            return None;
        };
        match text.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => {
                self.expected("true or false", node);
                None
            }
        }
    }

    /// One of a few words.
    pub(super) fn word<T: Copy>(
        &mut self,
        node: &Node,
        allowed: &'static [&'static str],
        values: &[T],
    ) -> Option<T> {
        let word = self.text(node)?;
        let index = allowed.iter().position(|name| *name == word);
        let Some(value) = index.and_then(|index| values.get(index)) else {
            let near = nearest(&word, allowed.iter().copied());
            let unknown = Problem::UnknownWord {
                word,
                near,
                allowed,
            };
            self.problem(unknown, node.at);
            return None;
        };
        Some(*value)
    }

    /// Something that reads itself from a text.
    pub(super) fn read<T>(
        &mut self,
        node: &Node,
        read: impl FnOnce(&str) -> Result<T, Problem>,
    ) -> Option<T> {
        let text = self.text(node)?;
        match read(&text) {
            Ok(value) => Some(value),
            Err(problem) => {
                self.problem(problem, node.at);
                None
            }
        }
    }

    /// A list of texts; one text stands for a list of one.
    pub(super) fn texts(&mut self, node: &Node) -> Vec<String> {
        match &node.content {
            Content::List(items) => items.iter().filter_map(|item| self.words(item)).collect(),
            _ => self.words(node).into_iter().collect(),
        }
    }

    /// A map from texts to texts.
    pub(super) fn text_map(&mut self, node: &Node) -> IndexMap<String, String> {
        self.map(node, |decoder, _, _, value| decoder.words(value))
    }

    /// A map from free keys to what `read` makes of the values.
    pub(super) fn map<T>(
        &mut self,
        node: &Node,
        mut read: impl FnMut(&mut Self, &str, Mark, &Node) -> Option<T>,
    ) -> IndexMap<String, T> {
        let Content::Map(entries) = &node.content else {
            self.expected("a map", node);
            return IndexMap::new();
        };
        let mut map = IndexMap::with_capacity(entries.len());
        for entry in entries {
            let value = self.within(&entry.key, |decoder| {
                read(decoder, &entry.key, entry.at, &entry.value)
            });
            if let Some(value) = value {
                map.insert(entry.key.clone(), value);
            }
        }
        map
    }

    /// A map with known keys: `read` takes each key it knows and says whether it did.
    pub(super) fn keys<'n>(
        &mut self,
        node: &'n Node,
        known: &'static [&'static str],
        mut read: impl FnMut(&mut Self, &str, &'n Node),
    ) {
        let Content::Map(entries) = &node.content else {
            self.expected("a map", node);
            return;
        };
        for entry in entries {
            if known.contains(&entry.key.as_str()) {
                self.within(&entry.key, |decoder| {
                    read(decoder, &entry.key, &entry.value);
                });
            } else {
                let near = nearest(&entry.key, known.iter().copied());
                let key = entry.key.clone();
                self.problem(Problem::UnknownKey { key, near, known }, entry.at);
            }
        }
    }

    /// Any value, as JSON: numbers and truth values as such, all else as text.
    pub(super) fn value(&mut self, node: &Node) -> Option<Value> {
        match &node.content {
            Content::Scalar { text, plain } => match scalar_value(text, *plain) {
                Ok(value) => Some(value),
                Err(problem) => {
                    self.problem(problem, node.at);
                    None
                }
            },
            Content::Map(_) => {
                let map = self.map(node, |decoder, _, _, value| decoder.value(value));
                Some(Value::Object(map.into_iter().collect()))
            }
            Content::List(items) => {
                let items = items.iter().filter_map(|item| self.value(item));
                Some(Value::Array(items.collect()))
            }
        }
    }
}
