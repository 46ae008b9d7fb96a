use bauta_model::Sensitivity::Critical;

use crate::alphabet::Alphabet;
use crate::checksum;
use crate::detector::{Detector, Example};
use crate::shape::Part::{Param, Run, Text};
use crate::shape::Shape;

pub(super) static DETECTORS: &[Detector] = &[
    Detector::token(
        "gitlab-pat",
        "GitLab personal, project or group access token, also the routable form.",
        Critical,
        &[
            Shape(&[Text("glpat-"), Run(Alphabet::B64_URL, 20, 20)]),
            Shape(&[
                Text("glpat-"),
                Run(Alphabet::B64_URL, 27, 300),
                Text("."),
                Param(Alphabet::DIGIT, 2, 2, "01"),
                Text("."),
                Run(Alphabet::LOWER_DIGIT, 9, 9),
            ]),
        ],
        &[Example::whole(concat!("gl", "pat-YxbhmOC5l40ZbanmaaCn"))],
    )
    .checked(checksum::gitlab_holds)
    .ignoring(&["glpat-short", "xglpat-abcdefghij0123456789"]),
    Detector::token(
        "gitlab-deploy-token",
        "GitLab deploy token.",
        Critical,
        &[Shape(&[Text("gldt-"), Run(Alphabet::B64_URL, 20, 20)])],
        &[Example::whole(concat!("gl", "dt-pmmCV7fqW4u5k95eHdn0"))],
    ),
    Detector::token(
        "gitlab-runner-token",
        "GitLab runner authentication or registration token.",
        Critical,
        &[
            Shape(&[Text("glrt-"), Run(Alphabet::B64_URL, 20, 60)]),
            Shape(&[Text("glrtr-"), Run(Alphabet::B64_URL, 20, 60)]),
            Shape(&[Text("GR1348941"), Run(Alphabet::B64_URL, 20, 20)]),
        ],
        &[Example::whole(concat!("gl", "rt-WmxMTVFr1dcTDb8gDJRD"))],
    ),
    Detector::token(
        "gitlab-ci-job-token",
        "GitLab CI job token.",
        Critical,
        &[Shape(&[Text("glcbt-"), Run(Alphabet::B64_URL, 20, 60)])],
        &[Example::whole(concat!("gl", "cbt-nUnorXBGUtrgx1eCIfUt"))],
    ),
    Detector::token(
        "gitlab-trigger-token",
        "GitLab pipeline trigger token.",
        Critical,
        &[Shape(&[Text("glptt-"), Run(Alphabet::HEX, 40, 40)])],
        &[Example::whole(concat!(
            "gl",
            "ptt-fcfe3fb2c3ea9359680cbf9a0f4d4f7f3b2c9780"
        ))],
    ),
    Detector::token(
        "gitlab-feed-token",
        "GitLab feed token.",
        Critical,
        &[Shape(&[Text("glft-"), Run(Alphabet::B64_URL, 20, 80)])],
        &[Example::whole(concat!("gl", "ft-V2CfaEDXUKUOtUCAL7uK"))],
    ),
    Detector::token(
        "gitlab-scim-token",
        "GitLab SCIM token.",
        Critical,
        &[Shape(&[Text("glsoat-"), Run(Alphabet::B64_URL, 20, 60)])],
        &[Example::whole(concat!("gl", "soat-vCWJPHjHTLj3Fgv4YM2j"))],
    ),
    Detector::token(
        "gitlab-incoming-mail-token",
        "GitLab incoming mail token.",
        Critical,
        &[Shape(&[Text("glimt-"), Run(Alphabet::B64_URL, 20, 60)])],
        &[Example::whole(concat!("gl", "imt-IyE3Ic3Dxd22coPedaFV"))],
    ),
    Detector::token(
        "gitlab-agent-token",
        "GitLab token of a Kubernetes agent.",
        Critical,
        &[Shape(&[Text("glagent-"), Run(Alphabet::B64_URL, 50, 50)])],
        &[Example::whole(concat!(
            "gl",
            "agent-wOyHajVihbIx5MwNQ7ZzADXuSYhUkdysxeRcOGZgrSU6FDNe0A"
        ))],
    ),
    Detector::token(
        "gitlab-oauth-secret",
        "GitLab OAuth application secret.",
        Critical,
        &[Shape(&[Text("gloas-"), Run(Alphabet::HEX, 64, 64)])],
        &[Example::whole(concat!(
            "gl",
            "oas-5797a86cb1047db8c2b7a8912de18ead32b53e40fb73d93a3c91b089f7f6",
            "bc9f"
        ))],
    ),
    Detector::token(
        "gitlab-feature-flags-token",
        "GitLab feature flags client token.",
        Critical,
        &[Shape(&[Text("glffct-"), Run(Alphabet::B64_URL, 20, 60)])],
        &[Example::whole(concat!("gl", "ffct-BURumsbVelZHjjOddRis"))],
    ),
];
