use bauta_model::TypeClass;

use crate::decimal::Decimal;
use crate::transformers::noise::number;
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Param, ParamError, ParamType, Params, Traits,
    Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "bucket",
    summary: "Replaces a number by the range it falls into.",
    notes: "`max` gathers everything from there on, as HIPAA asks for ages over 89. For dates use `truncate-date`.",
    accepts: &[
        TypeClass::Integer,
        TypeClass::Decimal,
        TypeClass::Float,
        TypeClass::Text,
        TypeClass::Other,
    ],
    params: &[
        Param::required("size", ParamType::Number, "How wide a range is."),
        Param::optional(
            "as",
            ParamType::OneOf(&["lower", "range"]),
            "lower",
            "Whether to write the lower bound, or both; `range` needs a text column.",
        ),
        Param::optional(
            "min",
            ParamType::Number,
            "",
            "Numbers below it fall into the range that begins with it.",
        ),
        Param::optional(
            "max",
            ParamType::Number,
            "",
            "Numbers from it on fall into one open range.",
        ),
    ],
    traits: Traits::PLAIN,
    examples: &[
        Example {
            params: r#"{"size": 10}"#,
            input: Some("37"),
            output: Some("30"),
        },
        Example {
            params: r#"{"size": 10, "as": "range", "max": 90}"#,
            input: Some("37"),
            output: Some("30-39"),
        },
        Example {
            params: r#"{"size": 10, "as": "range", "max": 90}"#,
            input: Some("94"),
            output: Some("90+"),
        },
        Example {
            params: r#"{"size": 0.5, "as": "range"}"#,
            input: Some("-1.23"),
            output: Some("-1.5 to -1.0"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let size = number(params, "size")?.filter(|size| size.units > 0);
        let size = size.ok_or_else(|| params.unfit("`size` is more than 0"))?;
        let range = params.text("as") == Some("range");
        let numeric = matches!(
            build.column.class,
            TypeClass::Integer | TypeClass::Decimal | TypeClass::Float
        );
        if range && numeric {
            return Err(params.unfit("a number column cannot hold a range; use `as: lower`"));
        }
        let bound = |name| -> Result<Option<i128>, ParamError> {
            let scaled = number(params, name)?.map(|bound| bound.at_scale(size.scale));
            Ok(scaled.flatten())
        };
        Ok(Box::new(Bucket {
            size,
            range,
            min: bound("min")?,
            max: bound("max")?,
        }))
    },
};

#[derive(Debug)]
struct Bucket {
    size: Decimal,
    range: bool,
    min: Option<i128>,
    max: Option<i128>,
}

impl Transformer for Bucket {
    fn traits(&self) -> Traits {
        Traits {
            yields: self.range.then_some(TypeClass::Text),
            ..Traits::PLAIN
        }
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let invalid = Fault::invalid("a plain decimal number");
        let scale = self.size.scale;
        let number = Decimal::parse(value).ok_or(invalid)?;
        let mut units = number.at_scale(scale).ok_or(invalid)?;
        units = self.min.map_or(units, |min| units.max(min));
        if let Some(max) = self.max.filter(|max| units >= *max) {
            Decimal { units: max, scale }.write(out);
            if self.range {
                out.push(b'+');
            }
            return Ok(Applied::Value);
        }
        let lower = units
            .checked_sub(units.rem_euclid(self.size.units))
            .ok_or(invalid)?;
        let upper = lower.checked_add(self.size.units).ok_or(invalid)?;
        Decimal {
            units: lower,
            scale,
        }
        .write(out);
        if self.range {
            // Whole numbers name the last one that is within, and a minus needs a word before it.
            let joint: &[u8] = if scale == 0 && lower >= 0 {
                b"-"
            } else {
                b" to "
            };
            let units = if scale == 0 { upper - 1 } else { upper };
            out.extend_from_slice(joint);
            Decimal { units, scale }.write(out);
        }
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::harness::{apply, built, built_on, try_apply};
    use super::*;

    proptest! {
        #[test]
        fn the_lower_bound_is_the_floor(number in any::<i32>(), size in 1i64..1000) {
            let bucket = built(&KIND, &format!("{{\"size\": {size}}}"));
            let result: i64 = apply(&*bucket, &number.to_string()).parse().unwrap();
            prop_assert_eq!(result, i64::from(number).div_euclid(size) * size);
        }
    }

    #[test]
    fn numbers_beyond_exact_arithmetic_are_invalid() {
        let bucket = built(&KIND, r#"{"size": 0.000000001, "max": 1}"#);
        for value in [
            "-170141183460469231731687303716",
            "999999999999999999999999999999",
        ] {
            assert!(try_apply(&*bucket, value.as_bytes()).is_err());
        }
    }

    #[test]
    fn ranges_do_not_fit_number_columns() {
        let ty = bauta_model::ColumnType::of(TypeClass::Integer, "integer");
        assert!(built_on(&KIND, r#"{"size": 10, "as": "range"}"#, &ty).is_err());
        assert!(built_on(&KIND, r#"{"size": 10}"#, &ty).is_ok());
    }
}
