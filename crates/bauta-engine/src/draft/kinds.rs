//! What is done with each kind of content, most faithful first.

use bauta_detect::Category;
use serde_json::{Map, Value};

/// How a kind of content is treated.
#[derive(Debug)]
pub(super) struct Treatment {
    /// Ids of the kinds; the transformer's name is one of them where it differs.
    pub(super) kinds: &'static [&'static str],
    /// Why, in the words of the profile.
    pub(super) because: &'static str,
    /// The domain that all columns of these kinds share, so that equal values stay equal.
    pub(super) domain: Option<&'static str>,
    /// Rules from the most faithful to the plainest; the first that the plan accepts is taken.
    pub(super) tries: &'static [Try],
}

/// One rule that may fit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Try {
    pub(super) transformer: &'static str,
    /// Parameters as JSON; empty for none.
    params: &'static str,
}

impl Try {
    pub(super) fn params(self) -> Map<String, Value> {
        serde_json::from_str(self.params).unwrap_or_default()
    }
}

const fn plain(transformer: &'static str) -> Try {
    with(transformer, "")
}

const fn with(transformer: &'static str, params: &'static str) -> Try {
    Try {
        transformer,
        params,
    }
}

/// The treatment of a kind; one for its category where the kind has none of its own.
pub(super) fn treatment(kind: &str, category: Category) -> &'static Treatment {
    let known = TREATMENTS
        .iter()
        .find(|treatment| treatment.kinds.contains(&kind));
    known.unwrap_or(match category {
        Category::Secret => &SECRET,
        Category::Special => &SPECIAL,
        Category::Pii => &IDENTIFIER,
        Category::Quasi => &QUASI,
    })
}

/// Any credential: an opaque token in its place opens nothing.
static SECRET: Treatment = Treatment {
    kinds: &[],
    because: "a credential",
    domain: None,
    tries: OPAQUE,
};

static SPECIAL: Treatment = Treatment {
    kinds: &[],
    because: "under special protection",
    domain: None,
    tries: &[plain("null"), plain("redact")],
};

static IDENTIFIER: Treatment = Treatment {
    kinds: &[],
    because: "identifies a person",
    domain: None,
    tries: &[plain("fpe"), plain("redact")],
};

static QUASI: Treatment = Treatment {
    kinds: &[],
    because: "says little of one person",
    domain: None,
    tries: &[plain("keep")],
};

