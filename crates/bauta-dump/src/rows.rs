//! Where rows end.

use bauta_model::ByteOffset;
use memchr::{memchr, memmem};

use crate::lexis::{Lexis, Reach, begins_word};
use crate::scanner::{Frame, FrameKind, Limits, Scan, ScanError};
use crate::strings::Strings;

/// Where the rows and fields of runs of `(…),(…)` are. Row-major; runs follow each other until the
/// layout is cleared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowLayout {
    /// Added to each position: where the buffer begins in what the caller holds.
    pub base: u32,
    /// Start and end of each value, without the white space around it.
    pub fields: Vec<(u32, u32)>,
    /// The rows.
    pub rows: Vec<RowSpan>,
}

/// One row, from its opening to behind its closing parenthesis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowSpan {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// How many fields the layout has up to the end of this row.
    pub fields_end: u32,
}

impl RowLayout {
    /// Forgets everything, keeps the room.
    pub fn clear(&mut self) {
        self.fields.clear();
        self.rows.clear();
    }
}

/// Progress through the lines of a COPY.
#[derive(Debug, Default)]
pub(crate) struct CopyRows {
    /// Quote and escape of the CSV form.
    csv: Option<(u8, u8)>,
    /// Bytes of the buffer known to hold no end marker.
    searched: usize,
    /// CSV: whether `searched` lies within quotes, and the end of the last whole row.
    in_quotes: bool,
    row_end: usize,
}

impl CopyRows {
    pub(crate) fn new(csv: Option<(u8, u8)>) -> Self {
        Self {
            csv,
            ..Self::default()
        }
    }

    /// The next frame, and whether it is the last of the data.
    pub(crate) fn scan(
        &mut self,
        input: &[u8],
        at_end: bool,
        limits: &Limits,
        offset: u64,
    ) -> Result<(Scan, bool), ScanError> {
        if self.searched == 0 && self.row_end == 0 {
            match marker_len(input, at_end) {
                Marker::Len(len) => {
                    return Ok((
                        Scan::Frame(Frame {
                            kind: FrameKind::CopyEnd,
                            len,
                        }),
                        true,
                    ));
                }
                Marker::NeedMore => return Ok((Scan::NeedMore, false)),
                Marker::No => {}
            }
        }
        let found = if self.csv.is_some() {
            self.csv_run(input, at_end, limits)
        } else {
            self.text_run(input, at_end, limits)
        };
        match found {
            Some(len) => {
                (self.searched, self.row_end, self.in_quotes) = (0, 0, false);
                if len > limits.row_bytes && self.csv.is_none() {
                    let lines = input[..len].split_inclusive(|byte| *byte == b'\n');
                    if lines.into_iter().any(|line| line.len() > limits.row_bytes) {
                        return Err(ScanError::TooLong {
                            at: ByteOffset(offset),
                            what: "row",
                            limit: limits.row_bytes,
                        });
                    }
                }
                if len > limits.row_bytes.saturating_add(limits.batch_bytes) {
                    return Err(ScanError::TooLong {
                        at: ByteOffset(offset),
                        what: "row",
                        limit: limits.row_bytes,
                    });
                }
                Ok((
                    Scan::Frame(Frame {
                        kind: FrameKind::CopyRows,
                        len,
                    }),
                    false,
                ))
            }
            None if at_end => Err(ScanError::CutOff {
                at: ByteOffset(offset),
                within: "COPY data",
            }),
            None if input.len() > limits.row_bytes.saturating_add(limits.batch_bytes) => {
                Err(ScanError::TooLong {
                    at: ByteOffset(offset),
                    what: "row",
                    limit: limits.row_bytes,
                })
            }
            None => Ok((Scan::NeedMore, false)),
        }
    }

    /// A run of lines of the text form: up to the end marker, or cut at the first line end at or
    /// after the batch size.
    fn text_run(&mut self, input: &[u8], at_end: bool, limits: &Limits) -> Option<usize> {
        let cut = input
            .get(limits.batch_bytes.saturating_sub(1)..)
            .and_then(|rest| {
                memchr(b'\n', rest).map(|len| limits.batch_bytes.saturating_sub(1) + len + 1)
            });
        let end = cut.unwrap_or(input.len());
        let mut from = self.searched;
        while let Some(skip) = memmem::find(&input[from..end], b"\n\\.") {
            let line = from + skip + 1;
            match marker_len(&input[line..], at_end) {
                Marker::Len(_) => return Some(line),
                Marker::NeedMore => {
                    self.searched = line - 1;
                    return None;
                }
                Marker::No => from = line,
            }
        }
        // The marker's first bytes may be the last of the buffer.
        self.searched = end.saturating_sub(2).max(self.searched);
        cut
    }

