use bauta_crypto::Purpose;
use bauta_model::TypeClass;

use crate::dates::{self, DateFormat, Written};
use crate::decimal::{self, Decimal};
use crate::pseudonym::Pseudonym;
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Param, ParamError, ParamType, Params, Traits,
    Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "noise",
    summary: "Adds a keyed random part to a number, or a number of days to a date.",
    notes: "For measures, not for identifiers: noise hides exact values, not magnitudes. Equal values of a domain get equal noise. A number of which some percent is less than its last decimal moves by one of it at most; 0 stays 0 under `percent`.",
    accepts: &[
        TypeClass::Integer,
        TypeClass::Decimal,
        TypeClass::Float,
        TypeClass::Date,
        TypeClass::Timestamp,
        TypeClass::Text,
        TypeClass::Other,
    ],
    params: &[
        Param::optional(
            "percent",
            ParamType::Number,
            "",
            "The farthest a number moves, in percent of itself.",
        ),
        Param::optional(
            "amount",
            ParamType::Number,
            "",
            "The farthest a value moves: a number, or whole days for a date.",
        ),
        Param::optional("min", ParamType::Number, "", "No result is less."),
        Param::optional("max", ParamType::Number, "", "No result is more."),
    ],
    traits: Traits::PLAIN,
    examples: &[
        Example {
            params: r#"{"percent": 10}"#,
            input: Some("1234.50"),
            output: Some("1121.53"),
        },
        Example {
            params: r#"{"amount": 5, "min": 0}"#,
            input: Some("3"),
            output: Some("0"),
        },
        Example {
            params: r#"{"amount": 14}"#,
            input: Some("2026-11-21 10:00:00"),
            output: Some("2026-11-29 10:00:00"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let size = match (number(params, "percent")?, number(params, "amount")?) {
            (Some(percent), None) => Size::Percent(percent),
            (None, Some(amount)) => Size::Amount(amount),
            _ => return Err(params.unfit("it takes either `percent` or `amount`")),
        };
        let (Size::Percent(Decimal { units, .. }) | Size::Amount(Decimal { units, .. })) = size;
        let dates = matches!(build.column.class, TypeClass::Date | TypeClass::Timestamp);
        if units <= 0 || (dates && matches!(size, Size::Percent(_))) {
            return Err(params.unfit("it needs more than 0, and dates need `amount`, in days"));
        }
        Ok(Box::new(Noise {
            pseudonym: Pseudonym::of(build, Purpose::Pseudonym),
            size,
            min: number(params, "min")?,
            max: number(params, "max")?,
        }))
    },
};

/// A parameter as an exact decimal.
pub(super) fn number(
    params: &Params<'_>,
    name: &'static str,
) -> Result<Option<Decimal>, ParamError> {
    params
        .value(name)
        .map(|value| {
            // A float is displayed without exponent, and without a fraction where it is whole.
            let text = match value.as_f64().filter(|_| value.is_f64()) {
                Some(float) => float.to_string(),
                None => value.to_string(),
            };
            Decimal::parse(text.as_bytes())
                .ok_or_else(|| params.unfit(format!("`{name}` takes a plain decimal number")))
        })
        .transpose()
}

#[derive(Debug)]
struct Noise {
    pseudonym: Pseudonym,
    size: Size,
    min: Option<Decimal>,
    max: Option<Decimal>,
}

#[derive(Debug, Clone, Copy)]
enum Size {
    Percent(Decimal),
    Amount(Decimal),
}

impl Noise {
    /// The new number, in units of the value's last decimal. `None` where it leaves what can be
    /// computed exactly.
    fn number(&self, value: &[u8], number: Decimal) -> Option<i128> {
        let far = match self.size {
            Size::Amount(amount) => amount.at_scale(number.scale)?.max(1),
            Size::Percent(_) if number.units == 0 => 0,
            Size::Percent(percent) => {
                let hundred = 100i128.checked_mul(10i128.checked_pow(percent.scale)?)?;
                let part = number.units.checked_abs()?.checked_mul(percent.units)?;
                (part / hundred).max(1)
            }
        };
        let range = u128::try_from(far).ok()?.checked_mul(2)?.checked_add(1)?;
        let share = decimal::share(range, self.pseudonym.draw(value).word());
        let mut result = number
            .units
            .checked_sub(far)?
            .checked_add(i128::try_from(share).ok()?)?;
        if let Some(max) = self.max {
            result = result.min(max.at_scale(number.scale)?);
        }
        if let Some(min) = self.min {
            result = result.max(min.at_scale_up(number.scale)?);
        }
        Some(result)
    }

    fn date(&self, value: &[u8], out: &mut Vec<u8>) -> Result<Applied, Fault> {
        let neither = Fault::invalid("a plain decimal number or a date");
        let Size::Amount(amount) = self.size else {
            return Err(Fault::invalid("a plain decimal number"));
        };
        match dates::parse(value, DateFormat::Iso).map_err(|_| neither)? {
            Written::Unbounded => Ok(Applied::Keep),
            Written::Moment(moment) => {
                let days = amount.at_scale(0).and_then(|days| u32::try_from(days).ok());
                let mut draw = self.pseudonym.draw(value);
                let days = dates::nonzero_days(&mut draw, days.unwrap_or(1).max(1), 1);
                moment.shifted(days)?.write(out);
                Ok(Applied::Value)
            }
        }
    }
}

impl Transformer for Noise {
    fn traits(&self) -> Traits {
        Traits::PLAIN
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let Some(number) = Decimal::parse(value) else {
            return self.date(value, out);
        };
        let scale = number.scale;
        let units = self
            .number(value, number)
            .ok_or(Fault::invalid("a number of at most 30 digits"))?;
        Decimal { units, scale }.write(out);
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
        fn percent_bounds_the_change_and_keeps_the_decimals(cents in 100i64..10_000_000) {
            let noise = built(&KIND, r#"{"percent": 10}"#);
            let text = format!("{}.{:02}", cents / 100, cents % 100);
            let result = apply(&*noise, &text);
            prop_assert_eq!(result.rsplit('.').next().unwrap().len(), 2);
            let result: i64 = result.replace('.', "").parse().unwrap();
            prop_assert!((result - cents).abs() <= cents / 10);
        }

        #[test]
        fn bounds_hold(number in -50i64..50) {
            let noise = built(&KIND, r#"{"amount": 40, "min": 0.5, "max": 9.5}"#);
            let result: i64 = apply(&*noise, &number.to_string()).parse().unwrap();
            prop_assert!((1..=9).contains(&result));
        }
    }

    #[test]
    fn noise_needs_a_size() {
        for params in [
            "{}",
            r#"{"percent": 1, "amount": 1}"#,
            r#"{"amount": 0}"#,
            r#"{"percent": -1}"#,
        ] {
            assert!(build_error(&KIND, params), "{params}");
        }
    }
}
