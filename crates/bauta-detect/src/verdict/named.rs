//! Kinds that a column's name tells, where its values allow them.

use bauta_model::TypeClass;

use super::context::Context;
use super::hints::Hint;
use super::judge::{Case, Reading, WHOLE};
use super::look::Look;
use super::naming::Words;
use super::standing::Standing;
use crate::{Category, detectors};

/// Reads the column as a kind that its name hints at. People's names and secrets are judged
/// elsewhere.
pub(crate) fn by_name(kind: &'static str, case: &Case<'_>) -> Option<Reading> {
    let detector = detectors::by_kind(kind)?;
    let hint = case.hint(kind)?;
    let is_elsewhere = detector.category == Category::Secret
        || matches!(
            kind,
            "person-name" | "first-name" | "last-name" | "free-text" | "structured-cell"
        );
    if is_elsewhere || !suits_type(kind, &case.context) {
        return None;
    }
    let fits = case.fits(kind);
    let share = case.part(fits.shaped);
    let strength = hint.strength;
    match kind {
        "phone" => phone(case, strength),
        "us-ssn" => social_security(case, strength),
        "postal-address" => address(case, hint),
        "postcode" => postcode(case, hint, share),
        "city" | "region" | "country" => place(kind, case, hint, share),
        "geo" => geo(case, hint, share),
        "date-of-birth" => birth(case, strength, share),
        "age" => age(case, strength, share),
        "gender" => gender(case, hint, share),
        "salary" | "income" | "balance" => money(kind, case, strength, share),
        "username" => username(case, hint, share),
        "device-id" | "advertising-id" | "cookie-id" => device(kind, case, hint, share),
        "user-agent" => {
            let is_agent = case.tally.mean_length() > 15.0 && case.share(Look::Capitalised) < 0.6;
            is_agent
                .then(|| case.column(kind, 0.85 * strength, fits.shaped))
                .flatten()
        }
        "url" | "referrer" => address_of_a_page(kind, case, strength),
        "credit-card" => {
            let long = case.tally.count(Look::LongNumber);
            (case.part(long) >= WHOLE && strength >= 0.95)
                .then(|| case.whole(kind, 0.62, long))
                .flatten()
        }
        _ if Standing::of(detector) != Standing::Named => None,
        // They are there to be read.
        "public-keys" => None,
        "icd-10" => (share >= 0.7)
            .then(|| case.column(kind, 0.92 * strength, fits.shaped))
            .flatten(),
        _ if detector.category == Category::Special => special(kind, case, hint, share),
        "marital" | "nationality" | "language" => {
            let base = if case.context.is_about_people() {
                0.9
            } else {
                0.55
            };
            let is_vague = AMBIGUOUS.has(hint.words) && !case.context.is_about_people();
            (share >= 0.7 && !is_vague && !case.context.is_about_things())
                .then(|| case.column(kind, base * strength, fits.shaped))
                .flatten()
        }
        _ => number(kind, case, hint),
    }
}

/// Whether a column of that type can hold the kind at all.
pub(crate) fn suits_type(kind: &str, context: &Context) -> bool {
    let class = context.class;
    match kind {
        "date-of-birth" => !matches!(
            class,
            TypeClass::Bool | TypeClass::Uuid | TypeClass::Bytes | TypeClass::Json
        ),
        "salary" | "income" | "balance" | "age" => context.is_number() || context.is_text(),
        "geo" => !matches!(
            class,
            TypeClass::Integer | TypeClass::Date | TypeClass::Timestamp
        ),
        "biometric" | "biometrics" | "face" | "voice" | "signature" | "free-text"
        | "structured-cell" => !matches!(
            class,
            TypeClass::Integer
                | TypeClass::Decimal
                | TypeClass::Float
                | TypeClass::Date
                | TypeClass::Timestamp
                | TypeClass::Uuid
        ),
        _ => !matches!(
            class,
            TypeClass::Date
                | TypeClass::Timestamp
                | TypeClass::Decimal
                | TypeClass::Float
                | TypeClass::Geometry
        ),
    }
}

