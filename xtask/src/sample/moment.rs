//! Dates and times without a clock: seconds since 1970, in UTC.

/// Seconds of a day.
pub(crate) const DAY: i64 = 86_400;

/// Midnight of 1 January 2026.
pub(crate) const YEAR_2026: i64 = 1_767_225_600;

/// `2026-03-01`.
pub(crate) fn date(seconds: i64) -> String {
    let (year, month, day) = civil(seconds.div_euclid(DAY));
    format!("{year:04}-{month:02}-{day:02}")
}

/// `2026-03-01 08:30:00`.
pub(crate) fn date_time(seconds: i64) -> String {
    let rest = seconds.rem_euclid(DAY);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    format!("{} {hour:02}:{minute:02}:{second:02}", date(seconds))
}

/// Year, month and day of a day counted from 1970-01-01.
///
/// *Source*: Howard Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`.
fn civil(day: i64) -> (i64, i64, i64) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_days_are_named_right() {
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(YEAR_2026), "2026-01-01");
        assert_eq!(date(951_782_400), "2000-02-29");
        assert_eq!(date(-DAY), "1969-12-31");
        assert_eq!(date_time(YEAR_2026 - 1), "2025-12-31 23:59:59");
    }
}
