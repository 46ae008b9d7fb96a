//! Dates as people write them on the command line.

use bauta_engine::{Code, Diagnostic};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

/// The moment at which something ends: `2026-12-31` is the end of that day in UTC, `30d` and `12h`
/// count from now, and a time like `2026-12-31T18:00:00Z` is itself.
///
/// # Errors
/// Another form, or a moment that has passed.
pub(crate) fn end(flag: &str, text: &str, now: Timestamp) -> Result<Timestamp, Diagnostic> {
    let wrong = |message: &str| Diagnostic::new(Code::BadUsage, message).at(flag);
    let end = read(text, now).ok_or_else(|| {
        wrong("this is no date").hint("write 2026-12-31, 30d from now, or 2026-12-31T18:00:00Z")
    })?;
    if end <= now {
        return Err(wrong("this has passed already").hint("name a date to come"));
    }
    Ok(end)
}

/// A moment in any of these forms, passed or not.
pub(crate) fn read(text: &str, now: Timestamp) -> Option<Timestamp> {
    if let Ok(date) = text.parse::<Date>()
        && text.len() == "2026-12-31".len()
    {
        let next = date.tomorrow().ok()?;
        return next.to_string().parse::<Date>().ok().and_then(midnight);
    }
    let hours = match text.split_at_checked(text.len().checked_sub(1)?)? {
        (number, "d") => number.parse::<i64>().ok()?.checked_mul(24)?,
        (number, "h") => number.parse::<i64>().ok()?,
        _ => return text.parse().ok(),
    };
    let span = (0..=MOST_HOURS)
        .contains(&hours)
        .then(|| SignedDuration::from_hours(hours))?;
    now.checked_add(span).ok()
}

fn midnight(date: Date) -> Option<Timestamp> {
    format!("{date}T00:00:00Z").parse().ok()
}

/// Two hundred years.
const MOST_HOURS: i64 = 200 * 366 * 24;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_its_end_and_spans_count_from_now() {
        let now: Timestamp = "2026-01-05T08:00:00Z".parse().unwrap();
        let read = |text: &str| end("--expires", text, now).map(|end| end.to_string());
        assert_eq!(read("2026-02-28").unwrap(), "2026-03-01T00:00:00Z");
        assert_eq!(read("2026-01-05").unwrap(), "2026-01-06T00:00:00Z");
        assert_eq!(read("2d").unwrap(), "2026-01-07T08:00:00Z");
        assert_eq!(read("3h").unwrap(), "2026-01-05T11:00:00Z");
        assert_eq!(
            read("2026-01-05T08:00:01Z").unwrap(),
            "2026-01-05T08:00:01Z"
        );
        for wrong in [
            "",
            "d",
            "soon",
            "2026-13-01",
            "2026-01-04",
            "-1d",
            "0d",
            "9999999999999d",
            "ü",
        ] {
            assert_eq!(read(wrong).unwrap_err().code, Code::BadUsage, "{wrong}");
        }
    }
}
