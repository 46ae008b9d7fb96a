use bauta_model::TypeClass;

use crate::shape::{KEEP, Letters, SameForm};
use crate::{Build, Example, Kind, ParamError, Params, Transformer};

pub(super) static KIND: Kind = Kind {
    name: "postcode",
    summary: "Replaces a postcode by one of the same form.",
    notes: "Digits become digits, letters letters of the same case; blanks and hyphens stay. The \
            result may exist. Different values may get the same one, so it is refused on UNIQUE \
            columns.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[KEEP],
    traits: SameForm::TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("10115"),
            output: Some("76265"),
        },
        Example {
            params: "{}",
            input: Some("SW1A 1AA"),
            output: Some("YN7B 0HN"),
        },
        Example {
            params: r#"{"keep": 2}"#,
            input: Some("10115-1234"),
            output: Some("10984-1788"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        Ok(Box::new(SameForm::new(Letters::All, params, build)))
    },
};
