//! Forms that values have, one test each.

/// How many places a decimal has; none where it is no number.
pub(crate) fn decimal_places(value: &[u8]) -> Option<usize> {
    let value = match value {
        [b'-' | b'+', rest @ ..] => rest,
        _ => value,
    };
    let whole = value
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    match value.get(whole..)? {
        [] if whole > 0 => Some(0),
        [b'.', places @ ..]
            if whole > 0 && !places.is_empty() && places.iter().all(u8::is_ascii_digit) =>
        {
            Some(places.len())
        }
        _ => None,
    }
}

/// The year of a date, in any of the usual orders.
pub(crate) fn year_of(value: &[u8]) -> Option<u16> {
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0u16, |sum, byte| {
            byte.is_ascii_digit()
                .then(|| sum * 10 + u16::from(byte - b'0'))
        })
    };
    let value = value.get(..10)?;
    let (year, month, day) = match (value[4], value[2]) {
        (b'-' | b'/', _) if value[7] == value[4] => (&value[..4], &value[5..7], &value[8..]),
        (_, b'.' | b'/' | b'-') if value[5] == value[2] => (&value[6..], &value[3..5], &value[..2]),
        _ => return None,
    };
    let (year, month, day) = (number(year)?, number(month)?, number(day)?);
    let is_day = (1..=31).contains(&day) && (1..=31).contains(&month) && (month <= 12 || day <= 12);
    (is_day && (1800..2200).contains(&year)).then_some(year)
}

/// Seven to fifteen digits as people write numbers to be dialled.
pub(crate) fn is_dial(value: &[u8]) -> bool {
    let front = value
        .split(u8::is_ascii_alphabetic)
        .next()
        .unwrap_or_default();
    let digits = front.iter().filter(|byte| byte.is_ascii_digit()).count();
    let is_clean = front
        .iter()
        .all(|byte| byte.is_ascii_digit() || b" +-./()".contains(byte));
    // An extension may follow.
    let rest = &value[front.len()..];
    is_clean
        && (6..=15).contains(&digits)
        && (rest.is_empty() || rest.len() <= 10 && rest.iter().any(u8::is_ascii_digit))
        && !is_date(value)
        && memchr::memchr_iter(b'.', value).count() != 1
}

/// *Source:* SSA, areas never assigned.
pub(crate) fn is_nine_digits(value: &[u8]) -> bool {
    value.len() == 9
        && value.iter().all(u8::is_ascii_digit)
        && !value.starts_with(b"000")
        && !value.starts_with(b"666")
        && value[0] != b'9'
        && value[3..5] != *b"00"
        && value[5..] != *b"0000"
}

pub(crate) fn is_date(value: &[u8]) -> bool {
    value.len() == 10 && year_of(value).is_some()
}

pub(crate) fn is_clock(value: &[u8]) -> bool {
    match value {
        [a, b, b':', c, d, rest @ ..] => {
            [a, b, c, d].into_iter().all(u8::is_ascii_digit)
                && rest
                    .iter()
                    .all(|byte| byte.is_ascii_digit() || b":.+-".contains(byte))
                && rest.len() <= 16
        }
        _ => false,
    }
}

pub(crate) fn is_version(value: &[u8]) -> bool {
    let value = value.strip_prefix(b"v").unwrap_or(value);
    let core = value
        .split(|byte| matches!(byte, b'-' | b'+'))
        .next()
        .unwrap_or_default();
    let mut parts = 0;
    let mut is_small = true;
    for part in core.split(|byte| *byte == b'.') {
        if part.is_empty() || part.len() > 5 || !part.iter().all(u8::is_ascii_digit) {
            return false;
        }
        is_small &= part.len() == 1 || matches!(part, [b'1' | b'2', _] | [b'3', b'0']);
        parts += 1;
    }
    // Four parts are an address unless all of them are small.
    parts == 3 || parts == 4 && is_small
}

/// *Source:* GS1 General Specifications §7.9; ISO 2108.
pub(crate) fn is_ean(value: &[u8]) -> bool {
    let mut digits = [0u8; 14];
    let mut length = 0;
    for byte in value {
        match byte {
            b'0'..=b'9' => {
                let Some(place) = digits.get_mut(length) else {
                    return false;
                };
                *place = byte - b'0';
                length += 1;
            }
            b'-' => {}
            _ => return false,
        }
    }
    if !matches!(length, 8 | 12 | 13 | 14) {
        return false;
    }
    let sum: u32 = digits[..length]
        .iter()
        .rev()
        .enumerate()
        .map(|(index, digit)| u32::from(*digit) * if index % 2 == 1 { 3 } else { 1 })
        .sum();
    sum.is_multiple_of(10)
}

