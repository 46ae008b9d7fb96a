use std::fmt;

use aes_gcm::aead::AeadInOut;
use aes_gcm::{Aes256Gcm, KeyInit};
use bauta_model::Secret;
use sha2::{Digest, Sha256};

use super::format::{self, SegmentHeader, SegmentMeta, VaultHeader};
use super::{END, MAGIC, RECORD, SEGMENT, TAG, VERSION, VaultError, VaultSummary, VaultToken};
use crate::reveal;
use crate::{Prf, RevealPublicKey};

impl VaultSummary {
    /// Begins a new vault; what is to be written is appended to `out`.
    ///
    /// # Errors
    /// A header that is too long.
    pub fn begin(header: VaultHeader, out: &mut Vec<u8>) -> Result<Self, VaultError> {
        let start = out.len();
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&VERSION.to_be_bytes());
        push_sized(header.to_json().as_bytes(), out)?;
        let mut hash = Sha256::new();
        hash.update(&out[start..]);
        Ok(Self {
            header,
            segments: 0,
            records: 0,
            hash,
        })
    }
}

/// A segment of a vault as it is written. What is to be written is appended to the buffers that its
/// methods take, in the order of the calls.
pub struct Segment {
    number: u32,
    cipher: Aes256Gcm,
    associated: Vec<u8>,
    hash: Sha256,
    records: u64,
    vault: VaultHeader,
    /// Records of the segments before.
    earlier: u64,
}

impl Segment {
    /// Begins a segment behind all that a vault holds. `random` is fresh, and `attempt` differs
    /// where a run begins again with the same.
    ///
    /// # Errors
    /// A reveal key that agrees on no secret, or a vault that is full.
    pub fn begin(
        vault: VaultSummary,
        meta: &SegmentMeta,
        reveal: &RevealPublicKey,
        random: &Secret<[u8; 32]>,
        attempt: u32,
        out: &mut Vec<u8>,
    ) -> Result<Self, VaultError> {
        let number = vault.segments.checked_add(1).ok_or(VaultError::Full)?;
        let (drawn, attempt) = (Prf::new(random), attempt.to_be_bytes());
        let draw = |what: &[u8]| Secret::new(drawn.digest_parts(&[what, &attempt]));
        let key = draw(b"bauta/vault/segment-key");
        let ephemeral = draw(b"bauta/vault/ephemeral");
        let header = SegmentHeader {
            segment: number,
            created: meta.created.clone(),
            profile: meta.profile.clone(),
            key_id: meta.key_id.to_string(),
            reveal_key_id: reveal.id().to_string(),
            previous: format::hex(&vault.hash.clone().finalize()),
        };
        let header = header.to_json();
        let purpose = format::purpose(&vault.header, number);
        let wrapped =
            reveal::wrap(reveal, &purpose, &ephemeral, &key).map_err(|_| VaultError::RevealKey)?;

        let start = out.len();
        out.push(SEGMENT);
        push_sized(header.as_bytes(), out)?;
        out.extend_from_slice(&wrapped.public);
        out.extend_from_slice(&wrapped.sealed);
        let mut hash = vault.hash;
        hash.update(&out[start..]);
        Ok(Self {
            number,
            cipher: Aes256Gcm::new(key.expose().into()),
            associated: format::associated(&vault.header, &header),
            hash,
            records: 0,
            vault: vault.header,
            earlier: vault.records,
        })
    }

    /// Adds a token, and the value and domain that it stands for.
    ///
    /// # Errors
    /// A value of more than 4 GiB, or more records than can be counted.
    pub fn put(
        &mut self,
        token: [u8; 16],
        domain: &str,
        value: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<(), VaultError> {
        let start = out.len();
        let written = self.push_record(token, domain, value, out);
        if written.is_err() {
            out[start..].fill(0);
            out.truncate(start);
        }
        written
    }

    fn push_record(
        &mut self,
        token: [u8; 16],
        domain: &str,
        value: &[u8],
        out: &mut Vec<u8>,
    ) -> Result<(), VaultError> {
        let (domain, value_len) = (domain.as_bytes(), value.len());
        let domain_len = u16::try_from(domain.len()).map_err(|_| VaultError::TooLong)?;
        let plain = 2 + domain.len() + 4 + value_len;
        let padded = plain.next_multiple_of(PADDING);
        let count = |length: usize| u32::try_from(length).map_err(|_| VaultError::TooLong);

        let start = out.len();
        out.push(RECORD);
        out.extend_from_slice(&token);
        out.extend_from_slice(&count(padded)?.to_be_bytes());
        let text_at = out.len();
        out.extend_from_slice(&domain_len.to_be_bytes());
        out.extend_from_slice(domain);
        out.extend_from_slice(&count(value_len)?.to_be_bytes());
        out.extend_from_slice(value);
        out.resize(text_at + padded, 0);
        let tag = self.seal(self.records, &token, &mut out[text_at..])?;
        out.extend_from_slice(&tag);
        self.records += 1;
        self.hash.update(&out[start..]);
        Ok(())
    }

    /// Ends the segment, and tells what the vault holds then.
    ///
    /// # Errors
    /// None that can come up with the sizes that records have.
    pub fn end(mut self, out: &mut Vec<u8>) -> Result<VaultSummary, VaultError> {
        let start = out.len();
        let count = self.records.to_be_bytes();
        let digest = self.hash.clone().finalize();
        let tag = self.seal(u64::MAX, &[&count[..], &digest].concat(), &mut [])?;
        out.push(END);
        out.extend_from_slice(&count);
        out.extend_from_slice(&digest);
        out.extend_from_slice(&tag);
        self.hash.update(&out[start..]);
        Ok(VaultSummary {
            header: self.vault,
            segments: self.number,
            records: self.earlier.saturating_add(self.records),
            hash: self.hash,
        })
    }

    /// How many records it has so far.
    pub fn records(&self) -> u64 {
        self.records
    }

    fn seal(
        &mut self,
        counter: u64,
        also: &[u8],
        text: &mut [u8],
    ) -> Result<[u8; TAG], VaultError> {
        if self.records >= RECORD_LIMIT {
            return Err(VaultError::Full);
        }
        let associated = [&*self.associated, also].concat();
        self.cipher
            .encrypt_inout_detached(
                &nonce(self.number, counter).into(),
                &associated,
                text.into(),
            )
            .map(Into::into)
            .map_err(|_| VaultError::TooLong)
    }
}

impl fmt::Debug for Segment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Segment")
            .field("number", &self.number)
            .field("records", &self.records)
            .finish_non_exhaustive()
    }
}

impl VaultToken {
    /// Its bytes, as records hold them.
    pub fn bytes(&self) -> [u8; 16] {
        self.bytes
    }
}

/// u32 segment ‖ u64 record; the end has the last number, which no record reaches.
pub(super) fn nonce(segment: u32, counter: u64) -> [u8; 12] {
    let mut nonce = [0; 12];
    nonce[..4].copy_from_slice(&segment.to_be_bytes());
    nonce[4..].copy_from_slice(&counter.to_be_bytes());
    nonce
}

fn push_sized(text: &[u8], out: &mut Vec<u8>) -> Result<(), VaultError> {
    if text.len() > super::HEADER_LIMIT {
        return Err(VaultError::Header);
    }
    let length = u32::try_from(text.len()).map_err(|_| VaultError::Header)?;
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(text);
    Ok(())
}

/// Texts are padded to a multiple of this, so that the length of a value does not show.
const PADDING: usize = 32;

/// Far below what AES-GCM allows under one key.
const RECORD_LIMIT: u64 = 1 << 40;
