//! What people write and what machines write down: copies of customers in text and in JSON.

use crate::random::Random;
use crate::sample::json::Json;
use crate::sample::moment::{self, DAY, YEAR_2026};
use crate::sample::secrets;
use crate::sample::table::{Column, Counter, Default, Labels, OnDelete, Table, Type};
use crate::sample::tricky;
use crate::sample::value::Value;

use super::customers::{Customer, Customers};
use super::people::Employees;
use super::sales::{Order, Sales};

static TICKET_STATUS: Labels = Labels {
    name: "ticket_status",
    labels: &["open", "waiting", "closed"],
};

const AGENTS: [&str; 5] = [
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/139.0.0.0 Safari/537.36",
    "shop-app/4.12.0 (Android 15; SM-S921B)",
    "curl/8.14.1",
];

/// Tickets, events, sessions, the audit log.
pub(super) fn tables(customers: &Customers, employees: &Employees, sales: &Sales) -> Vec<Table> {
    vec![
        tickets(customers, employees, sales),
        events(customers, sales),
        sessions(customers),
        audit_log(customers, employees),
    ]
}

fn tickets(customers: &Customers, employees: &Employees, sales: &Sales) -> Table {
    let mut random = Random::for_topic("tickets");
    let rows = (1..=140).map(|id| {
        let order = random.pick(&sales.orders);
        let customer = &customers.people[order.customer];
        let known = random.chance(85);
        let email = if random.chance(10) {
            capitalised(&customer.email)
        } else {
            customer.email.clone()
        };
        let (subject, body) = letter(customer, order, &mut random);
        vec![
            Value::Int(id),
            if known {
                Value::Int(customer.id)
            } else {
                Value::Null
            },
            Value::from(email),
            if random.chance(70) {
                Value::Int(employees.pick(&mut random).id)
            } else {
                Value::Null
            },
            Value::from(subject),
            Value::from(body),
            Value::from(TICKET_STATUS.labels[random.below(3)]),
            Value::Moment(order.placed + random.between(1, 30) * DAY),
        ]
    });
    let columns = vec![
        Column::id(Counter::Identity),
        Column::new("customer_id", Type::Int).nullable(),
        Column::new("email", Type::Varchar(190)),
        Column::new("assignee_id", Type::Int).nullable(),
        Column::new("subject", Type::Varchar(160)),
        Column::new("body", Type::Text),
        Column::new("status", Type::Labels(&TICKET_STATUS)).default(Default::Text("open")),
        Column::new("created_at", Type::Moment).default(Default::Now),
    ];
    Table::new("tickets", columns)
        .references("customer_id", "customers")
        .on_delete(OnDelete::SetNull)
        .references("assignee_id", "employees")
        .on_delete(OnDelete::SetNull)
        .index("email")
        .rows(rows.collect())
}

fn letter(customer: &Customer, order: &Order, random: &mut Random) -> (String, String) {
    let (name, email) = (customer.person.name(), &customer.email);
    let phone = customer.phone.as_deref().unwrap_or("+44 7700 900123");
    let id = order.id;
    match random.below(8) {
        0 => (
            format!("Order {id} has not arrived"),
            format!(
                "Hello,\n\nmy order {id} is late. Please call me on {phone} or write to {email}.\n\nKind regards\n{name}"
            ),
        ),
        1 => {
            let card = order.card.as_deref().unwrap_or("4242424242424242");
            let spaced = spaced(card);
            (
                "Charged twice".to_owned(),
                format!(
                    "My card {spaced} was charged twice for order {id}! It says {card} on the bill.\n{name}"
                ),
            )
        }
        2 => (
            "Can't log in".to_owned(),
            format!(
                "it's {email}, and password: EXAMPLE-hunter2 -- that worked yesterday; why not today?"
            ),
        ),
        3 => {
            let iban = customer.person.country.iban(random);
            let iban = iban.unwrap_or_else(|| "DE89370400440532013000".to_owned());
            (
                format!("Refund for {id}"),
                format!("Please send it to {iban} ({name})."),
            )
        }
        4 => {
            let token = secrets::jwt(customer.id, email);
            (
                "Error in the app".to_owned(),
                format!(
                    "GET /api/v2/me -> 401\n\tAuthorization: Bearer {token}\n\tX-Forwarded-For: 203.0.113.{}",
                    random.between(1, 254)
                ),
            )
        }
        5 => (
            "(no subject)".to_owned(),
            (*random.pick(tricky::TEXTS)).to_owned(),
        ),
        _ => (
            format!("Question about order {id}"),
            format!("Is the teapot safe in the dishwasher? Thanks, {name}"),
        ),
    }
}

