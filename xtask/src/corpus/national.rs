//! National identifiers with check digits that hold. Ranges that are kept for tests are not
//! sought: a detector has to find what people really have.
//!
//! *Sources:* the published rules of each identifier; the weights stand beside each.

use super::pattern::fill;
use crate::random::Random;

/// Digits of a text, by value.
fn digits(text: &str) -> impl DoubleEndedIterator<Item = u32> + Clone + '_ {
    text.chars().filter_map(|character| character.to_digit(10))
}

fn weighted(text: &str, weights: &[u32]) -> u32 {
    digits(text)
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum()
}

/// The digit that makes a number valid by Luhn.
pub(super) fn luhn(body: &str) -> u32 {
    let doubled = digits(body).rev().enumerate().map(|(place, digit)| {
        if place % 2 == 0 {
            digit * 2 / 10 + digit * 2 % 10
        } else {
            digit
        }
    });
    (10 - doubled.sum::<u32>() % 10) % 10
}

/// Repeats until the check has a digit.
fn until(random: &mut Random, write: impl Fn(&mut Random) -> Option<String>) -> String {
    loop {
        if let Some(text) = write(random) {
            return text;
        }
    }
}

fn day(random: &mut Random) -> (i64, i64, i64) {
    (
        random.between(1940, 2004),
        random.between(1, 12),
        random.between(1, 28),
    )
}

pub(super) fn us_ssn(random: &mut Random) -> String {
    let area = match random.between(1, 749) {
        666 => 665,
        area => area,
    };
    let (group, serial) = (random.between(1, 99), random.between(1, 9999));
    format!("{area:03}-{group:02}-{serial:04}")
}

pub(super) fn uk_nino(random: &mut Random) -> String {
    let prefix = *random.pick(&["AB", "CE", "HJ", "JK", "PW", "SZ", "WX"]);
    format!(
        "{prefix}{}{}",
        random.digits(6),
        random.pick(&["A", "B", "C", "D"])
    )
}

