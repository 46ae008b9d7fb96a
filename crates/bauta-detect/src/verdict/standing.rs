use super::naming::Words;
use crate::{Detector, Evidence};

/// What it takes to believe that a column is of a kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Standing {
    /// Nothing else looks like it.
    Certain,
    /// Chance would let some values pass its check, but not nearly all.
    Checked,
    /// Other things look like it as well; so sure without a name.
    Shaped(f64),
    /// Values mean something only under a name that hints at it.
    Named,
}

impl Standing {
    pub(crate) fn of(detector: &Detector) -> Self {
        let kind = detector.kind;
        if kind == "generic-secret" {
            return Self::Named;
        }
        if CERTAIN.has(kind) {
            return Self::Certain;
        }
        if CHECKED.has(kind) {
            return Self::Checked;
        }
        if let Some((_, base)) = SHAPED.iter().find(|(shaped, _)| *shaped == kind) {
            return Self::Shaped(*base);
        }
        match detector.evidence {
            Evidence::Prefix | Evidence::Structure => Self::Certain,
            Evidence::Checksum => Self::Checked,
            Evidence::Hint if detector.judge.is_some() => Self::Named,
            Evidence::Hint | Evidence::Shape => Self::Shaped(0.3),
        }
    }
}

static CERTAIN: Words = Words("email iban pg-md5 track-data");

/// Numbers of which one in ten or fewer holds by chance.
static CHECKED: Words = Words(
    "credit-card ca-sin br-cpf br-cnpj de-steuer-id de-personalausweis fr-nir es-dni es-nie \
     it-codice-fiscale nl-bsn be-nrn pl-pesel se-personnummer fi-hetu no-fodselsnummer uk-nhs \
     in-aadhaar au-tfn au-abn au-medicare cn-resident-id jp-my-number kr-rrn sg-nric za-id mx-curp \
     tr-kimlik imei iccid vin aba npi dea",
);

/// Kinds with a form of their own but no check, and how much that form is worth.
static SHAPED: &[(&str, f64)] = &[
    ("ipv6", 0.9),
    ("mac", 0.92),
    ("phone", 0.85),
    ("us-ssn", 0.8),
    ("us-itin", 0.8),
    ("uk-nino", 0.8),
    ("ipv4", 0.75),
    ("in-pan", 0.7),
];
