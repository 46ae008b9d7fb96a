//! Numbers that follow from a table and a row.

/// A stream of numbers for one row.
///
/// *Source*: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
#[derive(Debug)]
pub(super) struct Dice {
    state: u64,
}

impl Dice {
    /// The stream of row `index` of the table with this salt.
    pub(super) fn new(salt: u64, index: u64) -> Self {
        let state = mix(index.wrapping_add(salt.wrapping_mul(0xd1b5_4a32_d192_ed03)));
        Self { state }
    }

    /// Any number.
    pub(super) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.state)
    }

    /// A number below `end`.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        // the upper half of a product: no division, and no bias that a benchmark could notice
        let product = u128::from(self.next()) * u128::from(end);
        u64::try_from(product >> 64).unwrap_or_default()
    }

    /// One of the items.
    pub(super) fn pick<'i, T>(&mut self, items: &'i [T]) -> &'i T {
        let index = self.below(items.len() as u64);
        &items[usize::try_from(index).unwrap_or_default()]
    }

    /// One of the words.
    pub(super) fn word<'i>(&mut self, words: &'i [impl AsRef<[u8]>]) -> &'i [u8] {
        self.pick(words).as_ref()
    }

    /// True in `percent` of all cases.
    pub(super) fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

fn mix(mut state: u64) -> u64 {
    state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}
