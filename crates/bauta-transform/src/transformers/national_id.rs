use bauta_crypto::{Fpe, Purpose};
use bauta_model::TypeClass;

use crate::compact::Compact;
use crate::national::{self, COUNTRIES, Scheme, find, schemes};
use crate::pseudonym::Pseudonym;
use crate::{
    Applied, Build, Context, Example, Fault, Fold, Kind, Lengths, Param, ParamError, ParamType,
    Params, Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "national-id",
    summary: "Replaces national identifiers by others of their kind; check characters and dates stay possible.",
    notes: "Where a country has numbers that nobody is given (us 9xx with group 01 to 49, gb QQ, gb-nhs 999, ca 0), results are drawn from them: too few to stand on UNIQUE columns. Elsewhere, and with `mode: permute`, all identifiers of the kind are permuted: unique, but a result may be somebody's. Right check characters stay right, wrong ones wrong. Centuries and sexes that are signs of their own stay; dates of birth change.",
    accepts: &[
        TypeClass::Text,
        TypeClass::Integer,
        TypeClass::Decimal,
        TypeClass::Other,
    ],
    params: &[
        Param::required("country", ParamType::OneOf(COUNTRIES), "Whose identifiers."),
        MODE,
    ],
    traits: traits(false),
    examples: &[
        Example {
            params: r#"{"country": "gb"}"#,
            input: Some("AB 12 34 56 C"),
            output: Some("QQ 98 78 91 C"),
        },
        Example {
            params: r#"{"country": "de"}"#,
            input: Some("86 095 742 719"),
            output: Some("48 908 167 233"),
        },
        Example {
            params: r#"{"country": "se"}"#,
            input: Some("880320-0016"),
            output: Some("370417-6274"),
        },
        Example {
            params: r#"{"country": "br"}"#,
            input: Some("390.533.447-05"),
            output: Some("821.411.681-39"),
        },
        Example {
            params: r#"{"country": "it"}"#,
            input: Some("RSSMRA85T10A562S"),
            output: Some("INIXTZ12H12V405Z"),
        },
        Example {
            params: r#"{"country": "de"}"#,
            input: None,
            output: None,
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let country = params.text("country").unwrap_or_default();
        Ok(Box::new(NationalId::new(
            country, NOT_AN_ID, params, build,
        )?))
    },
};

pub(super) const MODE: Param = Param::optional(
    "mode",
    ParamType::OneOf(&["never-issued", "permute"]),
    "never-issued",
    "Whether to draw from numbers that nobody is given, where there are such, or to permute all.",
);

pub(super) const fn traits(permutes: bool) -> Traits {
    Traits {
        injective: permutes,
        reversible: permutes,
        keeps_length: true,
        keeps_format: true,
        lengths: Lengths::NotLonger,
        ..Traits::PLAIN
    }
}

/// Identifiers of one country.
#[derive(Debug)]
pub(super) struct NationalId {
    schemes: Vec<&'static Scheme>,
    engine: Engine,
    invalid: Fault,
}

#[derive(Debug)]
enum Engine {
    Permute(Box<Fpe>),
    Draw(Pseudonym),
}

impl NationalId {
    pub(super) fn new(
        country: &str,
        invalid: Fault,
        params: &Params<'_>,
        build: &Build<'_>,
    ) -> Result<Self, ParamError> {
        let schemes: Vec<_> = schemes(country).collect();
        let mode = params.text("mode");
        let drawable = schemes.iter().all(|scheme| scheme.never_issued.is_some());
        if mode == Some("never-issued") && !drawable {
            return Err(params.unfit(format!(
                "`{country}` has no numbers that nobody is given; `mode: permute` is what there is"
            )));
        }
        let engine = if drawable && mode != Some("permute") {
            Engine::Draw(Pseudonym::new(build.prf(Purpose::Pseudonym), Fold::None))
        } else {
            // Every kind has more than 2^20 identifiers, so no table is needed.
            Engine::Permute(Box::new(build.keys.fpe(build.domain, &[])))
        };
        Ok(Self {
            schemes,
            engine,
            invalid,
        })
    }
}

impl Transformer for NationalId {
    fn traits(&self) -> Traits {
        traits(matches!(self.engine, Engine::Permute(_)))
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let before = Compact::read(value, b" -./+").ok_or(self.invalid)?;
        let scheme = find(&self.schemes, &before).ok_or(self.invalid)?;
        let after = match (&self.engine, scheme.never_issued) {
            (Engine::Draw(pseudonym), Some(fields)) => {
                national::drawn(scheme, fields, &before, pseudonym.draw(before.characters()))
            }
            (Engine::Permute(fpe), _) => national::permuted(scheme, fpe, &before),
            (Engine::Draw(_), None) => None,
        };
        after.ok_or(self.invalid)?.write_like(value, out);
        Ok(Applied::Value)
    }
}

const NOT_AN_ID: Fault = Fault::Invalid {
    expected: "an identifier of the country",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use proptest::prelude::*;

    fn image(country: &str, value: &str) -> Result<String, Fault> {
        let params = format!(r#"{{"country": "{country}"}}"#);
        testing::run(&KIND, &params, value.as_bytes()).map(|out| String::from_utf8(out).unwrap())
    }

    #[test]
    fn separators_and_case_stay() {
        let out = image("fi", "131052-308t").unwrap();
        assert_eq!((out.len(), out.as_bytes()[6]), (11, b'-'));
        assert!(!out.bytes().any(|byte| byte.is_ascii_uppercase()));
        assert_eq!(image("fi", "131052-308T").unwrap(), out.to_uppercase());
    }

    #[test]
    fn junk_is_invalid() {
        for country in COUNTRIES {
            for junk in [
                "",
                "x",
                "123",
                "12345678901234567890123456789012345678901",
                "ÄÖÜ",
                "31 02 99",
            ] {
                assert_eq!(image(country, junk), Err(NOT_AN_ID), "{country} {junk}");
            }
        }
        assert_eq!(image("pl", "44991401359"), image("pl", "44131401359"));
    }

    #[test]
    fn a_range_that_is_not_there_cannot_be_asked_for() {
        let key = testing::key();
        let map = serde_json::from_str(r#"{"country": "de", "mode": "never-issued"}"#).unwrap();
        assert!(Build::for_examples(&key).kind(&KIND, &map).is_err());
        assert!(
            !testing::built(&KIND, r#"{"country": "gb"}"#)
                .traits()
                .injective
        );
        assert!(
            testing::built(&KIND, r#"{"country": "gb", "mode": "permute"}"#)
                .traits()
                .injective
        );
    }

    proptest! {
        #[test]
        fn no_bytes_panic(country in prop::sample::select(COUNTRIES), value in "[0-9A-Z -]{0,20}", bytes: Vec<u8>) {
            let transformer = testing::built(&KIND, &format!(r#"{{"country": "{country}"}}"#));
            let _outcome = testing::apply(&*transformer, value.as_bytes(), &mut Vec::new());
            let _outcome = testing::apply(&*transformer, &bytes, &mut Vec::new());
        }
    }
}
