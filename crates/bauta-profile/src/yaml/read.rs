use std::borrow::Cow;
use std::collections::HashMap;

use serde_saphyr::granit_parser::{
    Event, Options, Parser, ScalarStyle, Span, StructureStyle, options,
};

use super::node::Entry;
use super::{Comments, Content, Mark, Node};
use crate::{Place, Problem, ProfileError};

/// A profile's text as nodes, with the comments beside them.
#[derive(Debug)]
pub(crate) struct Document {
    pub(crate) root: Node,
    pub(crate) comments: Comments,
    /// Keys that stand twice in a map.
    pub(crate) duplicates: Vec<ProfileError>,
}

/// Why reading cannot go on.
type Stop = Box<ProfileError>;

/// Reads YAML within limits that no honest profile reaches.
pub(crate) fn read(text: &str) -> Result<Document, Stop> {
    if text.len() > MAX_BYTES {
        return Err(limit("bytes", MAX_BYTES, Mark::default()));
    }
    let mut reader = Reader::default();
    for next in Parser::new_from_str_with_options(text, limits()) {
        let (event, span) = next.map_err(|error| {
            let at = mark(error.marker().line(), error.marker().col());
            let message = error.info();
            problem(Problem::Syntax { message }, at, Vec::new())
        })?;
        reader.event(event, span)?;
    }
    let root = reader.root.ok_or_else(|| {
        let nothing = Problem::Expected {
            expected: "a profile",
            found: "nothing",
        };
        problem(nothing, mark(1, 0), Vec::new())
    })?;
    Ok(Document {
        root,
        comments: reader.comments,
        duplicates: reader.duplicates,
    })
}

const MAX_BYTES: usize = 16 << 20;
const MAX_NODES: usize = 1_000_000;
const MAX_DEPTH: usize = 64;
const MAX_COMMENTS: usize = 10_000;
const MAX_KEY_BYTES: usize = 1024;

fn limits() -> Options {
    options! {
        disallow_directives: true,
        max_buffered_comment_events: MAX_COMMENTS,
        // A key of the longest kind still fits with every byte escaped.
        simple_key_max_lookahead: 8 * MAX_KEY_BYTES,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    }
}

#[derive(Default)]
struct Reader {
    frames: Vec<Frame>,
    root: Option<Node>,
    /// Anchored nodes, with their number of nodes and depth.
    anchors: HashMap<usize, (Node, usize, usize)>,
    nodes: usize,
    documents: usize,
    comments: Comments,
    waiting: Vec<Waiting>,
    duplicates: Vec<ProfileError>,
    seen_key: bool,
}

/// A comment that waits for the key it belongs to.
struct Waiting {
    line: usize,
    column: usize,
    text: String,
}

struct Frame {
    at: Mark,
    style: StructureStyle,
    anchor: usize,
    children: Children,
    /// Line on which the last entry ended.
    last_line: usize,
}

enum Children {
    Map {
        entries: Vec<Entry>,
        key: Option<(String, Mark)>,
        lines: HashMap<String, usize>,
    },
    List(Vec<Node>),
}

