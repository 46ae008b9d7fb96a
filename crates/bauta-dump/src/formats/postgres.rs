use bauta_codec::Charset;

use crate::formats::settings::{Settings, words};
use crate::lexis::Lexis;

/// `SET client_encoding = 'SJIS'`, `SET NAMES`, `SET standard_conforming_strings = off`.
pub(super) fn observe(statement: &[u8], lexis: &mut Lexis, settings: &mut Settings) {
    if !statement
        .get(..3)
        .is_some_and(|word| word.eq_ignore_ascii_case(b"SET"))
    {
        return;
    }
    let words = words(statement);
    let mut rest = words
        .iter()
        .skip(1)
        .filter(|word| !matches!(word.as_str(), "SESSION" | "LOCAL" | "TO"));
    match (rest.next().map(String::as_str), rest.next()) {
        (Some("CLIENT_ENCODING" | "NAMES"), Some(name)) => {
            lexis.charset = Charset::named(name);
            settings.encoding = Some(name.clone());
        }
        (Some("STANDARD_CONFORMING_STRINGS"), Some(value)) => {
            lexis.backslash = matches!(value.as_str(), "OFF" | "FALSE" | "0" | "NO");
        }
        _ => {}
    }
}
