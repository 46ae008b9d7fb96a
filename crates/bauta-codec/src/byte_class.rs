//! Sets of bytes that whole blocks are compared with: where their bytes stand in a text, and where
//! many of them stand in a row.
//!
//! The instructions are those of the machine it runs on; without any, plain code finds the same.

use std::sync::LazyLock;

use fearless_simd::prelude::*;
use fearless_simd::{Level, dispatch, mask8x64, u8x64};

/// How many bytes are compared with one instruction, or as few as the machine allows.
pub const BLOCK: usize = 64;

/// Some ranges of bytes and some single ones, or all others.
///
/// ```
/// use bauta_codec::ByteClass;
///
/// const NAME: ByteClass<1, 1> = ByteClass::new([(b'a', b'z')], *b"_");
/// let mut found = Vec::new();
/// NAME.each(b"1 a_2", |at| found.push(at));
/// assert_eq!(found, [2, 3]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ByteClass<const RANGES: usize, const SINGLE: usize> {
    /// From the first to the last byte, both within.
    ranges: [(u8, u8); RANGES],
    single: [u8; SINGLE],
    /// All ones where it is all other bytes.
    others: u64,
}

/// How many blocks are compared at once, before the places in them are visited.
pub const AHEAD: usize = 16;

static LEVEL: LazyLock<Level> = LazyLock::new(Level::new);

impl<const RANGES: usize, const SINGLE: usize> ByteClass<RANGES, SINGLE> {
    /// The bytes from the first to the last of each pair, and those of `single`.
    pub const fn new(ranges: [(u8, u8); RANGES], single: [u8; SINGLE]) -> Self {
        Self {
            ranges,
            single,
            others: 0,
        }
    }

    /// All other bytes.
    #[must_use]
    pub const fn others(self) -> Self {
        Self {
            others: !self.others,
            ..self
        }
    }

    /// The blocks of `text`, each with where it begins and which of its bytes are of the class:
    /// bit 0 is the first.
    pub fn blocks(self, text: &[u8]) -> Blocks<'_, RANGES, SINGLE> {
        Blocks {
            class: self,
            text,
            next: 0,
            places: [0; AHEAD],
        }
    }

    /// Visits every byte of the class.
    #[inline]
    pub fn each(self, text: &[u8], mut visit: impl FnMut(usize)) {
        for (at, mut places) in self.blocks(text) {
            while places != 0 {
                visit(at + places.trailing_zeros() as usize);
                places &= places - 1;
            }
        }
    }

    /// Visits every maximal run of at least `LEAST` bytes of the class, 64 at most.
    ///
    /// Runs are found by shifting what stands in a block over itself, so that shorter ones, which
    /// are by far the most, take no look at all.
    #[inline]
    pub fn each_run<const LEAST: usize>(self, text: &[u8], mut visit: impl FnMut(usize, usize)) {
        const { assert!(0 < LEAST && LEAST <= BLOCK) };
        // Where the run begins that reaches the end of the blocks so far.
        let mut open: Option<usize> = None;
        for (at, places) in self.blocks(text) {
            let mut closed = places;
            let front = places.trailing_ones() as usize;
            if let Some(start) = open {
                if front == BLOCK {
                    continue;
                }
                if at + front - start >= LEAST {
                    visit(start, at + front);
                }
                open = None;
                closed &= !low_ones(front);
            }
            let back = places.leading_ones() as usize;
            if back > 0 {
                open = Some(at + BLOCK - back);
                closed &= low_ones(BLOCK - back);
            }
            let (mut starts, mut length) = (closed, 1);
            while length < LEAST {
                let step = length.min(LEAST - length);
                starts &= starts >> step;
                length += step;
            }
            while starts != 0 {
                let place = starts.trailing_zeros() as usize;
                let end = place + (closed >> place).trailing_ones() as usize;
                visit(at + place, at + end);
                starts &= !low_ones(end);
            }
        }
        if let Some(start) = open.filter(|start| text.len() - start >= LEAST) {
            visit(start, text.len());
        }
    }

    /// Which bytes of the blocks at the front of `text` are of the class, as many blocks as there is
    /// room for; bit 0 is the first. Behind the end there are none.
    pub fn look_ahead(self, text: &[u8]) -> [u64; AHEAD] {
        let mut places = [0; AHEAD];
        self.compare(text, &mut places);
        places
    }

    fn compare(self, text: &[u8], places: &mut [u64; AHEAD]) {
        dispatch!(*LEVEL, simd => self.compare_with(simd, text, places));
    }

    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "the instructions are those of the function around it"
    )]
    fn compare_with<S: Simd>(self, simd: S, text: &[u8], places: &mut [u64; AHEAD]) {
        let (blocks, rest) = text.as_chunks::<BLOCK>();
        for (places, block) in places.iter_mut().zip(blocks) {
            *places = self.places(u8x64::from_slice(simd, block));
        }
        if let Some(places) = places.get_mut(blocks.len())
            && !rest.is_empty()
        {
            let mut block = [0; BLOCK];
            block[..rest.len()].copy_from_slice(rest);
            *places = self.places(u8x64::from_slice(simd, &block)) & low_ones(rest.len());
        }
    }

    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "the instructions are those of the function around it"
    )]
    fn places<S: Simd>(self, block: u8x64<S>) -> u64 {
        let mut any = mask8x64::splat(block.token(), false);
        for (first, last) in self.ranges {
            any |= (block - first).simd_le(last - first);
        }
        for byte in self.single {
            any |= block.simd_eq(byte);
        }
        any.to_bitmask() ^ self.others
    }
}

