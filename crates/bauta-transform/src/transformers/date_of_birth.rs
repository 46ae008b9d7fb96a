use bauta_crypto::Purpose;
use bauta_model::TypeClass;
use jiff::SignedDuration;
use jiff::civil::Date;

use crate::pseudonym::Pseudonym;

use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, Param, ParamError, ParamType, Params,
    Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "date-of-birth",
    summary: "Moves a date of birth to another day of the same year, or of the same decade.",
    notes: "Reads YYYY-MM-DD, YYYY/MM/DD, DD.MM.YYYY, MM/DD/YYYY (or DD/MM/YYYY) and YYYYMMDD, \
            and keeps the form and a time of day that follows. The result is never the same day. \
            The year, and with it the age to within a year, stays unless `within` says \
            otherwise. 0000-00-00 stays; what is no date is invalid.",
    accepts: &[
        TypeClass::Text,
        TypeClass::Other,
        TypeClass::Date,
        TypeClass::Timestamp,
        TypeClass::Integer,
    ],
    params: &[
        Param::optional(
            "days",
            ParamType::Integer {
                min: 1,
                max: 36_500,
            },
            "365",
            "Days to move by at most.",
        ),
        Param::optional(
            "within",
            ParamType::OneOf(&["year", "decade", "any"]),
            "year",
            "What the result does not leave.",
        ),
        Param::optional(
            "order",
            ParamType::OneOf(&["mdy", "dmy"]),
            "mdy",
            "Order of month and day between slashes.",
        ),
    ],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("1815-12-10"),
            output: Some("1815-09-03"),
        },
        Example {
            params: r#"{"days": 30}"#,
            input: Some("10.12.1815"),
            output: Some("13.12.1815"),
        },
        Example {
            params: r#"{"within": "decade"}"#,
            input: Some("12/10/1815 08:00"),
            output: Some("06/02/1816 08:00"),
        },
        Example {
            params: r#"{"order": "dmy"}"#,
            input: Some("25/12/1815"),
            output: Some("27/11/1815"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let days = params.integer("days").unwrap_or(365);
        let within = match params.text("within") {
            Some("decade") => Within::Decade,
            Some("any") => Within::Any,
            _ => Within::Year,
        };
        Ok(Box::new(DateOfBirth {
            pseudonym: Pseudonym::of(build, Purpose::Pseudonym),
            days,
            within,
            day_first: params.text("order") == Some("dmy"),
        }))
    },
};

const TRAITS: Traits = Traits {
    keeps_length: true,
    keeps_format: true,
    lengths: Lengths::NotLonger,
    ..Traits::PLAIN
};

#[derive(Debug)]
struct DateOfBirth {
    pseudonym: Pseudonym,
    days: i64,
    within: Within,
    day_first: bool,
}

#[derive(Debug, Clone, Copy)]
enum Within {
    Year,
    Decade,
    Any,
}

impl DateOfBirth {
    /// Another day out of those that are near enough.
    fn moved(&self, date: Date, value: &[u8]) -> Option<Date> {
        let year = date.year();
        let decade = year - year.rem_euclid(10);
        let (first, last) = match self.within {
            Within::Year => (year, year),
            Within::Decade => (decade, decade + 9),
            Within::Any => (0, 9999),
        };
        let until = |other: Date| other.duration_since(date).as_hours() / 24;
        let earliest = until(Date::new(first, 1, 1).ok()?).max(-self.days);
        let latest = until(Date::new(last, 12, 31).ok()?).min(self.days);
        let choices = u64::try_from(latest - earliest).ok()?;
        let step = i64::try_from(self.pseudonym.draw(value).below(choices)).ok()?;
        let drawn = earliest + step;
        // The day itself is no choice, so what is not before it moves up by one.
        let days = if drawn >= 0 { drawn + 1 } else { drawn };
        date.checked_add(SignedDuration::from_hours(24 * days)).ok()
    }
}

/// How a date is written: the separator, and the places of year, month and day.
#[derive(Debug, Clone, Copy)]
struct Form {
    separator: Option<u8>,
    order: [Field; 3],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Year,
    Month,
    Day,
}

impl Field {
    fn digits(self) -> usize {
        if self == Self::Year { 4 } else { 2 }
    }
}

impl Form {
    fn length(self) -> usize {
        if self.separator.is_some() { 10 } else { 8 }
    }

    fn write(self, date: Date, out: &mut Vec<u8>) {
        for (index, field) in self.order.into_iter().enumerate() {
            if index > 0 {
                out.extend(self.separator);
            }
            let number = match field {
                Field::Year => date.year(),
                Field::Month => i16::from(date.month()),
                Field::Day => i16::from(date.day()),
            };
            for power in [1000, 100, 10, 1].into_iter().skip(4 - field.digits()) {
                out.push(b'0' + u8::try_from(number / power % 10).unwrap_or(0));
            }
        }
    }
}

