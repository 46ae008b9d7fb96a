use std::collections::{BTreeMap, BTreeSet};
use std::io::{ErrorKind, Read};

use aes_gcm::aead::AeadInOut;
use aes_gcm::{Aes256Gcm, KeyInit};
use bauta_model::Secret;
use sha2::{Digest, Sha256};

use super::format::{self, SegmentHeader, VaultHeader};
use super::write::nonce;
use super::{
    END, HEADER_LIMIT, MAGIC, RECORD, SEGMENT, TAG, TOKEN, VERSION, VaultError, VaultToken,
};
use crate::RevealKey;
use crate::reveal::{self, WrappedKey};

/// A vault whose form and digests hold, and how it goes on.
#[derive(Debug, Clone)]
pub struct VaultSummary {
    /// What it says about itself.
    pub header: VaultHeader,
    /// How many runs have added to it.
    pub segments: u32,
    /// How many tokens they have added; a token that came again counts again.
    pub records: u64,
    /// Over all bytes so far.
    pub(super) hash: Sha256,
}

impl VaultSummary {
    /// Reads a vault to its end; no key is needed for that.
    ///
    /// # Errors
    /// Anything that is no whole vault of that environment.
    pub fn read(vault: impl Read, environment: &str) -> Result<Self, VaultError> {
        walk(vault, environment, &mut ())
    }

    /// SHA-256 of all bytes of the vault, in hexadecimal.
    pub fn sha256(&self) -> String {
        format::hex(&self.hash.clone().finalize())
    }
}

/// A value that was found in a vault.
#[derive(Debug)]
pub struct Found {
    /// The value.
    pub value: Secret<Vec<u8>>,
    /// The domain that its token was made in.
    pub domain: String,
}

/// Tokens that are looked for in a vault.
#[derive(Debug, Default)]
pub struct VaultTokens {
    wanted: BTreeSet<[u8; TOKEN]>,
}

impl VaultTokens {
    /// Looks for this one, too.
    pub fn add(&mut self, token: &VaultToken) {
        self.wanted.insert(token.bytes());
    }

    /// Reads the vault once, and opens what was looked for, by the bytes of the tokens; the latest
    /// where a token was added again. Segments for other reveal keys are passed over and counted.
    ///
    /// # Errors
    /// Anything that is no whole and authentic vault of the key's environment.
    pub fn look_up(
        &self,
        vault: impl Read,
        key: &RevealKey,
    ) -> Result<(BTreeMap<[u8; TOKEN], Found>, u32), VaultError> {
        let mut opener = Opener {
            wanted: &self.wanted,
            key,
            segment: None,
            found: BTreeMap::new(),
            passed_over: 0,
        };
        walk(vault, key.environment(), &mut opener)?;
        Ok((opener.found, opener.passed_over))
    }
}

/// A segment as its beginning says.
struct Head<'a> {
    vault: &'a VaultHeader,
    header: SegmentHeader,
    text: String,
    wrapped: WrappedKey,
}