impl Reader {
    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Stop> {
        let at = mark(span.start.line(), span.start.col());
        let tagged = event.tag().is_some();
        if tagged {
            return Err(self.unused("tags", at));
        }
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(self.unused("several documents", at));
                }
            }
            Event::Comment(text, _) => self.comment(&text, at),
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                self.scalar(text, plain, anchor, at, span.end.line())?;
            }
            Event::MappingStart(style, anchor, _) => {
                let map = Children::Map {
                    entries: Vec::new(),
                    key: None,
                    lines: HashMap::new(),
                };
                self.open(map, style, anchor, at)?;
            }
            Event::SequenceStart(style, anchor, _) => {
                self.open(Children::List(Vec::new()), style, anchor, at)?;
            }
            Event::MappingEnd | Event::SequenceEnd => self.close(at),
            Event::Alias(anchor) => self.alias(anchor, at)?,
            Event::StreamEnd => {
                let rest = lines(&mut self.waiting);
                self.comments.add_foot(Vec::new(), rest);
            }
            _ => {}
        }
        Ok(())
    }

    fn scalar(
        &mut self,
        text: Cow<'_, str>,
        plain: bool,
        anchor: usize,
        at: Mark,
        end: usize,
    ) -> Result<(), Stop> {
        let text = text.into_owned();
        let awaits_key = self.refuse_as_key(at).is_err();
        if awaits_key && text.len() > MAX_KEY_BYTES {
            return Err(limit("bytes in a key", MAX_KEY_BYTES, at));
        }
        if let Some(Frame {
            children:
                Children::Map {
                    key: key @ None,
                    lines,
                    ..
                },
            last_line,
            ..
        }) = self.frames.last_mut()
        {
            let first = lines.get(&text).copied();
            lines.entry(text.clone()).or_insert(at.line);
            *key = Some((text.clone(), at));
            *last_line = end;
            if let Some(first_line) = first {
                let twice = Problem::DuplicateKey {
                    key: text,
                    first_line,
                };
                let path = self.entry_path();
                self.duplicates.push(*problem(twice, at, path));
            }
            self.attach_above(at);
            return Ok(());
        }
        self.attach_above(at);
        let node = Node {
            at,
            content: Content::Scalar { text, plain },
        };
        if anchor > 0 {
            self.anchors.insert(anchor, (node.clone(), 1, 1));
        }
        self.add(node, 1, end)
    }

    fn open(
        &mut self,
        children: Children,
        style: StructureStyle,
        anchor: usize,
        at: Mark,
    ) -> Result<(), Stop> {
        self.refuse_as_key(at)?;
        if self.frames.len() >= MAX_DEPTH {
            return Err(limit("levels", MAX_DEPTH, at));
        }
        if matches!(self.frames.last(), Some(frame) if matches!(frame.children, Children::List(_)))
        {
            self.attach_above(at);
        }
        self.frames.push(Frame {
            at,
            style,
            anchor,
            children,
            last_line: at.line,
        });
        self.count(1, at)
    }

    fn close(&mut self, end: Mark) {
        let outer = self.outer_column();
        let path = self.container_path();
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let own = frame.at.column.max(outer);
        let mine = self
            .waiting
            .iter()
            .take_while(|comment| frame.style == StructureStyle::Flow || comment.column >= own)
            .count();
        let mut mine: Vec<Waiting> = self.waiting.drain(..mine).collect();
        self.comments.add_foot(path, lines(&mut mine));
        let content = match frame.children {
            Children::Map { entries, .. } => Content::Map(entries),
            Children::List(items) => Content::List(items),
        };
        let node = Node {
            at: frame.at,
            content,
        };
        if frame.anchor > 0 {
            let (count, depth) = node.extent();
            self.anchors
                .insert(frame.anchor, (node.clone(), count, depth));
        }
        self.push(node, end.line);
    }

    fn alias(&mut self, anchor: usize, at: Mark) -> Result<(), Stop> {
        self.refuse_as_key(at)?;
        let Some((node, count, depth)) = self.anchors.get(&anchor) else {
            return Err(self.unused("aliases that contain themselves", at));
        };
        let (node, count, depth) = (node.clone(), *count, *depth);
        if self.frames.len() + depth > MAX_DEPTH {
            return Err(limit("levels", MAX_DEPTH, at));
        }
        self.attach_above(at);
        self.add(node, count, at.line)
    }

    /// Adds a finished node to what is open, and counts it.
    fn add(&mut self, node: Node, count: usize, end: usize) -> Result<(), Stop> {
        let at = node.at;
        self.push(node, end);
        self.count(count, at)
    }

    fn push(&mut self, node: Node, end: usize) {
        let Some(frame) = self.frames.last_mut() else {
            self.root = Some(node);
            return;
        };
        frame.last_line = end;
        match &mut frame.children {
            Children::Map { entries, key, .. } => {
                if let Some((key, at)) = key.take() {
                    let value = node;
                    entries.push(Entry { key, at, value });
                }
            }
            Children::List(items) => items.push(node),
        }
    }

    fn count(&mut self, nodes: usize, at: Mark) -> Result<(), Stop> {
        self.nodes = self.nodes.saturating_add(nodes);
        if self.nodes > MAX_NODES {
            return Err(limit("values", MAX_NODES, at));
        }
        Ok(())
    }

    fn refuse_as_key(&self, at: Mark) -> Result<(), Stop> {
        match self.frames.last().map(|frame| &frame.children) {
            Some(Children::Map { key: None, .. }) => Err(self.unused("keys that are not text", at)),
            _ => Ok(()),
        }
    }

    fn unused(&self, what: &'static str, at: Mark) -> Stop {
        problem(Problem::NotUsed { what }, at, self.container_path())
    }
}

