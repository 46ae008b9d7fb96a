use bauta_crypto::Purpose;
use bauta_model::TypeClass;

use crate::dice::Dice;
use crate::numbering::{Number, Plan};
use crate::pseudonym::Pseudonym;
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, Param, ParamError, ParamType, Params,
    Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "phone",
    summary: "Replaces a telephone number by a fictional one of the same form.",
    notes: "Country code, trunk 0, length and punctuation stay. AU, CA, DE, FR, GB, IE, SE and \
            US numbers move into the ranges their regulators keep for fiction, elsewhere two \
            digits stay and 000 follows, which is hardly ever assigned. The ranges are small, so \
            different values may get the same number; it is refused on UNIQUE columns. What is \
            no number is invalid; an empty text stays empty.",
    accepts: &[
        TypeClass::Text,
        TypeClass::Other,
        TypeClass::Integer,
        TypeClass::Decimal,
    ],
    params: &[Param::optional(
        "country",
        ParamType::OneOf(&["AU", "CA", "DE", "FR", "GB", "IE", "SE", "US"]),
        "",
        "Whose numbers those without a country code are.",
    )],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("+1 (212) 736-5000"),
            output: Some("+1 (502) 555-0105"),
        },
        Example {
            params: "{}",
            input: Some("+49 (0)30 2273-2152"),
            output: Some("+49 (0)30 2312-5451"),
        },
        Example {
            params: r#"{"country": "FR"}"#,
            input: Some("06 12 34 56 78"),
            output: Some("06 39 98 18 81"),
        },
        Example {
            params: "{}",
            input: Some("+48 22 694 25 00"),
            output: Some("+48 22 000 07 67"),
        },
        Example {
            params: r#"{"country": "US"}"#,
            input: Some("212-736-5000 ext. 12"),
            output: Some("212-555-0101 ext. 57"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let narrow = build.column.class == TypeClass::Integer
            && build
                .column
                .range
                .is_some_and(|(_, largest)| largest < 1_000_000_000_000_000);
        if narrow {
            return Err(params.unfit("the column's numbers are too small; it takes bigint"));
        }
        Ok(Box::new(Phone {
            pseudonym: Pseudonym::of(build, Purpose::Pseudonym),
            home: params.text("country").and_then(Plan::of_country),
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
struct Phone {
    pseudonym: Pseudonym,
    home: Option<&'static Plan>,
}

impl Transformer for Phone {
    fn traits(&self) -> Traits {
        TRAITS
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
        let mut number = Number::read(value).ok_or(Fault::invalid("a telephone number"))?;
        let mut dice = Dice::of(self.pseudonym.draw(number.digits()));
        number.replace(self.home, &mut dice);
        let (main, extension) = value.split_at(number.end);
        let mut digits = number.digits().iter();
        out.extend(main.iter().map(|byte| match byte {
            b'0'..=b'9' => digits.next().copied().unwrap_or(b'0'),
            other => *other,
        }));
        out.extend(extension.iter().map(|byte| match byte {
            b'0'..=b'9' => dice.digit(),
            other => *other,
        }));
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::Trial;
    use bauta_model::TypeClass;
    use serde_json::json;

    fn digits(text: &str) -> String {
        text.chars().filter(char::is_ascii_digit).collect()
    }

    #[test]
    fn numbers_land_in_ranges_kept_for_fiction() {
        for (value, starts) in [
            ("+44 7911 123456", "447700900"),
            ("+44 (0)20 7219 3000", "4402079460"),
            ("+44 161 234 5000", "441632960"),
            ("+61 412 345 678", "61491570"),
            ("+33 6 12 34 56 78", "3363998"),
            ("+33 1 42 34 56 78", "3319900"),
            ("+49 151 23456789", "4917139200"),
            ("+49 89 2180 1234", "493023125"),
            ("+353 86 123 4567", "3532091"),
            ("+46 70 123 45 67", "46701740"),
            ("+46 8 123 456 78", "468465004"),
            ("0049 30 22732152", "00493023125"),
            ("+91 98765 43210", "9198000"),
        ] {
            let made = Trial::of("phone").text(value);
            assert!(digits(&made).starts_with(starts.trim()), "{value}: {made}");
            assert_eq!(made.len(), value.len());
        }
        let made = digits(&Trial::of("phone").text("+1 212 736 5000"));
        assert_eq!(made.get(4..9), Some("55501"));
        let home = Trial::of("phone").params(json!({"country": "US"}));
        assert_eq!(
            digits(&home.text("1-212-736-5000")).get(4..9),
            Some("55501")
        );
        assert!(digits(&home.text("736-5000")).starts_with("55501"));
    }

    #[test]
    fn punctuation_does_not_matter_to_the_digits() {
        let trial = Trial::of("phone");
        assert_eq!(
            digits(&trial.text("+49 30/2273-2152")),
            digits(&trial.text("+493022732152"))
        );
    }

    #[test]
    fn numbers_without_a_country_keep_two_digits() {
        let made = Trial::of("phone").text("030 22732152");
        assert!(made.starts_with("030 000"), "{made}");
    }

    #[test]
    fn what_is_no_number_is_invalid() {
        for value in [
            "call Ada",
            "555-Ada",
            "12",
            "1+2345678",
            "+49 30 1 or 2",
            "123456789012345678901",
        ] {
            assert!(
                Trial::of("phone").run(Some(value.as_bytes())).is_err(),
                "{value}"
            );
        }
    }

    #[test]
    fn integers_stay_integers() {
        let trial = Trial::of("phone")
            .class(TypeClass::Integer)
            .range(-(1 << 63), (1 << 63) - 1);
        let made = trial.text("4915112345678");
        assert!(made.len() == 13 && made.starts_with("49000"), "{made}");
        let narrow = Trial::of("phone")
            .class(TypeClass::Integer)
            .range(-(1 << 31), (1 << 31) - 1);
        assert!(narrow.refusal().contains("bigint"));
    }
}
