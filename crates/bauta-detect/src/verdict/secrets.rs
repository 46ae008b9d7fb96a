//! Secrets that look like nothing in particular, and look-alikes of theirs.

use bauta_model::TypeClass;

use super::hints::Hint;
use super::judge::{Case, Reading, WHOLE};
use super::look::Look;
use super::named::AMBIGUOUS;
use super::naming::Words;
use super::standing::Standing;
use crate::{Category, detectors};

/// Reads the column as what its name calls secret, or as what only chance explains.
pub(crate) fn judge(case: &Case<'_>) -> Option<Reading> {
    let class = case.context.class;
    let is_possible = case.context.is_text()
        || matches!(class, TypeClass::Uuid | TypeClass::Bytes | TypeClass::Json);
    if !is_possible {
        return None;
    }
    let mut best: Option<Reading> = None;
    for (kind, hint) in &case.hints {
        let reading = by_hint(kind, *hint, case);
        best = match (best, reading) {
            (Some(best), Some(reading)) if best.confidence >= reading.confidence => Some(best),
            (best, reading) => reading.or(best),
        };
    }
    best.or_else(|| by_chance(case))
}

fn by_hint(kind: &'static str, hint: Hint, case: &Case<'_>) -> Option<Reading> {
    let detector = detectors::by_kind(kind)?;
    let is_told_by_values = matches!(
        Standing::of(detector),
        Standing::Certain | Standing::Checked
    );
    if detector.category != Category::Secret || is_told_by_values {
        return None;
    }
    match kind {
        "password-plaintext" | "smtp-config" | "ldap-config" => password(kind, case, hint),
        "raw-digests" => digest(case, hint),
        "security-answer" => {
            let matched = case.fits(kind).shaped;
            (case.part(matched) >= 0.5 && case.share(Look::Bool) < 0.5)
                .then(|| case.whole(kind, 0.9 * hint.strength, matched))
                .flatten()
        }
        _ => token(kind, hint, case),
    }
}

fn token(kind: &'static str, hint: Hint, case: &Case<'_>) -> Option<Reading> {
    let random = random(case);
    let is_short_code = matches!(
        kind,
        "confirm-token" | "invite-token" | "reset-token" | "recovery-codes" | "totp-secret"
    );
    let is_vague = AMBIGUOUS.has(hint.words);
    let is_key_of_rows = case.context.class == TypeClass::Uuid && case.context.column.is("id")
        || case.context.is_foreign;
    let is_of_a_protocol = hint.words == "nonce"
        && !case
            .context
            .table_says("login auth authentication magic otp verification challenge");
    if is_of_a_protocol
        || is_key_of_rows
        || names_another_key(case, hint)
        || is_harmless(case, random)
    {
        return None;
    }
    let matched = case.fits(kind).shaped;
    let fitting = case.part(matched).max(random);
    if is_vague && random < 0.6 {
        // A key without more to it is one only where chance made it.
        return (random >= 0.1)
            .then(|| cells(kind, case, hint, random))
            .flatten();
    }
    let needed = if is_short_code { 0.5 } else { 0.6 };
    if fitting < needed {
        return (random >= 0.05)
            .then(|| cells(kind, case, hint, random))
            .flatten();
    }
    let weak = if is_vague { 0.08 } else { 0.0 };
    // The issuer's name in the column's is worth more than the word for what it issues.
    let longer = if hint.place.len() > 1 { 0.01 } else { 0.0 };
    let is_usual = kind == "framework-master-keys" && hint.words != "secret_key_base";
    let is_valid = case.part(case.fits(kind).valid) >= WHOLE;
    let longer = longer + if is_valid { 0.01 } else { 0.0 };
    let confidence = 0.6 + 0.2 * hint.strength + 0.14 * random - weak + longer
        - if is_usual { 0.02 } else { 0.0 };
    // What a value proves is worth more than what a name says.
    let confidence = confidence.min(0.94);
    let reading = case.whole(kind, confidence, matched.max(count(case, random)))?;
    Some(if random >= WHOLE {
        reading.with("values are random characters")
    } else {
        reading
    })
}

fn cells(kind: &str, case: &Case<'_>, hint: Hint, share: f64) -> Option<Reading> {
    case.column(kind, 0.6 * hint.strength.max(0.8), count(case, share))
}

/// A password: in clear, as a digest, or as both.
fn password(kind: &str, case: &Case<'_>, hint: Hint) -> Option<Reading> {
    let is_vague = AMBIGUOUS.has(hint.words);
    let others = case.shares(&[Look::Bool, Look::Date, Look::Moment, Look::Clock, Look::Url]);
    let digests = case.share(Look::Digest);
    if others >= 0.5 || case.context.is_foreign {
        return None;
    }
    if digests >= 0.5 {
        return case.whole(
            "raw-digests",
            0.93 * hint.strength,
            case.tally.count(Look::Digest),
        );
    }
    let is_pin = hint.words.starts_with("pin") || hint.words == "passcode";
    if is_pin {
        let digits = case.tally.count(Look::Digits);
        let is_code = case.part(digits) >= 0.9 && (4..=8).contains(&case.tally.shortest());
        let is_person =
            case.context.is_about_people() || case.context.table_says("card account device");
        return (is_code && is_person && case.context.class == TypeClass::Text)
            .then(|| case.whole("password-plaintext", 0.75 * hint.strength, digits))
            .flatten();
    }
    if case.repeats() || case.share(Look::Placeholder) > 0.5 {
        return None;
    }
    let is_for_things = is_vague
        && (hint.strength < 0.95 || case.context.is_about_things())
        && case.shares(&[Look::Words, Look::Identifier]) > 0.5;
    let matched = case.fits(kind).shaped;
    (!is_for_things && case.part(matched) >= 0.4 && case.share(Look::Sentence) < 0.5)
        .then(|| case.whole(kind, 0.92 * hint.strength.max(0.75), matched))
        .flatten()
}

