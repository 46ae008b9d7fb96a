//! Format-preserving encryption: FF1.
//!
//! Deliberately absent: FF3 and FF3-1, which NIST removed, and domains below a million, which it
//! forbids; small domains take a table (`Permutation`).

mod narrow;
mod wide;

use std::fmt;

use aes::Aes256;
use aes::cipher::{BlockCipherEncrypt, BlockSizeUser, KeyInit, consts::U16};
use bauta_model::Secret;

pub(crate) use narrow::{Narrow, Tweak};

/// A block cipher that FF1 can stand on.
pub(crate) trait Cipher: BlockCipherEncrypt + BlockSizeUser<BlockSize = U16> {}

impl<C: BlockCipherEncrypt + BlockSizeUser<BlockSize = U16>> Cipher for C {}

/// Encrypts strings of digits into strings of digits of the same length and radix.
///
/// *Guarantees:* a bijection for each key, radix, length and tweak; as strong as AES-256 in a
/// ten-round Feistel network over at least 1,000,000 values.
///
/// *Source:* NIST SP 800-38G, and the domain bound of its revision 1.
pub struct Ff1 {
    cipher: Aes256,
}

impl Ff1 {
    pub(crate) fn new(key: &Secret<[u8; 32]>) -> Self {
        Self {
            cipher: Aes256::new(key.expose().into()),
        }
    }

    /// Encrypts `digits` where they stand.
    ///
    /// # Errors
    /// A radix outside 2..=65536, a digit that is not below the radix, or fewer than a million
    /// possible strings.
    pub fn encrypt(&self, radix: u32, tweak: &[u8], digits: &mut [u16]) -> Result<(), Ff1Error> {
        crypt(&self.cipher, radix, tweak, digits, Direction::Forward)
    }

    /// Undoes [`Ff1::encrypt`].
    ///
    /// # Errors
    /// As for [`Ff1::encrypt`].
    pub fn decrypt(&self, radix: u32, tweak: &[u8], digits: &mut [u16]) -> Result<(), Ff1Error> {
        crypt(&self.cipher, radix, tweak, digits, Direction::Backward)
    }

    /// What is constant for strings of 2 to 128 bits and a tweak.
    pub(crate) fn binary(&self, bits: u32, tweak: Tweak) -> Narrow {
        Narrow::binary(&self.cipher, bits, tweak)
    }

    pub(crate) fn cipher(&self) -> &Aes256 {
        &self.cipher
    }
}

impl fmt::Debug for Ff1 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ff1(..)")
    }
}

/// Why a string of digits cannot be encrypted. Never holds a digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Ff1Error {
    /// The radix is not in 2..=65536.
    #[error("the radix is not in 2..=65536")]
    Radix,
    /// A digit is not below the radix.
    #[error("a digit is not below the radix")]
    Digit,
    /// There are fewer than 1,000,000 such strings.
    #[error("there are fewer than 1,000,000 strings of that length and radix")]
    SmallDomain,
    /// The string is longer than the standard allows.
    #[error("the string is too long")]
    TooLong,
}

/// Encryption or decryption.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Forward,
    Backward,
}

fn crypt<C: Cipher>(
    cipher: &C,
    radix: u32,
    tweak: &[u8],
    digits: &mut [u16],
    direction: Direction,
) -> Result<(), Ff1Error> {
    check(radix, digits)?;
    if let Some(narrow) = Narrow::new(cipher, radix, digits.len(), tweak) {
        narrow.crypt_digits(cipher, radix, digits, direction);
    } else {
        wide::crypt(cipher, radix, tweak, digits, direction);
    }
    Ok(())
}

fn check(radix: u32, digits: &[u16]) -> Result<(), Ff1Error> {
    if !(2..=65_536).contains(&radix) {
        return Err(Ff1Error::Radix);
    }
    if digits.iter().any(|digit| u32::from(*digit) >= radix) {
        return Err(Ff1Error::Digit);
    }
    if u32::try_from(digits.len()).is_err() {
        return Err(Ff1Error::TooLong);
    }
    let mut size = 1u64;
    let enough = digits.iter().any(|_| {
        size = size.saturating_mul(u64::from(radix));
        size >= SMALLEST_DOMAIN
    });
    // Two digits at least: each half needs one.
    if !enough || digits.len() < 2 {
        return Err(Ff1Error::SmallDomain);
    }
    Ok(())
}

/// The block P of the standard for a string of `length` digits and a tweak of `tweak` bytes.
fn first_block(radix: u32, length: usize, tweak: usize) -> [u8; 16] {
    let mut block = [0u8; 16];
    block[..3].copy_from_slice(&[1, 2, 1]);
    block[3..6].copy_from_slice(&radix.to_be_bytes()[1..]);
    block[6] = ROUNDS;
    block[7] = (length / 2).to_le_bytes()[0];
    block[8..12].copy_from_slice(&u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes());
    block[12..].copy_from_slice(&u32::try_from(tweak).unwrap_or(u32::MAX).to_be_bytes());
    block
}

fn encrypt_block<C: Cipher>(cipher: &C, block: u128) -> u128 {
    let mut bytes = block.to_be_bytes().into();
    cipher.encrypt_block(&mut bytes);
    u128::from_be_bytes(bytes.into())
}

pub(crate) const SMALLEST_DOMAIN: u64 = 1_000_000;
const ROUNDS: u8 = 10;

#[cfg(test)]
mod tests;
