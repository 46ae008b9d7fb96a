//! Keys of Microsoft Azure: fixed characters within them tell what they open.

use bauta_model::Sensitivity::Critical;
use bauta_model::Span;

use super::assignment;
use crate::Evidence;
use crate::alphabet::Alphabet;
use crate::detector::{Detector, Example, Matcher, Treatment, Trigger};
use crate::plausible;
use crate::shape::Part::{Run, Text};
use crate::shape::Shape;
use crate::window::{self, Window};

pub(super) static DETECTORS: &[Detector] = &[
    Detector {
        matcher: Matcher::Custom {
            triggers: &[
                Trigger::Prefix("+ASt"),
                Trigger::Assignment(&["accountkey"]),
            ],
            verify: |window| {
                if window.end - window.start == 1 {
                    return assignment::told(window, &["accountkey"], |value| {
                        plausible::shaped(&LONG, value)
                    });
                }
                around(window, 76, &LONG)
            },
        },
        ..Detector::token(
            "azure-storage-key",
            "Key of an Azure storage account.",
            Critical,
            &[LONG],
            &[
                Example::whole(concat!(
                    "qW",
                    "1pdrHa8hq6iNE7obZvWidSTtIfYaLp9b8AuRGk57GDrZh4ei57ofdNBtdYIZmFDM",
                    "aFBHTUXqXJ+AStF3euSk=="
                )),
                Example {
                    text: concat!(
                        "Ac",
                        "countName=shop;AccountKey=WG4RDrFrJh1uflft1dyyqfQQpABC2oAxA8XCQX",
                        "G11Ij33Yq63cNSi0kUhuuXd0MYcxtAmTE0Mtooy3OnMtiKXY==;EndpointSuffi",
                        "x=core"
                    ),
                    found: concat!(
                        "WG",
                        "4RDrFrJh1uflft1dyyqfQQpABC2oAxA8XCQXG11Ij33Yq63cNSi0kUhuuXd0MYcx",
                        "tAmTE0Mtooy3OnMtiKXY=="
                    ),
                },
            ],
        )
    }
    .hinted(hints![azure_storage_key storage_key storage_account_key account_key]),
    Detector {
        matcher: Matcher::Custom {
            triggers: &[
                Trigger::Prefix("+ABa"),
                Trigger::Prefix("+AMC"),
                Trigger::Prefix("APIM"),
                Trigger::Prefix("ACDb"),
                Trigger::Prefix("AzSe"),
                Trigger::Prefix("+ACR"),
                Trigger::Assignment(&["sharedaccesskey"]),
            ],
            verify: |window| {
                if window.end - window.start == 1 {
                    return assignment::told(window, &["sharedaccesskey"], |value| {
                        plausible::shaped(&SHORT, value)
                    });
                }
                around(window, 76, &LONG).or_else(|| around(window, 42, &MIDDLE))
            },
        },
        ..Detector::token(
            "azure-other-keys",
            "Key of an Azure service: batch, machine learning, Cosmos DB, search, registry, bus.",
            Critical,
            &[LONG, MIDDLE, SHORT],
            &[
                Example::whole(concat!(
                    "uZ",
                    "a2uTeuzzYNReZVYVoC0WvlUd62LdIE6iHYkGOkOYsijGJkDpkDwhJv7n70lrJeIe",
                    "Sy4zA5B9wXACDbqQdyGe=="
                )),
                Example {
                    text: concat!(
                        "En",
                        "dpoint=sb://x.example/;SharedAccessKey=sMLwFg1GJ7UtF2JYVQ1777fm3",
                        "cdkUBugsyZ9ibWEKc1="
                    ),
                    found: concat!("sM", "LwFg1GJ7UtF2JYVQ1777fm3cdkUBugsyZ9ibWEKc1="),
                },
            ],
        )
    }
    .hinted(hints![azure_key cosmos_key service_bus_key shared_access_key search_key acr_password]),
    Detector {
        evidence: Evidence::Structure,
        ..Detector::word(
            "azure-sas",
            "Signature of an Azure shared access URL.",
            Critical,
            Matcher::Custom {
                triggers: &[Trigger::Assignment(&["sig"])],
                verify: verify_sas,
            },
            &[Example {
                text: concat!(
                    "ht",
                    "tps://shop.blob.example/b?sv=2024-11-04&se=2027-01-01&sig=NpOT4N",
                    "mOtZ1wVWJe0qS88yUGGxwzyoKWVOAjphIF1v2%3D&sp=r"
                ),
                found: concat!("Np", "OT4NmOtZ1wVWJe0qS88yUGGxwzyoKWVOAjphIF1v2%3D"),
            }],
            &[
                "https://x.example/?sig=abcdefghijkl&sv=1",
                "sig=9f8e7d6c5b4a3210",
            ],
        )
    }
    .treated(Treatment::Null)
    .judged(plausible::url)
    .hinted(hints![sas sas_url sas_token blob_url shared_access_signature]),
    Detector {
        matcher: Matcher::Custom {
            triggers: &[Trigger::Prefix("Q~")],
            verify: |window| around(window, 4, &CLIENT_SECRET),
        },
        ..Detector::token(
            "azure-client-secret",
            "Secret of an application in Microsoft Entra.",
            Critical,
            &[CLIENT_SECRET],
            &[Example::whole(concat!(
                "bf",
                "78Q~tRskVBhxZbCdvtEf3zl0hmyji9aV8dI9LV"
            ))],
        )
    }
    .hinted(hints![azure_client_secret aad_client_secret entra_client_secret client_secret]),
    Detector {
        matcher: Matcher::Custom {
            triggers: &[
                Trigger::Prefix("AZDO"),
                Trigger::Assignment(&["azuredevopspat", "azdotoken", "azdopat", "vststoken"]),
            ],
            verify: |window| {
                if window.end - window.start == 1 {
                    let names = ["azuredevopspat", "azdotoken", "azdopat", "vststoken"];
                    return assignment::told(window, &names, |value| {
                        plausible::shaped(&OLD_PAT, value)
                    });
                }
                around(window, 76, &PAT)
            },
        },
        ..Detector::token(
            "azure-devops-pat",
            "Azure DevOps personal access token.",
            Critical,
            &[PAT, OLD_PAT],
            &[
                Example::whole(concat!(
                    "eT",
                    "rtgwisVyxh0YcwNmVpCHbV5hF8ZD4vivMVrLyRYqeU4I58WXAsbtLmGrZ4WaYmcI",
                    "maYRpwUun4AZDOrjYX"
                )),
                Example {
                    text: concat!(
                        "AZ",
                        "DO_TOKEN=pycdybk377oxtzq6svizx3oro7nzqdg4w5lltzqli3n4fvu2i5xx"
                    ),
                    found: concat!("py", "cdybk377oxtzq6svizx3oro7nzqdg4w5lltzqli3n4fvu2i5xx"),
                },
            ],
        )
    }
    .hinted(hints![azure_devops_pat azdo_pat azdo_token vsts_token]),
];

