//! What looks like a secret or a person and is neither.

use super::pattern::fill;
use super::personal::{Writer, text};
use crate::random::Random;

const fn typed(
    ty: &'static str,
    names: &'static [&'static str],
    write: fn(&mut Random) -> String,
) -> Writer {
    Writer {
        kinds: &[],
        names,
        ty,
        write,
    }
}

const fn plain(names: &'static [&'static str], write: fn(&mut Random) -> String) -> Writer {
    text(&[], names, write)
}

/// Columns that a careless detector would mask.
pub(super) static HARD: &[Writer] = &[
    typed("uuid", &["public_id", "request_id", "uuid"], |random| {
        random.uuid()
    }),
    plain(&["ulid", "event_ulid"], |random| {
        fill("01H[ALNUM:1]XQ[dig:4]", random) + &random.characters(CROCKFORD, 16)
    }),
    plain(&["ksuid", "object_ref"], |random| fill("2[b62:26]", random)),
    plain(&["slug_id", "nanoid"], |random| fill("[b64u:21]", random)),
    plain(&["commit_sha", "git_sha", "revision"], |random| {
        fill("[hex:40]", random)
    }),
    plain(&["sha256", "content_hash", "digest"], |random| {
        fill("[hex:64]", random)
    }),
    plain(&["md5", "etag", "checksum"], |random| {
        fill("[hex:32]", random)
    }),
    plain(&["integrity", "sri"], |random| {
        fill("sha256-[b64:43]=", random)
    }),
    plain(&["traceparent"], |random| {
        fill("00-[hex:32]-[hex:16]-01", random)
    }),
    plain(&["isbn", "ean", "barcode"], ean),
    plain(&["tracking_number", "parcel_no"], |random| {
        fill("1Z[ALNUM:6]03[dig:8]", random)
    }),
    plain(&["order_number", "invoice_no"], |random| {
        fill("2026[dig:12]", random)
    }),
    plain(&["version", "app_version", "firmware"], |random| {
        fill("[nz:1].[dig:1].[dig:2].[dig:1]", random)
    }),
    plain(&["publishable_key", "stripe_pk"], |random| {
        format!("{}_{}", "pk_live", fill("[b62:24]", random))
    }),
    plain(&["recaptcha_site_key"], |random| {
        fill("6Lc[b64u:37]", random)
    }),
    plain(&["client_id", "oauth_client_id"], |random| {
        fill("[dig:12]-[alnum:32].apps.googleusercontent.com", random)
    }),
    plain(&["twilio_account_sid"], |random| fill("AC[hex:32]", random)),
    plain(&["public_key", "ssh_public_key"], |random| {
        fill("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[b64:43]", random)
    }),
    plain(&["color", "colour_code"], |random| fill("#[hex:6]", random)),
    plain(&["auth_type", "auth_method", "token_type"], |random| {
        pick(random, &["password", "bearer", "mfa", "saml", "api_key"])
    }),
    plain(&["secret_kind", "key_algorithm"], |random| {
        pick(
            random,
            &["rsa-2048", "ed25519", "hmac-sha256", "aes-256-gcm"],
        )
    }),
    plain(&["feature_flag", "flag_name"], |random| {
        pick(
            random,
            &[
                "new_checkout",
                "password_reset_v2",
                "token_rotation",
                "secret_santa",
            ],
        )
    }),
    plain(&["mail_template", "template_name"], |random| {
        pick(
            random,
            &[
                "password_changed",
                "welcome_email",
                "reset_password",
                "api_key_created",
            ],
        )
    }),
    typed(
        "integer",
        &["token_count", "password_min_length", "max_tokens"],
        |random| random.between(1, 4096).to_string(),
    ),
    typed(
        "boolean",
        &["email_verified", "password_enabled", "is_secret"],
        flag,
    ),
    typed(
        "timestamp without time zone",
        &[
            "password_changed_at",
            "token_expires_at",
            "secret_rotated_on",
        ],
        moment,
    ),
    typed(
        "integer",
        &["key_rotation_days", "session_timeout", "login_attempts"],
        |random| random.between(1, 365).to_string(),
    ),
    plain(&["turkey_species", "monkey_name"], |random| {
        pick(random, &["bronze", "narragansett", "capuchin", "howler"])
    }),
    plain(&["compass_heading"], |random| {
        pick(random, &["N", "NNE", "SE", "WSW"])
    }),
    plain(&["author_role", "authority_level"], |random| {
        pick(random, &["editor", "writer", "reviewer", "translator"])
    }),
    plain(&["keyboard_layout", "keyword"], |random| {
        pick(random, &["qwertz", "azerty", "dvorak", "colemak"])
    }),
    plain(&["card_brand", "card_type"], |random| {
        pick(random, &["visa", "mastercard", "amex", "maestro"])
    }),
    plain(&["phone_type", "phone_model"], |random| {
        pick(random, &["mobile", "landline", "pixel 9", "galaxy s26"])
    }),
    plain(&["email_status", "email_frequency"], |random| {
        pick(random, &["bounced", "delivered", "weekly", "daily"])
    }),
    plain(&["address_type", "address_format"], |random| {
        pick(random, &["billing", "shipping", "pickup"])
    }),
    plain(&["product_name", "item_name"], |random| {
        pick(
            random,
            &[
                "Paris Lamp",
                "Martin Guitar",
                "Jasmine Tea",
                "Rose Chair",
                "Austin Desk",
            ],
        )
    }),
    plain(&["category_name", "brand_name"], |random| {
        pick(random, &["Garden", "Toys", "Kitchen", "Books", "Victoria"])
    }),
    plain(&["mime_type", "content_type"], |random| {
        pick(random, &["image/png", "application/pdf", "text/csv"])
    }),
    plain(&["data_uri", "thumbnail"], |random| {
        fill("data:image/png;base64,iVBORw0KGgo[b64:60]", random)
    }),
    plain(&["timezone", "tz"], |random| {
        pick(random, &["Europe/Berlin", "America/New_York", "Asia/Tokyo"])
    }),
    plain(&["placeholder_token", "sample_password"], |random| {
        pick(
            random,
            &[
                "changeme",
                "<your-token>",
                "${API_KEY}",
                "{{secret}}",
                "xxxxxxxx",
                "REDACTED",
            ],
        )
    }),
    plain(&["license", "spdx"], |random| {
        pick(random, &["MIT", "Apache-2.0", "GPL-3.0-only"])
    }),
    plain(&["sku", "article_code"], |random| {
        fill("[UP:3]-[dig:5]-[UP:1]", random)
    }),
    typed("bigint", &["external_ref", "legacy_number"], |random| {
        fill("[nz:1][dig:11]", random)
    }),
    plain(&["s3_object_key", "cache_key", "storage_key"], |random| {
        fill("exports/2026/[dig:2]/report-[dig:6].csv", random)
    }),
    plain(&["sort_key", "partition_key"], |random| {
        fill("TENANT#[dig:4]", random)
    }),
    plain(&["sha512", "lock_integrity"], |random| {
        fill("sha512-[b64:86]==", random)
    }),
    plain(&["password_policy", "password_rule"], |random| {
        pick(
            random,
            &["required|min:8", "nullable|string", "min:12|mixed"],
        )
    }),
    plain(&["token_symbol", "secret_level"], |random| {
        pick(random, &["BTC", "ETH", "low", "confidential"])
    }),
    plain(
        &["idempotency_key", "dedup_key"],
        super::super::random::Random::uuid,
    ),
    plain(&["mapbox_public_token"], |random| {
        fill("pk.eyJ1Ijoi[b62:24].[b64u:22]", random)
    }),
    plain(&["translation_key", "message_key"], |random| {
        fill("page.[low:6].[low:8].title", random)
    }),
    plain(&["error_code", "status_code"], |random| {
        fill("E[dig:4]", random)
    }),
    plain(&["hostname_pattern", "glob"], |random| {
        pick(random, &["*.log", "web-*", "db-[0-9]*"])
    }),
];

