use std::cmp::Ordering;

/// A decimal number as written, compared by value without rounding or allocation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decimal<'a> {
    negative: bool,
    /// Digits before the point, without leading zeros.
    whole: &'a [u8],
    /// Digits after the point, without trailing zeros.
    fraction: &'a [u8],
    exponent: i64,
}

impl<'a> Decimal<'a> {
    /// Reads an optional sign, digits with an optional point, an optional exponent.
    pub(super) fn parse(text: &'a [u8]) -> Option<Self> {
        let (negative, rest) = match text.split_first()? {
            (b'-', rest) => (true, rest),
            (b'+', rest) => (false, rest),
            _ => (false, text),
        };
        let (whole, rest) = digits(rest);
        let (fraction, rest) = match rest.split_first() {
            Some((b'.', rest)) => digits(rest),
            _ => (&[][..], rest),
        };
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let exponent = match rest.split_first() {
            None => 0,
            Some((b'e' | b'E', rest)) => exponent(rest)?,
            Some(_) => return None,
        };
        let leading = whole.iter().take_while(|digit| **digit == b'0').count();
        let trailing = (fraction.iter().rev())
            .take_while(|digit| **digit == b'0')
            .count();
        Some(Self {
            negative,
            whole: whole.get(leading..)?,
            fraction: fraction.get(..fraction.len() - trailing)?,
            exponent,
        })
    }

    /// Orders two numbers by value.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        match (self.sign(), other.sign()) {
            (0, 0) => Ordering::Equal,
            (1, 1) => self.magnitude(other),
            (-1, -1) => other.magnitude(self),
            (left, right) => left.cmp(&right),
        }
    }

    fn sign(&self) -> i8 {
        match (self.digits().next(), self.negative) {
            (None, _) => 0,
            (Some(_), true) => -1,
            (Some(_), false) => 1,
        }
    }

    /// Orders two numbers that are not zero by their distance from it.
    fn magnitude(&self, other: &Self) -> Ordering {
        self.point().cmp(&other.point()).then_with(|| {
            let (mut left, mut right) = (self.digits(), other.digits());
            loop {
                match (left.next(), right.next()) {
                    (None, None) => return Ordering::Equal,
                    (left, right) => {
                        let zero = b'0';
                        match left.unwrap_or(zero).cmp(&right.unwrap_or(zero)) {
                            Ordering::Equal => {}
                            unequal => return unequal,
                        }
                    }
                }
            }
        })
    }

    /// Where the point stands, counted from the first digit that is not zero.
    fn point(&self) -> i64 {
        let length = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let before = if self.whole.is_empty() {
            let zeros = self.fraction.iter().take_while(|digit| **digit == b'0');
            -length(zeros.count())
        } else {
            length(self.whole.len())
        };
        before.saturating_add(self.exponent)
    }

    /// The digits from the first that is not zero; none for zero.
    fn digits(&self) -> impl Iterator<Item = u8> {
        (self.whole.iter().chain(self.fraction))
            .copied()
            .skip_while(|digit| *digit == b'0')
    }
}

fn digits(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text
        .iter()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at(end)
}

fn exponent(text: &[u8]) -> Option<i64> {
    std::str::from_utf8(text)
        .ok()?
        .parse::<i32>()
        .ok()
        .map(i64::from)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn order(left: &str, right: &str) -> Ordering {
        let parse = |text: &'static [u8]| Decimal::parse(text).unwrap();
        let leak = |text: &str| -> &'static [u8] { text.to_owned().into_bytes().leak() };
        parse(leak(left)).order(&parse(leak(right)))
    }

    #[test]
    fn numbers_compare_by_value() {
        for (left, right, expected) in [
            ("1", "1.0", Ordering::Equal),
            ("0010", "10", Ordering::Equal),
            ("-0", "0.00", Ordering::Equal),
            ("1e3", "1000", Ordering::Equal),
            ("0.001", "1E-3", Ordering::Equal),
            ("9", "10", Ordering::Less),
            ("-9", "-10", Ordering::Greater),
            ("-1", "1", Ordering::Less),
            ("0.1", "0.10000000000000000000000001", Ordering::Less),
            (
                "12345678901234567890123",
                "12345678901234567890124",
                Ordering::Less,
            ),
            (".5", "0.25", Ordering::Greater),
            ("5.", "5", Ordering::Equal),
        ] {
            assert_eq!(order(left, right), expected, "{left} {right}");
            assert_eq!(order(right, left), expected.reverse(), "{right} {left}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in [
            "",
            "-",
            ".",
            "1a",
            "1e",
            "e5",
            "1.2.3",
            " 1",
            "NaN",
            "1e99999999999",
        ] {
            assert!(Decimal::parse(text.as_bytes()).is_none(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn agrees_with_integers(left: i64, right: i64, shift in 0u32..6) {
            let write = |number: i64| {
                let digits = number.unsigned_abs().to_string();
                let sign = if number < 0 { "-" } else { "" };
                format!("{sign}{digits}e-{shift}")
            };
            prop_assert_eq!(order(&write(left), &write(right)), left.cmp(&right));
        }
    }
}
