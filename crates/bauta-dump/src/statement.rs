//! Where a statement ends.

use crate::lexis::{Lexis, Reach, begins_word, executable_comment, in_word};
use crate::rows::CopyRows;
use crate::scanner::{Frame, FrameKind};

/// One pass over the statement at the front of a buffer.
pub(crate) struct StatementScan<'a> {
    lexis: &'a Lexis,
    delimiter: &'a [u8],
    input: &'a [u8],
    at_end: bool,
    at: usize,
    depth: usize,
    /// Within a comment that `MySQL` executes.
    executed: bool,
    client_command: bool,
    words: Words,
}

/// What the words so far say about how the statement goes on.
#[derive(Debug, Default)]
struct Words {
    count: usize,
    lead: Lead,
    last: Last,
    from_stdin: bool,
    csv: bool,
    quote: Option<u8>,
    escape: Option<u8>,
    /// BEGIN … END of a routine in standard form.
    begin_depth: usize,
    trigger_end: TriggerEnd,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Lead {
    #[default]
    Other,
    Insert,
    Copy,
    Create,
    Routine,
    Trigger,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Last {
    #[default]
    Other,
    From,
    Default,
    Quote,
    Escape,
}

/// A trigger of `SQLite` ends with `; END;`.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum TriggerEnd {
    #[default]
    No,
    Semicolon,
    End,
}

/// What one step found.
enum Step {
    Goes,
    NeedMore,
    Ends(FrameKind),
}

impl<'a> StatementScan<'a> {
    pub(crate) fn new(
        lexis: &'a Lexis,
        delimiter: &'a [u8],
        input: &'a [u8],
        at_end: bool,
    ) -> Self {
        Self {
            lexis,
            delimiter,
            input,
            at_end,
            at: 0,
            depth: 0,
            executed: false,
            client_command: false,
            words: Words::default(),
        }
    }

    /// The frame at the front; `None` asks for more.
    ///
    /// # Errors
    /// What the input ends within.
    pub(crate) fn frame(&mut self) -> Result<Option<Frame>, &'static str> {
        let trivia = self.skip_trivia()?;
        if trivia.is_none() {
            return Ok(None);
        }
        if self.at > 0 {
            return Ok(Some(Frame {
                kind: FrameKind::Trivia,
                len: self.at,
            }));
        }
        if self.is_client_line() {
            return Ok(self.client_line());
        }
        loop {
            match self.step()? {
                Step::Goes => {}
                Step::NeedMore => return Ok(None),
                Step::Ends(kind) => return Ok(Some(Frame { kind, len: self.at })),
            }
        }
    }