/// Numbers and codes that have no check.
fn number(kind: &str, case: &Case<'_>, hint: Hint) -> Option<Reading> {
    let context = &case.context;
    let fits = case.fits(kind);
    let is_sure = case.part(fits.valid) >= WHOLE;
    if AMBIGUOUS.has(hint.words) && !is_sure {
        let is_id = context.class != TypeClass::Text
            || case.shares(&[Look::Uuid, Look::Opaque, Look::Words]) > 0.5;
        if is_id || !context.is_about_people() {
            return None;
        }
    }
    let is_of_things = context.is_about_things() && !VEHICLES.contains(&kind);
    let base = if is_of_things && !is_sure { 0.6 } else { 0.92 };
    let repeats = case.repeats() && AMBIGUOUS.has(hint.words);
    (case.part(fits.shaped) >= 0.7 && !repeats)
        .then(|| case.column(kind, base * hint.strength, fits.shaped))
        .flatten()
}

const VEHICLES: [&str; 2] = ["licence-plate", "vin"];

fn phone(case: &Case<'_>, strength: f64) -> Option<Reading> {
    let dialled = case.tally.count(Look::Dial);
    let share = case.part(dialled);
    if share >= 0.6 {
        return case.column("phone", 0.7 + 0.25 * strength, dialled);
    }
    (share >= 0.1)
        .then(|| case.column("phone", 0.65 * strength, dialled))
        .flatten()
}

/// Without dashes only the name tells it from any other number of nine digits.
fn social_security(case: &Case<'_>, strength: f64) -> Option<Reading> {
    let nine = case.tally.count(Look::NineDigits);
    (case.part(nine) >= WHOLE)
        .then(|| case.column("us-ssn", 0.92 * strength, nine))
        .flatten()
}

fn address(case: &Case<'_>, hint: Hint) -> Option<Reading> {
    let streets = case.tally.count(Look::Street);
    let fits = case.fits("postal-address");
    let matched = streets.max(fits.shaped);
    let share = case.part(matched);
    if share >= 0.4 {
        return case.whole("postal-address", 0.72 + 0.24 * hint.strength, matched);
    }
    // Addresses without numbers, in other scripts, or second lines of others.
    let technical = case.shares(&[Look::Url, Look::Opaque, Look::Uuid, Look::Path, Look::Bool]);
    let is_texts = technical < 0.2 && case.share(Look::Digits) < 0.5 && case.tally.longest() > 3;
    let is_sure = hint.strength >= 0.95
        && !case.context.is_about_things()
        && (!AMBIGUOUS.has(hint.words)
            || case.context.is_beside_an_address() && case.context.is_text());
    (is_texts && is_sure && !case.repeats())
        .then(|| case.whole("postal-address", 0.68, matched))
        .flatten()
}

fn postcode(case: &Case<'_>, hint: Hint, share: f64) -> Option<Reading> {
    let beside = case.context.is_beside_an_address();
    if AMBIGUOUS.has(hint.words) && !beside {
        return None;
    }
    let matched = case.fits("postcode").shaped;
    let is_number = case.share(Look::Digits) >= WHOLE && case.tally.longest() <= 9;
    let confidence = 0.65 + 0.25 * hint.strength + if beside { 0.05 } else { 0.0 };
    if share >= 0.7 {
        return case.whole("postcode", confidence, matched);
    }
    (is_number || share >= 0.3)
        .then(|| case.whole("postcode", confidence - 0.15, matched))
        .flatten()
}

fn place(kind: &str, case: &Case<'_>, hint: Hint, share: f64) -> Option<Reading> {
    let context = &case.context;
    let known = match kind {
        "city" => case.share(Look::City),
        "country" => case.share(Look::Country),
        _ => case.share(Look::Region),
    };
    let is_code = kind != "city" && case.tally.longest() <= 3 && case.share(Look::Words) >= WHOLE;
    let beside = context.is_beside_an_address();
    let is_vague = AMBIGUOUS.has(hint.words);
    if is_vague && !beside && known < 0.4 || share.max(known) < 0.6 && !is_code {
        return None;
    }
    let support = if known >= 0.3 || is_code { 0.15 } else { 0.0 }
        + if beside || context.is_about_people() {
            0.12
        } else {
            0.0
        };
    let confidence = 0.66 * hint.strength + support;
    let matched = case.fits(kind).shaped;
    case.whole(kind, confidence, matched)
}

