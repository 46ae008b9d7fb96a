use proptest::prelude::*;

use super::*;

const MYSQL: Quoting = Quoting {
    backslash: true,
    mysql: true,
    sqlite: false,
    charset: Charset::AsciiSafe,
};
const POSTGRES: Quoting = Quoting {
    backslash: false,
    mysql: false,
    sqlite: false,
    charset: Charset::AsciiSafe,
};

fn value(field: &[u8], quoting: Quoting) -> Option<Vec<u8>> {
    let mut scratch = Vec::new();
    decode(field, classify(field, quoting), quoting, &mut scratch).map(<[u8]>::to_vec)
}

#[test]
fn literals_of_each_dialect_are_read() {
    assert_eq!(value(br"'it\'s\0\Z'", MYSQL).unwrap(), b"it's\0\x1A");
    assert_eq!(value(b"_binary 'a\\\\b'", MYSQL).unwrap(), b"a\\b");
    assert_eq!(value(b"0x00FF", MYSQL).unwrap(), [0, 255]);
    assert_eq!(value(br"'back\slash'", POSTGRES).unwrap(), br"back\slash");
    assert_eq!(
        value(br"E'tab\t\u00e9\x41'", POSTGRES).unwrap(),
        "tab\té\u{41}".as_bytes()
    );
    assert_eq!(value(b"'x'::text", POSTGRES).unwrap(), b"x");
    assert_eq!(value(b"-12.5e3", POSTGRES).unwrap(), b"-12.5e3");
    assert_eq!(value(b"B'101'", POSTGRES).unwrap(), b"101");
    assert_eq!(value(b"X'6162'", PLAIN).unwrap(), b"ab");
    let spelled = br"replace(replace('a\nb\rc','\r',char(13)),'\n',char(10))";
    assert_eq!(value(spelled, PLAIN).unwrap(), b"a\nb\rc");
    assert_eq!(value(br"unistr('\u000anl')", PLAIN).unwrap(), b"\nnl");
}

#[test]
fn what_is_no_literal_is_an_expression() {
    for field in [&b"now()"[..], b"'a' || 'b'", b"'a' 'b'", b"(1)", b""] {
        assert_eq!(classify(field, POSTGRES), Literal::Expression);
    }
    assert_eq!(classify(b"null", POSTGRES), Literal::Null);
    assert_eq!(classify(b"DEFAULT", MYSQL), Literal::Default);
}

#[test]
fn a_bare_number_stays_bare_and_a_word_gets_quotes() {
    let mut out = Vec::new();
    encode_like(b"12", Literal::Bare, b"99", true, POSTGRES, &mut out);
    encode_like(b"12", Literal::Bare, b"x'y", true, POSTGRES, &mut out);
    encode_like(b"0xAB", Literal::HexNumber, b"", false, MYSQL, &mut out);
    assert_eq!(out, b"99'x''y'''");
}

proptest! {
    #[test]
    fn encoding_then_decoding_gives_the_value_back(
        original in proptest::collection::vec(any::<u8>(), 0..64),
        form in 0usize..5,
    ) {
        let (field, quoting): (&[u8], _) = [
            (&b"'x'"[..], MYSQL), (b"'x'", POSTGRES), (b"E'x'", POSTGRES), (b"0xab", MYSQL), (b"_binary 'x'", MYSQL),
        ][form];
        let mut out = Vec::new();
        encode_like(field, classify(field, quoting), &original, false, quoting, &mut out);
        prop_assert_eq!(value(&out, quoting).unwrap(), original);
    }

    #[test]
    fn junk_never_panics(field in proptest::collection::vec(any::<u8>(), 0..64)) {
        for quoting in [MYSQL, POSTGRES, PLAIN] {
            value(&field, quoting);
        }
    }
}
