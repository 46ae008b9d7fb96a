//! One cell, before a dialect writes it.

use super::json::Json;

/// A value of the sample.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// No value.
    Null,
    /// A whole number.
    Int(i64),
    /// Hundredths; only multiples of 25, which floating point holds exactly.
    Cents(i64),
    /// Floating point; only whole 1024ths, so that every server writes the same digits.
    Float(f64),
    /// `true` or `false`.
    Bool(bool),
    /// Text, also of UUIDs, addresses and enumerations.
    Text(String),
    /// A day, in seconds since 1970.
    Date(i64),
    /// A moment, in seconds since 1970.
    Moment(i64),
    /// JSON in a type that stores it parsed.
    Json(Json),
    /// A list of texts.
    List(Vec<String>),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl Value {
    /// A text, or NULL.
    pub(crate) fn maybe(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Null, |text| Self::Text(text.into()))
    }

    /// A number, or NULL.
    pub(crate) fn maybe_int(number: Option<i64>) -> Self {
        number.map_or(Self::Null, Self::Int)
    }
}

/// Two digits for each byte.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from(b"0123456789abcdef"[usize::from(nibble)]);
    let pairs = bytes
        .iter()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
    pairs.collect()
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}
