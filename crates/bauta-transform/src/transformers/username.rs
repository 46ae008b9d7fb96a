use bauta_model::TypeClass;

use crate::dice::{TOKEN_LONG, TOKEN_SHORT, write_token};
use crate::persona::Persona;
use crate::words::{Handle, LOCALE, Locale};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, Param, ParamError, ParamType, Params,
    Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "username",
    summary: "Replaces a user name by a made-up one that no other value gets.",
    notes: "Initial, family name and a token of 20 characters, 16 where the limit is narrower; the \
            name is left out where it does not fit. An empty text stays empty. Under `persona` the \
            name is that of the row, the token still that of the value.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[
        Param::optional(
            "max",
            ParamType::Integer { min: 16, max: 255 },
            "30, or less in narrow columns",
            "Most characters.",
        ),
        LOCALE,
    ],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("ada1815"),
            output: Some("dschamber_a43k9i2w6h14z1rrmbe8"),
        },
        Example {
            params: r#"{"locale": "fr", "max": 26}"#,
            input: Some("ada1815"),
            output: Some("cpiquet_a43k9i2w6h14z1rr"),
        },
        Example {
            params: r#"{"max": 16}"#,
            input: Some("ada1815"),
            output: Some("a43k9i2w6h14z1rr"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let asked = params
            .integer("max")
            .and_then(|most| usize::try_from(most).ok())
            .unwrap_or(30);
        let room = build.column.max_chars.unwrap_or(asked).min(asked);
        let brief = Handle::LONGEST_BRIEF + 1;
        let (named, token) = match room {
            room if room >= brief + TOKEN_LONG => (true, TOKEN_LONG),
            room if room >= brief + TOKEN_SHORT => (true, TOKEN_SHORT),
            room if room >= TOKEN_LONG => (false, TOKEN_LONG),
            room if room >= TOKEN_SHORT => (false, TOKEN_SHORT),
            _ => {
                return Err(params.unfit(format!(
                    "the column holds {room} characters; a token that stays unique takes \
                     {TOKEN_SHORT}"
                )));
            }
        };
        let locale = Locale::of(params)?;
        Ok(Box::new(Username {
            persona: Persona::of(build),
            names: named.then_some(Handle::of(locale)),
            token,
        }))
    },
};

const TRAITS: Traits = Traits {
    injective: true,
    disjoint: true,
    lengths: Lengths::AtMost(Handle::LONGEST_BRIEF + 1 + TOKEN_LONG),
    yields: Some(TypeClass::Text),
    ..Traits::PLAIN
};

#[derive(Debug)]
struct Username {
    persona: Persona,
    names: Option<Handle>,
    token: usize,
}

impl Transformer for Username {
    fn traits(&self) -> Traits {
        let name = self.names.map_or(0, |_| Handle::LONGEST_BRIEF + 1);
        Traits {
            deterministic: !self.persona.follows_the_row() || self.names.is_none(),
            lengths: Lengths::AtMost(name + self.token),
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
        let (who, own) = self.persona.identity_and_own(value, cx);
        if let Some(names) = self.names {
            names.write_brief(who, out);
            out.push(b'_');
        }
        write_token(&own, self.token, out);
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::Trial;
    use serde_json::json;

    #[test]
    fn lengths_follow_the_limit_and_not_the_value() {
        for most in [16, 20, 25, 26, 30, 64] {
            let trial = Trial::of("username").max_chars(most);
            assert!(trial.text("a").len() <= most.min(30));
            assert!(trial.text(&"a".repeat(100)).len() <= most.min(30));
        }
        let bare = Trial::of("username").params(json!({"max": 20}));
        assert_eq!(bare.text("ada").len(), 20);
        assert!(Trial::of("username").max_chars(15).refusal().contains("16"));
    }
}
