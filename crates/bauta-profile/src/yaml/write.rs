use serde_json::{Map, Value};

use super::Comments;
use super::scalar::push_text;

/// Writes `tree` as YAML: what `layout` calls a block in lines of its own, the rest within braces
/// where it fits and nothing inside has a comment.
pub(crate) fn write(
    tree: &Value,
    comments: &Comments,
    layout: fn(&[String], &Value) -> Layout,
) -> String {
    let mut writer = Writer {
        out: String::new(),
        comments,
        layout,
        path: Vec::new(),
    };
    if let Some(head) = comments.above.get(&[][..]) {
        writer.lines(head, 0);
        writer.out.push('\n');
    }
    writer.children(tree, 0);
    writer.out
}

/// How a node is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Its entries in lines of their own.
    Block,
    /// Within braces where it fits.
    Compact,
}

const MAX_CHARS: usize = 100;

struct Writer<'c> {
    out: String,
    comments: &'c Comments,
    layout: fn(&[String], &Value) -> Layout,
    path: Vec<String>,
}

impl Writer<'_> {
    /// Writes the entries of a map or the items of a list, each in its line.
    fn children(&mut self, node: &Value, indent: usize) {
        match node {
            Value::Object(map) => self.entries(map, indent),
            Value::Array(items) => self.items(items, indent),
            scalar => {
                push_scalar(&mut self.out, scalar);
                self.out.push('\n');
            }
        }
        if let Some(foot) = self.comments.foot.get(&self.path) {
            self.lines(foot, indent);
        }
    }

    fn entries(&mut self, map: &Map<String, Value>, indent: usize) {
        for (key, value) in map {
            self.path.push(key.clone());
            self.above(indent);
            let start = self.out.len();
            self.indent(indent);
            push_text(&mut self.out, key);
            self.out.push(':');
            self.value(value, indent + 2, start);
            self.path.pop();
        }
    }

    fn items(&mut self, items: &[Value], indent: usize) {
        for (index, item) in items.iter().enumerate() {
            self.path.push(index.to_string());
            self.above(indent);
            let start = self.out.len();
            if self.is_block(item, start, indent + 2) {
                self.children(item, indent + 2);
                self.dash(start, indent);
            } else {
                self.indent(indent);
                self.out.push('-');
                self.value(item, indent + 2, start);
            }
            self.path.pop();
        }
    }

    /// Turns the indentation of the item that was written from `start` into a dash.
    fn dash(&mut self, start: usize, indent: usize) {
        self.out
            .replace_range(start + indent..start + indent + 2, "- ");
    }

    /// Writes what follows a key or a dash, up to the end of the line or lines.
    fn value(&mut self, value: &Value, indent: usize, line_start: usize) {
        let beside = self.comments.beside.get(&self.path);
        let block = self.is_block(value, line_start, indent);
        if !block {
            self.out.push(' ');
            push_compact(&mut self.out, value);
        }
        if let Some(comment) = beside {
            self.out.push(' ');
            self.out.push_str(comment);
        }
        self.out.push('\n');
        if block {
            self.children(value, indent);
        }
    }

    /// Whether `value` has to be written in lines of its own.
    fn is_block(&self, value: &Value, line_start: usize, indent: usize) -> bool {
        let empty = match value {
            Value::Object(map) => map.is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => true,
        };
        if empty {
            return false;
        }
        if (self.layout)(&self.path, value) == Layout::Block || self.comments.within(&self.path) {
            return true;
        }
        let mut compact = String::new();
        push_compact(&mut compact, value);
        let before = self.out.get(line_start..).unwrap_or_default();
        let before = before.chars().count().max(indent);
        before + 1 + compact.chars().count() > MAX_CHARS
    }

    fn above(&mut self, indent: usize) {
        if let Some(lines) = self.comments.above.get(&self.path) {
            self.lines(lines, indent);
        }
    }

    fn lines(&mut self, lines: &[String], indent: usize) {
        for line in lines {
            if !line.is_empty() {
                self.indent(indent);
                self.out.push_str(line);
            }
            self.out.push('\n');
        }
    }

    fn indent(&mut self, indent: usize) {
        self.out.extend(std::iter::repeat_n(' ', indent));
    }
}

fn push_compact(out: &mut String, value: &Value) {
    match value {
        Value::Object(map) if map.is_empty() => out.push_str("{}"),
        Value::Object(map) => {
            out.push_str("{ ");
            for (index, (key, value)) in map.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                push_text(out, key);
                out.push_str(": ");
                push_compact(out, value);
            }
            out.push_str(" }");
        }
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push_str(", ");
                }
                push_compact(out, item);
            }
            out.push(']');
        }
        scalar => push_scalar(out, scalar),
    }
}

fn push_scalar(out: &mut String, value: &Value) {
    match value {
        Value::String(text) => push_text(out, text),
        other => out.push_str(&other.to_string()),
    }
}
