//! Tokens written down as patterns: `ghs_[b62:36]`.

use crate::random::Random;

/// A text in which `[ALPHABET:COUNT]` and `[ALPHABET:LOW-HIGH]` stand for random characters.
///
/// A bracket that names no alphabet stands for itself.
pub(super) fn fill(pattern: &str, random: &mut Random) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, from)) = rest.split_once('[') {
        out.push_str(before);
        let run = from.split_once(']').and_then(|(inside, behind)| {
            let (name, count) = inside.split_once(':')?;
            Some((alphabet(name)?, length(count, random)?, behind))
        });
        if let Some((alphabet, count, behind)) = run {
            out.push_str(&random.characters(alphabet, count));
            rest = behind;
        } else {
            out.push('[');
            rest = from;
        }
    }
    out.push_str(rest);
    out
}

fn length(count: &str, random: &mut Random) -> Option<usize> {
    let Some((low, high)) = count.split_once('-') else {
        return count.parse().ok();
    };
    let (low, high) = (low.parse().ok()?, high.parse().ok()?);
    usize::try_from(random.between(low, high)).ok()
}

fn alphabet(name: &str) -> Option<&'static str> {
    Some(match name {
        "b62" => B62,
        "b64" => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
        "b64u" => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_",
        "hex" => "0123456789abcdef",
        "HEX" => "0123456789ABCDEF",
        "b32" => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
        "b32l" => "abcdefghijklmnopqrstuvwxyz234567",
        "dig" => "0123456789",
        "nz" => "123456789",
        "low" => "abcdefghijklmnopqrstuvwxyz",
        "UP" => "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "alnum" => "abcdefghijklmnopqrstuvwxyz0123456789",
        "ALNUM" => "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
        "let" => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        "crypt" => "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789",
        "b58" => "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
        "var" => "89ab",
        _ => return None,
    })
}

const B62: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_have_their_lengths_and_alphabets() {
        let mut random = Random::for_topic("test");
        for _ in 0..100 {
            let filled = fill("a_[hex:8]-[dig:2-4]![x]", &mut random);
            let (front, back) = filled.split_once('-').unwrap();
            assert!(front.starts_with("a_") && front.len() == 10, "{filled}");
            let digits = back.strip_suffix("![x]").unwrap();
            assert!((2..=4).contains(&digits.len()), "{filled}");
            assert!(digits.bytes().all(|byte| byte.is_ascii_digit()), "{filled}");
        }
    }
}
