use bauta_model::TypeClass;

use super::national_id::{MODE, NationalId, traits};
use crate::{Build, Example, Fault, Kind, ParamError, Params, Transformer};

pub(super) static KIND: Kind = Kind {
    name: "ssn",
    summary: "Replaces US social security numbers by such as are never issued.",
    notes: "Results have area 900 to 999 and group 01 to 49, which no person and no taxpayer is given: 48,995,100 numbers, too few to stand on UNIQUE columns. `mode: permute` encrypts all nine digits instead: unique, but a result may be somebody's.",
    accepts: &[
        TypeClass::Text,
        TypeClass::Integer,
        TypeClass::Decimal,
        TypeClass::Other,
    ],
    params: &[MODE],
    traits: traits(false),
    examples: &[
        Example {
            params: "{}",
            input: Some("219-09-9998"),
            output: Some("947-40-9155"),
        },
        Example {
            params: r#"{"mode": "permute"}"#,
            input: Some("219099998"),
            output: Some("561007719"),
        },
        Example {
            params: "{}",
            input: None,
            output: None,
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        Ok(Box::new(NationalId::new("us", NOT_AN_SSN, params, build)?))
    },
};

const NOT_AN_SSN: Fault = Fault::Invalid {
    expected: "a social security number of nine digits",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;
    use proptest::prelude::*;

    fn image(params: &str, value: &str) -> Result<String, Fault> {
        testing::run(&KIND, params, value.as_bytes()).map(|out| String::from_utf8(out).unwrap())
    }

    #[test]
    fn one_number_has_one_image_however_it_is_written() {
        let plain = image("{}", "219099998").unwrap();
        assert_eq!(image("{}", "219-09-9998").unwrap().replace('-', ""), plain);
        assert_eq!(image("{}", "219 09 9998").unwrap().replace(' ', ""), plain);
    }

    #[test]
    fn junk_is_invalid() {
        for junk in [
            "",
            "219-09-999",
            "219-09-99988",
            "219_09_9998",
            "n/a",
            "AB1234567",
        ] {
            assert_eq!(image("{}", junk), Err(NOT_AN_SSN), "{junk}");
        }
    }

    proptest! {
        #[test]
        fn results_are_never_issued(number in 0u32..1_000_000_000) {
            let out = image("{}", &format!("{number:09}")).unwrap();
            let (area, rest) = out.split_at(3);
            let (group, serial) = rest.split_at(2);
            prop_assert!(area.starts_with('9'));
            prop_assert!((1..50).contains(&group.parse::<u8>().unwrap()));
            prop_assert!(serial != "0000" && out.len() == 9);
        }

        #[test]
        fn permuted_numbers_stay_apart(one in 0u32..1_000_000_000, two in 0u32..1_000_000_000) {
            let transformer = testing::built(&KIND, r#"{"mode": "permute"}"#);
            let permuted = |number: u32| {
                let mut out = Vec::new();
                testing::apply(&*transformer, format!("{number:09}").as_bytes(), &mut out).unwrap();
                out
            };
            prop_assert_eq!(permuted(one) == permuted(two), one == two);
        }
    }
}
