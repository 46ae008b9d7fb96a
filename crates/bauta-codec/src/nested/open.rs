use super::Form;
use crate::{
    Change, CodecError, Leaf, Scratch, array, composite, hstore, json, jwt, lines, php, query, xml,
    yaml,
};

/// The name of a leaf: its key, unless that says nothing of its own.
pub(super) fn nearest<'n>(key: Key<'_>, outer: &'n [u8], own: &'n mut Vec<u8>) -> &'n [u8] {
    own.clear();
    match key {
        Key::None => {}
        Key::Plain(key) => own.extend_from_slice(key),
        Key::Json(raw) => json::decode(raw, own),
    }
    let is_vague = own.len() <= 5
        && VAGUE
            .iter()
            .any(|word| own.eq_ignore_ascii_case(word.as_bytes()));
    if own.is_empty() || is_vague || own.iter().all(u8::is_ascii_digit) {
        outer
    } else {
        own
    }
}

/// Keys that say only that there is a value.
const VAGUE: [&str; 6] = ["value", "val", "v", "data", "text", "_"];

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
