use bauta_crypto::Purpose;
use bauta_model::TypeClass;

use crate::pseudonym::Pseudonym;
use crate::words::{COUNTRIES, LOCALE, Locale};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, ParamError, Params, Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "country",
    summary: "Replaces a country by another form of the same kind: a code by a code, a name by a \
            name.",
    notes: "Two letters become a code of two letters, three a code of three, in the same case; \
            anything else a name in the language of the locale. There are about 50 countries, so \
            the value says little. An empty text stays empty.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[LOCALE],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("DE"),
            output: Some("BE"),
        },
        Example {
            params: "{}",
            input: Some("gbr"),
            output: Some("est"),
        },
        Example {
            params: r#"{"locale": "de"}"#,
            input: Some("Great Britain"),
            output: Some("Dänemark"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let locale = Locale::of(params)?;
        let room = build.column.max_chars.unwrap_or(usize::MAX);
        if room < 2 {
            return Err(params.unfit("a country takes at least 2 characters"));
        }
        Ok(Box::new(CountryName {
            pseudonym: Pseudonym::of(build, Purpose::Pseudonym),
            locale,
            room,
        }))
    },
};

const TRAITS: Traits = Traits {
    lengths: Lengths::AtMost(22),
    yields: Some(TypeClass::Text),
    ..Traits::PLAIN
};

#[derive(Debug)]
struct CountryName {
    pseudonym: Pseudonym,
    locale: Locale,
    room: usize,
}

impl Transformer for CountryName {
    fn traits(&self) -> Traits {
        TRAITS
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let draw = &mut self.pseudonym.draw(value);
        let Some(country) = draw.choose(COUNTRIES).filter(|_| !value.is_empty()) else {
            return Ok(Applied::Value);
        };
        let name = country.name(self.locale);
        let code = value.iter().all(u8::is_ascii_alphabetic);
        let text = match value.len() {
            2 if code => country.alpha2,
            3 if code => country.alpha3,
            _ if name.chars <= self.room => name.text,
            _ if self.room >= 3 => country.alpha3,
            _ => country.alpha2,
        };
        let lower = code && value.iter().all(u8::is_ascii_lowercase) && value.len() <= 3;
        out.extend(text.bytes().map(|byte| {
            if lower {
                byte.to_ascii_lowercase()
            } else {
                byte
            }
        }));
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::Trial;

    #[test]
    fn codes_stay_codes_and_everything_fits() {
        assert_eq!(Trial::of("country").text("de").len(), 2);
        assert_eq!(Trial::of("country").text("DEU").len(), 3);
        assert!(Trial::of("country").text("Germany").len() > 3);
        assert_eq!(Trial::of("country").max_chars(2).text("?").len(), 2);
        assert_eq!(Trial::of("country").max_chars(3).text("Germany").len(), 3);
        assert!(Trial::of("country").max_chars(1).refusal().contains('2'));
    }
}
