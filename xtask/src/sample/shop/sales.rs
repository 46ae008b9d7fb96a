//! Orders, what is in them, how they were paid and how they arrived.

use crate::identifiers;
use crate::random::Random;
use crate::sample::moment::{DAY, YEAR_2026};
use crate::sample::people::{COUNTRIES, Person};
use crate::sample::table::{Column, Counter, Default, Generated, Labels, OnDelete, Table, Type};
use crate::sample::tricky;
use crate::sample::value::Value;

use super::catalogue::Products;
use super::customers::Customers;

/// All orders.
#[derive(Debug)]
pub(super) struct Sales {
    /// In the order of their keys.
    pub(super) orders: Vec<Order>,
}

/// One order.
#[derive(Debug)]
pub(super) struct Order {
    /// Key.
    pub(super) id: i64,
    /// The customer, by place.
    pub(super) customer: usize,
    /// When.
    pub(super) placed: i64,
    /// How it was paid with a card, if it was.
    pub(super) card: Option<String>,
    status: &'static str,
    items: Vec<Item>,
}

#[derive(Debug)]
struct Item {
    product: i64,
    quantity: i64,
    unit_price: i64,
}

static STATUS: Labels = Labels {
    name: "order_status",
    labels: &["cart", "placed", "paid", "shipped", "delivered", "returned"],
};

static METHODS: Labels = Labels {
    name: "payment_method",
    labels: &["card", "sepa", "voucher"],
};

const HOW_MANY: i64 = 340;

impl Order {
    fn total(&self) -> i64 {
        self.items
            .iter()
            .map(|item| item.quantity * item.unit_price)
            .sum::<i64>()
            + 475
    }

    fn was_paid(&self) -> bool {
        !matches!(self.status, "cart" | "placed")
    }

    fn was_shipped(&self) -> bool {
        matches!(self.status, "shipped" | "delivered" | "returned")
    }
}

impl Sales {
    /// The same orders in every run.
    pub(super) fn new(customers: &Customers, products: &Products) -> Self {
        let mut random = Random::for_topic("orders");
        let orders = (1..=HOW_MANY).map(|id| {
            let customer = random.below(customers.people.len());
            let items = (0..=random.below(4)).map(|_| {
                let place = random.below(products.prices.len());
                Item {
                    product: i64::try_from(place).unwrap_or(0) + 1,
                    quantity: random.between(1, 5),
                    unit_price: products.prices[place],
                }
            });
            let items = items.collect();
            Order {
                id,
                customer,
                placed: YEAR_2026 - 200 * DAY + id * 88_000 + random.between(0, 60_000),
                card: random
                    .chance(70)
                    .then(|| identifiers::card_number(&mut random)),
                status: STATUS.labels[random.below(STATUS.labels.len())],
                items,
            }
        });
        Self {
            orders: orders.collect(),
        }
    }

    /// Orders, their items, payments, deliveries.
    pub(super) fn tables(&self, customers: &Customers) -> Vec<Table> {
        vec![
            self.orders(customers),
            self.order_items(),
            self.payments(customers),
            self.deliveries(customers),
        ]
    }

    fn orders(&self, customers: &Customers) -> Table {
        let mut random = Random::for_topic("order details");
        let rows = self.orders.iter().map(|order| {
            let customer = &customers.people[order.customer];
            let name = &customer.person.given;
            let gift = random
                .chance(12)
                .then(|| format!("Happy birthday, dear {name}! 🎂"));
            let note = random.chance(20).then(|| *random.pick(tricky::TEXTS));
            let note = note.map_or_else(
                || {
                    let phone = customer.phone.clone().filter(|_| random.chance(15));
                    phone.map(|phone| format!("Ring {phone} before delivery, the bell is broken"))
                },
                |note| Some(note.to_owned()),
            );
            vec![
                Value::Int(order.id),
                Value::Int(customer.id),
                Value::Int(customer.address),
                Value::from(order.status),
                Value::from(customer.person.country.currency),
                Value::Cents(order.total()),
                Value::Int(*random.pick(&[0, 0, 0, 5, 10])),
                Value::maybe(gift),
                Value::maybe(note),
                Value::Moment(order.placed),
            ]
        });
        let columns = vec![
            Column::id(Counter::Serial),
            Column::new("customer_id", Type::Int),
            Column::new("address_id", Type::Int),
            Column::new("status", Type::Labels(&STATUS)).default(Default::Text("cart")),
            Column::new("currency", Type::Char(3)).default(Default::Text("EUR")),
            Column::new("total", Type::Decimal(12, 2)),
            Column::new("discount_percent", Type::SmallInt).default(Default::Int(0)),
            Column::new("gift_message", Type::Varchar(200)).nullable(),
            Column::new("customer_note", Type::Text).nullable(),
            Column::new("placed_at", Type::Moment).default(Default::Now),
        ];
        Table::new("orders", columns)
            .references("customer_id", "customers")
            .references("address_id", "addresses")
            .index("customer_id")
            .rows(rows.collect())
    }

