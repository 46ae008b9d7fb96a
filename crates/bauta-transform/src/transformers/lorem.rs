use bauta_crypto::Purpose;
use bauta_model::TypeClass;

use crate::dice::Dice;
use crate::pseudonym::Pseudonym;
use crate::shape;
use crate::words::lorem_words;
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, ParamError, Params, Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "lorem",
    summary: "Replaces every word of a text by a Latin one of about its length.",
    notes: "As many words, never longer; blanks, lines, capital first letters and closing \
            punctuation stay. Words of more than 14 letters become shorter.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("Call Ada, she knows the customer."),
            output: Some("Sunt Quo, non omnis sit nesciunt."),
        },
        Example {
            params: "{}",
            input: Some("first line\n42"),
            output: Some("illum sunt\net"),
        },
    ],
    build: |_: &Params<'_>, build: &mut Build<'_>| -> Result<Box<dyn Transformer>, ParamError> {
        Ok(Box::new(Lorem {
            pseudonym: Pseudonym::of(build, Purpose::Pseudonym),
        }))
    },
};

const TRAITS: Traits = Traits {
    lengths: Lengths::NotLonger,
    yields: Some(TypeClass::Text),
    ..Traits::PLAIN
};

#[derive(Debug)]
struct Lorem {
    pseudonym: Pseudonym,
}

/// Appends a word as long as the run, or as the longest word there is.
fn write_word(run: &[u8], dice: &mut Dice<'_>, out: &mut Vec<u8>) {
    let closing = run.last().filter(|byte| b".,;:!?".contains(byte));
    let letters = shape::chars(run).saturating_sub(usize::from(closing.is_some()));
    let words = lorem_words();
    let length = letters.min(words.len());
    let list = words
        .get(..length)
        .and_then(|lists| lists.iter().rev().find(|list| !list.is_empty()));
    if let Some(list) = list {
        let start = out.len();
        let word = list
            .get(dice.index(list.len()))
            .copied()
            .unwrap_or_default();
        out.extend_from_slice(word.as_bytes());
        if run.first().is_some_and(u8::is_ascii_uppercase)
            && let Some(letter) = out.get_mut(start)
        {
            letter.make_ascii_uppercase();
        }
    }
    out.extend(closing);
}

impl Transformer for Lorem {
    fn traits(&self) -> Traits {
        TRAITS
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let mut dice = Dice::of(self.pseudonym.draw(value));
        let mut rest = value;
        while let Some(byte) = rest.first() {
            if byte.is_ascii_whitespace() {
                out.push(*byte);
                rest = rest.get(1..).unwrap_or_default();
                continue;
            }
            let end = rest.iter().position(u8::is_ascii_whitespace);
            let (run, after) = rest.split_at(end.unwrap_or(rest.len()));
            write_word(run, &mut dice, out);
            rest = after;
        }
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::Trial;

    #[test]
    fn words_lines_and_punctuation_stay() {
        let value = "Dear Ada,\n  thanks! (see attachment) x";
        let made = Trial::of("lorem").text(value);
        assert_eq!(
            made.split_whitespace().count(),
            value.split_whitespace().count()
        );
        assert_eq!(made.lines().count(), 2);
        assert!(made.chars().count() <= value.chars().count());
        assert!(
            made.starts_with(char::is_uppercase) && made.contains(",\n  ") && made.contains('!')
        );
        for word in ["Ada", "thanks", "attachment"] {
            assert!(!made.contains(word));
        }
    }

    #[test]
    fn nothing_of_a_long_word_stays() {
        let made = Trial::of("lorem").text(&"9".repeat(100));
        assert!(made.len() <= 14 && !made.contains('9'), "{made}");
    }
}
