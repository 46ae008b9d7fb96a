use bauta_crypto::{Permutation, Purpose};
use bauta_model::TypeClass;

use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, Param, ParamError, ParamType, Params,
    Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "integer-key",
    summary: "Permutes whole-number keys within a range.",
    notes: "The range is [1, 2^30], less on narrower columns ([1, 2^14] on smallint): its upper half stays free for rows that the clone inserts. A key outside the range stops the run; so do 0 and negative keys unless `min` covers them.",
    accepts: &[
        TypeClass::Integer,
        TypeClass::Decimal,
        TypeClass::Text,
        TypeClass::Other,
    ],
    params: &[
        Param::optional(
            "max",
            ParamType::Integer {
                min: i64::MIN,
                max: i64::MAX,
            },
            "1073741824",
            "Largest key, before and after.",
        ),
        Param::optional(
            "min",
            ParamType::Integer {
                min: i64::MIN,
                max: i64::MAX,
            },
            "1",
            "Smallest key, before and after.",
        ),
    ],
    traits: traits(10),
    examples: &[
        Example {
            params: "{}",
            input: Some("1"),
            output: Some("762252184"),
        },
        Example {
            params: "{}",
            input: Some("1073741824"),
            output: Some("106543503"),
        },
        Example {
            params: r#"{"min": -100, "max": 100}"#,
            input: Some("0"),
            output: Some("-9"),
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
        Ok(Box::new(IntegerKey::new(params, build)?))
    },
};

const fn traits(length: usize) -> Traits {
    Traits {
        injective: true,
        reversible: true,
        lengths: Lengths::AtMost(length),
        ..Traits::PLAIN
    }
}

#[derive(Debug)]
struct IntegerKey {
    permutation: Permutation,
    min: i128,
    max: i128,
    length: usize,
    /// Whether leading zeros are padding, as with `ZEROFILL`.
    padded: bool,
}

impl IntegerKey {
    fn new(params: &Params<'_>, build: &Build<'_>) -> Result<Self, ParamError> {
        let (lowest, highest) = build
            .column
            .range
            .unwrap_or((i64::MIN.into(), i64::MAX.into()));
        let min = params.integer("min").map_or(1, i128::from);
        let max = params
            .integer("max")
            .map_or_else(|| default_max(highest), i128::from);
        if min < lowest || max > highest {
            return Err(params.unfit(format!(
                "the column holds {lowest} to {highest}; `min` and `max` must lie within"
            )));
        }
        let size = max.checked_sub(min).filter(|size| *size > 0);
        let Some(size) = size.and_then(|size| u128::try_from(size + 1).ok()) else {
            return Err(params.unfit("`min` must be less than `max`"));
        };
        Ok(Self {
            permutation: build.keys.permutation(build.domain, Purpose::Fpe, size),
            min,
            max,
            length: written_length(min).max(written_length(max)),
            padded: build.column.class == TypeClass::Integer,
        })
    }
}

/// The largest power of two that leaves the upper half of the column free, at most 2^30.
fn default_max(highest: i128) -> i128 {
    let half = u128::try_from(highest).unwrap_or(0).saturating_add(1) / 2;
    let bits = half.checked_ilog2().unwrap_or(0).min(30);
    1 << bits
}

fn written_length(number: i128) -> usize {
    usize::from(number < 0) + number.unsigned_abs().checked_ilog10().unwrap_or(0) as usize + 1
}

impl Transformer for IntegerKey {
    fn key_range(&self) -> Option<(i128, i128)> {
        Some((self.min, self.max))
    }

    fn traits(&self) -> Traits {
        traits(self.length)
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let (number, padding) = parse(value).ok_or(NOT_A_NUMBER)?;
        if padding > 0 && !self.padded {
            return Err(NOT_A_NUMBER);
        }
        let image = number
            .checked_sub(self.min)
            .and_then(|rank| u128::try_from(rank).ok())
            .and_then(|rank| self.permutation.forward(rank))
            .and_then(|rank| i128::try_from(rank).ok())
            .ok_or(OUT_OF_RANGE)?
            + self.min;
        write(image, if padding > 0 { value.len() } else { 0 }, out);
        Ok(Applied::Value)
    }
}

