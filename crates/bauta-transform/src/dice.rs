use bauta_crypto::Draw;

/// Many small choices out of few digests: a word of 64 bits serves until 40 of them are spent.
pub(crate) struct Dice<'p> {
    draw: Draw<'p>,
    word: u64,
    spent: u64,
}

impl<'p> Dice<'p> {
    /// Choices that follow from the draw.
    pub(crate) fn of(draw: Draw<'p>) -> Self {
        Self {
            draw,
            word: 0,
            spent: u64::MAX,
        }
    }

    /// A number in `0..bound`; 0 where `bound` is 0.
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        self.spent = self.spent.saturating_mul(u64::from(bound));
        if self.spent > SPENT_MOST {
            self.word = self.draw.word();
            self.spent = u64::from(bound);
        }
        scale(&mut self.word, bound)
    }

    /// One of the bytes; 0 if there are none.
    pub(crate) fn pick(&mut self, alphabet: &[u8]) -> u8 {
        let bound = u32::try_from(alphabet.len()).unwrap_or(0);
        let at = usize::try_from(self.below(bound)).unwrap_or(0);
        alphabet.get(at).copied().unwrap_or(0)
    }

    /// An index into `0..len`.
    pub(crate) fn index(&mut self, len: usize) -> usize {
        let bound = u32::try_from(len).unwrap_or(u32::MAX);
        usize::try_from(self.below(bound)).unwrap_or(0)
    }

    /// A decimal digit.
    pub(crate) fn digit(&mut self) -> u8 {
        self.pick(b"0123456789")
    }
}

/// Takes the integer part of `word · bound / 2⁶⁴` and leaves the fraction.
#[inline]
fn scale(word: &mut u64, bound: u32) -> u32 {
    let wide = u128::from(*word) * u128::from(bound);
    *word = u64::try_from(wide & u128::from(u64::MAX)).unwrap_or(0);
    u32::try_from(wide >> 64).unwrap_or(0)
}

const SPENT_MOST: u64 = 1 << 40;

/// Fewest characters of a token: 82 bits.
pub(crate) const TOKEN_SHORT: usize = 16;
/// Most characters of a token: 103 bits.
pub(crate) const TOKEN_LONG: usize = 20;

/// Appends a token of `length` characters `[a-z0-9]` out of the second half of a digest.
///
/// *Guarantees:* a shorter token is the beginning of the longer one.
pub(crate) fn write_token(digest: &[u8; 32], length: usize, out: &mut Vec<u8>) {
    const HALF: usize = TOKEN_LONG / 2;
    const LETTERS: &[u8; 36] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let mut token = [0; TOKEN_LONG];
    let words = digest.as_chunks::<8>().0.iter().skip(2);
    for (letters, word) in token.as_chunks_mut::<HALF>().0.iter_mut().zip(words) {
        let mut word = u64::from_be_bytes(*word);
        for letter in letters {
            let at = usize::try_from(scale(&mut word, 36)).unwrap_or(0);
            *letter = LETTERS[at % LETTERS.len()];
        }
    }
    out.extend_from_slice(token.get(..length).unwrap_or(&token));
}

#[cfg(test)]
mod tests {
    use super::*;
    use bauta_crypto::{EnvironmentKey, Purpose};

    #[test]
    fn faces_come_up_about_equally_often() {
        let prf = EnvironmentKey::from_root("qa", [1; 32]).prf("d", Purpose::Pseudonym);
        let mut dice = Dice::of(prf.draw(b"v"));
        let mut counts = [0u32; 10];
        for _ in 0..100_000 {
            counts[usize::from(dice.digit() - b'0')] += 1;
        }
        assert!(
            counts.iter().all(|n| (9_500..10_500).contains(n)),
            "{counts:?}"
        );
    }

    #[test]
    fn no_faces_mean_zero() {
        let prf = EnvironmentKey::from_root("qa", [1; 32]).prf("d", Purpose::Pseudonym);
        let mut dice = Dice::of(prf.draw(b"v"));
        assert_eq!((dice.below(0), dice.pick(b""), dice.index(0)), (0, 0, 0));
    }

    #[test]
    fn short_tokens_begin_long_ones() {
        let digest = std::array::from_fn(|at| u8::try_from(at * 7 + 3).unwrap());
        let (mut short, mut long) = (Vec::new(), Vec::new());
        write_token(&digest, TOKEN_SHORT, &mut short);
        write_token(&digest, TOKEN_LONG, &mut long);
        assert_eq!((short.len(), long.len()), (16, 20));
        assert!(long.starts_with(&short));
        assert!(long.iter().all(u8::is_ascii_alphanumeric));
    }
}