    fn order_items(&self) -> Table {
        let rows = self.orders.iter().flat_map(|order| {
            order.items.iter().zip(1..).map(|(item, line)| {
                vec![
                    Value::Int(order.id),
                    Value::Int(line),
                    Value::Int(item.product),
                    Value::Int(item.quantity),
                    Value::Cents(item.unit_price),
                ]
            })
        });
        let columns = vec![
            Column::new("order_id", Type::Int),
            Column::new("line_no", Type::SmallInt),
            Column::new("product_id", Type::Int),
            Column::new("quantity", Type::Int).default(Default::Int(1)),
            Column::new("unit_price", Type::Decimal(10, 2)),
            Column::new("line_total", Type::Decimal(12, 2)).generated(Generated {
                postgres: "((quantity)::numeric * unit_price)",
                mysql: "`quantity` * `unit_price`",
                sqlite: "quantity * unit_price",
            }),
        ];
        Table::new("order_items", columns)
            .primary_key(&["order_id", "line_no"])
            .references("order_id", "orders")
            .on_delete(OnDelete::Cascade)
            .references("product_id", "products")
            .rows(rows.collect())
    }

    fn payments(&self, customers: &Customers) -> Table {
        let mut random = Random::for_topic("payments");
        let paid = self.orders.iter().filter(|order| order.was_paid());
        let rows = paid.zip(1..).map(|(order, id)| {
            let person = &customers.people[order.customer].person;
            let iban = person
                .country
                .iban(&mut random)
                .filter(|_| order.card.is_none());
            let method = match (&order.card, &iban) {
                (Some(_), _) => "card",
                (None, Some(_)) => "sepa",
                (None, None) => "voucher",
            };
            let last_four = order
                .card
                .as_ref()
                .map(|card| card.chars().skip(card.len() - 4));
            let expiry = format!("{:02}/{}", random.between(1, 12), random.between(27, 31));
            let bic = iban
                .as_ref()
                .map(|_| format!("EXAM{}2XXXX", person.country.code));
            vec![
                Value::Int(id),
                Value::Int(order.id),
                Value::from(method),
                Value::maybe(order.card.as_ref().map(|_| person.name().to_uppercase())),
                Value::maybe(order.card.clone()),
                Value::maybe(last_four.map(Iterator::collect::<String>)),
                Value::maybe(order.card.as_ref().map(|_| expiry)),
                Value::maybe(iban),
                Value::maybe(bic),
                Value::Cents(order.total()),
                Value::from(format!("pay_{}", random.hex(16))),
                Value::Moment(order.placed + random.between(30, 9000)),
            ]
        });
        let columns = vec![
            Column::id(Counter::Identity),
            Column::new("order_id", Type::Int),
            Column::new("method", Type::Labels(&METHODS)),
            Column::new("card_holder", Type::Varchar(120)).nullable(),
            Column::new("card_number", Type::Varchar(19)).nullable(),
            Column::new("card_last4", Type::Char(4)).nullable(),
            Column::new("card_expiry", Type::Char(5)).nullable(),
            Column::new("iban", Type::Varchar(34)).nullable(),
            Column::new("bic", Type::Varchar(11)).nullable(),
            Column::new("amount", Type::Decimal(12, 2)),
            Column::new("provider_ref", Type::Varchar(40)),
            Column::new("paid_at", Type::Moment),
        ];
        Table::new("payments", columns)
            .unique("provider_ref")
            .references("order_id", "orders")
            .index("order_id")
            .rows(rows.collect())
    }

    fn deliveries(&self, customers: &Customers) -> Table {
        let mut random = Random::for_topic("deliveries");
        let shipped = self.orders.iter().filter(|order| order.was_shipped());
        let rows = shipped.zip(1..).map(|(order, id)| {
            let country = customers.people[order.customer].person.country;
            let driver = Person::of(&COUNTRIES[random.below(COUNTRIES.len())], &mut random);
            let place = country.place(&mut random);
            let arrived = (order.status != "shipped").then_some(order.placed + 3 * DAY);
            let letters = random.characters("BCDFGHJKLMNPRSTVWXYZ", 3);
            vec![
                Value::Int(id),
                Value::Int(order.id),
                Value::from(driver.name()),
                Value::from(format!("{}-{letters} {}", country.code, random.digits(4))),
                Value::from(identifiers::vin(&mut random)),
                Value::from(identifiers::imei(&mut random)),
                Value::from(mac_address(&mut random)),
                Value::Float(place.latitude),
                Value::Float(place.longitude),
                if arrived.is_some() {
                    signature(&mut random)
                } else {
                    Value::Null
                },
                arrived.map_or(Value::Null, Value::Moment),
            ]
        });
        let columns = vec![
            Column::id(Counter::Identity),
            Column::new("order_id", Type::Int),
            Column::new("driver_name", Type::Varchar(120)),
            Column::new("licence_plate", Type::Varchar(16)),
            Column::new("vin", Type::Char(17)),
            Column::new("device_imei", Type::Char(15)),
            Column::new("device_mac", Type::MacAddress),
            Column::new("latitude", Type::Double),
            Column::new("longitude", Type::Double),
            Column::new("signature", Type::Bytes).nullable(),
            Column::new("delivered_at", Type::Moment).nullable(),
        ];
        Table::new("deliveries", columns)
            .references("order_id", "orders")
            .rows(rows.collect())
    }
}

/// Locally administered, so that no maker has given it out.
fn mac_address(random: &mut Random) -> String {
    let tail: Vec<String> = (0..5).map(|_| random.hex(2)).collect();
    format!("02:{}", tail.join(":"))
}

/// The head of a picture, then every kind of byte.
fn signature(random: &mut Random) -> Value {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0'\"\\".to_vec();
    bytes.extend((0..28).map(|_| u8::try_from(random.below(256)).unwrap_or(0)));
    Value::Bytes(bytes)
}