fn geo(case: &Case<'_>, hint: Hint, share: f64) -> Option<Reading> {
    let fits = case.fits("geo");
    if case.part(fits.valid) >= WHOLE || case.context.class == TypeClass::Geometry {
        return case.whole("geo", 0.93, fits.shaped);
    }
    let in_range = case.share(Look::Longitude);
    let is_pair = case
        .context
        .neighbour_says("lat latitude lon lng long longitude latitud longitud breitengrad");
    let is_precise = case.share(Look::Precise) >= 0.3 || share >= WHOLE;
    let is_vague = AMBIGUOUS.has(hint.words);
    if in_range >= 0.95 && is_precise && (is_pair || !is_vague) {
        return case.whole("geo", 0.7 + 0.25 * hint.strength, fits.shaped);
    }
    (share >= WHOLE && !is_vague)
        .then(|| case.column("geo", 0.85 * hint.strength, fits.shaped))
        .flatten()
}

fn birth(case: &Case<'_>, strength: f64, share: f64) -> Option<Reading> {
    let matched = case.fits("date-of-birth").shaped;
    if share < 0.6 {
        return None;
    }
    let is_age_of_people = case
        .tally
        .median_decade()
        .is_none_or(|decade| (1920..=2015).contains(&decade));
    let base = match (case.context.is_about_things(), is_age_of_people) {
        (false, true) => 0.97,
        (true, true) | (false, false) => 0.6,
        (true, false) => 0.3,
    };
    let reading = case.column("date-of-birth", base * strength, matched)?;
    Some(if is_age_of_people {
        reading.with("the middle one would be a grown-up's")
    } else {
        reading
    })
}

fn age(case: &Case<'_>, strength: f64, share: f64) -> Option<Reading> {
    let matched = case.fits("age").shaped;
    let base = if case.context.is_about_people() {
        0.85
    } else if case.context.is_about_things() {
        0.3
    } else {
        0.6
    };
    (share >= 0.9)
        .then(|| case.column("age", base * strength, matched))
        .flatten()
}

fn gender(case: &Case<'_>, hint: Hint, share: f64) -> Option<Reading> {
    let known = case.tally.count(Look::Gender);
    if case.part(known) >= 0.7 {
        return case.column("gender", 0.7 + 0.25 * hint.strength, known);
    }
    let is_few = case.tally.distinct() <= 12.0;
    let is_person = !case.context.is_about_things() && !AMBIGUOUS.has(hint.words);
    (is_few && is_person && (share >= 0.5 || case.share(Look::Digits) >= 0.9))
        .then(|| case.whole("gender", 0.65 * hint.strength, case.fits("gender").shaped))
        .flatten()
}

fn money(kind: &str, case: &Case<'_>, strength: f64, share: f64) -> Option<Reading> {
    let is_amount = case.share(Look::Number) >= WHOLE || share >= WHOLE;
    let is_account = kind == "balance"
        && case
            .context
            .table_says("account wallet konto cuenta compte");
    let base = if case.context.is_about_people() || is_account {
        0.92
    } else if case.context.is_about_things() || kind == "balance" {
        0.35
    } else {
        0.75
    };
    is_amount
        .then(|| case.column(kind, base * strength, case.fits(kind).shaped))
        .flatten()
}

fn username(case: &Case<'_>, hint: Hint, share: f64) -> Option<Reading> {
    let ids = case.shares(&[Look::Uuid, Look::Digits, Look::Opaque, Look::Moment]);
    let is_person = case.context.is_about_people();
    let base = match (is_person, AMBIGUOUS.has(hint.words)) {
        (true, _) => 0.9,
        (false, true) => return None,
        (false, false) if case.context.is_about_things() => 0.55,
        (false, false) => 0.85,
    };
    (share >= 0.6 && ids < 0.5 && !case.repeats())
        .then(|| {
            case.column(
                "username",
                base * hint.strength,
                case.fits("username").shaped,
            )
        })
        .flatten()
}

