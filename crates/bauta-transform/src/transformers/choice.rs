use bauta_crypto::Purpose;

use crate::pseudonym::Pseudonym;
use crate::transformers::constant::scalar;
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, Param, ParamError, ParamType, Params,
    Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "choice",
    summary: "Replaces the value by one of a list that follows from it.",
    notes: "With `weights` the list keeps a distribution that you state.",
    accepts: &[],
    params: &[
        Param::required("values", ParamType::ScalarList, "What to choose from."),
        Param::optional(
            "weights",
            ParamType::ScalarList,
            "",
            "How often each is chosen, as whole numbers in the order of `values`; all alike if left out.",
        ),
    ],
    traits: Traits::PLAIN,
    examples: &[
        Example {
            params: r#"{"values": ["small", "medium", "large"]}"#,
            input: Some("XXL"),
            output: Some("medium"),
        },
        Example {
            params: r#"{"values": ["f", "m", "d"], "weights": [50, 49, 1]}"#,
            input: Some("42"),
            output: Some("f"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let values: Vec<String> = params
            .list("values")
            .unwrap_or_default()
            .iter()
            .map(scalar)
            .collect();
        let weights = match params.list("weights") {
            Some(weights) => weights.iter().map(serde_json::Value::as_u64).collect(),
            None => Some(vec![1; values.len()]),
        };
        let weights = weights.filter(|weights| weights.len() == values.len());
        let weights = weights.ok_or_else(|| {
            params.unfit("it takes one whole number in `weights` for each of `values`")
        })?;
        let mut total = 0u64;
        let mut choices = Vec::with_capacity(values.len());
        for (value, weight) in values.into_iter().zip(weights) {
            total = total
                .checked_add(weight)
                .ok_or_else(|| params.unfit("the `weights` are too large"))?;
            choices.push((total, value.into_boxed_str()));
        }
        if total == 0 {
            return Err(params.unfit("there is nothing to choose from"));
        }
        Ok(Box::new(Choice {
            pseudonym: Pseudonym::of(build, Purpose::Pseudonym),
            choices,
            total,
        }))
    },
};

#[derive(Debug)]
struct Choice {
    pseudonym: Pseudonym,
    /// Each with the sum of weights up to and with it.
    choices: Vec<(u64, Box<str>)>,
    total: u64,
}

impl Transformer for Choice {
    fn traits(&self) -> Traits {
        let longest = self
            .choices
            .iter()
            .map(|(_, value)| value.chars().count())
            .max();
        Traits {
            lengths: Lengths::AtMost(longest.unwrap_or(0)),
            ..Traits::PLAIN
        }
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let pick = self.pseudonym.draw(value).below(self.total);
        let index = self.choices.partition_point(|(sum, _)| *sum <= pick);
        if let Some((_, choice)) = self.choices.get(index) {
            out.extend_from_slice(choice.as_bytes());
        }
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use super::super::harness::{apply, build_error, built};
    use super::*;

    #[test]
    fn weights_are_followed() {
        let choice = built(
            &KIND,
            r#"{"values": ["a", "b", "c"], "weights": [90, 10, 0]}"#,
        );
        let count = |wanted: &str| {
            (0..1000)
                .filter(|n: &u32| apply(&*choice, &n.to_string()) == wanted)
                .count()
        };
        assert!((850..950).contains(&count("a")));
        assert_eq!(count("c"), 0);
    }

    #[test]
    fn lists_must_fit() {
        for params in [
            r#"{"values": []}"#,
            r#"{"values": ["a"], "weights": [0]}"#,
            r#"{"values": ["a"], "weights": [1, 2]}"#,
            r#"{"values": ["a"], "weights": ["x"]}"#,
        ] {
            assert!(build_error(&KIND, params), "{params}");
        }
    }
}
