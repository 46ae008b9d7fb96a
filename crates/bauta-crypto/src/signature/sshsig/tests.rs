use proptest::prelude::*;

use super::*;

const PURPOSE: &str = "bauta-profile-approval@v1";

fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(&[seed; 32])
}

/// A signature as a FIDO token makes it, with its flags.
fn of_token(message: &[u8], flags: u8) -> String {
    let key = key(7);
    let application = "ssh:";
    let mut public = Vec::new();
    put_string(&mut public, b"sk-ssh-ed25519@openssh.com");
    let plain = key.verifying_key().ssh_blob();
    public.extend_from_slice(&plain[4 + "ssh-ed25519".len()..]);
    put_string(&mut public, application.as_bytes());

    let mut tail = vec![flags];
    tail.extend_from_slice(&41u32.to_be_bytes());
    let mut signed = Sha256::digest(application).to_vec();
    signed.extend_from_slice(&tail);
    signed.extend_from_slice(&Sha256::digest(signed_bytes(
        message,
        PURPOSE,
        Hash::Sha512,
    )));
    let mut signature = Vec::new();
    put_string(&mut signature, b"sk-ssh-ed25519@openssh.com");
    put_string(&mut signature, &key.sign(&signed));
    signature.extend_from_slice(&tail);

    let mut blob = MAGIC.to_vec();
    blob.extend_from_slice(&1u32.to_be_bytes());
    put_string(&mut blob, &public);
    put_string(&mut blob, PURPOSE.as_bytes());
    put_string(&mut blob, b"");
    put_string(&mut blob, b"sha512");
    put_string(&mut blob, &signature);
    armoured(&blob)
}

#[test]
fn what_is_signed_is_verified() {
    let text = key(1).sign_ssh(b"hello", PURPOSE);
    let signature = SshSignature::parse(&text).unwrap();
    assert_eq!(signature.key(), &key(1).verifying_key());
    assert_eq!(signature.verify(b"hello", PURPOSE), Ok(()));
    let other = signature.verify(b"hellp", PURPOSE);
    assert_eq!(other, Err(SshSignatureError::Void));
    let other = signature.verify(b"hello", "git");
    assert_eq!(other, Err(SshSignatureError::Namespace));
}

/// Made by OpenSSH 9.2.
#[test]
fn ecdsa_of_ssh_keygen_is_verified() {
    let text = "-----BEGIN SSH SIGNATURE-----
U1NIU0lHAAAAAQAAAGgAAAATZWNkc2Etc2hhMi1uaXN0cDI1NgAAAAhuaXN0cDI1NgAAAE
EEZjFELn/ajm0nrZvvRWbOIcjaPVqHg1GVloRRNdxA629IlnTi2HTQaAHw7JSG6HEk46xZ
bMCd6mZ1j/gLvntrnAAAABliYXV0YS1wcm9maWxlLWFwcHJvdmFsQHYxAAAAAAAAAAZzaG
E1MTIAAABkAAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAABJAAAAIFFeCMzHWsoD6x+uBhoG
+zkwFhBH4Uwc0EfXE8iWK0K5AAAAIQDHNYNUadjxLuMfDkhbx7xu3OULU6O1L9lNmHuXiG
/7mw==
-----END SSH SIGNATURE-----
";
    let signature = SshSignature::parse(text).unwrap();
    assert_eq!(signature.verify(b"hello world", PURPOSE), Ok(()));
    let other = signature.verify(b"hello", PURPOSE);
    assert_eq!(other, Err(SshSignatureError::Void));
    assert_eq!(
        signature.key().to_string(),
        "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBGYxRC5/2o5tJ62b70VmziHI2j1ah4NRlZaEUTXcQOtvSJZ04th00GgB8OyUhuhxJOOsWWzAnepmdY/4C757a5w="
    );
}

#[test]
fn a_token_that_saw_nobody_does_not_count() {
    let verify = |flags| {
        let signature = SshSignature::parse(&of_token(b"m", flags)).unwrap();
        signature.verify(b"m", PURPOSE)
    };
    assert_eq!(verify(1), Ok(()));
    assert_eq!(verify(5), Ok(()));
    assert_eq!(verify(0), Err(SshSignatureError::Void));
    assert_eq!(verify(4), Err(SshSignatureError::Void));
}

#[test]
fn one_armour_and_nothing_beside_it() {
    let text = key(1).sign_ssh(b"m", PURPOSE);
    let refusal = |text: &str| SshSignature::parse(text).unwrap_err();
    assert!(SshSignature::parse(&format!("\n{text}\n\n")).is_ok());
    let twice = format!("{text}{text}");
    assert_eq!(refusal(&twice), SshSignatureError::Several);
    let before = format!("x\n{text}");
    assert_eq!(refusal(&before), SshSignatureError::NotArmoured);
    assert_eq!(refusal(&format!("{text}x")), SshSignatureError::CutOff);
    assert_eq!(refusal(""), SshSignatureError::NotArmoured);
    let long = "A".repeat(LONGEST_BYTES + 1);
    assert_eq!(refusal(&long), SshSignatureError::TooLong);
}

#[test]
fn rsa_and_certificates_are_refused_in_words() {
    let refusal = |kind: &str| {
        let (mut public, mut blob) = (Vec::new(), MAGIC.to_vec());
        put_string(&mut public, kind.as_bytes());
        put_string(&mut public, &[1, 2, 3]);
        blob.extend_from_slice(&1u32.to_be_bytes());
        put_string(&mut blob, &public);
        SshSignature::from_blob(&blob).unwrap_err().to_string()
    };
    assert!(refusal("ssh-rsa").starts_with("RSA keys are not accepted"));
    assert!(refusal("ssh-ed25519-cert-v01@openssh.com").starts_with("SSH certificates"));
    assert!(refusal("ssh-dss").starts_with("keys of this kind"));
}

proptest! {
    #[test]
    fn no_byte_can_be_changed(at in any::<prop::sample::Index>(), bit in 0u8..8, token: bool) {
        let text = if token { of_token(b"m", 1) } else { key(1).sign_ssh(b"m", PURPOSE) };
        let body: String = text.lines().filter(|line| !line.starts_with('-')).collect();
        let mut blob = STANDARD.decode(body).unwrap();
        let at = at.index(blob.len());
        blob[at] ^= 1 << bit;
        let holds = SshSignature::from_blob(&blob)
            .is_ok_and(|signature| signature.verify(b"m", PURPOSE).is_ok());
        prop_assert!(!holds);
    }

    #[test]
    fn a_cut_signature_is_none(length in 0usize..300) {
        let text = key(1).sign_ssh(b"m", PURPOSE);
        prop_assume!(length < text.trim_end().len());
        prop_assert!(SshSignature::parse(text.get(..length).unwrap()).is_err());
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(blob in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut whole = MAGIC.to_vec();
        whole.extend_from_slice(&[0, 0, 0, 1]);
        whole.extend_from_slice(&blob);
        prop_assert!(SshSignature::from_blob(&whole).is_err());
    }
}
