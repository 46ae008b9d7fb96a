use bauta_crypto::Purpose;
use bauta_model::TypeClass;

use crate::dice::Dice;
use crate::pseudonym::Pseudonym;

use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, ParamError, Params, Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "bic",
    summary: "Replaces a BIC by one of the same country that can only be a test code.",
    notes: "The eighth character becomes 0, which marks test codes; a branch becomes XXX. \
            Different values may get the same code, so it is refused on UNIQUE columns. What is \
            no BIC is invalid.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("DEUTDEFF"),
            output: Some("VZJODEF0"),
        },
        Example {
            params: "{}",
            input: Some("DEUTDEFF500"),
            output: Some("YFJIDEX0XXX"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        if build.column.max_chars.is_some_and(|most| most < 8) {
            return Err(params.unfit("a BIC takes 8 characters"));
        }
        Ok(Box::new(Bic {
            pseudonym: Pseudonym::of(build, Purpose::Pseudonym),
        }))
    },
};

const TRAITS: Traits = Traits {
    keeps_length: true,
    keeps_format: true,
    lengths: Lengths::NotLonger,
    yields: Some(TypeClass::Text),
    ..Traits::PLAIN
};

#[derive(Debug)]
struct Bic {
    pseudonym: Pseudonym,
}

impl Transformer for Bic {
    fn traits(&self) -> Traits {
        TRAITS
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let country = value.get(4..6).unwrap_or_default();
        let well_formed = matches!(value.len(), 8 | 11)
            && value.iter().all(u8::is_ascii_alphanumeric)
            && country.iter().all(u8::is_ascii_alphabetic);
        if !well_formed {
            return Err(Fault::invalid("a BIC"));
        }
        let mut dice = Dice::of(self.pseudonym.draw(value));
        for _ in 0..4 {
            out.push(dice.pick(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
        }
        out.extend(country.iter().map(u8::to_ascii_uppercase));
        out.push(dice.pick(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
        out.push(b'0');
        if value.len() == 11 {
            out.extend_from_slice(b"XXX");
        }
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::Trial;

    #[test]
    fn country_and_length_stay_and_the_code_is_a_test_code() {
        for value in ["DEUTDEFF", "deutdeff500", "BNPAFRPPXXX"] {
            let made = Trial::of("bic").text(value);
            assert_eq!(made.len(), value.len());
            let (made, given) = (made.as_bytes(), value.to_uppercase());
            assert_eq!(made[4..6], given.as_bytes()[4..6]);
            assert_eq!(made[7], b'0');
        }
        for value in ["", "DEUT", "DEUT12FF", "DEUTDEFF5001"] {
            assert!(Trial::of("bic").run(Some(value.as_bytes())).is_err());
        }
    }
}