/// Who is told of what stands in a vault.
trait Visitor {
    fn segment(&mut self, head: &Head<'_>) -> Result<(), VaultError>;
    fn wants(&self, token: &[u8; TOKEN]) -> bool;
    fn record(
        &mut self,
        number: u64,
        token: [u8; TOKEN],
        text: Vec<u8>,
        tag: [u8; TAG],
    ) -> Result<(), VaultError>;
    fn end(&mut self, covered: &[u8], tag: [u8; TAG]) -> Result<(), VaultError>;
}

impl Visitor for () {
    fn segment(&mut self, _head: &Head<'_>) -> Result<(), VaultError> {
        Ok(())
    }
    fn wants(&self, _token: &[u8; TOKEN]) -> bool {
        false
    }
    fn record(
        &mut self,
        _: u64,
        _: [u8; TOKEN],
        _: Vec<u8>,
        _: [u8; TAG],
    ) -> Result<(), VaultError> {
        Ok(())
    }
    fn end(&mut self, _covered: &[u8], _tag: [u8; TAG]) -> Result<(), VaultError> {
        Ok(())
    }
}

fn walk(
    vault: impl Read,
    environment: &str,
    visitor: &mut impl Visitor,
) -> Result<VaultSummary, VaultError> {
    let mut bytes = Bytes {
        vault,
        hash: Sha256::new(),
        segment: 0,
    };
    let header = bytes.vault_header()?;
    if header.environment != environment {
        return Err(VaultError::OtherEnvironment {
            found: header.environment,
            wanted: environment.to_owned(),
        });
    }
    let mut records = 0u64;
    loop {
        let before = bytes.hash.clone();
        let Some(marker) = bytes.marker()? else {
            return Ok(VaultSummary {
                header,
                segments: bytes.segment,
                records,
                hash: bytes.hash,
            });
        };
        bytes.segment = bytes.segment.checked_add(1).ok_or(VaultError::Full)?;
        let damaged = VaultError::Damaged {
            segment: bytes.segment,
        };
        if marker != SEGMENT {
            return Err(damaged);
        }
        let head = bytes.segment_head(&header)?;
        let previous = format::hex(&before.finalize());
        if head.header.segment != bytes.segment || head.header.previous != previous {
            return Err(damaged);
        }
        visitor.segment(&head)?;
        records = records.saturating_add(segment(&mut bytes, visitor)?);
    }
}

/// The records of a segment and its end; how many there were.
fn segment(bytes: &mut Bytes<impl Read>, visitor: &mut impl Visitor) -> Result<u64, VaultError> {
    let mut count = 0u64;
    loop {
        let before = bytes.hash.clone();
        match bytes.marker()?.ok_or_else(|| bytes.cut_off())? {
            RECORD => {
                let token: [u8; TOKEN] = bytes.array()?;
                let length = u32::from_be_bytes(bytes.array()?);
                if visitor.wants(&token) {
                    let text = bytes.text(length as usize)?;
                    let tag = bytes.array()?;
                    visitor.record(count, token, text, tag)?;
                } else {
                    bytes.skip(u64::from(length) + TAG as u64)?;
                }
                count += 1;
            }
            END => {
                let stated = u64::from_be_bytes(bytes.array()?);
                let digest: [u8; 32] = bytes.array()?;
                if stated != count || digest != <[u8; 32]>::from(before.finalize()) {
                    return Err(VaultError::Damaged {
                        segment: bytes.segment,
                    });
                }
                let tag = bytes.array()?;
                visitor.end(&[&count.to_be_bytes()[..], &digest].concat(), tag)?;
                return Ok(count);
            }
            _ => {
                return Err(VaultError::Damaged {
                    segment: bytes.segment,
                });
            }
        }
    }
}

/// Opens the records that are wanted.
struct Opener<'a> {
    wanted: &'a BTreeSet<[u8; TOKEN]>,
    key: &'a RevealKey,
    /// Number, cipher and associated data of the segment that is read, if its key is ours.
    segment: Option<(u32, Aes256Gcm, Vec<u8>)>,
    found: BTreeMap<[u8; TOKEN], Found>,
    passed_over: u32,
}

impl Opener<'_> {
    fn open(
        &self,
        counter: u64,
        also: &[u8],
        text: &mut [u8],
        tag: [u8; TAG],
    ) -> Result<(), VaultError> {
        let Some((segment, cipher, associated)) = &self.segment else {
            return Ok(());
        };
        let associated = [associated, also].concat();
        cipher
            .decrypt_inout_detached(
                &nonce(*segment, counter).into(),
                &associated,
                text.into(),
                &tag.into(),
            )
            .map_err(|_| VaultError::Altered { segment: *segment })
    }
}

