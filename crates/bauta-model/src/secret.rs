use std::fmt;

use zeroize::{Zeroize, Zeroizing};

/// Something that must not be seen: silent in `Debug`, wiped on drop.
///
/// There is no `Display`, `Serialize` or `Clone`; [`Secret::expose`] is the one searchable word
/// by which it is read.
pub struct Secret<T: Zeroize>(Zeroizing<T>);

impl<T: Zeroize> Secret<T> {
    /// Takes charge of `value`.
    pub fn new(value: T) -> Self {
        Self(Zeroizing::new(value))
    }

    /// The value itself. Callers must not copy it anywhere that outlives the use.
    pub fn expose(&self) -> &T {
        &self.0
    }
}

impl<T: Zeroize> fmt::Debug for Secret<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_is_silent() {
        assert_eq!(format!("{:?}", Secret::new(vec![1u8, 2])), "Secret(..)");
    }
}
