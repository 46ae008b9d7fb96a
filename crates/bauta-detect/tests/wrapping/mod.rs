//! Forms that tests put secrets in.

use bauta_codec::{
    Change, CodecError, Scratch, array, base64, compressed, encoded_word, escapes, hex, hstore,
    json, php, query, xml,
};

/// A form to put a text in and to take it out again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrap {
    Json,
    JsonEscaped,
    Php,
    Xml,
    Attribute,
    Hstore,
    Array,
    Base64,
    Base64Wrapped,
    Base64Url,
    Hex,
    Query,
    Percent,
    LogOfJson,
    EncodedWord,
    /// Base64 of what is compressed.
    Gzip,
}

/// All of them.
pub(crate) const WRAPS: [Wrap; 16] = [
    Wrap::Json,
    Wrap::JsonEscaped,
    Wrap::Php,
    Wrap::Xml,
    Wrap::Attribute,
    Wrap::Hstore,
    Wrap::Array,
    Wrap::Base64,
    Wrap::Base64Wrapped,
    Wrap::Base64Url,
    Wrap::Hex,
    Wrap::Query,
    Wrap::Percent,
    Wrap::LogOfJson,
    Wrap::EncodedWord,
    Wrap::Gzip,
];

impl Wrap {
    /// Puts a text in, under `name` where the form has names.
    pub(crate) fn wrap(self, text: &[u8], name: &str) -> Vec<u8> {
        let mut out = Vec::new();
        match self {
            Self::Json => {
                out.extend_from_slice(format!("{{\"id\": 7, \"{name}\" : ").as_bytes());
                json::encode(text, &mut out);
                out.extend_from_slice(b",\"list\":[1.50,null]}");
            }
            Self::JsonEscaped => {
                out.extend_from_slice(format!("[{{\"{name}\":\"").as_bytes());
                for character in String::from_utf8_lossy(text).encode_utf16() {
                    out.extend_from_slice(format!("\\u{character:04x}").as_bytes());
                }
                out.extend_from_slice(b"\"}]");
            }
            Self::Php => {
                out.extend_from_slice(b"a:2:{s:2:\"id\";i:7;");
                php::encode(name.as_bytes(), &mut out);
                php::encode(text, &mut out);
                out.push(b'}');
            }
            Self::Xml => {
                out.extend_from_slice(format!("<r><id>7</id><{name}>").as_bytes());
                xml::encode(text, &mut out);
                out.extend_from_slice(format!("</{name}></r>").as_bytes());
            }
            Self::Attribute => {
                out.extend_from_slice(format!("<r id='7' {name}=\"").as_bytes());
                xml::encode(text, &mut out);
                out.extend_from_slice(b"\"/>");
            }
            Self::Hstore => {
                out.extend_from_slice(format!("\"id\"=>\"7\", \"{name}\"=>").as_bytes());
                hstore::encode(text, &mut out);
            }
            Self::Array => {
                out.extend_from_slice(b"{7,");
                array::encode(text, b',', &mut out);
                out.push(b'}');
            }
            Self::Base64 | Self::Base64Wrapped | Self::Base64Url => {
                let style = match self {
                    Self::Base64 => "YQ==",
                    Self::Base64Url => "_-8",
                    _ => {
                        "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5\nYQ=="
                    }
                };
                let style = base64::decode(style.as_bytes(), &mut Vec::new()).unwrap();
                base64::encode(text, style, &mut out);
            }
            Self::Hex => {
                out.extend_from_slice(b"\\x");
                hex::encode(text, false, &mut out);
            }
            Self::Query => {
                out.extend_from_slice(format!("id=7&{name}=").as_bytes());
                query::encode(text, b"+", &mut out);
                out.extend_from_slice(b"&z=1");
            }
            Self::Percent => {
                out.extend_from_slice(b"GET /cb?id=7&state=");
                escapes::Escape::Percent.encode(text, &mut out);
                out.extend_from_slice(b" HTTP/1.1");
            }
            Self::LogOfJson => {
                out.extend_from_slice(format!("12:00:01 INFO sent {{\"{name}\": ").as_bytes());
                json::encode(text, &mut out);
                out.extend_from_slice(b"} in 3 ms");
            }
            Self::EncodedWord => {
                let words = b"=?utf-8?Q?a?=";
                let scratch = &mut Scratch::default();
                encoded_word::rewrite(words, scratch, &mut out, |_, changed| {
                    changed.extend_from_slice(text);
                    Ok::<_, CodecError>(Change::Text)
                })
                .unwrap();
            }
            Self::Gzip => {
                let mut packed = Vec::new();
                compressed::Packing::Gzip.pack(text, &mut packed);
                return Self::Base64.wrap(&packed, name);
            }
        }
        out
    }

