use bauta_model::Sensitivity::Critical;
use bauta_model::Span;
use memchr::memmem;

use super::keystore;
use crate::alphabet::Alphabet;
use crate::detector::{
    Category, Detector, Example, Matcher, Replacement, Scope, Treatment, Trigger,
};
use crate::filler::Filler;
use crate::window::{self, Window};
use crate::{Evidence, Fit};

pub(super) static DETECTORS: &[Detector] = &[
    block(
        "pem-private-key",
        "Private key as PEM, its lines also joined or with \\n written out.",
        |window| {
            verify(window, |label| {
                label.ends_with(b"PRIVATE KEY") && !is_openssh(label)
            })
        },
        &[
            Example::whole(concat!(
                "-----BEGIN PRIVATE",
                " KEY-----\nMC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp\n",
                "-----END PRIVATE KEY-----"
            )),
            Example {
                text: concat!(
                    "KEY=-----BEGIN RSA PRIVATE",
                    " KEY-----\\nMIIBOgIBAAJBAKj34GkxFhD90vcN\\n",
                    "-----END RSA PRIVATE KEY-----\\n"
                ),
                found: concat!(
                    "-----BEGIN RSA PRIVATE",
                    " KEY-----\\nMIIBOgIBAAJBAKj34GkxFhD90vcN\\n",
                    "-----END RSA PRIVATE KEY-----"
                ),
            },
            Example {
                text: concat!(
                    "cut: -----BEGIN EC PRIVATE",
                    " KEY-----\nMHcCAQEEIBx0Q2v9\n, and on"
                ),
                found: concat!("-----BEGIN EC PRIVATE", " KEY-----\nMHcCAQEEIBx0Q2v9"),
            },
        ],
        &[
            "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
            "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----",
            concat!("write -----BEGIN PRIVATE", " KEY----- first"),
        ],
    )
    .judged(|value| {
        let is_der = keystore::is_encoded(value, |der| {
            matches!(
                der,
                [0x30, 0x81, _, 2, 1, 0 | 1, ..] | [0x30, 0x82, _, _, 2, 1, 0 | 1, ..]
            )
        });
        match label(value) {
            Some((label, _)) if label.ends_with(b"PRIVATE KEY") && !is_openssh(label) => Fit::Valid,
            _ if is_der => Fit::Valid,
            _ => Fit::No,
        }
    }),
    block(
        "openssh",
        "OpenSSH private key.",
        |window| verify(window, is_openssh),
        &[Example::whole(concat!(
            "-----BEGIN OPENSSH PRIVATE",
            " KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU\n",
            "-----END OPENSSH PRIVATE KEY-----"
        ))],
        &["ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0 ada"],
    ),
    block(
        "pgp",
        "OpenPGP private key block.",
        |window| verify(window, |label| label == b"PGP PRIVATE KEY BLOCK"),
        &[Example::whole(concat!(
            "-----BEGIN PGP PRIVATE",
            " KEY BLOCK-----\nVersion: 1\n\nlQOYBF2Z5vsBCAC7\n=abcd\n",
            "-----END PGP PRIVATE KEY BLOCK-----"
        ))],
        &["-----BEGIN PGP MESSAGE-----\nhQEM\n-----END PGP MESSAGE-----"],
    ),
];

const fn block(
    kind: &'static str,
    summary: &'static str,
    verify: fn(&Window<'_>) -> Option<Span>,
    finds: &'static [Example],
    ignores: &'static [&'static str],
) -> Detector {
    Detector {
        kind,
        summary,
        category: Category::Secret,
        sensitivity: Critical,
        evidence: Evidence::Structure,
        treatment: Treatment::Stage,
        hints: hints![
            private_key key_pem pem ssh_key ssh_private_key signing_key pgp_key gpg_key
            privater_schluessel clave_privada cle_privee chiave_privata
        ],
        finds,
        ignores,
        scope: Scope::Everywhere,
        matcher: Matcher::Custom {
            triggers: &[Trigger::Literal(BEGIN)],
            verify,
        },
        replacement: Replacement::Custom {
            write,
            is_ours,
            mark: "the body begins with BAUTAdead",
        },
        checksum: None,
        judge: None,
    }
}

fn is_openssh(label: &[u8]) -> bool {
    label == b"OPENSSH PRIVATE KEY"
}

