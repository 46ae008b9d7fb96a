use bauta_crypto::Purpose;
use bauta_model::TypeClass;

use crate::pseudonym::Pseudonym;
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, ParamError, Params, Traits, Transformer,
};
pub(super) static KIND: Kind = Kind {
    name: "binary",
    summary: "Replaces a blob by as many keyed pseudo-random bytes behind the same magic bytes.",
    notes: "Size and kind of file stay, the content does not: viewers refuse it. Knows PNG, JPEG, GIF, PDF, ZIP, gzip, BMP, TIFF, WebP, MP4, MP3, OLE and 7z. Costs one HMAC for 32 bytes.",
    accepts: &[TypeClass::Bytes],
    params: &[],
    traits: TRAITS,
    examples: &[
        Example {
            params: "{}",
            input: Some("GIF89a"),
            output: Some("GIF89a"),
        },
        Example {
            params: "{}",
            input: Some("%PDF-1.7?"),
            output: Some("%PDF-1.70"),
        },
    ],
    build: |_params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        Ok(Box::new(Binary {
            pseudonym: Pseudonym::of(build, Purpose::Pseudonym),
        }))
    },
};

const TRAITS: Traits = Traits {
    keeps_length: true,
    lengths: Lengths::NotLonger,
    ..Traits::PLAIN
};

#[derive(Debug)]
struct Binary {
    pseudonym: Pseudonym,
}

impl Transformer for Binary {
    fn traits(&self) -> Traits {
        TRAITS
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let end = out.len() + value.len();
        out.extend_from_slice(value.get(..magic_length(value)).unwrap_or_default());
        let mut draw = self.pseudonym.draw(value);
        while out.len() < end {
            out.extend_from_slice(&draw.word().to_be_bytes());
        }
        out.truncate(end);
        Ok(Applied::Value)
    }
}

/// How many bytes at the front say what kind of file it is.
fn magic_length(value: &[u8]) -> usize {
    if value.starts_with(b"RIFF") && value.get(8..12) == Some(b"WEBP") {
        return 12;
    }
    if value.get(4..8) == Some(b"ftyp") && value.len() >= 12 {
        return 12;
    }
    if value.starts_with(b"%PDF-") && value.len() >= 8 {
        return 8;
    }
    MAGIC
        .iter()
        .find(|magic| value.starts_with(magic))
        .map_or(0, |magic| magic.len())
}

const MAGIC: &[&[u8]] = &[
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"PK\x03\x04",
    b"\x1f\x8b\x08",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"ID3",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"7z\xbc\xaf\x27\x1c",
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::harness::{built, try_apply};
    use super::*;

    proptest! {
        #[test]
        fn length_and_magic_stay(body in prop::collection::vec(any::<u8>(), 0..200), kind in 0..MAGIC.len()) {
            let binary = built(&KIND, "{}");
            let value = [MAGIC[kind], &body].concat();
            let result = try_apply(&*binary, &value).unwrap().unwrap();
            prop_assert_eq!(result.len(), value.len());
            prop_assert!(result.starts_with(MAGIC[kind]));
            if body.len() > 16 {
                prop_assert_ne!(result, value);
            }
        }
    }
}
