//! Tokens that publish packages and images.

use bauta_model::Sensitivity::{Critical, High};

use crate::alphabet::Alphabet;
use crate::checksum;
use crate::detector::{Detector, Example};
use crate::shape::Part::{Run, Text};
use crate::shape::{ANY, Shape};

pub(super) static DETECTORS: &[Detector] = &[
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
    .checked(checksum::base62_crc_holds)
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
];
