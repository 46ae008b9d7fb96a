//! Customers and where they live.

use std::collections::BTreeSet;

use crate::random::Random;
use crate::sample::moment::{DAY, YEAR_2026};
use crate::sample::people::{COUNTRIES, Country, Person};
use crate::sample::secrets;
use crate::sample::table::{Column, Counter, Default, Generated, Labels, OnDelete, Table, Type};
use crate::sample::tricky;
use crate::sample::value::Value;

/// All customers and their addresses.
#[derive(Debug)]
pub(super) struct Customers {
    /// In the order of their keys.
    pub(super) people: Vec<Customer>,
    addresses: Vec<Address>,
}

/// One customer.
#[derive(Debug)]
pub(super) struct Customer {
    /// Key.
    pub(super) id: i64,
    /// Who they are.
    pub(super) person: Person,
    /// Unique; in reserved domains.
    pub(super) email: String,
    /// May be missing.
    pub(super) phone: Option<String>,
    /// When they registered.
    pub(super) since: i64,
    /// The address that parcels go to.
    pub(super) address: i64,
}

#[derive(Debug)]
struct Address {
    customer: usize,
    kind: &'static str,
}

static TIERS: Labels = Labels {
    name: "customer_tier",
    labels: &["standard", "silver", "gold"],
};

static ADDRESS_KINDS: Labels = Labels {
    name: "address_kind",
    labels: &["billing", "shipping"],
};

const MAIL_DOMAINS: [&str; 6] = [
    "example.com",
    "example.org",
    "example.net",
    "mail.example",
    "post.example",
    "correo.example",
];

const HOW_MANY: i64 = 120;

impl Customers {
    /// The same people in every run.
    pub(super) fn new() -> Self {
        let mut random = Random::for_topic("customers");
        let mut taken = BTreeSet::new();
        let mut people = Vec::new();
        let mut addresses = Vec::new();
        for (index, id) in (1..=HOW_MANY).enumerate() {
            let country: &'static Country = &COUNTRIES[index % COUNTRIES.len()];
            let person = Person::of(country, &mut random);
            let email = unique_email(&person, &mut taken, &mut random);
            let address = i64::try_from(addresses.len()).unwrap_or(0) + 1;
            addresses.push(Address {
                customer: index,
                kind: "shipping",
            });
            if random.chance(35) {
                addresses.push(Address {
                    customer: index,
                    kind: "billing",
                });
            }
            people.push(Customer {
                id,
                phone: random.chance(80).then(|| country.phone(&mut random)),
                since: YEAR_2026 - DAY * random.between(5, 900) + random.between(0, DAY - 1),
                person,
                email,
                address,
            });
        }
        Self { people, addresses }
    }

    /// One of them.
    pub(super) fn pick(&self, random: &mut Random) -> &Customer {
        random.pick(&self.people)
    }

    /// Customers, addresses.
    pub(super) fn tables(&self) -> Vec<Table> {
        vec![self.customers(), self.addresses()]
    }

    fn customers(&self) -> Table {
        let mut random = Random::for_topic("customer details");
        let rows = self.people.iter().enumerate();
        let rows = rows.map(|(index, customer)| {
            let person = &customer.person;
            let country = person.country;
            let born = YEAR_2026 - DAY * random.between(6800, 30_000);
            let national_id = random.chance(45).then(|| country.national_id(&mut random));
            vec![
                Value::Int(customer.id),
                Value::from(random.uuid()),
                Value::from(customer.email.clone()),
                Value::from(person.given),
                Value::from(person.family),
                Value::maybe(customer.phone.clone()),
                if random.chance(90) {
                    Value::Date(born)
                } else {
                    Value::Null
                },
                Value::maybe(national_id),
                Value::from(country.code),
                Value::from(country.locale),
                Value::from(*random.pick(TIERS.labels)),
                Value::from(secrets::bcrypt(&mut random)),
                Value::Bool(random.chance(40)),
                note(index, customer, &mut random),
                Value::Moment(customer.since),
                Value::Moment(customer.since + random.between(0, 90) * DAY),
            ]
        });
        let rows = rows.collect();
        Table::new("customers", customer_columns())
            .unique("email")
            .unique("public_id")
            .index("last_name")
            .comment("People who bought something; one row for each address of mail")
            .rows(rows)
    }

