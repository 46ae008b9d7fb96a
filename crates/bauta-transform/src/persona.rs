use bauta_crypto::Purpose;
use bauta_model::TypeClass;

use crate::pseudonym::Pseudonym;
use crate::words::{Fitted, Identity, Word};
use crate::{
    Applied, Build, Context, Fault, Lengths, NeedIndex, ParamError, Params, Traits, Transformer,
};

/// From whom a name is drawn: the value itself, or the row it stands in.
///
/// *Guarantees:* under a persona, every name of a row stands for the same digest, which is the
/// one that `email` takes for the row's address.
#[derive(Debug)]
pub(crate) struct Persona {
    own: Pseudonym,
    row: Option<RowLink>,
}

#[derive(Debug)]
struct RowLink {
    email: Option<(NeedIndex, Pseudonym)>,
    subject: (NeedIndex, Pseudonym),
}

impl Persona {
    /// The persona that the rule asks for, or none.
    pub(crate) fn of(build: &Build<'_>) -> Self {
        let in_domain = |domain: &str| build.keys.prf(domain, Purpose::Pseudonym);
        let row = build.persona.as_ref().map(|link| RowLink {
            email: link
                .email
                .as_ref()
                .map(|(need, domain, fold)| (*need, Pseudonym::new(in_domain(domain), *fold))),
            subject: (
                link.subject.0,
                Pseudonym::new(in_domain(&link.subject.1), crate::Fold::None),
            ),
        });
        Self {
            own: Pseudonym::of(build, Purpose::Pseudonym),
            row,
        }
    }

    /// Whether equal values in different rows may get different names.
    pub(crate) fn follows_the_row(&self) -> bool {
        self.row.is_some()
    }

    /// The person whose name takes the value's place.
    pub(crate) fn identity(&self, value: &[u8], cx: &Context<'_>) -> Identity {
        match self.of_row(cx) {
            Some(identity) => identity,
            None => Identity::of(&self.own.digest(value)),
        }
    }

    /// The person whose name takes the value's place, and the digest of the value itself.
    pub(crate) fn identity_and_own(&self, value: &[u8], cx: &Context<'_>) -> (Identity, [u8; 32]) {
        let own = self.own.digest(value);
        let identity = self.of_row(cx).unwrap_or_else(|| Identity::of(&own));
        (identity, own)
    }

    fn of_row(&self, cx: &Context<'_>) -> Option<Identity> {
        let link = self.row.as_ref()?;
        link.email
            .iter()
            .chain([&link.subject])
            .find_map(|(need, pseudonym)| {
                let original = cx.row.original(*need)?;
                Some(Identity::of(&pseudonym.digest(original)))
            })
    }
}

/// Replaces a part of a name by one from a list. An empty text stays empty.
#[derive(Debug)]
pub(crate) struct NamePart {
    persona: Persona,
    names: Fitted,
    /// Which name of so many a person has.
    pick: fn(Identity, usize) -> usize,
}

impl NamePart {
    /// What holds for it under any parameters.
    pub(crate) const TRAITS: Traits = Traits {
        lengths: Lengths::AtMost(16),
        yields: Some(TypeClass::Text),
        ..Traits::PLAIN
    };

    /// One that takes the names of a list that fit into the column.
    pub(crate) fn new(
        list: &'static [Word],
        pick: fn(Identity, usize) -> usize,
        params: &Params<'_>,
        build: &Build<'_>,
    ) -> Result<Self, ParamError> {
        let names = Fitted::new(list, build.column.max_chars).map_err(|shortest| {
            params.unfit(format!("the shortest name takes {shortest} characters"))
        })?;
        Ok(Self {
            persona: Persona::of(build),
            names,
            pick,
        })
    }
}

impl Transformer for NamePart {
    fn traits(&self) -> Traits {
        Traits {
            deterministic: !self.persona.follows_the_row(),
            lengths: Lengths::AtMost(self.names.longest()),
            ..Self::TRAITS
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
            let name = self.names.at((self.pick)(who, self.names.len()));
            out.extend_from_slice(name.text.as_bytes());
        }
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::Trial;
    use serde_json::json;

    const NAMES: [&str; 3] = ["first-name", "last-name", "person-name"];

    fn of_row(name: &'static str, email: Option<&str>, subject: Option<&str>) -> String {
        Trial::of(name)
            .params(json!({"locale": "de_DE"}))
            .persona(email, subject)
            .text("whatever")
    }

    #[test]
    fn names_of_a_row_agree_with_each_other_and_with_its_address() {
        for address in ["ada@shop.example", "Ada@Shop.example", "kein Postfach"] {
            let [first, last, full] = NAMES.map(|name| of_row(name, Some(address), Some("7")));
            assert_eq!(full, format!("{first} {last}"));
            let email = Trial::of("email")
                .domain("customer-email")
                .fold_lower()
                .params(json!({"locale": "de"}))
                .text(address);
            let username = of_row("username", Some(address), Some("7"));
            let mut parts = email.split('.');
            let (first_short, last_short) = (parts.next().unwrap(), parts.next().unwrap());
            let (plain, _) = username.split_once('_').unwrap();
            let (initial, rest) = plain.split_at(1);
            assert!(first_short.starts_with(initial));
            assert_eq!(rest, last_short);
            let lists = crate::words::Locale::De.lists();
            let at = lists
                .last
                .iter()
                .position(|word| word.text == last)
                .unwrap();
            assert_eq!(lists.last_short[at].bytes(), last_short.as_bytes());
            let at = lists
                .first
                .iter()
                .position(|word| word.text == first)
                .unwrap();
            assert_eq!(lists.first_short[at].bytes(), first_short.as_bytes());
        }
    }

    #[test]
    fn the_subject_stands_in_for_a_missing_address_and_the_value_for_both() {
        let full = of_row("person-name", None, Some("7"));
        assert_eq!(full, of_row("person-name", None, Some("7")));
        assert_ne!(full, of_row("person-name", None, Some("8")));
        assert_ne!(
            full,
            of_row("person-name", Some("ada@shop.example"), Some("7"))
        );
        let own = Trial::of("person-name")
            .params(json!({"locale": "de"}))
            .text("whatever");
        assert_eq!(own, of_row("person-name", None, None));
    }

    #[test]
    fn a_persona_is_not_called_deterministic() {
        for name in NAMES.into_iter().chain(["username"]) {
            let trial = Trial::of(name);
            assert!(trial.build().unwrap().traits().deterministic);
            let trial = trial.persona(None, Some("7"));
            assert!(!trial.build().unwrap().traits().deterministic);
        }
    }

    #[test]
    fn user_names_stay_apart_under_one_persona() {
        let trial = Trial::of("username").persona(Some("ada@shop.example"), Some("7"));
        assert_ne!(trial.text("ada"), trial.text("ada2"));
    }
}