/// In `PostgreSQL` a table for each quarter; `created_at` decides which.
fn events(customers: &Customers, sales: &Sales) -> Table {
    let mut random = Random::for_topic("events");
    let rows = (1..=420).map(|id| {
        let order = random.pick(&sales.orders);
        let customer = &customers.people[order.customer];
        let kind = *random.pick(&["login", "checkout", "card_declined", "profile_changed"]);
        let ip = address_of_host(&mut random);
        vec![
            Value::Int(id),
            Value::Moment(YEAR_2026 - 90 * DAY + id * 55_000 + random.between(0, 30_000)),
            if random.chance(90) {
                Value::Int(customer.id)
            } else {
                Value::Null
            },
            Value::from(kind),
            Value::from(ip.clone()),
            Value::from(*random.pick(&AGENTS)),
            Value::Json(payload(kind, customer, order, &ip, &mut random)),
        ]
    });
    let columns = vec![
        Column::new("id", Type::BigInt),
        Column::new("created_at", Type::Moment),
        Column::new("customer_id", Type::Int).nullable(),
        Column::new("kind", Type::Varchar(40)),
        Column::new("ip", Type::Inet).nullable(),
        Column::new("user_agent", Type::Text).nullable(),
        Column::new("payload", Type::Json),
    ];
    Table::new("events", columns)
        .primary_key(&["id", "created_at"])
        .index("customer_id")
        .partitioned_by("created_at")
        .rows(rows.collect())
}

fn payload(kind: &str, customer: &Customer, order: &Order, ip: &str, random: &mut Random) -> Json {
    let mut members = vec![
        ("email", Json::text(&customer.email)),
        ("ip", Json::text(ip)),
        ("request_id", Json::text(random.uuid())),
    ];
    match kind {
        "checkout" | "card_declined" => {
            let number = order.card.as_deref().unwrap_or("4242424242424242");
            let card = Json::Object(vec![
                ("holder", Json::text(customer.person.name())),
                ("number", Json::text(number)),
                (
                    "expiry",
                    Json::text(format!("{:02}/29", random.between(1, 12))),
                ),
            ]);
            members.push(("order_id", Json::int(order.id)));
            members.push(("card", card));
            members.push((
                "amount",
                Json::Number(format!("{}.50", random.between(5, 500))),
            ));
        }
        "profile_changed" => {
            let phone = customer.phone.clone().map_or(Json::Null, Json::Text);
            let changes = Json::List(vec![Json::text("phone"), Json::text("name")]);
            members.push(("changed", changes));
            members.push(("phone", phone));
            members.push(("name", Json::text(customer.person.name())));
        }
        _ => {
            members.push(("ok", Json::Bool(random.chance(80))));
            members.push(("comment", Json::text(*random.pick(tricky::TEXTS))));
        }
    }
    Json::Object(members)
}

