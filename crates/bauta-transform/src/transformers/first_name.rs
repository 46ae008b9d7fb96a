use bauta_model::TypeClass;

use crate::persona::NamePart;
use crate::words::{Identity, LOCALE, Locale};
use crate::{Build, Example, Kind, ParamError, Params, Transformer};

pub(super) static KIND: Kind = Kind {
    name: "first-name",
    summary: "Replaces a given name by one from a list.",
    notes: "Many values share a name, so it is refused on UNIQUE columns. An empty text stays \
            empty. Under `persona` it is the row's name, which agrees with its other names.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[LOCALE],
    traits: NamePart::TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("Ada"),
            output: Some("Deshawn"),
        },
        Example {
            params: r#"{"locale": "fr_FR"}"#,
            input: Some("Ada"),
            output: Some("Daphné"),
        },
        Example {
            params: r#"{"locale": "ja"}"#,
            input: Some("Ada"),
            output: Some("純子"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let list = &Locale::of(params)?.lists().first;
        let part = NamePart::new(list, Identity::first, params, build)?;
        Ok(Box::new(part))
    },
};

#[cfg(test)]
mod tests {
    use crate::trial::Trial;
    use serde_json::json;

    #[test]
    fn names_come_from_the_list_of_the_locale() {
        let made = Trial::of("first-name")
            .params(json!({"locale": "es"}))
            .text("Ada");
        let list = &crate::words::Locale::Es.lists().first;
        assert!(list.iter().any(|word| word.text == made), "{made}");
    }

    #[test]
    fn a_column_too_narrow_for_any_name_is_refused() {
        let trial = Trial::of("first-name").params(json!({"locale": "it"}));
        assert!(trial.max_chars(1).refusal().contains("characters"));
    }
}
