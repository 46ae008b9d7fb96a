//! Encoded words: text of any alphabet in the headers of messages (`=?UTF-8?Q?caf=C3=A9?=`).
//!
//! Words that only blanks part are one text, which is the leaf; its bytes are of the character set
//! that the words name. A changed text is written in words of the first one's set and encoding.
//!
//! *Source:* RFC 2047, sections 2 to 5.

use bauta_model::Span;
use memchr::{memchr, memmem};

use super::base64::{self, Style};
use super::hex;
use crate::codec::{Splice, is_blank};
use crate::{Change, CodecError, Leaf, LeafKind, Problem, Scratch};

/// Hands the text of a run of words to `change` and writes it anew if it is changed.
///
/// # Errors
/// What is no run of words, and what `change` fails with; `out` is then as it was.
pub fn rewrite<E: From<CodecError>>(
    input: &[u8],
    scratch: &mut Scratch,
    out: &mut Vec<u8>,
    mut change: impl FnMut(Leaf<'_>, &mut Vec<u8>) -> Result<Change, E>,
) -> Result<(), E> {
    let Scratch {
        decoded, changed, ..
    } = scratch;
    let mut splice = Splice::new(input, out);
    let mut whole = || {
        decoded.clear();
        let (first, gap) = read(input, decoded)?;
        changed.clear();
        match change(Leaf::new(LeafKind::Text, decoded), changed)? {
            Change::Keep => return Ok(()),
            Change::Null => changed.clear(),
            Change::Text | Change::Literal => {}
        }
        splice.replace(Span::new(0, input.len()), out);
        write(changed, &first, gap, out);
        Ok(())
    };
    let done = whole();
    splice.finish(done, out)
}

/// Visits the runs of words in a text.
pub fn runs(text: &[u8], mut visit: impl FnMut(Span)) {
    let mut at = 0;
    while let Some(step) = text.get(at..).and_then(|rest| memmem::find(rest, b"=?")) {
        let start = at + step;
        let mut end = start;
        let mut next = start;
        while let Some(word) = Word::at(text.get(next..).unwrap_or_default()) {
            end = next + word.length;
            let rest = text.get(end..).unwrap_or_default();
            next = end + rest.iter().take_while(|byte| is_blank(**byte)).count();
        }
        if end > start {
            visit(Span::new(start, end));
        }
        at = end.max(start + 2);
    }
}

struct Word<'a> {
    charset: &'a [u8],
    is_base64: bool,
    text: &'a [u8],
    length: usize,
}

impl<'a> Word<'a> {
    fn at(text: &'a [u8]) -> Option<Self> {
        let front = text.get(..MOST_WORD).unwrap_or(text);
        let rest = front.strip_prefix(b"=?")?;
        let charset = rest.get(..memchr(b'?', rest)?)?;
        let is_token = |byte: &u8| byte.is_ascii_graphic();
        if charset.is_empty() || !charset.iter().all(is_token) {
            return None;
        }
        let [letter, b'?', rest @ ..] = rest.get(charset.len() + 1..)? else {
            return None;
        };
        let is_base64 = match letter {
            b'B' | b'b' => true,
            b'Q' | b'q' => false,
            _ => return None,
        };
        let text = rest.get(..memchr(b'?', rest)?)?;
        let is_end = rest.get(text.len() + 1) == Some(&b'=');
        (is_end && text.iter().all(is_token)).then_some(Self {
            charset,
            is_base64,
            text,
            length: charset.len() + text.len() + 7,
        })
    }

    fn read(&self, out: &mut Vec<u8>) -> Result<(), CodecError> {
        if self.is_base64 {
            if !self.text.is_empty() {
                let whole = self.text.len() - base64::cut(self.text);
                base64::decode(self.text.get(..whole).unwrap_or_default(), out)?;
            }
            return Ok(());
        }
        let mut at = 0;
        while let Some(byte) = self.text.get(at) {
            let escaped = match self.text.get(at..at + 3) {
                Some([b'=', high, low]) => hex::pair(*high, *low),
                _ => None,
            };
            out.push(escaped.unwrap_or(if *byte == b'_' { b' ' } else { *byte }));
            at += if escaped.is_some() { 3 } else { 1 };
        }
        Ok(())
    }
}

/// Longer words are none: the standard allows 75 characters.
const MOST_WORD: usize = 4096;

/// Appends the text of a run; answers its first word and what stands between words.
fn read<'a>(input: &'a [u8], out: &mut Vec<u8>) -> Result<(Word<'a>, &'a [u8]), CodecError> {
    let broken = |at| CodecError {
        expected: "encoded words",
        problem: Problem::Unexpected,
        at,
    };
    let first = Word::at(input).ok_or(broken(0))?;
    first.read(out)?;
    let (mut at, mut gap) = (first.length, None);
    while at < input.len() {
        let rest = input.get(at..).unwrap_or_default();
        let blanks = rest.iter().take_while(|byte| is_blank(**byte)).count();
        let word = Word::at(rest.get(blanks..).unwrap_or_default());
        let word = word.ok_or(broken(at))?;
        gap.get_or_insert(rest.get(..blanks).unwrap_or_default());
        word.read(out)?;
        at += blanks + word.length;
    }
    let gap = gap.filter(|gap| !gap.is_empty()).unwrap_or(b" ");
    Ok((first, gap))
}

