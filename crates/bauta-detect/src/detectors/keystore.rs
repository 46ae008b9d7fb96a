//! Files of keys and certificates.

use bauta_model::Sensitivity::{Critical, Low};
use bauta_model::Span;
use memchr::memmem;

use crate::alphabet::Alphabet;
use crate::detector::Category::{Quasi, Secret};
use crate::detector::{Detector, Example, Matcher, Treatment, Trigger};
use crate::window::{self, Window};
use crate::{Evidence, Fit, plausible};

pub(super) static DETECTORS: &[Detector] = &[
    Detector {
        evidence: Evidence::Structure,
        ..Detector::word(
            "putty",
            "Private key of PuTTY.",
            Critical,
            Matcher::Custom {
                triggers: &[Trigger::Prefix(PUTTY)],
                verify: verify_putty,
            },
            &[Example::whole(concat!(
                "PuTTY-User-Key",
                "-File-3: ssh-ed25519\nEncryption: none\nComment: ada\n",
                "Private-Lines: 1\nAAAAIFmVvQ5ZP0fQ3xqh\nPrivate-MAC: 0a1b2c3d4e5f60718293a4b5"
            ))],
            &["PuTTY-User-Key-File-3: see the manual"],
        )
    }
    .hinted(hints![ppk putty_key ssh_key])
    .replaced(
        "the comment BAUTAdead",
        |_, filler, out| {
            out.extend_from_slice(DEAD_PUTTY);
            out.extend_from_slice(b"Private-Lines: 1\n");
            filler.push(Alphabet::B62, 48, out);
            out.extend_from_slice(b"\nPrivate-MAC: ");
            filler.push(Alphabet::HEX, 40, out);
        },
        |value| value.starts_with(DEAD_PUTTY),
    ),
    Detector::column(
        "pkcs12",
        "PKCS #12 key store, in binary, hexadecimal or base64.",
        (Secret, Critical, Treatment::Null),
        hints![keystore key_store p12 pfx pkcs12 certificate_store schluesselspeicher],
        |value| {
            let holds = is_encoded(value, |der| {
                let ([0x30, 0x82, _, _, body @ ..]
                | [0x30, 0x83, _, _, _, body @ ..]
                | [0x30, 0x81, _, body @ ..]) = der
                else {
                    return false;
                };
                body.starts_with(&[2, 1, 3])
            });
            if holds { Fit::Valid } else { Fit::No }
        },
        &[Example::whole("308209de0201033082099a06092a864886f70d")],
    ),
    Detector::column(
        "jks",
        "Java key store, in binary, hexadecimal or base64.",
        (Secret, Critical, Treatment::Null),
        hints![jks keystore key_store truststore trust_store java_keystore],
        |value| {
            let holds = is_encoded(value, |bytes| {
                bytes.starts_with(&[0xfe, 0xed, 0xfe, 0xed])
                    || bytes.starts_with(&[0xce, 0xce, 0xce, 0xce])
            });
            if holds { Fit::Valid } else { Fit::No }
        },
        &[Example::whole("\\xfeedfeed0000000200000001")],
    ),
    Detector::column(
        "x509-certificate",
        "Certificate; it is public, but names hosts.",
        (Quasi, Low, Treatment::Keep),
        hints![cert certificate x509 x509_certificate idp_cert ssl_certificate tls_cert zertifikat certificat certificado certificato],
        |value| {
            let holds = value.starts_with(b"-----BEGIN CERTIFICATE-----")
                || value.starts_with(b"-----BEGIN TRUSTED CERTIFICATE-----");
            if holds { Fit::Valid } else { Fit::No }
        },
        &[Example::whole(
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
        )],
    ),
    Detector::column(
        "public-keys",
        "Public key.",
        (Quasi, Low, Treatment::Keep),
        hints![public_key ssh_public_key pubkey pub_key publishable_key authorized_key],
        |value| {
            let holds = PUBLIC
                .iter()
                .any(|front| value.starts_with(front.as_bytes()));
            if holds { Fit::Valid } else { Fit::No }
        },
        &[Example::whole(
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0 ada",
        )],
    ),
];

static PUBLIC: &[&str] = &[
    "ssh-rsa AAAA",
    "ssh-ed25519 AAAA",
    "ssh-dss AAAA",
    "ecdsa-sha2-",
    "sk-ssh-ed25519@",
    "-----BEGIN PUBLIC KEY-----",
    "-----BEGIN RSA PUBLIC KEY-----",
    "-----BEGIN PGP PUBLIC KEY BLOCK-----",
    "pk_live_",
    "pk_test_",
];

/// Whether the first bytes of a binary, hexadecimal or base64 value are what is wanted.
pub(super) fn is_encoded(value: &[u8], is_wanted: impl Fn(&[u8]) -> bool) -> bool {
    if is_wanted(value) {
        return true;
    }
    let mut front = [0; 12];
    let hex = value
        .strip_prefix(b"\\x")
        .or(value.strip_prefix(b"0x"))
        .unwrap_or(value);
    let from_hex = hex
        .iter()
        .zip(hex.iter().skip(1))
        .step_by(2)
        .zip(front.iter_mut())
        .fold(0, |count, ((high, low), slot)| {
            match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => {
                    *slot = high << 4 | low;
                    count + 1
                }
                _ => count,
            }
        });
    if from_hex == front.len() && is_wanted(&front) {
        return true;
    }
    decode_front(value, &mut front).is_some() && is_wanted(&front)
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .map(|digit| digit.to_le_bytes()[0])
}

/// Decodes 16 characters of base64.
fn decode_front(value: &[u8], front: &mut [u8; 12]) -> Option<()> {
    let text = value.first_chunk::<16>()?;
    for (group, slots) in text
        .as_chunks::<4>()
        .0
        .iter()
        .zip(front.as_chunks_mut::<3>().0)
    {
        plausible::decode(*group, slots)?;
    }
    Some(())
}

/// To the end of the line that seals the file; lines may be joined or have `\n` written out.
fn verify_putty(window: &Window<'_>) -> Option<Span> {
    let rest = window::ahead(window.text, window.start, 32 << 10);
    let lines = memmem::find(rest, b"Private-Lines:")?;
    let seal = memmem::find(&rest[lines..], b"Private-MAC: ").map(|at| lines + at + 13);
    let end = match seal {
        Some(at) => at + Alphabet::HEX.run(&rest[at..], 64),
        None => rest.len(),
    };
    Some(Span::new(window.start, window.start + end))
}

const PUTTY: &str = "PuTTY-User-Key-File-";
const DEAD_PUTTY: &[u8] =
    b"PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: BAUTAdead\n";
