use aes::cipher::{BlockCipherEncBackend, BlockCipherEncClosure, BlockSizeUser, consts::U16};

use super::{Cipher, Direction, ROUNDS, encrypt_block, first_block};

/// FF1 for one radix, length and tweak whose halves fit 64 bits: a round is one block of the
/// cipher and one reduction, and nothing is allocated.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Narrow {
    /// The chained state before the last block, with the constant part of that block mixed in.
    prefix: u128,
    /// Where the round number stands in the last block: above the bytes of the half.
    round_shift: u32,
    /// How far the round's output is cut down.
    output_shift: u32,
    /// The size of the left half, then of the right; a mask instead where both are powers of two.
    sizes: Sizes,
    /// Digits of the left half.
    left: usize,
}

#[derive(Debug, Clone, Copy)]
enum Sizes {
    Masks([u64; 2]),
    Numbers([u64; 2]),
}

impl Narrow {
    pub(super) fn new<C: Cipher>(
        cipher: &C,
        radix: u32,
        length: usize,
        tweak: &[u8],
    ) -> Option<Self> {
        let left = length / 2;
        let last_of_left = largest(radix, left)?;
        let last_of_right = largest(radix, length - left)?;
        Some(Self::of_halves(
            cipher,
            radix,
            length,
            tweak,
            [last_of_left, last_of_right],
        ))
    }

    /// Strings of 2 to 128 bits.
    pub(super) fn binary<C: Cipher>(cipher: &C, bits: u32, tweak: Tweak) -> Self {
        let left = bits / 2;
        let mask = |bits: u32| u64::MAX.checked_shr(64 - bits).unwrap_or(0);
        let last = [mask(left), mask(bits - left)];
        Self::of_halves(cipher, 2, bits as usize, &tweak.0, last)
    }

    /// `last` is the largest number of each half.
    fn of_halves<C: Cipher>(
        cipher: &C,
        radix: u32,
        length: usize,
        tweak: &[u8],
        last: [u64; 2],
    ) -> Self {
        let sizes = if radix.is_power_of_two() {
            Sizes::Masks(last)
        } else {
            // A radix that is not a power of two never fills 64 bits.
            Sizes::Numbers(last.map(|last| last + 1))
        };
        let bytes = (u64::BITS - last[1].leading_zeros()).div_ceil(8);
        let output_bytes = 4 * bytes.div_ceil(4) + 4;
        let mut chained = encrypt_block(
            cipher,
            u128::from_be_bytes(first_block(radix, length, tweak.len())),
        );
        // The tweak, padded so that round number and half end the last block.
        let tail = bytes as usize + 1;
        let padded = (tweak.len() + tail).next_multiple_of(16);
        let mut block = [0u8; 16];
        for (at, offset) in (0..padded).zip((0..16).cycle()) {
            block[offset] = tweak.get(at).copied().unwrap_or(0);
            if offset == 15 {
                chained ^= u128::from_be_bytes(block);
                if at + 1 < padded {
                    chained = encrypt_block(cipher, chained);
                }
            }
        }
        Self {
            prefix: chained,
            round_shift: 8 * bytes,
            output_shift: 128 - 8 * output_bytes,
            sizes,
            left: length / 2,
        }
    }

    /// The same with another tweak, where both tweaks leave the last block to themselves: not
    /// longer than seven bytes, so that all of it stands above round number and half.
    pub(crate) fn retweaked(mut self, from: Tweak, to: Tweak) -> Self {
        self.prefix ^= from.placed() ^ to.placed();
        self
    }

    /// Encrypts the pair of halves, again and again until `accept` takes it.
    pub(crate) fn forward<C: Cipher>(
        &self,
        cipher: &C,
        mut halves: (u64, u64),
        accept: impl Fn((u64, u64)) -> bool,
    ) -> (u64, u64) {
        cipher.encrypt_with_backend(Rounds {
            narrow: self,
            direction: Direction::Forward,
            halves: &mut halves,
            accept,
        });
        halves
    }

    /// Decrypts the pair of halves, again and again until `accept` takes it.
    pub(crate) fn backward<C: Cipher>(
        &self,
        cipher: &C,
        mut halves: (u64, u64),
        accept: impl Fn((u64, u64)) -> bool,
    ) -> (u64, u64) {
        cipher.encrypt_with_backend(Rounds {
            narrow: self,
            direction: Direction::Backward,
            halves: &mut halves,
            accept,
        });
        halves
    }