impl Visitor for Opener<'_> {
    fn segment(&mut self, head: &Head<'_>) -> Result<(), VaultError> {
        let segment = head.header.segment;
        if head.header.reveal_key_id != self.key.public().id().as_str() {
            self.segment = None;
            self.passed_over += 1;
            return Ok(());
        }
        let purpose = format::purpose(head.vault, segment);
        let key = reveal::unwrap(self.key, &purpose, &head.wrapped)
            .map_err(|_| VaultError::Altered { segment })?;
        let cipher = Aes256Gcm::new(key.expose().into());
        self.segment = Some((segment, cipher, format::associated(head.vault, &head.text)));
        Ok(())
    }

    fn wants(&self, token: &[u8; TOKEN]) -> bool {
        self.segment.is_some() && self.wanted.contains(token)
    }

    fn record(
        &mut self,
        number: u64,
        token: [u8; TOKEN],
        mut text: Vec<u8>,
        tag: [u8; TAG],
    ) -> Result<(), VaultError> {
        let opened = self.open(number, &token, &mut text, tag);
        let text = Secret::new(text);
        opened?;
        let segment = self.segment.as_ref().map_or(0, |(number, ..)| *number);
        let (domain, value) = parts(text.expose()).ok_or(VaultError::Altered { segment })?;
        let found = Found {
            value: Secret::new(value.to_vec()),
            domain: String::from_utf8_lossy(domain).into_owned(),
        };
        self.found.insert(token, found);
        Ok(())
    }

    fn end(&mut self, covered: &[u8], tag: [u8; TAG]) -> Result<(), VaultError> {
        self.open(u64::MAX, covered, &mut [], tag)
    }
}

/// Domain and value of an opened record, without the padding.
fn parts(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = text.split_first_chunk()?;
    let (domain, rest) = rest.split_at_checked(u16::from_be_bytes(*length).into())?;
    let (length, rest) = rest.split_first_chunk()?;
    let value = rest.get(..u32::from_be_bytes(*length) as usize)?;
    Some((domain, value))
}

/// A vault as it is read: all bytes are hashed.
struct Bytes<R> {
    vault: R,
    hash: Sha256,
    segment: u32,
}

impl<R: Read> Bytes<R> {
    fn vault_header(&mut self) -> Result<VaultHeader, VaultError> {
        let mut magic = [0u8; MAGIC.len()];
        match self.vault.read_exact(&mut magic) {
            Ok(()) if magic == *MAGIC => self.hash.update(magic),
            Ok(()) => return Err(VaultError::NotAVault),
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => {
                return Err(VaultError::NotAVault);
            }
            Err(error) => return Err(error.into()),
        }
        if u16::from_be_bytes(self.array()?) != VERSION {
            return Err(VaultError::Version);
        }
        VaultHeader::parse(&self.sized()?)
    }

    fn segment_head<'a>(&mut self, vault: &'a VaultHeader) -> Result<Head<'a>, VaultError> {
        let text = self.sized()?;
        let header = SegmentHeader::parse(&text)?;
        let text = String::from_utf8(text).map_err(|_| VaultError::Header)?;
        let wrapped = WrappedKey {
            public: self.array()?,
            sealed: self.array()?,
        };
        Ok(Head {
            vault,
            header,
            text,
            wrapped,
        })
    }

    /// The next byte; `None` at the end of the file.
    fn marker(&mut self) -> Result<Option<u8>, VaultError> {
        let mut marker = [0u8; 1];
        match self.vault.read_exact(&mut marker) {
            Ok(()) => {
                self.hash.update(marker);
                Ok(Some(marker[0]))
            }
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], VaultError> {
        let mut bytes = [0u8; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    fn sized(&mut self) -> Result<Vec<u8>, VaultError> {
        let length = u32::from_be_bytes(self.array()?) as usize;
        if length > HEADER_LIMIT {
            return Err(VaultError::Header);
        }
        self.text(length)
    }

    /// Takes memory as it is filled: a forged length must not take what is not there.
    fn text(&mut self, length: usize) -> Result<Vec<u8>, VaultError> {
        let mut text = Vec::new();
        let read = self
            .vault
            .by_ref()
            .take(length as u64)
            .read_to_end(&mut text)?;
        self.hash.update(&text);
        if read == length {
            Ok(text)
        } else {
            Err(self.cut_off())
        }
    }

    fn skip(&mut self, mut length: u64) -> Result<(), VaultError> {
        let mut buffer = [0u8; 4096];
        while length > 0 {
            let part = buffer
                .len()
                .min(usize::try_from(length).unwrap_or(usize::MAX));
            self.fill(&mut buffer[..part])?;
            length -= part as u64;
        }
        Ok(())
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), VaultError> {
        match self.vault.read_exact(bytes) {
            Ok(()) => {
                self.hash.update(&*bytes);
                Ok(())
            }
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => Err(self.cut_off()),
            Err(error) => Err(error.into()),
        }
    }

    fn cut_off(&self) -> VaultError {
        VaultError::CutOff {
            segment: self.segment,
        }
    }
}
