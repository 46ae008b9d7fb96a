//! What a scalar means, and how a text is written so that it means the same again.

use std::fmt::Write as _;

use serde_json::{Number, Value};

use crate::Problem;

/// The JSON value of a scalar: numbers and truth values where they stood plain, else text.
///
/// A plain `null` is the text `null`: it is the name of a transformer, and no parameter takes
/// a null.
pub(crate) fn scalar_value(text: &str, plain: bool) -> Result<Value, Problem> {
    if !plain {
        return Ok(Value::String(text.to_owned()));
    }
    match text {
        "true" => return Ok(Value::Bool(true)),
        "false" => return Ok(Value::Bool(false)),
        "" | "~" => {
            return Err(Problem::Expected {
                expected: "a value",
                found: "nothing",
            });
        }
        _ => {}
    }
    if !is_json_number(text) {
        return Ok(Value::String(text.to_owned()));
    }
    if text.contains(['.', 'e', 'E']) || text == "-0" {
        // Not by serde_json, which by default may miss the nearest number by one bit.
        let number = text.parse().ok().and_then(Number::from_f64);
        return number.map(Value::Number).ok_or_else(|| inexact(text));
    }
    let unsigned = text.parse::<u64>().map(Value::from);
    unsigned
        .or_else(|_| text.parse::<i64>().map(Value::from))
        .map_err(|_| inexact(text))
}

fn inexact(text: &str) -> Problem {
    Problem::Number {
        text: text.to_owned(),
    }
}

/// Whether `text` is a number by RFC 8259, section 6.
fn is_json_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let exponent = exponent.map(|text| text.strip_prefix(['+', '-']).unwrap_or(text));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(digits)
}

/// Appends `text` so that it reads back as that text, quoted only where it must be.
pub(super) fn push_text(out: &mut String, text: &str) {
    if is_plain(text) {
        out.push_str(text);
    } else if text.contains(['"', '\\']) && text.chars().all(is_printable) {
        out.push('\'');
        out.push_str(&text.replace('\'', "''"));
        out.push('\'');
    } else {
        push_double_quoted(out, text);
    }
}

fn push_double_quoted(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_printable(c) => out.push(c),
            c => {
                let code = u32::from(c);
                let written = if code <= 0xffff {
                    write!(out, "\\u{code:04x}")
                } else {
                    write!(out, "\\U{code:08x}")
                };
                debug_assert!(written.is_ok(), "writing to a String cannot fail");
            }
        }
    }
    out.push('"');
}

/// Characters that may stand in quotes as they are (YAML 1.2.2, section 5.1), less those that
/// readers take for line breaks or nothing.
pub(super) fn is_printable(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'
        )
}

/// Whether `text` may stand without quotes, also within `{ … }`, for YAML 1.1 and 1.2 readers.
fn is_plain(text: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || "_-./@+$ ".contains(c);
    text.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '/')
        && !text.ends_with(' ')
        && text.chars().all(inner)
        && !WORDS.contains(&text.to_ascii_lowercase().as_str())
        && !is_number_somewhere(text)
        || text == "null"
}

/// Words that some reader takes for a truth value or a null.
const WORDS: &[&str] = &["true", "false", "yes", "no", "on", "off", "y", "n", "null"];

fn is_number_somewhere(text: &str) -> bool {
    let bare: String = text
        .chars()
        .filter(|c| *c != '_')
        .collect::<String>()
        .to_ascii_lowercase();
    let radix = ["0x", "0o", "0b"]
        .iter()
        .any(|prefix| bare.starts_with(prefix));
    radix || bare.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn numbers_are_numbers_and_the_rest_is_text() {
        for (text, value) in [
            ("10", json!(10)),
            ("-0.5", json!(-0.5)),
            ("1e3", json!(1e3)),
            ("1.1425111001039435e+98", json!(1.142_511_100_103_943_5e98)),
            ("true", json!(true)),
            ("2026-01-01", json!("2026-01-01")),
            ("007", json!("007")),
            ("0x1f", json!("0x1f")),
            ("1_000", json!("1_000")),
            ("null", json!("null")),
            ("yes", json!("yes")),
            (".5", json!(".5")),
        ] {
            assert_eq!(scalar_value(text, true), Ok(value), "{text}");
        }
        assert_eq!(scalar_value("10", false), Ok(json!("10")));
    }

    #[test]
    fn numbers_that_would_lose_digits_are_refused() {
        for text in ["123456789012345678901234567890", "1e999"] {
            assert!(matches!(
                scalar_value(text, true),
                Err(Problem::Number { .. })
            ));
        }
    }

    #[test]
    fn only_what_must_be_quoted_is_quoted() {
        let written = |text: &str| {
            let mut out = String::new();
            push_text(&mut out, text);
            out
        };
        for plain in [
            "email",
            "free text",
            "2026-11-21",
            "3f0c9a",
            "null",
            "a/b.c",
            "Größe",
        ] {
            assert_eq!(written(plain), plain);
        }
        for (text, quoted) in [
            ("", r#""""#),
            ("*", r#""*""#),
            ("12", r#""12""#),
            ("1e5", r#""1e5""#),
            ("No", r#""No""#),
            ("a: b", r#""a: b""#),
            ("$.x", r#""$.x""#),
            ("a\nb", r#""a\nb""#),
            ("\u{7f}\u{feff}", r#""\u007f\ufeff""#),
            (r#"public."odd.name""#, r#"'public."odd.name"'"#),
            (r#"it's "so""#, r#"'it''s "so"'"#),
        ] {
            assert_eq!(written(text), quoted);
        }
    }
}