/// *Source:* RFC 7468 §2, read leniently.
fn verify(window: &Window<'_>, is_wanted: impl Fn(&[u8]) -> bool) -> Option<Span> {
    let block = window::ahead(window.text, window.start, MOST_BYTES);
    let (label, body) = label(block)?;
    if !is_wanted(label) {
        return None;
    }
    let rest = &block[body..];
    let end = memmem::find_iter(rest, END)
        .find_map(|at| {
            let tail = rest[at + END.len()..].strip_prefix(label)?;
            tail.starts_with(DASHES)
                .then_some(at + END.len() + label.len() + DASHES.len())
        })
        .or_else(|| cut_off_end(rest))?;
    Some(Span::new(window.start, window.start + body + end))
}

/// The label of the block, and where its body begins.
fn label(block: &[u8]) -> Option<(&[u8], usize)> {
    let rest = block.strip_prefix(BEGIN.as_bytes())?;
    let length = rest
        .iter()
        .take(MOST_LABEL)
        .take_while(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || **byte == b' ')
        .count();
    let (label, tail) = rest.split_at(length);
    tail.starts_with(DASHES)
        .then_some((label, BEGIN.len() + length + DASHES.len()))
}

/// The end of a body whose last line is missing: half a key is still worth hiding.
fn cut_off_end(body: &[u8]) -> Option<usize> {
    if !matches!(body.first(), Some(b'\n' | b'\r' | b'\\')) {
        return None;
    }
    let mut end = 0;
    let mut taken = 0;
    for (index, byte) in body.iter().enumerate() {
        match byte {
            b'\n' | b'\r' | b'\\' => {}
            _ if is_filled(body, index) => {
                taken += 1;
                end = index + 1;
            }
            b'n' | b'r' => {}
            _ => break,
        }
    }
    (taken >= 16).then_some(end)
}

/// Whether the byte at `at` is one of base64, not the letter of an escape.
fn is_filled(body: &[u8], at: usize) -> bool {
    Alphabet::B64.has(body[at]) && !window::is_escape_letter(body, at)
}

/// Keeps lines, escapes and padding; every other byte of the body is made up, headers dropped.
fn write(original: &[u8], filler: &mut Filler, out: &mut Vec<u8>) {
    let (label, start) = label(original).unwrap_or((b"PRIVATE KEY", 0));
    out.extend_from_slice(BEGIN.as_bytes());
    out.extend_from_slice(label);
    out.extend_from_slice(DASHES);
    let rest = original.get(start..).unwrap_or_default();
    let end = memmem::rfind(rest, END).unwrap_or(rest.len());
    let body = start + headers(&rest[..end]);
    let mut mark = MARK.iter();
    for at in body..start + end {
        match original[at] {
            _ if is_filled(original, at) => match mark.next() {
                Some(byte) => out.push(*byte),
                None => filler.push(Alphabet::B62, 1, out),
            },
            byte @ (b'\n' | b'\r' | b'\\' | b'n' | b'r' | b't' | b'=') => out.push(byte),
            _ => {}
        }
    }
    // A body too short for the mark gets the whole of it.
    out.extend(mark);
    out.extend_from_slice(END);
    out.extend_from_slice(label);
    out.extend_from_slice(DASHES);
}

/// Where the body begins after `Proc-Type:`, `DEK-Info:` or armor headers.
fn headers(body: &[u8]) -> usize {
    let Some(last) = memchr::memrchr(b':', body) else {
        return 0;
    };
    body[last..]
        .iter()
        .position(|byte| matches!(byte, b'\n' | b'\\'))
        .map_or(body.len(), |at| last + at)
}

fn is_ours(value: &[u8]) -> bool {
    let Some((_, start)) = label(value) else {
        return false;
    };
    (start..value.len())
        .filter(|at| is_filled(value, *at))
        .map(|at| value[at])
        .take(MARK.len())
        .eq(MARK.iter().copied())
}

const BEGIN: &str = "-----BEGIN ";
const END: &[u8] = b"-----END ";
const DASHES: &[u8] = b"-----";
const MARK: &[u8] = b"BAUTAdead";
const MOST_LABEL: usize = 40;
/// No key in use is longer.
const MOST_BYTES: usize = 64 << 10;
