/// How many different values there are, without keeping any.
///
/// *Guarantees:* the order of the values does not matter, nor how they were spread over sketches
/// that are merged. The standard error is 3 %; up to some hundred values are counted nearly
/// exactly.
///
/// *Source:* Flajolet et al., "`HyperLogLog`" (2007), with linear counting for few values.
#[derive(Debug, Clone)]
pub(crate) struct Sketch {
    /// The longest run of leading zeros seen in each stratum, plus one.
    ranks: Box<[u8; STRATA]>,
}

impl Sketch {
    pub(crate) fn new() -> Self {
        Self {
            ranks: Box::new([0; STRATA]),
        }
    }

    pub(crate) fn add(&mut self, hash: u64) {
        let [low, high, ..] = hash.to_le_bytes();
        let stratum = usize::from(u16::from_le_bytes([low, high])) % STRATA;
        let rank = u8::try_from((hash >> 16).leading_zeros()).unwrap_or(u8::MAX) - 15;
        let known = &mut self.ranks[stratum];
        *known = (*known).max(rank);
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        for (known, rank) in self.ranks.iter_mut().zip(other.ranks.iter()) {
            *known = (*known).max(*rank);
        }
    }

    pub(crate) fn estimate(&self) -> f64 {
        let strata = f64::from(STRATA_COUNT);
        let harmonic: f64 = self
            .ranks
            .iter()
            .map(|rank| (-f64::from(*rank)).exp2())
            .sum();
        let raw = ALPHA * strata * strata / harmonic;
        let empty: u32 = self.ranks.iter().map(|rank| u32::from(*rank == 0)).sum();
        if raw <= 2.5 * strata && empty > 0 {
            strata * (strata / f64::from(empty)).ln()
        } else {
            raw
        }
    }
}

/// A hash of a value: quick, without a key, the same in every run.
///
/// Of long values the first and last bytes count, and the length.
pub(crate) fn hash(value: &[u8]) -> u64 {
    let (front, back) = if value.len() > LONG {
        (&value[..LONG / 2], &value[value.len() - LONG / 2..])
    } else {
        (value, &value[..0])
    };
    let state = absorb(value.len() as u64 ^ SEED, front);
    mixed(absorb(state, back) ^ SEED)
}

fn absorb(mut state: u64, bytes: &[u8]) -> u64 {
    let (whole, rest) = bytes.as_chunks::<8>();
    for chunk in whole {
        state = mixed(state ^ u64::from_le_bytes(*chunk));
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        state = mixed(state ^ u64::from_le_bytes(last));
    }
    state
}

/// Spreads a number over all bits.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the two halves of the product are wanted"
)]
pub(crate) fn mixed(number: u64) -> u64 {
    let product = u128::from(number ^ SEED) * u128::from(FACTOR);
    (product as u64) ^ ((product >> 64) as u64)
}

const STRATA_COUNT: u16 = 1024;
const STRATA: usize = STRATA_COUNT as usize;
const ALPHA: f64 = 0.7213 / (1.0 + 1.079 / 1024.0);
const LONG: usize = 256;
const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
const FACTOR: u64 = 0xd6e8_feb8_6659_fd93;

#[cfg(test)]
#[expect(clippy::cast_precision_loss, reason = "counts are small")]
mod tests {
    use super::*;

    fn estimate(values: impl Iterator<Item = u64>) -> f64 {
        let mut sketch = Sketch::new();
        for value in values {
            sketch.add(hash(value.to_string().as_bytes()));
        }
        sketch.estimate()
    }

    #[test]
    fn estimates_are_close() {
        for count in [1u64, 5, 100, 599, 5_000, 100_000] {
            let estimate = estimate(0..count);
            let error = (estimate - count as f64).abs() / count as f64;
            assert!(error < 0.1, "{count}: {estimate}");
        }
    }

    #[test]
    fn repetition_does_not_count() {
        assert!(estimate((0..10_000).map(|value| value % 4)) < 5.0);
    }

    #[test]
    fn long_values_differ_in_front_behind_and_in_length() {
        let long = |first: u8, last: u8, length: usize| {
            let mut value = vec![b'x'; length];
            value[0] = first;
            value[length - 1] = last;
            hash(&value)
        };
        let base = long(b'a', b'b', 1000);
        assert_ne!(base, long(b'c', b'b', 1000));
        assert_ne!(base, long(b'a', b'c', 1000));
        assert_ne!(base, long(b'a', b'b', 1001));
    }
}
