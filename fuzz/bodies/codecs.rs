//! Values inside values.

use bauta_codec::{
    Change, CodecError, Leaf, LeafKind, Scratch, array, base64, composite, compressed, delimited,
    encoded_word, hex, hstore, json, jwt, lines, mime, php, query, xml, yaml,
};

/// A leaf as it is read: whether it is NULL, and its text.
type Read = (bool, Vec<u8>);

type Visit<'v> = &'v mut dyn FnMut(Leaf<'_>, &mut Vec<u8>) -> Change;

/// A codec behind one signature.
type Rewrite = fn(&[u8], &mut Vec<u8>, Visit<'_>) -> Result<(), CodecError>;

/// Keeping all is the identity; what was changed reads as it was changed, and the rest as it was.
pub fn run(data: &[u8]) {
    let Some((&choice, input)) = data.split_first() else {
        return;
    };
    if choice == u8::MAX {
        return packed(input);
    }
    let (name, rewrite) = CODECS[usize::from(choice) % CODECS.len()];
    let mut out = b"before".to_vec();
    let mut leaves: Vec<Read> = Vec::new();
    let kept = rewrite(input, &mut out, &mut |leaf, _| {
        leaves.push(read(leaf));
        Change::Keep
    });
    if kept.is_err() {
        assert_eq!(out, b"before", "{name} left something behind");
        return;
    }
    assert_eq!(&out[6..], input, "{name} changed what it keeps");
    for texts in [&TEXTS[..1], TEXTS] {
        changed(name, rewrite, input, &leaves, texts);
    }
}

/// What is packed reads as it was, and nothing more comes out of anything than is allowed.
fn packed(input: &[u8]) {
    for packing in [
        compressed::Packing::Gzip,
        compressed::Packing::Zlib,
        compressed::Packing::Mysql,
    ] {
        let (mut out, mut read) = (Vec::new(), Vec::new());
        packing.unpack(input, 4096, &mut out);
        assert!(out.len() <= 4096, "{packing:?} yields too much");
        out.clear();
        packing.pack(input, &mut out);
        let extent = packing.unpack(&out, input.len(), &mut read);
        assert_eq!(extent, Some(compressed::Extent::Whole), "{packing:?}");
        assert_eq!(read, input, "{packing:?} yields something else");
    }
}

fn changed(name: &str, rewrite: Rewrite, input: &[u8], leaves: &[Read], texts: &[&[u8]]) {
    let (mut out, mut number) = (Vec::new(), 0);
    let mut expected = leaves.to_vec();
    let done = rewrite(input, &mut out, &mut |_, changed| {
        let index = number;
        number += 1;
        if index % 3 == 1 {
            return Change::Keep;
        }
        let text = texts[index % texts.len()];
        changed.extend_from_slice(text);
        expected[index] = (false, text.to_vec());
        Change::Text
    });
    assert!(done.is_ok(), "{name} reads it once only");
    let mut again: Vec<Read> = Vec::new();
    let reread = rewrite(&out, &mut Vec::new(), &mut |leaf, _| {
        again.push(read(leaf));
        Change::Keep
    });
    assert!(reread.is_ok(), "{name} wrote what it cannot read");
    if name == "xml" {
        // A CDATA section that may not hold `]]>` becomes two, so only the text as a whole stands.
        assert_eq!(
            joined(&again),
            joined(&expected),
            "{name} wrote something else"
        );
        return;
    }
    assert_eq!(again, expected, "{name} wrote something else");
}

fn joined(leaves: &[Read]) -> Vec<u8> {
    leaves
        .iter()
        .flat_map(|(_, text)| text.iter().copied())
        .collect()
}

fn read(leaf: Leaf<'_>) -> Read {
    (leaf.kind == LeafKind::Null, leaf.text.to_vec())
}

/// Texts that every form can hold, with what one or the other has to escape.
static TEXTS: &[&[u8]] = &[
    b"plain",
    b"a \"b\" \\ {c} (d) <e> &f; 'g' ]]> i=>j",
    b"NULL",
    "K\u{e4}the".as_bytes(),
];

static CODECS: &[(&str, Rewrite)] = &[
    ("json", |input, out, visit| {
        json::rewrite(input, &mut Scratch::default(), out, |_, leaf, changed| {
            Ok(visit(leaf, changed))
        })
    }),
    ("xml", |input, out, visit| {
        xml::rewrite(input, &mut Scratch::default(), out, |_, leaf, changed| {
            Ok(visit(leaf, changed))
        })
    }),
    ("array", |input, out, visit| {
        array::rewrite(
            input,
            b',',
            &mut Scratch::default(),
            out,
            |_, leaf, changed| Ok(visit(leaf, changed)),
        )
    }),
    ("hstore", |input, out, visit| {
        hstore::rewrite(input, &mut Scratch::default(), out, |_, leaf, changed| {
            Ok(visit(leaf, changed))
        })
    }),
    ("composite", |input, out, visit| {
        composite::rewrite(input, &mut Scratch::default(), out, |_, leaf, changed| {
            Ok(visit(leaf, changed))
        })
    }),
    ("php", |input, out, visit| {
        php::rewrite(input, &mut Scratch::default(), out, |_, leaf, changed| {
            Ok(visit(leaf, changed))
        })
    }),
    ("delimited", |input, out, visit| {
        delimited::rewrite(
            input,
            b", ",
            &mut Scratch::default(),
            out,
            |_, leaf, changed| Ok(visit(leaf, changed)),
        )
    }),
    ("base64", |input, out, visit| {
        base64::rewrite(input, &mut Scratch::default(), out, |leaf, changed| {
            Ok(visit(leaf, changed))
        })
    }),
    ("hex", |input, out, visit| {
        hex::rewrite(input, &mut Scratch::default(), out, |leaf, changed| {
            Ok(visit(leaf, changed))
        })
    }),
    ("query", |input, out, visit| {
        query::rewrite(input, &mut Scratch::default(), out, |_, leaf, changed| {
            Ok(visit(leaf, changed))
        })
    }),
    ("lines", |input, out, visit| {
        lines::rewrite(input, &mut Scratch::default(), out, |_, leaf, changed| {
            Ok(visit(leaf, changed))
        })
    }),
    ("yaml", |input, out, visit| {
        yaml::rewrite(input, &mut Scratch::default(), out, |_, leaf, changed| {
            Ok(visit(leaf, changed))
        })
    }),
    ("jwt", |input, out, visit| {
        jwt::rewrite(input, &mut Scratch::default(), out, |_, leaf, changed| {
            Ok(visit(leaf, changed))
        })
    }),
    ("mime", |input, out, visit| {
        mime::rewrite(input, &mut Scratch::default(), out, |_, leaf, changed| {
            Ok(visit(leaf, changed))
        })
    }),
    ("encoded-word", |input, out, visit| {
        encoded_word::rewrite(input, &mut Scratch::default(), out, |leaf, changed| {
            Ok(visit(leaf, changed))
        })
    }),
];
