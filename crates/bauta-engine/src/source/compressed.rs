//! Compression is recognised by its first bytes; several members after each other are one input.

use std::io::{self, BufRead, BufReader, Read};

use lz4_flex::frame::FrameDecoder;

/// What the first bytes say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compression {
    None,
    Gzip,
    Zstd,
    Xz,
    Bzip2,
    Lz4,
}

impl Compression {
    /// Longest mark.
    pub(super) const MARK_BYTES: usize = 6;

    pub(super) fn of(front: &[u8]) -> Self {
        match front {
            [0x1F, 0x8B, ..] => Self::Gzip,
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Self::Zstd,
            [0xFD, b'7', b'z', b'X', b'Z', 0, ..] => Self::Xz,
            [b'B', b'Z', b'h', b'1'..=b'9', ..] => Self::Bzip2,
            [0x04, 0x22, 0x4D, 0x18, ..] => Self::Lz4,
            _ => Self::None,
        }
    }

    pub(super) fn open<R: BufRead + Send + 'static>(
        self,
        reader: R,
    ) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Self::None => Box::new(reader),
            Self::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(reader)),
            Self::Zstd => {
                let mut decoder = zstd::stream::read::Decoder::with_buffer(reader)?;
                // Windows of `zstd --long=31` are the caller's choice; the memory they take is the decoder's.
                decoder.window_log_max(31)?;
                Box::new(decoder)
            }
            Self::Xz => Box::new(liblzma::bufread::XzDecoder::new_multi_decoder(reader)),
            Self::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(reader)),
            Self::Lz4 => Box::new(Lz4Members {
                decoder: Some(FrameDecoder::new(BufReader::new(reader))),
            }),
        })
    }
}

/// Reads LZ4 frames after each other.
struct Lz4Members<R: Read> {
    decoder: Option<FrameDecoder<BufReader<R>>>,
}

impl<R: Read> Read for Lz4Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while let Some(decoder) = &mut self.decoder {
            let count = decoder.read(buffer)?;
            if count > 0 || buffer.is_empty() {
                return Ok(count);
            }
            if decoder.get_mut().fill_buf()?.is_empty() {
                return Ok(0);
            }
            self.decoder = self
                .decoder
                .take()
                .map(|decoder| FrameDecoder::new(decoder.into_inner()));
        }
        Ok(0)
    }
}
