use std::fmt;
use std::str::FromStr;

/// A calendar date (`2026-11-21`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// That day, where there is one.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let last = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let valid = (1..=last).contains(&day) && (1..=9999).contains(&year);
        valid.then_some(Self { year, month, day })
    }

    /// Year, month, day.
    pub fn parts(self) -> (u16, u8, u8) {
        (self.year, self.month, self.day)
    }

    /// Days from this date to `later`; negative where that is earlier.
    pub fn days_until(self, later: Self) -> i64 {
        later.number() - self.number()
    }

    /// Days since the first of March of the year 0: years that begin in March have their odd day
    /// at the end.
    fn number(self) -> i64 {
        let (year, month, day) = (
            i64::from(self.year),
            i64::from(self.month),
            i64::from(self.day),
        );
        let (year, month) = if month < 3 {
            (year - 1, month + 9)
        } else {
            (year, month - 3)
        };
        year * 365 + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (month * 153 + 2) / 5
            + day
            - 1
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A text that is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a date like 2026-11-21")]
pub struct DateError;

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let digits = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
        let shape = text.len() == 10
            && (0..10).all(|at| match at {
                4 | 7 => text.as_bytes().get(at) == Some(&b'-'),
                _ => digits(at),
            });
        if !shape {
            return Err(DateError);
        }
        let mut parts = text.split('-');
        let mut next = || parts.next().and_then(|part| part.parse::<u16>().ok());
        let (Some(year), Some(month), Some(day)) = (next(), next(), next()) else {
            return Err(DateError);
        };
        let small = |number: u16| u8::try_from(number).map_err(|_| DateError);
        Self::new(year, small(month)?, small(day)?).ok_or(DateError)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_print_as_they_parse() {
        for text in ["2026-11-21", "2024-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(text.parse::<Date>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn days_that_do_not_exist_are_refused() {
        for text in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "2026-04-31",
            "2026-00-10",
            "2026-1-1",
            "0000-01-01",
            "2026-11-21T",
            "",
            "2026/11/21",
            "２０２６-11-21",
        ] {
            assert_eq!(text.parse::<Date>(), Err(DateError), "{text}");
        }
    }

    #[test]
    fn days_between_dates_are_counted() {
        let days = |from: &str, to: &str| {
            let (from, to): (Date, Date) = (from.parse().unwrap(), to.parse().unwrap());
            from.days_until(to)
        };
        for (from, to, expected) in [
            ("2026-11-21", "2026-11-21", 0),
            ("2026-11-21", "2026-12-05", 14),
            ("2024-02-28", "2024-03-01", 2),
            ("2023-02-28", "2023-03-01", 1),
            ("1900-02-28", "1900-03-01", 1),
            ("2000-02-28", "2000-03-01", 2),
            ("1970-01-01", "2026-11-21", 20_778),
            ("2027-01-01", "2026-12-31", -1),
        ] {
            assert_eq!(days(from, to), expected, "{from} {to}");
        }
    }

    #[test]
    fn dates_are_ordered_by_time() {
        let early: Date = "2025-12-31".parse().unwrap();
        assert!(early < "2026-01-01".parse().unwrap());
    }
}
