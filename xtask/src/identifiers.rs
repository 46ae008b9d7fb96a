//! Numbers with check digits: right in shape and checksum, invented in all else.

use crate::random::Random;

/// A card number of a range that payment providers keep for tests, valid by Luhn.
pub(crate) fn card_number(random: &mut Random) -> String {
    let (prefix, length) = *random.pick(&[
        ("42424242", 16),
        ("40000566", 16),
        ("55555555", 16),
        ("22230031", 16),
        ("37828224", 15),
        ("60111111", 16),
        ("35660020", 16),
    ]);
    let body = format!("{prefix}{}", random.digits(length - prefix.len() - 1));
    let check = luhn(&body);
    format!("{body}{check}")
}

/// The device number of a mobile telephone (type allocation 00…, of test devices).
pub(crate) fn imei(random: &mut Random) -> String {
    let body = format!("001010{}", random.digits(8));
    let check = luhn(&body);
    format!("{body}{check}")
}

/// A number of the shape of US social security, outside the areas that were never given out.
pub(crate) fn ssn(random: &mut Random) -> String {
    let area = random.between(750, 772);
    let group = random.between(1, 99);
    let serial = random.between(1, 9999);
    format!("{area}-{group:02}-{serial:04}")
}

/// A British national insurance number.
pub(crate) fn nino(random: &mut Random) -> String {
    let prefix = random.pick(&["AB", "CE", "HJ", "WX"]);
    let suffix = random.pick(&["A", "B", "C", "D"]);
    format!("{prefix}{}{suffix}", random.digits(6))
}

/// A German tax number: one digit twice among the first ten, ISO 7064 mod 11,10.
pub(crate) fn steuer_id(random: &mut Random) -> String {
    let mut digits: Vec<u8> = (0..10).collect();
    for end in (1..digits.len()).rev() {
        digits.swap(end, random.below(end + 1));
    }
    digits[9] = digits[random.below(9)];
    if digits[0] == 0 {
        digits[0] = digits
            .iter()
            .copied()
            .find(|digit| *digit != 0)
            .unwrap_or(1);
        digits[9] = digits[0];
        let missing = (1..10).find(|digit| !digits.contains(digit)).unwrap_or(1);
        let twice = (1..9)
            .find(|&index| digits[index] == digits[0])
            .unwrap_or(1);
        digits[twice] = missing;
    }
    let mut product = 10_u8;
    for digit in &digits {
        let sum = (digit + product) % 10;
        product = if sum == 0 { 10 } else { sum } * 2 % 11;
    }
    let check = (11 - product) % 10;
    digits.push(check);
    digits
        .iter()
        .map(|digit| char::from(b'0' + digit))
        .collect()
}

/// A French social security number, key = 97 − (number mod 97).
pub(crate) fn nir(random: &mut Random) -> String {
    let sex = random.between(1, 2);
    let (year, month) = (random.between(40, 99), random.between(1, 12));
    let (department, town) = (random.between(1, 95), random.between(1, 580));
    let order = random.between(1, 999);
    let body = format!("{sex}{year}{month:02}{department:02}{town:03}{order:03}");
    let number: u64 = body.parse().unwrap_or(0);
    format!("{body}{:02}", 97 - number % 97)
}

/// A Spanish identity number, letter by mod 23.
pub(crate) fn dni(random: &mut Random) -> String {
    let number = random.below(99_999_999);
    let letter = b"TRWAGMYFPDXBNJZSQVHLCKE"[number % 23];
    format!("{number:08}{}", char::from(letter))
}

/// A Japanese individual number, check digit by mod 11.
pub(crate) fn my_number(random: &mut Random) -> String {
    let body = random.digits(11);
    let weights = [2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 6];
    let weighted = body
        .bytes()
        .rev()
        .zip(weights)
        .map(|(digit, weight)| u32::from(digit - b'0') * weight);
    let rest = weighted.sum::<u32>() % 11;
    let check = if rest <= 1 { 0 } else { 11 - rest };
    format!("{body}{check}")
}

/// An IBAN: its check digits over country and account.
pub(crate) fn iban(country: &str, account: &str) -> String {
    let check = 98 - mod_97(&format!("{account}{country}00"));
    format!("{country}{check:02}{account}")
}

/// A vehicle's number with its check digit at the ninth place.
pub(crate) fn vin(random: &mut Random) -> String {
    const ALPHABET: &str = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789";
    let mut vin = random.characters(ALPHABET, 17).into_bytes();
    let weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    let sum: u32 = vin
        .iter()
        .zip(weights)
        .map(|(byte, weight)| transliterate(*byte) * weight)
        .sum();
    vin[8] = match sum % 11 {
        10 => b'X',
        rest => b"0123456789"[rest as usize],
    };
    vin.into_iter().map(char::from).collect()
}

fn transliterate(byte: u8) -> u32 {
    let value = match byte {
        b'0'..=b'9' => byte - b'0',
        b'A'..=b'H' => byte - b'A' + 1,
        b'J'..=b'R' => byte - b'J' + 1,
        b'S'..=b'Z' => byte - b'S' + 2,
        _ => 0,
    };
    u32::from(value)
}

/// The digit that makes the number valid by Luhn.
fn luhn(body: &str) -> u32 {
    let sum: u32 = body
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0');
            if place % 2 == 0 {
                digit * 2 / 10 + digit * 2 % 10
            } else {
                digit
            }
        })
        .sum();
    (10 - sum % 10) % 10
}

/// The remainder by 97 of digits and letters (A = 10).
fn mod_97(text: &str) -> u32 {
    text.chars().fold(0, |rest, character| {
        let value = character.to_digit(36).unwrap_or(0);
        if value < 10 {
            (rest * 10 + value) % 97
        } else {
            (rest * 100 + value) % 97
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn card_numbers_pass_luhn() {
        assert_eq!(luhn("424242424242424"), 2);
        assert_eq!(luhn("37828224631000"), 5);
        let mut random = Random::for_topic("test");
        for _ in 0..200 {
            let card = card_number(&mut random);
            let (body, check) = card.split_at(card.len() - 1);
            assert_eq!(luhn(body).to_string(), check);
        }
    }

    #[test]
    fn ibans_leave_remainder_one() {
        assert_eq!(iban("DE", "370400440532013000"), "DE89370400440532013000");
        assert_eq!(iban("GB", "WEST12345698765432"), "GB82WEST12345698765432");
    }

    #[test]
    fn tax_numbers_repeat_exactly_one_digit() {
        let mut random = Random::for_topic("test");
        for _ in 0..500 {
            let id = steuer_id(&mut random);
            assert_eq!(id.len(), 11);
            assert!(!id.starts_with('0'));
            let ten = id.chars().take(10);
            let kinds: std::collections::BTreeSet<char> = ten.collect();
            assert_eq!(kinds.len(), 9, "{id}");
        }
    }

    #[test]
    fn known_numbers_have_their_check_digits() {
        assert_eq!(b"TRWAGMYFPDXBNJZSQVHLCKE"[12_345_678 % 23], b'Z');
        let mut vin = *b"1M8GDM9A0KP042788";
        let weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
        let sum: u32 = vin
            .iter()
            .zip(weights)
            .map(|(byte, weight)| transliterate(*byte) * weight)
            .sum();
        vin[8] = if sum % 11 == 10 { b'X' } else { b'?' };
        assert_eq!(&vin, b"1M8GDM9AXKP042788");
    }
}
