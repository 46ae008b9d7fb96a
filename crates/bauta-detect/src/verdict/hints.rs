use super::ColumnFacts;
use super::naming::{Naming, Place};
use crate::Detector;

/// How well a name speaks for a kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Hint {
    /// The hint's words as the kind lists them.
    pub(crate) words: &'static str,
    pub(crate) place: Place,
    /// 1 where the name says nothing else; less the more other words there are.
    pub(crate) strength: f64,
}

/// The strongest hint of a kind in a name.
///
/// None where words around the hint say that it is about something else: a count, a date, a policy
/// (`email_verified_at`, `password_min_length`).
pub(crate) fn best(detector: &Detector, naming: &Naming) -> Option<Hint> {
    detector
        .hints
        .iter()
        .chain(more(detector.kind))
        .filter_map(|words| hint(words, naming))
        .max_by(|one, other| {
            (one.place.len(), one.strength)
                .partial_cmp(&(other.place.len(), other.strength))
                .unwrap_or(std::cmp::Ordering::Equal)
        })
}

fn hint(words: &'static str, naming: &Naming) -> Option<Hint> {
    let place = naming.place(words)?;
    if naming.around(place).any(|word| DENYING.contains(&word)) {
        return None;
    }
    let is_known = |word: &str| {
        OWNERS.contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit()) || word.len() == 1
    };
    let strength = if naming.behind(place).any(|word| !is_known(word)) {
        0.5
    } else if naming.around(place).any(|word| !is_known(word)) {
        0.75
    } else if naming.around(place).next().is_some() {
        0.95
    } else {
        1.0
    };
    Some(Hint {
        words,
        place,
        strength,
    })
}

/// Whether a column may hold a kind that only names tell; asked before its values are seen.
pub(crate) fn may_be(detector: &Detector, naming: &Naming, facts: &ColumnFacts<'_>) -> bool {
    best(detector, naming).is_some() || super::context::table_speaks_for(detector.kind, facts)
}

/// Hints that hold within columns only, by kind.
fn more(kind: &str) -> impl Iterator<Item = &'static &'static str> + use<> {
    let wanted = MORE.iter().find(|(known, _)| *known == kind);
    wanted.into_iter().flat_map(|(_, hints)| *hints)
}

static MORE: &[(&str, &[&str])] = &[
    (
        "person-name",
        &[
            "full_name",
            "fullname",
            "display_name",
            "real_name",
            "holder_name",
            "cardholder",
            "card_holder",
            "recipient",
            "addressee",
            "contact_person",
            "contact_name",
            "legal_name",
            "account_holder",
            "emergency_contact",
            "spouse",
            "next_of_kin",
            "father_name",
            "mother_name",
            "author_name",
            "имя",
            "фио",
            "氏名",
            "名前",
            "姓名",
        ],
    ),
    (
        "first-name",
        &["christian_name", "call_name", "given", "nombres", "имя"],
    ),
    (
        "last-name",
        &[
            "second_name",
            "фамилия",
            "姓",
            "efternavn",
            "etternavn",
            "efternamn",
            "sukunimi",
        ],
    ),
    (
        "email",
        &["inbox", "recipient_email", "почта", "メール", "邮箱"],
    ),
    (
        "phone",
        &[
            "телефон",
            "電話番号",
            "电话",
            "手机",
            "puhelin",
            "komorka",
            "phone_no",
            "contact_number",
            "sms_number",
        ],
    ),
    (
        "postal-address",
        &[
            "адрес",
            "住所",
            "地址",
            "osoite",
            "adresse_ligne",
            "gade",
            "gata",
            "gatuadress",
            "katuosoite",
        ],
    ),
    (
        "postcode",
        &["postnummer", "postinumero", "индекс", "郵便番号"],
    ),
    (
        "date-of-birth",
        &[
            "syntymaaika",
            "fodselsdato",
            "fodelsedatum",
            "doğum_tarihi",
            "dogum_tarihi",
            "生年月日",
        ],
    ),
    ("session", &["session_key", "remember_me", "auth_cookie"]),
    (
        "username",
        &["user_handle", "login_id", "account_login", "screenname"],
    ),
    (
        "password-plaintext",
        &[
            "passwrd",
            "pswd",
            "passcode",
            "losenord",
            "salasana",
            "пароль",
        ],
    ),
];

