//! Keys of payment providers and shops.

use bauta_model::Sensitivity::Critical;

use crate::alphabet::Alphabet;
use crate::detector::{Detector, Example};
use crate::plausible;
use crate::shape::Part::{Run, Text, Uuid};
use crate::shape::Shape;

pub(super) static DETECTORS: &[Detector] = &[
    Detector::token(
        "braintree",
        "PayPal Braintree access token.",
        Critical,
        &[Shape(&[
            Text("access_token$production$"),
            Run(Alphabet::LOWER_DIGIT, 16, 16),
            Text("$"),
            Run(Alphabet::HEX, 32, 32),
        ])],
        &[Example::whole(concat!(
            "ac",
            "cess_token$production$0biqxnc0t79itqhj$d4f374d9343943d1bf3520a27",
            "db4e818"
        ))],
    ),
    Detector::token(
        "square",
        "Square access token or secret.",
        Critical,
        &[
            Shape(&[Text("EAAA"), Run(Alphabet::B64_URL, 60, 60)]),
            Shape(&[Text("sq0atp-"), Run(Alphabet::B64_URL, 22, 22)]),
            Shape(&[Text("sq0csp-"), Run(Alphabet::B64_URL, 43, 43)]),
        ],
        &[Example::whole(concat!(
            "EA",
            "AA3qxxLw60CQ9u11xw1Xvcrw8Dcwj1PzdtccAMGXKujqhSmnNKJaSKbWhYwC3N"
        ))],
    ),
    Detector::token(
        "razorpay",
        "Razorpay key of a live account.",
        Critical,
        &[Shape(&[Text("rzp_live_"), Run(Alphabet::B62, 14, 14)])],
        &[Example::whole(concat!("rz", "p_live_eOVsegXldsoK0S"))],
    ),
    Detector::token(
        "mollie",
        "Mollie API key of a live account.",
        Critical,
        &[Shape(&[Text("live_"), Run(Alphabet::B62, 30, 30)])],
        &[Example::whole(concat!(
            "li",
            "ve_3bmlXo9yIseeQgUpXGeUUUdo9Xhobo"
        ))],
    )
    .ignoring(&["alive_0123456789abcdefghijklmnopqrst"]),
    Detector::token(
        "plaid",
        "Plaid access token.",
        Critical,
        &[Shape(&[Text("access-production-"), Uuid])],
        &[Example::whole(concat!(
            "ac",
            "cess-production-2029f7c3-ddb5-65ad-52f1-ac6bdf943552"
        ))],
    ),
    Detector::token(
        "shopify",
        "Shopify access token or shared secret.",
        Critical,
        &[
            Shape(&[Text("shpat_"), Run(Alphabet::HEX, 32, 32)]),
            Shape(&[Text("shpca_"), Run(Alphabet::HEX, 32, 32)]),
            Shape(&[Text("shppa_"), Run(Alphabet::HEX, 32, 32)]),
            Shape(&[Text("shpss_"), Run(Alphabet::HEX, 32, 32)]),
            Shape(&[Text("shpua_"), Run(Alphabet::HEX, 32, 32)]),
        ],
        &[Example::whole(concat!(
            "sh",
            "pat_2eaa0c626a9a57ea4638b805787eabf6"
        ))],
    ),
    Detector::word(
        "paypal",
        "PayPal client secret.",
        Critical,
        told!(["paypalsecret", "paypalclientsecret"], |value| {
            plausible::run(value, Alphabet::B64_URL, 80..=80)
        }),
        &[Example {
            text: concat!(
                "pa",
                "ypal_client_secret=obZvWidSTtIfYaLp9b8AuRGk57GDrZh4ei57ofdNBtdYI",
                "ZmFDMaFBHTUXqXJF3euSkWG4RDrFrJh1ufl"
            ),
            found: concat!(
                "ob",
                "ZvWidSTtIfYaLp9b8AuRGk57GDrZh4ei57ofdNBtdYIZmFDMaFBHTUXqXJF3euSk",
                "WG4RDrFrJh1ufl"
            ),
        }],
        &[],
    )
    .judged(|value| plausible::run(value, Alphabet::B64_URL, 80..=80))
    .hinted(hints![paypal paypal_secret paypal_client_secret]),
    Detector::token(
        "adyen",
        "Adyen API key.",
        Critical,
        &[Shape(&[
            Text("AQE"),
            Run(Alphabet::B64, 60, 250),
            Run(Alphabet::PADDING, 0, 2),
        ])],
        &[Example::whole(concat!(
            "AQ",
            "Eft1dyyqfQQpABC2oAxA8XCQXG11Ij33Yq63cNSi0kUhuuXd0MYcxtAmTE0Mtooy",
            "3OnMtiKXYuZa2uTeuzzYNReZVYVoC0WvlUd62LdIE6iHYkGOkOYsijGJk"
        ))],
    )
    .hinted(hints![adyen adyen_api_key adyen_key])
    .ignoring(&["AQEshort"]),
    Detector::token(
        "checkout",
        "Checkout.com secret key.",
        Critical,
        &[
            Shape(&[Text("sk_sbox_"), Run(Alphabet::LOWER_DIGIT, 26, 40)]),
            Shape(&[Text("sk_"), Run(Alphabet::LOWER_DIGIT, 26, 32)]),
        ],
        &[
            Example::whole(concat!("sk", "_zu6r5hxhav1oo8e9fj60n8o26qb")),
            Example::whole(concat!("sk", "_sbox_h3cbhhhpwdmnu4q28jslmbzew3b6")),
        ],
    )
    .hinted(hints![checkout checkout_secret_key]),
    Detector::token(
        "flutterwave",
        "Flutterwave secret key.",
        Critical,
        &[
            Shape(&[Text("FLWSECK-"), Run(Alphabet::HEX, 32, 32), Text("-X")]),
            Shape(&[
                Text("FLWSECK_TEST-"),
                Run(Alphabet::HEX, 32, 32),
                Text("-X"),
            ]),
        ],
        &[Example::whole(concat!(
            "FL",
            "WSECK-70d44c9c80f1573eea856fe71a08b994-X"
        ))],
    )
    .hinted(hints![flutterwave flutterwave_secret_key]),
];