const OPAQUE: &[Try] = &[
    with("token", r#"{"prefix": "staging-"}"#),
    plain("token"),
    with("token", r#"{"length": 16}"#),
    plain("uuid"),
    plain("fpe"),
    plain("redact"),
];

/// What is short-lived and of use to nobody in staging.
const GONE: &[Try] = &[
    plain("null"),
    plain("token"),
    with("token", r#"{"length": 16}"#),
    plain("uuid"),
    plain("fpe"),
    plain("redact"),
];

/// The most specific kinds first; ids are those of detectors and of column verdicts.
static TREATMENTS: &[Treatment] = &[
    Treatment {
        kinds: &["email"],
        because: "an address of mail",
        domain: Some("email"),
        tries: &[
            plain("email"),
            with("email", r#"{"names": false, "token": 16}"#),
            with("token", r#"{"length": 19}"#),
            plain("fpe"),
            plain("redact"),
        ],
    },
    Treatment {
        kinds: &["username"],
        because: "a user's name",
        domain: Some("username"),
        tries: &[
            plain("username"),
            with("token", r#"{"length": 16}"#),
            plain("fpe"),
            plain("redact"),
        ],
    },
    Treatment {
        kinds: &["person-name", "full-name"],
        because: "a person's name",
        domain: None,
        tries: &[plain("person-name"), plain("username"), plain("redact")],
    },
    Treatment {
        kinds: &["first-name"],
        because: "a person's name",
        domain: None,
        tries: &[plain("first-name"), plain("username"), plain("redact")],
    },
    Treatment {
        kinds: &["last-name"],
        because: "a person's name",
        domain: None,
        tries: &[plain("last-name"), plain("username"), plain("redact")],
    },
    Treatment {
        kinds: &["company"],
        because: "may be one person's trade",
        domain: None,
        tries: &[plain("company"), plain("redact")],
    },
    Treatment {
        kinds: &["phone"],
        because: "a telephone number",
        domain: Some("phone"),
        tries: &[
            plain("phone"),
            with("fpe", r#"{"alphabet": "digits"}"#),
            plain("redact"),
        ],
    },
    Treatment {
        kinds: &["postal-address", "street-address", "address"],
        because: "where somebody lives",
        domain: None,
        tries: &[plain("street-address"), plain("lorem"), plain("redact")],
    },
    Treatment {
        kinds: &["postcode", "postal-code", "zip"],
        because: "the region stays",
        domain: None,
        tries: &[
            with("postcode", r#"{"keep": 2}"#),
            plain("postcode"),
            plain("redact"),
        ],
    },
    Treatment {
        kinds: &["city"],
        because: "as coarse as a city",
        domain: None,
        tries: &[plain("keep")],
    },
    Treatment {
        kinds: &["region", "state", "country", "district"],
        because: "as coarse as a region",
        domain: None,
        tries: &[plain("keep")],
    },
    Treatment {
        kinds: &["geo", "geo-point"],
        because: "to about a kilometre",
        domain: None,
        tries: &[with("geo-point", r#"{"decimals": 2}"#), plain("redact")],
    },
    Treatment {
        kinds: &["date-of-birth"],
        because: "another day of the same year",
        domain: None,
        tries: &[
            plain("date-of-birth"),
            with("truncate-date", r#"{"to": "year"}"#),
            plain("redact"),
        ],
    },
    Treatment {
        kinds: &[
            "age",
            "gender",
            "marital",
            "marital-status",
            "nationality",
            "language",
            "user-agent",
            "bic",
            "url",
            "referrer",
            "us-ein",
            "eu-vat",
            "cnpj",
            "br-cnpj",
            "au-abn",
            "abn",
        ],
        because: "says little of one person",
        domain: None,
        tries: &[plain("keep")],
    },
    Treatment {
        kinds: &["salary", "income", "balance"],
        because: "what somebody has; its size stays",
        domain: None,
        tries: &[with("noise", r#"{"percent": 10}"#), plain("redact")],
    },
    Treatment {
        kinds: &["credit-card", "card-number"],
        because: "a payment card",
        domain: Some("card"),
        tries: &[
            plain("card-number"),
            with("card-number", r#"{"bin": "keep"}"#),
            with("fpe", r#"{"alphabet": "digits"}"#),
            plain("redact"),
        ],
    },
    Treatment {
        kinds: &["card-cvv", "cvv", "track-data", "pin-block", "pin"],
        because: "must not be stored at all (PCI DSS 3.3)",
        domain: None,
        tries: &[plain("null"), plain("redact")],
    },
    Treatment {
        kinds: &["iban"],
        because: "a bank account",
        domain: Some("iban"),
        tries: &[plain("iban"), plain("fpe"), plain("redact")],
    },
    Treatment {
        kinds: &[
            "bank-account",
            "sort-code",
            "aba",
            "aba-routing",
            "routing-number",
        ],
        because: "a bank account",
        domain: None,
        tries: &[
            with("fpe", r#"{"alphabet": "digits"}"#),
            plain("fpe"),
            plain("redact"),
        ],
    },
    Treatment {
        kinds: &["us-ssn", "ssn"],
        because: "a social security number",
        domain: Some("ssn"),
        tries: &[
            plain("ssn"),
            with("ssn", r#"{"mode": "permute"}"#),
            plain("fpe"),
            plain("redact"),
        ],
    },
    national(&["us-itin"], US),
    national(&["uk-nino"], GB),
    national(&["uk-nhs"], GB_NHS),
    national(&["ca-sin"], CA),
    national(&["de-steuer-id"], DE),
    national(&["fr-nir"], FR),
    national(&["es-dni", "es-nie", "nie"], ES),
    national(&["it-codice-fiscale"], IT),
    national(&["nl-bsn"], NL),
    national(&["be-nrn"], BE),
    national(&["pl-pesel"], PL),
    national(&["se-personnummer"], SE),
    national(&["fi", "fi-hetu"], FI),
    national(&["dk", "dk-cpr"], DK),
    national(&["no", "no-fodselsnummer"], NO),
    national(&["br-cpf"], BR),
    national(&["in-aadhaar"], IN),
    national(&["au-tfn"], AU),
    national(&["cn-resident-id"], CN),
    national(&["jp-my-number"], JP),
    national(&["kr-rrn"], KR),
    national(&["tr-kimlik"], TR),
    national(&["za-id"], ZA),
    Treatment {
        kinds: &["licence-plate", "license-plate"],
        because: "leads to its keeper",
        domain: None,
        tries: &[plain("license-plate"), plain("fpe"), plain("redact")],
    },
    Treatment {
        kinds: &["vin"],
        because: "leads to its keeper",
        domain: Some("vin"),
        tries: &[plain("vin"), plain("fpe"), plain("redact")],
    },
    Treatment {
        kinds: &["imei"],
        because: "a device of somebody",
        domain: Some("imei"),
        tries: &[plain("imei"), plain("fpe"), plain("redact")],
    },
    Treatment {
        kinds: &["mac", "mac-address"],
        because: "a device of somebody",
        domain: Some("mac"),
        tries: &[plain("mac-address"), plain("fpe"), plain("redact")],
    },
    Treatment {
        kinds: &[
            "device-id",
            "device",
            "advertising-id",
            "cookie-id",
            "fingerprint",
        ],
        because: "a device of somebody",
        domain: Some("device"),
        tries: &[
            plain("uuid"),
            plain("token"),
            with("token", r#"{"length": 16}"#),
            plain("fpe"),
            plain("redact"),
        ],
    },
    Treatment {
        kinds: &["ipv4", "ipv6", "ip", "ip-address"],
        because: "networks stay networks",
        domain: Some("ip"),
        tries: &[plain("ipv6"), plain("ipv4"), plain("redact")],
    },
    Treatment {
        kinds: &["free-text"],
        because: "people write anything into it",
        domain: None,
        tries: &[plain("redact-text"), plain("lorem"), plain("redact")],
    },
    Treatment {
        kinds: &[
            "biometric",
            "biometrics",
            "face",
            "voice",
            "signature",
            "photo",
            "avatar",
            "image",
        ],
        because: "a likeness of somebody",
        domain: None,
        tries: &[
            plain("null"),
            plain("binary"),
            plain("token"),
            plain("redact"),
        ],
    },
    Treatment {
        kinds: &[
            "bcrypt",
            "argon2",
            "scrypt",
            "pbkdf2",
            "crypt",
            "crypt3",
            "cms-hashes",
            "phpass",
            "drupal",
            "ldap",
            "pg-scram",
            "pg-md5",
            "mysql-native",
            "caching-sha2",
            "raw-digests",
            "raw-digest",
            "password-hash",
        ],
        because: "everybody gets the one password of staging",
        domain: None,
        tries: &[plain("password-hash"), plain("token"), plain("redact")],
    },
    Treatment {
        kinds: &["totp-secret"],
        because: "a second factor; staging enrols anew",
        domain: None,
        tries: &[
            plain("null"),
            with(
                "token",
                r#"{"alphabet": "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "length": 32}"#,
            ),
            with(
                "token",
                r#"{"alphabet": "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "length": 16}"#,
            ),
            plain("redact"),
        ],
    },
    Treatment {
        kinds: &[
            "session",
            "session-id",
            "reset-token",
            "reset",
            "jwt",
            "access-token",
            "refresh-token",
            "aws-session-token",
            "azure-sas",
            "recovery-codes",
            "security-answer",
            "ciphertext-at-rest",
            "ciphertext",
            "pkcs12",
            "firebase-fcm",
            "invite-token",
            "confirmation-token",
        ],
        because: "opens an account; staging makes its own",
        domain: None,
        tries: GONE,
    },
    Treatment {
        kinds: &[
            "pem-private-key",
            "openssh",
            "openssh-private-key",
            "gcp-service-account",
        ],
        because: "a private key",
        domain: None,
        tries: &[
            plain("null"),
            plain("binary"),
            plain("token"),
            plain("redact"),
        ],
    },
    Treatment {
        kinds: &[
            "slack-webhook",
            "discord-webhook",
            "teams-webhook",
            "generic-webhook",
            "webhook",
            "db-url",
            "sentry",
            "sentry-dsn",
            "basic-auth-url",
            "endpoint",
        ],
        because: "staging must not reach what production does",
        domain: None,
        tries: &[
            plain("url"),
            with("token", r#"{"length": 19}"#),
            plain("redact"),
        ],
    },
    Treatment {
        kinds: &["hostname", "host"],
        because: "staging must not reach what production does",
        domain: None,
        tries: &[plain("hostname"), plain("redact")],
    },
    Treatment {
        kinds: &["high-entropy"],
        because: "looks random, and nothing says that it opens anything",
        domain: None,
        tries: &[plain("keep")],
    },
    Treatment {
        kinds: &["x509-certificate", "certificate", "public-key"],
        because: "public by design",
        domain: None,
        tries: &[plain("keep")],
    },
];

const fn national(kinds: &'static [&'static str], tries: &'static [Try]) -> Treatment {
    Treatment {
        kinds,
        because: "a number of the state's for one person",
        domain: None,
        tries,
    }
}

/// Identifiers of a country: drawn from numbers nobody has, else permuted where they must be
/// unique.
macro_rules! country {
    ($name:ident, $code:literal) => {
        const $name: &[Try] = &[
            with("national-id", concat!(r#"{"country": ""#, $code, r#""}"#)),
            with(
                "national-id",
                concat!(r#"{"country": ""#, $code, r#"", "mode": "permute"}"#),
            ),
            plain("fpe"),
            plain("redact"),
        ];
    };
}

country!(US, "us");
country!(GB, "gb");
country!(GB_NHS, "gb-nhs");
country!(CA, "ca");
country!(DE, "de");
country!(FR, "fr");
country!(ES, "es");
country!(IT, "it");
country!(NL, "nl");
country!(BE, "be");
country!(PL, "pl");
country!(SE, "se");
country!(FI, "fi");
country!(DK, "dk");
country!(NO, "no");
country!(BR, "br");
country!(IN, "in");
country!(AU, "au");
country!(CN, "cn");
country!(JP, "jp");
country!(KR, "kr");
country!(TR, "tr");
country!(ZA, "za");

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn all() -> impl Iterator<Item = &'static Treatment> {
        (TREATMENTS.iter()).chain([&SECRET, &SPECIAL, &IDENTIFIER, &QUASI])
    }

    #[test]
    fn every_rule_names_a_transformer_and_its_parameters() {
        for attempt in all().flat_map(|treatment| treatment.tries) {
            let kind = bauta_transform::find_kind(attempt.transformer).unwrap();
            let params = attempt.params();
            assert_eq!(
                params.is_empty(),
                attempt.params.is_empty(),
                "{}",
                kind.name
            );
            for name in params.keys() {
                assert!(kind.params.iter().any(|param| param.name == name), "{name}");
            }
        }
    }

    #[test]
    fn no_kind_is_treated_in_two_ways() {
        let mut seen = BTreeSet::new();
        for kind in all().flat_map(|treatment| treatment.kinds) {
            assert!(seen.insert(kind), "{kind}");
        }
    }

    #[test]
    fn an_unknown_kind_is_treated_as_its_category_is() {
        let of = |category| treatment("of-next-year", category).tries[0].transformer;
        assert_eq!(of(Category::Secret), "token");
        assert_eq!(of(Category::Special), "null");
        assert_eq!(of(Category::Pii), "fpe");
        assert_eq!(of(Category::Quasi), "keep");
    }
}
