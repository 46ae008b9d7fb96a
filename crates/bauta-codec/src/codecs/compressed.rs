//! Compressed bytes: gzip, zlib, and zlib behind a length as `MySQL`'s `COMPRESS` writes it.
//!
//! What comes out is bounded by the caller, since a few bytes can stand for very many. Other
//! compressions and archives are not opened.
//!
//! *Source:* RFC 1950, RFC 1952; `MySQL` 8.4 manual, section 14.13, "COMPRESS".

use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::bufread::{MultiGzDecoder, ZlibDecoder};
use flate2::write::{GzEncoder, ZlibEncoder};

/// How bytes are wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// Gzip, one member or several.
    Gzip,
    /// Zlib.
    Zlib,
    /// Zlib behind the length of what is in it, in four bytes.
    Mysql,
}

/// How much of what is in it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All.
    Whole,
    /// As far as it is sound: it is cut off or damaged, or something stands behind it.
    Broken,
    /// As much as was allowed.
    TooLarge,
}

impl Packing {
    /// How `bytes` seem to be wrapped, by their front.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0x1F, 0x8B, 0x08, ..] => Some(Self::Gzip),
            [0x78, level, ..] if is_level(*level) => Some(Self::Zlib),
            [_, _, _, high, 0x78, level, ..] if is_level(*level) && high & 0xC0 == 0 => {
                Some(Self::Mysql)
            }
            _ => None,
        }
    }

    /// Appends what is in `bytes`, at most `most` bytes; `None` where it is not packed so.
    pub fn unpack(self, bytes: &[u8], most: usize, out: &mut Vec<u8>) -> Option<Extent> {
        let start = out.len();
        let body = match self {
            Self::Mysql => bytes.get(4..)?,
            _ => bytes,
        };
        let (read, left) = match self {
            Self::Gzip => {
                let mut decoder = MultiGzDecoder::new(body);
                (fill(&mut decoder, most, out), 0)
            }
            Self::Zlib | Self::Mysql => {
                let mut decoder = ZlibDecoder::new(body);
                let read = fill(&mut decoder, most, out);
                (read, decoder.into_inner().len())
            }
        };
        let length = out.len() - start;
        if length > most {
            out.truncate(start + most);
            return Some(Extent::TooLarge);
        }
        let is_whole = read.is_ok() && left == 0;
        if self == Self::Mysql {
            let told = bytes
                .first_chunk::<4>()
                .map(|bytes| u32::from_le_bytes(*bytes));
            let fits = told.is_some_and(|told| u32::try_from(length) == Ok(told));
            // Four bytes before a front of two come about by chance.
            return (is_whole && fits).then_some(Extent::Whole);
        }
        match (is_whole, length) {
            (true, _) => Some(Extent::Whole),
            (false, 0) => None,
            (false, _) => Some(Extent::Broken),
        }
    }

    /// Appends `bytes` wrapped.
    pub fn pack(self, bytes: &[u8], out: &mut Vec<u8>) {
        let level = Compression::default();
        // Nothing fails that is written into memory.
        let _written: io::Result<()> = match self {
            Self::Gzip => {
                let mut encoder = GzEncoder::new(out, level);
                encoder
                    .write_all(bytes)
                    .and_then(|()| encoder.finish().map(|_| ()))
            }
            Self::Zlib | Self::Mysql => {
                if self == Self::Mysql {
                    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
                    out.extend_from_slice(&length.to_le_bytes());
                }
                let mut encoder = ZlibEncoder::new(out, level);
                encoder
                    .write_all(bytes)
                    .and_then(|()| encoder.finish().map(|_| ()))
            }
        };
    }
}

/// Whether the front of a field as it stands in a dump may be that of compressed bytes, behind a
/// quote and whatever marks it as bytes.
pub fn may_begin(field: &[u8]) -> bool {
    let front = field.get(..MOST_FRONT).unwrap_or(field);
    front.windows(3).any(|part| match part {
        [0x1F, 0x8B, _] => true,
        [0x78, level, _] => is_level(*level) && *level != 0x5E,
        _ => false,
    })
}

/// Room for `_binary '`, a length of four bytes and their escapes.
const MOST_FRONT: usize = 24;

/// The second byte of zlib: levels, of which the check holds with 0x78 before.
fn is_level(byte: u8) -> bool {
    matches!(byte, 0x01 | 0x5E | 0x9C | 0xDA)
}

fn fill(decoder: &mut impl Read, most: usize, out: &mut Vec<u8>) -> io::Result<()> {
    let most = u64::try_from(most).unwrap_or(u64::MAX);
    decoder
        .take(most.saturating_add(1))
        .read_to_end(out)
        .map(|_| ())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [Packing; 3] = [Packing::Gzip, Packing::Zlib, Packing::Mysql];

    fn packed(packing: Packing, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        packing.pack(bytes, &mut out);
        out
    }

    fn unpacked(bytes: &[u8], most: usize) -> Option<(Extent, Vec<u8>)> {
        let mut out = Vec::new();
        let extent = Packing::of(bytes)?.unpack(bytes, most, &mut out)?;
        Some((extent, out))
    }

    #[test]
    fn more_than_is_allowed_is_not_read() {
        for packing in ALL {
            let bomb = packed(packing, &vec![b'a'; 1 << 20]);
            let (extent, read) = unpacked(&bomb, 1000).unwrap();
            assert_eq!((extent, read.len()), (Extent::TooLarge, 1000));
        }
    }

    #[test]
    fn what_is_cut_off_is_read_as_far_as_it_goes() {
        let text: Vec<u8> = (0..2000u32)
            .flat_map(|n| (n * n).to_string().into_bytes())
            .collect();
        for packing in [Packing::Gzip, Packing::Zlib] {
            let whole = packed(packing, &text);
            let (extent, read) = unpacked(&whole[..whole.len() / 2], 1 << 20).unwrap();
            assert_eq!(extent, Extent::Broken);
            assert!(read.len() > 100 && text.starts_with(&read));
            let (extent, read) = unpacked(&[&whole[..], b"tail"].concat(), 1 << 20).unwrap();
            assert_eq!((extent, read), (Extent::Broken, text.clone()));
        }
    }

    #[test]
    fn the_front_of_a_field_tells() {
        let gzip = packed(Packing::Gzip, b"x");
        assert!(may_begin(&[b"_binary '", &gzip[..]].concat()));
        let mysql = packed(Packing::Mysql, b"x");
        assert!(may_begin(&[b"'", &mysql[..]].concat()));
        assert!(!may_begin(b"_binary 'x^y"));
        assert_eq!(Packing::of(b"xylophone"), None);
    }

    proptest! {
        #[test]
        fn what_is_packed_reads_as_it_was(bytes in any::<Vec<u8>>(), which in 0usize..3) {
            let out = packed(ALL[which], &bytes);
            prop_assert_eq!(Packing::of(&out), Some(ALL[which]));
            prop_assert_eq!(unpacked(&out, 1 << 20), Some((Extent::Whole, bytes)));
        }

        #[test]
        fn junk_never_panics(junk in any::<Vec<u8>>(), which in 0usize..3) {
            ALL[which].unpack(&junk, 1000, &mut Vec::new());
            may_begin(&junk);
        }
    }
}
