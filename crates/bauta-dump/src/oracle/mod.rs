//! A slow, obvious scanner that the fast one has to agree with.
//!
//! It has the whole dump before it, looks at one token after the other and remembers all of them;
//! it shares no code with the scanner but the lengths of characters.

mod agreement;

mod found;

mod soup;

use std::ops::Range;

use bauta_codec::Charset;
use bauta_model::Dialect;

use crate::FrameKind;

/// A frame, and the fields of its rows where it holds rows of an INSERT.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) kind: FrameKind,
    pub(crate) bytes: Range<usize>,
    pub(crate) rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) bytes: Range<usize>,
    pub(crate) fields: Vec<Range<usize>>,
}

/// What is wrong with the dump.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    CutOff,
    Unexpected,
}

/// All frames up to the end or to what is broken.
pub(crate) fn frames(dialect: Dialect, dump: &[u8]) -> (Vec<Told>, Option<Broken>) {
    let mut oracle = Oracle {
        dialect,
        dump,
        at: 0,
        backslash: dialect == Dialect::Mysql,
        ansi_quotes: false,
        charset: Charset::AsciiSafe,
        delimiter: b";".to_vec(),
        transactions: 0,
        told: Vec::new(),
    };
    let broken = oracle.dump().err();
    (oracle.told, broken)
}

struct Oracle<'a> {
    dialect: Dialect,
    dump: &'a [u8],
    at: usize,
    backslash: bool,
    ansi_quotes: bool,
    charset: Charset,
    delimiter: Vec<u8>,
    /// Transactions of `SQLite` that have begun and not ended.
    transactions: usize,
    told: Vec<Told>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Blank,
    Comment,
    /// `/*!40101 `: what follows is code.
    Code,
    /// Anything in quotes.
    Quoted,
    /// In upper case.
    Word(String),
    Delimiter,
    Symbol(u8),
}

/// Whether the delimiter counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Statement,
    Rows,
}

