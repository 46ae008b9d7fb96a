use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};

use super::compressed::Compression;
use crate::error::{Code, Diagnostic, EngineError, read_error};
use crate::hex;

/// The dump to read.
pub enum Input {
    /// A file; it can be read twice.
    File(PathBuf),
    /// A stream; it can be read once.
    Stream(Box<dyn Read + Send>),
}

impl std::fmt::Debug for Input {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(path) => f.debug_tuple("File").field(path).finish(),
            Self::Stream(_) => f.write_str("Stream"),
        }
    }
}

/// Bytes read so far, as stored, and their digest where it was asked for.
#[derive(Debug, Default)]
pub(crate) struct SourceHash {
    pub(crate) bytes: u64,
    digest: Option<Sha256>,
}

impl SourceHash {
    /// The digest in hexadecimal.
    pub(crate) fn hex(&self) -> Option<String> {
        let digest = self.digest.clone()?.finalize();
        Some(hex::lower(&digest))
    }
}

/// An opened input: decompressed bytes, and what is known of the stored ones.
pub(crate) struct Source {
    reader: Box<dyn Read + Send>,
    stored: Arc<Mutex<SourceHash>>,
    stored_bytes: Option<u64>,
    what: &'static str,
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Source")
            .field("what", &self.what)
            .finish_non_exhaustive()
    }
}

const BUFFER_BYTES: usize = 1 << 16;

impl Source {
    /// Opens a file from its start.
    pub(crate) fn open(path: &Path, hashed: bool) -> Result<Self, EngineError> {
        let failed = |error: io::Error| {
            let message = format!("cannot open {}: {}", path.display(), error.kind());
            EngineError::from(Diagnostic::new(Code::Io, message).hint("is it there, and readable?"))
        };
        let file = File::open(path).map_err(failed)?;
        let metadata = file.metadata().map_err(failed)?;
        if metadata.is_dir() {
            return Err(Diagnostic::new(
                Code::UnknownFormat,
                format!("{} is a folder", path.display()),
            )
            .hint("pg_dump -Fd folders are not read yet; dump with --format=plain")
            .into());
        }
        let length = metadata.is_file().then_some(metadata.len());
        Self::new(Box::new(file), length, hashed)
    }

    /// Reads from a stream.
    pub(crate) fn stream(reader: Box<dyn Read + Send>, hashed: bool) -> Result<Self, EngineError> {
        Self::new(reader, None, hashed)
    }

    fn new(
        reader: Box<dyn Read + Send>,
        stored_bytes: Option<u64>,
        hashed: bool,
    ) -> Result<Self, EngineError> {
        let stored = Arc::new(Mutex::new(SourceHash {
            bytes: 0,
            digest: hashed.then(Sha256::new),
        }));
        let mut counted = Counted {
            reader,
            stored: Arc::clone(&stored),
        };
        let mut front = vec![0; Compression::MARK_BYTES];
        let mut filled = 0;
        while filled < front.len() {
            match counted.read(&mut front[filled..]) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(read_error(&error, "the input file")),
            }
        }
        front.truncate(filled);
        let compression = Compression::of(&front);
        let whole = io::Cursor::new(front).chain(counted);
        let (reader, what): (Box<dyn Read + Send>, _) = if compression == Compression::None {
            (Box::new(whole), "the input file")
        } else {
            let buffered = BufReader::with_capacity(BUFFER_BYTES, whole);
            (
                compression
                    .open(buffered)
                    .map_err(|error| read_error(&error, "the compressed input"))?,
                "the compressed input",
            )
        };
        Ok(Self {
            reader,
            stored,
            stored_bytes,
            what,
        })
    }

    /// Reads up to `wanted` bytes behind what `buffer` holds; answers whether the input is over.
    pub(crate) fn fill(
        &mut self,
        buffer: &mut Vec<u8>,
        wanted: usize,
    ) -> Result<bool, EngineError> {
        let mut filled = buffer.len();
        let outcome = self.fill_behind(buffer, &mut filled, wanted);
        buffer.truncate(filled);
        outcome
    }

    /// Reads up to `wanted` bytes behind the first `filled` of `buffer`; answers whether the input
    /// is over. What the buffer holds behind them is of no account, and saves clearing the room.
    pub(crate) fn fill_behind(
        &mut self,
        buffer: &mut Vec<u8>,
        filled: &mut usize,
        wanted: usize,
    ) -> Result<bool, EngineError> {
        let end = *filled + wanted;
        if buffer.len() < end {
            buffer.resize(end, 0);
        }
        while *filled < end {
            match self.reader.read(&mut buffer[*filled..end]) {
                Ok(0) => break,
                Ok(count) => *filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(read_error(&error, self.what)),
            }
        }
        Ok(*filled < end)
    }

    /// Stored bytes read so far and in all, where that is known.
    pub(crate) fn progress(&self) -> (u64, Option<u64>) {
        (
            self.stored
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .bytes,
            self.stored_bytes,
        )
    }

    /// Reads what is left, so that the digest covers the whole file, and gives it.
    pub(crate) fn finish(mut self) -> Result<SourceHash, EngineError> {
        io::copy(&mut self.reader, &mut io::sink())
            .map_err(|error| read_error(&error, self.what))?;
        let mut stored = self.stored.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(std::mem::take(&mut *stored))
    }
}

/// Counts and digests what passes, before it is decompressed.
struct Counted {
    reader: Box<dyn Read + Send>,
    stored: Arc<Mutex<SourceHash>>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.reader.read(buffer)?;
        let mut stored = self.stored.lock().unwrap_or_else(PoisonError::into_inner);
        stored.bytes += count as u64;
        if let Some(digest) = &mut stored.digest {
            digest.update(&buffer[..count]);
        }
        Ok(count)
    }
}

impl Input {
    /// Reads standard input.
    pub fn stdin() -> Self {
        Self::Stream(Box::new(io::stdin()))
    }

    /// Reads from anything.
    pub fn from_reader(reader: impl Read + Send + 'static) -> Self {
        Self::Stream(Box::new(reader))
    }
}
