//! What the profile promises of each column: all that a verification takes from it, beside the
//! exceptions.

use std::collections::BTreeMap;
use std::sync::Arc;

use bauta_model::{Catalog, TableName, TypeClass};
use bauta_profile::{Date, Rows, Truth};

use super::fingerprint::Fingerprinter;
use super::keys::KeyPlan;
use crate::plan::{Action, CellMask, OnInvalid, Plan, PlannedColumn, Settings, excepted_kinds};
use crate::read::{Cell, ReadTable, Row};
use crate::settings_pair::Pair;

/// The tables and what is promised of them.
#[derive(Debug)]
pub(super) struct Roles {
    pub(super) tables: Vec<TableRole>,
    by_name: BTreeMap<TableName, usize>,
    /// Databases of the clone and what they are called in the original.
    renamed: BTreeMap<String, String>,
    pub(super) keys: KeyPlan,
    /// All columns, as findings name them.
    pub(super) origins: Vec<String>,
}

/// A table.
#[derive(Debug)]
pub(super) struct TableRole {
    pub(super) shown: String,
    pub(super) columns: Vec<ColumnRole>,
    filter: Filter,
    /// The columns of a name and its value, in a table of settings.
    pub(super) pair: Option<Pair>,
    /// Columns that together are somebody's name or address.
    pub(super) identities: Vec<Vec<usize>>,
    /// Columns whose values are compared row by row.
    pub(super) compared: Vec<usize>,
}

/// A column.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a promise of its own"
)]
pub(super) struct ColumnRole {
    pub(super) name: String,
    pub(super) duty: Duty,
    pub(super) habits: Habits,
    part: Option<Part>,
    /// Whether the rule can never yield an original.
    pub(super) disjoint: bool,
    /// Whether a value may become NULL, and NULL a value.
    pub(super) loses_values: bool,
    pub(super) fills_nulls: bool,
    /// Kinds that unexpired exceptions let pass.
    pub(super) excepted: Vec<String>,
    /// Whether values are text, so that every kind of finding means something.
    pub(super) text: bool,
    /// Whether values are bytes, which may be text too.
    pub(super) bytes: bool,
    /// Whether the name alone may tell of secrets.
    pub(super) hints: bool,
    /// Whether equality ignores case.
    pub(super) folds: bool,
    /// Whether it is part of a key.
    pub(super) keyed: bool,
}

/// What was to become of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Duty {
    /// No profile says.
    Unknown,
    Kept,
    Masked,
    /// The server computes it.
    Computed,
}

/// How the results of a rule are to be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a habit of its own")]
pub(super) struct Habits {
    /// Parts of the value may stay.
    pub(super) retains: bool,
    /// The author of the profile wrote what results.
    pub(super) authored: bool,
    /// Results are drawn from so many that one is never equal to its original.
    pub(super) wide: bool,
    /// Results are words of lists that are shipped.
    pub(super) words: bool,
    /// Values change places.
    pub(super) shuffles: bool,
    /// Results may be addresses of mail that could be delivered.
    pub(super) makes_addresses: bool,
    /// Results have a form of their own, which that of other kinds may look like.
    pub(super) formed: bool,
    /// Results are texts of which everything stays that no detector knows.
    pub(super) prose: bool,
    /// Results are URLs with other values in them.
    pub(super) makes_urls: bool,
    /// Results are hashes of a known password.
    pub(super) makes_hashes: bool,
}

/// Which rows remain.
#[derive(Debug)]
enum Filter {
    All,
    None,
    When {
        expression: bauta_profile::Expression,
        columns: Vec<usize>,
        keeps: bool,
    },
    First(u64),
}

