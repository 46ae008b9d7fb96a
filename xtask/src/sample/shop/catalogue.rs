//! What the shop sells. No person is in here; all of it may be kept.

use crate::random::Random;
use crate::sample::json::Json;
use crate::sample::table::{Column, Counter, Default, Table, Type};
use crate::sample::value::Value;

/// The products.
#[derive(Debug)]
pub(super) struct Products {
    /// Prices in cents; the key is the place, from 1.
    pub(super) prices: Vec<i64>,
}

const CATEGORIES: [(&str, &str, Option<i64>); 10] = [
    ("Kitchen", "kitchen", None),
    ("Knives", "kitchen/knives", Some(1)),
    ("Tea & coffee", "kitchen/tea-coffee", Some(1)),
    ("Garden", "garden", None),
    ("Tools", "garden/tools", Some(4)),
    ("Books", "books", None),
    ("Masks & costumes", "masks", None),
    ("Venetian", "masks/venetian", Some(7)),
    ("Stationery", "stationery", None),
    ("Sale %", "sale", None),
];

const MATERIALS: [&str; 8] = [
    "Walnut",
    "Steel",
    "Papier-mâché",
    "Linen",
    "Copper",
    "Olive wood",
    "Porcelain",
    "Felt",
];
const THINGS: [&str; 10] = [
    "bread knife",
    "teapot",
    "trowel",
    "notebook",
    "bauta mask",
    "apron",
    "watering can",
    "letter opener",
    "9\" pan",
    "colombina",
];
const TAGS: [&str; 8] = [
    "eco",
    "new in",
    "gift",
    "hand-made",
    "café",
    "50% \"off\"",
    "back\\slash",
    "{curly}",
];

const HOW_MANY: usize = 80;

impl Products {
    /// The same products in every run.
    pub(super) fn new() -> Self {
        let mut random = Random::for_topic("prices");
        let prices = (0..HOW_MANY).map(|_| random.between(8, 600) * 25).collect();
        Self { prices }
    }

    /// Categories, products.
    pub(super) fn tables(&self) -> Vec<Table> {
        vec![categories(), self.products()]
    }

    fn products(&self) -> Table {
        let mut random = Random::for_topic("products");
        let rows = self.prices.iter().zip(1_i64..).map(|(price, id)| {
            let material = MATERIALS[random.below(MATERIALS.len())];
            let thing = THINGS[random.below(THINGS.len())];
            let eighths = i32::try_from(random.between(1, 60)).unwrap_or(1);
            let description = format!(
                "A {thing} of {}, made in small series.\nShips within {} days; spare parts for {} years.",
                material.to_lowercase(),
                random.between(1, 9),
                random.between(2, 12)
            );
            vec![
                Value::Int(id),
                Value::Int(random.between(1, 10)),
                Value::from(format!("BT-{:04}-{}", id * 37 % 9999, random.characters("ABCDEFGHJK", 2))),
                Value::from(format!("{material} {thing} No. {id}")),
                if random.chance(90) { Value::from(description) } else { Value::Null },
                Value::Cents(*price),
                Value::Float(f64::from(eighths) / 8.0),
                Value::List(tags(&mut random)),
                attributes(material, &mut random),
                Value::Bool(random.chance(92)),
            ]
        });
        let columns = vec![
            Column::id(Counter::Identity),
            Column::new("category_id", Type::Int),
            Column::new("sku", Type::Varchar(20)),
            Column::new("name", Type::Varchar(120)),
            Column::new("description", Type::Text).nullable(),
            Column::new("price", Type::Decimal(10, 2)),
            Column::new("weight_kg", Type::Double).nullable(),
            Column::new("tags", Type::TextList).nullable(),
            Column::new("attributes", Type::Json).nullable(),
            Column::new("active", Type::Bool).default(Default::Bool(true)),
        ];
        Table::new("products", columns)
            .unique("sku")
            .references("category_id", "categories")
            .index("category_id")
            .rows(rows.collect())
    }
}

fn categories() -> Table {
    let rows = CATEGORIES
        .iter()
        .zip(1..)
        .map(|((name, slug, parent), id)| {
            vec![
                Value::Int(id),
                Value::maybe_int(*parent),
                Value::from(*name),
                Value::from(*slug),
            ]
        });
    let columns = vec![
        Column::id(Counter::Serial),
        Column::new("parent_id", Type::Int).nullable(),
        Column::new("name", Type::Varchar(60)),
        Column::new("slug", Type::Varchar(60)),
    ];
    Table::new("categories", columns)
        .unique("slug")
        .references("parent_id", "categories")
        .rows(rows.collect())
}

fn tags(random: &mut Random) -> Vec<String> {
    let count = random.below(4);
    let first = random.below(TAGS.len());
    (0..count)
        .map(|step| TAGS[(first + step * 3) % TAGS.len()].to_owned())
        .collect()
}

fn attributes(material: &str, random: &mut Random) -> Value {
    if random.chance(10) {
        return Value::Null;
    }
    let size = Json::Object(vec![
        ("width", Json::int(random.between(4, 80))),
        ("height", Json::int(random.between(4, 80))),
        ("unit", Json::text("cm")),
    ]);
    let origin = random.pick(&["Solingen", "Venezia", "有田町", "Córdoba", "Sheffield"]);
    Value::Json(Json::Object(vec![
        ("material", Json::text(material)),
        ("size", size),
        ("origin", Json::text(*origin)),
        (
            "dishwasher",
            if random.chance(50) {
                Json::Bool(false)
            } else {
                Json::Null
            },
        ),
    ]))
}
