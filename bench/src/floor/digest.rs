//! The one thing that is computed for each value.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Digests values under one key and keeps what shows that it has.
#[derive(Clone)]
pub(crate) struct Digests {
    /// How many values there were.
    pub(crate) values: u64,
    /// All digests folded into one number that depends on their order.
    pub(crate) fold: u64,
    /// The two keyed states, computed once.
    keyed: Hmac<Sha256>,
}

impl Digests {
    pub(super) fn new() -> Self {
        Self {
            values: 0,
            fold: 0,
            keyed: Hmac::new(&KEY.into()),
        }
    }

    /// Takes the next value.
    pub(super) fn push(&mut self, value: &[u8]) {
        let mut mac = self.keyed.clone();
        mac.update(value);
        let digest = mac.finalize().into_bytes();
        let (head, _) = digest.as_slice().as_chunks::<8>();
        let head = head.first().map_or(0, |bytes| u64::from_le_bytes(*bytes));
        self.fold = self.fold.rotate_left(1).wrapping_add(head);
        self.values += 1;
    }
}

impl PartialEq for Digests {
    fn eq(&self, other: &Self) -> bool {
        (self.values, self.fold) == (other.values, other.fold)
    }
}

impl std::fmt::Debug for Digests {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} values, {:016x}", self.values, self.fold)
    }
}

/// A block of the hash, no secret: nothing is masked with it.
const KEY: [u8; 64] = [0x5a; 64];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fold_depends_on_order() {
        let fold = |values: [&[u8]; 2]| {
            let mut digests = Digests::new();
            for value in values {
                digests.push(value);
            }
            digests.fold
        };
        assert_ne!(fold([b"a", b"b"]), fold([b"b", b"a"]));
        assert_eq!(fold([b"a", b"b"]), fold([b"a", b"b"]));
    }
}
