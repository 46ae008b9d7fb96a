use bauta_transform::{NeedIndex, Row};
use zeroize::Zeroize;

/// Decoded values of the row at hand that transformers and conditions look at. Reused from row to
/// row.
#[derive(Debug, Default)]
pub(crate) struct RowValues {
    originals: Column,
    masked: Column,
}

#[derive(Debug, Default)]
struct Column {
    bytes: Vec<u8>,
    /// `None` is NULL.
    spans: Vec<Option<(usize, usize)>>,
}

impl Column {
    fn clear(&mut self) {
        self.bytes.clear();
        self.spans.clear();
    }

    fn push(&mut self, value: Option<&[u8]>) {
        let span = value.map(|value| {
            let start = self.bytes.len();
            self.bytes.extend_from_slice(value);
            (start, self.bytes.len())
        });
        self.spans.push(span);
    }

    fn get(&self, index: usize) -> Option<&[u8]> {
        let (start, end) = (*self.spans.get(index)?)?;
        self.bytes.get(start..end)
    }
}

impl RowValues {
    /// Leaves nothing of the values.
    pub(crate) fn wipe(&mut self) {
        self.originals.bytes.zeroize();
        self.masked.bytes.zeroize();
    }

    pub(crate) fn clear(&mut self) {
        self.originals.clear();
        self.masked.clear();
    }

    pub(crate) fn push_original(&mut self, value: Option<&[u8]>) {
        self.originals.push(value);
    }

    pub(crate) fn push_masked(&mut self, value: Option<&[u8]>) {
        self.masked.push(value);
    }

    pub(crate) fn original_at(&self, index: usize) -> Option<&[u8]> {
        self.originals.get(index)
    }
}

impl Row for RowValues {
    fn original(&self, need: NeedIndex) -> Option<&[u8]> {
        self.originals.get(need.0)
    }

    fn masked(&self, need: NeedIndex) -> Option<&[u8]> {
        self.masked.get(need.0)
    }
}
