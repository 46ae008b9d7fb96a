//! Tokens whose prefix and length are all there is to say about them.

use bauta_model::Sensitivity::{Critical, High};

use crate::alphabet::Alphabet;
use crate::detector::{Detector, Example};
use crate::shape::Part::{Run, Text};
use crate::shape::{ANY, Shape};

pub(super) static DETECTORS: &[Detector] = &[
    Detector::token(
        "sendgrid",
        "SendGrid API key.",
        Critical,
        &[Shape(&[
            Text("SG."),
            Run(Alphabet::B64_URL, 22, 22),
            Text("."),
            Run(Alphabet::B64_URL, 43, 43),
        ])],
        &[Example::whole(concat!(
            "SG",
            ".9w3aCCEFDaGXCR7TKLkR9R.T65Q4ZKsajPvsfP4NEZZDAu8ivoSyQfFf92Z9yVWfeq"
        ))],
    )
    .ignoring(&["MSG.abcdefghijklmnopqrstuv.abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq"]),
    Detector::token(
        "anthropic",
        "Anthropic API or admin key.",
        Critical,
        &[
            Shape(&[
                Text("sk-ant-api03-"),
                Run(Alphabet::B64_URL, 93, 93),
                Text("AA"),
            ]),
            Shape(&[
                Text("sk-ant-admin01-"),
                Run(Alphabet::B64_URL, 93, 93),
                Text("AA"),
            ]),
        ],
        &[Example::whole(concat!(
            "sk",
            "-ant-api03-yLGi2J1bopzrT8CoR9dg59FjQswMLy0YzGTqeQ42M97sxXI5LEaIm",
            "sp2Bkvabeu1DDJoq5N8Zf7oQ20xoRvsqh0Uh5EDQAA"
        ))],
    ),
    Detector::token(
        "huggingface",
        "Hugging Face access token.",
        High,
        &[Shape(&[Text("hf_"), Run(Alphabet::ALPHA, 34, 34)])],
        &[Example::whole(concat!(
            "hf",
            "_IIyspzrCpTfrKGVLNnjKgoNDUUSHjgguIM"
        ))],
    ),
    Detector::token(
        "groq",
        "Groq API key.",
        High,
        &[Shape(&[Text("gsk_"), Run(Alphabet::B62, 52, 52)])],
        &[Example::whole(concat!(
            "gs",
            "k_WeYAAnVn3fiCJrZXrMc5Gq6g5ZgaCEOkiK8dZcTos4GKZtY89DsW"
        ))],
    ),
    Detector::token(
        "replicate",
        "Replicate API token.",
        High,
        &[Shape(&[Text("r8_"), Run(Alphabet::B62, 37, 37)])],
        &[Example::whole(concat!(
            "r8",
            "_evBVH6j8M2VLdqX38UtsaUpmNSC3NuYkd7IjQ"
        ))],
    ),
    Detector::token(
        "xai",
        "xAI API key.",
        High,
        &[Shape(&[Text("xai-"), Run(Alphabet::B62, 80, 80)])],
        &[Example::whole(concat!(
            "xa",
            "i-1ZzcWEwHrXChO2E5LLvfyRG0bGNlZVT2YT35vCA6Xxs1S8GTAgFVvDfzYq38QY",
            "VrhawtbLh9964pRPPj"
        ))],
    ),
    Detector::token(
        "perplexity",
        "Perplexity API key.",
        High,
        &[Shape(&[Text("pplx-"), Run(Alphabet::B62, 48, 48)])],
        &[Example::whole(concat!(
            "pp",
            "lx-qAWKWNhDibVFJqf39XjzS6w2BvfszoxZOctipNNm9rbAGQKW"
        ))],
    ),
    Detector::token(
        "npm",
        "npm access token.",
        Critical,
        &[Shape(&[Text("npm_"), Run(Alphabet::B62, 36, 36)])],
        &[Example::whole(concat!(
            "np",
            "m_RaMU6AzOFGXmGrK6MAOyTiKnhTPlfAkPK0RI"
        ))],
    )
    .ignoring(&["npm_config_registry_of_the_company_x"]),
    Detector::token(
        "pypi",
        "PyPI upload token.",
        Critical,
        &[Shape(&[Text("pypi-AgE"), Run(Alphabet::B64_URL, 77, ANY)])],
        &[Example::whole(concat!(
            "py",
            "pi-AgEncmT3eRKKQS9n04q70s37jcRsHb8RPlNXYDL5GU4nvhuteqoGcHkm6Hbbd",
            "gLkVfmvY49PIZtdIaQl"
        ))],
    ),
    Detector::token(
        "rubygems",
        "RubyGems API key.",
        Critical,
        &[Shape(&[Text("rubygems_"), Run(Alphabet::HEX, 48, 48)])],
        &[Example::whole(concat!(
            "ru",
            "bygems_7e23e6829edcd44971b851cb65bfc4d319dfe2848f2e57c8"
        ))],
    ),
    Detector::token(
        "crates",
        "crates.io API token.",
        Critical,
        &[Shape(&[Text("cio"), Run(Alphabet::B62, 32, 32)])],
        &[Example::whole(concat!(
            "ci",
            "oL2dFJBSA4gx21jvgC8Kb4QI6HhTkfk3c"
        ))],
    ),
    Detector::token(
        "nuget",
        "NuGet API key.",
        Critical,
        &[Shape(&[Text("oy2"), Run(Alphabet::LOWER_DIGIT, 43, 43)])],
        &[Example::whole(concat!(
            "oy",
            "2phgihz2c4yop0vq779rdw3rs6czbmy955mwe557vl70"
        ))],
    ),
    Detector::token(
        "docker",
        "Docker personal or organisation access token.",
        Critical,
        &[
            Shape(&[Text("dckr_pat_"), Run(Alphabet::B64_URL, 27, 27)]),
            Shape(&[Text("dckr_oat_"), Run(Alphabet::B64_URL, 32, 32)]),
        ],
        &[Example::whole(concat!(
            "dc",
            "kr_pat_ovqZHz6m8RyD9bXrreggRrPzV6B"
        ))],
    ),
    Detector::token(
        "twilio",
        "Twilio API key.",
        Critical,
        &[Shape(&[Text("SK"), Run(Alphabet::HEX, 32, 32)])],
        &[Example::whole(concat!(
            "S",
            "Kf534ce03ece37f5a3a460b0c2e13c68c"
        ))],
    )
    .ignoring(&["AC0123456789abcdef0123456789abcdef"]),
    Detector::token(
        "mailgun",
        "Mailgun private API key.",
        Critical,
        &[Shape(&[Text("key-"), Run(Alphabet::HEX, 32, 32)])],
        &[Example::whole(concat!(
            "ke",
            "y-974d986efde2a3b9851ae7fc32a66c62"
        ))],
    ),
    Detector::token(
        "mandrill",
        "Mandrill API key.",
        High,
        &[Shape(&[Text("md-"), Run(Alphabet::B64_URL, 22, 22)])],
        &[Example::whole(concat!("md", "-LSBQgCDMihVKRzdXJJmhnC"))],
    ),
    Detector::token(
        "brevo",
        "Brevo API or SMTP key.",
        High,
        &[
            Shape(&[
                Text("xkeysib-"),
                Run(Alphabet::HEX, 64, 64),
                Text("-"),
                Run(Alphabet::B62, 16, 16),
            ]),
            Shape(&[
                Text("xsmtpsib-"),
                Run(Alphabet::HEX, 64, 64),
                Text("-"),
                Run(Alphabet::B62, 16, 16),
            ]),
        ],
        &[Example::whole(concat!(
            "xk",
            "eysib-de9aecb089ea5aefe2ee3caab83304dcdf7783e5a6bdd6efa76bf2522e",
            "74e20b-Bdvcio6xSE3pRNKW"
        ))],
    ),
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
        &[Shape(&[
            Text("access-production-"),
            Run(Alphabet::HEX, 8, 8),
            Text("-"),
            Run(Alphabet::HEX, 4, 4),
            Text("-"),
            Run(Alphabet::HEX, 4, 4),
            Text("-"),
            Run(Alphabet::HEX, 4, 4),
            Text("-"),
            Run(Alphabet::HEX, 12, 12),
        ])],
        &[Example::whole(concat!(
            "ac",
            "cess-production-2029f7c3-ddb5-65ad-52f1-ac6bdf943552"
        ))],
    ),
    Detector::token(
        "discord-webhook",
        "Discord webhook.",
        High,
        &[
            Shape(&[
                Text("discord.com/api/webhooks/"),
                Run(Alphabet::DIGIT, 17, 20),
                Text("/"),
                Run(Alphabet::B64_URL, 60, 90),
            ]),
            Shape(&[
                Text("discordapp.com/api/webhooks/"),
                Run(Alphabet::DIGIT, 17, 20),
                Text("/"),
                Run(Alphabet::B64_URL, 60, 90),
            ]),
        ],
        &[Example::whole(concat!(
            "di",
            "scord.com/api/webhooks/76216617939358833/C3iqhLcyVvPdbfx8PDR4D2j",
            "epYfhxfcs0VNvgwllKY7pnT7jRBF7LhcQfNNG"
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
    Detector::token(
        "vault",
        "HashiCorp Vault service, batch or recovery token.",
        Critical,
        &[
            Shape(&[Text("hvs."), Run(Alphabet::B64_URL, 90, ANY)]),
            Shape(&[Text("hvb."), Run(Alphabet::B64_URL, 138, ANY)]),
            Shape(&[Text("hvr."), Run(Alphabet::B64_URL, 90, ANY)]),
        ],
        &[Example::whole(concat!(
            "hv",
            "s.DYNypKj2EffkKjFyEK2KoN3jRna5pRMrlFVSysj2NBM8l6qMvHZNva7akJ5s9Q",
            "u3r9XGhE3RIdq8xGWE3bHfsAK7VK"
        ))],
    ),
    Detector::token(
        "new-relic",
        "New Relic user, insert or licence key.",
        High,
        &[
            Shape(&[Text("NRAK-"), Run(Alphabet::UPPER_DIGIT, 27, 27)]),
            Shape(&[Text("NRII-"), Run(Alphabet::B64_URL, 32, 32)]),
        ],
        &[Example::whole(concat!(
            "NR",
            "AK-C7HX1YNSN6EKT8Y130VS7AYAFG0"
        ))],
    ),
    Detector::token(
        "sentry",
        "Sentry user token.",
        High,
        &[Shape(&[Text("sntryu_"), Run(Alphabet::HEX, 64, 64)])],
        &[Example::whole(concat!(
            "sn",
            "tryu_6fa2834439858cfbb75e33132a68c8586203ce1d11937d7fc6c8b33eb8a",
            "4c276"
        ))],
    ),
    Detector::token(
        "digitalocean",
        "DigitalOcean token.",
        Critical,
        &[
            Shape(&[Text("doo_v1_"), Run(Alphabet::HEX, 64, 64)]),
            Shape(&[Text("dop_v1_"), Run(Alphabet::HEX, 64, 64)]),
            Shape(&[Text("dor_v1_"), Run(Alphabet::HEX, 64, 64)]),
        ],
        &[Example::whole(concat!(
            "do",
            "o_v1_179854087702e0da11a6d158d823856162e220eeb112529e9c6d0649246",
            "aad9f"
        ))],
    ),
    Detector::token(
        "cloudflare",
        "Cloudflare user or account API token.",
        Critical,
        &[
            Shape(&[
                Text("cfut_"),
                Run(Alphabet::B62, 40, 40),
                Run(Alphabet::HEX, 8, 8),
            ]),
            Shape(&[
                Text("cfat_"),
                Run(Alphabet::B62, 40, 40),
                Run(Alphabet::HEX, 8, 8),
            ]),
        ],
        &[Example::whole(concat!(
            "cf",
            "ut_4PXLRcMQU6UHGGEXmFfkpTlAkAtkJyI45tkbc8uI39c2e7ee"
        ))],
    ),
    Detector::token(
        "heroku",
        "Heroku API key.",
        Critical,
        &[Shape(&[Text("HRKU-AA"), Run(Alphabet::B64_URL, 58, 58)])],
        &[Example::whole(concat!(
            "HR",
            "KU-AArBhOz2YVnIEPmz5tkQklC8rGkLZ5iFmvNQ7aUzNN3fpenlaarzcc59NEjR"
        ))],
    ),
    Detector::token(
        "databricks",
        "Databricks personal access token.",
        Critical,
        &[
            Shape(&[Text("dapi"), Run(Alphabet::HEX, 32, 32)]),
            Shape(&[
                Text("dapi"),
                Run(Alphabet::HEX, 32, 32),
                Text("-"),
                Run(Alphabet::DIGIT, 1, 1),
            ]),
        ],
        &[Example::whole(concat!(
            "da",
            "pif0a372ad986fe6173a77b9426dc8712d"
        ))],
    ),
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
    ),
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
        &[Shape(&[
            Text("ntn_"),
            Run(Alphabet::DIGIT, 11, 11),
            Run(Alphabet::B62, 35, 35),
        ])],
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
        "doppler",
        "Doppler token.",
        High,
        &[
            Shape(&[Text("dp.pt."), Run(Alphabet::B62, 40, 44)]),
            Shape(&[Text("dp.st."), Run(Alphabet::B62, 40, 44)]),
            Shape(&[Text("dp.sa."), Run(Alphabet::B62, 40, 44)]),
            Shape(&[Text("dp.ct."), Run(Alphabet::B62, 40, 44)]),
        ],
        &[Example::whole(concat!(
            "dp",
            ".pt.Kl38YLE3QRpeU1sw9AHRszEQR5eNhPPToMbK8Ia3"
        ))],
    ),
    Detector::token(
        "pulumi",
        "Pulumi access token.",
        High,
        &[Shape(&[Text("pul-"), Run(Alphabet::HEX, 40, 40)])],
        &[Example::whole(concat!(
            "pu",
            "l-518ffdaa24974887453d67e45f1f6bdf066eb3aa"
        ))],
    ),
    Detector::token(
        "supabase",
        "Supabase access token or secret key.",
        High,
        &[
            Shape(&[Text("sbp_"), Run(Alphabet::HEX, 40, 40)]),
            Shape(&[Text("sb_secret_"), Run(Alphabet::B64_URL, 20, 60)]),
        ],
        &[Example::whole(concat!(
            "sb",
            "p_64c2b8b280f97551f89970da63e931cdaa146e6b"
        ))],
    ),
    Detector::token(
        "planetscale",
        "PlanetScale token or password.",
        High,
        &[
            Shape(&[Text("pscale_tkn_"), Run(Alphabet::B64_URL, 32, 64)]),
            Shape(&[Text("pscale_pw_"), Run(Alphabet::B64_URL, 32, 64)]),
            Shape(&[Text("pscale_oauth_"), Run(Alphabet::B64_URL, 32, 64)]),
        ],
        &[Example::whole(concat!(
            "ps",
            "cale_tkn_WwLeGxqsGcc0WMI7VLN1RnOqqTL3fdoG"
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
        "artifactory",
        "Artifactory API key or reference token.",
        High,
        &[
            Shape(&[Text("AKCp"), Run(Alphabet::B62, 69, 69)]),
            Shape(&[Text("cmVmdGtu"), Run(Alphabet::B62, 56, 56)]),
        ],
        &[Example::whole(concat!(
            "AK",
            "CpEOFqFahVGAfrdXq8WASxbarfNwPchsT4bMpFkBTpYNzEqikSUFEV4mXuofHWkY",
            "z9ddClh"
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
        "fly",
        "Fly.io token.",
        High,
        &[
            Shape(&[Text("fo1_"), Run(Alphabet::B64_URL, 43, 43)]),
            Shape(&[
                Text("fm2_"),
                Run(Alphabet::B64, 100, ANY),
                Run(Alphabet::PADDING, 0, 2),
            ]),
        ],
        &[Example::whole(concat!(
            "fo",
            "1_DfroxgDVVzZIbxmJwrhv4GaTZ3WFFkawyednwyB5Q9o"
        ))],
    ),
    Detector::token(
        "netlify",
        "Netlify access token.",
        High,
        &[Shape(&[Text("nfp_"), Run(Alphabet::B62, 36, 36)])],
        &[Example::whole(concat!(
            "nf",
            "p_6M4lVh5tcTng5TQ6UTeOeqJTldDE0wZ07JrF"
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
        "onepassword",
        "1Password service account token.",
        High,
        &[Shape(&[
            Text("ops_eyJ"),
            Run(Alphabet::B64_URL, 200, ANY),
            Run(Alphabet::PADDING, 0, 2),
        ])],
        &[Example::whole(concat!(
            "op",
            "s_eyJUwnkPPrUaZSSJ3wiJARLZYtCpRlDexwJtuxjFNCH1BiaZQYxMmPTGfFw4Z0",
            "GClh0hv229FfZnEaR4pG68hDm97frc6kSmZfyvLfxr85gUzkDNipxw7mmefSth18",
            "WuyItN8D4RkgP1S2n8ZWRxdJIc9AkBWelQY4qebkzEhNZMiweGA9iyJzaQPnfEz2",
            "iClTPcx5kmCUg"
        ))],
    ),
    Detector::token(
        "tailscale",
        "Tailscale key.",
        High,
        &[
            Shape(&[
                Text("tskey-auth-"),
                Run(Alphabet::B62, 10, 24),
                Text("-"),
                Run(Alphabet::B62, 20, 40),
            ]),
            Shape(&[
                Text("tskey-api-"),
                Run(Alphabet::B62, 10, 24),
                Text("-"),
                Run(Alphabet::B62, 20, 40),
            ]),
            Shape(&[
                Text("tskey-client-"),
                Run(Alphabet::B62, 10, 24),
                Text("-"),
                Run(Alphabet::B62, 20, 40),
            ]),
        ],
        &[Example::whole(concat!(
            "ts",
            "key-auth-YbDGqQGSmM-SgMe0gLA95bdQmiArdhE"
        ))],
    ),
    Detector::token(
        "age-secret-key",
        "age identity.",
        Critical,
        &[Shape(&[
            Text("AGE-SECRET-KEY-1"),
            Run(Alphabet::UPPER_DIGIT, 58, 58),
        ])],
        &[Example::whole(concat!(
            "AG",
            "E-SECRET-KEY-19IYEBIGF9QQ09WCAGEAISKSJIHVDWPFW3F95BIKOHWGNG56IDG",
            "T8UGUTHL"
        ))],
    ),
];
