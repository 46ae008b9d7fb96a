//! Tokens of tools that teams work with.

use bauta_model::Sensitivity::{Critical, High};

use crate::alphabet::Alphabet;
use crate::checksum;
use crate::detector::{Detector, Example};
use crate::plausible;
use crate::shape::Part::{Run, Text, Uuid};
use crate::shape::{ANY, Shape};

pub(super) static DETECTORS: &[Detector] = &[
    Detector::token(
        "atlassian",
        "Atlassian API token.",
        Critical,
        &[Shape(&[
            Text("ATATT3"),
            Run(Alphabet::B64_URL, 180, ANY),
            Text("="),
            Run(Alphabet::UPPER_HEX, 8, 8),
        ])],
        &[Example::whole(concat!(
            "AT",
            "ATT3aRXqfeiNCxojQR69QUNndmJCJLH1X57gymQcrHDqPU6P88BKEfa10qjkY8eR",
            "KzxcNd95UubWt9qWxqgfokaESKYh3WtHSiRArnG0CoNIUxth8TJkXyV8R3C5Jfz7",
            "hg4iFUFSjIWWqNISmfTcItf9bdnOtt6EoWn3yKcjVUhWUsPK8oVVFyrd=FF166F1",
            "5"
        ))],
    ),
    Detector::token(
        "bitbucket",
        "Bitbucket app password.",
        Critical,
        &[Shape(&[Text("ATBB"), Run(Alphabet::B62, 32, 32)])],
        &[Example::whole(concat!(
            "AT",
            "BBRgSoXTjIOpDP5vTFldZj7crux33Pg83P"
        ))],
    ),
    Detector::token(
        "trello",
        "Trello token.",
        Critical,
        &[Shape(&[Text("ATTA"), Run(Alphabet::HEX, 72, 72)])],
        &[Example::whole(concat!(
            "AT",
            "TAbff5fdf3a64fc0c154cc30e3bd9a327e0a7ac73663ac66ffd41b9f15174f9a",
            "eb4744f051"
        ))],
    ),
    Detector::token(
        "grafana",
        "Grafana service account or cloud token.",
        High,
        &[
            Shape(&[
                Text("glsa_"),
                Run(Alphabet::B62, 32, 32),
                Text("_"),
                Run(Alphabet::HEX, 8, 8),
            ]),
            Shape(&[
                Text("glc_"),
                Run(Alphabet::B64, 32, ANY),
                Run(Alphabet::PADDING, 0, 2),
            ]),
        ],
        &[Example::whole(concat!(
            "gl",
            "sa_pGwbqQPgZaigI6FtRphBMsm2CnCAKwPf_a2a34e0c"
        ))],
    )
    .checked(checksum::grafana_holds)
    .hinted(hints![grafana grafana_token grafana_api_key]),
    Detector::token(
        "linear",
        "Linear API key.",
        High,
        &[Shape(&[Text("lin_api_"), Run(Alphabet::B62, 40, 40)])],
        &[Example::whole(concat!(
            "li",
            "n_api_gkbdG43kMgidLOZiThrsmB8VLS8r5ruTA5TLBG9s"
        ))],
    ),
    Detector::token(
        "notion",
        "Notion integration token.",
        High,
        &[
            Shape(&[Text("secret_"), Run(Alphabet::B62, 43, 43)]),
            Shape(&[
                Text("ntn_"),
                Run(Alphabet::DIGIT, 11, 11),
                Run(Alphabet::B62, 35, 35),
            ]),
        ],
        &[Example::whole(concat!(
            "nt",
            "n_40321051884Y8kHu89wqhSlFAf9j1RZ99zNvC6uomCEDe2"
        ))],
    ),
    Detector::token(
        "figma",
        "Figma personal access token.",
        High,
        &[Shape(&[Text("figd_"), Run(Alphabet::B64_URL, 40, ANY)])],
        &[Example::whole(concat!(
            "fi",
            "gd_lPlSXrbibkeaHrERSLXWTGrvMbUmNlb2mx9J3NHk"
        ))],
    ),
    Detector::token(
        "postman",
        "Postman API key.",
        High,
        &[Shape(&[
            Text("PMAK-"),
            Run(Alphabet::HEX, 24, 24),
            Text("-"),
            Run(Alphabet::HEX, 34, 34),
        ])],
        &[Example::whole(concat!(
            "PM",
            "AK-3e8a087b1d051b042ba6e950-477a70bbbb0a9896a30f5fcb08dd90adc3"
        ))],
    ),
    Detector::token(
        "sonar",
        "SonarQube token.",
        High,
        &[
            Shape(&[Text("squ_"), Run(Alphabet::HEX, 40, 40)]),
            Shape(&[Text("sqp_"), Run(Alphabet::HEX, 40, 40)]),
            Shape(&[Text("sqa_"), Run(Alphabet::HEX, 40, 40)]),
        ],
        &[Example::whole(concat!(
            "sq",
            "u_2bca1bca1c9df0a81482dda8526f9ed234f878a7"
        ))],
    ),
    Detector::token(
        "buildkite",
        "Buildkite API token.",
        High,
        &[Shape(&[Text("bkua_"), Run(Alphabet::HEX, 40, 40)])],
        &[Example::whole(concat!(
            "bk",
            "ua_01f2646b088ee22613e23f5ed85d3a97912c0a07"
        ))],
    ),
    Detector::token(
        "contentful",
        "Contentful personal access token.",
        High,
        &[Shape(&[Text("CFPAT-"), Run(Alphabet::B64_URL, 43, 43)])],
        &[Example::whole(concat!(
            "CF",
            "PAT-Y0QgIFXUmwUe3L2QdFasJXNusPRBvj1o7e1FlUI9Cce"
        ))],
    ),
    Detector::token(
        "mapbox",
        "Mapbox secret token.",
        High,
        &[Shape(&[
            Text("sk.eyJ"),
            Run(Alphabet::B64_URL, 60, ANY),
            Text("."),
            Run(Alphabet::B64_URL, 20, ANY),
        ])],
        &[Example::whole(concat!(
            "sk",
            ".eyJZDCaqE8tVGq6QyiRTJPSKivuQHphnc81YOhf0KrWyGGqQF2jpnC7lsQdyBQm",
            ".JM1EzX8eStyiLBj03Hzw"
        ))],
    )
    .ignoring(&["pk.eyJ1IjoiYmF1dGEiLCJhIjoiY2tsbW5vcHFyc3R1dnd4eXoifQ.abcdefghijklmnopqrstuv"]),
    Detector::token(
        "sentry",
        "Sentry user token.",
        High,
        &[
            Shape(&[
                Text("sntrys_eyJ"),
                Run(Alphabet::B64, 80, 400),
                Run(Alphabet::PADDING, 0, 2),
                Text("_"),
                Run(Alphabet::B64, 43, 43),
            ]),
            Shape(&[Text("sntryu_"), Run(Alphabet::HEX, 64, 64)]),
        ],
        &[Example::whole(concat!(
            "sn",
            "tryu_6fa2834439858cfbb75e33132a68c8586203ce1d11937d7fc6c8b33eb8a",
            "4c276"
        ))],
    ),
    Detector::token(
        "new-relic",
        "New Relic user, insert or licence key.",
        High,
        &[
            Shape(&[Text("NRJS-"), Run(Alphabet::HEX, 19, 19)]),
            Shape(&[Text("NRAK-"), Run(Alphabet::UPPER_DIGIT, 27, 27)]),
            Shape(&[Text("NRII-"), Run(Alphabet::B64_URL, 32, 32)]),
        ],
        &[Example::whole(concat!(
            "NR",
            "AK-C7HX1YNSN6EKT8Y130VS7AYAFG0"
        ))],
    ),
    Detector::token(
        "airtable",
        "Airtable personal access token.",
        High,
        &[Shape(&[
            Text("pat"),
            Run(Alphabet::B62, 14, 14),
            Text("."),
            Run(Alphabet::HEX, 64, 64),
        ])],
        &[Example::whole(concat!(
            "pa",
            "tg3512XmnPk63zv.985ef40295fab98f0d340b857972beb75e685e947ceafb20",
            "ee13aea54bc9c487"
        ))],
    )
    .hinted(hints![airtable airtable_token airtable_api_key]),
    Detector::token(
        "hubspot",
        "HubSpot private app token.",
        High,
        &[
            Shape(&[Text("pat-na"), Run(Alphabet::DIGIT, 1, 1), Text("-"), Uuid]),
            Shape(&[Text("pat-eu"), Run(Alphabet::DIGIT, 1, 1), Text("-"), Uuid]),
        ],
        &[Example::whole(concat!(
            "pa",
            "t-na1-55c70a60-4344-f2b2-1279-020a7421eac3"
        ))],
    )
    .hinted(hints![hubspot hubspot_token hubspot_api_key]),
    Detector::token(
        "launchdarkly",
        "LaunchDarkly SDK or API key.",
        High,
        &[Shape(&[Text("sdk-"), Uuid]), Shape(&[Text("api-"), Uuid])],
        &[Example::whole(concat!(
            "sd",
            "k-6f1a8614-399f-a0bf-f5b6-5912836ef939"
        ))],
    )
    .hinted(hints![launchdarkly launchdarkly_sdk_key sdk_key]),
    Detector::word(
        "datadog",
        "Datadog API or application key.",
        High,
        told!(
            [
                "ddapikey",
                "datadogapikey",
                "ddappkey",
                "datadogappkey",
                "ddapplicationkey"
            ],
            |value| plausible::hex(value, &[32, 40])
        ),
        &[Example {
            text: concat!("DD", "_API_KEY=4655747d42a655ad912bbf5c4a965e64"),
            found: concat!("46", "55747d42a655ad912bbf5c4a965e64"),
        }],
        &[],
    )
    .judged(|value| plausible::hex(value, &[32, 40]))
    .hinted(hints![dd_api_key datadog_api_key datadog dd_app_key datadog_app_key]),
    Detector::word(
        "pagerduty",
        "PagerDuty API or routing key.",
        High,
        told!(
            [
                "pagerdutykey",
                "pagerdutytoken",
                "pagerdutyapikey",
                "routingkey",
                "pagerdutyroutingkey",
                "integrationkey"
            ],
            |value| plausible::run(value, Alphabet::B64_URL, 20..=32)
        ),
        &[Example {
            text: concat!("pa", "gerduty_api_key: hoZymwVzXTdO9tRHUss6"),
            found: concat!("ho", "ZymwVzXTdO9tRHUss6"),
        }],
        &[],
    )
    .judged(|value| plausible::run(value, Alphabet::B64_URL, 20..=32))
    .hinted(
        hints![pagerduty pagerduty_key pagerduty_token pd_routing_key routing_key integration_key],
    ),
];
