//! Texts joined by a separator, without quoting: `a;b;c`.

use bauta_model::Span;
use memchr::memmem;

use crate::codec::Splice;
use crate::{Change, CodecError, Leaf, LeafKind, Scratch};

/// Hands every part and its number, from 0, to `change` and joins them again. Changed parts are
/// written as they are; a caller that must keep the number of parts checks them for the separator.
///
/// # Errors
/// What `change` fails with; `out` is then as it was.
pub fn rewrite<E: From<CodecError>>(
    input: &[u8],
    separator: &[u8],
    scratch: &mut Scratch,
    out: &mut Vec<u8>,
    mut change: impl FnMut(usize, Leaf<'_>, &mut Vec<u8>) -> Result<Change, E>,
) -> Result<(), E> {
    let mut splice = Splice::new(input, out);
    let mut each = || {
        let mut start = 0;
        for index in 0.. {
            let rest = input.get(start..).unwrap_or_default();
            let length = if separator.is_empty() {
                None
            } else {
                memmem::find(rest, separator)
            };
            let span = Span::new(start, start + length.unwrap_or(rest.len()));
            let changed = &mut scratch.changed;
            changed.clear();
            match change(index, Leaf::new(LeafKind::Text, span.of(input)), changed)? {
                Change::Keep => {}
                Change::Text | Change::Literal => {
                    splice.replace(span, out);
                    out.extend_from_slice(changed);
                }
                Change::Null => splice.replace(span, out),
            }
            if length.is_none() {
                break;
            }
            start = span.end + separator.len();
        }
        Ok(())
    };
    let done = each();
    splice.finish(done, out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn upper(input: &[u8], separator: &[u8], only: Option<usize>) -> Vec<u8> {
        let mut out = Vec::new();
        rewrite(
            input,
            separator,
            &mut Scratch::default(),
            &mut out,
            |index, leaf, changed| {
                if only.is_some_and(|only| only != index) {
                    return Ok(Change::Keep);
                }
                changed.extend(leaf.text.to_ascii_uppercase());
                Ok::<_, CodecError>(Change::Text)
            },
        )
        .unwrap();
        out
    }

    #[test]
    fn parts_change_alone() {
        assert_eq!(upper(b"a;b;c", b";", Some(1)), b"a;B;c");
        assert_eq!(upper(b"a, b, ", b", ", None), b"A, B, ");
        assert_eq!(upper(b"", b";", None), b"");
        assert_eq!(upper(b"a;b", b"", None), b"A;B");
    }

    proptest! {
        #[test]
        fn joining_undoes_splitting(input in any::<Vec<u8>>(), separator in prop::collection::vec(any::<u8>(), 0..3)) {
            prop_assert_eq!(upper(&input, &separator, Some(usize::MAX)), input);
        }
    }
}