/// As many ones at the low end, fewer than 64.
#[inline]
fn low_ones(count: usize) -> u64 {
    (1 << count) - 1
}

/// The blocks of a text; see [`ByteClass::blocks`].
#[derive(Debug)]
pub struct Blocks<'t, const RANGES: usize, const SINGLE: usize> {
    class: ByteClass<RANGES, SINGLE>,
    text: &'t [u8],
    /// Where the next block begins.
    next: usize,
    /// The places in it and in some blocks before and behind it.
    places: [u64; AHEAD],
}

impl<const RANGES: usize, const SINGLE: usize> Iterator for Blocks<'_, RANGES, SINGLE> {
    type Item = (usize, u64);

    #[inline]
    fn next(&mut self) -> Option<(usize, u64)> {
        let at = self.next;
        let rest = self.text.get(at..).filter(|rest| !rest.is_empty())?;
        let index = at / BLOCK % AHEAD;
        if index == 0 {
            self.class.compare(rest, &mut self.places);
        }
        self.next = at + BLOCK;
        Some((at, self.places[index]))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MIXED: ByteClass<2, 3> = ByteClass::new([(b'a', b'd'), (0x80, 0xFF)], *b":= ");

    fn is_mixed(byte: u8) -> bool {
        matches!(byte, b'a'..=b'd' | 0x80.. | b':' | b'=' | b' ')
    }

    fn found<const R: usize, const S: usize>(class: ByteClass<R, S>, text: &[u8]) -> Vec<usize> {
        let mut found = Vec::new();
        class.each(text, |at| found.push(at));
        found
    }

    fn plain(text: &[u8], is_wanted: impl Fn(u8) -> bool) -> Vec<usize> {
        (0..text.len()).filter(|at| is_wanted(text[*at])).collect()
    }

    #[test]
    fn every_byte_is_of_a_class_or_of_the_others() {
        let all: Vec<u8> = (0..=u8::MAX).collect();
        assert_eq!(found(MIXED, &all), plain(&all, is_mixed));
        assert_eq!(
            found(MIXED.others(), &all),
            plain(&all, |byte| !is_mixed(byte))
        );
    }

    proptest! {
        #[test]
        fn all_places_are_those_of_a_plain_search(text in "[a-f:=é ]{0,150}|[a-g]{900,1400}") {
            let text = text.as_bytes();
            prop_assert_eq!(found(MIXED, text), plain(text, is_mixed));
            prop_assert_eq!(found(MIXED.others(), text), plain(text, |byte| !is_mixed(byte)));
        }

        #[test]
        fn long_runs_are_those_of_a_plain_search(
            text in "( |[a-z]{1,20}|[a-z]{60,70}|[a-z]{120,140} ?|[a-z]{64}){0,24}",
        ) {
            let bytes = text.as_bytes();
            let (mut found, mut plain, mut start) = (Vec::new(), Vec::new(), 0);
            let word = ByteClass::<0, 1>::new([], *b" ").others();
            word.each_run::<18>(bytes, |from, to| found.push((from, to)));
            for word in bytes.split(|byte| *byte == b' ') {
                if word.len() >= 18 {
                    plain.push((start, start + word.len()));
                }
                start += word.len() + 1;
            }
            prop_assert_eq!(found, plain);
        }
    }
}
