use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::compressed::Compressed;
use super::file::{PendingFile, Readers};
use super::settling::Settling;
use crate::error::{Code, Diagnostic, EngineError, write_error};
use crate::hex;
use crate::mask::Masked;

/// Where the masked dump goes.
pub enum Output {
    /// A file, which gets its name only when it is whole.
    File(PathBuf),
    /// A stream; what has been written cannot be taken back.
    Stream(Box<dyn Write + Send>),
    /// Nowhere.
    Discard,
}

impl std::fmt::Debug for Output {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
            Self::Stream(_) => f.write_str("Stream"),
            Self::Discard => f.write_str("Discard"),
        }
    }
}

/// What was written, as stored.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SinkSummary {
    pub(crate) bytes: u64,
    pub(crate) sha256: Option<String>,
}

/// An opened output.
pub(crate) enum Sink {
    File {
        pending: PendingFile,
        writer: Box<Compressed<Counted<Settling>>>,
    },
    Stream(Counted<Box<dyn Write + Send>>),
    Discard,
}

impl std::fmt::Debug for Sink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sink")
    }
}

impl Sink {
    pub(crate) fn open(output: Output, hashed: bool) -> Result<Self, EngineError> {
        match output {
            Output::Discard => Ok(Self::Discard),
            Output::Stream(writer) => Ok(Self::Stream(Counted::new(writer, hashed))),
            Output::File(path) => {
                let failed = |error: &io::Error| {
                    let message =
                        format!("cannot write beside {}: {}", path.display(), error.kind());
                    EngineError::from(
                        Diagnostic::new(Code::Io, message)
                            .hint("is the folder there, and writable?"),
                    )
                };
                let pending =
                    PendingFile::create(&path, Readers::Owner).map_err(|error| failed(&error))?;
                let file = pending.file().map_err(|error| failed(&error))?;
                let writer = Compressed::new(&path, Counted::new(Settling::new(file), hashed))
                    .map_err(|error| failed(&error))?;
                Ok(Self::File {
                    pending,
                    writer: Box::new(writer),
                })
            }
        }
    }

    /// Takes the next masked bytes.
    pub(crate) fn write(&mut self, bytes: Masked<&[u8]>) -> Result<(), EngineError> {
        let bytes = bytes.bytes();
        match self {
            Self::File { writer, .. } => writer.write_all(bytes),
            Self::Stream(writer) => writer.write_all(bytes),
            Self::Discard => Ok(()),
        }
        .map_err(|error| write_error(&error))
    }

    /// The output is whole: writes what is left of it. A file has no name yet.
    pub(crate) fn close(self) -> Result<Closed, EngineError> {
        match self {
            Self::Discard => Ok(Closed::default()),
            Self::Stream(mut writer) => {
                writer.flush().map_err(|error| write_error(&error))?;
                Ok(Closed {
                    pending: None,
                    summary: writer.summary(),
                })
            }
            Self::File { pending, writer } => {
                let mut counted = writer.finish().map_err(|error| write_error(&error))?;
                counted.flush().map_err(|error| write_error(&error))?;
                Ok(Closed {
                    pending: Some(pending),
                    summary: counted.summary(),
                })
            }
        }
    }

    /// The output will not be whole: a file vanishes, a stream ends with what makes its client fail.
    pub(crate) fn abandon(self, last_words: &[u8]) {
        if let Self::Stream(mut writer) = self {
            // The reader may be gone; there is nobody left to tell.
            writer
                .write_all(last_words)
                .and_then(|()| writer.flush())
                .ok();
        }
    }
}

/// An output that is whole. Unless it is kept, a file vanishes.
#[derive(Debug, Default)]
pub(crate) struct Closed {
    pending: Option<PendingFile>,
    summary: SinkSummary,
}

impl Closed {
    /// Where a file lies that has no name yet.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.pending.as_ref().map(PendingFile::path)
    }

    /// The name that a file will have.
    pub(crate) fn target(&self) -> Option<&Path> {
        self.pending.as_ref().map(PendingFile::target)
    }

    /// What was written.
    pub(crate) fn summary(&self) -> &SinkSummary {
        &self.summary
    }

    /// Makes a file durable and gives it its name.
    pub(crate) fn keep(self) -> Result<SinkSummary, EngineError> {
        if let Some(pending) = self.pending {
            pending.keep().map_err(|error| write_error(&error))?;
        }
        Ok(self.summary)
    }
}

/// Counts and digests what passes, after it was compressed.
pub(crate) struct Counted<W: Write> {
    writer: W,
    bytes: u64,
    digest: Option<Sha256>,
}

impl<W: Write> Counted<W> {
    fn new(writer: W, hashed: bool) -> Self {
        Self {
            writer,
            bytes: 0,
            digest: hashed.then(Sha256::new),
        }
    }

    fn summary(self) -> SinkSummary {
        let hex = |digest: Sha256| hex::lower(&digest.finalize());
        SinkSummary {
            bytes: self.bytes,
            sha256: self.digest.map(hex),
        }
    }
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let count = self.writer.write(buffer)?;
        self.bytes += count as u64;
        if let Some(digest) = &mut self.digest {
            digest.update(&buffer[..count]);
        }
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
