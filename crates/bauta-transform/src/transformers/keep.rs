use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, ParamError, Params, Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "keep",
    summary: "Leaves the value as it is.",
    notes: "Embedded secrets are still scrubbed. What is rated high or critical needs an \
            exception.",
    accepts: &[],
    params: &[],
    traits: TRAITS,
    examples: &[Example {
        params: "{}",
        input: Some("Ada"),
        output: Some("Ada"),
    }],
    build: |_: &Params<'_>, _: &mut Build<'_>| -> Result<Box<dyn Transformer>, ParamError> {
        Ok(Box::new(Keep))
    },
};

const TRAITS: Traits = Traits {
    injective: true,
    reversible: true,
    keeps_length: true,
    keeps_format: true,
    lengths: Lengths::NotLonger,
    ..Traits::PLAIN
};

#[derive(Debug)]
struct Keep;

impl Transformer for Keep {
    fn traits(&self) -> Traits {
        TRAITS
    }

    fn apply(
        &self,
        _value: &[u8],
        _cx: &mut Context<'_>,
        _out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        Ok(Applied::Keep)
    }

    fn apply_null(&self, _cx: &mut Context<'_>, _out: &mut Vec<u8>) -> Result<Applied, Fault> {
        Ok(Applied::Keep)
    }
}