impl Oracle<'_> {
    fn dump(&mut self) -> Result<(), Broken> {
        while self.at < self.dump.len() {
            let blank = self.blank_from(self.at, Within::Statement)?;
            if blank > self.at {
                self.tell(FrameKind::Trivia, blank);
                continue;
            }
            if let Some(end) = self.client_line() {
                self.tell(FrameKind::ClientCommand, end);
                continue;
            }
            let (kind, end, tokens) = self.statement(Lead::Any)?;
            let start = self.at;
            self.tell(kind, end);
            match kind {
                FrameKind::Statement => self.obey(start, end),
                FrameKind::CopyHead => self.copy_data(&tokens)?,
                FrameKind::InsertHead => self.rows()?,
                _ => {}
            }
        }
        if self.transactions > 0 {
            return Err(Broken::CutOff);
        }
        Ok(())
    }

    fn tell(&mut self, kind: FrameKind, end: usize) {
        self.told.push(Told {
            kind,
            bytes: self.at..end,
            rows: Vec::new(),
        });
        self.at = end;
    }

    fn starts(&self, at: usize, with: &[u8]) -> bool {
        self.dump[at.min(self.dump.len())..].starts_with(with)
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.dump.get(at).copied()
    }

    fn character(&self, at: usize) -> usize {
        self.charset.char_len(&self.dump[at..])
    }

    /// Behind the end of the line that `at` is in.
    fn line_end(&self, mut at: usize) -> usize {
        while at < self.dump.len() {
            at += 1;
            if self.dump[at - 1] == b'\n' {
                break;
            }
        }
        at
    }

    /// Behind the blanks and comments that begin at `at`.
    fn blank_from(&self, mut at: usize, within: Within) -> Result<usize, Broken> {
        while at < self.dump.len() {
            match self.token(at, within) {
                Ok((Token::Blank | Token::Comment, end)) => at = end,
                Err(broken) if self.starts(at, b"/*") => return Err(broken),
                // What else is broken is found by whoever it belongs to.
                _ => break,
            }
        }
        Ok(at)
    }

    fn client_line(&mut self) -> Option<usize> {
        let line = &self.dump[self.at..self.line_end(self.at)];
        let first = line.first()?;
        let word = line
            .split(|byte| matches!(byte, b' ' | b'\t'))
            .next()
            .unwrap_or_default();
        let sets_delimiter = self.dialect == Dialect::Mysql
            && word.len() < line.len()
            && word.eq_ignore_ascii_case(b"DELIMITER");
        if sets_delimiter {
            let mut words = line.split(u8::is_ascii_whitespace).skip(1);
            if let Some(delimiter) = words.find(|word| !word.is_empty()) {
                self.delimiter = delimiter.to_vec();
            }
        }
        let mark = match self.dialect {
            Dialect::Sqlite => b'.',
            _ => b'\\',
        };
        (sets_delimiter || *first == mark).then_some(self.at + line.len())
    }

    fn token(&self, at: usize, within: Within) -> Result<(Token, usize), Broken> {
        let byte = self.dump[at];
        let mysql = self.dialect == Dialect::Mysql;
        let postgres = self.dialect == Dialect::Postgres;
        if within == Within::Statement && mysql && self.delimiter != b";" {
            // The client looks for it before it looks at anything else.
            if self.starts(at, &self.delimiter) {
                return Ok((Token::Delimiter, at + self.delimiter.len()));
            }
        }
        if matches!(byte, b' ' | b'\t' | b'\n' | 0x0B | 0x0C | b'\r') {
            return Ok((Token::Blank, at + 1));
        }
        let dashes = self.starts(at, b"--")
            && (!mysql
                || self
                    .byte(at + 2)
                    .is_none_or(|byte| byte <= b' ' || byte == 0x7F));
        if dashes || (mysql && byte == b'#') {
            return Ok((Token::Comment, self.line_end(at)));
        }
        if self.starts(at, b"/*") {
            if mysql && (self.starts(at, b"/*!") || self.starts(at, b"/*M!")) {
                let mark = if self.starts(at, b"/*!") { 3 } else { 4 };
                if !self.starts(at + mark, b"999999") {
                    return Ok((Token::Code, at + mark));
                }
            }
            return Ok((Token::Comment, self.comment_end(at + 2, postgres)?));
        }
        if postgres && matches!(byte, b'e' | b'E') && self.byte(at + 1) == Some(b'\'') {
            return Ok((Token::Quoted, self.string_end(at + 2, b'\'', true)?));
        }
        let end = match byte {
            b'\'' => self.string_end(at + 1, byte, self.backslash)?,
            b'"' => self.string_end(at + 1, byte, mysql && !self.ansi_quotes && self.backslash)?,
            b'`' if !postgres => self.string_end(at + 1, byte, false)?,
            b'[' if self.dialect == Dialect::Sqlite => self.find(at + 1, b"]")?,
            b'$' if postgres => match self.dollar_tag(at) {
                Some(tag) => self.find(at + tag.len(), tag)?,
                None => at,
            },
            _ => at,
        };
        if end > at {
            return Ok((Token::Quoted, end));
        }
        if byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80 {
            let end = self.word_end(at, within);
            let word = String::from_utf8_lossy(&self.dump[at..end]).to_ascii_uppercase();
            return Ok((Token::Word(word), end));
        }
        if within == Within::Statement && self.starts(at, &self.delimiter) {
            return Ok((Token::Delimiter, at + self.delimiter.len()));
        }
        Ok((Token::Symbol(byte), at + 1))
    }

    fn word_end(&self, mut at: usize, within: Within) -> usize {
        while let Some(byte) = self.byte(at) {
            let goes_on =
                byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || byte >= 0x80;
            let delimiter = within == Within::Statement
                && self.delimiter != b";"
                && self.starts(at, &self.delimiter);
            if !goes_on || delimiter {
                break;
            }
            at += self.character(at);
        }
        at
    }

    fn comment_end(&self, mut at: usize, nests: bool) -> Result<usize, Broken> {
        let mut depth = 1;
        while at < self.dump.len() {
            if self.starts(at, b"*/") {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return Ok(at);
                }
            } else if nests && self.starts(at, b"/*") {
                depth += 1;
                at += 2;
            } else {
                at += 1;
            }
        }
        Err(Broken::CutOff)
    }

    fn string_end(&self, mut at: usize, quote: u8, backslash: bool) -> Result<usize, Broken> {
        while let Some(byte) = self.byte(at) {
            if backslash && byte == b'\\' {
                if at + 1 >= self.dump.len() {
                    break;
                }
                at += 1 + self.character(at + 1);
            } else if byte != quote {
                at += self.character(at);
            } else if self.byte(at + 1) == Some(quote) {
                at += 2;
            } else {
                return Ok(at + 1);
            }
        }
        Err(Broken::CutOff)
    }

    /// Behind the next `what`.
    fn find(&self, mut at: usize, what: &[u8]) -> Result<usize, Broken> {
        while at < self.dump.len() {
            if self.starts(at, what) {
                return Ok(at + what.len());
            }
            at += 1;
        }
        Err(Broken::CutOff)
    }

    fn dollar_tag(&self, start: usize) -> Option<&[u8]> {
        let mut at = start + 1;
        loop {
            match self.byte(at)? {
                b'$' => return Some(&self.dump[start..=at]),
                b'0'..=b'9' if at > start + 1 => at += 1,
                b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => at += 1,
                _ => return None,
            }
        }
    }
}

