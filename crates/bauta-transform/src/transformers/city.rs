use bauta_crypto::Purpose;
use bauta_model::TypeClass;

use crate::pseudonym::Pseudonym;
use crate::words::{Fitted, LOCALE, Locale};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, ParamError, Params, Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "city",
    summary: "Replaces a city by one from a list.",
    notes: "Cities of the locale exist; no other column is made to agree. Many values share a \
            city. An empty text stays empty.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[LOCALE],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("Turin"),
            output: Some("Columbus"),
        },
        Example {
            params: r#"{"locale": "it"}"#,
            input: Some("Turin"),
            output: Some("Catania"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let list = &Locale::of(params)?.lists().cities;
        let cities = Fitted::new(list, build.column.max_chars).map_err(|shortest| {
            params.unfit(format!("the shortest city takes {shortest} characters"))
        })?;
        Ok(Box::new(City {
            pseudonym: Pseudonym::of(build, Purpose::Pseudonym),
            cities,
        }))
    },
};

const TRAITS: Traits = Traits {
    lengths: Lengths::AtMost(16),
    yields: Some(TypeClass::Text),
    ..Traits::PLAIN
};

#[derive(Debug)]
struct City {
    pseudonym: Pseudonym,
    cities: Fitted,
}

impl Transformer for City {
    fn traits(&self) -> Traits {
        Traits {
            lengths: Lengths::AtMost(self.cities.longest()),
            ..TRAITS
        }
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        if !value.is_empty() {
            let at = self.pseudonym.draw(value).index(self.cities.len());
            out.extend_from_slice(self.cities.at(at).text.as_bytes());
        }
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::Trial;
    use serde_json::json;

    #[test]
    fn cities_fit_the_column() {
        let trial = Trial::of("city").params(json!({"locale": "fr"}));
        for n in 0..50 {
            let made = trial.clone().max_chars(5).text(&n.to_string());
            assert!(made.chars().count() <= 5, "{made}");
        }
        assert!(trial.max_chars(2).refusal().contains('3'));
    }
}
