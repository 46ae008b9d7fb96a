use bauta_model::{ByteOffset, Dialect};

use crate::ddl::{self, CopyFormat, SessionState};
use crate::formats;
use crate::lexis::Lexis;
use crate::rows::{CopyRows, RowLayout, ValueRows, skim};
use crate::statement::StatementScan;

/// What the scanner says about the front of a buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scan {
    /// More bytes are needed before anything can be said.
    NeedMore,
    /// The first bytes are a frame; the caller takes them off before it asks again.
    Frame(Frame),
    /// The dump is over.
    End,
}

/// One statement, one run of rows, or what lies between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    /// What it is.
    pub kind: FrameKind,
    /// How many bytes it takes.
    pub len: usize,
}

/// What a frame is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameKind {
    /// White space and comments between statements.
    Trivia,
    /// A whole statement with its terminator.
    Statement,
    /// A line for the client program (`\connect`, `DELIMITER`).
    ClientCommand,
    /// A statement with a client command inside of it.
    MixedStatement,
    /// `COPY … FROM stdin;` with the end of its line.
    CopyHead,
    /// Complete lines of COPY data.
    CopyRows,
    /// `\.` and the end of its line.
    CopyEnd,
    /// `INSERT … VALUES`.
    InsertHead,
    /// Complete rows `(…),(…)`; [`Scanner::layout`] says where they are. A run that continues
    /// another begins with the comma between.
    InsertRows,
    /// What follows the last row, with the terminator.
    InsertEnd,
}

/// Bounds on what the scanner asks the caller to hold.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Rows are handed over in runs of at least this many bytes, cut at row ends.
    pub batch_bytes: usize,
    /// Longest row or statement.
    pub row_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            batch_bytes: 1 << 19,
            row_bytes: 1 << 30,
        }
    }
}

/// The dump is damaged. Never holds what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ScanError {
    /// The input ends within something.
    #[error("{at}: the dump is cut off within {within}")]
    CutOff {
        /// Where that something begins.
        at: ByteOffset,
        /// What it is.
        within: &'static str,
    },
    /// A row or statement is longer than the limit.
    #[error("{at}: a {what} is longer than {limit} bytes")]
    TooLong {
        /// Where it begins.
        at: ByteOffset,
        /// Row or statement.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// Something stands where it cannot.
    #[error("{at}: expected {expected}")]
    Unexpected {
        /// Where.
        at: ByteOffset,
        /// What should be there.
        expected: &'static str,
    },
}

/// Cuts a dump into frames.
///
/// *Guarantees:* the frames put together are the dump; how the input is split into buffers does
/// not change them.
#[derive(Debug)]
pub struct Scanner {
    pub(crate) lexis: Lexis,
    pub(crate) limits: Limits,
    mode: Mode,
    offset: u64,
    delimiter: Vec<u8>,
    settings: formats::Settings,
    layout: RowLayout,
    skims: bool,
}

#[derive(Debug)]
enum Mode {
    Statements,
    Copy(CopyRows),
    Values(ValueRows),
    ValuesEnd,
}

impl Scanner {
    /// A scanner at the start of a dump.
    pub fn new(dialect: Dialect) -> Self {
        Self::with_limits(dialect, Limits::default())
    }

    /// A scanner with bounds of its own.
    pub fn with_limits(dialect: Dialect, limits: Limits) -> Self {
        Self {
            lexis: Lexis::new(dialect),
            limits,
            mode: Mode::Statements,
            offset: 0,
            delimiter: b";".to_vec(),
            settings: formats::Settings::default(),
            layout: RowLayout::default(),
            skims: false,
        }
    }

    /// Passes over the rows of `MySQL`'s INSERTs at the speed of a substring search, by how their
    /// lines end. Text in a row may mislead it: the frames are a guess then, and whoever skims
    /// compares them with those of a scanner that does not.
    #[must_use]
    pub fn skimming(mut self) -> Self {
        self.skims = true;
        self
    }

    /// Judges the front of `input`, never reads or blocks. `at_end` says that nothing follows.
    ///
    /// After [`Scan::NeedMore`] the caller asks again with the same bytes and more; after a frame,
    /// with what follows it.
    ///
    /// # Errors
    /// The dump is damaged, cut off or over a limit.
    pub fn scan(&mut self, input: &[u8], at_end: bool) -> Result<Scan, ScanError> {
        if self.may_skim() {
            return Ok(self.skim_rows(input, at_end));
        }
        let scan = match &mut self.mode {
            Mode::Statements => self.scan_statement(input, at_end)?,
            Mode::Copy(rows) => {
                let (scan, over) = rows.scan(input, at_end, &self.limits, self.offset)?;
                if over {
                    self.mode = Mode::Statements;
                }
                scan
            }
            Mode::Values(rows) => {
                let scan = rows.scan(
                    input,
                    at_end,
                    &self.lexis,
                    &self.limits,
                    self.offset,
                    &mut self.layout,
                )?;
                if let Some(scan) = scan {
                    scan
                } else {
                    self.mode = Mode::ValuesEnd;
                    return self.scan(input, at_end);
                }
            }
            Mode::ValuesEnd => self.scan_values_end(input, at_end)?,
        };
        if let Scan::Frame(frame) = scan {
            self.offset += frame.len as u64;
        } else if scan == Scan::NeedMore
            && input.len()
                > self
                    .limits
                    .row_bytes
                    .saturating_add(self.limits.batch_bytes)
        {
            return Err(self.too_long("statement"));
        }
        Ok(scan)
    }