/// Whether a statement may turn out to have rows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    Any,
    /// It is what follows the rows of an INSERT.
    Tail,
}

impl Oracle<'_> {
    /// What the statement at hand is, its end, and its tokens but for blanks and comments.
    fn statement(&self, lead: Lead) -> Result<(FrameKind, usize, Vec<Token>), Broken> {
        let mut tokens: Vec<Token> = Vec::new();
        let (mut depth, mut begun, mut code, mut client) = (0usize, 0usize, false, false);
        let mut at = self.at;
        loop {
            if at >= self.dump.len() {
                return Err(Broken::CutOff);
            }
            if code && self.starts(at, b"*/") {
                (code, at) = (false, at + 2);
                tokens.push(Token::Symbol(b'*'));
                continue;
            }
            let (token, end) = self.token(at, Within::Statement)?;
            at = end;
            match &token {
                Token::Blank | Token::Comment => continue,
                Token::Code => code = true,
                Token::Symbol(b'(') => depth += 1,
                Token::Symbol(b')') => depth = depth.saturating_sub(1),
                Token::Symbol(b'\\') if self.dialect != Dialect::Sqlite => client = true,
                Token::Word(word)
                    if lead == Lead::Any
                        && depth == 0
                        && !code
                        && self.opens_rows(&tokens, word) =>
                {
                    return Ok((FrameKind::InsertHead, at, tokens));
                }
                _ => {}
            }
            if let Token::Word(word) = &token
                && depth == 0
                && self.is_routine(&tokens)
                && lead == Lead::Any
            {
                match word.as_str() {
                    "BEGIN" => begun += 1,
                    "CASE" if begun > 0 => begun += 1,
                    "END" => begun = begun.saturating_sub(1),
                    _ => {}
                }
            }
            let terminates = token == Token::Delimiter && !code;
            let inner = match self.dialect {
                Dialect::Postgres => depth > 0 || begun > 0,
                Dialect::Sqlite => {
                    lead == Lead::Any && self.is_trigger(&tokens) && !ends_trigger(&tokens)
                }
                Dialect::Mysql => false,
            };
            tokens.push(token);
            if terminates && !inner {
                break;
            }
        }
        if lead == Lead::Any && self.is_copy(&tokens) {
            let end = self.line_end(at);
            let line = &self.dump[at..end];
            if !line.ends_with(b"\n") || !line.trim_ascii().is_empty() {
                return Err(Broken::CutOff);
            }
            return Ok((FrameKind::CopyHead, end, tokens));
        }
        let kind = if client {
            FrameKind::MixedStatement
        } else {
            FrameKind::Statement
        };
        Ok((kind, at, tokens))
    }

    fn opens_rows(&self, before: &[Token], word: &str) -> bool {
        let mysql = self.dialect == Dialect::Mysql;
        let verb = match words(before).first() {
            Some(&"INSERT") => true,
            Some(&"REPLACE") => self.dialect != Dialect::Postgres,
            _ => false,
        };
        let defaults = matches!(before.last(), Some(Token::Word(word)) if word == "DEFAULT");
        verb && !defaults && (word == "VALUES" || (mysql && word == "VALUE"))
    }

    fn is_routine(&self, before: &[Token]) -> bool {
        self.dialect == Dialect::Postgres
            && matches!(
                words(before)[..],
                ["CREATE", "FUNCTION" | "PROCEDURE", ..]
                    | ["CREATE", "OR", "REPLACE", "FUNCTION" | "PROCEDURE", ..]
            )
    }

    fn is_trigger(&self, before: &[Token]) -> bool {
        self.dialect == Dialect::Sqlite
            && matches!(
                words(before)[..],
                ["CREATE", "TRIGGER", ..] | ["CREATE", "TEMP" | "TEMPORARY", "TRIGGER", ..]
            )
    }

    fn is_copy(&self, tokens: &[Token]) -> bool {
        let is = |token: &Token, text: &str| matches!(token, Token::Word(word) if word == text);
        self.dialect == Dialect::Postgres
            && words(tokens).first() == Some(&"COPY")
            && tokens
                .windows(2)
                .any(|pair| is(&pair[0], "FROM") && is(&pair[1], "STDIN"))
    }

    /// Rows of COPY up to the line that ends them.
    fn copy_data(&mut self, head: &[Token]) -> Result<(), Broken> {
        // Only a head that can be read says how its rows are written.
        let csv = matches!(head, [Token::Word(_), ..]) && words(head).contains(&"CSV");
        let start = self.at;
        let (mut at, mut quoted) = (start, false);
        loop {
            let end = self.line_end(at);
            let line = &self.dump[at..end];
            let whole = line.ends_with(b"\n");
            let bare = line.strip_suffix(b"\n").unwrap_or(line);
            if !quoted && bare.strip_suffix(b"\r").unwrap_or(bare) == b"\\." {
                if at > start {
                    self.tell(FrameKind::CopyRows, at);
                }
                self.tell(FrameKind::CopyEnd, end);
                return Ok(());
            }
            if !whole {
                return Err(Broken::CutOff);
            }
            if csv {
                for byte in line {
                    quoted ^= *byte == b'"';
                }
            }
            at = end;
        }
    }

    /// Rows of an INSERT and what follows them.
    fn rows(&mut self) -> Result<(), Broken> {
        let mut rows: Vec<Row> = Vec::new();
        let mut end = self.at;
        loop {
            let mut at = self.blank_from(end, Within::Rows)?;
            if !rows.is_empty() {
                if self.byte(at).is_some_and(|byte| byte != b',') {
                    break;
                }
                at = self.blank_from((at + 1).min(self.dump.len()), Within::Rows)?;
            }
            if at == self.dump.len() {
                return Err(Broken::CutOff);
            }
            if self.byte(at) != Some(b'(') {
                break;
            }
            let row = self.row(at)?;
            end = row.bytes.end;
            rows.push(row);
        }
        if rows.is_empty() {
            return Err(Broken::Unexpected);
        }
        self.tell(FrameKind::InsertRows, end);
        if let Some(told) = self.told.last_mut() {
            told.rows = rows;
        }
        let (_, end, _) = self.statement(Lead::Tail)?;
        self.tell(FrameKind::InsertEnd, end);
        Ok(())
    }

    fn row(&self, start: usize) -> Result<Row, Broken> {
        let (mut fields, mut depth) = (Vec::new(), 0);
        let (mut field, mut at) = (start + 1, start + 1);
        while at < self.dump.len() {
            let (token, end) = self.token(at, Within::Rows)?;
            match token {
                Token::Symbol(b'(') => depth += 1,
                Token::Symbol(b')') if depth > 0 => depth -= 1,
                Token::Symbol(b';' | b'\\') => return Err(Broken::Unexpected),
                Token::Symbol(mark @ (b',' | b')')) if depth == 0 => {
                    let bytes = self.trimmed(field, at);
                    if !(mark == b')' && fields.is_empty() && bytes.is_empty()) {
                        fields.push(bytes);
                    }
                    field = end;
                    if mark == b')' {
                        return Ok(Row {
                            bytes: start..end,
                            fields,
                        });
                    }
                }
                _ => {}
            }
            at = end;
        }
        Err(Broken::CutOff)
    }

    fn trimmed(&self, mut start: usize, mut end: usize) -> Range<usize> {
        while start < end && self.dump[start].is_ascii_whitespace() {
            start += 1;
        }
        while start < end && self.dump[end - 1].is_ascii_whitespace() {
            end -= 1;
        }
        start..end
    }

    /// What a statement changes about how the rest is read.
    fn obey(&mut self, start: usize, end: usize) {
        let text = String::from_utf8_lossy(&self.dump[start..end]).to_ascii_uppercase();
        let words: Vec<_> = text
            .split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '@' | '-' | '.')))
            .filter(|word| !word.is_empty())
            .skip_while(|word| {
                let version = word.bytes().all(|byte| byte.is_ascii_digit());
                self.dialect == Dialect::Mysql && (*word == "M" || version)
            })
            .collect();
        if self.dialect == Dialect::Postgres && !text.starts_with("SET") {
            return;
        }
        match (self.dialect, &words[..]) {
            (Dialect::Sqlite, ["BEGIN", ..]) if end - start <= 64 => self.transactions += 1,
            (Dialect::Sqlite, ["COMMIT" | "ROLLBACK" | "END", ..]) if end - start <= 64 => {
                self.transactions = self.transactions.saturating_sub(1);
            }
            (Dialect::Postgres, ["SET", "CLIENT_ENCODING", name, ..])
            | (Dialect::Mysql, ["SET", "NAMES", name, ..]) => self.charset = Charset::named(name),
            (Dialect::Postgres, ["SET", "STANDARD_CONFORMING_STRINGS", value, ..]) => {
                self.backslash = *value == "OFF";
            }
            (Dialect::Mysql, ["SET", "SQL_MODE", modes @ ..]) => {
                self.backslash = !modes.contains(&"NO_BACKSLASH_ESCAPES");
                self.ansi_quotes = modes.contains(&"ANSI_QUOTES");
            }
            _ => {}
        }
    }
}

fn words(tokens: &[Token]) -> Vec<&str> {
    let mut words = Vec::new();
    for token in tokens {
        if let Token::Word(word) = token {
            words.push(word.as_str());
        }
    }
    words
}

fn ends_trigger(before: &[Token]) -> bool {
    matches!(before, [.., Token::Delimiter, Token::Word(word)] if word == "END")
}
