use bauta_model::Sensitivity::Critical;

use crate::alphabet::Alphabet;
use crate::detector::{Detector, Example, Replacement, Treatment};
use crate::filler::Filler;
use crate::shape::Part::{Run, Text};
use crate::shape::{ANY, Shape};

pub(super) static DETECTORS: &[Detector] = &[Detector {
    replacement: Replacement::Custom {
        write,
        is_ours,
        mark: "the issuer is bauta.invalid and the signature begins with BAUTAdead",
    },
    ..Detector::token(
        "jwt",
        "JSON web token: header and body are base64url of JSON objects.",
        Critical,
        &[Shape(&[
            Text("eyJ"),
            Run(Alphabet::B64_URL, 10, ANY),
            Text(".eyJ"),
            Run(Alphabet::B64_URL, 4, ANY),
            Text("."),
            Run(Alphabet::B64_URL, 0, ANY),
        ])],
        &[Example {
            text: concat!(
                "Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.",
                "eyJzdWIiOiIxMjM0NTY3ODkwIn0.",
                "dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"
            ),
            found: concat!(
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.",
                "eyJzdWIiOiIxMjM0NTY3ODkwIn0.",
                "dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"
            ),
        }],
    )
    .ignoring(&[
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
        "www.eyJhbGciOiJIUzI.com",
    ])
    .treated(Treatment::Null)
    .hinted(hints![jwt id_token jwt_token json_web_token access_jwt])
}];

/// A token that parses, expired in 1970, of an issuer that can't exist, with a signature that
/// holds under no key.
pub(super) fn write(_original: &[u8], filler: &mut Filler, out: &mut Vec<u8>) {
    out.extend_from_slice(FRONT);
    filler.push(Alphabet::B64_URL, 33, out);
    // The last of 43 characters carries four bits; the two below it are zero.
    out.push(b'A');
}

pub(super) fn is_ours(value: &[u8]) -> bool {
    value.starts_with(FRONT)
}

/// `{"alg":"HS256","typ":"JWT"}`, `{"iss":"bauta.invalid","exp":1}`, and the mark.
static FRONT: &[u8] = concat!(
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.",
    "eyJpc3MiOiJiYXV0YS5pbnZhbGlkIiwiZXhwIjoxfQ.",
    "BAUTAdead"
)
.as_bytes();
