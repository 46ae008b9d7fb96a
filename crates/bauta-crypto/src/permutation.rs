use std::fmt;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::ff1::{Ff1, Narrow, Tweak};
use crate::{EnvironmentKey, Prf, Purpose};

/// A keyed bijection of the numbers below its size.
///
/// *Guarantees:* every number below [`Permutation::size`] has exactly one image there. Sizes up to
/// 2²⁰ are a table drawn without bias, any such bijection being equally likely; larger ones are
/// FF1 over the next power of two, applied again until the result is in range, less than twice on
/// average. Nothing is allocated per call.
///
/// *Source:* Fisher and Yates as in Knuth 3.4.2 P; NIST SP 800-38G; Black and Rogaway 2002 for
/// cycle walking.
pub struct Permutation {
    size: u128,
    engine: Engine,
}

enum Engine {
    Table {
        forward: Box<[u32]>,
        /// Made when first asked for: only revealing needs it.
        backward: OnceLock<Box<[u32]>>,
    },
    Walk {
        ff1: Box<Ff1>,
        walk: Walk,
    },
}

impl Permutation {
    pub(crate) fn new(key: &EnvironmentKey, domain: &str, purpose: Purpose, size: u128) -> Self {
        let engine = match usize::try_from(size) {
            Ok(small) if size <= LARGEST_TABLE => {
                let prf = Prf::new(&key.subkey(domain, purpose, "fisher-yates"));
                return Self::table(&prf, small);
            }
            _ => {
                let ff1 = Box::new(Ff1::new(&key.subkey(domain, purpose, "ff1-aes256")));
                let walk = Walk::new(&ff1, bits_below(size)).retweaked(Tweak(size_tweak(size)));
                Engine::Walk { ff1, walk }
            }
        };
        Self { size, engine }
    }

    fn table(prf: &Prf, size: usize) -> Self {
        Self {
            size: size as u128,
            engine: Engine::Table {
                forward: table(prf, size),
                backward: OnceLock::new(),
            },
        }
    }

    /// How many numbers are permuted.
    pub fn size(&self) -> u128 {
        self.size
    }

    /// The image of `x`, or `None` if it is not below the size.
    pub fn forward(&self, x: u128) -> Option<u128> {
        if x >= self.size {
            return None;
        }
        match &self.engine {
            Engine::Table { forward, .. } => look_up(forward, x),
            Engine::Walk { ff1, walk } => Some(walk.forward(ff1, self.size, x)),
        }
    }

    /// The number whose image is `y`, or `None` if `y` is not below the size.
    pub fn backward(&self, y: u128) -> Option<u128> {
        if y >= self.size {
            return None;
        }
        match &self.engine {
            Engine::Table { forward, backward } => {
                look_up(backward.get_or_init(|| inverse(forward)), y)
            }
            Engine::Walk { ff1, walk } => Some(walk.backward(ff1, self.size, y)),
        }
    }
}

impl fmt::Debug for Permutation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Permutation")
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

/// Keyed bijections whose size is known only value by value.
///
/// *Guarantees:* as for [`Permutation`]. Above 2²⁰, different tweaks give unrelated bijections;
/// below, all values of a size share a table, which is made when first needed.
pub struct Fpe {
    ff1: Ff1,
    /// One for each number of bits from [`FEWEST_BITS`].
    walks: Box<[Walk]>,
    tables: Prf,
    /// By size, in order.
    small: Box<[(usize, OnceLock<Permutation>)]>,
}

impl Fpe {
    /// `small` are the sizes up to 2²⁰ that may occur.
    pub(crate) fn new(key: &EnvironmentKey, domain: &str, small: &[u32]) -> Self {
        let ff1 = Ff1::new(&key.subkey(domain, Purpose::Fpe, "ff1-aes256"));
        let walks = (FEWEST_BITS..=128)
            .map(|bits| Walk::new(&ff1, bits))
            .collect();
        let mut small: Vec<usize> = small
            .iter()
            .filter(|size| u128::from(**size) <= LARGEST_TABLE)
            .map(|size| *size as usize)
            .collect();
        small.sort_unstable();
        small.dedup();
        Self {
            ff1,
            walks,
            tables: Prf::new(&key.subkey(domain, Purpose::Fpe, "fisher-yates")),
            small: small
                .into_iter()
                .map(|size| (size, OnceLock::new()))
                .collect(),
        }
    }

    /// The image of `x` among the numbers below `size`; `None` if `x` is not below it, or it is up
    /// to 2²⁰ and was not announced.
    pub fn forward(&self, size: u128, tweak: u64, x: u128) -> Option<u128> {
        if size <= LARGEST_TABLE {
            return self.small(size)?.forward(x);
        }
        let walk = self.walk(size, tweak, x)?;
        Some(walk.forward(&self.ff1, size, x))
    }

