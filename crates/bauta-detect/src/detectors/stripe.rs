use bauta_model::Sensitivity::{Critical, Medium};

use crate::alphabet::Alphabet;
use crate::detector::{Detector, Example};
use crate::shape::Part::{Run, Text};
use crate::shape::Shape;

pub(super) static DETECTORS: &[Detector] = &[
    Detector::token(
        "stripe-secret",
        "Stripe secret key of a live account.",
        Critical,
        &[
            Shape(&[Text("sk_live_"), Run(Alphabet::B62, 10, 250)]),
            Shape(&[Text("sk_prod_"), Run(Alphabet::B62, 10, 250)]),
        ],
        &[Example::whole(concat!(
            "sk",
            "_live_NAuh7jHvAi4QxW2rTz8LbK0c"
        ))],
    )
    .ignoring(&[
        "pk_live_51H8x2CdEfGhIjKlMnOpQrSt",
        "sk_live_short",
        "task_live_51H8x2CdEfGhIjKl",
    ]),
    Detector::token(
        "stripe-restricted",
        "Stripe restricted key of a live account.",
        Critical,
        &[
            Shape(&[Text("rk_live_"), Run(Alphabet::B62, 10, 250)]),
            Shape(&[Text("rk_prod_"), Run(Alphabet::B62, 10, 250)]),
        ],
        &[Example::whole(concat!(
            "rk",
            "_live_SAZ55tLITVm3Gd8YpQ6wXe1n"
        ))],
    ),
    Detector::token(
        "stripe-test-secret",
        "Stripe secret or restricted key of a test account.",
        Medium,
        &[
            Shape(&[Text("sk_test_"), Run(Alphabet::B62, 10, 250)]),
            Shape(&[Text("rk_test_"), Run(Alphabet::B62, 10, 250)]),
        ],
        &[Example::whole(concat!(
            "sk",
            "_test_Fdc19KFKBdU7sRj2VhZ5Ao9q"
        ))],
    )
    .ignoring(&["pk_test_51H8x2CdEfGhIjKlMnOpQrSt"]),
    Detector::token(
        "stripe-webhook",
        "Stripe or Svix webhook signing secret.",
        Critical,
        &[Shape(&[
            Text("whsec_"),
            Run(Alphabet::B64, 32, 200),
            Run(Alphabet::PADDING, 0, 2),
        ])],
        &[Example::whole(concat!(
            "wh",
            "sec_FonYPkJqLuRUljLJqqRUl3d2SbE27YUW"
        ))],
    ),
];