impl Roles {
    /// Roles from a plan; without one, nothing is promised.
    pub(super) fn new(
        catalog: &Catalog,
        read: &[Arc<ReadTable>],
        plan: Option<(&Plan, &Settings)>,
        today: &str,
    ) -> Self {
        let mut names: Vec<TableName> = catalog.tables.keys().cloned().collect();
        let seen = read.iter().map(|table| &table.name);
        names.extend(
            seen.filter(|name| !catalog.tables.contains_key(name))
                .cloned(),
        );
        let mut tables: Vec<TableRole> = names
            .iter()
            .map(|name| TableRole::of(name, catalog, read, plan, today))
            .collect();
        let by_name: BTreeMap<TableName, usize> = names
            .into_iter()
            .enumerate()
            .map(|(index, name)| (name, index))
            .collect();
        let renamed = plan.map(|(_, settings)| &settings.profile.databases);
        let renamed = renamed.into_iter().flatten();
        let keys = KeyPlan::of(catalog, &by_name, &tables);
        for slot in &keys.slots {
            for column in &slot.columns {
                tables[slot.table].columns[*column].keyed = true;
            }
        }
        let mut origins = Vec::new();
        for table in &tables {
            origins.extend(
                table
                    .columns
                    .iter()
                    .map(|column| format!("{}.{}", table.shown, column.name)),
            );
        }
        Self {
            tables,
            by_name,
            renamed: renamed
                .map(|(from, to)| (to.clone(), from.clone()))
                .collect(),
            keys,
            origins,
        }
    }

    /// The table that rows of either dump belong to.
    pub(super) fn table(&self, name: &TableName) -> Option<usize> {
        if let Some(index) = self.by_name.get(name) {
            return Some(*index);
        }
        let database = name.database.as_ref();
        let original = database
            .and_then(|database| self.renamed.get(database))
            .cloned();
        let renamed = TableName {
            database: original.clone().or_else(|| name.database.clone()),
            // In MySQL a database is what a schema is elsewhere.
            schema: name
                .schema
                .clone()
                .map(|schema| self.renamed.get(&schema).cloned().unwrap_or(schema)),
            table: name.table.clone(),
        };
        if let Some(index) = self.by_name.get(&renamed) {
            return Some(*index);
        }
        let alike = |known: &&TableName| {
            known.table == name.table
                && (known.schema == name.schema || known.schema == renamed.schema)
        };
        let mut found = self.by_name.keys().filter(alike);
        match (found.next(), found.next()) {
            (Some(only), None) => self.by_name.get(only).copied(),
            _ => None,
        }
    }

    /// The number of the name that values of a column go by.
    pub(super) fn origin(&self, table: usize, column: usize) -> u32 {
        let before: usize = self.tables[..table]
            .iter()
            .map(|table| table.columns.len())
            .sum();
        u32::try_from(before + column).unwrap_or(u32::MAX)
    }
}

/// A table as reports name it: without the only database.
fn shown(name: &TableName, catalog: &Catalog) -> String {
    let mut databases = catalog.tables.keys().map(|name| &name.database);
    let first = databases.next();
    let only = first.is_some() && databases.all(|database| Some(database) == first);
    let database = name.database.clone().filter(|_| !only);
    TableName {
        database,
        ..name.clone()
    }
    .to_string()
}

impl TableRole {
    fn of(
        name: &TableName,
        catalog: &Catalog,
        read: &[Arc<ReadTable>],
        plan: Option<(&Plan, &Settings)>,
        today: &str,
    ) -> Self {
        let defined = catalog.tables.get(name).or_else(|| {
            let known = read.iter().find(|table| table.name == *name);
            known.map(|table| &table.schema)
        });
        let columns = defined.map_or(&[][..], |table| &table.columns);
        let mut roles: Vec<ColumnRole> = columns
            .iter()
            .map(|column| ColumnRole::unknown(column.name.as_str(), &column.ty))
            .collect();
        let mut filter = Filter::All;
        let planned = plan.and_then(|(plan, settings)| Some((plan.tables.get(name)?, settings)));
        if let Some((planned, settings)) = planned {
            let holds = |expires: &Date| today.is_empty() || expires.to_string().as_str() >= today;
            for (role, column) in roles.iter_mut().zip(columns) {
                let mut columns = planned.columns.iter();
                if let Some(planned) = columns.find(|it| it.name.0 == role.name) {
                    role.promise(planned);
                }
                role.excepted = excepted_kinds(settings, name, column, &holds);
            }
            filter = Filter::of(planned.emptied, &planned.rows, &roles);
        }
        Self::new(shown(name, catalog), roles, filter)
    }

