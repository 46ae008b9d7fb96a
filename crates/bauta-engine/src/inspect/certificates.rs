//! Certificates in texts: public, so they stay, but they name hosts and end some day.

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bauta_model::Span;
use memchr::memmem;
use x509_cert::Certificate;
use x509_cert::der::Decode;
use x509_cert::name::Name;

use super::inspection::Offline;
use super::offline;

/// Adds the places in `text` where a certificate begins.
pub(super) fn begin(text: &[u8], places: &mut Vec<Span>) {
    places
        .extend(memmem::find_iter(text, BEGIN).map(|start| Span::new(start, start + BEGIN.len())));
}

/// Hands on each certificate of a text, as DER, with what it says of itself. Lines may be joined,
/// their ends written as escapes.
///
/// *Source:* RFC 7468, section 5, read leniently; RFC 5280, section 4.1.
pub(super) fn each(text: &[u8], mut see: impl FnMut(&[u8], Offline)) {
    for start in memmem::find_iter(text, BEGIN).take(MOST_IN_ONE_TEXT) {
        let body = &text[start + BEGIN.len()..];
        let body = &body[..body.len().min(MOST_BYTES)];
        let Some(end) = memmem::find(body, END) else {
            continue;
        };
        let Ok(der) = LENIENT.decode(digits(&body[..end])) else {
            continue;
        };
        if let Ok(certificate) = Certificate::from_der(&der) {
            see(&der, told(&certificate));
        }
    }
}

/// Whose it is, by whom, until when.
fn told(certificate: &Certificate) -> Offline {
    let inner = certificate.tbs_certificate();
    let end = inner.validity().not_after.to_unix_duration().as_secs();
    Offline {
        issuer: called(inner.issuer()),
        account: called(inner.subject()),
        expires: i64::try_from(end).ok().and_then(offline::moment),
        ..Offline::default()
    }
}

/// The common name, or all of the name where it has none.
fn called(name: &Name) -> Option<String> {
    let whole = name.to_string();
    let common = whole.split(',').find_map(|part| part.strip_prefix("CN="));
    offline::name(common.unwrap_or(&whole))
}

/// The digits of base64 in a body, without line ends and the escapes that stand for them.
fn digits(body: &[u8]) -> Vec<u8> {
    let mut digits = Vec::with_capacity(body.len());
    let mut bytes = body.iter();
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' => {
                bytes.next();
            }
            byte if byte.is_ascii_alphanumeric() || b"+/".contains(byte) => digits.push(*byte),
            _ => {}
        }
    }
    digits
}

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

const BEGIN: &[u8] = b"-----BEGIN CERTIFICATE-----";
const END: &[u8] = b"-----END CERTIFICATE-----";
/// Longer ones are rare, and chains have few links.
const MOST_BYTES: usize = 64 << 10;
const MOST_IN_ONE_TEXT: usize = 16;

/// Of these tests: `openssl req -x509 -newkey ed25519 -subj '/O=Bauta Tests/CN=api.shop.example'`.
#[cfg(test)]
pub(super) const SAMPLE: &str = concat!(
    "-----BEGIN CERTIFICATE-----\n",
    "MIIBdzCCASmgAwIBAgIUc2rZ8A4+Z3QzLXr5CdyOWus4D4kwBQYDK2VwMDExFDAS\n",
    "BgNVBAoMC0JhdXRhIFRlc3RzMRkwFwYDVQQDDBBhcGkuc2hvcC5leGFtcGxlMB4X\n",
    "DTI2MTEzMDA5MDc1NloXDTM2MTEyNzA5MDc1NlowMTEUMBIGA1UECgwLQmF1dGEg\n",
    "VGVzdHMxGTAXBgNVBAMMEGFwaS5zaG9wLmV4YW1wbGUwKjAFBgMrZXADIQBJOeY0\n",
    "EmRJ/DGn5FheRGSkTpuox2zmXVS0/dAqLovC8qNTMFEwHQYDVR0OBBYEFHa750CG\n",
    "f45E8+f39JRZ3oZp1bAnMB8GA1UdIwQYMBaAFHa750CGf45E8+f39JRZ3oZp1bAn\n",
    "MA8GA1UdEwEB/wQFMAMBAf8wBQYDK2VwA0EA2LVqjTpXjEpNRmlY0mbyXMnrofjF\n",
    "zxRg0d58T3qb3mddCKKcVHMPpdM7ibbLbL0cM9laxOfYTapu/8c6byv5Dw==\n",
    "-----END CERTIFICATE-----\n",
);

#[cfg(test)]
mod tests {
    use super::SAMPLE as PEM;
    use super::*;

    fn read(text: &str) -> Vec<Offline> {
        let mut all = Vec::new();
        each(text.as_bytes(), |_, offline| all.push(offline));
        all
    }

    #[test]
    fn a_certificate_tells_whose_it_is_and_until_when() {
        let wanted = Offline {
            issuer: Some("api.shop.example".to_owned()),
            account: Some("api.shop.example".to_owned()),
            expires: Some("2036-11-27T09:07:56Z".to_owned()),
            ..Offline::default()
        };
        for form in [
            PEM.to_owned(),
            PEM.replace('\n', "\\n"),
            PEM.replace('\n', " "),
            format!("chain:\r\n{}", PEM.replace('\n', "\r\n")),
        ] {
            assert_eq!(read(&form), std::slice::from_ref(&wanted), "{form}");
        }
        assert_eq!(read(&format!("{PEM}{PEM}")).len(), 2);
    }

    #[test]
    fn what_is_cut_off_or_no_certificate_is_passed_over() {
        for text in [
            PEM.trim_end().strip_suffix("CERTIFICATE-----").unwrap(),
            &PEM.replace("MII", "MIJ"),
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
            "-----BEGIN CERTIFICATE----------END CERTIFICATE-----",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
