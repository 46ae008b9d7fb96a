//! Where a statement ends.

use crate::lexis::{Lexis, Reach, begins_word, executable_comment, in_word};
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
    CreateOr,
    CreateOrReplace,
    CreateTemporary,
    Routine,
    Trigger,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Last {
    #[default]
    Other,
    From,
    Default,
}

/// A trigger of `SQLite` ends with `; END;`.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum TriggerEnd {
    #[default]
    No,
    Semicolon,
    End,
}

/// The word of the line that sets the delimiter.
const DELIMITER: &[u8] = b"delimiter";

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
        if self.may_set_delimiter() {
            return Ok(None);
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
        // Its first word is not the first of a statement.
        self.words.count = 1;
        loop {
            match self.step()? {
                Step::Goes => {}
                Step::NeedMore => return Ok(None),
                Step::Ends(_) => return Ok(Some(self.at)),
            }
        }
    }

    /// Skips white space and comments. `None` where the buffer ends before something else begins.
    fn skip_trivia(&mut self) -> Result<Option<()>, &'static str> {
        while let Some(&byte) = self.input.get(self.at) {
            match self.delimiter_at(self.at) {
                Some(true) => return Ok(Some(())),
                None => return Ok(None),
                Some(false) => {}
            }
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
        !self.at_end && matches!(byte, b'-' | b'/') && self.lexis.undecided(&self.input[self.at..])
    }

    /// Whether the delimiter stands at `at`; `None` where the buffer ends before that is certain.
    /// The client of `MySQL` looks for it before anything else, even within words.
    fn delimiter_at(&self, at: usize) -> Option<bool> {
        let rest = &self.input[at..];
        if rest.starts_with(self.delimiter) {
            return Some(true);
        }
        let may_become = !self.at_end && self.delimiter.starts_with(rest);
        (!may_become).then_some(false)
    }

    fn is_client_line(&self) -> bool {
        let byte = self.input[self.at];
        (byte == b'\\' && !self.lexis.is_sqlite())
            || (byte == b'.' && self.lexis.is_sqlite())
            || self.is_delimiter_line()
    }

    fn is_delimiter_line(&self) -> bool {
        self.lexis.is_mysql()
            && self
                .input
                .get(..DELIMITER.len())
                .is_some_and(|word| word.eq_ignore_ascii_case(DELIMITER))
            && self
                .input
                .get(DELIMITER.len())
                .is_some_and(|byte| matches!(byte, b' ' | b'\t'))
    }

    /// Whether a line that sets the delimiter may have begun: the one in force may be part of it.
    fn may_set_delimiter(&self) -> bool {
        let word = &self.input[..self.input.len().min(DELIMITER.len())];
        !self.at_end
            && self.lexis.is_mysql()
            && self.input.len() <= DELIMITER.len()
            && word.eq_ignore_ascii_case(&DELIMITER[..word.len()])
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
        match self.delimiter_at(self.at) {
            Some(true) if !self.executed => return self.terminator(),
            None => return Ok(Step::NeedMore),
            Some(_) => {}
        }
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
        let mut len = self.lexis.word_len(rest);
        if in_word(self.delimiter[0]) {
            let places = self.at..self.at + len;
            let delimiter = places
                .clone()
                .find(|at| self.delimiter_at(*at) != Some(false));
            if let Some(at) = delimiter.filter(|_| !self.executed) {
                if self.delimiter_at(at).is_none() {
                    return Step::NeedMore;
                }
                len = at - self.at;
            }
        }
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
        words.see(word, self.depth, self.lexis);
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
    fn see(&mut self, word: &[u8], depth: usize, lexis: &Lexis) {
        let is = |text: &[u8]| word.eq_ignore_ascii_case(text);
        self.lead = self.lead_with(word, lexis);
        match self.lead {
            Lead::Copy => self.from_stdin |= self.last == Last::From && is(b"stdin"),
            // Names of arguments and columns stand in parentheses.
            Lead::Routine if depth > 0 => {}
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
        } else {
            Last::Other
        };
    }

    /// What the statement is, now that `word` has followed.
    fn lead_with(&self, word: &[u8], lexis: &Lexis) -> Lead {
        let is = |text: &[u8]| word.eq_ignore_ascii_case(text);
        let (first, postgres, sqlite) = (self.count == 0, lexis.is_postgres(), lexis.is_sqlite());
        match self.lead {
            Lead::Other if first && is(b"insert") => Lead::Insert,
            Lead::Other if first && is(b"replace") && !postgres => Lead::Insert,
            Lead::Other if first && is(b"copy") && postgres => Lead::Copy,
            Lead::Other if first && is(b"create") && !lexis.is_mysql() => Lead::Create,
            Lead::Create if postgres && is(b"or") => Lead::CreateOr,
            Lead::CreateOr if is(b"replace") => Lead::CreateOrReplace,
            Lead::Create | Lead::CreateOrReplace
                if postgres && (is(b"function") || is(b"procedure")) =>
            {
                Lead::Routine
            }
            Lead::Create if sqlite && (is(b"temp") || is(b"temporary")) => Lead::CreateTemporary,
            Lead::Create | Lead::CreateTemporary if sqlite && is(b"trigger") => Lead::Trigger,
            Lead::Create | Lead::CreateOr | Lead::CreateOrReplace | Lead::CreateTemporary => {
                Lead::Other
            }
            lead => lead,
        }
    }
}
