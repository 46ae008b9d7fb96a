use super::check_digit::value;

/// One kind of identifier, as it is without separators.
#[derive(Debug, Clone, Copy)]
pub struct Scheme {
    /// Whose, as rules name it (`de`, `gb-nhs`).
    pub country: &'static str,
    /// What stands where, from the left.
    pub fields: &'static [Field],
    /// Fields of the same length for results that are never issued to anybody.
    pub never_issued: Option<&'static [Field]>,
    /// Check characters, in the order in which they follow from each other.
    pub checks: &'static [Check],
    /// What else holds for a valid identifier (dates, forbidden prefixes), check characters aside.
    pub holds: fn(&[u8]) -> bool,
}

/// A place, or some that belong together.
#[derive(Debug, Clone, Copy)]
pub enum Field {
    /// A digit.
    Digit,
    /// One of these characters.
    OneOf(&'static [u8]),
    /// A digit or a letter; it stays what it is.
    Either,
    /// A decimal number of this width within bounds.
    Number(usize, u16, u16),
    /// As a number of two digits, to which a multiple of a step may have been added; that stays.
    Stepped(u16, u16, u16),
    /// As a number of this width, which stays where it is out of bounds or has letters.
    Lenient(usize, u16, u16),
    /// This many characters that stay.
    Kept(usize),
    /// Characters that every result has.
    Fixed(&'static [u8]),
    /// This many check characters.
    Checked(usize),
}

/// A check character, or two check digits.
#[derive(Debug, Clone, Copy)]
pub struct Check {
    /// Where it stands.
    pub at: usize,
    /// How it is written.
    pub kind: CheckKind,
    /// The right one, if these characters can have any.
    pub expected: fn(&[u8]) -> Option<u32>,
}

/// How a check is written.
#[derive(Debug, Clone, Copy)]
pub enum CheckKind {
    /// The character of that index.
    Character(&'static [u8]),
    /// Two digits.
    TwoDigits,
}

impl Scheme {
    /// Whether the characters are each of the sort that stands there.
    pub fn fits(&self, mut id: &[u8]) -> bool {
        for field in self.fields {
            let Some((own, rest)) = id.split_at_checked(field.width()) else {
                return false;
            };
            if !field.accepts(own) {
                return false;
            }
            id = rest;
        }
        id.is_empty()
    }

    /// Whether the check characters and all else are right.
    pub fn is_right(&self, id: &[u8]) -> bool {
        self.fits(id)
            && (self.holds)(id)
            && self.checks.iter().all(|check| {
                let expected = (check.expected)(id);
                expected.is_some() && check.read(id) == expected
            })
    }

    /// Writes the right check characters, if there are any.
    pub fn set_right(&self, characters: &mut [u8]) -> Option<()> {
        for check in self.checks {
            let expected = (check.expected)(characters)?;
            check.write(characters, expected)?;
        }
        Some(())
    }
}

impl Check {
    /// How many check characters there are to choose from.
    pub fn modulus(&self) -> u32 {
        match self.kind {
            CheckKind::Character(alphabet) => u32::try_from(alphabet.len()).unwrap_or(1),
            CheckKind::TwoDigits => 100,
        }
    }

    /// The index of the check character that stands there.
    pub fn read(&self, characters: &[u8]) -> Option<u32> {
        match self.kind {
            CheckKind::Character(alphabet) => {
                let found = characters.get(self.at)?;
                let index = alphabet.iter().position(|other| other == found)?;
                u32::try_from(index).ok()
            }
            CheckKind::TwoDigits => number(characters.get(self.at..self.at + 2)?).map(u32::from),
        }
    }

    /// Writes the check character of that index, if there is one.
    pub fn write(&self, characters: &mut [u8], index: u32) -> Option<()> {
        match self.kind {
            CheckKind::Character(alphabet) => {
                *characters.get_mut(self.at)? = *alphabet.get(usize::try_from(index).ok()?)?;
            }
            CheckKind::TwoDigits => {
                let digits = characters.get_mut(self.at..self.at + 2)?;
                write_number(digits, u16::try_from(index).ok()?);
            }
        }
        Some(())
    }
}

impl Field {
    /// How many characters it takes.
    pub fn width(self) -> usize {
        match self {
            Self::Digit | Self::OneOf(_) | Self::Either => 1,
            Self::Stepped(..) => 2,
            Self::Number(width, ..)
            | Self::Lenient(width, ..)
            | Self::Kept(width)
            | Self::Checked(width) => width,
            Self::Fixed(characters) => characters.len(),
        }
    }

    /// Whether characters of its width may stand here.
    pub fn accepts(self, characters: &[u8]) -> bool {
        let Some(first) = characters.first() else {
            return false;
        };
        match self {
            Self::Digit => first.is_ascii_digit(),
            Self::OneOf(alphabet) => alphabet.contains(first),
            Self::Either => first.is_ascii_digit() || first.is_ascii_uppercase(),
            Self::Number(_, low, high) => {
                number(characters).is_some_and(|number| (low..=high).contains(&number))
            }
            Self::Stepped(low, high, step) => {
                number(characters).is_some_and(|number| (low..=high).contains(&(number % step)))
            }
            Self::Lenient(..) | Self::Kept(_) | Self::Checked(_) | Self::Fixed(_) => true,
        }
    }
}

/// The number that up to four digits stand for.
pub fn number(digits: &[u8]) -> Option<u16> {
    digits.iter().try_fold(0u16, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| value(*byte))?;
        number
            .checked_mul(10)?
            .checked_add(u16::try_from(digit).ok()?)
    })
}

/// Overwrites all of `digits` with a number, zeros in front.
pub fn write_number(digits: &mut [u8], mut number: u16) {
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (number % 10).to_le_bytes()[0];
        number /= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::super::schemes;

    #[test]
    fn published_numbers_are_right_and_others_wrong() {
        for (country, id, wrong) in [
            ("ca", "046454286", "046454287"),
            ("fr", "150072A99999980", "150072A99999981"),
            ("es", "X1234567L", "X1234567M"),
            ("it", "RSSMRA85T10A562S", "RSSMRA85T71A562S"),
            ("no", "15108695088", "15108695089"),
            ("in", "234123412346", "234123412347"),
            ("cn", "11010519491231002X", "110105194912310021"),
            ("gb", "AB123456C", "GB123456C"),
        ] {
            let is_right = |id: &str| schemes(country).any(|scheme| scheme.is_right(id.as_bytes()));
            assert!(is_right(id), "{id}");
            assert!(!is_right(wrong), "{wrong}");
        }
    }
}