fn sessions(customers: &Customers) -> Table {
    let mut random = Random::for_topic("sessions");
    let rows = (1..=110).map(|_| {
        let customer = customers.pick(&mut random);
        vec![
            Value::from(random.uuid()),
            Value::Int(customer.id),
            Value::from(secrets::session_token(&mut random)),
            Value::from(secrets::jwt(customer.id, &customer.email)),
            Value::from(address_of_host(&mut random)),
            Value::from(*random.pick(&AGENTS)),
            Value::Moment(YEAR_2026 + DAY * random.between(200, 330) + random.between(0, DAY)),
        ]
    });
    let columns = vec![
        Column::new("id", Type::Uuid),
        Column::new("customer_id", Type::Int),
        Column::new("token", Type::Varchar(64)),
        Column::new("id_token", Type::Text).nullable(),
        Column::new("ip", Type::Inet).nullable(),
        Column::new("user_agent", Type::Text).nullable(),
        Column::new("expires_at", Type::Moment),
    ];
    Table::new("sessions", columns)
        .unique("token")
        .references("customer_id", "customers")
        .on_delete(OnDelete::Cascade)
        .rows(rows.collect())
}

fn audit_log(customers: &Customers, employees: &Employees) -> Table {
    let mut random = Random::for_topic("audit log");
    let rows = (1..=180).map(|id| {
        let customer = customers.pick(&mut random);
        let of_customer = random.chance(70);
        let (table, row, old, new) = if of_customer {
            let old = format!("{}.old@example.com", customer.id);
            (
                "customers",
                customer.id,
                change(customer, &old),
                change(customer, &customer.email),
            )
        } else {
            let price = |cents: i64| format!("{{\"price\": \"{cents}.00\"}}");
            let (old, new) = (random.between(2, 90), random.between(2, 90));
            ("products", random.between(1, 80), price(old), price(new))
        };
        vec![
            Value::Int(id),
            Value::from(employees.pick(&mut random).email.clone()),
            Value::from(*random.pick(&["update", "update", "delete", "export"])),
            Value::from(table),
            Value::Int(row),
            Value::from(old),
            if random.chance(85) {
                Value::from(new)
            } else {
                Value::Null
            },
            Value::from(address_of_host(&mut random)),
            Value::Moment(YEAR_2026 + id * 110_000 + random.between(0, 80_000)),
        ]
    });
    let columns = vec![
        Column::id(Counter::Serial),
        Column::new("actor_email", Type::Varchar(190)),
        Column::new("action", Type::Varchar(20)),
        Column::new("table_name", Type::Varchar(60)),
        Column::new("row_id", Type::Int),
        Column::new("old_values", Type::JsonText).nullable(),
        Column::new("new_values", Type::JsonText).nullable(),
        Column::new("ip", Type::Inet).nullable(),
        Column::new("happened_at", Type::Moment).default(Default::Now),
    ];
    Table::new("audit_log", columns)
        .index("happened_at")
        .rows(rows.collect())
}

/// As an application writes it that escapes all but ASCII, with blanks of its own.
fn change(customer: &Customer, email: &str) -> String {
    let name = ascii_json(&customer.person.name());
    let phone = customer
        .phone
        .as_ref()
        .map_or("null".to_owned(), |phone| format!("\"{phone}\""));
    let since = moment::date(customer.since);
    format!(
        "{{\"name\":\"{name}\", \"email\":\"{email}\",\n \"phone\":{phone}, \"since\":\"{since}\"}}"
    )
}

fn ascii_json(text: &str) -> String {
    let mut units = [0; 2];
    let mut out = String::new();
    for character in text.chars() {
        if character.is_ascii() {
            out.push(character);
        } else {
            for unit in character.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

/// Of the ranges kept for documentation.
fn address_of_host(random: &mut Random) -> String {
    match random.below(4) {
        0 => format!(
            "2001:db8:{}::{}",
            random.between(1000, 9999),
            random.between(1, 99)
        ),
        1 => format!("198.51.100.{}", random.between(1, 254)),
        _ => format!("203.0.113.{}", random.between(1, 254)),
    }
}

fn capitalised(email: &str) -> String {
    let mut characters = email.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).collect()
}

fn spaced(card: &str) -> String {
    let mut out = String::new();
    for (place, digit) in card.chars().enumerate() {
        if place > 0 && place % 4 == 0 {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}
