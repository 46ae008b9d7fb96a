//! Which columns a corpus has, and in which tables they stand.

use super::containers::CONTAINERS;
use super::credentials::{self, Credential, NAMED, TOKENS};
use super::lookalikes::{HARD, HARMLESS, sentence};
use super::pattern::fill;
use super::personal::{PERSONAL, Writer};
use super::prose;
use super::truth::{Plant, Role};
use crate::random::Random;

/// Writes one cell and tells what is planted in it.
pub(super) type Cell = Box<dyn Fn(&mut Random, usize, &mut Vec<Plant>) -> String>;

/// A column and how its cells are written.
pub(super) struct Column {
    pub(super) name: String,
    pub(super) ty: &'static str,
    pub(super) kinds: Vec<String>,
    pub(super) role: Role,
    pub(super) cell: Cell,
}

/// The tables and their columns, dealt anew for each seed.
pub(super) fn tables(random: &mut Random) -> Vec<(String, Vec<Column>)> {
    let mut people: Vec<Column> = PERSONAL
        .iter()
        .map(|writer| of_writer(writer, Role::Sensitive, random))
        .collect();
    people.extend((0..prose::SPANS.len()).map(|span| of_prose(span, random)));
    let mut access: Vec<Column> = TOKENS
        .iter()
        .chain(NAMED)
        .map(|credential| of_credential(credential, random))
        .collect();
    access.extend([of_database_urls(random), of_keys(), of_jwts()]);
    access.extend(
        CONTAINERS
            .iter()
            .enumerate()
            .map(|(index, _)| of_container(index, random)),
    );
    let mut things: Vec<Column> = HARD
        .iter()
        .map(|writer| of_writer(writer, Role::LookAlike, random))
        .collect();
    things.extend(
        HARMLESS
            .iter()
            .map(|writer| of_writer(writer, Role::Harmless, random)),
    );

    let mut all = Vec::new();
    deal(
        people,
        &[
            "public.customers",
            "public.employees",
            "public.patients",
            "public.members",
            "public.kunden",
            "public.applicants",
            "public.contacts",
            "public.subscribers",
        ],
        random,
        &mut all,
    );
    deal(
        access,
        &[
            "public.integrations",
            "public.api_clients",
            "public.app_config",
            "public.connections",
            "public.services",
            "public.deployments",
            "public.tenants",
            "public.jobs_archive",
            "public.webhooks",
            "public.accounts",
        ],
        random,
        &mut all,
    );
    deal(
        things,
        &[
            "public.products",
            "public.builds",
            "public.files",
            "public.orders",
            "public.devices",
            "public.articles",
        ],
        random,
        &mut all,
    );
    all.push(("public.settings".to_owned(), settings()));
    all
}

/// Deals columns out to tables, no name twice in one.
fn deal(
    mut columns: Vec<Column>,
    tables: &[&str],
    random: &mut Random,
    all: &mut Vec<(String, Vec<Column>)>,
) {
    for end in (1..columns.len()).rev() {
        columns.swap(end, random.below(end + 1));
    }
    let start = all.len();
    all.extend(tables.iter().map(|table| ((*table).to_owned(), Vec::new())));
    for (index, mut column) in columns.into_iter().enumerate() {
        let (_, dealt) = &mut all[start + index % tables.len()];
        let name = column.name.clone();
        for number in 2.. {
            if dealt.iter().all(|other: &Column| other.name != column.name) {
                break;
            }
            column.name = format!("{name}_{number}");
        }
        dealt.push(column);
    }
}

fn of_writer(writer: &'static Writer, role: Role, random: &mut Random) -> Column {
    let kind = writer.kinds.first().copied();
    Column {
        name: (*random.pick(writer.names)).to_owned(),
        ty: writer.ty,
        kinds: writer.kinds.iter().map(|kind| (*kind).to_owned()).collect(),
        role,
        cell: Box::new(move |random, _, plants| {
            let value = (writer.write)(random);
            if let Some(kind) = kind.filter(|kind| SCORED.contains(kind)) {
                plants.push(Plant::of(kind, &value, "column"));
            }
            value
        }),
    }
}

/// Personal kinds whose values are looked for in the clone.
const SCORED: &[&str] = &["email", "credit-card", "iban", "us-ssn"];

