//! A walk over tokens: keywords, names and parenthesised groups.

use bauta_model::{ColumnName, Span, TableName};

use super::names::SessionState;
use super::token::{Token, TokenKind, Tokens};

/// A place within a run of tokens.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) state: &'a SessionState,
    tokens: &'a [Token],
    at: usize,
}

/// One identifier and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) span: Span,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(bytes: &'a [u8], state: &'a SessionState, tokens: &'a [Token]) -> Self {
        Self {
            bytes,
            state,
            tokens,
            at: 0,
        }
    }

    /// Reads all tokens of a statement.
    pub(super) fn lex(bytes: &[u8], state: &SessionState) -> Vec<Token> {
        Tokens::new(bytes, state.syntax).collect()
    }

    pub(super) fn at_end(&self) -> bool {
        self.at >= self.tokens.len()
    }

    pub(super) fn peek(&self) -> Option<Token> {
        self.peek_at(0)
    }

    pub(super) fn peek_at(&self, distance: usize) -> Option<Token> {
        self.tokens.get(self.at + distance).copied()
    }

    pub(super) fn advance(&mut self) -> Option<Token> {
        let token = self.peek()?;
        self.at += 1;
        Some(token)
    }

    /// The same walk `distance` tokens earlier.
    pub(super) fn back(&self, distance: usize) -> Option<Self> {
        let at = self.at.checked_sub(distance)?;
        Some(Self { at, ..*self })
    }

    pub(super) fn raw(&self, token: Token) -> &'a [u8] {
        token.span.of(self.bytes)
    }

    /// Whether the token at `distance` is that bare word, whatever its case.
    pub(super) fn is_at(&self, distance: usize, keyword: &str) -> bool {
        self.peek_at(distance).is_some_and(|token| {
            token.kind == TokenKind::Word
                && self.raw(token).eq_ignore_ascii_case(keyword.as_bytes())
        })
    }

    pub(super) fn is(&self, keyword: &str) -> bool {
        self.is_at(0, keyword)
    }

    pub(super) fn is_any(&self, keywords: &[&str]) -> bool {
        keywords.iter().any(|keyword| self.is(keyword))
    }

    pub(super) fn is_symbol_at(&self, distance: usize, symbol: u8) -> bool {
        self.peek_at(distance)
            .is_some_and(|token| token.kind == TokenKind::Symbol(symbol))
    }

    pub(super) fn is_symbol(&self, symbol: u8) -> bool {
        self.is_symbol_at(0, symbol)
    }

    /// Takes the words of `keywords` (split at blanks) if they stand next, all of them.
    pub(super) fn eat(&mut self, keywords: &str) -> bool {
        let mut count = 0;
        for keyword in keywords.split(' ') {
            if !self.is_at(count, keyword) {
                return false;
            }
            count += 1;
        }
        self.at += count;
        true
    }

    pub(super) fn eat_any(&mut self, keywords: &[&str]) -> bool {
        keywords.iter().any(|keyword| self.eat(keyword))
    }

    pub(super) fn eat_symbol(&mut self, symbol: u8) -> bool {
        let found = self.is_symbol(symbol);
        self.at += usize::from(found);
        found
    }

    /// The next word in upper case; nothing if a quote or sign stands next.
    pub(super) fn keyword(&self) -> Option<String> {
        let token = self.peek().filter(|token| token.kind == TokenKind::Word)?;
        Some(String::from_utf8_lossy(self.raw(token)).to_ascii_uppercase())
    }

    pub(super) fn part(&mut self) -> Option<Part> {
        let token = self.peek()?;
        let name = self.state.identifier(self.bytes, token)?;
        self.at += 1;
        Some(Part {
            name,
            span: token.span,
        })
    }

    pub(super) fn name(&mut self) -> Option<String> {
        self.part().map(|part| part.name)
    }

    pub(super) fn column(&mut self) -> Option<ColumnName> {
        self.name().map(ColumnName)
    }

    /// A name of several parts with dots between.
    pub(super) fn qualified(&mut self) -> Option<Vec<Part>> {
        let mut parts = vec![self.part()?];
        while self.is_symbol(b'.') {
            self.at += 1;
            match self.part() {
                Some(part) => parts.push(part),
                None => return None,
            }
        }
        Some(parts)
    }

    pub(super) fn table(&mut self) -> Option<TableName> {
        let parts = self.qualified()?;
        self.state
            .resolve(parts.into_iter().map(|part| part.name).collect())
    }

    /// What stands between the parentheses that open here; moves past them.
    pub(super) fn group(&mut self) -> Option<Cursor<'a>> {
        if !self.is_symbol(b'(') {
            return None;
        }
        let start = self.at + 1;
        self.skip_balanced();
        let closed = self
            .tokens
            .get(self.at - 1)
            .is_some_and(|token| token.kind == TokenKind::Symbol(b')'));
        let end = if closed && self.at > start {
            self.at - 1
        } else {
            self.at
        };
        let tokens = self.tokens.get(start..end)?;
        Some(Cursor {
            tokens,
            at: 0,
            ..*self
        })
    }

    /// Moves past one token, or past a whole parenthesised group.
    pub(super) fn skip_balanced(&mut self) {
        let mut depth = 0_usize;
        while let Some(token) = self.advance() {
            match token.kind {
                TokenKind::Symbol(b'(') => depth += 1,
                TokenKind::Symbol(b')') => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// The tokens from `self` up to `end`, which is the same walk further on.
    pub(super) fn until(&self, end: &Cursor<'a>) -> Cursor<'a> {
        let tokens = self.tokens.get(self.at..end.at).unwrap_or_default();
        Cursor {
            tokens,
            at: 0,
            ..*self
        }
    }

    /// What is left, cut at the commas that stand outside of parentheses and brackets.
    pub(super) fn split_commas(&self) -> Vec<Cursor<'a>> {
        let (mut parts, mut depth, mut start) = (Vec::new(), 0_usize, self.at);
        let rest = self.tokens.iter().enumerate().skip(self.at);
        for (index, token) in rest {
            match token.kind {
                TokenKind::Symbol(b'(' | b'[') => depth += 1,
                TokenKind::Symbol(b')' | b']') => depth = depth.saturating_sub(1),
                TokenKind::Symbol(b',') if depth == 0 => {
                    parts.push(self.slice(start, index));
                    start = index + 1;
                }
                _ => {}
            }
        }
        if start < self.tokens.len() {
            parts.push(self.slice(start, self.tokens.len()));
        }
        parts
    }

    fn slice(&self, start: usize, end: usize) -> Cursor<'a> {
        let tokens = self.tokens.get(start..end).unwrap_or_default();
        Cursor {
            tokens,
            at: 0,
            ..*self
        }
    }

    /// From the first token left to the last, as bytes of the statement.
    pub(super) fn span(&self) -> Option<Span> {
        let first = self.peek()?;
        let last = self.tokens.last()?;
        Some(Span::new(first.span.start, last.span.end))
    }

    /// What is left as text.
    pub(super) fn text(&self) -> String {
        self.span()
            .map(|span| self.state.decode(span.of(self.bytes)))
            .unwrap_or_default()
    }

    /// What is left, token by token.
    pub(super) fn rest(&self) -> &'a [Token] {
        self.tokens.get(self.at..).unwrap_or_default()
    }

    /// The next token as a string literal's content.
    pub(super) fn literal(&mut self) -> Option<Vec<u8>> {
        let literal = self.state.literal(self.bytes, self.peek()?)?;
        self.at += 1;
        Some(literal)
    }

    /// The next token as a whole number.
    pub(super) fn number<T: std::str::FromStr>(&mut self) -> Option<T> {
        let token = self
            .peek()
            .filter(|token| token.kind == TokenKind::Number)?;
        let number = std::str::from_utf8(self.raw(token)).ok()?.parse().ok()?;
        self.at += 1;
        Some(number)
    }

    /// The next place of the bare words `keywords`, outside of parentheses; moves past them.
    pub(super) fn seek(&mut self, keywords: &str) -> bool {
        while !self.at_end() {
            if self.eat(keywords) {
                return true;
            }
            self.skip_balanced();
        }
        false
    }
}
