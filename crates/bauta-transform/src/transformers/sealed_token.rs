use bauta_crypto::{RunSeal, Sealer};
use bauta_model::TypeClass;

use crate::{
    Applied, Build, Context, Example, Fault, Fold, Kind, Lengths, Param, ParamError, ParamType,
    Params, Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "sealed-token",
    summary: "Replaces the value by a token that the environment's reveal key opens again.",
    notes: "`bauta token reveal` undoes it with the private half of the reveal key whose public half the profile pins under `reveal_key:`; whoever masks cannot. Every row gets a token of its own, so keys and joins do not hold, and the length of a value shows. A token takes 108 characters, the environment's name, and four thirds of the value's bytes. With `deterministic`, equal values of a domain get equal tokens in every run, and the root key opens them, too: the policy has to allow that.",
    accepts: &[],
    params: &[Param::optional(
        "deterministic",
        ParamType::Boolean,
        "false",
        "Whether equal values get equal tokens, for keys and joins.",
    )],
    traits: traits(false),
    examples: &[
        Example {
            params: "{}",
            input: Some("ada@example.com"),
            output: Some(
                "bt1.example.d08f6c266cff67c5.PX_dX80Dme1waTOqduZJ-BhvMNMmtly6hqe7pV6OgnpSYmlh2fqERKlbPMyY5JLfTcf1wtKYUyqaNix2CYBEIGg99SlYu_fEUAQO5gDhpQ",
            ),
        },
        Example {
            params: r#"{"deterministic": true}"#,
            input: Some("ada@example.com"),
            output: Some(
                "bs1.example.d08f6c266cff67c5.aRsZP1Y-WopDp5qO_UVtkAy5EvxCBPhFGzXLNYxcsyUgIO6SDhg6iUXpKt-t_LgjpRBX60rLFqrgjyDWxyj_CsLhRo_gA2RHgYE4VX2faw",
            ),
        },
        Example {
            params: "{}",
            input: None,
            output: None,
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let deterministic = params.flag("deterministic").unwrap_or(false);
        let run = run(build, deterministic).map_err(|reason| ParamError::Unfit {
            transformer: KIND.name,
            reason,
        })?;
        Ok(Box::new(SealedToken {
            sealer: run.sealer(build.domain),
            deterministic,
        }))
    },
};

fn run<'a>(build: &Build<'a>, deterministic: bool) -> Result<&'a RunSeal, String> {
    if !deterministic {
        return build.reversal.random.as_ref().map_err(Clone::clone);
    }
    if build.fold != Fold::None {
        return Err("what is equal but for case would get different tokens, and the domain holds it equal; `vault-token` can stand here".to_owned());
    }
    build.reversal.deterministic.as_ref().map_err(Clone::clone)
}

const fn traits(deterministic: bool) -> Traits {
    Traits {
        deterministic,
        injective: true,
        disjoint: true,
        reversible: true,
        needs_ordinal: !deterministic,
        lengths: Lengths::Unknown,
        yields: Some(TypeClass::Text),
        ..Traits::PLAIN
    }
}

#[derive(Debug)]
struct SealedToken {
    sealer: Sealer,
    deterministic: bool,
}

impl Transformer for SealedToken {
    fn traits(&self) -> Traits {
        traits(self.deterministic)
    }

    fn apply(
        &self,
        value: &[u8],
        cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let mut scratch = cx.take_buffer();
        let sealed = self.sealer.seal(cx.ordinal, value, &mut scratch, out);
        cx.give_back(scratch);
        sealed.map_err(|_| Fault::invalid("short enough to be sealed"))?;
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bauta_crypto::{EnvironmentKey, SealedToken as Token};

    fn built(build: &mut Build<'_>, params: &str) -> Result<Box<dyn Transformer>, ParamError> {
        build.kind(&KIND, &serde_json::from_str(params).unwrap())
    }

    fn tokens(params: &str) -> Vec<String> {
        let key = EnvironmentKey::from_root("example", [7; 32]);
        let transformer = built(&mut Build::for_examples(&key), params).unwrap();
        let token = |ordinal| {
            let mut out = Vec::new();
            crate::testing::apply_at(&*transformer, b"Ada\0\xff", ordinal, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        (0..3).map(token).collect()
    }

    #[test]
    fn rows_differ_and_open_again() {
        let tokens = tokens("{}");
        for token in &tokens {
            let reveal = crate::example::reveal_key();
            let opened = Token::parse(token).unwrap().open(&reveal).unwrap();
            assert_eq!(opened.expose(), b"Ada\0\xff");
        }
        assert!(tokens[0] != tokens[1] && tokens[1] != tokens[2] && tokens[0] != tokens[2]);
    }

    #[test]
    fn deterministic_tokens_are_equal() {
        let tokens = tokens(r#"{"deterministic": true}"#);
        assert!(tokens[0] == tokens[1] && tokens[1] == tokens[2]);
    }

    #[test]
    fn a_domain_that_holds_cases_equal_is_not_sealed_deterministically() {
        let key = EnvironmentKey::from_root("example", [7; 32]);
        let mut build = Build::for_examples(&key);
        build.fold = Fold::Lower;
        assert!(built(&mut build, "{}").is_ok());
        assert!(built(&mut build, r#"{"deterministic": true}"#).is_err());
    }

    #[test]
    fn a_run_that_must_not_seal_says_why() {
        let key = EnvironmentKey::from_root("example", [7; 32]);
        let refused = crate::Reversal::refused("the policy allows none");
        let mut build = Build::for_examples(&key);
        build.reversal = &refused;
        let error = built(&mut build, "{}").unwrap_err();
        assert!(error.to_string().contains("the policy allows none"));
    }
}
