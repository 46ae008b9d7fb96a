use std::fmt;

use bauta_model::Secret;
use sha2::block_api::compress256;
use zeroize::Zeroize;

/// A keyed pseudo-random function: HMAC-SHA-256 under a derived key.
///
/// *Guarantees:* deterministic; without the key, outputs are indistinguishable from random and
/// say nothing about inputs beyond equality. The two keyed states are computed once, so that a
/// value of up to 55 bytes costs two compressions and nothing is allocated.
///
/// *Source:* FIPS 198-1, RFC 2104.
#[derive(Clone)]
pub struct Prf {
    inner: [u32; 8],
    outer: [u32; 8],
}

impl Prf {
    pub(crate) fn new(key: &Secret<[u8; 32]>) -> Self {
        Self {
            inner: keyed_state(key.expose(), 0x36),
            outer: keyed_state(key.expose(), 0x5c),
        }
    }

    /// The digest of `value`.
    pub fn digest(&self, value: &[u8]) -> [u8; 32] {
        let mut state = self.inner;
        let (blocks, rest) = value.as_chunks::<BLOCK>();
        if !blocks.is_empty() {
            compress256(&mut state, blocks);
        }
        let length = value.len() as u64;
        let mut last = [0u8; BLOCK];
        last[..rest.len()].copy_from_slice(rest);
        self.finish(state, last, rest.len(), length)
    }

    /// The digest of several parts, each prefixed by its length, so that ("ab","c") ≠ ("a","bc").
    pub fn digest_parts(&self, parts: &[&[u8]]) -> [u8; 32] {
        let mut stream = Stream {
            state: self.inner,
            block: [0; BLOCK],
            used: 0,
            length: 0,
        };
        for part in parts {
            stream.push(&(part.len() as u64).to_be_bytes());
            stream.push(part);
        }
        stream.block[stream.used..].fill(0);
        self.finish(stream.state, stream.block, stream.used, stream.length)
    }

    /// Deterministic choices that follow from `value`.
    pub fn draw(&self, value: &[u8]) -> Draw<'_> {
        self.draw_from(self.digest(value))
    }

    /// Deterministic choices that begin with a digest taken before.
    pub fn draw_from(&self, digest: [u8; 32]) -> Draw<'_> {
        Draw {
            prf: self,
            block: digest,
            used: 0,
        }
    }

    /// Pads and closes the inner hash, `last` holding `used` bytes of `length` and zeros, then the
    /// outer.
    fn finish(
        &self,
        mut state: [u32; 8],
        mut last: [u8; BLOCK],
        used: usize,
        length: u64,
    ) -> [u8; 32] {
        last[used] = 0x80;
        if used >= BLOCK - 8 {
            compress256(&mut state, &[last]);
            last = [0; BLOCK];
        }
        let bits = (length + BLOCK as u64).wrapping_mul(8);
        last[BLOCK - 8..].copy_from_slice(&bits.to_be_bytes());
        compress256(&mut state, &[last]);

        let mut block = [0u8; BLOCK];
        block[..32].copy_from_slice(&bytes_of(&state));
        block[32] = 0x80;
        block[BLOCK - 8..].copy_from_slice(&((BLOCK as u64 + 32) * 8).to_be_bytes());
        let mut state = self.outer;
        compress256(&mut state, &[block]);
        bytes_of(&state)
    }
}

impl fmt::Debug for Prf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Prf(..)")
    }
}

impl Drop for Prf {
    fn drop(&mut self) {
        self.inner.zeroize();
        self.outer.zeroize();
    }
}

/// The inner hash of several parts, a block at a time.
struct Stream {
    state: [u32; 8],
    block: [u8; BLOCK],
    used: usize,
    length: u64,
}

impl Stream {
    fn push(&mut self, mut bytes: &[u8]) {
        self.length += bytes.len() as u64;
        while !bytes.is_empty() {
            let taken = bytes.len().min(BLOCK - self.used);
            let (now, later) = bytes.split_at(taken);
            self.block[self.used..self.used + taken].copy_from_slice(now);
            self.used += taken;
            bytes = later;
            if self.used == BLOCK {
                compress256(&mut self.state, &[self.block]);
                self.used = 0;
            }
        }
    }
}

/// The hash state after the key block; a key of 32 bytes is padded with zeros.
fn keyed_state(key: &[u8; 32], pad: u8) -> [u32; 8] {
    let mut block = [pad; BLOCK];
    for (byte, key) in block.iter_mut().zip(key) {
        *byte ^= key;
    }
    let mut state = INITIAL;
    compress256(&mut state, &[block]);
    block.zeroize();
    state
}

fn bytes_of(state: &[u32; 8]) -> [u8; 32] {
    let mut bytes = [0u8; 32];
    for (chunk, word) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(state) {
        *chunk = word.to_be_bytes();
    }
    bytes
}

const BLOCK: usize = 64;

/// The initial hash value of SHA-256 (FIPS 180-4, 5.3.3).
const INITIAL: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

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

    /// A number in `0..bound`, every one equally likely: words that would favour some are drawn
    /// again. 0 where `bound` is 0.
    ///
    /// *Source:* Lemire, "Fast Random Integer Generation in an Interval", 2019.
    pub fn uniform(&mut self, bound: u64) -> u64 {
        if bound == 0 {
            return 0;
        }
        let least = bound.wrapping_neg() % bound;
        loop {
            let wide = u128::from(self.word()) * u128::from(bound);
            let low = u64::try_from(wide & u128::from(u64::MAX)).unwrap_or(0);
            if low >= least {
                return u64::try_from(wide >> 64).unwrap_or(0);
            }
        }
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
    use hmac::{Hmac, KeyInit, Mac};
    use proptest::prelude::*;
    use sha2::Sha256;

    fn reference(key: [u8; 32], value: &[u8]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        mac.update(value);
        mac.finalize().into_bytes().into()
    }

    #[test]
    fn every_length_up_to_four_blocks_is_hmac() {
        let prf = Prf::new(&Secret::new([9; 32]));
        let value = [b'x'; 256];
        for length in 0..=value.len() {
            assert_eq!(
                prf.digest(&value[..length]),
                reference([9; 32], &value[..length])
            );
        }
    }

    proptest! {
        #[test]
        fn digests_are_those_of_hmac(key: [u8; 32], value: Vec<u8>) {
            let prf = Prf::new(&Secret::new(key));
            prop_assert_eq!(prf.digest(&value), reference(key, &value));
        }

        #[test]
        fn parts_are_digested_with_their_lengths(key: [u8; 32], parts: Vec<Vec<u8>>) {
            let mut joined = Vec::new();
            for part in &parts {
                joined.extend_from_slice(&(part.len() as u64).to_be_bytes());
                joined.extend_from_slice(part);
            }
            let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
            let prf = Prf::new(&Secret::new(key));
            prop_assert_eq!(prf.digest_parts(&parts), reference(key, &joined));
        }
    }

    #[test]
    fn draws_stay_below_their_bound() {
        let prf = Prf::new(&Secret::new([1; 32]));
        let mut draw = prf.draw(b"v");
        assert!((0..1000).all(|bound| draw.below(bound) < bound.max(1)));
        assert!((0..1000).all(|bound| draw.uniform(bound) < bound.max(1)));
        assert!(draw.uniform(u64::MAX) < u64::MAX);
    }
}
