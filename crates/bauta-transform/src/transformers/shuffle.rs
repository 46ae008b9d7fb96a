use bauta_crypto::Purpose;

use crate::{
    Applied, Build, Context, Example, Fault, Kind, Param, ParamError, ParamType, Params, Shuffling,
    Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "shuffle",
    summary: "Deals the values of a column out anew among the rows of its table.",
    notes: "The values stay, only whose they are changes: not for values that name or identify somebody by themselves. A value may stay where it is, and does where it is the only one. NULL stays where it is. Rows of a partition are dealt among themselves. Takes memory: the sum of the column's values and 16 bytes a row, within `--memory`, and reads the dump once more, so it refuses a pipe. With `window` it takes neither and works on a pipe: values are dealt within runs of at most that many rows that follow each other in the dump; a run is shorter at the end of a table and where its rows take more than 16 MiB. Refused within another transformer, together with `when`, on tables whose rows are filtered, and on columns of keys and foreign keys of several columns. Values are written as the fields they go to were, so SQLite's may change their type where a column mixes types.",
    accepts: &[],
    params: &[Param::optional(
        "window",
        ParamType::Integer {
            min: 2,
            max: 1 << 20,
        },
        "",
        "Deals within runs of at most so many rows instead of the whole table.",
    )],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("Ada"),
            output: Some("Ada"),
        },
        Example {
            params: r#"{"window": 1000}"#,
            input: None,
            output: None,
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        build.needs.columns += 1;
        let window = params
            .integer("window")
            .and_then(|window| u64::try_from(window).ok());
        Ok(Box::new(Shuffle {
            shuffling: Shuffling::new(build.prf(Purpose::Shuffle), window),
        }))
    },
};

const TRAITS: Traits = Traits {
    deterministic: false,
    injective: true,
    needs_ordinal: true,
    ..Traits::PLAIN
};

#[derive(Debug)]
struct Shuffle {
    shuffling: Shuffling,
}

impl Transformer for Shuffle {
    fn traits(&self) -> Traits {
        TRAITS
    }

    /// The value of a column of one row: itself. Columns of more rows are dealt by who has them.
    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        out.extend_from_slice(value);
        Ok(Applied::Value)
    }

    fn shuffling(&self) -> Option<&Shuffling> {
        Some(&self.shuffling)
    }
}

#[cfg(test)]
mod tests {
    use super::super::harness::{build_error, built};
    use super::*;

    #[test]
    fn windows_of_fewer_than_two_rows_are_refused() {
        assert!(build_error(&KIND, r#"{"window": 1}"#));
        let shuffle = built(&KIND, r#"{"window": 2}"#);
        assert_eq!(shuffle.shuffling().unwrap().window(), Some(2));
        let shuffle = built(&KIND, "{}");
        assert_eq!(shuffle.shuffling().unwrap().window(), None);
    }
}
