use bauta_model::TypeClass;

use crate::persona::Persona;
use crate::words::{Fitted, LOCALE, Locale};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, ParamError, Params, Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "last-name",
    summary: "Replaces a family name by one from a list.",
    notes: "Many values share a name, so it is refused on UNIQUE columns. An empty text stays \
            empty. Under `persona` it is the row's name, which agrees with its other names.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[LOCALE],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("Ada"),
            output: Some("Cruickshank"),
        },
        Example {
            params: r#"{"locale": "fr_FR"}"#,
            input: Some("Ada"),
            output: Some("Brunet"),
        },
        Example {
            params: r#"{"locale": "ja"}"#,
            input: Some("Ada"),
            output: Some("山田"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let list = &Locale::of(params)?.lists().last;
        let names = Fitted::new(list, build.column.max_chars).map_err(|shortest| {
            params.unfit(format!("the shortest name takes {shortest} characters"))
        })?;
        Ok(Box::new(LastName {
            persona: Persona::of(build),
            names,
        }))
    },
};

const TRAITS: Traits = Traits {
    lengths: Lengths::AtMost(16),
    yields: Some(TypeClass::Text),
    ..Traits::PLAIN
};

#[derive(Debug)]
struct LastName {
    persona: Persona,
    names: Fitted,
}

impl Transformer for LastName {
    fn traits(&self) -> Traits {
        Traits {
            deterministic: !self.persona.follows_the_row(),
            lengths: Lengths::AtMost(self.names.longest()),
            ..TRAITS
        }
    }

    fn apply(
        &self,
        value: &[u8],
        cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        if !value.is_empty() {
            let who = self.persona.identity(value, cx);
            let name = self.names.at(who.last(self.names.len()));
            out.extend_from_slice(name.text.as_bytes());
        }
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::Trial;
    use serde_json::json;

    #[test]
    fn names_come_from_the_list_of_the_locale() {
        let made = Trial::of("last-name")
            .params(json!({"locale": "es"}))
            .text("Ada");
        let list = &crate::words::Locale::Es.lists().last;
        assert!(list.iter().any(|word| word.text == made), "{made}");
    }

    #[test]
    fn a_column_too_narrow_for_any_name_is_refused() {
        let trial = Trial::of("last-name").params(json!({"locale": "it"}));
        assert!(trial.max_chars(1).refusal().contains("characters"));
    }
}