pub(crate) fn is_lower_hex(byte: u8) -> bool {
    matches!(byte, b'0'..=b'9' | b'a'..=b'f')
}

pub(crate) fn is_uuid(value: &[u8]) -> bool {
    value.len() == 36
        && value.iter().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

pub(crate) fn is_ulid(value: &[u8]) -> bool {
    value.len() == 26
        && value[0] <= b'7'
        && value
            .iter()
            .all(|byte| matches!(byte.to_ascii_uppercase(), b'0'..=b'9' | b'A'..=b'Z'))
        && !value
            .iter()
            .any(|byte| matches!(byte.to_ascii_uppercase(), b'I' | b'L' | b'O' | b'U'))
}

/// *Source:* W3C Trace Context §3.2.
pub(crate) fn is_traceparent(value: &[u8]) -> bool {
    value.len() == 55
        && value.iter().enumerate().all(|(index, byte)| match index {
            2 | 35 | 52 => *byte == b'-',
            _ => is_lower_hex(*byte),
        })
}

pub(crate) fn is_colour(value: &[u8]) -> bool {
    matches!(value, [b'#', digits @ ..]
        if matches!(digits.len(), 3 | 4 | 6 | 8) && digits.iter().all(u8::is_ascii_hexdigit))
}

pub(crate) fn is_placeholder(value: &[u8]) -> bool {
    let is_framed = matches!(
        value,
        [b'<', .., b'>'] | [b'$', b'{', .., b'}'] | [b'{', b'{', .., b'}', b'}']
    ) && value.len() < 60
        && !value.contains(&b' ');
    let repeats = value.len() >= 3
        && value.iter().all(|byte| *byte == value[0])
        && matches!(value[0], b'x' | b'X' | b'*' | b'-' | b'.' | b'?' | b'0');
    is_framed || repeats
}

/// `key: value` or `key:` in the first line.
pub(crate) fn is_yaml_line(value: &[u8]) -> bool {
    let line = value
        .split(|byte| *byte == b'\n')
        .next()
        .unwrap_or_default();
    let line = line.strip_prefix(b"- ").unwrap_or(line);
    let name = line
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(byte))
        .count();
    name > 0
        && matches!(line.get(name..), Some([b':'] | [b':', b' ', ..]))
        && !line.starts_with(b"http")
}

pub(crate) fn is_pairs(value: &[u8], lines: bool) -> bool {
    let name = value
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || b"_-.[]%".contains(byte))
        .count();
    let has_sign = name > 0 && value.get(name) == Some(&b'=');
    let sections = lines && value.starts_with(b"[");
    let joined = memchr::memchr(b'&', value).is_some() && !value.contains(&b' ');
    sections || has_sign && (lines || joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_read_in_the_usual_orders() {
        for (value, year) in [
            ("1984-02-29", Some(1984)),
            ("29.02.1984", Some(1984)),
            ("1984-02-29 10:00:00", Some(1984)),
            ("02/29/1984", Some(1984)),
            ("1984-13-09", Some(1984)),
            ("1984-44-29", None),
            ("19840229", None),
            ("héllo wörld", None),
        ] {
            assert_eq!(year_of(value.as_bytes()), year, "{value}");
        }
    }

    #[test]
    fn versions_are_no_addresses() {
        for value in ["1.2.3", "v10.20.30", "1.2.3.4", "2.0.0-rc1"] {
            assert!(is_version(value.as_bytes()), "{value}");
        }
        for value in ["93.184.216.34", "1.2", "1.2.x", "a.b.c"] {
            assert!(!is_version(value.as_bytes()), "{value}");
        }
    }

    #[test]
    fn numbers_to_be_dialled_are_neither_dates_nor_decimals() {
        for value in [
            "+49 171 3920089",
            "(212) 736-5000",
            "28303384290",
            "030-1234567 x12",
        ] {
            assert!(is_dial(value.as_bytes()), "{value}");
        }
        for value in ["2024-01-02", "12345.6789", "12345", "abc1234567"] {
            assert!(!is_dial(value.as_bytes()), "{value}");
        }
    }
}
