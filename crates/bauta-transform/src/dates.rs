use jiff::civil::Date;

use crate::Fault;

/// How the date is written; time of day and zone follow it in any of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateFormat {
    /// `2026-11-21`
    Iso,
    /// `20261121`
    Basic,
    /// `21.11.2026`
    Dotted,
    /// `11/21/2026`
    MonthFirst,
    /// `21/11/2026`
    DayFirst,
}

/// The values of a `format` parameter, for [`DateFormat::named`].
pub(crate) const FORMATS: &[&str] = &[
    "YYYY-MM-DD",
    "YYYYMMDD",
    "DD.MM.YYYY",
    "MM/DD/YYYY",
    "DD/MM/YYYY",
];

impl DateFormat {
    pub(crate) fn named(name: Option<&str>) -> Self {
        match name {
            Some("YYYYMMDD") => Self::Basic,
            Some("DD.MM.YYYY") => Self::Dotted,
            Some("MM/DD/YYYY") => Self::MonthFirst,
            Some("DD/MM/YYYY") => Self::DayFirst,
            _ => Self::Iso,
        }
    }

    fn length(self) -> usize {
        if self == Self::Basic { 8 } else { 10 }
    }

    /// Where year, month and day begin, and the separator.
    fn places(self) -> ([usize; 3], Option<u8>) {
        match self {
            Self::Iso => ([0, 5, 8], Some(b'-')),
            Self::Basic => ([0, 4, 6], None),
            Self::Dotted => ([6, 3, 0], Some(b'.')),
            Self::MonthFirst => ([6, 0, 3], Some(b'/')),
            Self::DayFirst => ([6, 3, 0], Some(b'/')),
        }
    }
}

/// A date, with or without a time of day, taken apart.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment<'v> {
    pub(crate) date: Date,
    format: DateFormat,
    /// ` 10:00:00.5`, with the blank or `T` before it.
    pub(crate) time: &'v [u8],
    /// `+01`, ` UTC`, `Z`.
    pub(crate) zone: &'v [u8],
}

/// What a date column may hold.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Written<'v> {
    /// A date.
    Moment(Moment<'v>),
    /// `infinity`, `-infinity`, `0000-00-00`: no date of anybody.
    Unbounded,
}

/// Reads a date of years 1 to 9999.
pub(crate) fn parse(value: &[u8], format: DateFormat) -> Result<Written<'_>, Fault> {
    if value == b"infinity" || value == b"-infinity" || value.starts_with(b"0000-00-00") {
        return Ok(Written::Unbounded);
    }
    moment(value, format)
        .map(Written::Moment)
        .ok_or(Fault::invalid("a date"))
}

fn moment(value: &[u8], format: DateFormat) -> Option<Moment<'_>> {
    let (date, rest) = value.split_at_checked(format.length())?;
    let ([year, month, day], separator) = format.places();
    let digits = date.iter().filter(|byte| byte.is_ascii_digit()).count();
    let separators = date.iter().filter(|byte| Some(**byte) == separator).count();
    if digits != 8 || separators + digits != date.len() {
        return None;
    }
    let year = i16::try_from(number(date.get(year..year + 4)?)?).ok()?;
    let month = i8::try_from(number(date.get(month..month + 2)?)?).ok()?;
    let day = i8::try_from(number(date.get(day..day + 2)?)?).ok()?;
    let (time, zone) = time_of_day(rest)?;
    let date = Date::new(year, month, day).ok()?;
    (year > 0).then_some(Moment {
        date,
        format,
        time,
        zone,
    })
}

fn number(digits: &[u8]) -> Option<u16> {
    digits.iter().try_fold(0u16, |number, byte| {
        byte.is_ascii_digit()
            .then(|| number * 10 + u16::from(byte - b'0'))
    })
}

/// Splits ` 10:00:00.5+01` before the zone. `None` where it is no time of day.
fn time_of_day(rest: &[u8]) -> Option<(&[u8], &[u8])> {
    let Some(first) = rest.first() else {
        return Some((rest, rest));
    };
    let clock = rest.get(1..)?;
    if !matches!(first, b' ' | b'T' | b't') || !clock.first()?.is_ascii_digit() {
        return None;
    }
    let length = clock
        .iter()
        .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b','))
        .count();
    let (time, zone) = rest.split_at_checked(1 + length)?;
    let known = zone.iter().all(|byte| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b':' | b' ' | b'/' | b'_')
    });
    (known && !zone.ends_with(b"BC")).then_some((time, zone))
}

