//! What is left of planted values in an output, in whatever encoding.

use std::collections::HashMap;

use super::truth::Plant;
use crate::encoding::{base64, hex};

/// Bytes that are looked for at once. Shorter pieces would be found by chance.
const WINDOW: usize = 12;

/// Bytes whose base64 holds a window that depends on nothing else.
const ENCODED: usize = 15;

/// For each plant whether any piece of it stands in the output.
pub(super) fn left(plants: &[Plant], output: &[u8]) -> Vec<bool> {
    // By their first bytes, what follows those, and whose they are.
    let mut needles: HashMap<Vec<u8>, Vec<(Vec<u8>, usize)>> = HashMap::new();
    for (index, plant) in plants.iter().enumerate() {
        for mut front in pieces(&plant.value) {
            let rest = front.split_off(WINDOW);
            needles.entry(front).or_default().push((rest, index));
        }
    }
    let mut found = vec![false; plants.len()];
    for (at, window) in output.windows(WINDOW).enumerate() {
        for (rest, plant) in needles.get(window).into_iter().flatten() {
            found[*plant] |= output[at + WINDOW..].starts_with(rest);
        }
    }
    found
}

/// Pieces of the part that is not the same in every value of the kind, plain and encoded.
fn pieces(value: &str) -> Vec<Vec<u8>> {
    let body = value.lines().filter(|line| !line.starts_with("-----"));
    let body = body
        .max_by_key(|line| line.len())
        .unwrap_or(value)
        .as_bytes();
    // Prefixes and parameters stand at the front, and in replacements too.
    let tail = (body.len() / 2).clamp(16, 40);
    let body = body.get(body.len().saturating_sub(tail)..).unwrap_or(body);
    if body.len() < WINDOW {
        return Vec::new();
    }
    let mut pieces = Vec::new();
    for start in [0, body.len() / 2 - WINDOW / 2, body.len() - WINDOW] {
        pieces.push(body[start..start + WINDOW].to_vec());
        // Half as many bytes come about by chance where other digits are written as digits.
        let digits = hex(&body[start..start + WINDOW]);
        pieces.push(digits.into_bytes());
        let longer = &body[start.min(body.len().saturating_sub(ENCODED))..];
        for shift in 0..3 {
            let mut shifted = vec![0; shift];
            shifted.extend_from_slice(&longer[..longer.len().min(ENCODED)]);
            let encoded = base64(&shifted);
            // What the neighbours have a part in is left out.
            let inner = encoded.as_bytes().get(4..4 + WINDOW);
            pieces.extend(inner.map(<[u8]>::to_vec));
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::encoding::base64url;

    #[test]
    fn values_are_found_in_any_encoding() {
        let plant = || {
            vec![Plant::of(
                "x",
                "prefix_aB3dE5gH7jK9mN1pQ3sT5vW7yZ9",
                "column",
            )]
        };
        let value = plant()[0].value.clone();
        for text in [
            format!("say {value} twice"),
            hex(value.as_bytes()),
            base64(value.as_bytes()),
            base64url(format!("a{value}").as_bytes()),
            base64(format!("ab{value}").as_bytes()),
        ] {
            assert_eq!(left(&plant(), text.as_bytes()), [true], "{text}");
        }
        assert_eq!(
            left(&plant(), b"prefix_BAUTAdead0000000000000000000"),
            [false]
        );
    }
}