    /// Undoes [`Fpe::forward`].
    pub fn backward(&self, size: u128, tweak: u64, y: u128) -> Option<u128> {
        if size <= LARGEST_TABLE {
            return self.small(size)?.backward(y);
        }
        let walk = self.walk(size, tweak, y)?;
        Some(walk.backward(&self.ff1, size, y))
    }

    /// FF1 itself, for strings of digits that exceed 128 bits.
    pub fn ff1(&self) -> &Ff1 {
        &self.ff1
    }

    fn small(&self, size: u128) -> Option<&Permutation> {
        let size = usize::try_from(size).ok()?;
        let at = self
            .small
            .binary_search_by_key(&size, |entry| entry.0)
            .ok()?;
        let (size, table) = self.small.get(at)?;
        Some(table.get_or_init(|| Permutation::table(&self.tables, *size)))
    }

    fn walk(&self, size: u128, tweak: u64, x: u128) -> Option<Walk> {
        if x >= size {
            return None;
        }
        let walk = self.walks.get((bits_below(size) - FEWEST_BITS) as usize)?;
        let mut bytes = [0u8; 7];
        bytes.copy_from_slice(&tweak.to_be_bytes()[1..]);
        Some(walk.retweaked(Tweak(bytes)))
    }
}

impl fmt::Debug for Fpe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fpe(..)")
    }
}

/// FF1 in radix 2, repeated until the number is in range.
#[derive(Debug, Clone, Copy)]
struct Walk {
    narrow: Narrow,
    right_bits: u32,
}

impl Walk {
    /// `bits` is 21 to 128, so that halves fit 64 bits and the domain is large enough.
    fn new(ff1: &Ff1, bits: u32) -> Self {
        Self {
            narrow: ff1.binary(bits, NO_TWEAK),
            right_bits: bits - bits / 2,
        }
    }

    fn retweaked(&self, tweak: Tweak) -> Self {
        Self {
            narrow: self.narrow.retweaked(NO_TWEAK, tweak),
            right_bits: self.right_bits,
        }
    }

    fn forward(&self, ff1: &Ff1, size: u128, x: u128) -> u128 {
        let in_range = |halves| self.join(halves) < size;
        self.join(self.narrow.forward(ff1.cipher(), self.split(x), in_range))
    }

    fn backward(&self, ff1: &Ff1, size: u128, y: u128) -> u128 {
        let in_range = |halves| self.join(halves) < size;
        self.join(self.narrow.backward(ff1.cipher(), self.split(y), in_range))
    }

    #[expect(
        clippy::cast_possible_truncation,
        reason = "halves are at most 64 bits"
    )]
    fn split(&self, x: u128) -> (u64, u64) {
        let mask = (1u128 << self.right_bits) - 1;
        ((x >> self.right_bits) as u64, (x & mask) as u64)
    }

    fn join(&self, (a, b): (u64, u64)) -> u128 {
        (u128::from(a) << self.right_bits) | u128::from(b)
    }
}

/// The bits that hold every number below `size`.
fn bits_below(size: u128) -> u32 {
    128 - size.saturating_sub(1).leading_zeros()
}

/// Separates sizes of equal width from each other; public.
fn size_tweak(size: u128) -> [u8; 7] {
    let digest: [u8; 32] = Sha256::digest(size.to_be_bytes()).into();
    let mut tweak = [0u8; 7];
    tweak.copy_from_slice(&digest[..7]);
    tweak
}

fn table(prf: &Prf, size: usize) -> Box<[u32]> {
    let mut table: Box<[u32]> = (0u32..).take(size).collect();
    let mut draw = prf.draw(&(size as u128).to_be_bytes());
    for last in (1..size).rev() {
        let chosen = usize::try_from(draw.uniform(last as u64 + 1)).unwrap_or(last);
        table.swap(last, chosen);
    }
    table
}

fn inverse(forward: &[u32]) -> Box<[u32]> {
    let mut backward = vec![0u32; forward.len()].into_boxed_slice();
    for (from, to) in (0u32..).zip(forward) {
        if let Some(slot) = backward.get_mut(*to as usize) {
            *slot = from;
        }
    }
    backward
}

fn look_up(table: &[u32], x: u128) -> Option<u128> {
    let index = usize::try_from(x).ok()?;
    table.get(index).copied().map(u128::from)
}

