//! Rows in the form of a dump.

use super::table::MaskedColumns;

/// How a form writes rows.
#[derive(Debug)]
pub(crate) struct Marks {
    /// Before a row.
    pub(crate) open: &'static [u8],
    /// Between fields.
    pub(crate) between: &'static [u8],
    /// Before and after text.
    pub(crate) quote: &'static [u8],
    /// For what is not there.
    pub(crate) null: &'static [u8],
    /// After a row.
    pub(crate) close: &'static [u8],
    /// What a byte of text is written as, where not as itself.
    pub(crate) escape: fn(u8) -> Option<&'static [u8]>,
}

impl Marks {
    /// Text as it stands between the quotes.
    pub(crate) fn escaped(&self, text: &str) -> Vec<u8> {
        let mut escaped = Vec::with_capacity(text.len());
        for byte in text.bytes() {
            match (self.escape)(byte) {
                Some(bytes) => escaped.extend_from_slice(bytes),
                None => escaped.push(byte),
            }
        }
        escaped
    }
}

/// Writes rows one after the other into a buffer that the caller empties.
#[derive(Debug)]
pub(crate) struct RowWriter {
    /// What has been written and not yet taken away.
    pub(crate) bytes: Vec<u8>,
    /// Values of masked columns so far, without those that are NULL.
    pub(crate) masked_values: u64,
    marks: &'static Marks,
    masked: MaskedColumns,
    column: u32,
}

impl RowWriter {
    /// Writes nothing yet.
    pub(crate) fn new(marks: &'static Marks) -> Self {
        Self {
            bytes: Vec::with_capacity(2 << 20),
            masked_values: 0,
            marks,
            masked: MaskedColumns::default(),
            column: 0,
        }
    }

    /// Begins a row of a table with these masked columns.
    pub(super) fn open(&mut self, masked: MaskedColumns) {
        self.masked = masked;
        self.column = 0;
        self.bytes.extend_from_slice(self.marks.open);
    }

    /// A number or anything else that no form quotes.
    pub(super) fn bare(&mut self, parts: &[&[u8]]) {
        self.next_field();
        self.push(parts);
    }

    /// Text whose parts are escaped already.
    pub(super) fn text(&mut self, parts: &[&[u8]]) {
        self.next_field();
        self.bytes.extend_from_slice(self.marks.quote);
        self.push(parts);
        self.bytes.extend_from_slice(self.marks.quote);
        let masked = self.masked.contains(self.column - 1);
        self.masked_values += u64::from(masked);
    }

    /// Nothing.
    pub(super) fn null(&mut self) {
        self.next_field();
        self.bytes.extend_from_slice(self.marks.null);
    }

    /// Ends the row.
    pub(super) fn close(&mut self) {
        self.bytes.extend_from_slice(self.marks.close);
    }

    fn next_field(&mut self) {
        if self.column > 0 {
            self.bytes.extend_from_slice(self.marks.between);
        }
        self.column += 1;
    }

    fn push(&mut self, parts: &[&[u8]]) {
        for part in parts {
            self.bytes.extend_from_slice(part);
        }
    }
}

/// Decimal digits without an allocation.
#[derive(Debug)]
pub(super) struct Digits {
    digits: [u8; 20],
    start: usize,
}

impl Digits {
    /// Those of a number, at least `width` of them.
    pub(super) fn padded(mut number: u64, width: usize) -> Self {
        let mut digits = [b'0'; 20];
        let mut start = digits.len();
        while number > 0 {
            start -= 1;
            digits[start] = b'0' + u8::try_from(number % 10).unwrap_or_default();
            number /= 10;
        }
        let start = start.min(digits.len().saturating_sub(width.max(1)));
        Self { digits, start }
    }

    /// Those of a number.
    pub(super) fn of(number: u64) -> Self {
        Self::padded(number, 1)
    }

    /// The digits.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.digits[self.start..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_padded_but_never_cut() {
        assert_eq!(Digits::of(0).bytes(), b"0");
        assert_eq!(
            Digits::of(u64::MAX).bytes(),
            u64::MAX.to_string().as_bytes()
        );
        assert_eq!(Digits::padded(7, 4).bytes(), b"0007");
        assert_eq!(Digits::padded(12345, 4).bytes(), b"12345");
    }
}