/// Comments.
impl Reader {
    fn comment(&mut self, text: &str, at: Mark) {
        let text = format!("#{}", text.trim_end());
        let last_line = self.frames.last().map(|frame| frame.last_line);
        if last_line == Some(at.line) {
            let path = if self.has_entry() {
                self.entry_path()
            } else {
                self.container_path()
            };
            self.comments.add_beside(path, text);
            return;
        }
        self.waiting.push(Waiting {
            line: at.line,
            column: at.column,
            text,
        });
    }

    /// Gives the comments that wait to the entry that begins.
    fn attach_above(&mut self, at: Mark) {
        if self.waiting.is_empty() {
            self.seen_key = true;
            return;
        }
        let path = self.next_path();
        if !self.seen_key {
            self.seen_key = true;
            let head = self.head_length(at);
            let mut head: Vec<Waiting> = self.waiting.drain(..head).collect();
            self.comments.add_above(Vec::new(), lines(&mut head));
        }
        let above = lines(&mut self.waiting);
        self.comments.add_above(path, above);
    }

    /// How many of the first comments stand apart from the first key by a blank line.
    fn head_length(&self, at: Mark) -> usize {
        let mut next = at.line;
        for (index, comment) in self.waiting.iter().enumerate().rev() {
            if comment.line + 1 < next {
                return index + 1;
            }
            next = comment.line;
        }
        0
    }

    fn has_entry(&self) -> bool {
        match self.frames.last().map(|frame| &frame.children) {
            Some(Children::Map { entries, key, .. }) => key.is_some() || !entries.is_empty(),
            Some(Children::List(items)) => !items.is_empty(),
            None => false,
        }
    }

    /// Path of the entry at hand: the one whose value is awaited, else the one that ended last.
    fn entry_path(&self) -> Vec<String> {
        let mut path = self.container_path();
        match self.frames.last().map(|frame| &frame.children) {
            Some(Children::Map { entries, key, .. }) => {
                let last = || entries.last().map(|entry| entry.key.clone());
                path.extend(key.as_ref().map(|(key, _)| key.clone()).or_else(last));
            }
            Some(Children::List(items)) => {
                path.push(items.len().saturating_sub(1).to_string());
            }
            None => {}
        }
        path
    }

    /// Path of the entry that begins now.
    fn next_path(&self) -> Vec<String> {
        let mut path = self.container_path();
        match self.frames.last().map(|frame| &frame.children) {
            Some(Children::List(items)) => path.push(items.len().to_string()),
            Some(Children::Map { key, .. }) => {
                path.extend(key.as_ref().map(|(key, _)| key.clone()));
            }
            None => {}
        }
        path
    }

    /// Path of the map or list that is open.
    fn container_path(&self) -> Vec<String> {
        let outer = self.frames.split_last().map_or(&[][..], |(_, outer)| outer);
        let name = |frame: &Frame| match &frame.children {
            Children::Map { key, .. } => key.as_ref().map(|(key, _)| key.clone()),
            Children::List(items) => Some(items.len().to_string()),
        };
        outer.iter().filter_map(name).collect()
    }

    /// A comment left of this column is not within the list or map that is open: lists may begin
    /// in the column of the key that holds them.
    fn outer_column(&self) -> usize {
        let outer = self.frames.len().checked_sub(2);
        match outer.and_then(|index| self.frames.get(index)) {
            Some(frame) => frame.at.column + 1,
            None => 0,
        }
    }
}

/// The comments as lines, with an empty one for each gap.
fn lines(comments: &mut Vec<Waiting>) -> Vec<String> {
    let mut lines = Vec::with_capacity(comments.len());
    let mut previous = None;
    for comment in comments.drain(..) {
        if previous.is_some_and(|line| line + 1 < comment.line) {
            lines.push(String::new());
        }
        previous = Some(comment.line);
        lines.push(comment.text);
    }
    lines
}

fn mark(line: usize, column_from_0: usize) -> Mark {
    Mark {
        line,
        column: column_from_0 + 1,
    }
}

fn limit(what: &'static str, limit: usize, at: Mark) -> Stop {
    problem(Problem::Limit { what, limit }, at, Vec::new())
}

fn problem(problem: Problem, at: Mark, path: Vec<String>) -> Stop {
    Box::new(ProfileError {
        problem,
        place: Place {
            preset: None,
            line: at.line,
            column: at.column,
            path,
        },
    })
}
