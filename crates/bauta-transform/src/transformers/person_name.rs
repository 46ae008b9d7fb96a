use bauta_model::TypeClass;

use crate::persona::Persona;
use crate::words::{Fitted, LOCALE, Locale};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, Param, ParamError, ParamType, Params,
    Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "person-name",
    summary: "Replaces a full name by a given and a family name from lists.",
    notes: "Many values share a name, so it is refused on UNIQUE columns. Where both names do not \
            fit the column, the given name shrinks to its initial, then is left out. An empty \
            text stays empty. Under `persona` it is the row's name, which agrees with its other \
            names.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[
        Param::optional(
            "form",
            ParamType::OneOf(&["first-last", "last-first", "last-comma-first"]),
            "first-last; last-first in Japanese",
            "The order of the names.",
        ),
        LOCALE,
    ],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("Ada Lovelace"),
            output: Some("Coralie Stehr"),
        },
        Example {
            params: r#"{"locale": "de_DE", "form": "last-comma-first"}"#,
            input: Some("Ada Lovelace"),
            output: Some("Ziegler, Elisabeth"),
        },
        Example {
            params: r#"{"locale": "ja"}"#,
            input: Some("Ada Lovelace"),
            output: Some("工藤 花子"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let locale = Locale::of(params)?;
        let lists = locale.lists();
        let unfit =
            |shortest| params.unfit(format!("the shortest name takes {shortest} characters"));
        let form = match params.text("form") {
            Some("last-first") => Form::LastFirst,
            Some("last-comma-first") => Form::LastCommaFirst,
            None if locale.family_first() => Form::LastFirst,
            _ => Form::FirstLast,
        };
        Ok(Box::new(PersonName {
            persona: Persona::of(build),
            first: Fitted::new(&lists.first, None).map_err(unfit)?,
            last: Fitted::new(&lists.last, build.column.max_chars).map_err(unfit)?,
            form,
            room: build.column.max_chars.unwrap_or(usize::MAX),
            initials: !locale.family_first(),
        }))
    },
};

const TRAITS: Traits = Traits {
    lengths: Lengths::AtMost(34),
    yields: Some(TypeClass::Text),
    ..Traits::PLAIN
};

#[derive(Debug, Clone, Copy)]
enum Form {
    FirstLast,
    LastFirst,
    LastCommaFirst,
}

impl Form {
    fn separator(self) -> &'static str {
        match self {
            Self::FirstLast | Self::LastFirst => " ",
            Self::LastCommaFirst => ", ",
        }
    }
}

#[derive(Debug)]
struct PersonName {
    persona: Persona,
    first: Fitted,
    last: Fitted,
    form: Form,
    room: usize,
    initials: bool,
}

impl PersonName {
    fn write(&self, first: [&str; 2], last: &str, out: &mut Vec<u8>) {
        let separator = self.form.separator();
        let [one, two] = first;
        let parts = match self.form {
            Form::FirstLast => [one, two, separator, last],
            Form::LastFirst | Form::LastCommaFirst => [last, separator, one, two],
        };
        for part in parts {
            out.extend_from_slice(part.as_bytes());
        }
    }
}

impl Transformer for PersonName {
    fn traits(&self) -> Traits {
        let longest = self.first.longest() + self.form.separator().len() + self.last.longest();
        Traits {
            deterministic: !self.persona.follows_the_row(),
            lengths: Lengths::AtMost(longest.min(self.room)),
            ..TRAITS
        }
    }

    fn apply(
        &self,
        value: &[u8],
        cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        if value.is_empty() {
            return Ok(Applied::Value);
        }
        let who = self.persona.identity(value, cx);
        let first = self.first.at(who.first(self.first.len()));
        let last = self.last.at(who.last(self.last.len()));
        let besides = last.chars + self.form.separator().len();
        if besides + first.chars <= self.room {
            self.write([first.text, ""], last.text, out);
            return Ok(Applied::Value);
        }
        let initial = first.text.chars().next().filter(|_| self.initials);
        match initial {
            Some(initial) if besides + 2 <= self.room => {
                let mut buffer = [0; 4];
                self.write([initial.encode_utf8(&mut buffer), "."], last.text, out);
            }
            _ => out.extend_from_slice(last.text.as_bytes()),
        }
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::Trial;
    use serde_json::json;

    #[test]
    fn names_shrink_into_narrow_columns() {
        let wide = Trial::of("person-name").params(json!({"locale": "de"}));
        let (mut initials, mut alone) = (0, 0);
        for n in 0..200 {
            let value = n.to_string();
            let full = wide.text(&value);
            let (first, last) = full.rsplit_once(' ').unwrap();
            let narrow = wide.clone().max_chars(11).text(&value);
            assert!(narrow.chars().count() <= 11, "{narrow}");
            if full.chars().count() <= 11 {
                assert_eq!(narrow, full);
            } else if last.chars().count() <= 8 {
                let initial = first.chars().next().unwrap();
                assert_eq!(narrow, format!("{initial}. {last}"));
                initials += 1;
            } else {
                alone += 1;
            }
        }
        assert!(initials > 0 && alone > 0);
    }

    #[test]
    fn the_order_is_the_locale_s_unless_asked_for() {
        let trial = Trial::of("person-name").params(json!({"locale": "ja"}));
        let (last, first) = {
            let made = trial.text("Ada");
            let (last, first) = made.split_once(' ').unwrap();
            (last.to_owned(), first.to_owned())
        };
        let turned = trial
            .params(json!({"locale": "ja", "form": "first-last"}))
            .text("Ada");
        assert_eq!(turned, format!("{first} {last}"));
    }
}
