//! Identities that are nobody: clients, hooks, keys and the settings that hold everything at once.

use crate::random::Random;
use crate::sample::moment::{DAY, YEAR_2026};
use crate::sample::secrets;
use crate::sample::table::{Column, Counter, Default, OnDelete, Table, Type};
use crate::sample::value::Value;

use super::customers::Customers;
use super::people::Employees;

/// OAuth clients, webhooks, settings, API keys.
pub(super) fn tables(customers: &Customers, employees: &Employees) -> Vec<Table> {
    vec![
        oauth_clients(customers),
        webhooks(),
        app_settings(),
        api_keys(employees),
    ]
}

const CLIENTS: [&str; 6] = [
    "Storefront",
    "Mobile app",
    "Warehouse sync",
    "Price crawler",
    "Tax export",
    "会計連携",
];

fn oauth_clients(customers: &Customers) -> Table {
    let mut random = Random::for_topic("oauth clients");
    let rows = CLIENTS.iter().zip(1..).map(|(name, id)| {
        let owner = customers.pick(&mut random);
        vec![
            Value::Int(id),
            Value::from(*name),
            Value::from(format!("client-{}", random.hex(12))),
            Value::from(secrets::client_secret(&mut random)),
            Value::from(format!(
                "https://client-{id}.partner.example/oauth/callback?next=%2Fhome"
            )),
            if id > 3 {
                Value::from(owner.email.clone())
            } else {
                Value::Null
            },
        ]
    });
    let columns = vec![
        Column::id(Counter::Identity),
        Column::new("name", Type::Varchar(80)),
        Column::new("client_id", Type::Varchar(40)),
        Column::new("client_secret", Type::Varchar(80)),
        Column::new("redirect_uri", Type::Varchar(255)),
        Column::new("owner_email", Type::Varchar(190)).nullable(),
    ];
    Table::new("oauth_clients", columns)
        .unique("client_id")
        .rows(rows.collect())
}

fn webhooks() -> Table {
    let mut random = Random::for_topic("webhooks");
    let rows = (1..=14).map(|id| {
        let host = random.pick(&["hooks.partner.example", "erp.shop.example", "api.shop.example"]);
        let url = match id % 3 {
            0 => format!("https://svc_sync:EXAMPLE-pass{id}@{host}/in/{id}"),
            1 => format!("https://{host}/orders/{id}?token=EXAMPLE{}", random.hex(20)),
            _ => format!("https://{host}/v1/notify/{id}"),
        };
        let headers = format!(
            "{{\"Authorization\": \"Bearer EXAMPLE{}\", \"X-Caf\\u00e9\":\"na\\u00efve \\ud83c\\udf81\"}}",
            random.hex(24)
        );
        vec![
            Value::Int(id),
            Value::Int(random.between(1, 6)),
            Value::from(url),
            Value::from(secrets::webhook_secret(&mut random)),
            if id % 2 == 0 { Value::from(headers) } else { Value::Null },
            Value::Bool(id % 5 != 0),
        ]
    });
    let columns = vec![
        Column::id(Counter::Identity),
        Column::new("oauth_client_id", Type::Int).nullable(),
        Column::new("url", Type::Varchar(255)),
        Column::new("secret", Type::Varchar(80)),
        Column::new("headers", Type::JsonText).nullable(),
        Column::new("enabled", Type::Bool).default(Default::Bool(true)),
    ];
    Table::new("webhooks", columns)
        .references("oauth_client_id", "oauth_clients")
        .on_delete(OnDelete::Cascade)
        .rows(rows.collect())
}

fn app_settings() -> Table {
    let rows = settings().into_iter().map(|(key, value)| {
        let changed = YEAR_2026 - DAY * i64::try_from(key.len()).unwrap_or(0);
        vec![Value::from(key), Value::from(value), Value::Moment(changed)]
    });
    let columns = vec![
        Column::new("key", Type::Varchar(80)),
        Column::new("value", Type::Text),
        Column::new("updated_at", Type::Moment).default(Default::Now),
    ];
    Table::new("app_settings", columns)
        .primary_key(&["key"])
        .comment("Everything that somebody once needed at run time")
        .rows(rows.collect())
}

