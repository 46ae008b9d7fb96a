use crate::alphabet::Alphabet;

/// Characters drawn from a keyed digest: equal digests draw equal characters.
///
/// It is a spreader, not a cipher: what it yields is as unpredictable as the digest it is given.
#[derive(Debug)]
pub(crate) struct Filler([u64; 4]);

impl Filler {
    pub(crate) fn new(digest: [u8; 32]) -> Self {
        let mut state = [0; 4];
        for (word, bytes) in state.iter_mut().zip(digest.as_chunks::<8>().0) {
            *word = u64::from_le_bytes(*bytes);
        }
        if state == [0; 4] {
            // The generator would stay at zero for ever.
            state[0] = 1;
        }
        let mut filler = Self(state);
        for _ in 0..8 {
            filler.draw();
        }
        filler
    }

    /// xoshiro256++. *Source:* Blackman and Vigna, 2019.
    fn draw(&mut self) -> u64 {
        let [a, b, c, d] = &mut self.0;
        let drawn = a.wrapping_add(*d).rotate_left(23).wrapping_add(*a);
        let shifted = *b << 17;
        *c ^= *a;
        *d ^= *b;
        *b ^= *c;
        *a ^= *d;
        *c ^= shifted;
        *d = d.rotate_left(45);
        drawn
    }

    /// Appends `count` characters of `alphabet`.
    pub(crate) fn push(&mut self, alphabet: Alphabet, count: usize, out: &mut Vec<u8>) {
        let mut members = [0u8; 128];
        let mut width = 0;
        for byte in (0..128u8).filter(|byte| alphabet.has(*byte)) {
            members[width] = byte;
            width += 1;
        }
        for _ in 0..count {
            out.push(members[self.below(width)]);
        }
    }

    /// A character of `alphabet`.
    pub(crate) fn one(&mut self, alphabet: Alphabet) -> u8 {
        let count = (0..128u8).filter(|byte| alphabet.has(*byte)).count();
        let index = self.below(count);
        (0..128u8)
            .filter(|byte| alphabet.has(*byte))
            .nth(index)
            .unwrap_or(b'0')
    }

    /// A number below `bound`; 0 when `bound` is.
    fn below(&mut self, bound: usize) -> usize {
        let wide = u128::from(self.draw()) * (bound as u128);
        usize::try_from(wide >> 64).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(digest: [u8; 32]) -> Vec<u8> {
        let mut out = Vec::new();
        Filler::new(digest).push(Alphabet::B62, 40, &mut out);
        out
    }

    #[test]
    fn equal_digests_draw_equal_characters() {
        assert_eq!(drawn([7; 32]), drawn([7; 32]));
        assert_ne!(drawn([7; 32]), drawn([8; 32]));
    }

    #[test]
    fn a_digest_of_zeros_still_varies() {
        let drawn = drawn([0; 32]);
        assert!(drawn.iter().any(|byte| *byte != drawn[0]));
    }

    #[test]
    fn characters_come_from_the_whole_alphabet() {
        let mut out = Vec::new();
        Filler::new([3; 32]).push(Alphabet::HEX, 1000, &mut out);
        out.sort_unstable();
        out.dedup();
        assert_eq!(out, b"0123456789abcdef");
    }
}
