use std::fmt;

use bauta_model::Secret;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// A keyed pseudo-random function: HMAC-SHA-256 under a derived key.
///
/// *Guarantees:* deterministic; without the key, outputs are indistinguishable from random and
/// say nothing about inputs beyond equality. The keyed state is set up once.
#[derive(Clone)]
pub struct Prf {
    keyed: Hmac<Sha256>,
}

impl Prf {
    pub(crate) fn new(key: &Secret<[u8; 32]>) -> Self {
        let mut block = [0u8; 64];
        block[..32].copy_from_slice(key.expose());
        // A key of one block is taken as it is, which is what HMAC does to a shorter one by padding.
        Self {
            keyed: Hmac::new(&block.into()),
        }
    }

    /// The digest of `value`.
    pub fn digest(&self, value: &[u8]) -> [u8; 32] {
        let mut keyed = self.keyed.clone();
        keyed.update(value);
        keyed.finalize().into_bytes().into()
    }

    /// The digest of several parts, each prefixed by its length, so that ("ab","c") ≠ ("a","bc").
    pub fn digest_parts(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut keyed = self.keyed.clone();
        for part in parts {
            keyed.update(&(part.len() as u64).to_be_bytes());
            keyed.update(part);
        }
        keyed.finalize().into_bytes().into()
    }

    /// Deterministic choices that follow from `value`.
    pub fn draw(&self, value: &[u8]) -> Draw<'_> {
        Draw {
            prf: self,
            block: self.digest(value),
            used: 0,
        }
    }
}

impl fmt::Debug for Prf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Prf(..)")
    }
}

/// A stream of deterministic choices; the first 32 bytes are the digest itself, each further
/// block the digest of the one before.
#[derive(Debug)]
pub struct Draw<'a> {
    prf: &'a Prf,
    block: [u8; 32],
    used: usize,
}

impl Draw<'_> {
    /// The next eight bytes, big-endian.
    pub fn word(&mut self) -> u64 {
        if self.used + 8 > self.block.len() {
            self.block = self.prf.digest(&self.block);
            self.used = 0;
        }
        let mut word = [0u8; 8];
        word.copy_from_slice(&self.block[self.used..self.used + 8]);
        self.used += 8;
        u64::from_be_bytes(word)
    }

    /// A number in `0..bound` by multiply-and-shift (no modulo bias worth speaking of);
    /// 0 where `bound` is 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        let wide = u128::from(self.word()) * u128::from(bound);
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// An index into `0..len`.
    pub fn index(&mut self, len: usize) -> usize {
        usize::try_from(self.below(len as u64)).unwrap_or(0)
    }

    /// One of `choices`, or `None` if there are none.
    pub fn choose<'c, T>(&mut self, choices: &'c [T]) -> Option<&'c T> {
        choices.get(self.index(choices.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_the_key_is_what_hmac_does() {
        let key = [9u8; 32];
        let ours = Prf::new(&Secret::new(key)).digest(b"x");
        let mut reference = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        reference.update(b"x");
        assert_eq!(ours[..], reference.finalize().into_bytes()[..]);
    }

    #[test]
    fn draws_stay_below_their_bound() {
        let prf = Prf::new(&Secret::new([1; 32]));
        let mut draw = prf.draw(b"v");
        assert!((0..1000).all(|bound| draw.below(bound) < bound.max(1)));
    }
}