    fn new(shown: String, columns: Vec<ColumnRole>, filter: Filter) -> Self {
        let masked = |column: &ColumnRole| column.duty == Duty::Masked && !column.habits.shuffles;
        let compared: Vec<usize> = (0..columns.len())
            .filter(|index| masked(&columns[*index]))
            .collect();
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        Self {
            shown,
            pair: Pair::among(&names),
            identities: Vec::new(),
            compared,
            columns,
            filter,
        }
        .with_identities()
    }

    fn with_identities(mut self) -> Self {
        let of = |part: Part| -> Vec<usize> {
            let found = self.columns.iter().enumerate();
            let found = found.filter(|(_, column)| column.part == Some(part));
            found.map(|(index, _)| index).collect()
        };
        let (firsts, lasts) = (of(Part::First), of(Part::Last));
        let (streets, cities) = (of(Part::Street), of(Part::City));
        let mut identities: Vec<Vec<usize>> = of(Part::Whole)
            .into_iter()
            .map(|index| vec![index])
            .collect();
        if let ([first, ..], [last, ..]) = (&firsts[..], &lasts[..]) {
            identities.push(vec![*first, *last]);
        }
        if let ([street, ..], [city, ..]) = (&streets[..], &cities[..]) {
            identities.push(vec![*street, *city]);
        }
        self.identities = identities;
        self
    }

    /// Whether a row of the original goes on into the clone.
    pub(super) fn keeps(&self, row: &Row<'_>, spare: &mut Vec<Option<Vec<u8>>>) -> bool {
        match &self.filter {
            Filter::All => true,
            Filter::None => false,
            Filter::First(most) => row.ordinal < *most,
            Filter::When {
                expression,
                columns,
                keeps,
            } => {
                spare.clear();
                let mut scratch = Vec::new();
                for column in columns {
                    let position = (0..row.len()).find(|at| row.column(*at) == Some(*column));
                    let cell = position.map(|position| row.cell(position, &mut scratch));
                    spare.push(match cell {
                        Some(Cell::Value(value)) => Some(value.to_vec()),
                        _ => None,
                    });
                }
                let truth = expression.evaluate(&|index| spare.get(index)?.as_deref());
                (truth == Truth::True) == *keeps
            }
        }
    }
}

impl Filter {
    fn of(emptied: bool, rows: &Rows, columns: &[ColumnRole]) -> Self {
        let when = |expression: &bauta_profile::Expression, keeps| {
            let place = |name: &str| {
                let exact = columns.iter().position(|column| column.name == name);
                exact.or_else(|| {
                    columns
                        .iter()
                        .position(|it| it.name.eq_ignore_ascii_case(name))
                })
            };
            Self::When {
                columns: expression
                    .columns()
                    .iter()
                    .map(|column| place(column.as_str()).unwrap_or(usize::MAX))
                    .collect(),
                expression: expression.clone(),
                keeps,
            }
        };
        match rows {
            _ if emptied => Self::None,
            Rows::All => Self::All,
            Rows::Drop => Self::None,
            Rows::Keep(expression) => when(expression, true),
            Rows::DropWhere(expression) => when(expression, false),
            Rows::Limit(most) => Self::First(*most),
        }
    }
}

impl ColumnRole {
    fn unknown(name: &str, ty: &bauta_model::ColumnType) -> Self {
        Self {
            name: name.to_owned(),
            duty: Duty::Unknown,
            habits: Habits::default(),
            part: None,
            disjoint: false,
            loses_values: true,
            fills_nulls: true,
            excepted: Vec::new(),
            text: is_text(ty.class),
            bytes: ty.class == TypeClass::Bytes,
            hints: bauta_detect::Search::is_hint(name),
            folds: ty.ignores_case,
            keyed: false,
        }
    }

    /// The fingerprint by which a value of the column is compared with its original.
    pub(super) fn fingerprint(&self, by: &Fingerprinter, value: &[u8]) -> u64 {
        if self.duty == Duty::Kept && !self.keyed {
            by.of_whole(value)
        } else {
            by.of(value)
        }
    }