fn settings() -> Vec<(&'static str, String)> {
    vec![
        ("shop.name", "Bauta & Söhne – \"masks\" since 1896".to_owned()),
        ("shop.base_url", "https://www.shop.example".to_owned()),
        ("shop.support_phone", "+44 7700 900199".to_owned()),
        ("feature.new_checkout", "true".to_owned()),
        ("api.endpoint", "https://api.shop.example/v2".to_owned()),
        ("stripe.secret_key", secrets::payment_key("sk")),
        ("stripe.restricted_key", secrets::payment_key("rk")),
        ("stripe.publishable_key", secrets::publishable_key()),
        ("aws.access_key_id", secrets::cloud_key_id()),
        ("aws.bucket", "shop-production-invoices".to_owned()),
        ("github.deploy_token", secrets::code_host_token()),
        ("smtp.host", "smtp.mail.example".to_owned()),
        ("smtp.username", "noreply@shop.example".to_owned()),
        ("smtp.password", "EXAMPLE;pass'word\\2026".to_owned()),
        (
            "database.url",
            "postgres://shop_app:EXAMPLE%40pass@db-1.prod.shop.example:5432/shop?sslmode=require".to_owned(),
        ),
        ("database.jdbc", "jdbc:mysql://db-2.prod.shop.example/shop?user=etl&password=EXAMPLEetl".to_owned()),
        ("redis.url", "rediss://:EXAMPLEredis@cache.prod.shop.example:6380/0".to_owned()),
        ("sentry.dsn", "https://0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e0e@errors.shop.example/42".to_owned()),
        ("jwt.private_key", secrets::private_key()),
        ("session.cookie", "name=sid; SameSite=Lax".to_owned()),
        (
            "mail.legacy_php",
            php_settings(&[("host", "smtp.mail.example"), ("user", "größe@shop.example"), ("password", "EXAMPLE-php")]),
        ),
        (
            "erp.connection_xml",
            "<erp host=\"erp.shop.example\"><user>sync</user><password>EXAMPLE&amp;xml</password></erp>".to_owned(),
        ),
        (
            "warehouse.config_json",
            "{\"host\":\"wms.shop.example\",\"api_key\":\"EXAMPLEwmsKEY0042\",\"retries\":3}".to_owned(),
        ),
        ("backup.note", "rotate every 90 days; key is held by finance".to_owned()),
        ("empty.value", String::new()),
    ]
}

/// A serialized PHP array: lengths count bytes.
fn php_settings(members: &[(&str, &str)]) -> String {
    let text = |text: &str| format!("s:{}:\"{text}\";", text.len());
    let members: Vec<String> = members
        .iter()
        .map(|(key, value)| text(key) + &text(value))
        .collect();
    format!("a:{}:{{{}}}", members.len(), members.concat())
}

fn api_keys(employees: &Employees) -> Table {
    let mut random = Random::for_topic("api keys");
    let rows = (1..=18).map(|id| {
        let key = secrets::api_key(&mut random);
        let label = random.pick(&["laptop", "CI", "nightly export", "partner \"Ω\""]);
        vec![
            Value::Int(id),
            Value::Int(employees.pick(&mut random).id),
            Value::from(*label),
            Value::from(key.chars().take(14).collect::<String>()),
            if id % 6 == 0 {
                Value::from(key)
            } else {
                Value::Null
            },
            Value::from(random.hex(64)),
            if id % 4 == 0 {
                Value::Null
            } else {
                Value::Moment(YEAR_2026 + id * 20 * DAY)
            },
        ]
    });
    let columns = vec![
        Column::id(Counter::Identity),
        Column::new("employee_id", Type::Int),
        Column::new("label", Type::Varchar(60)),
        Column::new("key_prefix", Type::Varchar(16)),
        Column::new("legacy_plain_key", Type::Varchar(64)).nullable(),
        Column::new("key_sha256", Type::Char(64)),
        Column::new("expires_at", Type::Moment).nullable(),
    ];
    Table::new("api_keys", columns)
        .unique("key_sha256")
        .references("employee_id", "employees")
        .on_delete(OnDelete::Cascade)
        .rows(rows.collect())
}