fn write(text: &[u8], like: &Word<'_>, gap: &[u8], out: &mut Vec<u8>) {
    let room = WIDTH.saturating_sub(like.charset.len() + 7).max(LEAST_ROOM);
    let most = if like.is_base64 {
        room / 4 * 3
    } else {
        room / 3
    };
    let mut rest = text;
    loop {
        let (piece, behind) = rest.split_at(cut(rest, most));
        out.extend_from_slice(b"=?");
        out.extend_from_slice(like.charset);
        out.extend_from_slice(if like.is_base64 { b"?B?" } else { b"?Q?" });
        if like.is_base64 {
            base64::encode(piece, Style::padded(), out);
        } else {
            encode_quoted(piece, out);
        }
        out.extend_from_slice(b"?=");
        rest = behind;
        if rest.is_empty() {
            return;
        }
        out.extend_from_slice(gap);
    }
}

/// Characters of a word.
const WIDTH: usize = 75;
/// However long its character set's name is, some fit.
const LEAST_ROOM: usize = 12;

/// How much of `text` fits, in whole characters where it is UTF-8.
fn cut(text: &[u8], most: usize) -> usize {
    if text.len() <= most {
        return text.len();
    }
    let is_inside = |at: &usize| text.get(*at).is_some_and(|byte| byte & 0xC0 == 0x80);
    let whole = (most.saturating_sub(3).max(1)..=most).rfind(|at| !is_inside(at));
    whole.unwrap_or(most)
}

fn encode_quoted(text: &[u8], out: &mut Vec<u8>) {
    for byte in text {
        match byte {
            b' ' => out.push(b'_'),
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'!' | b'*' | b'+' | b'-' | b'/' => {
                out.push(*byte);
            }
            _ => {
                out.push(b'=');
                hex::encode(&[*byte], true, out);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn changed(input: &str, new: &str) -> Result<(String, String), CodecError> {
        let (mut out, mut read) = (Vec::new(), Vec::new());
        rewrite(
            input.as_bytes(),
            &mut Scratch::default(),
            &mut out,
            |leaf, changed| {
                read.extend_from_slice(leaf.text);
                changed.extend_from_slice(new.as_bytes());
                Ok::<_, CodecError>(Change::Text)
            },
        )?;
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ok((text(read), text(out)))
    }

    #[test]
    fn the_examples_of_the_standard_are_read() {
        for (words, text) in [
            ("=?ISO-8859-1?Q?a?=", "a"),
            ("=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=", "ab"),
            ("=?ISO-8859-1?Q?a?=\r\n    =?ISO-8859-1?Q?b?=", "ab"),
            ("=?ISO-8859-1?Q?a_b?=", "a b"),
            ("=?US-ASCII?Q?Keith_Moore?=", "Keith Moore"),
            (
                "=?UTF-8?B?SWYgeW91IGNhbiByZWFkIHRoaXMgeW8=?=",
                "If you can read this yo",
            ),
        ] {
            assert_eq!(changed(words, "").unwrap().0, text);
        }
    }

    #[test]
    fn the_way_of_writing_stays() {
        let (_, out) = changed("=?utf-8?q?caf=C3=A9?=", "tea & coffee").unwrap();
        assert_eq!(out, "=?utf-8?Q?tea_=26_coffee?=");
        let (_, out) = changed("=?utf-8?b?YQ==?=", "abc").unwrap();
        assert_eq!(out, "=?utf-8?B?YWJj?=");
    }

    #[test]
    fn runs_are_found_in_text() {
        let text =
            "Subject: =?utf-8?Q?a?=\n =?utf-8?B?YQ==?= and =?x?Q?b?= but =?no, =?utf-8?Z?a?=";
        let mut found = Vec::new();
        runs(text.as_bytes(), |span| {
            found.push(std::str::from_utf8(span.of(text.as_bytes())).unwrap());
        });
        assert_eq!(found, ["=?utf-8?Q?a?=\n =?utf-8?B?YQ==?=", "=?x?Q?b?="]);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_as_it_was(text in "[a-zé€😀 =?_]{0,200}", base64 in any::<bool>()) {
            let like = if base64 { "=?utf-8?B?YQ==?=" } else { "=?utf-8?Q?a?=" };
            let (_, out) = changed(like, &text).unwrap();
            prop_assert!(out.split(' ').all(|word| word.len() <= WIDTH));
            prop_assert_eq!(changed(&out, "").unwrap().0, text);
        }

        #[test]
        fn junk_never_panics(junk in any::<Vec<u8>>(), text in "[=?QBb a_\n]{0,60}") {
            for input in [junk.as_slice(), text.as_bytes()] {
                let mut out = Vec::new();
                let done = rewrite(input, &mut Scratch::default(), &mut out, |_, _| {
                    Ok::<_, CodecError>(Change::Keep)
                });
                prop_assert_eq!(out.as_slice(), if done.is_ok() { input } else { &[] });
                runs(input, |span| assert!(rewrite(
                    span.of(input), &mut Scratch::default(), &mut Vec::new(),
                    |_, _| Ok::<_, CodecError>(Change::Keep)).is_ok() || !input.is_empty()));
            }
        }
    }
}