/// Reads the date at the front of the value; a time of day may follow.
fn read(value: &[u8], day_first: bool) -> Option<(Form, Date)> {
    use Field::{Day, Month, Year};
    let form = match (value.get(2)?, value.get(4)?) {
        (b'.', _) => Form {
            separator: Some(b'.'),
            order: [Day, Month, Year],
        },
        (b'/', _) if day_first => Form {
            separator: Some(b'/'),
            order: [Day, Month, Year],
        },
        (b'/', _) => Form {
            separator: Some(b'/'),
            order: [Month, Day, Year],
        },
        (_, separator @ (b'-' | b'/')) => Form {
            separator: Some(*separator),
            order: [Year, Month, Day],
        },
        _ => Form {
            separator: None,
            order: [Year, Month, Day],
        },
    };
    let (mut rest, mut numbers) = (value, [0i16; 3]);
    for (index, field) in form.order.into_iter().enumerate() {
        if index > 0
            && let Some(separator) = form.separator
        {
            rest = rest.strip_prefix(&[separator])?;
        }
        let (digits, after) = rest.split_at_checked(field.digits())?;
        let digits = std::str::from_utf8(digits).ok()?;
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *numbers.get_mut(field as usize)? = digits.parse().ok()?;
        rest = after;
    }
    let [year, month, day] = numbers;
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    is_time(rest).then_some((form, date))
}

/// Whether nothing follows, or a time of day.
fn is_time(rest: &[u8]) -> bool {
    match rest.split_first() {
        None => true,
        Some((first, time)) => {
            matches!(first, b' ' | b'T')
                && time.len() <= 24
                && time
                    .iter()
                    .all(|byte| byte.is_ascii_digit() || b":.+-Z ".contains(byte))
        }
    }
}

impl Transformer for DateOfBirth {
    fn traits(&self) -> Traits {
        TRAITS
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        if value.starts_with(b"0000-00-00") && is_time(value.get(10..).unwrap_or_default()) {
            out.extend_from_slice(value);
            return Ok(Applied::Value);
        }
        let unread = Fault::invalid("a date");
        let (form, date) = read(value, self.day_first).ok_or(unread)?;
        let moved = self.moved(date, value).ok_or(unread)?;
        form.write(moved, out);
        out.extend_from_slice(value.get(form.length()..).unwrap_or_default());
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use crate::trial::Trial;
    use serde_json::json;

    #[test]
    fn the_year_stays_and_the_day_does_not() {
        for value in [
            "1984-01-01",
            "1984-12-31",
            "1984-02-29",
            "2000/06/15",
            "19840229",
            "31.12.1999",
        ] {
            let made = Trial::of("date-of-birth")
                .params(json!({"days": 20}))
                .text(value);
            assert_ne!(made, value);
            assert_eq!(made.len(), value.len());
            let year = |text: &str| {
                text.contains("1984") || text.contains("2000") || text.contains("1999")
            };
            assert!(year(&made), "{made}");
        }
    }

    #[test]
    fn every_day_of_a_year_can_be_moved() {
        let mut date = jiff::civil::date(2024, 1, 1);
        while date.year() == 2024 {
            let value = date.to_string();
            let made = Trial::of("date-of-birth")
                .params(json!({"days": 1}))
                .text(&value);
            let moved: jiff::civil::Date = made.parse().unwrap();
            assert_eq!(moved.year(), 2024);
            assert_eq!((moved - date).get_days().abs(), 1);
            date = date.tomorrow().unwrap();
        }
    }

    #[test]
    fn a_decade_is_not_left() {
        for n in 1..=28 {
            let value = format!("1989-12-{n:02}");
            let made = Trial::of("date-of-birth")
                .params(json!({"within": "decade", "days": 3650}))
                .text(&value);
            assert!(made.starts_with("198"), "{made}");
        }
    }

    #[test]
    fn a_time_of_day_stays_and_other_text_is_invalid() {
        let made = Trial::of("date-of-birth").text("1984-05-06T07:08:09.5+02");
        assert!(made.ends_with("T07:08:09.5+02"), "{made}");
        for value in [
            "",
            "Ada",
            "1984-05-06 Ada",
            "1984-13-01",
            "30.02.1984",
            "84-05-06",
            "infinity",
            "1984-05/06",
        ] {
            let outcome = Trial::of("date-of-birth").run(Some(value.as_bytes()));
            assert!(outcome.is_err(), "{value}");
        }
        assert_eq!(Trial::of("date-of-birth").text("0000-00-00"), "0000-00-00");
    }

    #[test]
    fn the_order_of_day_and_month_is_a_parameter() {
        let dmy = Trial::of("date-of-birth").params(json!({"order": "dmy"}));
        assert_eq!(dmy.text("25/12/1984").len(), 10);
        assert!(Trial::of("date-of-birth").run(Some(b"25/12/1984")).is_err());
    }
}
