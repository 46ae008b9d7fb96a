//! Departments and the people who work in them. Each names the other: a cycle of keys.

use crate::random::Random;
use crate::sample::moment::{DAY, YEAR_2026};
use crate::sample::people::{COUNTRIES, Person};
use crate::sample::secrets;
use crate::sample::table::{Column, Counter, Default, OnDelete, Table, Type};
use crate::sample::value::Value;

/// Everybody who works for the shop.
#[derive(Debug)]
pub(super) struct Employees {
    people: Vec<Employee>,
}

/// One of them.
#[derive(Debug)]
pub(super) struct Employee {
    /// Key.
    pub(super) id: i64,
    /// The address at work.
    pub(super) email: String,
    department: i64,
    manager: Option<i64>,
    name: String,
    phone: Option<String>,
    iban: Option<String>,
}

const DEPARTMENTS: [(&str, &str); 6] = [
    ("Management", "CC-100"),
    ("Warehouse", "CC-210"),
    ("Customer care", "CC-320"),
    ("Engineering", "CC-430"),
    ("Finance & tax", "CC-540"),
    ("Night shift (vacant)", "CC-211"),
];

impl Employees {
    /// Twenty-four people and two accounts that are nobody.
    pub(super) fn new() -> Self {
        let mut random = Random::for_topic("employees");
        let mut people: Vec<Employee> = (1..=24)
            .map(|id| {
                let country = &COUNTRIES[random.below(COUNTRIES.len())];
                let person = Person::of(country, &mut random);
                Employee {
                    id,
                    email: format!("{}{id}@shop.example", person.login),
                    department: if id == 1 { 1 } else { (id - 1) % 5 + 1 },
                    manager: (id > 1).then_some(if id <= 5 { 1 } else { (id - 1) % 5 + 1 }),
                    name: person.name(),
                    phone: random.chance(85).then(|| country.phone(&mut random)),
                    iban: country.iban(&mut random),
                }
            })
            .collect();
        for (id, login) in [(25, "svc-warehouse-sync"), (26, "noreply")] {
            people.push(Employee {
                id,
                email: format!("{login}@shop.example"),
                department: 4,
                manager: None,
                name: login.to_owned(),
                phone: None,
                iban: None,
            });
        }
        Self { people }
    }

    /// One of them.
    pub(super) fn pick(&self, random: &mut Random) -> &Employee {
        random.pick(&self.people)
    }

    /// Departments, employees.
    pub(super) fn tables(&self) -> Vec<Table> {
        vec![self.departments(), self.employees()]
    }

    fn departments(&self) -> Table {
        let rows = DEPARTMENTS
            .iter()
            .zip(1..)
            .map(|((name, cost_centre), id)| {
                let head = self
                    .people
                    .iter()
                    .find(|employee| employee.department == id);
                vec![
                    Value::Int(id),
                    Value::from(*name),
                    Value::from(*cost_centre),
                    Value::maybe_int(head.map(|employee| employee.id)),
                ]
            });
        let columns = vec![
            Column::id(Counter::Serial),
            Column::new("name", Type::Varchar(60)),
            Column::new("cost_centre", Type::Varchar(12)),
            Column::new("head_id", Type::Int).nullable(),
        ];
        Table::new("departments", columns)
            .unique("cost_centre")
            .references("head_id", "employees")
            .on_delete(OnDelete::SetNull)
            .rows(rows.collect())
    }

    fn employees(&self) -> Table {
        let mut random = Random::for_topic("employee details");
        let rows = self.people.iter().map(|employee| {
            let human = employee.id <= 24;
            let born = YEAR_2026 - DAY * random.between(8000, 22_000);
            let salary = random.between(280, 1450) * 10_000;
            vec![
                Value::Int(employee.id),
                Value::Int(employee.department),
                Value::maybe_int(employee.manager),
                Value::from(employee.name.clone()),
                Value::from(employee.email.clone()),
                Value::maybe(employee.phone.clone()),
                if human {
                    Value::Date(born)
                } else {
                    Value::Null
                },
                if human {
                    Value::Cents(salary)
                } else {
                    Value::Null
                },
                Value::maybe(employee.iban.clone()),
                Value::from(secrets::bcrypt(&mut random)),
                Value::Bool(!human),
                Value::Date(YEAR_2026 - DAY * random.between(20, 4000)),
            ]
        });
        let columns = vec![
            Column::id(Counter::Identity),
            Column::new("department_id", Type::Int).nullable(),
            Column::new("manager_id", Type::Int).nullable(),
            Column::new("full_name", Type::Varchar(120)),
            Column::new("email", Type::Varchar(190)),
            Column::new("phone", Type::Varchar(32)).nullable(),
            Column::new("birth_date", Type::Date).nullable(),
            Column::new("salary", Type::Decimal(10, 2)).nullable(),
            Column::new("iban", Type::Varchar(34)).nullable(),
            Column::new("password_hash", Type::Char(60)),
            Column::new("is_service", Type::Bool).default(Default::Bool(false)),
            Column::new("hired_on", Type::Date),
        ];
        Table::new("employees", columns)
            .unique("email")
            .references("department_id", "departments")
            .references("manager_id", "employees")
            .on_delete(OnDelete::SetNull)
            .rows(rows.collect())
    }
}