/// Columns that nobody would take for anything.
pub(super) static HARMLESS: &[Writer] = &[
    typed("integer", &["quantity", "position", "stock"], |random| {
        random.between(0, 500).to_string()
    }),
    typed("numeric(10,2)", &["price", "weight", "amount"], |random| {
        format!("{}.{:02}", random.between(1, 900), random.between(0, 99))
    }),
    typed("boolean", &["active", "archived"], flag),
    typed(
        "timestamp without time zone",
        &["created_at", "updated_at"],
        moment,
    ),
    plain(&["status", "state_name"], |random| {
        pick(random, &["open", "paid", "shipped", "closed"])
    }),
    plain(&["title", "headline"], sentence),
    plain(&["summary", "blurb"], sentence),
    typed("integer", &["rating", "priority"], |random| {
        random.between(1, 5).to_string()
    }),
];

const CROCKFORD: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn pick(random: &mut Random, items: &[&str]) -> String {
    (*random.pick(items)).to_owned()
}

fn flag(random: &mut Random) -> String {
    pick(random, &["t", "f"])
}

fn moment(random: &mut Random) -> String {
    format!(
        "2026-{:02}-{:02} {:02}:{:02}:00",
        random.between(1, 11),
        random.between(1, 28),
        random.between(0, 23),
        random.between(0, 59)
    )
}

fn ean(random: &mut Random) -> String {
    let body = format!("978{}", random.digits(9));
    let sum: u32 = body
        .chars()
        .filter_map(|digit| digit.to_digit(10))
        .enumerate()
        .map(|(place, digit)| if place % 2 == 0 { digit } else { digit * 3 })
        .sum();
    format!("{body}{}", (10 - sum % 10) % 10)
}

/// Words about things, without anybody in them.
pub(super) fn sentence(random: &mut Random) -> String {
    const WORDS: &[&str] = &[
        "blue", "large", "cotton", "shelf", "delivery", "window", "spare", "part", "summer",
        "offer", "light", "wood", "steel", "quick", "return", "manual", "update", "cable", "round",
        "table", "fresh", "stock",
    ];
    let words: Vec<&str> = (0..random.between(3, 9))
        .map(|_| *random.pick(WORDS))
        .collect();
    words.join(" ")
}