fn device(kind: &str, case: &Case<'_>, hint: Hint, share: f64) -> Option<Reading> {
    let context = &case.context;
    let is_key = context.neighbour_says("public_key certificate cert pem issuer subject_dn");
    let is_number = case.share(Look::Number) >= 0.3
        || case.share(Look::Publishable) >= 0.5
        || kind != "cookie-id" && case.share(Look::Identifier) >= 0.6;
    let is_seen = context.is_about_people()
        || context.table_says(
            "visit visitor session event hit pageview device click impression ad \
            install push analytics tracking ahoy log login app_open",
        )
        || context.neighbour_says(
            "ip ip_address user_agent platform os idfa user_id customer_id device_model",
        );
    let is_client = context.neighbour_says("client_secret secret redirect_uri grant_types");
    if is_key || is_number || share < 0.7 || is_client || AMBIGUOUS.has(hint.words) && !is_seen {
        return None;
    }
    let base = if is_seen { 0.9 } else { 0.75 };
    case.column(kind, base * hint.strength, case.fits(kind).shaped)
}

fn address_of_a_page(kind: &str, case: &Case<'_>, strength: f64) -> Option<Reading> {
    let context = &case.context;
    let is_thing = context.is_about_things()
        || context.column_says(
            "image logo icon thumbnail asset cdn doc docs picture banner cover media redirect \
             callback endpoint webhook api repository issuer jwks",
        );
    let is_seen = context.is_about_people()
        || context.table_says(
            "visit visitor session event hit pageview page_view click impression request log access \
             tracking ahoy lead signup audit history",
        )
        || context.neighbour_says("ip ip_address user_agent visitor_id session_id referrer referer");
    let share = case.share(Look::Url).max(case.shaped(kind));
    let base = if is_seen { 0.85 } else { 0.5 };
    (share >= 0.7 && !is_thing)
        .then(|| case.column(kind, base * strength.max(0.75), case.fits(kind).shaped))
        .flatten()
}

fn special(kind: &str, case: &Case<'_>, hint: Hint, share: f64) -> Option<Reading> {
    let context = &case.context;
    let is_known = kind == "religion" && case.share(Look::Belief) >= 0.4;
    let is_vague = AMBIGUOUS.has(hint.words);
    let is_picture = matches!(
        kind,
        "biometric" | "biometrics" | "face" | "voice" | "signature"
    );
    let base = if is_known {
        0.95
    } else if is_picture && context.class == TypeClass::Bytes && !context.is_about_things() {
        0.8
    } else if context.is_about_people() {
        if is_vague { 0.75 } else { 0.9 }
    } else if is_vague || context.is_about_things() {
        0.3
    } else {
        0.8
    };
    let technical = case.shares(&[Look::Number, Look::Moment, Look::Date]);
    (share >= 0.5 && (technical < 0.5 || is_picture))
        .then(|| case.whole(kind, base * hint.strength.max(0.75), case.fits(kind).shaped))
        .flatten()
}

/// Hints that name other things as well; they count only with more to go by.
pub(crate) static AMBIGUOUS: Words = Words(
    "\
account_name uid address street via line1 calle rua rue straat state region district estado location position long \
geo point land pays staat kraj paese ort village commune zip cap cp cep pin_code pincode genre genero \
genere salutation anrede race orientation union treatment health iris faith belief confession offense \
offence prescription symptoms partei partito diagnostic herkunft face photo avatar picture portrait \
foto bild image voice recording voicemail embedding denomination client_id fingerprint tracking_id \
vendor_id ad_id name nom nome nombre naam agent browser ua link uri key token auth secret pass pin salt \
code session cookie nonce clave credential signing label handle language idioma sprache lingua langue \
taal jezyk balance bonus saldo compensation gps coordinates card pan location_id note text content data \
raw details description signature comuna provincia patient_id member_id insurance_id policy_number subscriber_id cid konto rekening routing \
transit_number track swipe drug_code employer_id security_code uid card_code swift plate sin nas cf pan",
);
