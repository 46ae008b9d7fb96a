use std::io::{self, Write};
use std::path::Path;

/// A writer that compresses as its file's name asks.
pub(crate) enum Compressed<W: Write> {
    None(W),
    Gzip(flate2::write::GzEncoder<W>),
    Zstd(zstd::stream::write::Encoder<'static, W>),
    Xz(liblzma::write::XzEncoder<W>),
    Bzip2(bzip2::write::BzEncoder<W>),
    Lz4(Box<lz4_flex::frame::FrameEncoder<W>>),
}

impl<W: Write> Compressed<W> {
    pub(super) fn new(path: &Path, writer: W) -> io::Result<Self> {
        let extension = path
            .extension()
            .and_then(|extension| extension.to_str())
            .unwrap_or_default();
        Ok(match extension {
            "gz" => Self::Gzip(flate2::write::GzEncoder::new(
                writer,
                flate2::Compression::new(6),
            )),
            "zst" => Self::Zstd(zstd::stream::write::Encoder::new(writer, 3)?),
            "xz" => Self::Xz(liblzma::write::XzEncoder::new(writer, 3)),
            "bz2" => Self::Bzip2(bzip2::write::BzEncoder::new(
                writer,
                bzip2::Compression::new(6),
            )),
            "lz4" => Self::Lz4(Box::new(lz4_flex::frame::FrameEncoder::new(writer))),
            _ => Self::None(writer),
        })
    }

    pub(super) fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::None(writer) => writer.write_all(bytes),
            Self::Gzip(writer) => writer.write_all(bytes),
            Self::Zstd(writer) => writer.write_all(bytes),
            Self::Xz(writer) => writer.write_all(bytes),
            Self::Bzip2(writer) => writer.write_all(bytes),
            Self::Lz4(writer) => writer.write_all(bytes),
        }
    }

    /// Writes the end of the compressed stream and gives the writer back.
    pub(super) fn finish(self) -> io::Result<W> {
        match self {
            Self::None(writer) => Ok(writer),
            Self::Gzip(writer) => writer.finish(),
            Self::Zstd(writer) => writer.finish(),
            Self::Xz(writer) => writer.finish(),
            Self::Bzip2(writer) => writer.finish(),
            Self::Lz4(writer) => writer.finish().map_err(io::Error::other),
        }
    }
}
