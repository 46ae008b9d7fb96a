//! Who a customer is.

use super::dice::Dice;
use super::row::Digits;
use super::words::{Name, Words};

/// What is masked of a customer, in parts that are escaped already.
#[derive(Debug)]
pub(super) struct Person<'w> {
    given: &'w Name,
    family: &'w Name,
    host: &'w [u8],
    number: Digits,
    area: Digits,
    line: Option<Digits>,
    /// Goes on with what only the customer's own row holds.
    dice: Dice,
}

impl<'w> Person<'w> {
    /// The customer with this number.
    pub(super) fn of(customer: u64, words: &'w Words) -> Self {
        let mut dice = Dice::new(SALT, customer);
        Self {
            given: dice.pick(&words.given),
            family: dice.pick(&words.family),
            host: dice.word(&words.hosts),
            number: Digits::of(customer),
            area: Digits::of(201 + dice.below(788)),
            line: (!dice.chance(6)).then(|| Digits::padded(dice.below(10_000), 4)),
            dice,
        }
    }

    /// The whole name.
    pub(super) fn name(&self) -> [&[u8]; 3] {
        [&self.given.written, b" ", &self.family.written]
    }

    /// The address of mail, which nobody else has.
    pub(super) fn email(&self) -> [&[u8]; 6] {
        let (given, family) = (&self.given.login, &self.family.login);
        [given, b".", family, self.number.bytes(), b"@", self.host]
    }

    /// The telephone number, where there is one; exchange 555 has no subscribers.
    pub(super) fn phone(&self) -> Option<[&[u8]; 4]> {
        let line = self.line.as_ref()?;
        Some([b"+1 ", self.area.bytes(), b"-555-", line.bytes()])
    }

    /// What only the customer's own row holds.
    pub(super) fn into_private(mut self, words: &'w Words) -> Private<'w> {
        let dice = &mut self.dice;
        Private {
            house: Digits::of(1 + dice.below(9_800)),
            street: dice.word(&words.streets),
            ssn: (!dice.chance(12)).then(|| {
                let (area, group) = (1 + dice.below(665), 1 + dice.below(99));
                let serial = Digits::padded(1 + dice.below(9_999), 4);
                (Digits::padded(area, 3), Digits::padded(group, 2), serial)
            }),
            card: (!dice.chance(22)).then(|| card(dice.below(1_000_000_000))),
        }
    }
}

/// What only the customer's own row holds.
#[derive(Debug)]
pub(super) struct Private<'w> {
    house: Digits,
    street: &'w [u8],
    ssn: Option<(Digits, Digits, Digits)>,
    card: Option<Digits>,
}

impl Private<'_> {
    /// House number and street.
    pub(super) fn street_address(&self) -> [&[u8]; 3] {
        [self.house.bytes(), b" ", self.street]
    }

    /// The social security number, where there is one.
    pub(super) fn ssn(&self) -> Option<[&[u8]; 5]> {
        let (area, group, serial) = self.ssn.as_ref()?;
        Some([area.bytes(), b"-", group.bytes(), b"-", serial.bytes()])
    }

    /// The number of the card, where there is one.
    pub(super) fn card_number(&self) -> Option<[&[u8]; 1]> {
        Some([self.card.as_ref()?.bytes()])
    }
}

/// Sixteen digits of a test range with a right check digit.
fn card(account: u64) -> Digits {
    let body = 400_000_000_000_000 + account;
    let (mut rest, mut sum, mut doubled) = (body, 0, true);
    while rest > 0 {
        let digit = rest % 10 * if doubled { 2 } else { 1 };
        sum += digit / 10 + digit % 10;
        rest /= 10;
        doubled = !doubled;
    }
    Digits::of(body * 10 + (10 - sum % 10) % 10)
}

const SALT: u64 = 1;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_have_right_check_digits() {
        // the range's published test number, and one that ends in 0
        assert_eq!(card(0).bytes(), b"4000000000000002");
        for account in [1, 77, 123_456_789, 999_999_999] {
            let card = card(account);
            let luhn = card.bytes().iter().rev().zip([1, 2].into_iter().cycle());
            let sum: u32 = luhn
                .map(|(digit, factor)| u32::from(digit - b'0') * factor)
                .map(|digit| digit / 10 + digit % 10)
                .sum();
            assert_eq!((sum % 10, card.bytes().len()), (0, 16));
        }
    }
}
