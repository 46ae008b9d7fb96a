use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, ParamError, Params, Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "null",
    summary: "Replaces every value by NULL.",
    notes: "Refused on columns that are NOT NULL.",
    accepts: &[],
    params: &[],
    traits: TRAITS,
    examples: &[Example {
        params: "{}",
        input: Some("Ada"),
        output: None,
    }],
    build: |_: &Params<'_>, _: &mut Build<'_>| -> Result<Box<dyn Transformer>, ParamError> {
        Ok(Box::new(Null))
    },
};

const TRAITS: Traits = Traits {
    disjoint: true,
    lengths: Lengths::AtMost(0),
    ..Traits::PLAIN
};

#[derive(Debug)]
struct Null;

impl Transformer for Null {
    fn traits(&self) -> Traits {
        TRAITS
    }

    fn apply(
        &self,
        _value: &[u8],
        _cx: &mut Context<'_>,
        _out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        Ok(Applied::Null)
    }
}