/// Words that turn a name into one about something else.
pub(crate) static DENYING: &[&str] = &[
    "count",
    "counts",
    "counter",
    "total",
    "totals",
    "policy",
    "policies",
    "enabled",
    "enable",
    "disabled",
    "verified",
    "unverified",
    "confirmed",
    "validated",
    "validation",
    "valid",
    "invalid",
    "required",
    "require",
    "requires",
    "expiry",
    "expires",
    "expire",
    "expired",
    "expiration",
    "ttl",
    "timeout",
    "changed",
    "change",
    "updated",
    "created",
    "sent",
    "at",
    "on",
    "date",
    "time",
    "timestamp",
    "day",
    "days",
    "hours",
    "minutes",
    "seconds",
    "len",
    "length",
    "size",
    "limit",
    "quota",
    "attempts",
    "attempt",
    "tries",
    "retries",
    "failures",
    "failed",
    "type",
    "types",
    "kind",
    "format",
    "template",
    "status",
    "version",
    "algorithm",
    "algo",
    "alg",
    "strength",
    "flag",
    "is",
    "has",
    "can",
    "allow",
    "allowed",
    "allows",
    "min",
    "max",
    "minimum",
    "maximum",
    "scheme",
    "rotation",
    "rotated",
    "rotate",
    "strategy",
    "mode",
    "provider",
    "brand",
    "label",
    "description",
    "title",
    "regex",
    "pattern",
    "rules",
    "rule",
    "complexity",
    "visible",
    "visibility",
    "public",
    "preference",
    "preferences",
    "optin",
    "opt",
    "subscribed",
    "bounce",
    "bounced",
    "bounces",
    "consent",
    "index",
    "sort",
    "rank",
    "level",
    "score",
    "category",
    "question",
    "hint",
    "interval",
    "frequency",
    "usage",
    "used",
    "last4",
    "last_4",
    "prefix",
    "suffix",
    "column",
    "table",
    "count_of",
    "subject",
    "domain",
    "percent",
    "percentage",
    "ratio",
    "rate",
    "price",
    "color",
    "colour",
    "icon",
    "method",
    "source",
    "reminder",
    "notifications",
    "notification",
    "checked",
    "missing",
    "duration",
    "anzahl",
    "gueltig",
    "ablauf",
    "datum",
    "typ",
    "sent_at",
    "published",
    "deleted",
    "shown",
];

/// Words that say whose or which, and leave what is said as it is.
static OWNERS: &[&str] = &[
    "user",
    "users",
    "customer",
    "customers",
    "client",
    "cust",
    "contact",
    "person",
    "people",
    "employee",
    "emp",
    "member",
    "patient",
    "account",
    "acct",
    "owner",
    "admin",
    "author",
    "sender",
    "recipient",
    "receiver",
    "from",
    "to",
    "billing",
    "bill",
    "shipping",
    "ship",
    "delivery",
    "home",
    "work",
    "business",
    "office",
    "private",
    "personal",
    "primary",
    "secondary",
    "main",
    "alternate",
    "alternative",
    "alt",
    "other",
    "old",
    "new",
    "previous",
    "prev",
    "current",
    "last",
    "first",
    "login",
    "signin",
    "sign",
    "in",
    "my",
    "your",
    "emergency",
    "spouse",
    "father",
    "mother",
    "parent",
    "guardian",
    "partner",
    "holder",
    "guest",
    "buyer",
    "seller",
    "vendor",
    "supplier",
    "driver",
    "doctor",
    "physician",
    "applicant",
    "candidate",
    "student",
    "teacher",
    "staff",
    "manager",
    "agent",
    "rep",
    "subscriber",
    "lead",
    "registrant",
    "notify",
    "reply",
    "invoice",
    "payer",
    "payee",
    "beneficiary",
    "debtor",
    "tenant",
    "legal",
    "full",
    "real",
    "raw",
    "plain",
    "plaintext",
    "clear",
    "encrypted",
    "enc",
    "hashed",
    "value",
    "val",
    "no",
    "nr",
    "number",
    "num",
    "nummer",
    "numero",
    "text",
    "string",
    "str",
    "data",
    "info",
    "field",
    "col",
    "legacy",
    "of",
    "the",
    "kunde",
    "kunden",
    "kd",
    "mitarbeiter",
    "cliente",
    "usuario",
    "utente",
    "utilisateur",
    "de",
    "del",
    "du",
    "di",
    "da",
    "do",
    "klant",
    "klient",
    "db",
    "smtp",
    "ftp",
    "imap",
    "ldap",
    "actor",
    "assignee",
    "reporter",
    "requester",
    "creator",
    "attendee",
    "participant",
    "resident",
    "insured",
    "policyholder",
    "citizen",
    "passenger",
    "traveler",
    "traveller",
    "donor",
    "voter",
    "company",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detectors;

    fn strength(kind: &str, name: &str) -> Option<f64> {
        let detector = detectors::by_kind(kind).unwrap();
        best(detector, &Naming::of(name)).map(|hint| hint.strength)
    }

    #[test]
    fn other_words_weaken_a_hint() {
        assert_eq!(strength("email", "email"), Some(1.0));
        assert_eq!(strength("email", "billingEmail"), Some(0.95));
        assert_eq!(strength("email", "zork_email"), Some(0.75));
        assert_eq!(strength("email", "email_zork"), Some(0.5));
    }

    #[test]
    fn words_about_a_value_are_no_hint() {
        for name in [
            "email_verified",
            "password_changed_at",
            "passwordMinLength",
            "phone_type",
            "token_count",
            "api_key_expires_at",
            "is_email",
        ] {
            for kind in [
                "email",
                "password-plaintext",
                "phone",
                "generic-secret",
                "access-token",
            ] {
                assert_eq!(strength(kind, name), None, "{kind} {name}");
            }
        }
    }
}
