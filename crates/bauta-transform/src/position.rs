//! Positions on the globe as text.

use std::ops::Range;

use crate::dice::Dice;

/// Which way a coordinate counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Axis {
    /// North and south.
    Latitude,
    /// East and west.
    Longitude,
    /// Up, or a measure.
    Other,
}

/// Where the coordinates of a position stand in its text.
#[derive(Debug)]
pub(crate) struct Point {
    numbers: [Range<usize>; 3],
    count: usize,
    longitude_first: bool,
}

impl Point {
    /// Reads `lat,lon`, `(x,y)`, WKT and EWKT points of two or three coordinates, one number.
    pub(crate) fn read(value: &[u8]) -> Option<Self> {
        let body = wkt_body(value).unwrap_or(0);
        let mut point = Self {
            numbers: [0..0, 0..0, 0..0],
            count: 0,
            longitude_first: body > 0 || value.starts_with(b"("),
        };
        let mut at = body;
        while let Some(byte) = value.get(at) {
            match byte {
                b' ' | b',' | b'(' | b')' => at += 1,
                b'-' | b'0'..=b'9' => {
                    let rest = value.get(at..)?;
                    let end = at + number_length(rest)?;
                    *point.numbers.get_mut(point.count)? = at..end;
                    point.count += 1;
                    at = end;
                }
                _ => return None,
            }
        }
        (point.count > 0).then_some(point)
    }

    /// Appends the value with each number as `change` writes it.
    pub(crate) fn write(
        &self,
        value: &[u8],
        out: &mut Vec<u8>,
        mut change: impl FnMut(&[u8], Axis, &mut Vec<u8>),
    ) {
        let mut copied = 0;
        for (index, range) in self.numbers.iter().take(self.count).enumerate() {
            out.extend_from_slice(value.get(copied..range.start).unwrap_or_default());
            change(
                value.get(range.clone()).unwrap_or_default(),
                self.axis(index),
                out,
            );
            copied = range.end;
        }
        out.extend_from_slice(value.get(copied..).unwrap_or_default());
    }

    /// The latitude, in units of [`Coordinate`]; 0 where there is none.
    pub(crate) fn latitude(&self, value: &[u8]) -> i64 {
        (0..self.count)
            .find(|index| self.axis(*index) == Axis::Latitude)
            .and_then(|index| value.get(self.numbers[index].clone()))
            .map_or(0, |number| Coordinate::read(number).units)
    }

    fn axis(&self, index: usize) -> Axis {
        match (index, self.longitude_first && self.count > 1) {
            (0, false) | (1, true) => Axis::Latitude,
            (0, true) | (1, false) => Axis::Longitude,
            _ => Axis::Other,
        }
    }
}

/// Where the coordinates of a WKT or EWKT point begin.
fn wkt_body(value: &[u8]) -> Option<usize> {
    let srid = value
        .strip_prefix(b"SRID=")
        .and_then(|rest| {
            let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
            (rest.get(digits) == Some(&b';')).then_some(digits + 6)
        })
        .unwrap_or(0);
    let (word, rest) = value.get(srid..)?.split_at_checked(5)?;
    let kind = rest
        .iter()
        .take_while(|byte| b" zmZM".contains(byte))
        .count();
    (word.eq_ignore_ascii_case(b"POINT") && rest.get(kind) == Some(&b'('))
        .then_some(srid + 5 + kind)
}

/// Length of the number at the front: a sign, digits, and decimals behind a point.
fn number_length(text: &[u8]) -> Option<usize> {
    let sign = usize::from(text.first() == Some(&b'-'));
    let digits = |from: usize| {
        let rest = text.get(from..).unwrap_or_default();
        rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let whole = digits(sign);
    if whole == 0 || whole > 5 {
        return None;
    }
    let end = sign + whole;
    if text.get(end) != Some(&b'.') {
        return Some(end);
    }
    let decimals = digits(end + 1);
    (decimals > 0).then_some(end + 1 + decimals)
}

/// A coordinate in units of 10⁻⁷ degrees, and how many decimals it was written with.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Coordinate {
    units: i64,
    decimals: usize,
}

impl Coordinate {
    /// Units to a degree.
    pub(crate) const UNIT: i64 = 10_000_000;