    fn csv_run(&mut self, input: &[u8], at_end: bool, limits: &Limits) -> Option<usize> {
        let (quote, escape) = self.csv.unwrap_or((b'"', b'"'));
        let mut at = self.searched;
        while let Some(&byte) = input.get(at) {
            if !self.in_quotes && at == self.row_end && at > 0 {
                match marker_len(&input[at..], at_end) {
                    Marker::Len(_) => return Some(at),
                    Marker::NeedMore => break,
                    Marker::No => {}
                }
            }
            if byte == escape && self.in_quotes && escape != quote {
                if at + 1 >= input.len() {
                    break;
                }
                at += 2;
                continue;
            }
            // A doubled quote leaves and enters again.
            self.in_quotes ^= byte == quote;
            at += 1;
            if byte == b'\n' && !self.in_quotes {
                self.row_end = at;
                if at >= limits.batch_bytes {
                    return Some(at);
                }
            }
        }
        self.searched = at;
        None
    }
}

enum Marker {
    Len(usize),
    No,
    NeedMore,
}

/// Length of the `\.` line at the front of `line`.
fn marker_len(line: &[u8], at_end: bool) -> Marker {
    let Some(rest) = line.strip_prefix(b"\\.") else {
        let may_become = line.is_empty() || line == b"\\";
        return if may_become && !at_end {
            Marker::NeedMore
        } else {
            Marker::No
        };
    };
    match rest {
        [b'\n', ..] => Marker::Len(3),
        [b'\r', b'\n', ..] => Marker::Len(4),
        [] | [b'\r'] if at_end => Marker::Len(line.len()),
        [] | [b'\r'] => Marker::NeedMore,
        _ => Marker::No,
    }
}

/// Progress through the rows of an INSERT.
#[derive(Debug, Default)]
pub(crate) struct ValueRows {
    /// End of the last whole row in the buffer.
    row_end: usize,
    /// Whether a row has been framed before, so that a comma must come first.
    continues: bool,
}

/// What may follow the end of an INSERT at the start of a line.
const OPENINGS: &[&[u8]] = &[
    b"INSERT ",
    b"REPLACE ",
    b"UNLOCK ",
    b"LOCK ",
    b"/*",
    b"-- ",
    b"--\n",
    b"CREATE ",
    b"DROP ",
    b"SET ",
    b"ALTER ",
    b"COMMIT",
    b"START ",
    b"DELIMITER ",
    b"USE ",
];

/// Where the rows of an INSERT seem to end, without looking at what stands in them: at a line that
/// ends with `);` before one that begins like a statement. Text may look the same, so whoever skims
/// must read the dump again and compare.
pub(crate) fn skim(input: &[u8], at_end: bool, limits: &Limits) -> Option<usize> {
    const END: &[u8] = b");\n";
    const LONGEST_OPENING: usize = 10;
    let mut sure = input.len().saturating_sub(END.len());
    let mut from = 0;
    while let Some(skip) = memmem::find(&input[from..], END) {
        let close = from + skip + 1;
        let next = input[close + 2..].trim_ascii_start();
        if next.len() < LONGEST_OPENING && !at_end {
            // What may be the end stays in the buffer.
            sure = sure.min(close - 1);
            break;
        }
        if next.is_empty() || OPENINGS.iter().any(|opening| next.starts_with(opening)) {
            return Some(close);
        }
        from = close;
    }
    (input.len() >= limits.batch_bytes && sure > 0).then_some(sure)
}

/// How far a row reaches.
enum RowReach {
    To(usize),
    NeedMore,
    Unexpected(usize),
}

