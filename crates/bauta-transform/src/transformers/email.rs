use bauta_crypto::Purpose;
use bauta_model::TypeClass;

use crate::dice::{TOKEN_LONG, TOKEN_SHORT, write_token};
use crate::pseudonym::Pseudonym;
use crate::reserved::is_reserved_host;
use crate::words::{Handle, Identity, LOCALE, Locale};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, Param, ParamError, ParamType, Params,
    Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "email",
    summary: "Replaces an e-mail address by one that nobody can receive mail at.",
    notes: "Takes any text, also what is no address; an empty text stays empty. The token has 20 \
            characters (103 bits) where the column is wide enough for names and token, else 16 \
            (82 bits); names are left out where they do not fit. Names agree with `person-name`, \
            `first-name`, `last-name` and `username` under `persona` if both have the same \
            `locale`. Set `fold: lower` where addresses compare without case.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[
        Param::optional(
            "host",
            ParamType::Text,
            "example.com",
            "What follows the @: example.com, .net, .org, or a name under .example, .test, .invalid.",
        ),
        Param::optional(
            "names",
            ParamType::Boolean,
            "where they fit",
            "Whether a made-up name stands before the token.",
        ),
        Param::optional(
            "token",
            ParamType::Integer { min: 16, max: 20 },
            "20, or 16 in narrow columns",
            "Characters of the token.",
        ),
        LOCALE,
    ],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("ada@lovelace.org"),
            output: Some("althea.koch.t9egkyovrvr3yjdk07y5@example.com"),
        },
        Example {
            params: r#"{"locale": "de_DE", "host": "mail.test", "token": 16}"#,
            input: Some("ada@lovelace.org"),
            output: Some("agca.schulze.t9egkyovrvr3yjdk@mail.test"),
        },
        Example {
            params: r#"{"names": false}"#,
            input: Some("no address at all"),
            output: Some("10f648e0g4vad98j35v3@example.com"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let host = params.text("host").unwrap_or("example.com");
        if !is_reserved_host(host) {
            return Err(params.unfit(format!(
                "mail to `{host}` could be delivered; take example.com or a name under .test, \
                 .invalid or .example"
            )));
        }
        let form = Form::fit(params, host, build.column.max_chars)?;
        Ok(Box::new(Email {
            pseudonym: Pseudonym::of(build, Purpose::Pseudonym),
            names: form.names.then_some(Handle::of(Locale::of(params)?)),
            token: form.token,
            tail: format!("@{host}"),
        }))
    },
};

const TRAITS: Traits = Traits {
    injective: true,
    disjoint: true,
    lengths: Lengths::AtMost(Handle::LONGEST + 1 + TOKEN_LONG + "@example.com".len()),
    yields: Some(TypeClass::Text),
    ..Traits::PLAIN
};

/// Which parts there are; depends on parameters and column only, never on a value.
struct Form {
    names: bool,
    token: usize,
}

impl Form {
    fn fit(params: &Params<'_>, host: &str, limit: Option<usize>) -> Result<Self, ParamError> {
        let room = limit.unwrap_or(usize::MAX);
        let length = |form: &Self| {
            let names = if form.names { Handle::LONGEST + 1 } else { 0 };
            names + form.token + 1 + host.len()
        };
        let asked_names = params.flag("names");
        let asked_token = params
            .integer("token")
            .and_then(|token| usize::try_from(token).ok());
        let mut forms: Vec<Self> = [(true, TOKEN_LONG), (true, TOKEN_SHORT), (false, TOKEN_LONG)]
            .into_iter()
            .chain([(false, TOKEN_SHORT)])
            .map(|(names, token)| Self {
                names,
                token: asked_token.unwrap_or(token),
            })
            .filter(|form| asked_names.is_none_or(|names| names == form.names))
            .collect();
        let least = forms.iter().map(length).min().unwrap_or(0);
        match forms.iter().position(|form| length(form) <= room) {
            Some(at) => Ok(forms.swap_remove(at)),
            None => Err(params.unfit(format!(
                "the column holds {room} characters; with these parameters it takes {least}"
            ))),
        }
    }
}

#[derive(Debug)]
struct Email {
    pseudonym: Pseudonym,
    names: Option<Handle>,
    token: usize,
    tail: String,
}

impl Transformer for Email {
    fn traits(&self) -> Traits {
        let names = self.names.map_or(0, |_| Handle::LONGEST + 1);
        Traits {
            lengths: Lengths::AtMost(names + self.token + self.tail.len()),
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
        let digest = self.pseudonym.digest(value);
        if let Some(names) = self.names {
            names.write(Identity::of(&digest), out);
            out.push(b'.');
        }
        write_token(&digest, self.token, out);
        out.extend_from_slice(self.tail.as_bytes());
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::Trial;
    use serde_json::json;

    #[test]
    fn addresses_that_compare_equal_get_one_token() {
        let folded = Trial::of("email").fold_lower();
        assert_eq!(
            folded.text("Ada@Example.com"),
            folded.text("ada@example.com")
        );
        let exact = Trial::of("email");
        assert_ne!(exact.text("Ada@Example.com"), exact.text("ada@example.com"));
    }

    #[test]
    fn narrow_columns_get_shorter_forms_and_then_none() {
        for (most, length) in [
            (50, None),
            (49, None),
            (46, None),
            (45, Some(32)),
            (31, Some(28)),
            (28, Some(28)),
        ] {
            let trial = Trial::of("email").max_chars(most);
            for value in ["a@b.de", "somebody.with.a.long.name@a.long.host.example"] {
                let made = trial.text(value);
                assert!(made.len() <= most, "{made}");
                assert!(length.is_none_or(|length| made.len() == length), "{made}");
            }
        }
        let refusal = Trial::of("email").max_chars(27).refusal();
        assert!(refusal.contains("28"), "{refusal}");
        let refusal = Trial::of("email")
            .params(json!({"names": true}))
            .max_chars(40)
            .refusal();
        assert!(refusal.contains("46"), "{refusal}");
    }

    #[test]
    fn mail_must_not_reach_anybody() {
        let refusal = Trial::of("email")
            .params(json!({"host": "gmail.com"}))
            .refusal();
        assert!(refusal.contains("gmail.com"));
    }

    #[test]
    fn a_persona_changes_nothing() {
        let plain = Trial::of("email");
        assert_eq!(
            plain.text("ada@shop.example"),
            plain
                .clone()
                .persona(Some("bob@shop.example"), Some("7"))
                .text("ada@shop.example")
        );
    }
}
