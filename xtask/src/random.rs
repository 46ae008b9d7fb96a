//! A small generator of numbers: the same on every machine, today and in ten years.

/// `SplitMix64`. Good for samples, never for keys.
///
/// *Source*: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
#[derive(Debug)]
pub(crate) struct Random {
    state: u64,
}

impl Random {
    /// A generator that always begins alike for one topic, so that a new row in one table does
    /// not change every other table.
    pub(crate) fn for_topic(topic: &str) -> Self {
        // FNV-1a
        let state = topic
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325, |state: u64, byte| {
                (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
            });
        Self { state }
    }

    /// Any number.
    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0) % end.max(1)
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let span = (high - low + 1).unsigned_abs();
        low.saturating_add_unsigned((self.next() >> 33) % span.max(1))
    }

    /// True in `percent` of all cases.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of the items.
    pub(crate) fn pick<'i, T>(&mut self, items: &'i [T]) -> &'i T {
        &items[self.below(items.len())]
    }

    /// Characters of an alphabet.
    pub(crate) fn characters(&mut self, alphabet: &str, count: usize) -> String {
        let alphabet = alphabet.as_bytes();
        (0..count)
            .map(|_| char::from(*self.pick(alphabet)))
            .collect()
    }

    /// Decimal digits.
    pub(crate) fn digits(&mut self, count: usize) -> String {
        self.characters("0123456789", count)
    }

    /// Hexadecimal digits.
    pub(crate) fn hex(&mut self, count: usize) -> String {
        self.characters("0123456789abcdef", count)
    }

    /// A version-4 UUID.
    pub(crate) fn uuid(&mut self) -> String {
        let (head, middle, tail) = (self.hex(8), self.hex(4), self.hex(3));
        let variant = self.characters("89ab", 1);
        format!(
            "{head}-{middle}-4{tail}-{variant}{}-{}",
            self.hex(3),
            self.hex(12)
        )
    }
}