    pub(super) fn crypt_digits<C: Cipher>(
        &self,
        cipher: &C,
        radix: u32,
        digits: &mut [u16],
        direction: Direction,
    ) {
        let (left, right) = digits.split_at_mut(self.left);
        let (a, b) = (number(radix, left), number(radix, right));
        let (a, b) = match direction {
            Direction::Forward => self.forward(cipher, (a, b), |_| true),
            Direction::Backward => self.backward(cipher, (a, b), |_| true),
        };
        write_number(radix, a, left);
        write_number(radix, b, right);
    }

    /// The round function: the standard's y.
    #[inline]
    fn round<B: BlockCipherEncBackend<BlockSize = U16>>(
        &self,
        backend: &B,
        round: u8,
        half: u64,
    ) -> u128 {
        let block = self.prefix ^ (u128::from(round) << self.round_shift) ^ u128::from(half);
        let mut bytes = block.to_be_bytes().into();
        backend.encrypt_block_inplace(&mut bytes);
        u128::from_be_bytes(bytes.into()) >> self.output_shift
    }
}

/// All rounds of a value, run where the cipher's instructions are known to be there and its round
/// keys are set up once.
struct Rounds<'n, F> {
    narrow: &'n Narrow,
    direction: Direction,
    halves: &'n mut (u64, u64),
    accept: F,
}

impl<F> BlockSizeUser for Rounds<'_, F> {
    type BlockSize = U16;
}

impl<F: Fn((u64, u64)) -> bool> BlockCipherEncClosure for Rounds<'_, F> {
    #[inline]
    fn call<B: BlockCipherEncBackend<BlockSize = U16>>(self, backend: &B) {
        loop {
            *self.halves = match self.direction {
                Direction::Forward => self.forward(backend),
                Direction::Backward => self.backward(backend),
            };
            if (self.accept)(*self.halves) {
                return;
            }
        }
    }
}

impl<F> Rounds<'_, F> {
    #[inline]
    fn forward<B: BlockCipherEncBackend<BlockSize = U16>>(&self, backend: &B) -> (u64, u64) {
        let (mut a, mut b) = *self.halves;
        for round in 0..ROUNDS {
            let y = self.narrow.round(backend, round, b);
            let c = match self.narrow.sizes {
                Sizes::Masks(masks) => a.wrapping_add(low(y)) & masks[usize::from(round & 1)],
                Sizes::Numbers(sizes) => {
                    let size = sizes[usize::from(round & 1)];
                    let y = remainder(y, size);
                    // Written so that the sum cannot overflow.
                    if a >= size - y { a - (size - y) } else { a + y }
                }
            };
            (a, b) = (b, c);
        }
        (a, b)
    }

    #[inline]
    fn backward<B: BlockCipherEncBackend<BlockSize = U16>>(&self, backend: &B) -> (u64, u64) {
        let (mut a, mut b) = *self.halves;
        for round in (0..ROUNDS).rev() {
            let y = self.narrow.round(backend, round, a);
            let c = match self.narrow.sizes {
                Sizes::Masks(masks) => b.wrapping_sub(low(y)) & masks[usize::from(round & 1)],
                Sizes::Numbers(sizes) => {
                    let size = sizes[usize::from(round & 1)];
                    let y = remainder(y, size);
                    if b >= y { b - y } else { b + (size - y) }
                }
            };
            (a, b) = (c, a);
        }
        (a, b)
    }
}

/// A tweak of exactly seven bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tweak(pub(crate) [u8; 7]);

impl Tweak {
    fn placed(self) -> u128 {
        let mut block = [0u8; 16];
        block[..7].copy_from_slice(&self.0);
        u128::from_be_bytes(block)
    }
}

/// The largest number of `length` digits, if it fits.
fn largest(radix: u32, length: usize) -> Option<u64> {
    let mut largest = 0u64;
    for _ in 0..length {
        largest = largest
            .checked_mul(u64::from(radix))?
            .checked_add(u64::from(radix) - 1)?;
    }
    Some(largest)
}

fn number(radix: u32, digits: &[u16]) -> u64 {
    digits.iter().fold(0u64, |number, digit| {
        number
            .wrapping_mul(u64::from(radix))
            .wrapping_add(u64::from(*digit))
    })
}

fn write_number(radix: u32, mut number: u64, digits: &mut [u16]) {
    for digit in digits.iter_mut().rev() {
        *digit = u16::try_from(number % u64::from(radix)).unwrap_or(0);
        number /= u64::from(radix);
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the low half is what is wanted"
)]
fn low(y: u128) -> u64 {
    y as u64
}

fn remainder(y: u128, size: u64) -> u64 {
    match u64::try_from(y) {
        Ok(y) => y % size,
        Err(_) => low(y % u128::from(size)),
    }
}
