use std::ops::Range;

/// Bytes that have been through the plan. Only this stage makes one, so nothing reaches a sink
/// unmasked.
#[derive(Debug)]
pub(crate) struct Masked<T>(T);

impl Masked<Vec<u8>> {
    pub(super) fn new(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// A stretch of it.
    pub(crate) fn part(&self, range: Range<usize>) -> Masked<&[u8]> {
        Masked(self.0.get(range).unwrap_or_default())
    }

    /// The buffer, to be filled again.
    pub(crate) fn into_spare(self) -> Vec<u8> {
        self.0
    }
}

impl<'a> Masked<&'a [u8]> {
    pub(crate) fn bytes(self) -> &'a [u8] {
        self.0
    }

    /// A copy to be written later.
    pub(crate) fn set_aside(self) -> Masked<Vec<u8>> {
        Masked(self.0.to_vec())
    }

    /// What says which clone this is; it holds nothing of the dump.
    pub(crate) fn banner(statements: &'a [u8]) -> Self {
        Masked(statements)
    }

    /// The comma between two rows of a statement, which says nothing.
    pub(crate) fn comma() -> Masked<&'static [u8]> {
        Masked(b",\n")
    }
}
