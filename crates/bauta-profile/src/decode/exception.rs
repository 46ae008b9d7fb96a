use super::fields::Decoder;
use super::settings::date;
use crate::yaml::{Content, Node};
use crate::{ColumnPath, Exception, Problem};

pub(crate) const KEYS: &[&str] = &[
    "column",
    "fingerprint",
    "kinds",
    "reason",
    "ticket",
    "owner",
    "issued",
    "expires",
];

/// Reads the list of exceptions.
pub(super) fn list(node: &Node, decoder: &mut Decoder) -> Vec<Exception> {
    let Content::List(items) = &node.content else {
        let found = node.kind();
        let expected = "a list of exceptions";
        decoder.problem(Problem::Expected { expected, found }, node.at);
        return Vec::new();
    };
    let numbered = items.iter().enumerate();
    numbered
        .filter_map(|(index, item)| {
            decoder.within(&index.to_string(), |decoder| exception(item, decoder))
        })
        .collect()
}

fn exception(node: &Node, decoder: &mut Decoder) -> Option<Exception> {
    let Content::Map(entries) = &node.content else {
        let found = node.kind();
        let expected = "an exception";
        decoder.problem(Problem::Expected { expected, found }, node.at);
        return None;
    };
    let names = |name: &str| entries.iter().any(|entry| entry.key == name);
    let (mut column, mut fingerprint, mut ticket) = (None, None, None);
    let (mut reason, mut owner, mut issued, mut expires) = (None, None, None, None);
    let mut kinds = Vec::new();
    decoder.keys(node, KEYS, |decoder, key, node| match key {
        "column" => column = decoder.read(node, column_path),
        "fingerprint" => fingerprint = decoder.words(node),
        "kinds" => kinds = decoder.texts(node),
        "reason" => reason = decoder.words(node),
        "ticket" => ticket = decoder.words(node),
        "owner" => owner = decoder.words(node),
        "issued" => issued = decoder.read(node, date),
        _ => expires = decoder.read(node, date),
    });
    for key in ["kinds", "reason", "owner", "issued", "expires"] {
        if !names(key) {
            decoder.problem(Problem::Missing { key }, node.at);
        }
    }
    if names("kinds") && kinds.is_empty() {
        decoder.problem(Problem::Missing { key: "kinds" }, node.at);
    }
    if !names("column") && !names("fingerprint") {
        decoder.problem(Problem::ExceptsNothing, node.at);
    }
    if let (Some(issued), Some(expires)) = (issued, expires)
        && expires < issued
    {
        decoder.problem(Problem::ExpiresBeforeIssued, node.at);
    }
    Some(Exception {
        column,
        fingerprint,
        kinds,
        reason: reason?,
        ticket,
        owner: owner?,
        issued: issued?,
        expires: expires?,
    })
}

fn column_path(text: &str) -> Result<ColumnPath, Problem> {
    ColumnPath::parse(text).ok_or_else(|| Problem::Selector {
        text: text.to_owned(),
        what: "one column, as `table.column`, without globs",
    })
}