    /// The end of what follows the rows of an INSERT.
    pub(crate) fn values_end(&mut self) -> Result<Option<usize>, &'static str> {
        loop {
            match self.step()? {
                Step::Goes => {}
                Step::NeedMore => return Ok(None),
                Step::Ends(_) => return Ok(Some(self.at)),
            }
        }
    }

    pub(crate) fn copy_rows(&self) -> CopyRows {
        let quote = self.words.quote.unwrap_or(b'"');
        CopyRows::new(
            self.words
                .csv
                .then_some((quote, self.words.escape.unwrap_or(quote))),
        )
    }

    /// Skips white space and comments. `None` where the buffer ends before something else begins.
    fn skip_trivia(&mut self) -> Result<Option<()>, &'static str> {
        while let Some(&byte) = self.input.get(self.at) {
            if byte.is_ascii_whitespace() || byte == 0x0B {
                self.at += 1;
                continue;
            }
            if self.ambiguous(byte) {
                return Ok(None);
            }
            match self.lexis.comment(self.input, self.at) {
                None => return Ok(Some(())),
                Some(Reach::To(end)) => self.at = end,
                Some(Reach::Unfinished) if !self.at_end => return Ok(None),
                Some(Reach::Unfinished) if byte == b'/' => return Err("a comment"),
                Some(Reach::Unfinished) => self.at = self.input.len(),
            }
        }
        Ok(self.at_end.then_some(()))
    }

    /// Whether the bytes that tell what begins here are not there yet.
    fn ambiguous(&self, byte: u8) -> bool {
        const LONGEST_OPENING: usize = "/*M!999999".len();
        let need = match byte {
            b'-' => 3,
            b'/' => LONGEST_OPENING,
            _ => return false,
        };
        !self.at_end && self.input.len() - self.at < need
    }

    fn is_client_line(&self) -> bool {
        let byte = self.input[self.at];
        (byte == b'\\' && !self.lexis.is_sqlite())
            || (byte == b'.' && self.lexis.is_sqlite())
            || self.is_delimiter_line()
    }

    fn is_delimiter_line(&self) -> bool {
        const WORD: &[u8] = b"delimiter";
        self.lexis.is_mysql()
            && self
                .input
                .get(..WORD.len())
                .is_some_and(|word| word.eq_ignore_ascii_case(WORD))
            && self
                .input
                .get(WORD.len())
                .is_some_and(|byte| matches!(byte, b' ' | b'\t'))
    }

    fn client_line(&mut self) -> Option<Frame> {
        match memchr::memchr(b'\n', self.input) {
            Some(len) => self.at = len + 1,
            None if self.at_end => self.at = self.input.len(),
            None => return None,
        }
        Some(Frame {
            kind: FrameKind::ClientCommand,
            len: self.at,
        })
    }

    fn step(&mut self) -> Result<Step, &'static str> {
        let Some(&byte) = self.input.get(self.at) else {
            return if self.at_end {
                self.end_without_terminator()
            } else {
                Ok(Step::NeedMore)
            };
        };
        if begins_word(byte) {
            return Ok(self.word());
        }
        if self.ambiguous(byte) {
            return Ok(Step::NeedMore);
        }
        if let Some(reach) = self.lexis.comment(self.input, self.at) {
            return self.skip(reach, "a comment");
        }
        if let Some(reach) = self.lexis.quoted(self.input, self.at, self.lexis.backslash) {
            return self.skip_quoted(byte, reach);
        }
        if self.input.len() - self.at < self.delimiter.len() && !self.at_end {
            return Ok(Step::NeedMore);
        }
        if self.input[self.at..].starts_with(self.delimiter) && !self.executed {
            return self.terminator();
        }
        self.words.last = if byte.is_ascii_whitespace() {
            self.words.last
        } else {
            Last::Other
        };
        if !byte.is_ascii_whitespace() {
            self.words.trigger_end = TriggerEnd::No;
        }
        self.at += match byte {
            b'(' => {
                self.depth += 1;
                1
            }
            b')' => {
                self.depth = self.depth.saturating_sub(1);
                1
            }
            b'\\' if !self.lexis.is_sqlite() => {
                self.client_command = true;
                1
            }
            b'/' if self.lexis.is_mysql() => self.enter_executed(),
            b'*' if self.executed && self.input.get(self.at + 1) == Some(&b'/') => {
                self.executed = false;
                2
            }
            _ => 1,
        };
        Ok(Step::Goes)
    }

    fn enter_executed(&mut self) -> usize {
        match executable_comment(&self.input[self.at..]) {
            Some(len) => {
                self.executed = true;
                len
            }
            None => 1,
        }
    }

    /// A dump may end without the last terminator only where nothing but space follows it.
    fn end_without_terminator(&self) -> Result<Step, &'static str> {
        Err(if self.executed {
            "a comment"
        } else {
            "a statement"
        })
    }

    fn skip(&mut self, reach: Reach, within: &'static str) -> Result<Step, &'static str> {
        match reach {
            Reach::To(end) => {
                self.at = end;
                Ok(Step::Goes)
            }
            Reach::Unfinished if self.at_end => Err(within),
            Reach::Unfinished => Ok(Step::NeedMore),
        }
    }

    fn skip_quoted(&mut self, byte: u8, reach: Reach) -> Result<Step, &'static str> {
        // A quote at the very end of the buffer may be the first of a doubled one.
        if reach == Reach::To(self.input.len()) && !self.at_end && byte != b'[' {
            return Ok(Step::NeedMore);
        }
        if let (Reach::To(end), b'\'') = (reach, byte) {
            let body = &self.input[self.at + 1..end - 1];
            match self.words.last {
                Last::Quote => self.words.quote = body.first().copied(),
                Last::Escape => self.words.escape = body.first().copied(),
                _ => {}
            }
        }
        self.words.last = Last::Other;
        self.words.trigger_end = TriggerEnd::No;
        self.skip(reach, "a string or quoted name")
    }

    fn terminator(&mut self) -> Result<Step, &'static str> {
        let plain = self.delimiter == b";";
        if self.words.lead == Lead::Trigger && self.words.trigger_end != TriggerEnd::End {
            self.words.trigger_end = TriggerEnd::Semicolon;
            self.at += self.delimiter.len();
            return Ok(Step::Goes);
        }
        if plain && self.lexis.is_postgres() && (self.depth > 0 || self.words.begin_depth > 0) {
            self.at += 1;
            return Ok(Step::Goes);
        }
        self.at += self.delimiter.len();
        if self.words.lead == Lead::Copy && self.words.from_stdin {
            return self.copy_head_end();
        }
        let kind = if self.client_command {
            FrameKind::MixedStatement
        } else {
            FrameKind::Statement
        };
        Ok(Step::Ends(kind))
    }

    /// The data of a COPY begins on the next line.
    fn copy_head_end(&mut self) -> Result<Step, &'static str> {
        let rest = &self.input[self.at..];
        let Some(len) = memchr::memchr(b'\n', rest) else {
            return if self.at_end {
                Err("COPY data")
            } else {
                Ok(Step::NeedMore)
            };
        };
        if !rest[..len].trim_ascii().is_empty() {
            return Err("COPY data");
        }
        self.at += len + 1;
        Ok(Step::Ends(FrameKind::CopyHead))
    }

    fn word(&mut self) -> Step {
        let rest = &self.input[self.at..];
        let len = rest
            .iter()
            .position(|byte| !in_word(*byte))
            .unwrap_or(rest.len());
        // The byte after a word tells whether it is the prefix of a string.
        if len == rest.len() && !self.at_end {
            return Step::NeedMore;
        }
        if self.lexis.is_postgres()
            && len == 1
            && matches!(rest[0], b'e' | b'E')
            && rest.get(1) == Some(&b'\'')
        {
            return self.escape_string();
        }
        let word = &rest[..len];
        let is = |text: &[u8]| word.eq_ignore_ascii_case(text);
        self.at += len;
        let words = &mut self.words;
        if words.lead == Lead::Insert
            && self.depth == 0
            && !self.executed
            && (is(b"values") || (is(b"value") && self.lexis.is_mysql()))
            && words.last != Last::Default
        {
            return Step::Ends(FrameKind::InsertHead);
        }
        words.see(word, words.count, self.lexis);
        words.count += 1;
        Step::Goes
    }

    fn escape_string(&mut self) -> Step {
        match self.lexis.string(self.input, self.at + 2, b'\'', true) {
            Reach::To(end) if end < self.input.len() || self.at_end => {
                self.at = end;
                Step::Goes
            }
            Reach::Unfinished if self.at_end => {
                self.at = self.input.len();
                Step::Goes
            }
            _ => Step::NeedMore,
        }
    }
}

