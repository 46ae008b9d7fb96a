use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use super::context;
use super::naming::{Naming, Place, Words};
use crate::detectors;

/// How well a name speaks for a kind.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Hint {
    /// The hint as the kind lists it.
    pub(crate) words: &'static str,
    pub(crate) place: Place,
    /// 1 where the name says nothing else; less the more other words there are.
    pub(crate) strength: f64,
}

/// What a column's name, helped by its table's, says: the strongest hint of each kind.
///
/// Nothing where the words around a hint say that it is about something else: a count, a date, a
/// policy (`email_verified_at`, `password_min_length`).
pub(crate) fn of(table: &Naming, column: &Naming) -> BTreeMap<&'static str, Hint> {
    let mut hints: BTreeMap<&'static str, Hint> = BTreeMap::new();
    for (place, spelled) in column.stretches() {
        let Some(kinds) = INDEX.get(&spelled) else {
            continue;
        };
        let Some(strength) = strength(column, place) else {
            continue;
        };
        for (kind, words) in kinds {
            let hint = Hint {
                words,
                place,
                strength,
            };
            let known = hints.entry(kind).or_insert(hint);
            if (place.len(), strength) > (known.place.len(), known.strength) {
                *known = hint;
            }
        }
    }
    // `api_key` says more than the `key` in it.
    let places: Vec<Place> = hints.values().map(|hint| hint.place).collect();
    for hint in hints.values_mut() {
        if places.iter().any(|place| place.encloses(hint.place)) {
            hint.strength *= 0.85;
        }
    }
    if let Some(kind) = context::kind_by_table(table, column) {
        let whole = Hint {
            words: "",
            place: Place {
                start: 0,
                end: column.words().len(),
            },
            strength: 1.0,
        };
        // What the table says is more than what a weak word does.
        hints.retain(|_, hint| !WEAK.has(hint.words));
        hints.insert(kind, whole);
    }
    hints
}

fn strength(naming: &Naming, place: Place) -> Option<f64> {
    if naming.around(place).any(|word| DENYING.has(word)) {
        return None;
    }
    let is_known = |word: &str| {
        OWNERS.has(word) || word.bytes().all(|byte| byte.is_ascii_digit()) || word.len() == 1
    };
    Some(if naming.behind(place).any(|word| !is_known(word)) {
        0.5
    } else if naming.around(place).any(|word| !is_known(word)) {
        0.75
    } else if naming.around(place).next().is_some() {
        0.95
    } else {
        1.0
    })
}

/// Words of names that say no more than that there is a secret.
static WEAK: Words = Words("token key secret code session auth value credential credentials");

type Index = HashMap<String, Vec<(&'static str, &'static str)>>;

/// Kinds and hints by how the hints are spelled without borders.
static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let mut index: Index = HashMap::new();
    let own = detectors::catalogue()
        .flat_map(|detector| detector.hints.iter().map(|hint| (detector.kind, *hint)));
    let more = MORE
        .iter()
        .filter(|(kind, _)| detectors::by_kind(kind).is_some())
        .flat_map(|(kind, hints)| hints.split_ascii_whitespace().map(|hint| (*kind, hint)));
    for (kind, hint) in own.chain(more) {
        let kinds = index.entry(Naming::of(hint).words().concat()).or_default();
        if !kinds.iter().any(|(known, _)| *known == kind) {
            kinds.push((kind, hint));
        }
    }
    index
});

/// Hints beside those of the catalogue.
static MORE: &[(&str, &str)] = &[
    (
        "person-name",
        "full_name fullname display_name real_name holder_name cardholder card_holder recipient addressee contact_person contact_name legal_name account_holder emergency_contact spouse next_of_kin father_name mother_name author_name имя фио 氏名 名前 姓名",
    ),
    ("first-name", "christian_name call_name given nombres имя"),
    (
        "last-name",
        "second_name фамилия 姓 efternavn etternavn efternamn sukunimi",
    ),
    ("email", "inbox recipient_email почта メール 邮箱"),
    (
        "phone",
        "телефон 電話番号 电话 手机 puhelin komorka phone_no contact_number sms_number",
    ),
    (
        "postal-address",
        "адрес 住所 地址 osoite adresse_ligne gade gata gatuadress katuosoite",
    ),
    ("postcode", "postnummer postinumero индекс 郵便番号"),
    (
        "date-of-birth",
        "syntymaaika fodselsdato fodelsedatum doğum_tarihi dogum_tarihi 生年月日",
    ),
    ("signature", "signature"),
    (
        "free-text",
        "subject betreff sujet asunto oggetto onderwerp reason explanation complaint annotation \
         annotations chat conversation reply response instructions special_instructions \
         delivery_instructions observations testimonial story caption motivation cover_letter",
    ),
    ("session", "session_key remember_me auth_cookie"),
    ("username", "user_handle login_id account_login screenname"),
    (
        "password-plaintext",
        "passwrd pswd passcode losenord salasana пароль",
    ),
];

/// Words that turn a name into one about something else.
pub(crate) static DENYING: Words = Words(
    "\
count counts counter total totals policy policies enabled enable disabled verified unverified \
confirmed validated validation valid invalid required require requires expiry expires expire \
expired expiration ttl timeout changed change updated created sent at on date time timestamp day \
days hours minutes seconds len length size limit quota attempts attempt tries retries failures \
failed type types kind format template status version algorithm algo alg strength flag is has \
can allow allowed allows min max minimum maximum scheme rotation rotated rotate strategy mode \
provider brand label description title regex pattern rules rule complexity visible visibility \
public preference preferences optin opt subscribed bounce bounced bounces consent index sort \
rank level score category question hint interval frequency usage used last4 last_4 prefix suffix \
column table count_of subject domain percent percentage ratio rate price color colour icon \
method source reminder notifications notification checked missing duration anzahl gueltig ablauf \
datum typ sent_at published deleted shown",
);

/// Words that say whose or which, and leave what is said as it is.
static OWNERS: Words = Words(
    "\
user users customer customers client cust contact person people employee emp member patient \
account acct owner admin author sender recipient receiver from to billing bill shipping ship \
delivery home work business office private personal primary secondary main alternate alternative \
alt other old new previous prev current last first login signin sign in my your emergency spouse \
father mother parent guardian partner holder guest buyer seller vendor supplier driver doctor \
physician applicant candidate student teacher staff manager agent rep subscriber lead registrant \
notify reply invoice payer payee beneficiary debtor tenant legal full real raw plain plaintext \
clear encrypted enc hashed value val no nr number num nummer numero text string str data info \
field col legacy of the kunde kunden kd mitarbeiter cliente usuario utente utilisateur de del du \
di da do klant klient db smtp ftp imap ldap actor assignee reporter requester creator attendee \
participant resident insured policyholder citizen passenger traveler traveller donor voter \
company",
);

#[cfg(test)]
mod tests {
    use super::*;

    fn strength(kind: &str, name: &str) -> Option<f64> {
        of(&Naming::of("t"), &Naming::of(name))
            .get(kind)
            .map(|hint| hint.strength)
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
