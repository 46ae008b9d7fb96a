use bauta_crypto::Sealer;
use bauta_model::TypeClass;

use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, ParamError, Params, Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "sealed-token",
    summary: "Replaces the value by a token that the environment's key opens again.",
    notes: "AES-256-GCM; `bauta token reveal` undoes it. Every row gets a token of its own, so keys and joins do not hold, and the length of a value shows. A token takes 81 characters, the environment's name, and four thirds of the value's bytes.",
    accepts: &[],
    params: &[],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("ada@example.com"),
            output: Some(
                "bt1.example.174a3a03764dfe34.g_get9o4mjPcJbfnzEtqgYvyPqEAAAAAAAAAAAmlJRESwvj7A3Hr0Pp1FWYUb0yVRXlJJhWa2Cth4SQ",
            ),
        },
        Example {
            params: "{}",
            input: None,
            output: None,
        },
    ],
    build: |_: &Params<'_>, build: &mut Build<'_>| -> Result<Box<dyn Transformer>, ParamError> {
        let column = column_number(build.domain);
        Ok(Box::new(SealedToken {
            sealer: build.keys.sealer(build.domain, column),
        }))
    },
};

const TRAITS: Traits = Traits {
    deterministic: false,
    injective: true,
    disjoint: true,
    reversible: true,
    needs_ordinal: true,
    lengths: Lengths::Unknown,
    yields: Some(TypeClass::Text),
    ..Traits::PLAIN
};

/// A public number of the domain. Columns of one domain share it, which costs nothing but that
/// equal values in equal rows of them look equal.
fn column_number(domain: &str) -> u32 {
    // FNV-1a.
    domain.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

#[derive(Debug)]
struct SealedToken {
    sealer: Sealer,
}

impl Transformer for SealedToken {
    fn traits(&self) -> Traits {
        TRAITS
    }

    fn apply(
        &self,
        value: &[u8],
        cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let mut scratch = cx.take_buffer();
        let sealed = self.sealer.seal(cx.ordinal, value, &mut scratch, out);
        cx.give_back(scratch);
        sealed.map_err(|_| Fault::invalid("short enough to be sealed"))?;
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bauta_crypto::EnvironmentKey;

    #[test]
    fn rows_differ_and_open_again() {
        let key = EnvironmentKey::from_root("example", [7; 32]);
        let mut build = Build::for_examples(&key);
        let token = build.kind(&KIND, &serde_json::Map::new()).unwrap();
        let sealer = key.sealer("example", 0);
        let mut seen = Vec::new();
        for ordinal in 0..3 {
            let mut out = Vec::new();
            crate::testing::apply_at(&*token, b"Ada\0\xff", ordinal, &mut out).unwrap();
            let text = String::from_utf8(out).unwrap();
            assert_eq!(sealer.open(&text).unwrap().expose(), b"Ada\0\xff");
            assert!(!seen.contains(&text));
            seen.push(text);
        }
    }
}
