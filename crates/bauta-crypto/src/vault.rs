//! The token vault: a file that holds, for each token, the value that it stands for.
//!
//! *Shape:* `BAUTAVLT`, u16 version, u32 length and JSON of the vault's header; then segments, one
//! for each run that added to it. A segment is `S`, u32 length and JSON of its header, the 32
//! public and 48 sealed bytes of its key, records and an end. A record is `R`, 16 bytes of token,
//! u32 length, ciphertext, and 16 bytes of tag; the end is `E`, u64 count of records, the SHA-256 of
//! all bytes of the file before it, and a tag of 16 bytes over both. Numbers are big-endian.
//!
//! A segment has a random key of its own, wrapped to the environment's reveal key, under which
//! record `n` is sealed with the nonce u32 segment ‖ u64 `n`. Environment, vault, the segment's
//! header and the token are authenticated with each value. Every header holds the digest of all
//! that stands before it, and every end that of its segment, so that what is damaged, cut, left out
//! or put in is noticed without a key, and what was forged is noticed with it. Only segments that
//! are cut off as a whole, at the end, leave a vault that is a vault.

mod format;

mod read;

mod token;

mod write;

use std::io;

pub use format::{SegmentMeta, VaultHeader};
pub use read::{Found, VaultSummary, VaultTokens};
pub use token::VaultToken;
pub use write::Segment;

/// Why a vault cannot be read or written. Never holds a value.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// Reading failed.
    #[error("the vault cannot be read: {}", .0.kind())]
    Io(#[from] io::Error),
    /// The file does not begin as a vault does.
    #[error("this is not a vault: it does not begin with `BAUTAVLT`")]
    NotAVault,
    /// A later version of the format.
    #[error("the vault is of a version that this program does not know")]
    Version,
    /// A header is not what it should be.
    #[error("a header of the vault is malformed")]
    Header,
    /// The file ends within a segment.
    #[error("the vault is cut off within segment {segment}")]
    CutOff {
        /// The segment, from 1; 0 is the header of the vault.
        segment: u32,
    },
    /// What stands there does not match the digests beside it.
    #[error("segment {segment} of the vault is damaged, or was altered")]
    Damaged {
        /// The segment, from 1.
        segment: u32,
    },
    /// A record, the end or the key of a segment is not authentic.
    #[error("segment {segment} of the vault was altered")]
    Altered {
        /// The segment, from 1.
        segment: u32,
    },
    /// The vault belongs to another environment.
    #[error(
        "the vault is of environment `{found}`, and `{wanted}` was meant: it is the vault of another environment"
    )]
    OtherEnvironment {
        /// Whose it is.
        found: String,
        /// Whose it should be.
        wanted: String,
    },
    /// The reveal key agrees on no secret.
    #[error("the reveal key agrees on no secret")]
    RevealKey,
    /// A value longer than a record can be.
    #[error("a value is too long for the vault")]
    TooLong,
    /// More segments or records than can be counted.
    #[error("the vault has no room for more")]
    Full,
}

const MAGIC: &[u8; 8] = b"BAUTAVLT";
const VERSION: u16 = 1;
const SEGMENT: u8 = b'S';
const RECORD: u8 = b'R';
const END: u8 = b'E';
const TOKEN: usize = 16;
const TAG: usize = 16;

/// Longest header, so that a forged length takes no memory.
const HEADER_LIMIT: usize = 64 << 10;

#[cfg(test)]
mod tests;
