//! National identifiers: what stands where in them, and how one becomes another of its kind.

use bauta_codec::identifiers::check_digit::carry_over;
use bauta_codec::identifiers::{Field, number, write_number};
use bauta_crypto::{Draw, Fpe};

use crate::compact::{Compact, ShapeHash};
use crate::mixed_radix::{Place, permute_where, set_rank, size};

pub(crate) use bauta_codec::identifiers::{COUNTRIES, Scheme, schemes};

/// The kind that `id` is of.
pub(crate) fn find(candidates: &[&'static Scheme], id: &Compact) -> Option<&'static Scheme> {
    let mut fitting = candidates
        .iter()
        .copied()
        .filter(|scheme| scheme.fits(id.characters()));
    let first = fitting.next()?;
    let Some(second) = fitting.next() else {
        return Some(first);
    };
    Some(if first.is_right(id.characters()) {
        first
    } else {
        second
    })
}

/// Permutes the identifiers of this kind among each other. `None` if this is none.
pub(crate) fn permuted(scheme: &Scheme, fpe: &Fpe, before: &Compact) -> Option<Compact> {
    let mut places = Places::default();
    let mut shape = ShapeHash::new();
    shape.push_all(scheme.country.as_bytes());
    read(scheme.fields, before.characters(), &mut places, &mut shape)?;
    let holds = |places: &[Place]| {
        let mut trial = *before;
        write(
            scheme.fields,
            before.characters(),
            places,
            trial.characters_mut(),
        );
        (scheme.holds)(trial.characters()) && scheme.set_right(trial.characters_mut()).is_some()
    };
    permute_where(fpe, shape.finish(), places.all_mut(), holds)?;
    let mut after = *before;
    write(
        scheme.fields,
        before.characters(),
        places.all(),
        after.characters_mut(),
    );
    carry_checks_over(scheme, before.characters(), after.characters_mut())?;
    Some(after)
}

/// Draws an identifier that is never issued. `None` if this is no identifier of this kind.
pub(crate) fn drawn(
    scheme: &Scheme,
    fields: &'static [Field],
    before: &Compact,
    mut draw: Draw<'_>,
) -> Option<Compact> {
    read(
        scheme.fields,
        before.characters(),
        &mut Places::default(),
        &mut ShapeHash::new(),
    )?;
    let mut places = Places::default();
    blank_all(fields, &mut places)?;
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
        if scheme.set_right(trial.characters_mut()).is_some() {
            break;
        }
    }
    carry_checks_over(scheme, before.characters(), after.characters_mut())?;
    Some(after)
}

/// Writes check characters that are as right or wrong as those before.
fn carry_checks_over(scheme: &Scheme, before: &[u8], after: &mut [u8]) -> Option<()> {
    for check in scheme.checks {
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

/// The place of these characters; of radix 1 if they stay. `None` if they cannot stand here.
fn place(field: Field, characters: &[u8]) -> Option<Place> {
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
    match field {
        Field::Digit => one_of(DIGITS),
        Field::OneOf(alphabet) => one_of(alphabet),
        Field::Either => one_of(either(first)),
        Field::Number(_, low, high) => within(number(characters)?, low, high),
        Field::Stepped(low, high, step) => within(number(characters)? % step, low, high),
        Field::Lenient(_, low, high) => {
            let inside = number(characters).and_then(|number| within(number, low, high));
            Some(inside.unwrap_or(STAYS))
        }
        Field::Kept(_) | Field::Checked(_) | Field::Fixed(_) => Some(STAYS),
    }
}

/// The place of these characters in an identifier that is drawn, not permuted.
fn blank(field: Field) -> Option<Place> {
    let radix = match field {
        Field::Digit => 10,
        Field::OneOf(alphabet) => u16::try_from(alphabet.len()).ok()?,
        Field::Number(_, low, high) => high - low + 1,
        Field::Kept(_) | Field::Checked(_) | Field::Fixed(_) => 1,
        Field::Either | Field::Stepped(..) | Field::Lenient(..) => return None,
    };
    Some(Place { digit: 0, radix })
}

/// Writes the characters of `digit`, `before` having stood there.
fn write_field(field: Field, before: &[u8], digit: u16, characters: &mut [u8]) {
    let pick = |alphabet: &[u8]| alphabet.get(usize::from(digit)).copied();
    let Some(first) = before.first().copied() else {
        return;
    };
    match field {
        Field::Digit => characters.fill(pick(DIGITS).unwrap_or(first)),
        Field::OneOf(alphabet) => characters.fill(pick(alphabet).unwrap_or(first)),
        Field::Either => characters.fill(pick(either(first)).unwrap_or(first)),
        Field::Number(_, low, _) => write_number(characters, low + digit),
        Field::Stepped(low, _, step) => {
            let added = number(before).map_or(0, |number| number - number % step);
            write_number(characters, added + low + digit);
        }
        Field::Lenient(_, low, _) => {
            if place(field, before).is_some_and(|place| place.radix > 1) {
                write_number(characters, low + digit);
            }
        }
        Field::Fixed(fixed) => characters.copy_from_slice(fixed),
        Field::Kept(_) | Field::Checked(_) => {}
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
        let place = place(*field, own)?;
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

fn blank_all(fields: &[Field], places: &mut Places) -> Option<()> {
    fields
        .iter()
        .try_for_each(|field| places.push(blank(*field)?))
}

fn write(fields: &[Field], mut before: &[u8], places: &[Place], mut after: &mut [u8]) {
    for (field, place) in fields.iter().zip(places) {
        let (Some((was, rest)), Some((own, others))) = (
            before.split_at_checked(field.width()),
            after.split_at_mut_checked(field.width()),
        ) else {
            return;
        };
        write_field(*field, was, place.digit, own);
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

const MOST_FIELDS: usize = 24;
const STAYS: Place = Place { digit: 0, radix: 1 };
const DIGITS: &[u8] = b"0123456789";
const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ";

#[cfg(test)]
mod tests;