fn of_prose(span: usize, random: &mut Random) -> Column {
    let (kind, ..) = prose::SPANS[span];
    Column {
        name: (*random.pick(&["notes", "body", "remarks", "ticket_text", "bemerkung"])).to_owned(),
        ty: "text",
        kinds: vec!["free-text".to_owned(), kind.to_owned()],
        role: Role::Prose,
        cell: Box::new(move |random, _, plants| {
            let (text, value) = prose::write(span, random);
            plants.push(Plant::of(kind, &value, "text"));
            text
        }),
    }
}

fn secret_column(name: String, kinds: &[&str], cell: Cell) -> Column {
    Column {
        name,
        ty: "text",
        kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
        role: Role::Sensitive,
        cell,
    }
}

fn of_credential(credential: &'static Credential, random: &mut Random) -> Column {
    let name = (*random.pick(credential.names)).to_owned();
    secret_column(
        name,
        credential.kinds,
        Box::new(move |random, _, plants| {
            let value = credential.write(random);
            plants.push(Plant::of(credential.kinds[0], &value, "column"));
            value
        }),
    )
}

fn of_database_urls(random: &mut Random) -> Column {
    let name = (*random.pick(&["dsn", "database_url", "conn", "target"])).to_owned();
    secret_column(
        name,
        &["db-url"],
        Box::new(|random, _, plants| {
            let (url, password) = credentials::database_url(random);
            plants.push(Plant::of("db-url", &password, "column"));
            url
        }),
    )
}

fn of_keys() -> Column {
    secret_column(
        "private_key".to_owned(),
        &["pem-private-key"],
        Box::new(|random, _, plants| {
            let key = credentials::pem(random);
            plants.push(Plant::of("pem-private-key", &key, "column"));
            key
        }),
    )
}

fn of_jwts() -> Column {
    secret_column(
        "id_token".to_owned(),
        &["jwt"],
        Box::new(|random, _, plants| {
            let token = credentials::jwt(random);
            plants.push(Plant::of("jwt", &token, "column"));
            token
        }),
    )
}

/// A container with a secret in every cell: a token that speaks for itself, or one that only the
/// name beside it tells.
fn of_container(index: usize, random: &mut Random) -> Column {
    let container = &CONTAINERS[index];
    Column {
        name: (*random.pick(container.names)).to_owned(),
        ty: container.ty,
        kinds: Vec::new(),
        role: Role::Container,
        cell: Box::new(move |random, _, plants| {
            let (kind, secret) = if container.hinted && random.chance(40) {
                let generic = fill("[b62:10][dig:2][b62:20]", random);
                ("generic-secret", generic)
            } else {
                speaking(random)
            };
            plants.push(Plant::of(kind, &secret, container.form));
            (container.wrap)(&secret, random)
        }),
    }
}

/// A credential that is known by itself and fits into any container.
fn speaking(random: &mut Random) -> (&'static str, String) {
    loop {
        let credential = random.pick(TOKENS);
        if credential.speaks() && credential.kinds[0] != "mysql-native" {
            return (credential.kinds[0], credential.write(random));
        }
    }
}

/// Keys and values, one in five of them secret.
fn settings() -> Vec<Column> {
    const PLAIN: &[&str] = &[
        "site.title",
        "mail.from_name",
        "cart.max_items",
        "theme.color",
        "locale.default",
    ];
    const SECRET: &[&str] = &[
        "smtp.password",
        "payment.api_secret",
        "oauth.client_secret",
        "ldap.bind_password",
    ];
    let column = |name: &str, role, cell: Cell| Column {
        name: name.to_owned(),
        ty: "text",
        kinds: Vec::new(),
        role,
        cell,
    };
    // The two columns of a row have to agree, so the row decides.
    let is_secret = |row: usize| row.is_multiple_of(5);
    vec![
        column(
            "name",
            Role::Harmless,
            Box::new(move |_, row, _| {
                let names = if is_secret(row) { SECRET } else { PLAIN };
                format!("{}.{row}", names[row / 5 % names.len()])
            }),
        ),
        column(
            "value",
            Role::Container,
            Box::new(move |random, row, plants| {
                if !is_secret(row) {
                    return sentence(random);
                }
                let (kind, secret) = if random.chance(50) {
                    ("generic-secret", fill("[b62:10][dig:2][b62:20]", random))
                } else {
                    speaking(random)
                };
                plants.push(Plant::of(kind, &secret, "settings"));
                secret
            }),
        ),
    ]
}