impl Moment<'_> {
    /// The same, `days` later.
    pub(crate) fn shifted(self, days: i64) -> Result<Self, Fault> {
        let out_of_range = Fault::invalid("a date whose shifted form is between years 1 and 9999");
        let span = jiff::Span::new().try_days(days).map_err(|_| out_of_range)?;
        let date = self.date.checked_add(span).map_err(|_| out_of_range)?;
        if date.year() < 1 {
            return Err(out_of_range);
        }
        Ok(Self { date, ..self })
    }

    /// Days from the year 1970 on.
    #[cfg(test)]
    pub(crate) fn day_number(self) -> i64 {
        Date::constant(1970, 1, 1)
            .until((jiff::Unit::Day, self.date))
            .map_or(0, |span| i64::from(span.get_days()))
    }

    /// Appends the date, the time and the zone as they were written.
    pub(crate) fn write(self, out: &mut Vec<u8>) {
        self.write_date(out);
        out.extend_from_slice(self.time);
        out.extend_from_slice(self.zone);
    }

    /// Appends it with every digit of the time zero from byte `from` of the time on.
    pub(crate) fn write_zeroed(self, from: usize, out: &mut Vec<u8>) {
        self.write_date(out);
        out.extend(self.time.iter().enumerate().map(|(at, byte)| {
            if at >= from && byte.is_ascii_digit() {
                b'0'
            } else {
                *byte
            }
        }));
        out.extend_from_slice(self.zone);
    }

    fn write_date(self, out: &mut Vec<u8>) {
        let start = out.len();
        let ([year, month, day], separator) = self.format.places();
        out.resize(start + self.format.length(), separator.unwrap_or(b'0'));
        let Some(text) = out.get_mut(start..) else {
            return;
        };
        let parts = [
            (year, 4, self.date.year().unsigned_abs()),
            (month, 2, u16::from(self.date.month().unsigned_abs())),
            (day, 2, u16::from(self.date.day().unsigned_abs())),
        ];
        for (at, width, mut number) in parts {
            for digit in text.iter_mut().skip(at).take(width).rev() {
                *digit = b'0' + u8::try_from(number % 10).unwrap_or(0);
                number /= 10;
            }
        }
    }

    /// The first day of its week, which is a Monday.
    pub(crate) fn week_start(self) -> Result<Self, Fault> {
        self.shifted(-i64::from(self.date.weekday().to_monday_zero_offset()))
    }

    /// The first day of its month.
    pub(crate) fn month_start(self) -> Self {
        Self {
            date: self.date.first_of_month(),
            ..self
        }
    }

    /// The first day of its year.
    pub(crate) fn year_start(self) -> Self {
        Self {
            date: self.date.first_of_year(),
            ..self
        }
    }
}

/// A number of whole days other than 0 from -`max` to `max` (in steps of `step`).
pub(crate) fn nonzero_days(draw: &mut bauta_crypto::Draw<'_>, max: u32, step: u32) -> i64 {
    let steps = u64::from(max / step.max(1)).max(1);
    let pick = i64::try_from(draw.below(steps * 2)).unwrap_or(0);
    let steps = i64::try_from(steps).unwrap_or(1);
    let signed = if pick < steps {
        pick - steps
    } else {
        pick - steps + 1
    };
    signed * i64::from(step)
}

#[cfg(test)]
mod tests {
    use bauta_crypto::{EnvironmentKey, Purpose};
    use proptest::prelude::*;

    use super::*;

    fn shifted(value: &str, format: DateFormat, days: i64) -> Option<String> {
        let Ok(Written::Moment(moment)) = parse(value.as_bytes(), format) else {
            return None;
        };
        let mut out = Vec::new();
        moment.shifted(days).ok()?.write(&mut out);
        String::from_utf8(out).ok()
    }

    #[test]
    fn the_written_form_is_kept() {
        let cases = [
            ("2024-02-28", DateFormat::Iso, "2024-02-29"),
            (
                "2026-12-31T23:59:59.123456Z",
                DateFormat::Iso,
                "2027-01-01T23:59:59.123456Z",
            ),
            (
                "2026-11-21 10:00:00.5+01",
                DateFormat::Iso,
                "2026-11-22 10:00:00.5+01",
            ),
            (
                "2026-11-21 10:00 Europe/Berlin",
                DateFormat::Iso,
                "2026-11-22 10:00 Europe/Berlin",
            ),
            ("20261121", DateFormat::Basic, "20261122"),
            ("31.12.1999 10:00", DateFormat::Dotted, "01.01.2000 10:00"),
            ("12/31/1999", DateFormat::MonthFirst, "01/01/2000"),
            ("31/12/1999", DateFormat::DayFirst, "01/01/2000"),
        ];
        for (value, format, expected) in cases {
            assert_eq!(shifted(value, format, 1).as_deref(), Some(expected));
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for value in [
            "",
            "2026",
            "2026-02-30",
            "2026-13-01",
            "0044-03-15 BC",
            "2026-11-21 10:00:00 BC",
            "12026-11-21",
            "2026-11-21x",
            "2026-11-21 noon",
            "0000-01-01",
        ] {
            assert!(parse(value.as_bytes(), DateFormat::Iso).is_err(), "{value}");
        }
    }

    #[test]
    fn values_without_a_day_are_told_apart() {
        for value in ["infinity", "-infinity", "0000-00-00", "0000-00-00 00:00:00"] {
            assert!(matches!(
                parse(value.as_bytes(), DateFormat::Iso),
                Ok(Written::Unbounded)
            ));
        }
    }

    proptest! {
        #[test]
        fn days_are_never_zero_and_within_bounds(seed in any::<u64>(), max in 1u32..400, weeks in any::<bool>()) {
            let key = EnvironmentKey::from_root("qa", [0; 32]);
            let prf = key.prf("d", Purpose::DateShift);
            let step = if weeks && max >= 7 { 7 } else { 1 };
            let days = nonzero_days(&mut prf.draw(&seed.to_be_bytes()), max, step);
            prop_assert!(days != 0 && days.unsigned_abs() <= u64::from(max));
            prop_assert_eq!(days % i64::from(step), 0);
        }

        #[test]
        fn shifting_back_gives_the_date(year in 10i16..9990, month in 1i8..=12, day in 1i8..=28, days in -3000i64..3000) {
            let value = format!("{year:04}-{month:02}-{day:02}");
            let there = shifted(&value, DateFormat::Iso, days).unwrap();
            prop_assert_eq!(shifted(&there, DateFormat::Iso, -days).unwrap(), value);
        }
    }
}
