use bauta_crypto::Purpose;
use bauta_model::TypeClass;

use crate::dice::Dice;
use crate::pseudonym::Pseudonym;
use crate::shape::{self, Letters};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, Param, ParamError, ParamType, Params,
    Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "postcode",
    summary: "Replaces a postcode by one of the same form.",
    notes: "Digits become digits, letters letters of the same case; blanks and hyphens stay. The \
            result may exist. Different values may get the same one, so it is refused on UNIQUE \
            columns.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[Param::optional(
        "keep",
        ParamType::Integer { min: 0, max: 4 },
        "0",
        "Characters at the beginning that stay; a shorter value keeps none.",
    )],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("10115"),
            output: Some("76265"),
        },
        Example {
            params: "{}",
            input: Some("SW1A 1AA"),
            output: Some("YN7B 0HN"),
        },
        Example {
            params: r#"{"keep": 2}"#,
            input: Some("10115-1234"),
            output: Some("10984-1788"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let keep = params
            .integer("keep")
            .and_then(|keep| usize::try_from(keep).ok());
        Ok(Box::new(Postcode {
            pseudonym: Pseudonym::of(build, Purpose::Pseudonym),
            keep: keep.unwrap_or(0),
        }))
    },
};

const TRAITS: Traits = Traits {
    keeps_length: true,
    keeps_format: true,
    lengths: Lengths::NotLonger,
    ..Traits::PLAIN
};

#[derive(Debug)]
struct Postcode {
    pseudonym: Pseudonym,
    keep: usize,
}

impl Transformer for Postcode {
    fn traits(&self) -> Traits {
        TRAITS
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
        shape::write(rest, Letters::All, &mut dice, out);
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::Trial;
    use serde_json::json;

    #[test]
    fn the_form_stays_and_the_content_does_not() {
        for value in ["10115", "SW1A 1AA", "1012 ab", "B-AL 1815"] {
            let made = Trial::of("postcode").text(value);
            assert_ne!(made, value);
            for (old, new) in value.chars().zip(made.chars()) {
                assert_eq!(old.is_ascii_digit(), new.is_ascii_digit());
                assert_eq!(old.is_ascii_uppercase(), new.is_ascii_uppercase());
                assert!(old.is_ascii_alphanumeric() || old == new);
            }
            assert_eq!(made.len(), value.len());
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
