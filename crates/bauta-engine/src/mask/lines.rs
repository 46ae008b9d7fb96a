//! Lines and fields of COPY data in its usual form, found together in one pass.

use std::ops::Range;

use bauta_codec::ByteClass;

use super::worker::narrow;

/// What fields and lines end with.
const ENDS: ByteClass<0, 2> = ByteClass::new([], *b"\t\n");

/// Hands over each line of `range`, from its first byte to behind its last, with its fields. Fields
/// end with tabs, and no character has a byte that looks like one.
pub(crate) fn each_line<E>(
    bytes: &[u8],
    range: Range<usize>,
    fields: &mut Vec<(u32, u32)>,
    mut hand_over: impl FnMut(usize, usize, &[(u32, u32)]) -> Result<(), E>,
) -> Result<(), E> {
    let data = &bytes[..range.end];
    let (mut line, mut field) = (range.start, range.start);
    fields.clear();
    for (at, mut ends) in ENDS.blocks(&data[range.start..]) {
        let at = range.start + at;
        while ends != 0 {
            let end = at + ends.trailing_zeros() as usize;
            ends &= ends - 1;
            if data[end] == b'\t' {
                fields.push((narrow(field), narrow(end)));
                field = end + 1;
                continue;
            }
            fields.push((narrow(field), narrow(content_end(data, field, end))));
            hand_over(line, end + 1, fields)?;
            fields.clear();
            (line, field) = (end + 1, end + 1);
        }
    }
    if line < range.end {
        let end = content_end(data, field, range.end);
        fields.push((narrow(field), narrow(end)));
        hand_over(line, range.end, fields)?;
    }
    Ok(())
}

/// Where the last field of a line ends: a CR belongs to the end of the line.
fn content_end(data: &[u8], field: usize, end: usize) -> usize {
    end - usize::from(end > field && data[end - 1] == b'\r')
}

#[cfg(test)]
mod tests {
    use bauta_codec::Charset;
    use proptest::prelude::*;

    use super::super::fields::split_copy;
    use super::super::worker::line_content;
    use super::*;
    use crate::plan::RowForm;

    type Lines = Vec<(usize, usize, Vec<(u32, u32)>)>;

    fn one_by_one(bytes: &[u8], start: usize) -> Lines {
        let form = RowForm::Copy {
            delimiter: b'\t',
            charset: Charset::AsciiSafe,
            csv: None,
        };
        let (mut lines, mut at) = (Lines::new(), start);
        for line in bytes[start..].split_inclusive(|byte| *byte == b'\n') {
            let mut fields = Vec::new();
            split_copy(&line[..line_content(line)], narrow(at), form, &mut fields);
            lines.push((at, at + line.len(), fields));
            at += line.len();
        }
        lines
    }

    proptest! {
        #[test]
        fn lines_and_fields_are_those_of_a_plain_search(
            text in "(\\PC{0,50}\t|\r?\n|\r|\t|[a-z]{0,90}\n){0,20}",
            start in 0usize..3,
        ) {
            let bytes = format!("\t\n\r{text}").into_bytes();
            let (mut lines, mut fields) = (Lines::new(), Vec::new());
            each_line(&bytes, start..bytes.len(), &mut fields, |from, to, fields| {
                lines.push((from, to, fields.to_vec()));
                Ok::<_, ()>(())
            })
            .unwrap();
            prop_assert_eq!(lines, one_by_one(&bytes, start));
        }
    }
}
