use std::fmt;

use aes::cipher::{BlockCipherEncrypt, KeyInit};
use aes::{Aes128, Block};

use crate::{EnvironmentKey, Purpose};

/// Permutes addresses so that those which share a network prefix share one afterwards.
///
/// *Guarantees:* a bijection of each family; two images share exactly as many leading bits as
/// their originals. So the shape of the network shows, and results may be addresses that somebody
/// uses.
///
/// *Source:* draft-denis-ipcrypt, mode `ipcrypt-pfx`.
pub struct PrefixPermutation {
    ciphers: [Aes128; 2],
}

impl PrefixPermutation {
    pub(crate) fn new(key: &EnvironmentKey, domain: &str) -> Self {
        Self::from_key(key.subkey(domain, Purpose::Fpe, "ipcrypt-pfx").expose())
    }

    fn from_key(key: &[u8; 32]) -> Self {
        let (first, second) = key.split_at(16);
        let cipher = |half: &[u8]| {
            let mut key = [0u8; 16];
            key.copy_from_slice(half);
            Aes128::new(&key.into())
        };
        Self {
            ciphers: [cipher(first), cipher(second)],
        }
    }

    /// The image of an IPv4 address.
    pub fn forward_v4(&self, address: u32) -> u32 {
        let mapped = MAPPED | u128::from(address);
        low(mapped ^ self.pad::<32>(mapped))
    }

    /// The image of an IPv6 address. Addresses that stand for IPv4 ones stay such.
    pub fn forward_v6(&self, address: u128) -> u128 {
        if address >> 32 == MAPPED >> 32 {
            return MAPPED | u128::from(self.forward_v4(low(address)));
        }
        address ^ self.pad::<128>(address)
    }

    /// Undoes [`PrefixPermutation::forward_v4`].
    pub fn backward_v4(&self, image: u32) -> u32 {
        low(self.unpad(MAPPED, image.into(), 96))
    }

    /// Undoes [`PrefixPermutation::forward_v6`].
    pub fn backward_v6(&self, image: u128) -> u128 {
        if image >> 32 == MAPPED >> 32 {
            return MAPPED | u128::from(self.backward_v4(low(image)));
        }
        self.unpad(0, image, 0)
    }

    /// The bits to flip in the last `BITS` of `address`. What decides about a bit is the original
    /// before it, so all blocks are known beforehand and are encrypted side by side.
    fn pad<const BITS: usize>(&self, address: u128) -> u128 {
        let mut first: [Block; BITS] = std::array::from_fn(|bit| {
            let length = 128 - BITS + bit;
            prefix(address, length).to_be_bytes().into()
        });
        let mut second = first;
        self.ciphers[0].encrypt_blocks(&mut first);
        self.ciphers[1].encrypt_blocks(&mut second);
        first.iter().zip(&second).fold(0, |pad, (a, b)| {
            (pad << 1) | u128::from((a[15] ^ b[15]) & 1)
        })
    }

    /// The original of `image`, of which `address` holds the first `known` bits.
    fn unpad(&self, mut address: u128, image: u128, known: usize) -> u128 {
        for length in known..128 {
            let block: Block = prefix(address, length).to_be_bytes().into();
            let (mut first, mut second) = (block, block);
            self.ciphers[0].encrypt_block(&mut first);
            self.ciphers[1].encrypt_block(&mut second);
            let flip = u128::from((first[15] ^ second[15]) & 1);
            let at = 127 - length;
            address |= (((image >> at) & 1) ^ flip) << at;
        }
        address
    }
}

impl fmt::Debug for PrefixPermutation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrefixPermutation(..)")
    }
}

/// The first `length` bits at the low end, with a one before them; `length` is below 128.
fn prefix(address: u128, length: usize) -> u128 {
    let bits = if length == 0 {
        0
    } else {
        address >> (128 - length)
    };
    (1 << length) | bits
}

#[expect(clippy::cast_possible_truncation, reason = "the low bits are wanted")]
fn low(address: u128) -> u32 {
    address as u32
}

/// `::ffff:0:0`, where IPv4 addresses stand among those of IPv6.
const MAPPED: u128 = 0xffff_0000_0000;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::net::{Ipv4Addr, Ipv6Addr};

    fn published() -> PrefixPermutation {
        let key = u128::to_be_bytes;
        let mut bytes = [0u8; 32];
        bytes[..16].copy_from_slice(&key(0x0123_4567_89ab_cdef_fedc_ba98_7654_3210));
        bytes[16..].copy_from_slice(&key(0x1032_5476_98ba_dcfe_efcd_ab89_6745_2301));
        PrefixPermutation::from_key(&bytes)
    }

    #[test]
    fn the_vectors_of_the_draft_hold() {
        let permutation = published();
        for (from, to) in [
            ("192.0.2.1", "100.115.72.131"),
            ("0.0.0.0", "151.82.155.134"),
        ] {
            let (from, to): (Ipv4Addr, Ipv4Addr) = (from.parse().unwrap(), to.parse().unwrap());
            assert_eq!(permutation.forward_v4(from.into()), u32::from(to));
            assert_eq!(permutation.backward_v4(to.into()), u32::from(from));
        }
        let v6: Ipv6Addr = "2001:db8::1".parse().unwrap();
        let image: Ipv6Addr = "c180:5dd4:2587:3524:30ab:fa65:6ab6:f88".parse().unwrap();
        assert_eq!(permutation.forward_v6(v6.into()), u128::from(image));
        let mapped: Ipv6Addr = "::ffff:192.0.2.1".parse().unwrap();
        let image: Ipv6Addr = "::ffff:100.115.72.131".parse().unwrap();
        assert_eq!(permutation.forward_v6(mapped.into()), u128::from(image));
    }

    proptest! {
        #[test]
        fn addresses_round_trip_and_prefixes_stay_shared(a: u32, b: u32, x: u128, y: u128) {
            let permutation = published();
            let (c, d) = (permutation.forward_v4(a), permutation.forward_v4(b));
            prop_assert_eq!(permutation.backward_v4(c), a);
            prop_assert_eq!((a ^ b).leading_zeros(), (c ^ d).leading_zeros());
            let (z, w) = (permutation.forward_v6(x), permutation.forward_v6(y));
            prop_assert_eq!(permutation.backward_v6(z), x);
            prop_assert_eq!((x ^ y).leading_zeros(), (z ^ w).leading_zeros());
        }
    }
}
