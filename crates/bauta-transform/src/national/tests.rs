use super::*;
use crate::testing;
use proptest::prelude::*;

/// Published as examples, but for the Corsican number; each with the country it is of.
const PUBLISHED: &[(&str, &str)] = &[
    ("us", "219-09-9998"),
    ("gb", "AB 12 34 56 C"),
    ("gb-nhs", "943 476 5919"),
    ("ca", "046 454 286"),
    ("de", "86095742719"),
    ("fr", "2 55 08 14 168 025 38"),
    ("fr", "1 50 07 2A 999 999 80"),
    ("es", "12345678Z"),
    ("es", "X-1234567-L"),
    ("it", "RSSMRA85T10A562S"),
    ("nl", "111222333"),
    ("be", "85.07.30-033.28"),
    ("be", "17.07.30-033.84"),
    ("pl", "44051401359"),
    ("se", "880320-0016"),
    ("se", "19880320-0016"),
    ("fi", "131052-308T"),
    ("fi", "131052A308T"),
    ("dk", "211062-5629"),
    ("no", "151086 95088"),
    ("br", "390.533.447-05"),
    ("br", "16.727.230/0001-97"),
    ("br", "12.ABC.345/01DE-35"),
    ("in", "2341 2341 2346"),
    ("in", "ACUPA7085R"),
    ("au", "123 456 782"),
    ("au", "83 914 571 673"),
    ("cn", "11010519491231002X"),
    ("jp", "123456789018"),
    ("kr", "971013-9019902"),
    ("tr", "17291716060"),
    ("za", "7503305044089"),
];

fn compact(text: &str) -> Compact {
    Compact::read(text.as_bytes(), b" -./").unwrap()
}

fn found(country: &str, id: &Compact) -> &'static Scheme {
    let candidates: Vec<_> = schemes(country).collect();
    find(&candidates, id).unwrap()
}

fn fpe(country: &str) -> Fpe {
    testing::key().fpe(country, &[])
}

#[test]
fn published_examples_are_right_and_become_other_right_ones() {
    for (country, text) in PUBLISHED {
        let id = compact(text);
        let scheme = found(country, &id);
        assert!(scheme.is_right(id.characters()), "{country} {text}");
        let image = permuted(scheme, &fpe(country), &id).unwrap();
        assert!(scheme.is_right(image.characters()), "{country} {text}");
        assert_ne!(image.characters(), id.characters(), "{country} {text}");
    }
}

#[test]
fn every_country_has_a_published_example() {
    for country in COUNTRIES {
        assert!(schemes(country).count() > 0, "{country}");
        assert!(
            PUBLISHED.iter().any(|(other, _)| other == country),
            "{country}"
        );
    }
}

#[test]
fn wrong_check_digits_stay_wrong() {
    for (country, text) in PUBLISHED.iter().filter(|(country, _)| *country != "be") {
        let mut id = compact(text);
        let scheme = found(country, &id);
        let Some(check) = scheme.checks.last() else {
            continue;
        };
        let was = check.read(id.characters()).unwrap();
        check
            .write(id.characters_mut(), (was + 1) % check.modulus())
            .unwrap();
        let image = permuted(scheme, &fpe(country), &id).unwrap();
        assert!(!scheme.is_right(image.characters()), "{country} {text}");
    }
}

#[test]
fn fields_fit_their_check_characters_and_one_another() {
    for country in COUNTRIES {
        for scheme in schemes(country) {
            let width = |fields: &[Field]| fields.iter().map(|field| field.width()).sum::<usize>();
            if let Some(fields) = scheme.never_issued {
                assert_eq!(width(fields), width(scheme.fields), "{country}");
                assert!(
                    blank_all(fields, &mut Places::default()).is_some(),
                    "{country}"
                );
            }
            let mut places = Places::default();
            for field in scheme.fields {
                if let Some(place) = blank(*field) {
                    places.push(place).unwrap();
                }
            }
            assert!(
                scheme
                    .checks
                    .iter()
                    .all(|check| check.at < width(scheme.fields))
            );
        }
    }
}

#[test]
fn never_issued_ranges_are_what_they_say() {
    let prf = testing::key().prf("example", bauta_crypto::Purpose::Pseudonym);
    for (country, text, prefix) in [
        ("us", "219-09-9998", "9"),
        ("gb", "AB123456C", "QQ"),
        ("gb-nhs", "9434765919", "999"),
        ("ca", "046454286", "0"),
    ] {
        let id = compact(text);
        let scheme = found(country, &id);
        for number in 0u8..100 {
            let draw = prf.draw(&[number]);
            let image = drawn(scheme, scheme.never_issued.unwrap(), &id, draw).unwrap();
            assert!(image.characters().starts_with(prefix.as_bytes()));
            if country == "us" {
                let group = super::number(&image.characters()[3..5]).unwrap();
                let serial = super::number(&image.characters()[5..]).unwrap();
                assert!((1..50).contains(&group) && serial > 0);
            } else if country != "gb" {
                assert!(scheme.is_right(image.characters()), "{country}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn dates_and_numbers_stay_apart(rank in any::<u64>(), other in any::<u64>()) {
        for (country, text) in PUBLISHED {
            let id = compact(text);
            let scheme = found(country, &id);
            let fpe = fpe(country);
            let made = |rank: u64| {
                let mut places = Places::default();
                read(scheme.fields, id.characters(), &mut places, &mut ShapeHash::new()).unwrap();
                let size = size(places.all()).unwrap();
                set_rank(places.all_mut(), u128::from(rank) % size);
                let mut made = id;
                write(scheme.fields, id.characters(), places.all(), made.characters_mut());
                let possible = scheme.set_right(made.characters_mut()).is_some();
                (possible && (scheme.holds)(made.characters())).then_some(made)
            };
            let (Some(one), Some(two)) = (made(rank), made(other)) else { continue };
            let a = permuted(scheme, &fpe, &one).unwrap();
            let b = permuted(scheme, &fpe, &two).unwrap();
            prop_assert!(scheme.is_right(a.characters()), "{}", country);
            prop_assert_eq!(a.characters() == b.characters(), one.characters() == two.characters());
        }
    }
}
