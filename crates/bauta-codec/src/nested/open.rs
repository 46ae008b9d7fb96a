use super::Form;
use crate::{
    Change, CodecError, Leaf, Scratch, array, composite, encoded_word, hstore, json, jwt, lines,
    mime, php, query, xml, yaml,
};

/// The name of a leaf: its key, unless that says nothing of its own. `told` is the name that
/// stood beside it, if any.
pub(super) fn nearest<'n>(
    key: Key<'_>,
    outer: &'n [u8],
    own: &'n mut Vec<u8>,
    told: &[u8],
) -> &'n [u8] {
    own.clear();
    match key {
        Key::None => {}
        Key::Plain(key) => own.extend_from_slice(key),
        Key::Json(raw) => json::decode(raw, own),
    }
    if !told.is_empty() && is_one_of(own, VAGUE.iter().chain(&ENTRIES)) {
        own.clear();
        own.extend_from_slice(told);
        return own;
    }
    if own.is_empty() || is_one_of(own, &VAGUE) || own.iter().all(u8::is_ascii_digit) {
        outer
    } else {
        own
    }
}

/// Whether a leaf is the name of the value beside it.
pub(super) fn is_naming(key: Key<'_>) -> bool {
    let (Key::Plain(key) | Key::Json(key)) = key else {
        return false;
    };
    is_one_of(key, &NAMING)
}

fn is_one_of<'w>(name: &[u8], words: impl IntoIterator<Item = &'w &'w str>) -> bool {
    name.len() <= MOST_WORD
        && words
            .into_iter()
            .any(|word| name.eq_ignore_ascii_case(word.as_bytes()))
}

/// Keys that say only that there is a value.
const VAGUE: [&str; 6] = ["value", "val", "v", "data", "text", "_"];

/// Elements that stand for any value; their attributes tell which.
const ENTRIES: [&str; 9] = [
    "entry", "property", "param", "item", "string", "setting", "content", "add", "option",
];

/// Keys of names.
const NAMING: [&str; 9] = [
    "name", "key", "field", "variable", "setting", "option", "property", "param", "header",
];

/// No word above is longer.
const MOST_WORD: usize = 8;

/// A leaf's key.
#[derive(Debug, Clone, Copy)]
pub(super) enum Key<'a> {
    None,
    Plain(&'a [u8]),
    /// As written between the quotes.
    Json(&'a [u8]),
}

pub(super) type OnLeaf<'v> = &'v mut dyn FnMut(Key<'_>, Leaf<'_>, &mut Vec<u8>) -> Change;

/// Every form that is one document, behind one signature.
pub(super) fn open(
    form: Form,
    text: &[u8],
    scratch: &mut Scratch,
    out: &mut Vec<u8>,
    on_leaf: OnLeaf<'_>,
) -> Result<(), CodecError> {
    match form {
        Form::Json => json::rewrite(text, scratch, out, |place, leaf, changed| {
            Ok(on_leaf(Key::Json(place.raw_key()), leaf, changed))
        }),
        Form::Xml => xml::rewrite(text, scratch, out, |place, leaf, changed| {
            Ok(on_leaf(Key::Plain(place.name()), leaf, changed))
        }),
        Form::Php => php::rewrite(text, scratch, out, |place, leaf, changed| {
            Ok(on_leaf(Key::Plain(place.name()), leaf, changed))
        }),
        Form::Hstore => hstore::rewrite(text, scratch, out, |key, leaf, changed| {
            Ok(on_leaf(Key::Plain(key), leaf, changed))
        }),
        Form::Array => array::rewrite(text, b',', scratch, out, |_, leaf, changed| {
            Ok(on_leaf(Key::None, leaf, changed))
        }),
        Form::Composite => composite::rewrite(text, scratch, out, |_, leaf, changed| {
            Ok(on_leaf(Key::None, leaf, changed))
        }),
        Form::Query => query::rewrite(text, scratch, out, |key, leaf, changed| {
            Ok(on_leaf(Key::Plain(key), leaf, changed))
        }),
        Form::Jwt => jwt::rewrite(text, scratch, out, |_, leaf, changed| {
            Ok(on_leaf(Key::None, leaf, changed))
        }),
        Form::EncodedWord => encoded_word::rewrite(text, scratch, out, |leaf, changed| {
            Ok(on_leaf(Key::None, leaf, changed))
        }),
        Form::Mime => mime::rewrite(text, scratch, out, |key, leaf, changed| {
            Ok(on_leaf(Key::Plain(key), leaf, changed))
        }),
        Form::Lines => lines::rewrite(text, scratch, out, |key, leaf, changed| {
            Ok(on_leaf(Key::Plain(key), leaf, changed))
        }),
        Form::Yaml => yaml::rewrite(text, scratch, out, |key, leaf, changed| {
            Ok(on_leaf(Key::Plain(key), leaf, changed))
        }),
        // These have no leaves of their own: the walker reads through them.
        _ => Ok(()),
    }
}
