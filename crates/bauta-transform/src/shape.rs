use bauta_crypto::Purpose;

use crate::dice::Dice;
use crate::pseudonym::Pseudonym;
use crate::{
    Applied, Build, Context, Fault, Lengths, Param, ParamType, Params, Traits, Transformer,
};

/// The letters that take the place of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Letters {
    /// All of them.
    All,
    /// Those that are not taken for digits.
    Clear,
}

/// Appends the value with each digit replaced by a digit and each letter by a letter of the same
/// case; ASCII punctuation and blanks stay. A first digit that is not 0 stays so. What is not
/// ASCII becomes a small letter, one for each character.
///
/// *Guarantees:* as many characters as the value, and no more bytes.
pub(crate) fn write(value: &[u8], letters: Letters, dice: &mut Dice<'_>, out: &mut Vec<u8>) {
    let mut first = true;
    for byte in value {
        let drawn = match byte {
            b'1'..=b'9' if first => dice.pick(b"123456789"),
            b'0'..=b'9' => dice.digit(),
            b'A'..=b'Z' => letter(letters, dice),
            0x80..=0xBF => continue,
            b'a'..=b'z' | 0xC0.. => letter(letters, dice).to_ascii_lowercase(),
            // Control characters carry nothing that a form needs.
            0..=31 | 127 => b' ',
            other => *other,
        };
        first = false;
        out.push(drawn);
    }
}

/// How many characters at the beginning stay.
pub(crate) const KEEP: Param = Param::optional(
    "keep",
    ParamType::Integer { min: 0, max: 4 },
    "0",
    "Characters at the beginning that stay; a shorter value keeps none.",
);

/// Replaces a value by one of the same form, see [`write`].
#[derive(Debug)]
pub(crate) struct SameForm {
    pseudonym: Pseudonym,
    keep: usize,
    letters: Letters,
}

impl SameForm {
    /// What holds for it under any parameters.
    pub(crate) const TRAITS: Traits = Traits {
        keeps_length: true,
        keeps_format: true,
        lengths: Lengths::NotLonger,
        ..Traits::PLAIN
    };

    /// One that keeps as much as [`KEEP`] says.
    pub(crate) fn new(letters: Letters, params: &Params<'_>, build: &Build<'_>) -> Self {
        let keep = params
            .integer("keep")
            .and_then(|keep| usize::try_from(keep).ok());
        Self {
            pseudonym: Pseudonym::of(build, Purpose::Pseudonym),
            keep: keep.unwrap_or(0),
            letters,
        }
    }
}

impl Transformer for SameForm {
    fn traits(&self) -> Traits {
        Self::TRAITS
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let kept = value.get(..self.keep).filter(|kept| kept.is_ascii());
        let kept = kept.unwrap_or_default();
        let rest = value.get(kept.len()..).unwrap_or_default();
        let mut dice = Dice::of(self.pseudonym.draw(value));
        out.extend_from_slice(kept);
        write(rest, self.letters, &mut dice, out);
        Ok(Applied::Value)
    }
}

fn letter(letters: Letters, dice: &mut Dice<'_>) -> u8 {
    match letters {
        Letters::All => dice.pick(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        Letters::Clear => dice.pick(b"ABCDEFGHJKLMNPRSTUVWXYZ"),
    }
}

/// Characters of a text in UTF-8; in other encodings an estimate that is never too high.
pub(crate) fn chars(value: &[u8]) -> usize {
    value.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use crate::trial::Trial;
    use serde_json::json;

    #[test]
    fn the_form_stays_and_the_content_does_not() {
        for value in ["10115", "SW1A 1AA", "1012 ab", "B-AL 1815"] {
            for name in ["postcode", "license-plate"] {
                let made = Trial::of(name).text(value);
                assert_ne!(made, value);
                for (old, new) in value.chars().zip(made.chars()) {
                    assert_eq!(old.is_ascii_digit(), new.is_ascii_digit());
                    assert_eq!(old.is_ascii_uppercase(), new.is_ascii_uppercase());
                    assert!(old.is_ascii_alphanumeric() || old == new);
                }
                assert_eq!(made.len(), value.len());
            }
        }
    }

    #[test]
    fn what_is_kept_is_the_beginning() {
        let trial = Trial::of("postcode").params(json!({"keep": 2}));
        assert!(trial.text("10115").starts_with("10"));
        assert_eq!(trial.text("1").len(), 1);
        assert_ne!(trial.text("4"), trial.text("5"));
    }
}