pub(super) fn uk_nhs(random: &mut Random) -> String {
    until(random, |random| {
        let body = fill("4[dig:8]", random);
        let check = match 11 - weighted(&body, &[10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11 {
            11 => 0,
            10 => return None,
            check => check,
        };
        Some(format!(
            "{} {} {}{check}",
            body.get(..3)?,
            body.get(3..6)?,
            body.get(6..)?
        ))
    })
}

pub(super) fn ca_sin(random: &mut Random) -> String {
    let body = fill("[nz:1][dig:7]", random).replacen('8', "4", 1);
    let all = format!("{body}{}", luhn(&body));
    let parts = [all.get(..3), all.get(3..6), all.get(6..)];
    parts.map(Option::unwrap_or_default).join("-")
}

pub(super) fn nl_bsn(random: &mut Random) -> String {
    until(random, |random| {
        let body = fill("[nz:1][dig:7]", random);
        let check = weighted(&body, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11;
        (check < 10).then(|| format!("{body}{check}"))
    })
}

pub(super) fn be_nrn(random: &mut Random) -> String {
    let (year, month, day) = (
        random.between(40, 99),
        random.between(1, 12),
        random.between(1, 28),
    );
    let serial = random.between(1, 997);
    let number = ((year * 100 + month) * 100 + day) * 1000 + serial;
    format!(
        "{year:02}.{month:02}.{day:02}-{serial:03}.{:02}",
        97 - number % 97
    )
}

pub(super) fn pl_pesel(random: &mut Random) -> String {
    let (year, month, day) = day(random);
    let month = if year >= 2000 { month + 20 } else { month };
    let body = format!("{:02}{month:02}{day:02}{}", year % 100, random.digits(4));
    let sum = weighted(&body, &[1, 3, 7, 9, 1, 3, 7, 9, 1, 3]);
    format!("{body}{}", (10 - sum % 10) % 10)
}

pub(super) fn se_personnummer(random: &mut Random) -> String {
    let (year, month, day) = day(random);
    let date = format!("{:02}{month:02}{day:02}", year % 100);
    let serial = random.digits(3);
    format!("{date}-{serial}{}", luhn(&format!("{date}{serial}")))
}

pub(super) fn fi_hetu(random: &mut Random) -> String {
    const LETTERS: &[u8] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";
    let (year, month, day) = day(random);
    let date = format!("{day:02}{month:02}{:02}", year % 100);
    let serial = format!("{:03}", random.between(2, 899));
    let number: usize = format!("{date}{serial}").parse().unwrap_or(0);
    let sign = if year >= 2000 { 'A' } else { '-' };
    format!("{date}{sign}{serial}{}", char::from(LETTERS[number % 31]))
}

pub(super) fn no_fnr(random: &mut Random) -> String {
    until(random, |random| {
        let (year, month, day) = day(random);
        let body = format!("{day:02}{month:02}{:02}{}", year % 100, random.digits(3));
        let first = (11 - weighted(&body, &[3, 7, 6, 1, 8, 9, 4, 5, 2]) % 11) % 11;
        let body = format!("{body}{first}");
        let second = (11 - weighted(&body, &[5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11) % 11;
        (first < 10 && second < 10).then(|| format!("{body}{second}"))
    })
}

pub(super) fn br_cpf(random: &mut Random) -> String {
    let mut all = random.digits(9);
    for length in [9_u32, 10] {
        let weights: Vec<u32> = (2..=length + 1).rev().collect();
        let rest = weighted(&all, &weights) % 11;
        let check = if rest < 2 { 0 } else { 11 - rest };
        all.push_str(&check.to_string());
    }
    let parts = [all.get(..3), all.get(3..6), all.get(6..9)];
    let front = parts.map(Option::unwrap_or_default).join(".");
    format!("{front}-{}", all.get(9..).unwrap_or_default())
}

pub(super) fn in_aadhaar(random: &mut Random) -> String {
    let body = fill("[nz:1][dig:10]", random).replacen('1', "7", 1);
    let all = format!("{body}{}", verhoeff(&body));
    let parts = [all.get(..4), all.get(4..8), all.get(8..)];
    parts.map(Option::unwrap_or_default).join(" ")
}

/// The check digit of the dihedral group of order ten.
fn verhoeff(body: &str) -> u32 {
    let multiply = |a: u32, b: u32| match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => (a + b - 5) % 5 + 5,
        (false, true) => (a - 5 + 5 - b) % 5 + 5,
        (false, false) => (a + 5 - b) % 5,
    };
    let step = [1_u32, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let sum = digits(body)
        .rev()
        .enumerate()
        .fold(0, |sum, (place, digit)| {
            let turned = (0..=place).fold(digit, |digit, _| step[digit as usize]);
            multiply(sum, turned)
        });
    (0..10)
        .find(|inverse| multiply(sum, *inverse) == 0)
        .unwrap_or(0)
}

pub(super) fn in_pan(random: &mut Random) -> String {
    fill("[UP:3]P[UP:1][dig:4][UP:1]", random)
}

pub(super) fn au_tfn(random: &mut Random) -> String {
    until(random, |random| {
        let body = fill("[nz:1][dig:7]", random);
        let sum = weighted(&body, &[1, 4, 3, 7, 5, 8, 6, 9]);
        let check = (0..10).find(|check| (sum + check * 10).is_multiple_of(11))?;
        Some(format!("{body}{check}"))
    })
}

pub(super) fn cn_resident_id(random: &mut Random) -> String {
    let (year, month, day) = day(random);
    let place = *random.pick(&["110101", "310115", "440305", "510104"]);
    let body = format!("{place}{year}{month:02}{day:02}{}", random.digits(3));
    let sum = weighted(
        &body,
        &[7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2],
    );
    format!("{body}{}", char::from(b"10X98765432"[(sum % 11) as usize]))
}

pub(super) fn tr_kimlik(random: &mut Random) -> String {
    let body = fill("[nz:1][dig:8]", random);
    let odd = weighted(&body, &[1, 0, 1, 0, 1, 0, 1, 0, 1]);
    let even = weighted(&body, &[0, 1, 0, 1, 0, 1, 0, 1, 0]);
    let tenth = (odd * 7 + 100 - even) % 10;
    let all = format!("{body}{tenth}");
    format!("{all}{}", digits(&all).sum::<u32>() % 10)
}

pub(super) fn za_id(random: &mut Random) -> String {
    let (year, month, day) = day(random);
    let body = format!("{:02}{month:02}{day:02}{}08", year % 100, random.digits(4));
    format!("{body}{}", luhn(&body))
}

pub(super) fn it_codice_fiscale(random: &mut Random) -> String {
    const ODD: [u32; 36] = [
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3,
        6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
    ];
    let (year, _, day) = day(random);
    let month = char::from(*random.pick(b"ABCDEHLMPRST"));
    let town = fill("[dig:3]", random);
    let letters = fill("[UP:6]", random);
    let body = format!("{letters}{:02}{month}{day:02}H{town}", year % 100);
    let sum: u32 = body
        .chars()
        .enumerate()
        .map(|(place, character)| {
            let value = character.to_digit(36).unwrap_or(0);
            if place % 2 == 0 {
                ODD[value as usize]
            } else {
                value.checked_sub(10).unwrap_or(value)
            }
        })
        .sum();
    format!(
        "{body}{}",
        char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(sum % 26) as usize])
    )
}

pub(super) fn es_nie(random: &mut Random) -> String {
    let first = random.below(3);
    let rest = random.digits(7);
    let number: usize = format!("{first}{rest}").parse().unwrap_or(0);
    let letter = b"TRWAGMYFPDXBNJZSQVHLCKE"[number % 23];
    format!("{}{rest}{}", ["X", "Y", "Z"][first], char::from(letter))
}

pub(super) fn sg_nric(random: &mut Random) -> String {
    let body = random.digits(7);
    let sum = weighted(&body, &[2, 7, 6, 5, 4, 3, 2]);
    format!("S{body}{}", char::from(b"JZIHGFEDCBA"[(sum % 11) as usize]))
}

pub(super) fn kr_rrn(random: &mut Random) -> String {
    let (year, month, day) = day(random);
    let century = if year >= 2000 { 3 } else { 1 } + random.below(2);
    let body = format!(
        "{:02}{month:02}{day:02}{century}{}",
        year % 100,
        random.digits(5)
    );
    let sum = weighted(&body, &[2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5]);
    let check = (11 - sum % 11) % 10;
    let (date, rest) = body.split_at(6);
    format!("{date}-{rest}{check}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_numbers_have_their_check_digits() {
        assert_eq!(luhn("7992739871"), 3);
        assert_eq!(verhoeff("236"), 3);
        // the example of the ministry: 10000000146
        let body = "100000001";
        let odd = weighted(body, &[1, 0, 1, 0, 1, 0, 1, 0, 1]);
        assert_eq!((odd * 7) % 10, 4);
    }

    #[test]
    fn formats_are_kept() {
        let mut random = Random::for_topic("national");
        for _ in 0..200 {
            assert_eq!(it_codice_fiscale(&mut random).len(), 16);
            assert_eq!(br_cpf(&mut random).len(), 14);
            assert_eq!(be_nrn(&mut random).len(), 15);
            assert_eq!(ca_sin(&mut random).len(), 11);
            assert_eq!(no_fnr(&mut random).len(), 11);
            assert_eq!(au_tfn(&mut random).len(), 9);
        }
    }
}
