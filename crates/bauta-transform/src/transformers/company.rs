use bauta_crypto::Purpose;
use bauta_model::TypeClass;

use crate::dice::Dice;
use crate::pseudonym::Pseudonym;
use crate::words::{CompanyForms, Fitted, LOCALE, Locale};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, ParamError, Params, Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "company",
    summary: "Replaces a company by one made of family names and a legal form.",
    notes: "A company of that name may exist. Many values share one, so it is refused on UNIQUE \
            columns. The legal form is left out where it does not fit. An empty text stays \
            empty.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[LOCALE],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("Analytical Engines"),
            output: Some("Weissnat Partners"),
        },
        Example {
            params: r#"{"locale": "de_AT"}"#,
            input: Some("Analytical Engines"),
            output: Some("Arnold & Berger OHG"),
        },
        Example {
            params: r#"{"locale": "ja"}"#,
            input: Some("Analytical Engines"),
            output: Some("株式会社谷口・和田"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let locale = Locale::of(params)?;
        let names =
            Fitted::new(&locale.lists().last, build.column.max_chars).map_err(|shortest| {
                params.unfit(format!("the shortest name takes {shortest} characters"))
            })?;
        Ok(Box::new(Company {
            pseudonym: Pseudonym::of(build, Purpose::Pseudonym),
            names,
            forms: CompanyForms::of(locale),
            room: build.column.max_chars.unwrap_or(usize::MAX),
        }))
    },
};

const TRAITS: Traits = Traits {
    lengths: Lengths::AtMost(50),
    yields: Some(TypeClass::Text),
    ..Traits::PLAIN
};

#[derive(Debug)]
struct Company {
    pseudonym: Pseudonym,
    names: Fitted,
    forms: CompanyForms,
    room: usize,
}

impl Transformer for Company {
    fn traits(&self) -> Traits {
        let names = 2 * self.names.longest() + self.forms.and.chars().count();
        Traits {
            lengths: Lengths::AtMost((names + self.forms.longest()).min(self.room)),
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
        let one = self.names.at(dice.index(self.names.len()));
        let two = self.names.at(dice.index(self.names.len()));
        let form = dice.index(self.forms.forms.len());
        let (before, after) = self.forms.forms.get(form).copied().unwrap_or_default();
        let and = self.forms.and;
        let formal = before.chars().count() + one.chars + after.chars().count();
        let joined = formal + and.chars().count() + two.chars;
        let pair = dice.below(3) == 0 && one != two && joined <= self.room;
        let parts = match (pair, formal <= self.room) {
            (true, _) => [before, one.text, and, two.text, after],
            (false, true) => [before, one.text, after, "", ""],
            (false, false) => [one.text, "", "", "", ""],
        };
        for part in parts {
            out.extend_from_slice(part.as_bytes());
        }
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::Trial;
    use serde_json::json;

    #[test]
    fn companies_fit_the_column() {
        for (locale, most) in [("de", 8), ("fr", 12), ("ja", 5), ("en", 20)] {
            let trial = Trial::of("company")
                .params(json!({"locale": locale}))
                .max_chars(most);
            for n in 0..200 {
                let made = trial.text(&n.to_string());
                assert!(made.chars().count() <= most && !made.is_empty(), "{made}");
            }
        }
    }
}
