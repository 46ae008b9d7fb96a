/// A decimal number as written: `units` / 10^`scale`. Exact up to 30 digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decimal {
    pub(crate) units: i128,
    pub(crate) scale: u32,
}

const MAX_DIGITS: usize = 30;

impl Decimal {
    /// Reads `-12.50`; neither exponents nor `NaN`.
    pub(crate) fn parse(text: &[u8]) -> Option<Self> {
        let (negative, digits) = match text.split_first()? {
            (b'-', rest) => (true, rest),
            (b'+', rest) => (false, rest),
            _ => (false, text),
        };
        let (mut units, mut scale, mut count, mut fraction) = (0i128, 0, 0, false);
        for byte in digits {
            match byte {
                b'0'..=b'9' => {
                    units = units * 10 + i128::from(byte - b'0');
                    count += 1;
                    scale += u32::from(fraction);
                }
                b'.' if !fraction => fraction = true,
                _ => return None,
            }
            if count > MAX_DIGITS {
                return None;
            }
        }
        (count > 0).then_some(Self {
            units: if negative { -units } else { units },
            scale,
        })
    }

    /// The number in units of 10^-`scale`, rounded towards negative infinity.
    pub(crate) fn at_scale(self, scale: u32) -> Option<i128> {
        if scale >= self.scale {
            self.units
                .checked_mul(10i128.checked_pow(scale - self.scale)?)
        } else {
            Some(
                self.units
                    .div_euclid(10i128.checked_pow(self.scale - scale)?),
            )
        }
    }

    /// The number in units of 10^-`scale`, rounded towards positive infinity.
    pub(crate) fn at_scale_up(self, scale: u32) -> Option<i128> {
        let negative = Self {
            units: self.units.checked_neg()?,
            scale: self.scale,
        };
        negative.at_scale(scale)?.checked_neg()
    }

    /// Appends the number with `scale` decimals.
    pub(crate) fn write(self, out: &mut Vec<u8>) {
        let digits = format!(
            "{:0width$}",
            self.units.unsigned_abs(),
            width = self.scale as usize + 1
        );
        let (whole, fraction) = digits
            .split_at_checked(digits.len() - self.scale as usize)
            .unwrap_or((&digits, ""));
        if self.units < 0 {
            out.push(b'-');
        }
        out.extend_from_slice(whole.as_bytes());
        if !fraction.is_empty() {
            out.push(b'.');
            out.extend_from_slice(fraction.as_bytes());
        }
    }
}

/// `word` / 2^64 of `range`: an even choice below `range`.
pub(crate) fn share(range: u128, word: u64) -> u128 {
    let word = u128::from(word);
    let low = range & u128::from(u64::MAX);
    (range >> 64) * word + ((low * word) >> 64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(units: i128, scale: u32) -> String {
        let mut out = Vec::new();
        Decimal { units, scale }.write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_are_written_with_their_decimals() {
        assert_eq!(written(-5, 2), "-0.05");
        assert_eq!(written(0, 1), "0.0");
        assert_eq!(written(1234, 0), "1234");
    }

    #[test]
    fn what_is_no_plain_number_is_refused() {
        for text in [
            "",
            "-",
            ".",
            "1e5",
            "NaN",
            "1.2.3",
            " 1",
            "1234567890123456789012345678901",
        ] {
            assert_eq!(Decimal::parse(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn shares_reach_from_zero_to_below_the_range() {
        let range = 7 * (1u128 << 64) + 5;
        assert_eq!(share(range, 0), 0);
        assert!(share(range, u64::MAX) < range);
        assert_eq!(share(10, u64::MAX), 9);
    }

    proptest! {
        #[test]
        fn writing_undoes_reading(text in "-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,10})?") {
            let number = Decimal::parse(text.as_bytes()).unwrap();
            prop_assume!(number.units != 0 || !text.starts_with('-'));
            prop_assert_eq!(written(number.units, number.scale), text);
        }
    }
}
