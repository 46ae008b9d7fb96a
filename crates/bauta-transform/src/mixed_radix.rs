use bauta_crypto::Fpe;

/// A digit and the number of values it may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) digit: u16,
    pub(crate) radix: u16,
}

/// Permutes the digits, all strings of these radices among each other. `None` if there is only
/// one such string, or so few that the size was not announced to `fpe`.
pub(crate) fn permute(fpe: &Fpe, tweak: u64, places: &mut [Place]) -> Option<()> {
    if size(places).is_none() {
        return permute_wide(fpe, tweak, places);
    }
    permute_where(fpe, tweak, places, |_| true)
}

/// As [`permute`], within the strings that `holds` holds for, and within the others; only for up
/// to 128 bits.
pub(crate) fn permute_where(
    fpe: &Fpe,
    tweak: u64,
    places: &mut [Place],
    holds: impl Fn(&[Place]) -> bool,
) -> Option<()> {
    let wanted = holds(places);
    let size = size(places).filter(|size| *size > 1)?;
    let mut rank = rank(places);
    loop {
        // Repeating the permutation leads back to the start at last, so this ends.
        rank = fpe.forward(size, tweak, rank)?;
        set_rank(places, rank);
        if holds(places) == wanted {
            return Some(());
        }
    }
}

/// How many strings there are, if that fits.
pub(crate) fn size(places: &[Place]) -> Option<u128> {
    places
        .iter()
        .try_fold(1u128, |size, place| size.checked_mul(place.radix.into()))
}

pub(crate) fn set_rank(places: &mut [Place], mut rank: u128) {
    for place in places.iter_mut().rev() {
        let radix = u128::from(place.radix);
        place.digit = u16::try_from(rank % radix).unwrap_or(0);
        rank /= radix;
    }
}

/// The products of powers of `radices` that need a table.
pub(crate) fn small_sizes(radices: &[u16]) -> Vec<u32> {
    let mut sizes = vec![1u32];
    for radix in radices {
        let mut at = 0;
        while let Some(size) = sizes.get(at) {
            if let Some(next) = size.checked_mul(u32::from(*radix))
                && next <= LARGEST_TABLE
                && !sizes.contains(&next)
            {
                sizes.push(next);
            }
            at += 1;
        }
    }
    sizes
}

fn rank(places: &[Place]) -> u128 {
    places.iter().fold(0, |rank, place| {
        rank * u128::from(place.radix) + u128::from(place.digit)
    })
}

/// Strings of more than 128 bits: FF1 over the bits of their rank, repeated until in range.
fn permute_wide(fpe: &Fpe, tweak: u64, places: &mut [Place]) -> Option<()> {
    let limbs = places.len().div_ceil(2) + 1;
    let largest = places.iter().map(|place| Place {
        digit: place.radix.saturating_sub(1),
        ..*place
    });
    let largest = wide_rank(largest, limbs);
    let mut rank = wide_rank(places.iter().copied(), limbs);
    let top = largest.iter().rposition(|limb| *limb != 0)?;
    let width = 32 * top + (32 - largest.get(top)?.leading_zeros() as usize);
    let mut bits = vec![0u16; width];
    loop {
        for (at, bit) in bits.iter_mut().rev().enumerate() {
            *bit = u16::from((rank.get(at / 32)? >> (at % 32)) & 1 == 1);
        }
        fpe.ff1().encrypt(2, &tweak.to_be_bytes(), &mut bits).ok()?;
        rank.fill(0);
        for (at, bit) in bits.iter().rev().enumerate() {
            *rank.get_mut(at / 32)? |= u32::from(*bit) << (at % 32);
        }
        if rank.iter().rev().le(largest.iter().rev()) {
            break;
        }
    }
    for place in places.iter_mut().rev() {
        place.digit = divide(&mut rank, place.radix);
    }
    Some(())
}

/// The rank as limbs, the lowest first.
fn wide_rank(places: impl Iterator<Item = Place>, limbs: usize) -> Vec<u32> {
    let mut rank = vec![0u32; limbs];
    for place in places {
        let mut carry = u64::from(place.digit);
        for limb in &mut rank {
            let wide = u64::from(*limb) * u64::from(place.radix) + carry;
            *limb = u32::try_from(wide & u64::from(u32::MAX)).unwrap_or(0);
            carry = wide >> 32;
        }
    }
    rank
}

/// Divides the number by `radix` and returns the remainder.
fn divide(rank: &mut [u32], radix: u16) -> u16 {
    let mut remainder = 0u64;
    for limb in rank.iter_mut().rev() {
        let wide = (remainder << 32) | u64::from(*limb);
        *limb = u32::try_from(wide / u64::from(radix)).unwrap_or(0);
        remainder = wide % u64::from(radix);
    }
    u16::try_from(remainder).unwrap_or(0)
}

const LARGEST_TABLE: u32 = 1 << 20;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn places(radices: &[u16], digits: &[u16]) -> Vec<Place> {
        radices
            .iter()
            .zip(digits)
            .map(|(radix, digit)| Place {
                digit: digit % radix,
                radix: *radix,
            })
            .collect()
    }

    #[test]
    fn small_sizes_are_products_of_powers() {
        assert_eq!(small_sizes(&[1000]), [1, 1000, 1_000_000]);
        let sizes = small_sizes(&[10, 26]);
        assert_eq!(sizes.len(), 19);
        assert!(sizes.contains(&676_000) && !sizes.contains(&6_760_000));
    }

    #[test]
    fn conditions_split_the_strings_in_two() {
        let fpe = testing::key().fpe("example", &[1000]);
        let even = |places: &[Place]| places.iter().map(|place| place.digit).sum::<u16>() % 2 == 0;
        let mut seen = BTreeSet::new();
        for rank in 0..1000 {
            let mut string = places(&[10; 3], &[0; 3]);
            set_rank(&mut string, rank);
            let before = even(&string);
            permute_where(&fpe, 0, &mut string, even).unwrap();
            assert_eq!(even(&string), before);
            assert!(seen.insert(super::rank(&string)));
        }
    }

    #[test]
    fn a_single_string_is_not_permuted() {
        let fpe = testing::key().fpe("example", &[]);
        assert_eq!(permute(&fpe, 0, &mut []), None);
        assert_eq!(permute(&fpe, 0, &mut places(&[1, 1], &[0, 0])), None);
    }

    proptest! {
        #[test]
        fn wide_ranks_go_there_and_back(radices in prop::collection::vec(1u16..300, 1..80), digits in prop::collection::vec(any::<u16>(), 80)) {
            let string = places(&radices, &digits);
            let mut rank = wide_rank(string.iter().copied(), string.len().div_ceil(2) + 1);
            let mut back = string.clone();
            for place in back.iter_mut().rev() {
                place.digit = divide(&mut rank, place.radix);
            }
            prop_assert_eq!(back, string);
        }

        #[test]
        fn wide_strings_stay_in_range_and_apart(radices in prop::collection::vec(10u16..63, 40..80), digits in prop::collection::vec(any::<u16>(), 80), at in 0usize..40) {
            let fpe = testing::key().fpe("example", &[]);
            let mut one = places(&radices, &digits);
            let mut other = one.clone();
            other[at].digit = (other[at].digit + 1) % other[at].radix;
            prop_assert!(size(&one).is_none());
            permute(&fpe, 1, &mut one).unwrap();
            permute(&fpe, 1, &mut other).unwrap();
            prop_assert!(one.iter().all(|place| place.digit < place.radix));
            let different = one.iter().zip(&other).filter(|(a, b)| a != b).count();
            prop_assert!(different > 10);
        }
    }
}
