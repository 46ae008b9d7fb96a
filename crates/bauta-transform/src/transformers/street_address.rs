use bauta_crypto::Purpose;
use bauta_model::TypeClass;

use crate::dice::Dice;
use crate::pseudonym::Pseudonym;
use crate::words::{Fitted, LOCALE, Locale, NumberPlace};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, ParamError, Params, Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "street-address",
    summary: "Replaces a street and house number by others from a list.",
    notes: "The number stands where the locale puts it. Many values share an address. Only \
            street and number are written, however many lines the value has. An empty text stays \
            empty.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[LOCALE],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("St James Square 12"),
            output: Some("172 Hill Road"),
        },
        Example {
            params: r#"{"locale": "de"}"#,
            input: Some("St James Square 12"),
            output: Some("Goethestraße 91"),
        },
        Example {
            params: r#"{"locale": "ja"}"#,
            input: Some("St James Square 12"),
            output: Some("大正町2-7-4"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let locale = Locale::of(params)?;
        let place = NumberPlace::of(locale);
        let room = build.column.max_chars;
        let tail = place.longest_number();
        let streets = match room.map(|room| room.checked_sub(tail)) {
            Some(None) => Err(tail),
            Some(Some(room)) => Fitted::new(&locale.lists().streets, Some(room)),
            None => Fitted::new(&locale.lists().streets, None),
        };
        let streets = streets.map_err(|_| {
            let shortest = locale.lists().streets.iter().map(|word| word.chars).min();
            let least = shortest.unwrap_or(0) + tail;
            params.unfit(format!("the shortest address takes {least} characters"))
        })?;
        Ok(Box::new(StreetAddress {
            pseudonym: Pseudonym::of(build, Purpose::Pseudonym),
            streets,
            place,
        }))
    },
};

const TRAITS: Traits = Traits {
    lengths: Lengths::AtMost(40),
    yields: Some(TypeClass::Text),
    ..Traits::PLAIN
};

#[derive(Debug)]
struct StreetAddress {
    pseudonym: Pseudonym,
    streets: Fitted,
    place: NumberPlace,
}

const HIGHEST: u32 = 199;

/// Appends a number below 1000.
fn write_number(number: u32, out: &mut Vec<u8>) {
    for power in [100, 10, 1] {
        if number >= power {
            let digit = u8::try_from(number / power % 10).unwrap_or(0);
            out.push(b'0' + digit);
        }
    }
}

impl Transformer for StreetAddress {
    fn traits(&self) -> Traits {
        Traits {
            lengths: Lengths::AtMost(self.streets.longest() + self.place.longest_number()),
            ..TRAITS
        }
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        if value.is_empty() {
            return Ok(Applied::Value);
        }
        let mut dice = Dice::of(self.pseudonym.draw(value));
        let street = self.streets.at(dice.index(self.streets.len()));
        match self.place {
            NumberPlace::Before => {
                write_number(dice.below(HIGHEST) + 1, out);
                out.push(b' ');
                out.extend_from_slice(street.text.as_bytes());
            }
            NumberPlace::After => {
                out.extend_from_slice(street.text.as_bytes());
                out.push(b' ');
                write_number(dice.below(HIGHEST) + 1, out);
            }
            NumberPlace::Block => {
                out.extend_from_slice(street.text.as_bytes());
                write_number(dice.below(9) + 1, out);
                out.push(b'-');
                write_number(dice.below(19) + 1, out);
                out.push(b'-');
                write_number(dice.below(29) + 1, out);
            }
        }
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::Trial;
    use serde_json::json;

    #[test]
    fn addresses_fit_the_column() {
        for (locale, most) in [("de", 14), ("en", 14), ("ja", 12), ("fr", 20)] {
            let trial = Trial::of("street-address")
                .params(json!({"locale": locale}))
                .max_chars(most);
            for n in 0..100 {
                let made = trial.text(&n.to_string());
                assert!(made.chars().count() <= most, "{made}");
            }
        }
        let narrow = Trial::of("street-address")
            .params(json!({"locale": "de"}))
            .max_chars(11);
        assert!(narrow.refusal().contains("12"), "{}", narrow.refusal());
        assert!(narrow.max_chars(2).refusal().contains("12"));
    }
}
