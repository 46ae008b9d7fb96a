use super::*;
use ::fpe::ff1::{FF1, FlexibleNumeralString};
use aes::{Aes128, Aes192};
use proptest::prelude::*;

const KEY: &str = "2B7E151628AED2A6ABF7158809CF4F3CEF4359D8D580AA4F7F036D6F04FC6A94";

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex
        .chars()
        .map(|digit| u8::try_from(digit.to_digit(16).unwrap()).unwrap())
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair[1])
        .collect()
}

fn digits(text: &str) -> Vec<u16> {
    text.chars()
        .map(|digit| u16::try_from(digit.to_digit(36).unwrap()).unwrap())
        .collect()
}

fn sample<C: Cipher + KeyInit>(radix: u32, tweak: &str, plain: &str, sealed: &str) {
    let key = bytes(KEY);
    let cipher = C::new_from_slice(&key[..C::key_size()]).unwrap();
    let tweak = bytes(tweak);
    let mut text = digits(plain);
    crypt(&cipher, radix, &tweak, &mut text, Direction::Forward).unwrap();
    assert_eq!(text, digits(sealed));
    crypt(&cipher, radix, &tweak, &mut text, Direction::Backward).unwrap();
    assert_eq!(text, digits(plain));
    // The wide path must agree with the narrow one.
    wide::crypt(&cipher, radix, &tweak, &mut text, Direction::Forward);
    assert_eq!(text, digits(sealed));
    wide::crypt(&cipher, radix, &tweak, &mut text, Direction::Backward);
    assert_eq!(text, digits(plain));
}

#[test]
fn the_nine_samples_of_nist_hold() {
    let (x10, x36) = ("0123456789", "0123456789abcdefghi");
    let (t1, t2) = ("39383736353433323130", "3737373770717273373737");
    sample::<Aes128>(10, "", x10, "2433477484");
    sample::<Aes128>(10, t1, x10, "6124200773");
    sample::<Aes128>(36, t2, x36, "a9tv40mll9kdu509eum");
    sample::<Aes192>(10, "", x10, "2830668132");
    sample::<Aes192>(10, t1, x10, "2496655549");
    sample::<Aes192>(36, t2, x36, "xbj3kv35jrawxv32ysr");
    sample::<Aes256>(10, "", x10, "6657667009");
    sample::<Aes256>(10, t1, x10, "1001623463");
    sample::<Aes256>(36, t2, x36, "xs8a0azh2avyalyzuwd");
}

#[test]
fn small_domains_and_foreign_digits_are_refused() {
    let ff1 = Ff1::new(&Secret::new([0; 32]));
    let refusal = |radix, digits: &[u16]| ff1.encrypt(radix, b"", &mut digits.to_vec());
    assert_eq!(refusal(10, &[0; 5]), Err(Ff1Error::SmallDomain));
    assert_eq!(refusal(10, &[0; 6]), Ok(()));
    assert_eq!(refusal(2, &[0; 19]), Err(Ff1Error::SmallDomain));
    assert_eq!(refusal(2, &[0; 20]), Ok(()));
    assert_eq!(refusal(10, &[]), Err(Ff1Error::SmallDomain));
    assert_eq!(refusal(10, &[0, 0, 0, 0, 0, 0, 10]), Err(Ff1Error::Digit));
    assert_eq!(refusal(1, &[0; 40]), Err(Ff1Error::Radix));
    assert_eq!(refusal(65_537, &[0; 40]), Err(Ff1Error::Radix));
    assert_eq!(refusal(65_536, &[65_535; 2]), Ok(()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_string_is_encrypted_as_by_the_fpe_crate(
        key: [u8; 32],
        radix in 2u32..=65_536,
        length in 20usize..120,
        seed in prop::collection::vec(any::<u16>(), 120),
        tweak in prop::collection::vec(any::<u8>(), 0..40),
    ) {
        let plain: Vec<u16> = seed[..length]
            .iter()
            .map(|digit| u16::try_from(u32::from(*digit) % radix).unwrap())
            .collect();
        agree(key, radix, &plain, &tweak)?;
    }

    #[test]
    fn short_strings_are_encrypted_as_by_the_fpe_crate(
        key: [u8; 32],
        radix in prop::sample::select(vec![2u32, 3, 8, 10, 16, 26, 36, 52, 62, 64, 256, 65_535, 65_536]),
        length in 2usize..40,
        seed in prop::collection::vec(any::<u16>(), 40),
        tweak in prop::collection::vec(any::<u8>(), 0..40),
    ) {
        prop_assume!(f64::from(radix).powi(i32::try_from(length).unwrap()) >= 1e6);
        let plain: Vec<u16> = seed[..length]
            .iter()
            .map(|digit| u16::try_from(u32::from(*digit) % radix).unwrap())
            .collect();
        agree(key, radix, &plain, &tweak)?;
    }
}

fn agree(key: [u8; 32], radix: u32, plain: &[u16], tweak: &[u8]) -> Result<(), TestCaseError> {
    let ours = Ff1::new(&Secret::new(key));
    let theirs = FF1::<Aes256>::new(&key, radix).unwrap();
    let expected = theirs
        .encrypt(tweak, &FlexibleNumeralString::from(plain.to_vec()))
        .unwrap();
    let mut text = plain.to_vec();
    ours.encrypt(radix, tweak, &mut text).unwrap();
    prop_assert_eq!(&text, &Vec::<u16>::from(expected));
    ours.decrypt(radix, tweak, &mut text).unwrap();
    prop_assert_eq!(text, plain);
    Ok(())
}
