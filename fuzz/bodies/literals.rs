//! Literals of INSERT and fields of COPY.

use bauta_codec::sql::{self, Literal, Quoting};
use bauta_codec::{Charset, copy};

/// Whatever a literal is, its value written in its form reads as that value again.
pub fn run(data: &[u8]) {
    let Some((&choice, rest)) = data.split_first() else {
        return;
    };
    let quoting = Quoting {
        backslash: choice & 1 != 0,
        mysql: choice & 2 != 0,
        sqlite: choice & 4 != 0,
        charset: [
            Charset::AsciiSafe,
            Charset::ShiftJis,
            Charset::Pairs,
            Charset::Gb18030,
        ][usize::from(choice >> 3 & 3)],
    };
    let numeric = choice & 32 != 0;
    // A field and a value to take its place.
    let split = rest
        .iter()
        .position(|byte| *byte == 0xFF)
        .unwrap_or(rest.len());
    let (field, other) = (&rest[..split], rest.get(split + 1..).unwrap_or_default());
    let literal = sql::classify(field, quoting);
    check_bounds(field, literal);
    let mut scratch = Vec::new();
    let value = sql::decode(field, literal, quoting, &mut scratch).map(<[u8]>::to_vec);
    if value.is_some() {
        for value in [value.as_deref().unwrap_or_default(), other] {
            check_literal(field, literal, value, numeric, quoting);
        }
    }
    check_copy(field, quoting.charset);
    check_copy(other, quoting.charset);
}

fn check_bounds(field: &[u8], literal: Literal) {
    if let Literal::Quoted { prefix, close, .. } = literal {
        assert!(
            prefix < close && close < field.len(),
            "quotes beyond the field"
        );
        assert!(
            field[prefix] == b'\'' && field[close] == b'\'',
            "no quotes there"
        );
    }
}

fn check_literal(field: &[u8], like: Literal, value: &[u8], numeric: bool, quoting: Quoting) {
    let mut out = Vec::new();
    sql::encode_like(field, like, value, numeric, quoting, &mut out);
    let mut scratch = Vec::new();
    let again = sql::classify(&out, quoting);
    check_bounds(&out, again);
    assert!(
        !matches!(
            again,
            Literal::Expression | Literal::Null | Literal::Default
        ),
        "{like:?} broke out of its quotes"
    );
    // What comes after half a character may be taken for its other half.
    if !whole_characters(value, quoting.charset) {
        return;
    }
    let read = sql::decode(&out, again, quoting, &mut scratch);
    assert_eq!(read, Some(value), "{like:?} became {again:?}");
}

fn check_copy(value: &[u8], charset: Charset) {
    let mut scratch = Vec::new();
    copy::decode(value, charset, &mut scratch);
    for delimiter in [b'\t', b'|', b','] {
        let mut out = b"kept".to_vec();
        let start = out.len();
        out.extend_from_slice(value);
        copy::encode_tail(&mut out, start, delimiter, charset, &mut scratch);
        let written = out[start..].to_vec();
        assert!(
            !written.contains(&b'\n') && !written.contains(&b'\r'),
            "a field with a line end"
        );
        assert!(
            written != copy::NULL && written != b"\\.",
            "a value that reads as a mark"
        );
        if whole_characters(value, charset) {
            assert_eq!(copy::decode(&written, charset, &mut scratch), value);
        }
    }
}

fn whole_characters(mut text: &[u8], charset: Charset) -> bool {
    while let Some(&first) = text.first() {
        let len = charset.char_len(text);
        let alone = charset == Charset::ShiftJis && matches!(first, 0xA0..=0xDF);
        if charset.embeds_ascii() && len == 1 && first >= 0x80 && !alone {
            return false;
        }
        text = &text[len..];
    }
    true
}
