use bauta_crypto::Purpose;
use bauta_model::TypeClass;

use crate::decimal::{self, Decimal};
use crate::pseudonym::Pseudonym;
use crate::transformers::noise::number;
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, Param, ParamError, ParamType, Params,
    Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "number",
    summary: "Replaces the value by a number between two bounds that follows from it.",
    notes: "Not unique: for keys use `integer-key`. The distribution is even, whatever the original one was.",
    accepts: &[
        TypeClass::Integer,
        TypeClass::Decimal,
        TypeClass::Float,
        TypeClass::Text,
        TypeClass::Other,
    ],
    params: &[
        Param::required("min", ParamType::Number, "Smallest result."),
        Param::required("max", ParamType::Number, "Largest result."),
        Param::optional(
            "decimals",
            ParamType::Integer { min: 0, max: 15 },
            "0",
            "Digits after the point.",
        ),
    ],
    traits: Traits::PLAIN,
    examples: &[
        Example {
            params: r#"{"min": 1, "max": 6}"#,
            input: Some("a"),
            output: Some("4"),
        },
        Example {
            params: r#"{"min": -1, "max": 1, "decimals": 3}"#,
            input: Some("52.1"),
            output: Some("0.798"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let scale = params.integer("decimals").unwrap_or(0);
        let scale = u32::try_from(scale).unwrap_or(0);
        let bound = |name| -> Result<i128, ParamError> {
            number(params, name)?
                .and_then(|bound| bound.at_scale(scale))
                .ok_or_else(|| params.unfit(format!("`{name}` is too large")))
        };
        let (min, max) = (bound("min")?, bound("max")?);
        let distance = max
            .checked_sub(min)
            .and_then(|distance| u128::try_from(distance).ok());
        let count = distance.map(|distance| distance + 1);
        Ok(Box::new(Number {
            pseudonym: Pseudonym::of(build, Purpose::Pseudonym),
            min,
            count: count
                .ok_or_else(|| params.unfit("`min` is more than `max`, or too far from it"))?,
            scale,
        }))
    },
};

#[derive(Debug)]
struct Number {
    pseudonym: Pseudonym,
    min: i128,
    count: u128,
    scale: u32,
}

impl Number {
    fn write(&self, word: u64, out: &mut Vec<u8>) {
        let share = i128::try_from(decimal::share(self.count, word)).unwrap_or(0);
        let units = self.min + share;
        let scale = self.scale;
        Decimal { units, scale }.write(out);
    }
}

impl Transformer for Number {
    fn traits(&self) -> Traits {
        let (mut low, mut high) = (Vec::new(), Vec::new());
        self.write(0, &mut low);
        self.write(u64::MAX, &mut high);
        Traits {
            lengths: Lengths::AtMost(low.len().max(high.len())),
            yields: Some(if self.scale == 0 {
                TypeClass::Integer
            } else {
                TypeClass::Decimal
            }),
            ..Traits::PLAIN
        }
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        self.write(self.pseudonym.draw(value).word(), out);
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::harness::{apply, build_error, built};
    use super::*;

    proptest! {
        #[test]
        fn results_are_within_bounds(value in any::<String>()) {
            let number = built(&KIND, r#"{"min": -3, "max": 2.5, "decimals": 1}"#);
            let result: f64 = apply(&*number, &value).parse().unwrap();
            prop_assert!((-3.0..=2.5).contains(&result));
        }
    }

    #[test]
    fn bounds_are_checked() {
        assert!(build_error(&KIND, r#"{"min": 2, "max": 1}"#));
        assert!(build_error(&KIND, r#"{"min": 0, "max": 1e300}"#));
    }
}