impl ValueRows {
    /// The next frame; `None` when the rows are over.
    pub(crate) fn scan(
        &mut self,
        input: &[u8],
        at_end: bool,
        lexis: &Lexis,
        limits: &Limits,
        offset: u64,
        layout: &mut RowLayout,
    ) -> Result<Option<Scan>, ScanError> {
        let base = layout.base;
        let narrow = |at: usize| narrow(at).saturating_add(base);
        let mut strings = Strings::under(lexis);
        loop {
            if self.row_end >= limits.batch_bytes {
                return Ok(Some(self.run()));
            }
            let after_row = self.row_end > 0 || self.continues;
            let Some(start) = row_start(input, self.row_end, at_end, lexis, after_row) else {
                return self.need_more(input, at_end, limits, offset);
            };
            let Start::Row(open) = start else {
                if self.row_end > 0 {
                    return Ok(Some(self.run()));
                }
                *self = Self::default();
                return match start {
                    Start::Other(at) if !after_row => {
                        Err(unexpected(offset, at, "a row after VALUES"))
                    }
                    _ => Ok(None),
                };
            };
            if let Some(strings) = strings.as_mut().filter(|_| open > self.row_end + 1) {
                // A comment between rows may hold quotes.
                strings.forget();
            }
            let known = layout.fields.len();
            let fields = &mut layout.fields;
            match row_reach(input, open + 1, lexis, strings.as_mut(), base, fields) {
                RowReach::To(end) => {
                    if end - open > limits.row_bytes {
                        return Err(ScanError::TooLong {
                            at: ByteOffset(offset + open as u64),
                            what: "row",
                            limit: limits.row_bytes,
                        });
                    }
                    layout.rows.push(RowSpan {
                        start: narrow(open),
                        end: narrow(end),
                        fields_end: u32::try_from(layout.fields.len()).unwrap_or(u32::MAX),
                    });
                    self.row_end = end;
                }
                RowReach::NeedMore => {
                    layout.fields.truncate(known);
                    return self.need_more(input, at_end, limits, offset);
                }
                RowReach::Unexpected(at) => {
                    return Err(unexpected(offset, at, "a comma or the end of a row"));
                }
            }
        }
    }

    fn run(&mut self) -> Scan {
        let len = self.row_end;
        (self.row_end, self.continues) = (0, true);
        Scan::Frame(Frame {
            kind: FrameKind::InsertRows,
            len,
        })
    }

    fn need_more(
        &self,
        input: &[u8],
        at_end: bool,
        limits: &Limits,
        offset: u64,
    ) -> Result<Option<Scan>, ScanError> {
        let at = ByteOffset(offset + self.row_end as u64);
        if at_end {
            return Err(ScanError::CutOff {
                at,
                within: "the rows of an INSERT",
            });
        }
        // Spans are 32 bits wide; the row limit keeps the buffer far below that.
        if input.len() - self.row_end > limits.row_bytes {
            return Err(ScanError::TooLong {
                at,
                what: "row",
                limit: limits.row_bytes,
            });
        }
        Ok(Some(Scan::NeedMore))
    }
}