fn digest(case: &Case<'_>, hint: Hint) -> Option<Reading> {
    let digests = case
        .tally
        .count(Look::Digest)
        .max(case.fits("raw-digests").shaped);
    let is_salt = hint.words.contains("salt");
    if is_salt {
        let beside = hint.words != "salt" || case.context.neighbour_says(
            "password password_hash passwd hash digest pwd pass password_digest hashed_password",
        );
        let random = random(case);
        let is_random = random >= 0.5
            || case.share(Look::Number) < 0.5
                && case.tally.distinctness() > 0.8
                && case.share(Look::Words) < 0.5;
        return (beside && is_random)
            .then(|| {
                case.whole(
                    "raw-digests",
                    0.85 * hint.strength,
                    digests.max(count(case, random)),
                )
            })
            .flatten();
    }
    (case.part(digests) >= 0.5)
        .then(|| case.whole("raw-digests", 0.93 * hint.strength.max(0.8), digests))
        .flatten()
}

/// The share of values that chance made.
fn random(case: &Case<'_>) -> f64 {
    let opaque = case.share(Look::Opaque).max(case.share(Look::Blob));
    let hex = case.share(Look::Digest) + case.share(Look::ObjectId);
    opaque.max(hex).max(case.share(Look::Uuid))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a share of a small count"
)]
fn count(case: &Case<'_>, share: f64) -> u32 {
    (share * case.tally.sampled() as f64).round() as u32
}

/// Whether the values are public, technical or made of words.
fn is_harmless(case: &Case<'_>, random: f64) -> bool {
    let public = case.shares(&[Look::PublicKey, Look::Publishable, Look::Plumbing]);
    let plain = case.shares(&[
        Look::Bool,
        Look::Number,
        Look::Date,
        Look::Moment,
        Look::Clock,
    ]);
    let words = case
        .share(Look::Identifier)
        .max(case.share(Look::Words))
        .max(case.share(Look::Sentence));
    let places = case.shares(&[Look::Url, Look::Path, Look::Version]);
    public >= 0.5
        || plain >= 0.7
        || words >= 0.6 && random < 0.5
        || places >= 0.6
        || case.share(Look::Placeholder) >= 0.8
        || case.repeats() && random < 0.8
}

/// Whether the word before `key` or `token` makes it one that opens nothing.
fn names_another_key(case: &Case<'_>, hint: Hint) -> bool {
    case.context
        .column
        .around(hint.place)
        .any(|word| HARMLESS.has(word))
        || case.context.column.says_any(PUBLIC)
}

/// Random values, all of one kind, without a name that explains them: worth a look.
fn by_chance(case: &Case<'_>) -> Option<Reading> {
    let context = &case.context;
    let matched = case.fits("high-entropy").shaped;
    let is_id = context.is_primary
        || context.is_foreign
        || context.column.words().iter().any(|word| IDS.has(word))
        || context.class == TypeClass::Uuid;
    let public = case.shares(&[
        Look::PublicKey,
        Look::Publishable,
        Look::Plumbing,
        Look::Ksuid,
        Look::Ulid,
        Look::Nanoid,
        Look::Url,
        Look::Path,
    ]);
    let is_alike = case.part(matched) >= WHOLE
        && case.tally.distinctness() >= 0.8
        && case.tally.same_length() >= 0.3
        && case.tally.longest() <= 1024;
    (is_alike && !is_id && public < 0.3)
        .then(|| case.column("high-entropy", 0.45, matched))
        .flatten()
        .map(|reading| reading.with("random characters, nearly all different"))
}

/// Words that make a key or token one that opens nothing.
static HARMLESS: Words = Words(
    "\
sort primary foreign public partition object s3 storage cache idempotency idempotent translation i18n \
lookup unique natural business entity group dedupe dedup deduplication event row site publishable \
client_id page next cursor sync continuation pagination column shard hash_key map dict json xml \
settings setting config feature flag theme menu route file image bucket message locale lang language \
string template color product item category tag foreignkey composite surrogate candidate alternate \
trace span correlation request_id csrf_name meta option attribute property field form widget record \
name names fingerprint thumbprint checksum etag prefix hint id ids url uri endpoint issuer audience \
metric stat state count path position tracking stemmed word words usage address registry sequence \
author authors authored turkey monkey keyboard keyword keywords",
);

static PUBLIC: &str = "public_key pub_key pubkey site_key publishable_key key_id key_name token_type \
    client_id kid jwk_thumbprint sitekey";

/// Words of names under which random values are expected and harmless.
static IDS: Words = Words(
    "\
id ids uid uuid guid ulid ksuid nanoid ref reference hash sha sha1 sha256 sha512 md5 digest checksum \
etag commit revision rev blob_id slug code cursor fingerprint thumbprint tracking trace span \
correlation integrity sri nonce txid tx transaction block slot version signature image thumb thumbnail \
picture photo avatar icon logo svg png data_uri content body html file path url uri link key_id \
number no nr serial barcode ean isbn sku order invoice short crc chunk page next prev idempotency \
publishable public certificate cert modulus geohash polyline vector embedding model build release \
digest256 oid objectid object pk fk external_id request",
);
