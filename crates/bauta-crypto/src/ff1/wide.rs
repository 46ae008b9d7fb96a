use super::{Cipher, Direction, ROUNDS, encrypt_block, first_block};

/// FF1 for strings of any length, by school-book arithmetic; quadratic in the length.
pub(super) fn crypt<C: Cipher>(
    cipher: &C,
    radix: u32,
    tweak: &[u8],
    digits: &mut [u16],
    direction: Direction,
) {
    let length = digits.len();
    let mut feistel = Feistel::new(cipher, radix, length, tweak);
    let (mut left, mut right) = digits.split_at_mut(length / 2);
    match direction {
        Direction::Forward => {
            for round in 0..ROUNDS {
                feistel.round(round, right);
                add(left, &mut feistel.output, radix);
                (left, right) = (right, left);
            }
        }
        Direction::Backward => {
            for round in (0..ROUNDS).rev() {
                (left, right) = (right, left);
                feistel.round(round, right);
                subtract(left, &mut feistel.output, radix);
            }
        }
    }
}

/// The round function and its buffers.
struct Feistel<'c, C> {
    cipher: &'c C,
    radix: u32,
    first: u128,
    /// The block string Q; its last bytes are rewritten in each round.
    input: Vec<u8>,
    half_bytes: usize,
    /// The half as a number, least significant limb first.
    half: Vec<u32>,
    output_bytes: usize,
    /// The round's output as a number, least significant limb first.
    output: Vec<u32>,
}

impl<'c, C: Cipher> Feistel<'c, C> {
    fn new(cipher: &'c C, radix: u32, length: usize, tweak: &[u8]) -> Self {
        let half_bytes = bytes_of_half(radix, length - length / 2);
        let output_bytes = 4 * half_bytes.div_ceil(4) + 4;
        let mut input = vec![0u8; (tweak.len() + 1 + half_bytes).next_multiple_of(16)];
        input[..tweak.len()].copy_from_slice(tweak);
        Self {
            cipher,
            radix,
            first: encrypt_block(
                cipher,
                u128::from_be_bytes(first_block(radix, length, tweak.len())),
            ),
            input,
            half_bytes,
            half: vec![0; half_bytes.div_ceil(4)],
            output_bytes,
            output: vec![0; output_bytes / 4],
        }
    }

    /// Leaves the number y of the standard in `output`.
    fn round(&mut self, round: u8, half: &[u16]) {
        number(half, self.radix, &mut self.half);
        let start = self.input.len() - self.half_bytes;
        self.input[start - 1] = round;
        for (byte, at) in self.input[start..].iter_mut().rev().zip(0usize..) {
            *byte = self.half[at / 4].to_le_bytes()[at % 4];
        }
        let mut chained = self.first;
        for block in self.input.as_chunks::<16>().0 {
            chained = encrypt_block(self.cipher, chained ^ u128::from_be_bytes(*block));
        }
        // Limbs of the output from the most significant down, a block at a time.
        let mut counter = 0u128;
        let mut block = chained;
        for (taken, limb) in self.output.iter_mut().rev().enumerate() {
            if taken > 0 && taken % 4 == 0 {
                counter += 1;
                block = encrypt_block(self.cipher, chained ^ counter);
            }
            let shift = 96 - 32 * (taken % 4);
            *limb = low(block >> shift);
        }
        debug_assert_eq!(self.output.len() * 4, self.output_bytes);
    }
}

/// The bytes that hold any number of `length` digits.
fn bytes_of_half(radix: u32, length: usize) -> usize {
    // The bit length of radix^length - 1 is what the standard's ceiling of a logarithm means.
    let digit = u16::try_from(radix - 1).unwrap_or(u16::MAX);
    let digits = vec![digit; length];
    let mut limbs = vec![0u32; length.div_ceil(2)];
    number(&digits, radix, &mut limbs);
    let used = limbs.iter().rposition(|limb| *limb != 0).unwrap_or(0);
    let bits = used * 32 + (32 - limbs[used].leading_zeros() as usize);
    bits.div_ceil(8)
}

/// Writes the number that `digits` stand for.
fn number(digits: &[u16], radix: u32, limbs: &mut [u32]) {
    limbs.fill(0);
    let mut used = 0;
    for digit in digits {
        let mut carry = u64::from(*digit);
        for limb in &mut limbs[..used] {
            let wide = u64::from(*limb) * u64::from(radix) + carry;
            *limb = low(u128::from(wide));
            carry = wide >> 32;
        }
        if carry > 0
            && let Some(limb) = limbs.get_mut(used)
        {
            *limb = low(u128::from(carry));
            used += 1;
        }
    }
}

/// Divides the number by the radix and returns the remainder.
fn next_digit(limbs: &mut [u32], radix: u32) -> u32 {
    let mut remainder = 0u64;
    for limb in limbs.iter_mut().rev() {
        let wide = (remainder << 32) | u64::from(*limb);
        *limb = low(u128::from(wide / u64::from(radix)));
        remainder = wide % u64::from(radix);
    }
    low(u128::from(remainder))
}

/// Adds the number to the digits, modulo their count of strings.
fn add(digits: &mut [u16], limbs: &mut [u32], radix: u32) {
    let mut carry = 0;
    for digit in digits.iter_mut().rev() {
        let sum = u32::from(*digit) + next_digit(limbs, radix) + carry;
        carry = u32::from(sum >= radix);
        *digit = u16::try_from(sum - carry * radix).unwrap_or(0);
    }
}

/// Subtracts the number from the digits, modulo their count of strings.
fn subtract(digits: &mut [u16], limbs: &mut [u32], radix: u32) {
    let mut borrow = 0;
    for digit in digits.iter_mut().rev() {
        let taken = next_digit(limbs, radix) + borrow;
        borrow = u32::from(taken > u32::from(*digit));
        *digit = u16::try_from(u32::from(*digit) + borrow * radix - taken).unwrap_or(0);
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the lowest limb is what is wanted"
)]
fn low(wide: u128) -> u32 {
    wide as u32
}
