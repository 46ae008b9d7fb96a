//! Connection strings of names and values: `host=db1 password=x`, `host "db1", user "x"`.

use bauta_model::Span;

/// One name and where its value stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pair {
    /// In lower case, with `_` for blanks.
    pub(super) name: String,
    /// The value without its quotes.
    pub(super) value: Span,
    /// The quotes around it.
    pub(super) quote: Option<u8>,
}

impl Pair {
    /// The value with its quotes.
    pub(super) fn written(&self) -> Span {
        let quote = usize::from(self.quote.is_some());
        Span::new(self.value.start - quote, self.value.end + quote)
    }
}

/// Appends a value for the place of another, in the same quotes unless it can do without.
pub(super) fn write(value: &[u8], quote: Option<u8>, out: &mut Vec<u8>) {
    let plain = |byte: &u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'/' | b':' | b',')
    };
    // Some readers of `name "value"` want the quotes.
    if quote != Some(b'"') && !value.is_empty() && value.iter().all(plain) {
        out.extend_from_slice(value);
        return;
    }
    let quote = quote.unwrap_or(b'\'');
    out.push(quote);
    for byte in value {
        if matches!(byte, b'\\' | b'\'' | b'"') {
            out.push(b'\\');
        }
        out.push(*byte);
    }
    out.push(quote);
}

/// The pairs of `text`; `None` where it is anything else.
///
/// *Source*: `PostgreSQL`, libpq, Keyword/Value Connection Strings; `MariaDB`, Spider Table
/// Parameters, CONNECT Table Types.
pub(super) fn pairs(text: &[u8]) -> Option<Vec<Pair>> {
    let mut pairs = Vec::new();
    let mut at = 0;
    loop {
        at += count(text, at, |byte| {
            byte.is_ascii_whitespace() || matches!(byte, b',' | b';')
        });
        if at >= text.len() {
            return (!pairs.is_empty()).then_some(pairs);
        }
        let len = count(text, at, |byte| {
            byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
        });
        let name = text.get(at..at + len).filter(|name| !name.is_empty())?;
        let mut name = String::from_utf8_lossy(name).to_ascii_lowercase();
        at += len;
        at += blanks(text, at);
        // `Data Source=`, `User Id=`
        let second = count(text, at, |byte| byte.is_ascii_alphabetic());
        let after = at + second + blanks(text, at + second);
        if second > 0 && text.get(after) == Some(&b'=') {
            let word = String::from_utf8_lossy(text.get(at..at + second)?).to_ascii_lowercase();
            name = format!("{name}_{word}");
            at = after;
        }
        let sign = text.get(at) == Some(&b'=');
        at += usize::from(sign);
        at += blanks(text, at);
        let quote = text
            .get(at)
            .copied()
            .filter(|byte| matches!(byte, b'\'' | b'"'));
        let start = at + usize::from(quote.is_some());
        let end = match quote {
            Some(quote) => start + quoted(text.get(start..)?, quote)?,
            None if sign => start + bare(text, start),
            None => return None,
        };
        pairs.push(Pair {
            name,
            value: Span::new(start, end),
            quote,
        });
        at = end + usize::from(quote.is_some());
    }
}

fn blanks(text: &[u8], at: usize) -> usize {
    count(text, at, |byte| byte.is_ascii_whitespace())
}

fn count(text: &[u8], at: usize, fits: impl Fn(u8) -> bool) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.iter().take_while(|byte| fits(**byte)).count()
}

/// Length up to the closing quote.
fn quoted(text: &[u8], quote: u8) -> Option<usize> {
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        match byte {
            b'\\' => at += 1,
            byte if *byte == quote => return Some(at),
            _ => {}
        }
        at += 1;
    }
    None
}

/// Length of a value without quotes, in which a backslash escapes.
fn bare(text: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(byte) = text.get(at) {
        match byte {
            b'\\' => at += 1,
            b';' => break,
            byte if byte.is_ascii_whitespace() => break,
            // Several hosts or ports stand with commas between; another pair does not.
            b',' if text.get(at + 1..).is_some_and(begins_pair) => break,
            _ => {}
        }
        at += 1;
    }
    at.min(text.len()) - start
}

/// Whether a name and an equals sign stand at the front.
fn begins_pair(text: &[u8]) -> bool {
    let blank = blanks(text, 0);
    let name = count(text, blank, |byte| {
        byte.is_ascii_alphanumeric() || byte == b'_'
    });
    name > 0 && text.get(blank + name) == Some(&b'=')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Option<Vec<(String, String)>> {
        let pairs = pairs(text.as_bytes())?.into_iter();
        let pair = pairs.map(|pair| {
            let value = String::from_utf8_lossy(pair.value.of(text.as_bytes()));
            (pair.name, value.into_owned())
        });
        Some(pair.collect())
    }

    #[test]
    fn pairs_of_every_kind_are_read() {
        for (text, expected) in [
            (
                "host=db.example user = 'a b' password=it\\'s",
                vec![
                    ("host", "db.example"),
                    ("user", "a b"),
                    ("password", "it\\'s"),
                ],
            ),
            (
                "host=a,b port=1,2 dbname=''",
                vec![("host", "a,b"), ("port", "1,2"), ("dbname", "")],
            ),
            (
                "wrapper \"mysql\", host \"10.0.0.1\", password \"x y\"",
                vec![
                    ("wrapper", "mysql"),
                    ("host", "10.0.0.1"),
                    ("password", "x y"),
                ],
            ),
            (
                "Data Source=db;User Id=sa;Pwd=x;",
                vec![("data_source", "db"), ("user_id", "sa"), ("pwd", "x")],
            ),
            (
                "User=root,host=localhost",
                vec![("user", "root"), ("host", "localhost")],
            ),
        ] {
            let expected = expected.iter();
            let expected = expected.map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
            assert_eq!(read(text), Some(expected.collect()), "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for (value, quote) in [
            ("a b", None),
            ("it's", None),
            ("x", None),
            ("a\\'b", Some(b'\'')),
        ] {
            let mut text = b"password=".to_vec();
            write(value.as_bytes(), quote, &mut text);
            text.extend_from_slice(b" host=x");
            let found = pairs(&text).unwrap();
            assert_eq!(found.len(), 2, "{value}");
            let raw = String::from_utf8_lossy(found[0].value.of(&text)).into_owned();
            let read = raw.replace("\\'", "'").replace("\\\\", "\\");
            assert_eq!(read, value);
        }
    }

    #[test]
    fn other_texts_are_no_pairs() {
        for text in [
            "",
            "server1/table",
            "orders of the shop",
            "host='x",
            "postgres://u:p@h/d",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_give_ordered_values_within_them(text in proptest::collection::vec(any::<u8>(), 0..80)) {
            let mut last = 0;
            for pair in pairs(&text).unwrap_or_default() {
                prop_assert!(pair.value.start >= last && pair.value.end <= text.len());
                prop_assert!(pair.value.start <= pair.value.end);
                last = pair.value.end;
            }
        }
    }
}
