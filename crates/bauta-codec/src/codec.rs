use bauta_model::Span;

/// A value found inside another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Leaf<'a> {
    /// What it is.
    pub kind: LeafKind,
    /// Its decoded text: no quotes, no escapes. Empty for NULL.
    pub text: &'a [u8],
}

impl<'a> Leaf<'a> {
    pub(crate) fn new(kind: LeafKind, text: &'a [u8]) -> Self {
        Self { kind, text }
    }
}

/// What a leaf is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LeafKind {
    /// Text.
    Text,
    /// A number, as it is spelt.
    Number,
    /// `true` or `false`.
    Bool,
    /// NULL.
    Null,
}

/// What becomes of a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It stays byte for byte.
    Keep,
    /// It becomes the text in the buffer, encoded as the form wants it.
    Text,
    /// It becomes the literal in the buffer (a number, `true`), written as it is where the form
    /// has literals. The caller answers for its being one.
    Literal,
    /// It becomes NULL, or empty where the form has no NULL.
    Null,
}

/// A value is not of the form its codec reads. Never holds a byte of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not {expected}: {problem} at byte {at}")]
pub struct CodecError {
    /// What it should have been ("well-formed JSON").
    pub expected: &'static str,
    /// What is wrong.
    pub problem: Problem,
    /// Where, from the front of the value.
    pub at: usize,
}

/// What a codec objects to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Problem {
    /// A byte that cannot stand there.
    Unexpected,
    /// The value ends too early.
    CutOff,
    /// Nested more deeply than is followed.
    TooDeep,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Unexpected => "unexpected byte",
            Self::CutOff => "ends too early",
            Self::TooDeep => "nested too deeply",
        })
    }
}

/// Buffers that a codec works in; keep one per worker so that nothing is allocated per value.
#[derive(Debug, Default)]
pub struct Scratch {
    /// Decoded form of a leaf.
    pub decoded: Vec<u8>,
    /// Decoded form of a key.
    pub key: Vec<u8>,
    /// What the callback writes.
    pub changed: Vec<u8>,
}

/// Copies the input up to each change and on from behind it.
#[derive(Debug)]
pub(crate) struct Splice<'a> {
    input: &'a [u8],
    copied: usize,
    start: usize,
}

impl<'a> Splice<'a> {
    pub(crate) fn new(input: &'a [u8], out: &[u8]) -> Self {
        Self {
            input,
            copied: 0,
            start: out.len(),
        }
    }

    /// Copies what stands before `span` and leaves it out; the caller appends what takes its place.
    pub(crate) fn replace(&mut self, span: Span, out: &mut Vec<u8>) {
        out.extend_from_slice(Span::new(self.copied, span.start).of(self.input));
        self.copied = span.end;
    }

    /// Copies the rest, or takes back everything after a failure.
    pub(crate) fn finish<E>(self, done: Result<(), E>, out: &mut Vec<u8>) -> Result<(), E> {
        match done {
            Ok(()) => {
                out.extend_from_slice(Span::new(self.copied, self.input.len()).of(self.input));
            }
            Err(_) => out.truncate(self.start),
        }
        done
    }
}

/// A place in the input, with the form's name for errors.
#[derive(Debug)]
pub(crate) struct Cursor<'a> {
    pub(crate) input: &'a [u8],
    pub(crate) at: usize,
    expected: &'static str,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(input: &'a [u8], expected: &'static str) -> Self {
        Self {
            input,
            at: 0,
            expected,
        }
    }

    pub(crate) fn peek(&self) -> Option<u8> {
        self.input.get(self.at).copied()
    }

    pub(crate) fn rest(&self) -> &'a [u8] {
        self.input.get(self.at..).unwrap_or_default()
    }

    /// Skips ASCII white space.
    pub(crate) fn skip_blank(&mut self) {
        while self.peek().is_some_and(is_blank) {
            self.at += 1;
        }
    }

    /// Steps over `byte` if it comes next.
    pub(crate) fn eat(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    /// Steps over `text` if it comes next.
    pub(crate) fn eat_text(&mut self, text: &[u8]) -> bool {
        let there = self.rest().starts_with(text);
        if there {
            self.at += text.len();
        }
        there
    }

    /// Steps over `byte`, which must come next.
    pub(crate) fn expect(&mut self, byte: u8) -> Result<(), CodecError> {
        if self.eat(byte) {
            Ok(())
        } else {
            Err(self.unexpected())
        }
    }

    /// Nothing but blanks may follow.
    pub(crate) fn expect_end(&mut self) -> Result<(), CodecError> {
        self.skip_blank();
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.unexpected()),
        }
    }

    /// The byte here cannot stand here, or is missing.
    pub(crate) fn unexpected(&self) -> CodecError {
        self.error(match self.peek() {
            Some(_) => Problem::Unexpected,
            None => Problem::CutOff,
        })
    }

    pub(crate) fn error(&self, problem: Problem) -> CodecError {
        CodecError {
            expected: self.expected,
            problem,
            at: self.at,
        }
    }
}

pub(crate) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C)
}