const LARGEST_TABLE: u128 = 1 << 20;
const FEWEST_BITS: u32 = 21;
const NO_TWEAK: Tweak = Tweak([0; 7]);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key() -> EnvironmentKey {
        EnvironmentKey::from_root("qa", std::array::from_fn(|at| u8::try_from(at).unwrap()))
    }

    #[test]
    fn small_sizes_are_bijections() {
        for size in (0..70).chain([999, 4096, 99_991]) {
            let permutation = key().permutation("d", Purpose::Fpe, size);
            let mut seen = vec![false; usize::try_from(size).unwrap()];
            for x in 0..size {
                let y = permutation.forward(x).unwrap();
                assert!(!std::mem::replace(
                    &mut seen[usize::try_from(y).unwrap()],
                    true
                ));
                assert_eq!(permutation.backward(y), Some(x));
            }
            assert_eq!(permutation.forward(size), None);
            assert_eq!(permutation.backward(size), None);
        }
    }

    #[test]
    fn walks_are_bijections() {
        let fpe = key().fpe("d", &[]);
        for (bits, size) in [(12, 2049), (12, 3000), (12, 4096), (13, 5001)] {
            let walk = Walk::new(&fpe.ff1, bits);
            let mut seen = vec![false; usize::try_from(size).unwrap()];
            for x in 0..size {
                let y = walk.forward(&fpe.ff1, size, x);
                assert!(!std::mem::replace(
                    &mut seen[usize::try_from(y).unwrap()],
                    true
                ));
                assert_eq!(walk.backward(&fpe.ff1, size, y), x);
            }
        }
    }

    #[test]
    fn announced_small_sizes_are_the_tables_of_permutations() {
        let fpe = key().fpe("d", &[260, 10, 260, 1 << 21]);
        let table = key().permutation("d", Purpose::Fpe, 260);
        for x in 0..260 {
            let y = fpe.forward(260, 1, x).unwrap();
            assert_eq!(Some(y), table.forward(x));
            assert_eq!(fpe.backward(260, 2, y), Some(x));
        }
        assert_eq!(fpe.forward(260, 0, 260), None);
        assert_eq!(fpe.forward(26, 0, 0), None);
    }

    #[test]
    fn tables_favour_no_permutation() {
        // Every order of three comes up about equally often over many domains.
        let mut counts = std::collections::BTreeMap::new();
        for domain in 0..1200 {
            let table = key().permutation(&domain.to_string(), Purpose::Fpe, 3);
            let order: Vec<_> = (0..3).map(|x| table.forward(x).unwrap()).collect();
            *counts.entry(order).or_insert(0) += 1;
        }
        assert_eq!(counts.len(), 6);
        assert!(
            counts.values().all(|count| (140..260).contains(count)),
            "{counts:?}"
        );
    }

    #[test]
    fn domains_purposes_sizes_and_environments_differ() {
        let base = key().permutation("d", Purpose::Fpe, 1 << 40);
        let other_environment = EnvironmentKey::from_root("dev", [1; 32]);
        let others = [
            key().permutation("e", Purpose::Fpe, 1 << 40),
            key().permutation("d", Purpose::Shuffle, 1 << 40),
            key().permutation("d", Purpose::Fpe, (1 << 40) - 1),
            other_environment.permutation("d", Purpose::Fpe, 1 << 40),
            key()
                .with_epoch(Some("2"))
                .permutation("d", Purpose::Fpe, 1 << 40),
        ];
        for other in others {
            assert!((0..8).any(|x| other.forward(x) != base.forward(x)));
        }
    }

    #[test]
    fn images_are_pinned() {
        let image = |size, x| key().permutation("golden", Purpose::Fpe, size).forward(x);
        let images = [
            image(1000, 7),
            image(1 << 30, 7),
            image(1 << 122, 7),
            image(10u128.pow(15), 7),
            image(u128::MAX, 7),
            key().fpe("golden", &[]).forward(10u128.pow(15), 9, 7),
        ];
        let pinned = [
            407,
            420_069_075,
            1_145_818_823_227_394_761_242_103_625_309_019_143,
            739_543_135_136_337,
            16_360_334_135_405_981_790_245_872_851_095_605_244,
            106_629_446_178_837,
        ];
        assert_eq!(images, pinned.map(Some));
    }

    proptest! {
        #[test]
        fn large_sizes_round_trip(size in (1u128 << 20) + 1.., x: u128, tweak: u64) {
            let x = x % size;
            let permutation = key().permutation("d", Purpose::Fpe, size);
            let y = permutation.forward(x).unwrap();
            prop_assert!(y < size);
            prop_assert_eq!(permutation.backward(y), Some(x));
            let fpe = key().fpe("d", &[]);
            let y = fpe.forward(size, tweak, x).unwrap();
            prop_assert!(y < size);
            prop_assert_eq!(fpe.backward(size, tweak, y), Some(x));
        }

        #[test]
        fn walks_are_ff1_of_the_bits(bits in 21u32..=128, x: u128, tweak: [u8; 7]) {
            let size = if bits == 128 { u128::MAX } else { 1 << bits };
            let x = x % size;
            let fpe = key().fpe("d", &[]);
            let mut digits: Vec<u16> =
                (0..bits).rev().map(|bit| u16::from((x >> bit) & 1 == 1)).collect();
            fpe.ff1().encrypt(2, &tweak, &mut digits).unwrap();
            let expected = digits.iter().fold(0u128, |y, bit| (y << 1) | u128::from(*bit));
            let mut number = [0u8; 8];
            number[1..].copy_from_slice(&tweak);
            if expected < size {
                prop_assert_eq!(fpe.forward(size, u64::from_be_bytes(number), x), Some(expected));
            }
        }
    }
}