    fn addresses(&self) -> Table {
        let mut random = Random::for_topic("addresses");
        let rows = self.addresses.iter().zip(1..).map(|(address, id)| {
            let customer = &self.people[address.customer];
            let country = customer.person.country;
            let place = country.place(&mut random);
            let extra = random
                .chance(20)
                .then(|| *random.pick(&["c/o Meier", "2nd floor", "裏口", ""]));
            vec![
                Value::Int(id),
                Value::Int(customer.id),
                Value::from(address.kind),
                Value::from(customer.person.name()),
                Value::from(place.street),
                Value::maybe(extra),
                Value::from(place.city),
                Value::from(place.postcode),
                Value::from(country.code),
                Value::Float(place.latitude),
                Value::Float(place.longitude),
            ]
        });
        let columns = vec![
            Column::id(Counter::Identity),
            Column::new("customer_id", Type::Int),
            Column::new("kind", Type::Labels(&ADDRESS_KINDS)).default(Default::Text("shipping")),
            Column::new("recipient", Type::Varchar(120)),
            Column::new("street", Type::Varchar(160)),
            Column::new("street2", Type::Varchar(160)).nullable(),
            Column::new("city", Type::Varchar(80)),
            Column::new("postcode", Type::Varchar(12)),
            Column::new("country", Type::Char(2)),
            Column::new("latitude", Type::Double).nullable(),
            Column::new("longitude", Type::Double).nullable(),
        ];
        Table::new("addresses", columns)
            .references("customer_id", "customers")
            .on_delete(OnDelete::Cascade)
            .index("customer_id")
            .rows(rows.collect())
    }
}

fn customer_columns() -> Vec<Column> {
    vec![
        Column::id(Counter::Identity),
        Column::new("public_id", Type::Uuid),
        Column::new("email", Type::Varchar(190)),
        Column::new("first_name", Type::Varchar(80)),
        Column::new("last_name", Type::Varchar(80)),
        Column::new("full_name", Type::Varchar(161)).generated(Generated {
            postgres: "(((first_name)::text || ' '::text) || (last_name)::text)",
            mysql: "concat(`first_name`,_utf8mb4' ',`last_name`)",
            sqlite: "first_name || ' ' || last_name",
        }),
        Column::new("phone", Type::Varchar(32)).nullable(),
        Column::new("date_of_birth", Type::Date).nullable(),
        Column::new("national_id", Type::Varchar(20)).nullable(),
        Column::new("country", Type::Char(2)),
        Column::new("locale", Type::Varchar(10)).default(Default::Text("en-US")),
        Column::new("tier", Type::Labels(&TIERS)).default(Default::Text("standard")),
        Column::new("password_hash", Type::Char(60)),
        Column::new("newsletter", Type::Bool).default(Default::Bool(false)),
        Column::new("notes", Type::Text).nullable(),
        Column::new("created_at", Type::Moment).default(Default::Now),
        Column::new("updated_at", Type::Moment).default(Default::Now),
    ]
}

/// The first rows carry what trips parsers, some later ones what people write down.
fn note(index: usize, customer: &Customer, random: &mut Random) -> Value {
    if let Some(text) = tricky::TEXTS.get(index) {
        return Value::from(*text);
    }
    let phone = customer.phone.as_deref().unwrap_or("the number on file");
    let name = customer.person.name();
    let email = &customer.email;
    match random.below(9) {
        0 => Value::from(format!("Prefers a call on {phone}; ask for {name}.")),
        1 => Value::from(format!("Old account was {email}, merged in 2025")),
        2 => Value::from("Pays late but always pays"),
        3 => Value::from(format!("{name}: allergic to nuts, please no samples")),
        _ => Value::Null,
    }
}

fn unique_email(person: &Person, taken: &mut BTreeSet<String>, random: &mut Random) -> String {
    let domain = random.pick(&MAIL_DOMAINS);
    let login = match random.below(6) {
        0 => person.login.replace('.', ""),
        1 => format!("{}+shop", person.login),
        _ => person.login.clone(),
    };
    let mut email = format!("{login}@{domain}");
    while !taken.insert(email.to_lowercase()) {
        email = format!("{login}{}@{domain}", random.between(2, 99));
    }
    email
}