    fn promise(&mut self, column: &PlannedColumn) {
        (self.loses_values, self.fills_nulls) = (false, false);
        match &column.action {
            Action::Keep { .. } => self.duty = Duty::Kept,
            Action::Recompute => self.duty = Duty::Computed,
            Action::Mask { mask, .. } => {
                let name = column.action.name();
                self.duty = Duty::Masked;
                self.habits = Habits::of(name);
                self.part = Part::of(name);
                self.disjoint = is_disjoint(mask);
                let writes = matches!(name, "constant" | "template");
                self.loses_values = name == "null" || writes || mask.on_invalid == OnInvalid::Null;
                self.fills_nulls = writes;
                if mask.condition.is_some() {
                    // The other rule is not known by name.
                    self.habits.retains = true;
                    self.habits.wide = false;
                    self.part = None;
                    (self.loses_values, self.fills_nulls) = (true, true);
                }
            }
        }
    }
}

/// Whether neither of the rules of a column can yield an original.
fn is_disjoint(mask: &CellMask) -> bool {
    let other = || {
        mask.otherwise
            .as_ref()
            .is_some_and(|other| is_disjoint(other))
    };
    mask.transformer.traits().disjoint && (mask.condition.is_none() || other())
}

fn is_text(class: TypeClass) -> bool {
    !matches!(
        class,
        TypeClass::Integer
            | TypeClass::Decimal
            | TypeClass::Float
            | TypeClass::Bool
            | TypeClass::Date
            | TypeClass::Time
            | TypeClass::Timestamp
            | TypeClass::Interval
            | TypeClass::Uuid
            | TypeClass::Bytes
            | TypeClass::Bit
            | TypeClass::Inet
            | TypeClass::Mac
            | TypeClass::Geometry
    )
}

impl Habits {
    fn of(transformer: &str) -> Self {
        let is = |names: &[&str]| names.contains(&transformer);
        Self {
            retains: is(RETAINING),
            authored: is(AUTHORED),
            wide: is(WIDE),
            words: is(WORDED),
            shuffles: transformer == "shuffle",
            makes_addresses: transformer == "fpe" || is(AUTHORED),
            formed: is(FORMED),
            prose: transformer == "redact-text",
            makes_urls: transformer == "url",
            makes_hashes: transformer == "password-hash",
        }
    }
}

const RETAINING: &[&str] = &[
    "redact-text",
    "json",
    "xml",
    "php",
    "delimited",
    "array",
    "composite",
    "hstore",
    "regex-replace",
    "template",
    "truncate",
    "truncate-date",
    "url",
    "bucket",
    "shuffle",
    "user-agent",
    "noise",
    "number",
    "date-of-birth",
    "shift-date",
    "geo-point",
    "last-key",
    "constant",
    "choice",
    "dictionary",
    "binary",
    "redact",
];

const AUTHORED: &[&str] = &[
    "constant",
    "template",
    "choice",
    "dictionary",
    "regex-replace",
];

const FORMED: &[&str] = &[
    "mac-address",
    "ipv4",
    "ipv6",
    "uuid",
    "imei",
    "vin",
    "iban",
    "bic",
    "card-number",
    "phone",
    "ssn",
    "national-id",
    "license-plate",
    "postcode",
];

const WIDE: &[&str] = &[
    "email",
    "token",
    "hash",
    "sealed-token",
    "vault-token",
    "uuid",
    "iban",
    "card-number",
    "hostname",
    "mac-address",
    "username",
];

const WORDED: &[&str] = &[
    "person-name",
    "first-name",
    "last-name",
    "username",
    "city",
    "company",
    "country",
    "street-address",
    "lorem",
    "choice",
    "dictionary",
    "email",
];

/// What a column is of an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    First,
    Last,
    Street,
    City,
}

impl Part {
    fn of(transformer: &str) -> Option<Self> {
        Some(match transformer {
            "person-name" => Self::Whole,
            "first-name" => Self::First,
            "last-name" => Self::Last,
            "street-address" => Self::Street,
            "city" => Self::City,
            _ => return None,
        })
    }
}