    /// Reads a number that [`Point::read`] found.
    pub(crate) fn read(number: &[u8]) -> Self {
        let negative = number.first() == Some(&b'-');
        let mut parts = number
            .strip_prefix(b"-")
            .unwrap_or(number)
            .split(|byte| *byte == b'.');
        let value = |digits: &[u8]| {
            digits.iter().fold(0i64, |sum, digit| {
                sum * 10 + i64::from(digit.wrapping_sub(b'0'))
            })
        };
        let whole = value(parts.next().unwrap_or_default());
        let decimals = parts.next().unwrap_or_default();
        let kept = decimals.get(..decimals.len().min(7)).unwrap_or_default();
        let power = u32::try_from(7 - kept.len()).unwrap_or(0);
        let units = whole * Self::UNIT + value(kept) * 10i64.pow(power);
        Self {
            units: if negative { -units } else { units },
            decimals: kept.len(),
        }
    }

    /// The number with at most so many decimals; cut, not rounded.
    pub(crate) fn cut(number: &[u8], decimals: usize) -> &[u8] {
        let Some(point) = number.iter().position(|byte| *byte == b'.') else {
            return number;
        };
        let end = if decimals == 0 {
            point
        } else {
            point + 1 + decimals
        };
        number.get(..end).unwrap_or(number)
    }

    /// Moved by at most `reach` units along a meridian, or as far on the ground along a parallel.
    pub(crate) fn moved(self, axis: Axis, latitude: i64, reach: i64, dice: &mut Dice<'_>) -> Self {
        let (reach, quarter) = match axis {
            Axis::Latitude => (reach, 90 * Self::UNIT),
            Axis::Longitude => (reach * 1000 / cosine_per_mille(latitude), 180 * Self::UNIT),
            Axis::Other => return self,
        };
        let choices = u32::try_from(2 * reach + 1).unwrap_or(u32::MAX);
        let units = self.units + i64::from(dice.below(choices)) - reach;
        let units = match axis {
            Axis::Longitude if units > quarter => units - 2 * quarter,
            Axis::Longitude if units < -quarter => units + 2 * quarter,
            _ => units.clamp(-quarter, quarter),
        };
        Self { units, ..self }
    }

    /// Appends it with as many decimals as it was read with, seven at most, less `fewer`.
    pub(crate) fn write(self, fewer: usize, out: &mut Vec<u8>) {
        let decimals = self.decimals.saturating_sub(fewer);
        let magnitude = self.units.unsigned_abs();
        let whole = magnitude / Self::UNIT.unsigned_abs();
        let power = u32::try_from(7 - decimals).unwrap_or(0);
        let fraction = magnitude % Self::UNIT.unsigned_abs() / 10u64.pow(power);
        if self.units < 0 && whole + fraction > 0 {
            out.push(b'-');
        }
        let mut digits = 1;
        while digits < 6 && whole >= 10u64.pow(digits) {
            digits += 1;
        }
        write_digits(whole, digits, out);
        if decimals > 0 {
            out.push(b'.');
            write_digits(fraction, u32::try_from(decimals).unwrap_or(0), out);
        }
    }
}

fn write_digits(number: u64, digits: u32, out: &mut Vec<u8>) {
    for place in (0..digits).rev() {
        let digit = number / 10u64.pow(place) % 10;
        out.push(b'0' + u8::try_from(digit).unwrap_or(0));
    }
}

/// The cosine of a latitude in thousandths, at least 10; in integers, so that every machine
/// agrees (Bhāskara's approximation, off by less than 2 in a thousand).
fn cosine_per_mille(latitude: i64) -> i64 {
    let degrees = (latitude.abs() / (Coordinate::UNIT / 10)).min(900);
    let square = degrees * degrees;
    (1000 * (3_240_000 - 4 * square) / (3_240_000 + square)).max(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cosine_is_near_enough() {
        for degrees in 0..90i32 {
            let exact = f64::from(degrees).to_radians().cos() * 1000.0;
            let ours = cosine_per_mille(i64::from(degrees) * Coordinate::UNIT);
            #[expect(clippy::cast_precision_loss, reason = "below 1001")]
            let off = (ours as f64 - exact).abs();
            assert!(off < 11.0, "{degrees}: {ours} {exact}");
        }
    }

    #[test]
    fn numbers_are_written_as_they_were_read() {
        for number in [
            "0",
            "-0.5",
            "-0.0000001",
            "12.3456789",
            "180",
            "-179.999",
            "7.0",
        ] {
            let mut out = Vec::new();
            Coordinate::read(number.as_bytes()).write(0, &mut out);
            let cut = Coordinate::cut(number.as_bytes(), 7);
            assert_eq!(out, cut, "{number}");
        }
    }
}
