//! Tokens of clouds, hosts and stores of secrets.

use bauta_model::Sensitivity::{Critical, High};
use bauta_model::Span;

use crate::alphabet::Alphabet;
use crate::checksum;
use crate::detector::{Detector, Example, Matcher, Trigger};
use crate::plausible;
use crate::shape::Part::{Run, Text};
use crate::shape::{ANY, Shape};
use crate::window::Window;

pub(super) static DETECTORS: &[Detector] = &[
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
                Text("v1.0-"),
                Run(Alphabet::HEX, 24, 24),
                Text("-"),
                Run(Alphabet::HEX, 146, 146),
            ]),
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
    )
    .checked(checksum::cloudflare_holds)
    .hinted(hints![cloudflare cloudflare_token cf_api_token]),
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
    )
    .checked(checksum::bech32_holds)
    .hinted(hints![age_key age_identity]),
    Detector::word(
        "linode",
        "Linode access token.",
        Critical,
        told!(["linodetoken", "linodeapitoken"], |value| plausible::hex(
            value,
            &[64]
        )),
        &[Example {
            text: concat!(
                "li",
                "node_token: 9fdd7224e5ebd25b6b5cfb2d98787303e00f3b21ea4ff07fe1e3",
                "3fbc729109a6"
            ),
            found: concat!(
                "9f",
                "dd7224e5ebd25b6b5cfb2d98787303e00f3b21ea4ff07fe1e33fbc729109a6"
            ),
        }],
        &[],
    )
    .judged(|value| plausible::hex(value, &[64]))
    .hinted(hints![linode linode_token linode_api_token]),
    Detector::word(
        "hetzner",
        "Hetzner Cloud API token.",
        Critical,
        told!(
            ["hcloudtoken", "hetznertoken", "hetznerapitoken"],
            |value| plausible::run(value, Alphabet::B62, 64..=64)
        ),
        &[Example {
            text: concat!(
                "HC",
                "LOUD_TOKEN=ZpMnDLTR4I9uY7b051QjsOcYZ2PMxKMDeUR9bC874dNaLpbPghuSd",
                "3S4sESNQMKK"
            ),
            found: concat!(
                "Zp",
                "MnDLTR4I9uY7b051QjsOcYZ2PMxKMDeUR9bC874dNaLpbPghuSd3S4sESNQMKK"
            ),
        }],
        &[],
    )
    .judged(|value| plausible::run(value, Alphabet::B62, 64..=64))
    .hinted(hints![hetzner hcloud_token hetzner_token]),
    Detector::word(
        "snowflake",
        "Snowflake password or token.",
        Critical,
        told!(
            ["snowflakepassword", "snowflaketoken", "snowflakepwd"],
            |value| plausible::run(value, Alphabet::B64_URL, 12..=400)
        ),
        &[Example {
            text: concat!(
                "sn",
                "owflake_token=cy1kzdwVxbBrUT9KTYht8KSySCz4M4PiAOpNXiC9"
            ),
            found: concat!("cy", "1kzdwVxbBrUT9KTYht8KSySCz4M4PiAOpNXiC9"),
        }],
        &[],
    )
    .judged(|value| plausible::run(value, Alphabet::B64_URL, 12..=400))
    .hinted(hints![snowflake snowflake_password snowflake_token]),
    Detector {
        matcher: Matcher::Custom {
            triggers: &[Trigger::Prefix(".atlasv1.")],
            verify: verify_terraform,
        },
        ..Detector::token(
            "terraform-cloud",
            "Terraform Cloud token.",
            Critical,
            &[TERRAFORM],
            &[Example::whole(concat!(
                "mA",
                "qKnwBvDFFa1F.atlasv1.8qHtYXG1jcJNaxKpObXRrogk1dBmLHjmdn6m6p8By8U",
                "y5VYA3JIrbYnIWnKSkaUW"
            ))],
        )
        .hinted(hints![terraform terraform_token tfe_token tfc_token])
    },
];

const TERRAFORM: Shape = Shape(&[
    Run(Alphabet::B62, 14, 14),
    Text(".atlasv1."),
    Run(Alphabet::B64_URL, 60, 70),
]);

fn verify_terraform(window: &Window<'_>) -> Option<Span> {
    let start = window.start.checked_sub(14)?;
    TERRAFORM
        .end(window.text, start)
        .map(|end| Span::new(start, end))
}
