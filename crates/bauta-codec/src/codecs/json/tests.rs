use proptest::prelude::*;

use super::*;
use crate::{PathPattern, PathSet};

fn change_all(input: &str, new: &str) -> Result<String, CodecError> {
    let mut out = Vec::new();
    rewrite(
        input.as_bytes(),
        &mut Scratch::default(),
        &mut out,
        |_, _, changed| {
            changed.extend_from_slice(new.as_bytes());
            Ok::<_, CodecError>(Change::Text)
        },
    )?;
    Ok(String::from_utf8(out).unwrap())
}

fn keep_all(input: &[u8]) -> Result<Vec<u8>, CodecError> {
    let mut out = Vec::new();
    rewrite(input, &mut Scratch::default(), &mut out, |_, _, _| {
        Ok::<_, CodecError>(Change::Keep)
    })?;
    Ok(out)
}

fn leaves(input: &str) -> Vec<(LeafKind, Vec<u8>)> {
    let mut found = Vec::new();
    visit(input.as_bytes(), &mut Scratch::default(), |_, leaf| {
        found.push((leaf.kind, leaf.text.to_vec()));
        Ok::<_, CodecError>(())
    })
    .unwrap();
    found
}

#[test]
fn only_leaves_change() {
    let input = " { \"b\" : 1e400 ,\n\"a\":[ true,null , {} ],\"b\":\"\\u00e9\" }\n";
    let expected = " { \"b\" : \"x\" ,\n\"a\":[ \"x\",\"x\" , {} ],\"b\":\"x\" }\n";
    assert_eq!(change_all(input, "x").unwrap(), expected);
    assert_eq!(keep_all(input.as_bytes()).unwrap(), input.as_bytes());
}

#[test]
fn escapes_are_decoded_with_surrogates() {
    let found = leaves(r#"["\ud83d\ude00 \u00e9\/\"","\ud83d","\ud83dx\u0041"]"#);
    assert_eq!(found[0].1, "😀 é/\"".as_bytes());
    assert_eq!(found[1].1, "\u{FFFD}".as_bytes());
    assert_eq!(found[2].1, "\u{FFFD}xA".as_bytes());
}

#[test]
fn what_is_not_json_is_refused() {
    let junk = [
        "",
        " ",
        "{",
        "}",
        "[1,]",
        "{\"a\"}",
        "{\"a\":}",
        "01",
        "1.",
        "+1",
        "nul",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "[1 2]",
        "{a:1}",
        "1 1",
        "[}",
        "{]",
        "{,}",
        "-",
        "1e",
        "tru",
        "[1}",
    ];
    for text in junk {
        assert!(keep_all(text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn depth_is_limited_without_recursion() {
    let deep = |depth: usize| [vec![b'['; depth], vec![b']'; depth]].concat();
    assert!(keep_all(&deep(MAX_DEPTH)).is_ok());
    let error = keep_all(&deep(MAX_DEPTH + 1)).unwrap_err();
    assert_eq!(error.problem, Problem::TooDeep);
    assert!(keep_all(&vec![b'['; 1 << 20]).is_err());
}

#[test]
fn paths_decide_also_over_escaped_keys() {
    let patterns = ["$.card.number", "$.items[*].name", "$..e\u{301}"];
    let set = PathSet::new(
        patterns
            .map(|path| PathPattern::json(path).unwrap())
            .to_vec(),
    );
    let input = r#"{"c\u0061rd":{"number":"4"},"items":[{"id":1,"name":"n"}],"x":{"e\u0301":2}}"#;
    let mut found = Vec::new();
    visit(input.as_bytes(), &mut Scratch::default(), |place, leaf| {
        found.push((set.decide(place), leaf.text.to_vec()));
        Ok::<_, CodecError>(())
    })
    .unwrap();
    let expected = [(Some(0), "4"), (None, "1"), (Some(1), "n"), (Some(2), "2")];
    assert_eq!(
        found,
        expected.map(|(rule, text)| (rule, text.as_bytes().to_vec()))
    );
}

#[test]
fn a_failed_callback_leaves_nothing_behind() {
    let mut out = b"before".to_vec();
    let failed = rewrite(
        b"[1,2",
        &mut Scratch::default(),
        &mut out,
        |_, _, changed| {
            changed.push(b'0');
            Ok::<_, CodecError>(Change::Literal)
        },
    );
    assert!(failed.is_err());
    assert_eq!(out, b"before");
}

fn document() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,3})?",
        any::<String>().prop_map(|text| quoted(&text)),
    ];
    leaf.prop_recursive(5, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(("[ \n\t]{0,2}", inner.clone()), 0..5).prop_map(|items| {
                let items = items
                    .into_iter()
                    .map(|(blank, item)| blank.clone() + &item + &blank);
                format!("[{}]", items.collect::<Vec<_>>().join(","))
            }),
            prop::collection::vec((any::<String>(), "[ \n]{0,2}", inner), 0..5).prop_map(|items| {
                let items = items
                    .into_iter()
                    .map(|(key, blank, item)| format!("{}{blank}:{blank}{item}", quoted(&key)));
                format!("{{{}}}", items.collect::<Vec<_>>().join(","))
            }),
        ]
    })
}

fn quoted(text: &str) -> String {
    let mut out = Vec::new();
    encode(text.as_bytes(), &mut out);
    String::from_utf8(out).unwrap()
}

proptest! {
    #[test]
    fn keeping_is_the_identity(document in document()) {
        prop_assert_eq!(keep_all(document.as_bytes()).unwrap(), document.as_bytes());
    }

    #[test]
    fn writing_back_what_was_read_says_the_same(document in document()) {
        let mut out = Vec::new();
        rewrite(document.as_bytes(), &mut Scratch::default(), &mut out, |_, leaf, changed| {
            changed.extend_from_slice(leaf.text);
            Ok::<_, CodecError>(match leaf.kind {
                LeafKind::Text => Change::Text,
                LeafKind::Null => Change::Null,
                _ => Change::Literal,
            })
        }).unwrap();
        prop_assert_eq!(out, document.as_bytes());
    }

    #[test]
    fn decoding_undoes_encoding(text in any::<Vec<u8>>()) {
        let mut encoded = Vec::new();
        encode(&text, &mut encoded);
        let mut decoded = Vec::new();
        decode(&encoded[1..encoded.len() - 1], &mut decoded);
        prop_assert_eq!(decoded, text);
    }

    #[test]
    fn junk_never_panics(junk in any::<Vec<u8>>(), text in "[\\[\\]{}\",:0-9truefalsn\\\\u ]{0,40}") {
        for input in [junk.as_slice(), text.as_bytes()] {
            if let Ok(out) = keep_all(input) {
                prop_assert_eq!(out, input);
            }
        }
    }
}
