//! National identifiers: what stands where in them, and how one becomes another of its kind.

mod checks;
mod schemes;

use bauta_crypto::{Draw, Fpe};

use crate::check_digit::{carry_over, value};
use crate::compact::{Compact, ShapeHash};
use crate::mixed_radix::{Place, permute_where, set_rank, size};

pub(crate) use schemes::{COUNTRIES, schemes};

/// The kind that `id` is of.
pub(crate) fn find(candidates: &[&'static Scheme], id: &Compact) -> Option<&'static Scheme> {
    let mut fitting = candidates.iter().copied().filter(|scheme| scheme.fits(id));
    let first = fitting.next()?;
    let Some(second) = fitting.next() else {
        return Some(first);
    };
    Some(if first.is_right(id) { first } else { second })
}

/// One kind of identifier, as it is without separators.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scheme {
    pub(crate) country: &'static str,
    /// What stands where, from the left.
    pub(crate) fields: &'static [Field],
    /// Fields of the same length for results that are never issued to anybody.
    pub(crate) never_issued: Option<&'static [Field]>,
    /// Check characters, in the order in which they follow from each other.
    pub(crate) checks: &'static [Check],
    /// What else holds for a valid identifier (dates, forbidden prefixes), check characters aside.
    pub(crate) holds: fn(&[u8]) -> bool,
}

/// A place, or some that belong together.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Field {
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
pub(crate) struct Check {
    /// Where it stands.
    pub(crate) at: usize,
    pub(crate) kind: CheckKind,
    /// The right one, if these characters can have any.
    pub(crate) expected: fn(&[u8]) -> Option<u32>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum CheckKind {
    /// The character of that index.
    Character(&'static [u8]),
    /// Two digits.
    TwoDigits,
}

impl Scheme {
    /// Whether the characters are each of the sort that stands there.
    pub(crate) fn fits(&self, id: &Compact) -> bool {
        let (mut places, mut shape) = (Places::default(), ShapeHash::new());
        read(self.fields, id.characters(), &mut places, &mut shape).is_some()
    }

    /// Whether the check characters and all else are right.
    pub(crate) fn is_right(&self, id: &Compact) -> bool {
        let mut right = *id;
        self.fits(id)
            && (self.holds)(id.characters())
            && self.set_right(right.characters_mut()).is_some()
            && right.characters() == id.characters()
    }

    /// Permutes the identifiers of this kind among each other. `None` if this is none.
    pub(crate) fn permuted(&self, fpe: &Fpe, before: &Compact) -> Option<Compact> {
        let mut places = Places::default();
        let mut shape = ShapeHash::new();
        shape.push_all(self.country.as_bytes());
        read(self.fields, before.characters(), &mut places, &mut shape)?;
        let holds = |places: &[Place]| {
            let mut trial = *before;
            write(
                self.fields,
                before.characters(),
                places,
                trial.characters_mut(),
            );
            (self.holds)(trial.characters()) && self.set_right(trial.characters_mut()).is_some()
        };
        permute_where(fpe, shape.finish(), places.all_mut(), holds)?;
        let mut after = *before;
        write(
            self.fields,
            before.characters(),
            places.all(),
            after.characters_mut(),
        );
        self.carry_over(before.characters(), after.characters_mut())?;
        Some(after)
    }

    /// Draws an identifier that is never issued. `None` if this is no identifier of this kind.
    pub(crate) fn drawn(
        &self,
        fields: &'static [Field],
        before: &Compact,
        mut draw: Draw<'_>,
    ) -> Option<Compact> {
        read(
            self.fields,
            before.characters(),
            &mut Places::default(),
            &mut ShapeHash::new(),
        )?;
        let mut places = Places::default();
        blank(fields, &mut places)?;
        let count = u64::try_from(size(places.all())?).ok()?;
        let mut after = *before;
        loop {
            set_rank(places.all_mut(), draw.below(count).into());
            write(
                fields,
                before.characters(),
                places.all(),
                after.characters_mut(),
            );
            let mut trial = after;
            if self.set_right(trial.characters_mut()).is_some() {
                break;
            }
        }
        self.carry_over(before.characters(), after.characters_mut())?;
        Some(after)
    }

    /// Writes the right check characters, if there are any.
    fn set_right(&self, characters: &mut [u8]) -> Option<()> {
        for check in self.checks {
            let expected = (check.expected)(characters)?;
            check.write(characters, expected)?;
        }
        Some(())
    }

    /// Writes check characters that are as right or wrong as those before.
    fn carry_over(&self, before: &[u8], after: &mut [u8]) -> Option<()> {
        for check in self.checks {
            let Some(was) = (check.expected)(before) else {
                // Never right; the characters stay, as do those of all such identifiers.
                continue;
            };
            let found = check.read(before)?;
            let is = (check.expected)(after)?;
            check.write(after, carry_over(found, was, is, check.modulus()))?;
        }
        Some(())
    }
}

impl Check {
    fn modulus(&self) -> u32 {
        match self.kind {
            CheckKind::Character(alphabet) => u32::try_from(alphabet.len()).unwrap_or(1),
            CheckKind::TwoDigits => 100,
        }
    }

    fn read(&self, characters: &[u8]) -> Option<u32> {
        match self.kind {
            CheckKind::Character(alphabet) => {
                let found = characters.get(self.at)?;
                let index = alphabet.iter().position(|other| other == found)?;
                u32::try_from(index).ok()
            }
            CheckKind::TwoDigits => number(characters.get(self.at..self.at + 2)?).map(u32::from),
        }
    }

    fn write(&self, characters: &mut [u8], index: u32) -> Option<()> {
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
    fn width(self) -> usize {
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

    /// The place of these characters; of radix 1 if they stay. `None` if they cannot stand here.
    fn place(self, characters: &[u8]) -> Option<Place> {
        let within = |number: u16, low: u16, high: u16| {
            (low..=high).contains(&number).then(|| Place {
                digit: number - low,
                radix: high - low + 1,
            })
        };
        let first = characters.first().copied()?;
        let one_of = |alphabet: &[u8]| {
            let digit = alphabet.iter().position(|other| *other == first)?;
            Some(Place {
                digit: u16::try_from(digit).ok()?,
                radix: u16::try_from(alphabet.len()).ok()?,
            })
        };
        match self {
            Self::Digit => one_of(DIGITS),
            Self::OneOf(alphabet) => one_of(alphabet),
            Self::Either => one_of(either(first)),
            Self::Number(_, low, high) => within(number(characters)?, low, high),
            Self::Stepped(low, high, step) => within(number(characters)? % step, low, high),
            Self::Lenient(_, low, high) => {
                let inside = number(characters).and_then(|number| within(number, low, high));
                Some(inside.unwrap_or(STAYS))
            }
            Self::Kept(_) | Self::Checked(_) | Self::Fixed(_) => Some(STAYS),
        }
    }

    /// The place of these characters in an identifier that is drawn, not permuted.
    fn blank(self) -> Option<Place> {
        let radix = match self {
            Self::Digit => 10,
            Self::OneOf(alphabet) => u16::try_from(alphabet.len()).ok()?,
            Self::Number(_, low, high) => high - low + 1,
            Self::Kept(_) | Self::Checked(_) | Self::Fixed(_) => 1,
            Self::Either | Self::Stepped(..) | Self::Lenient(..) => return None,
        };
        Some(Place { digit: 0, radix })
    }

    /// Writes the characters of `digit`, `before` having stood there.
    fn write(self, before: &[u8], digit: u16, characters: &mut [u8]) {
        let pick = |alphabet: &[u8]| alphabet.get(usize::from(digit)).copied();
        let Some(first) = before.first().copied() else {
            return;
        };
        match self {
            Self::Digit => characters.fill(pick(DIGITS).unwrap_or(first)),
            Self::OneOf(alphabet) => characters.fill(pick(alphabet).unwrap_or(first)),
            Self::Either => characters.fill(pick(either(first)).unwrap_or(first)),
            Self::Number(_, low, _) => write_number(characters, low + digit),
            Self::Stepped(low, _, step) => {
                let added = number(before).map_or(0, |number| number - number % step);
                write_number(characters, added + low + digit);
            }
            Self::Lenient(_, low, _) => {
                if self.place(before).is_some_and(|place| place.radix > 1) {
                    write_number(characters, low + digit);
                }
            }
            Self::Fixed(fixed) => characters.copy_from_slice(fixed),
            Self::Kept(_) | Self::Checked(_) => {}
        }
    }
}

/// One place for each field.
#[derive(Debug)]
struct Places {
    places: [Place; MOST_FIELDS],
    count: usize,
}

impl Default for Places {
    fn default() -> Self {
        Self {
            places: [STAYS; MOST_FIELDS],
            count: 0,
        }
    }
}

impl Places {
    fn push(&mut self, place: Place) -> Option<()> {
        *self.places.get_mut(self.count)? = place;
        self.count += 1;
        Some(())
    }

    fn all(&self) -> &[Place] {
        self.places.get(..self.count).unwrap_or_default()
    }

    fn all_mut(&mut self) -> &mut [Place] {
        self.places.get_mut(..self.count).unwrap_or_default()
    }
}

/// Reads the fields; what stays and how wide places are goes into the shape.
fn read(
    fields: &[Field],
    mut characters: &[u8],
    places: &mut Places,
    shape: &mut ShapeHash,
) -> Option<()> {
    for field in fields {
        let (own, rest) = characters.split_at_checked(field.width())?;
        let place = field.place(own)?;
        shape.push(place.radix.to_le_bytes()[0]);
        if place.radix == 1 && !matches!(field, Field::Checked(_)) {
            shape.push_all(own);
        }
        if let Field::Stepped(_, _, step) = field {
            shape.push((number(own)? / step).to_le_bytes()[0]);
        }
        places.push(place)?;
        characters = rest;
    }
    characters.is_empty().then_some(())
}

fn blank(fields: &[Field], places: &mut Places) -> Option<()> {
    fields
        .iter()
        .try_for_each(|field| places.push(field.blank()?))
}

fn write(fields: &[Field], mut before: &[u8], places: &[Place], mut after: &mut [u8]) {
    for (field, place) in fields.iter().zip(places) {
        let (Some((was, rest)), Some((own, others))) = (
            before.split_at_checked(field.width()),
            after.split_at_mut_checked(field.width()),
        ) else {
            return;
        };
        field.write(was, place.digit, own);
        (before, after) = (rest, others);
    }
}

fn either(byte: u8) -> &'static [u8] {
    if byte.is_ascii_digit() {
        DIGITS
    } else {
        LETTERS
    }
}

/// The number that up to four digits stand for.
pub(crate) fn number(digits: &[u8]) -> Option<u16> {
    digits.iter().try_fold(0u16, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| value(*byte))?;
        number
            .checked_mul(10)?
            .checked_add(u16::try_from(digit).ok()?)
    })
}

fn write_number(digits: &mut [u8], mut number: u16) {
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (number % 10).to_le_bytes()[0];
        number /= 10;
    }
}

const MOST_FIELDS: usize = 24;
const STAYS: Place = Place { digit: 0, radix: 1 };
const DIGITS: &[u8] = b"0123456789";
const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";

#[cfg(test)]
mod tests;
