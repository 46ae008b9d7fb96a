//! Check characters and conditions, country by country.

#![expect(
    clippy::unnecessary_wraps,
    reason = "all stand in one table, and some identifiers have no right check character"
)]

use super::check_digit::{self, mod_11_10, remainder_97, value, weighted};
use super::scheme::number;

pub(super) fn always(_: &[u8]) -> bool {
    true
}

/// Luhn over everything but the last digit.
pub(super) fn luhn(id: &[u8]) -> Option<u32> {
    Some(check_digit::luhn(front(id, 1)))
}

/// Luhn over the last ten digits but the last.
pub(super) fn luhn_of_ten(id: &[u8]) -> Option<u32> {
    let ten = id.get(id.len().checked_sub(10)?..)?;
    luhn(ten)
}

pub(super) fn verhoeff(id: &[u8]) -> Option<u32> {
    Some(check_digit::verhoeff(front(id, 1)))
}

pub(super) fn gb_nhs(id: &[u8]) -> Option<u32> {
    below_ten(11 - weighted(id, &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)
}

pub(super) fn de(id: &[u8]) -> Option<u32> {
    Some(mod_11_10(front(id, 1)))
}

/// One of the first ten digits occurs two or three times, the others at most once, the first is
/// not 0.
pub(super) fn de_holds(id: &[u8]) -> bool {
    let mut counts = [0u8; 10];
    for byte in front(id, 1) {
        if let Some(count) = counts.get_mut(value(*byte) as usize) {
            *count += 1;
        }
    }
    let repeated = counts.iter().filter(|count| **count > 1).count();
    id.first() != Some(&b'0') && repeated == 1 && counts.iter().all(|count| *count <= 3)
}

/// 97 less the remainder; in Corsica 2A counts as 19 and 2B as 18.
pub(super) fn fr(id: &[u8]) -> Option<u32> {
    let digit = |(at, byte): (usize, &u8)| match (at, byte) {
        (5, _) if id.get(6) == Some(&b'A') || id.get(6) == Some(&b'B') => b'1',
        (6, b'A') => b'9',
        (6, b'B') => b'8',
        _ => *byte,
    };
    Some(97 - remainder_97(id.iter().take(13).enumerate().map(digit)))
}

/// The remainder by 23; X, Y and Z stand for 0, 1 and 2.
pub(super) fn es(id: &[u8]) -> Option<u32> {
    let digits = front(id, 1).iter().map(|byte| match byte {
        b'X' | b'Y' | b'Z' => u32::from(byte - b'X'),
        _ => value(*byte),
    });
    Some(digits.fold(0, |remainder, digit| (remainder * 10 + digit) % 23))
}

/// *Source:* Decreto ministeriale 23 December 1976.
pub(super) fn it(id: &[u8]) -> Option<u32> {
    const ODD: [u32; 26] = [
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24,
        23,
    ];
    let sum: u32 = front(id, 1)
        .iter()
        .enumerate()
        .map(|(at, byte)| {
            let place = if byte.is_ascii_digit() {
                value(*byte)
            } else {
                value(*byte) - 10
            };
            if at % 2 == 0 {
                ODD.get(place as usize).copied().unwrap_or(0)
            } else {
                place
            }
        })
        .sum();
    Some(sum % 26)
}

pub(super) fn it_holds(id: &[u8]) -> bool {
    const MONTHS: &[u8] = b"ABCDEHLMPRST";
    let month = id
        .get(8)
        .and_then(|letter| MONTHS.iter().position(|other| other == letter));
    let month = month.and_then(|month| u16::try_from(month + 1).ok());
    is_date(two(id, 6), month.unwrap_or(0), two(id, 9) % 40)
}

/// The last digit makes the weighted sum a multiple of eleven, its own weight being -1.
pub(super) fn nl(id: &[u8]) -> Option<u32> {
    below_ten(weighted(id, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11)
}

/// 97 less the remainder of the number.
pub(super) fn be(id: &[u8]) -> Option<u32> {
    Some(97 - remainder_97(id.iter().take(9).copied()))
}

/// The same with a 2 before the number, for those born from 2000 on.
pub(super) fn be_2000(id: &[u8]) -> Option<u32> {
    Some(97 - remainder_97(std::iter::once(b'2').chain(id.iter().take(9).copied())))
}

pub(super) fn be_holds(id: &[u8]) -> bool {
    let (year, month, day) = (two(id, 0), two(id, 2), two(id, 4));
    // Unknown months and days are written as 0.
    (month == 0 || day == 0) || is_date(year, month, day)
}

pub(super) fn pl(id: &[u8]) -> Option<u32> {
    Some((10 - weighted(id, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10) % 10)
}

pub(super) fn pl_holds(id: &[u8]) -> bool {
    let (year, month, day) = (two(id, 0), two(id, 2), two(id, 4));
    let century = match month / 20 {
        0 => 1900,
        1 => 2000,
        2 => 2100,
        3 => 2200,
        _ => 1800,
    };
    is_date(century + year, month % 20, day)
}

/// A date in front, the day of which may have had 60 added.
pub(super) fn se_holds(id: &[u8]) -> bool {
    let at = id.len().saturating_sub(10);
    let century = if at == 2 { two(id, 0) * 100 } else { 0 };
    is_date(century + two(id, at), two(id, at + 2), two(id, at + 4) % 60)
}

pub(super) fn fi(id: &[u8]) -> Option<u32> {
    let digits = id
        .iter()
        .take(6)
        .chain(id.iter().rev().skip(1).take(3).rev());
    Some(digits.fold(0, |remainder, byte| (remainder * 10 + value(*byte)) % 31))
}

/// A date of day, month and year in front.
pub(super) fn day_first(id: &[u8]) -> bool {
    is_date(two(id, 4), two(id, 2) % 40, two(id, 0) % 40)
}

pub(super) fn year_first(id: &[u8]) -> bool {
    is_date(two(id, 0), two(id, 2), two(id, 4))
}

pub(super) fn no_first(id: &[u8]) -> Option<u32> {
    below_ten((11 - weighted(id, &[3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11) % 11)
}

pub(super) fn no_second(id: &[u8]) -> Option<u32> {
    below_ten((11 - weighted(id, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11)
}

pub(super) fn br_cpf_first(id: &[u8]) -> Option<u32> {
    zero_from_ten(11 - weighted(id, &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)
}

pub(super) fn br_cpf_second(id: &[u8]) -> Option<u32> {
    zero_from_ten(11 - weighted(id, &[11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)
}

/// Letters count by their ASCII code less that of 0, as they do from 2026 on.
fn br_cnpj(id: &[u8], weights: &[u32]) -> Option<u32> {
    let sum: u32 = id
        .iter()
        .zip(weights)
        .map(|(byte, weight)| u32::from(byte.wrapping_sub(b'0')) * weight)
        .sum();
    zero_from_ten(11 - sum % 11)
}

pub(super) fn br_cnpj_first(id: &[u8]) -> Option<u32> {
    br_cnpj(id, &[5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])
}

pub(super) fn br_cnpj_second(id: &[u8]) -> Option<u32> {
    br_cnpj(id, &[6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])
}

/// Numbers of one repeated digit are not issued.
pub(super) fn br_holds(id: &[u8]) -> bool {
    front(id, 2).windows(2).any(|pair| pair[0] != pair[1])
}

/// The last digit makes the weighted sum a multiple of eleven, its own weight being 10.
pub(super) fn au_tfn(id: &[u8]) -> Option<u32> {
    below_ten(weighted(id, &[1, 4, 3, 7, 5, 8, 6, 9]) % 11)
}

/// The first two digits, less ten, make the weighted sum a multiple of 89.
pub(super) fn au_abn(id: &[u8]) -> Option<u32> {
    let rest = weighted(id.get(2..)?, &[3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89;
    Some((89 - rest) % 89 + 10)
}

pub(super) fn cn(id: &[u8]) -> Option<u32> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    Some(weighted(id, &WEIGHTS) % 11)
}

pub(super) fn cn_holds(id: &[u8]) -> bool {
    is_date(two(id, 6) * 100 + two(id, 8), two(id, 10), two(id, 12))
}

pub(super) fn jp(id: &[u8]) -> Option<u32> {
    let remainder = weighted(id, &[6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11;
    Some(if remainder <= 1 { 0 } else { 11 - remainder })
}

pub(super) fn kr(id: &[u8]) -> Option<u32> {
    let sum = weighted(id, &[2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]);
    Some((11 - sum % 11) % 10)
}

pub(super) fn tr_first(id: &[u8]) -> Option<u32> {
    let odd = weighted(id, &[7, 0, 7, 0, 7, 0, 7, 0, 7]);
    let even = weighted(id, &[0, 9, 0, 9, 0, 9, 0, 9]);
    // Nine times is once subtracted, modulo ten.
    Some((odd + even) % 10)
}

pub(super) fn tr_second(id: &[u8]) -> Option<u32> {
    Some(weighted(id, &[1; 10]) % 10)
}

/// Prefixes that are not issued.
pub(super) fn gb_holds(id: &[u8]) -> bool {
    let forbidden = ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"];
    !forbidden
        .iter()
        .any(|prefix| id.starts_with(prefix.as_bytes()))
}

/// The calendar's; a year of two digits is a leap year if it can be one in any century.
pub fn is_date(year: u16, month: u16, day: u16) -> bool {
    let century = year >= 100 && year.is_multiple_of(100) && !year.is_multiple_of(400);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && !century => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days).contains(&day)
}

fn two(id: &[u8], at: usize) -> u16 {
    id.get(at..at + 2).and_then(number).unwrap_or(0)
}

fn front(id: &[u8], less: usize) -> &[u8] {
    id.get(..id.len().saturating_sub(less)).unwrap_or_default()
}

fn zero_from_ten(check: u32) -> Option<u32> {
    Some(if check >= 10 { 0 } else { check })
}

/// Eleven counts as 0, and ten has no digit.
fn below_ten(check: u32) -> Option<u32> {
    match check {
        10 => None,
        11 => Some(0),
        check => Some(check),
    }
}