    /// Where the rows and fields of the [`FrameKind::InsertRows`] so far are. The caller sets its
    /// base and clears it.
    pub fn layout(&mut self) -> &mut RowLayout {
        &mut self.layout
    }

    /// How many rows the layout holds.
    pub fn layout_rows(&self) -> usize {
        self.layout.rows.len()
    }

    /// Whether a backslash escapes within `'…'` here.
    pub fn backslash(&self) -> bool {
        self.lexis.backslash
    }

    /// The client encoding here, as far as reading bytes needs it.
    pub fn charset(&self) -> bauta_codec::Charset {
        self.lexis.charset
    }

    /// The name of the client encoding that the dump has set last.
    pub fn encoding(&self) -> Option<&str> {
        self.settings.encoding.as_deref()
    }

    /// How many bytes have been framed.
    pub fn offset(&self) -> ByteOffset {
        ByteOffset(self.offset)
    }

    fn scan_statement(&mut self, input: &[u8], at_end: bool) -> Result<Scan, ScanError> {
        if input.is_empty() {
            return Ok(if at_end {
                self.finish()?
            } else {
                Scan::NeedMore
            });
        }
        let mut statement = StatementScan::new(&self.lexis, &self.delimiter, input, at_end);
        let Some(frame) = statement.frame().map_err(|within| self.cut_off(within))? else {
            return Ok(Scan::NeedMore);
        };
        if frame.len > self.limits.row_bytes {
            return Err(self.too_long("statement"));
        }
        let text = &input[..frame.len];
        match frame.kind {
            FrameKind::CopyHead => self.mode = Mode::Copy(copy_rows(text, &self.lexis)),
            FrameKind::InsertHead => self.mode = Mode::Values(ValueRows::default()),
            FrameKind::ClientCommand => {
                if let Some(delimiter) =
                    formats::mysql::delimiter(text).filter(|_| self.lexis.is_mysql())
                {
                    self.delimiter = delimiter;
                }
            }
            FrameKind::Statement => self.settings.observe_statement(text, &mut self.lexis),
            FrameKind::Trivia => self.settings.observe_comments(text),
            _ => {}
        }
        Ok(Scan::Frame(frame))
    }

    fn may_skim(&self) -> bool {
        let rows = self.skims && matches!(self.mode, Mode::Values(_));
        rows && self.lexis.is_mysql()
            && self.lexis.backslash
            && !self.lexis.charset.embeds_ascii()
            && self.delimiter == b";"
    }

    fn skim_rows(&mut self, input: &[u8], at_end: bool) -> Scan {
        let Some(len) = skim(input, at_end, &self.limits) else {
            if !at_end {
                return Scan::NeedMore;
            }
            // Whatever this is, the scanner that reads every row will say so.
            self.mode = Mode::Statements;
            if input.is_empty() {
                return Scan::End;
            }
            self.offset += input.len() as u64;
            return Scan::Frame(Frame {
                kind: FrameKind::InsertRows,
                len: input.len(),
            });
        };
        if input[..=len].ends_with(b");") {
            self.mode = Mode::ValuesEnd;
        }
        self.offset += len as u64;
        Scan::Frame(Frame {
            kind: FrameKind::InsertRows,
            len,
        })
    }

    fn scan_values_end(&mut self, input: &[u8], at_end: bool) -> Result<Scan, ScanError> {
        let mut statement = StatementScan::new(&self.lexis, &self.delimiter, input, at_end);
        let Some(len) = statement
            .values_end()
            .map_err(|within| self.cut_off(within))?
        else {
            return Ok(Scan::NeedMore);
        };
        self.mode = Mode::Statements;
        Ok(Scan::Frame(Frame {
            kind: FrameKind::InsertEnd,
            len,
        }))
    }

    /// A dump that announces its end must have reached it.
    fn finish(&self) -> Result<Scan, ScanError> {
        match self.settings.unfinished() {
            Some(within) => Err(self.cut_off(within)),
            None => Ok(Scan::End),
        }
    }

    fn cut_off(&self, within: &'static str) -> ScanError {
        ScanError::CutOff {
            at: self.offset(),
            within,
        }
    }

    fn too_long(&self, what: &'static str) -> ScanError {
        ScanError::TooLong {
            at: self.offset(),
            what,
            limit: self.limits.row_bytes,
        }
    }
}

/// Where the rows of a COPY end depends on how its head says that they are written.
fn copy_rows(head: &[u8], lexis: &Lexis) -> CopyRows {
    let mut state = SessionState::from(lexis.dialect);
    state.syntax.backslash_escapes = lexis.backslash;
    // A head that is not understood is refused by whoever wants its rows.
    let head = ddl::copy_head(head, &state).ok();
    CopyRows::new(
        head.filter(|head| head.format == CopyFormat::Csv)
            .map(|head| (head.quote, head.escape)),
    )
}