/// The number, and how many zeros stand before it.
fn parse(value: &[u8]) -> Option<(i128, usize)> {
    let (negative, digits) = match value {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    let significant = digits.iter().position(|byte| *byte != b'0');
    let padding = significant.unwrap_or(digits.len().saturating_sub(1));
    if digits.is_empty() || (negative && (padding > 0 || digits == b"0")) {
        return None;
    }
    let mut number = 0i128;
    for byte in digits {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number
            .saturating_mul(10)
            .saturating_add(i128::from(byte - b'0'));
    }
    Some((if negative { -number } else { number }, padding))
}

fn write(number: i128, width: usize, out: &mut Vec<u8>) {
    let mut digits = [0u8; 40];
    let mut rest = number.unsigned_abs();
    let mut start = digits.len();
    loop {
        start -= 1;
        digits[start] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if number < 0 {
        out.push(b'-');
    }
    let length = digits.len() - start;
    out.extend(std::iter::repeat_n(b'0', width.saturating_sub(length)));
    out.extend_from_slice(&digits[start..]);
}

const NOT_A_NUMBER: Fault = Fault::Invalid {
    expected: "a whole number",
};
const OUT_OF_RANGE: Fault = Fault::Refused {
    reason: "a key lies outside the range that `integer-key` permutes",
    hint: "set `min` and `max` for every column of the domain so that all keys lie between them",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use bauta_model::ColumnType;

    fn on(range: (i128, i128), params: &str) -> Result<Box<dyn Transformer>, ParamError> {
        let key = testing::key();
        let mut build = Build::for_examples(&key);
        let column = ColumnType {
            range: Some(range),
            ..ColumnType::of(TypeClass::Integer, "int")
        };
        build.column = &column;
        build.kind(&KIND, &serde_json::from_str(params).unwrap())
    }

    fn image(transformer: &dyn Transformer, value: &str) -> Result<String, Fault> {
        let mut out = Vec::new();
        testing::apply(transformer, value.as_bytes(), &mut out)?;
        Ok(String::from_utf8(out).unwrap())
    }

    #[test]
    fn the_range_leaves_half_of_the_column_free() {
        assert_eq!(default_max(i16::MAX.into()), 1 << 14);
        assert_eq!(default_max(i32::MAX.into()), 1 << 30);
        assert_eq!(default_max(i64::MAX.into()), 1 << 30);
        assert_eq!(default_max(127), 64);
        assert_eq!(default_max(u8::MAX.into()), 128);
    }

    #[test]
    fn every_key_of_a_smallint_gets_another_one() {
        let key = on((i16::MIN.into(), i16::MAX.into()), "{}").unwrap();
        let mut seen = std::collections::BTreeSet::new();
        for number in 1..=1 << 14 {
            let image: i32 = image(&*key, &number.to_string()).unwrap().parse().unwrap();
            assert!((1..=1 << 14).contains(&image));
            assert!(seen.insert(image));
        }
        for number in [
            "0",
            "-1",
            "16385",
            "99999999999999999999999999999999999999999999",
        ] {
            assert_eq!(image(&*key, number), Err(OUT_OF_RANGE));
        }
    }

    #[test]
    fn declared_ranges_may_hold_zero_and_negatives() {
        let key = on((-128, 127), r#"{"min": -128, "max": 127}"#).unwrap();
        let mut images: Vec<i32> = (-128..128)
            .map(|number: i32| image(&*key, &number.to_string()).unwrap().parse().unwrap())
            .collect();
        images.sort_unstable();
        assert_eq!(images, (-128..128).collect::<Vec<_>>());
        assert_eq!(key.traits().lengths, Lengths::AtMost(4));
    }

    #[test]
    fn ranges_beyond_the_column_are_refused() {
        assert!(on((-128, 127), r#"{"max": 128}"#).is_err());
        assert!(on((0, 255), r#"{"min": -1}"#).is_err());
        assert!(on((0, 255), r#"{"min": 9, "max": 9}"#).is_err());
    }

    #[test]
    fn zero_padding_is_kept_and_junk_is_invalid() {
        let key = on((0, 255), r#"{"max": 99}"#).unwrap();
        let plain = image(&*key, "7").unwrap();
        assert_eq!(image(&*key, "0007").unwrap(), format!("{plain:0>4}"));
        for junk in ["", "-", "-0", "-07", "1.0", "+1", "1e3", "x", " 1"] {
            assert_eq!(image(&*key, junk), Err(NOT_A_NUMBER), "{junk}");
        }
        assert_eq!(testing::run(&KIND, "{}", b"007"), Err(NOT_A_NUMBER));
    }
}