impl Words {
    fn see(&mut self, word: &[u8], index: usize, lexis: &Lexis) {
        let is = |text: &[u8]| word.eq_ignore_ascii_case(text);
        if index == 0 {
            self.lead = if is(b"insert") || (is(b"replace") && !lexis.is_postgres()) {
                Lead::Insert
            } else if is(b"copy") && lexis.is_postgres() {
                Lead::Copy
            } else if is(b"create") {
                Lead::Create
            } else {
                Lead::Other
            };
        } else if self.lead == Lead::Create && index < 5 {
            if lexis.is_postgres() && (is(b"function") || is(b"procedure")) {
                self.lead = Lead::Routine;
            } else if lexis.is_sqlite() && is(b"trigger") {
                self.lead = Lead::Trigger;
            }
        }
        match self.lead {
            Lead::Copy => {
                self.from_stdin |= self.last == Last::From && is(b"stdin");
                self.csv |= self.from_stdin && is(b"csv");
            }
            Lead::Routine if is(b"begin") => self.begin_depth += 1,
            Lead::Routine if self.begin_depth > 0 && is(b"case") => self.begin_depth += 1,
            Lead::Routine if is(b"end") => self.begin_depth = self.begin_depth.saturating_sub(1),
            _ => {}
        }
        self.trigger_end = match self.trigger_end {
            TriggerEnd::Semicolon if is(b"end") => TriggerEnd::End,
            _ => TriggerEnd::No,
        };
        self.last = if is(b"from") {
            Last::From
        } else if is(b"default") {
            Last::Default
        } else if is(b"quote") {
            Last::Quote
        } else if is(b"escape") {
            Last::Escape
        } else if is(b"as") {
            self.last
        } else {
            Last::Other
        };
    }
}
