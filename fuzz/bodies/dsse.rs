//! Envelopes and statements as anybody might send them.

use bauta_crypto::SigningKey;
use bauta_trust::{Attestation, Envelope};

const PAYLOAD_TYPE: &str = "application/vnd.in-toto+json";

/// An envelope that is read is written and read the same; nothing is believed that no trusted key
/// has signed; what is signed is read or refused.
pub fn run(data: &[u8]) {
    let stranger = SigningKey::from_seed(&[1; 32]);
    let trusted = [stranger.verifying_key()];
    assert!(
        Attestation::open(data, &trusted).is_err(),
        "believed without a signature"
    );
    if let Ok(envelope) = Envelope::parse(data) {
        let again = Envelope::parse(&envelope.to_json());
        assert_eq!(again.as_ref(), Ok(&envelope), "written, it differs");
    }
    let signed = Envelope::sign(PAYLOAD_TYPE, data.to_vec(), &[&stranger]).to_json();
    // Whatever is signed: refused or read, in good order.
    Attestation::open(&signed, &trusted).ok();
}