fn unexpected(offset: u64, at: usize, expected: &'static str) -> ScanError {
    ScanError::Unexpected {
        at: ByteOffset(offset + at as u64),
        expected,
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

enum Start {
    Row(usize),
    /// Something that is no row begins here.
    Other(usize),
}

/// Where the next row begins, behind the comma that separates it from the one before.
fn row_start(
    input: &[u8],
    mut at: usize,
    at_end: bool,
    lexis: &Lexis,
    after_row: bool,
) -> Option<Start> {
    let mut comma = !after_row;
    loop {
        let &byte = input.get(at)?;
        match byte {
            b'(' if comma => return Some(Start::Row(at)),
            b',' if !comma => {
                comma = true;
                at += 1;
            }
            b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C => at += 1,
            b'-' | b'/' | b'#' => {
                if !at_end && lexis.undecided(&input[at..]) {
                    return None;
                }
                match lexis.comment(input, at) {
                    Some(Reach::To(end)) => at = end,
                    Some(Reach::Unfinished) => return None,
                    None => return Some(Start::Other(at)),
                }
            }
            _ => return Some(Start::Other(at)),
        }
    }
}

/// Reads one row from behind its opening parenthesis and notes its fields.
fn row_reach(
    input: &[u8],
    mut at: usize,
    lexis: &Lexis,
    mut strings: Option<&mut Strings>,
    base: u32,
    fields: &mut Vec<(u32, u32)>,
) -> RowReach {
    let known = fields.len();
    loop {
        while input.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        let start = at;
        let plain = strings
            .as_mut()
            .and_then(|strings| plain_value(input, start, strings));
        let (end, next) = if let Some(end) = plain {
            (end, end)
        } else {
            if let Some(strings) = &mut strings {
                strings.forget();
            }
            match value_reach(input, at, lexis) {
                RowReach::To(next) => (trimmed(input, start, next), next),
                other => return other,
            }
        };
        let closes = input[next] == b')';
        // `()` is a row without fields.
        if !(closes && start == end && fields.len() == known) {
            fields.push((
                narrow(start).saturating_add(base),
                narrow(end).saturating_add(base),
            ));
        }
        at = next + 1;
        if closes {
            return RowReach::To(at);
        }
    }
}

/// The end of a string, a number or NULL that the end of its field follows at once, as nearly all
/// do. `None` says nothing.
#[inline]
fn plain_value(input: &[u8], start: usize, strings: &mut Strings) -> Option<usize> {
    let rest = input.get(start..)?;
    let end = match rest.first()? {
        b'\'' => strings.end(input, start)?,
        b'N' => start + if rest.starts_with(b"NULL") { 4 } else { 0 },
        b'-' if !rest.get(1)?.is_ascii_digit() => return None,
        first => {
            let sign = usize::from(*first == b'-');
            let digits = rest[sign..]
                .iter()
                .position(|byte| !(byte.is_ascii_digit() || *byte == b'.'));
            start + sign + digits?
        }
    };
    matches!(input.get(end), Some(b',' | b')')).then_some(end)
}

/// The fields of a single `(…)`; none where it is no whole row.
pub fn row_fields(
    row: &[u8],
    dialect: bauta_model::Dialect,
    backslash: bool,
    charset: bauta_codec::Charset,
) -> Vec<(u32, u32)> {
    let lexis = Lexis {
        backslash,
        charset,
        ..Lexis::new(dialect)
    };
    let mut fields = Vec::new();
    match row_reach(
        row,
        1,
        &lexis,
        Strings::under(&lexis).as_mut(),
        0,
        &mut fields,
    ) {
        RowReach::To(_) => fields,
        _ => Vec::new(),
    }
}

fn trimmed(input: &[u8], start: usize, mut end: usize) -> usize {
    while end > start && input[end - 1].is_ascii_whitespace() {
        end -= 1;
    }
    end
}

/// The comma or parenthesis that ends the value which `at` lies in.
fn value_reach(input: &[u8], mut at: usize, lexis: &Lexis) -> RowReach {
    let mut depth = 0usize;
    while let Some(&byte) = input.get(at) {
        match byte {
            b',' | b')' if depth == 0 => return RowReach::To(at),
            b')' => depth -= 1,
            b'(' => depth += 1,
            b';' | b'\\' => return RowReach::Unexpected(at),
            b'\'' | b'"' | b'`' | b'[' | b'$' => match lexis.quoted(input, at, lexis.backslash) {
                Some(Reach::To(end)) if end < input.len() => {
                    at = end;
                    continue;
                }
                Some(_) => return RowReach::NeedMore,
                None => {}
            },
            b'e' | b'E' if lexis.is_postgres() && input.get(at + 1) == Some(&b'\'') => {
                match lexis.string(input, at + 2, b'\'', true) {
                    Reach::To(end) if end < input.len() => at = end,
                    _ => return RowReach::NeedMore,
                }
                continue;
            }
            // A word is taken whole: neither a dollar nor an E within it begins a string.
            _ if begins_word(byte) => {
                at += lexis.word_len(&input[at..]);
                continue;
            }
            b'-' | b'/' | b'#' => {
                if lexis.undecided(&input[at..]) {
                    return RowReach::NeedMore;
                }
                match lexis.comment(input, at) {
                    Some(Reach::To(end)) => {
                        at = end;
                        continue;
                    }
                    Some(Reach::Unfinished) => return RowReach::NeedMore,
                    None => {}
                }
            }
            _ => {}
        }
        at += 1;
    }
    RowReach::NeedMore
}
