//! What every transformer that makes things up promises, whatever it is given.

use std::collections::HashSet;

use bauta_model::TypeClass;
use proptest::prelude::*;
use serde_json::json;

use crate::trial::Trial;
use crate::{Lengths, find_kind, shape};

const MADE_UP: [&str; 19] = [
    "email",
    "username",
    "person-name",
    "first-name",
    "last-name",
    "company",
    "street-address",
    "city",
    "postcode",
    "country",
    "phone",
    "bic",
    "user-agent",
    "url",
    "hostname",
    "license-plate",
    "lorem",
    "geo-point",
    "date-of-birth",
];

/// A value that the transformer takes, another for each `n`.
fn sample(name: &str, n: u32) -> String {
    match name {
        "phone" => format!("+49 30 {:07}", 1_234_567 + n * 7),
        "bic" => {
            let letter = |by: u32| char::from(b'A' + u8::try_from(n / by % 26).unwrap());
            format!("DE{}{}DEFF", letter(1), letter(26))
        }
        "url" => format!("https://shop.example/orders/{n}"),
        "geo-point" => format!("52.5{n:05},13.4{n:05}"),
        "date-of-birth" => format!("19{:02}-{:02}-{:02}", n % 100, n % 12 + 1, n % 28 + 1),
        _ => format!("value {n}"),
    }
}

#[test]
fn equal_values_get_equal_results_under_one_key_and_domain_only() {
    for name in MADE_UP.into_iter().filter(|name| *name != "geo-point") {
        let trial = Trial::of(name);
        let results = |trial: &Trial| -> Vec<String> {
            (0..20).map(|n| trial.text(&sample(name, n))).collect()
        };
        let once = results(&trial);
        assert_eq!(once, results(&trial), "{name}");
        assert_ne!(
            once,
            results(&trial.clone().root(2)),
            "{name} ignores the key"
        );
        assert_ne!(
            once,
            results(&trial.domain("other")),
            "{name} ignores the domain"
        );
    }
}

#[test]
fn moving_a_position_follows_the_key() {
    let trial = Trial::of("geo-point").params(json!({"jitter": 100}));
    let value = sample("geo-point", 1);
    assert_eq!(trial.text(&value), trial.text(&value));
    assert_ne!(trial.text(&value), trial.clone().root(2).text(&value));
    assert_ne!(
        trial.text(&value),
        trial.clone().domain("other").text(&value)
    );
}

#[test]
fn null_stays_null() {
    for name in MADE_UP {
        let trial = Trial::of(name);
        assert_eq!(trial.run(None).unwrap(), None, "{name}");
        let persona = trial.persona(Some("ada@shop.example"), Some("7"));
        assert_eq!(persona.run(None).unwrap(), None, "{name}");
    }
}

#[test]
fn what_is_called_injective_is() {
    for name in MADE_UP {
        let trial = Trial::of(name);
        if trial.build().unwrap().traits().injective {
            let made: HashSet<String> = (0..2000).map(|n| trial.text(&sample(name, n))).collect();
            assert_eq!(made.len(), 2000, "{name}");
        }
    }
}

#[test]
fn folding_makes_cases_equal() {
    for name in MADE_UP {
        let value = sample(name, 1);
        let folded = Trial::of(name).fold_lower();
        if ["geo-point", "phone", "date-of-birth", "url", "bic"].contains(&name) {
            continue;
        }
        let (upper, lower) = (folded.text(&value.to_uppercase()), folded.text(&value));
        assert_eq!(upper.to_lowercase(), lower.to_lowercase(), "{name}");
    }
}

#[test]
fn the_catalogue_says_what_default_instances_say() {
    for name in MADE_UP {
        let kind = find_kind(name).unwrap();
        let (listed, built) = (kind.traits, Trial::of(name).build().unwrap().traits());
        if let (Lengths::AtMost(listed), Lengths::AtMost(built)) = (listed.lengths, built.lengths) {
            assert!(built <= listed, "{name}: {built} > {listed}");
        }
        assert_eq!(
            listed.lengths == Lengths::Unknown,
            built.lengths == Lengths::Unknown
        );
        assert_eq!(
            (listed.injective, listed.disjoint, listed.deterministic),
            (built.injective, built.disjoint, built.deterministic),
            "{name}"
        );
        assert!(kind.examples.len() >= 2, "{name}");
        assert!(kind.accepts.contains(&TypeClass::Text), "{name}");
    }
}

#[test]
fn locales_are_checked_wherever_they_are_taken() {
    for name in MADE_UP {
        let kind = find_kind(name).unwrap();
        if kind.params.iter().any(|param| param.name == "locale") {
            for locale in crate::words::Locale::ALL {
                let trial = Trial::of(name).params(json!({"locale": locale.name()}));
                assert!(!trial.text("Ada").is_empty(), "{name} {locale:?}");
            }
            let refusal = Trial::of(name).params(json!({"locale": "xx_XX"})).refusal();
            assert!(
                refusal.contains("xx_XX") && refusal.contains("de"),
                "{refusal}"
            );
        }
    }
}

fn keeps_its_promises(trial: &Trial, value: &[u8], limit: Option<usize>) {
    let Ok(transformer) = trial.build() else {
        return;
    };
    let Ok(made) = trial.run(Some(value)) else {
        return;
    };
    let made = made.expect("only NULL becomes NULL");
    let traits = transformer.traits();
    let length = shape::chars(&made);
    assert!(
        std::str::from_utf8(&made).is_ok(),
        "{trial:?} makes what is no text"
    );
    match traits.lengths {
        Lengths::NotLonger => assert!(length <= shape::chars(value)),
        Lengths::AtMost(most) => assert!(length <= most, "{length} > {most}: {trial:?}"),
        Lengths::Unknown => {}
    }
    if traits.keeps_length {
        assert_eq!(length, shape::chars(value));
    }
    // What is never longer than the value fits wherever the value did.
    if let Some(limit) = limit
        && traits.lengths != Lengths::NotLonger
    {
        assert!(length <= limit, "{length} > {limit}: {trial:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_taken_or_refused(
        value in prop::collection::vec(any::<u8>(), 0..80),
        limit in 1usize..60,
    ) {
        for name in MADE_UP {
            keeps_its_promises(&Trial::of(name), &value, None);
            keeps_its_promises(&Trial::of(name).max_chars(limit), &value, Some(limit));
        }
    }

    #[test]
    fn nearly_right_values_are_taken_or_refused(
        value in prop_oneof![
            "[+0-9 ()./x-]{0,24}",
            "[0-9./ -]{0,22}",
            "[a-z]{1,6}://[a-z@:.]{0,20}[/a-zA-Z0-9?=&%#.]{0,30}",
            "(SRID=[0-9]{1,4};)?(POINT)?[Z (]{0,3}-?[0-9]{1,4}[., -]{1,2}[0-9.]{0,9}[ )]{0,2}",
            "\\PC{0,40}",
            "[A-Z]{6}[A-Z0-9]{2,5}",
        ],
        limit in 1usize..60,
    ) {
        for name in MADE_UP {
            keeps_its_promises(&Trial::of(name), value.as_bytes(), None);
            keeps_its_promises(&Trial::of(name).max_chars(limit), value.as_bytes(), Some(limit));
            let moved = Trial::of("geo-point").params(json!({"jitter": 90_000}));
            keeps_its_promises(&moved, value.as_bytes(), None);
        }
    }
}