const LONG: Shape = Shape(&[Run(Alphabet::B64, 86, 86), Text("==")]);
const MIDDLE: Shape = Shape(&[Run(Alphabet::B64, 52, 52)]);
const SHORT: Shape = Shape(&[Run(Alphabet::B64, 43, 43), Text("=")]);
const ANY_SECRET: Alphabet = Alphabet::B64_URL.and(Alphabet::TILDE).and(Alphabet::DOT);
const CLIENT_SECRET: Shape = Shape(&[
    Run(ANY_SECRET, 3, 3),
    Run(Alphabet::DIGIT, 1, 1),
    Text("Q~"),
    Run(ANY_SECRET, 31, 34),
]);
const PAT: Shape = Shape(&[Run(Alphabet::B62, 84, 84)]);
const OLD_PAT: Shape = Shape(&[Run(Alphabet::B32_LOWER, 52, 52)]);

/// The token of that shape in which the mark that fired stands `offset` characters in.
fn around(window: &Window<'_>, offset: usize, shape: &Shape) -> Option<Span> {
    let start = window.start.checked_sub(offset)?;
    shape
        .end(window.text, start)
        .map(|end| Span::new(start, end))
}

/// A signature counts as one of Azure's where the version of its rules stands beside it.
fn verify_sas(window: &Window<'_>) -> Option<Span> {
    let text = window.text;
    if !matches!(text[..window.start], [.., b'?' | b'&', b's', b'i', b'g']) {
        return None;
    }
    let rest = window::ahead(text, window.end, 200);
    let length = rest
        .iter()
        .take_while(|byte| {
            Alphabet::B64
                .and(Alphabet::PERCENT)
                .and(Alphabet::PADDING)
                .has(**byte)
        })
        .count();
    let near = window::ahead(text, window.start.saturating_sub(400), 800);
    let has_version = memchr::memmem::find_iter(near, b"sv=20").any(|at| {
        near.get(at + 7) == Some(&b'-') || near.get(at + 7).is_some_and(u8::is_ascii_digit)
    });
    (length >= 40 && has_version).then(|| Span::new(window.end, window.end + length))
}
