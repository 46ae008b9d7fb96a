/// A line and a column, both from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Mark {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// A node and where it begins.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) at: Mark,
    pub(crate) content: Content,
}

/// What a node holds.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    /// A text; `plain` when it stood without quotes, so that `5` may be a number.
    Scalar { text: String, plain: bool },
    /// Keys and values in order, duplicates included.
    Map(Vec<Entry>),
    /// Items in order.
    List(Vec<Node>),
}

/// A key and its value.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) at: Mark,
    pub(crate) value: Node,
}

impl Node {
    /// What it is, for messages.
    pub(crate) fn kind(&self) -> &'static str {
        match &self.content {
            Content::Scalar { text, plain: true } if text.is_empty() || text == "~" => "nothing",
            Content::Scalar { .. } => "a text",
            Content::Map(_) => "a map",
            Content::List(_) => "a list",
        }
    }

    /// How many nodes it is made of, and how deep they nest.
    pub(crate) fn extent(&self) -> (usize, usize) {
        let fold = |children: &mut dyn Iterator<Item = &Node>| {
            children.fold((1, 1), |(count, depth): (usize, usize), child| {
                let (below, deep) = child.extent();
                (count.saturating_add(below), depth.max(deep + 1))
            })
        };
        match &self.content {
            Content::Scalar { .. } => (1, 1),
            Content::Map(entries) => fold(&mut entries.iter().map(|entry| &entry.value)),
            Content::List(items) => fold(&mut items.iter()),
        }
    }
}