    /// What was put in, out of what may have changed.
    pub(crate) fn unwrap(self, text: &[u8], name: &str) -> Vec<u8> {
        let scratch = &mut Scratch::default();
        let out = &mut Vec::new();
        let mut last = Vec::new();
        let mut keep = |text: &[u8]| {
            if text.len() > 4 {
                last = text.to_vec();
            }
            Ok::<_, CodecError>(Change::Keep)
        };
        match self {
            Self::Json | Self::JsonEscaped => {
                json::rewrite(text, scratch, out, |_, leaf, _| keep(leaf.text)).unwrap();
            }
            Self::Php => php::rewrite(text, scratch, out, |_, leaf, _| keep(leaf.text)).unwrap(),
            Self::Xml | Self::Attribute => {
                xml::rewrite(text, scratch, out, |_, leaf, _| keep(leaf.text)).unwrap();
            }
            Self::Hstore => {
                hstore::rewrite(text, scratch, out, |_, leaf, _| keep(leaf.text)).unwrap();
            }
            Self::Array => {
                array::rewrite(text, b',', scratch, out, |_, leaf, _| keep(leaf.text)).unwrap();
            }
            Self::Base64 | Self::Base64Wrapped | Self::Base64Url => {
                base64::decode(text, &mut last).unwrap();
            }
            Self::Hex => {
                hex::decode(text, &mut last).unwrap();
            }
            Self::Query => {
                query::rewrite(text, scratch, out, |_, leaf, _| keep(leaf.text)).unwrap();
            }
            Self::Percent => {
                let inner = text.strip_prefix(b"GET /cb?id=7&state=").unwrap();
                let inner = inner.strip_suffix(b" HTTP/1.1").unwrap();
                query::decode(inner, &mut last);
            }
            Self::LogOfJson => {
                let front = format!("12:00:01 INFO sent {{\"{name}\": \"");
                let inner = text.strip_prefix(front.as_bytes()).unwrap();
                let inner = inner.strip_suffix(b"\"} in 3 ms").unwrap();
                json::decode(inner, &mut last);
            }
            Self::EncodedWord => {
                encoded_word::rewrite(text, scratch, out, |leaf, _| keep(leaf.text)).unwrap();
            }
            Self::Gzip => {
                let packed = Self::Base64.unwrap(text, name);
                let extent = compressed::Packing::Gzip.unpack(&packed, 1 << 20, &mut last);
                assert_eq!(extent, Some(compressed::Extent::Whole));
            }
        }
        last
    }
}

/// Whether `text` holds 8 characters of `secret` in a row, plain or encoded at any alignment.
pub(crate) fn leaks(text: &[u8], secret: &[u8]) -> bool {
    secret.windows(8).any(|part| {
        let mut hexed = Vec::new();
        hex::encode(part, false, &mut hexed);
        let based = (0..3).map(|shift| {
            let mut bytes = vec![b'x'; shift];
            bytes.extend_from_slice(part);
            let mut coded = Vec::new();
            let style = base64::decode(b"YQ", &mut Vec::new()).unwrap();
            base64::encode(&bytes, style, &mut coded);
            // Characters that the bytes before and behind have a share in say nothing.
            coded[(shift * 8).div_ceil(6)..coded.len() - 1].to_vec()
        });
        let holds = |needle: &[u8]| text.windows(needle.len()).any(|window| window == needle);
        holds(part) || holds(&hexed) || based.into_iter().any(|coded| holds(&coded))
    })
}
