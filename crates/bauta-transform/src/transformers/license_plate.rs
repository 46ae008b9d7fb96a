use bauta_model::TypeClass;

use crate::shape::{KEEP, Letters, SameForm};
use crate::{Build, Example, Kind, ParamError, Params, Transformer};

pub(super) static KIND: Kind = Kind {
    name: "license-plate",
    summary: "Replaces a number plate by one of the same form.",
    notes: "Digits become digits, letters letters other than I, O and Q; blanks and hyphens \
            stay. The result may exist. Different values may get the same one, so it is refused \
            on UNIQUE columns.",
    accepts: &[TypeClass::Text, TypeClass::Other],
    params: &[KEEP],
    traits: SameForm::TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("B-AL 1815"),
            output: Some("J-EE 6857"),
        },
        Example {
            params: r#"{"keep": 1}"#,
            input: Some("B-AL 1815"),
            output: Some("B-JE 2037"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        Ok(Box::new(SameForm::new(Letters::Clear, params, build)))
    },
};
