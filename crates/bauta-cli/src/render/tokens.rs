//! Values that tokens stood for.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bauta_model::Secret;
use serde_json::{Value, json};

/// Each on a line of its own, as its bytes are.
pub(crate) fn lines(values: &[Secret<Vec<u8>>]) -> Secret<Vec<u8>> {
    let size = values.iter().map(|value| value.expose().len() + 1).sum();
    let mut text = Vec::with_capacity(size);
    for value in values {
        text.extend_from_slice(value.expose());
        text.push(b'\n');
    }
    Secret::new(text)
}

/// Tokens and values as JSON; a value that is no text as base64.
pub(crate) fn document(tokens: &[String], values: &[Secret<Vec<u8>>]) -> Secret<Vec<u8>> {
    let entry = |(token, value): (&String, &Secret<Vec<u8>>)| -> Value {
        match std::str::from_utf8(value.expose()) {
            Ok(text) => json!({"token": token, "value": text}),
            Err(_) => json!({"token": token, "value_base64": STANDARD.encode(value.expose())}),
        }
    };
    let revealed: Vec<Value> = tokens.iter().zip(values).map(entry).collect();
    let text = super::json::document(&json!({ "revealed": revealed }));
    Secret::new(text.into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> Vec<Secret<Vec<u8>>> {
        vec![Secret::new(b"Ada".to_vec()), Secret::new(vec![0xff])]
    }

    #[test]
    fn values_come_on_lines_as_they_are() {
        assert_eq!(lines(&values()).expose(), b"Ada\n\xff\n");
    }

    #[test]
    fn what_is_no_text_is_base64_in_json() {
        let text = document(&["a".to_owned(), "b".to_owned()], &values());
        let read: Value = serde_json::from_slice(text.expose()).unwrap();
        let expected = json!({"revealed": [
            {"token": "a", "value": "Ada"},
            {"token": "b", "value_base64": "/w=="},
        ]});
        assert_eq!(read, expected);
    }
}
