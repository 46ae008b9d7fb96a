//! What the tables are called and which of their columns are masked.

/// A table.
#[derive(Debug)]
pub(crate) struct Table {
    /// Which one.
    pub(crate) id: TableId,
    /// As both dialects call it.
    pub(crate) name: &'static str,
    /// In the order of the dump; the first is the primary key.
    pub(crate) columns: &'static [Column],
    /// Rows for each customer.
    pub(crate) rows_per_customer: u64,
    /// The foreign key, always to an `id`.
    pub(crate) reference: Option<Reference>,
    /// The column that is UNIQUE besides the primary key.
    pub(crate) unique: Option<&'static str>,
}

/// Names a table without its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TableId {
    /// Those who buy.
    Customers,
    /// What their browsers did.
    Events,
    /// What the orders consist of.
    OrderItems,
    /// What they bought.
    Orders,
    /// What they complained about.
    Tickets,
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    /// As both dialects call it.
    pub(crate) name: &'static str,
    /// The type as `pg_dump` writes it.
    pub(crate) postgres: &'static str,
    /// The type as `mysqldump` writes it.
    pub(crate) mysql: &'static str,
    /// Whether it may be empty.
    pub(crate) nullable: bool,
    /// Whether the work W11 masks it.
    pub(crate) masked: bool,
}

/// A foreign key.
#[derive(Debug)]
pub(crate) struct Reference {
    /// The column that refers.
    pub(crate) column: &'static str,
    /// The table whose `id` it holds.
    pub(crate) table: &'static str,
}

/// Which columns of a table are masked, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct MaskedColumns(u32);

impl MaskedColumns {
    /// Whether the column at this position is masked.
    pub(crate) fn contains(self, column: u32) -> bool {
        self.0.checked_shr(column).unwrap_or_default() & 1 == 1
    }
}

impl Table {
    /// The table of that name.
    pub(crate) fn named(name: &[u8]) -> Option<&'static Self> {
        TABLES.iter().find(|table| table.name.as_bytes() == name)
    }

    /// Which of its columns are masked.
    pub(crate) fn masked_columns(&self) -> MaskedColumns {
        let bits = self.columns.iter().rev();
        MaskedColumns(bits.fold(0, |bits, column| bits << 1 | u32::from(column.masked)))
    }
}

const fn plain(name: &'static str, postgres: &'static str, mysql: &'static str) -> Column {
    Column {
        name,
        postgres,
        mysql,
        nullable: false,
        masked: false,
    }
}

const fn masked(name: &'static str, postgres: &'static str, mysql: &'static str) -> Column {
    Column {
        masked: true,
        ..plain(name, postgres, mysql)
    }
}

const fn nullable(column: Column) -> Column {
    Column {
        nullable: true,
        ..column
    }
}

const ID: Column = plain("id", "integer", "int(11)");
const CUSTOMER_ID: Column = plain("customer_id", "integer", "int(11)");
const MOMENT: &str = "timestamp without time zone";
const NAME: (&str, &str) = ("character varying(120)", "varchar(120)");
const EMAIL: (&str, &str) = ("character varying(190)", "varchar(190)");
const PHONE: (&str, &str) = ("character varying(40)", "varchar(40)");
const WORD: (&str, &str) = ("character varying(20)", "varchar(20)");
const MONEY: (&str, &str) = ("numeric(12,2)", "decimal(12,2)");

/// All tables in the order in which a dump has them.
pub(crate) static TABLES: [Table; 5] = [
    Table {
        id: TableId::Customers,
        name: "customers",
        columns: &[
            ID,
            masked("full_name", NAME.0, NAME.1),
            masked("email", EMAIL.0, EMAIL.1),
            nullable(masked("phone", PHONE.0, PHONE.1)),
            masked("street_address", "character varying(200)", "varchar(200)"),
            nullable(masked("ssn", "character varying(11)", "varchar(11)")),
            nullable(masked(
                "card_number",
                "character varying(19)",
                "varchar(19)",
            )),
            plain("country", "character(2)", "char(2)"),
            plain("tier", WORD.0, WORD.1),
            plain("balance", MONEY.0, MONEY.1),
            plain("created_at", MOMENT, "datetime"),
        ],
        rows_per_customer: 1,
        reference: None,
        unique: Some("email"),
    },
    Table {
        id: TableId::Events,
        name: "events",
        columns: &[
            plain("id", "bigint", "bigint(20)"),
            CUSTOMER_ID,
            plain("kind", WORD.0, WORD.1),
            plain("occurred_at", MOMENT, "datetime"),
            plain("payload", "jsonb", "json"),
        ],
        rows_per_customer: 2,
        reference: Some(Reference {
            column: "customer_id",
            table: "customers",
        }),
        unique: None,
    },
    Table {
        id: TableId::OrderItems,
        name: "order_items",
        columns: &[
            plain("id", "bigint", "bigint(20)"),
            plain("order_id", "integer", "int(11)"),
            plain("sku", WORD.0, WORD.1),
            plain("quantity", "smallint", "smallint(6)"),
            plain("unit_price", MONEY.0, MONEY.1),
        ],
        rows_per_customer: 4,
        reference: Some(Reference {
            column: "order_id",
            table: "orders",
        }),
        unique: None,
    },
    Table {
        id: TableId::Orders,
        name: "orders",
        columns: &[
            ID,
            CUSTOMER_ID,
            masked("customer_email", EMAIL.0, EMAIL.1),
            masked("ship_name", NAME.0, NAME.1),
            nullable(masked("ship_phone", PHONE.0, PHONE.1)),
            plain("status", WORD.0, WORD.1),
            plain("carrier", WORD.0, WORD.1),
            plain("total", MONEY.0, MONEY.1),
            plain("currency", "character(3)", "char(3)"),
            plain("placed_at", MOMENT, "datetime"),
            nullable(plain("shipped_at", MOMENT, "datetime")),
        ],
        rows_per_customer: 2,
        reference: Some(Reference {
            column: "customer_id",
            table: "customers",
        }),
        unique: None,
    },
    Table {
        id: TableId::Tickets,
        name: "tickets",
        columns: &[
            ID,
            CUSTOMER_ID,
            masked("requester_email", EMAIL.0, EMAIL.1),
            masked("requester_name", NAME.0, NAME.1),
            plain("status", WORD.0, WORD.1),
            plain("priority", "smallint", "smallint(6)"),
            plain("opened_at", MOMENT, "datetime"),
            plain("details", "text", "text"),
        ],
        rows_per_customer: 1,
        reference: Some(Reference {
            column: "customer_id",
            table: "customers",
        }),
        unique: None,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eleven_columns_are_masked() {
        let columns = TABLES.iter().flat_map(|table| table.columns);
        assert_eq!(columns.filter(|column| column.masked).count(), 11);
    }

    #[test]
    fn bits_and_columns_agree() {
        for table in &TABLES {
            let bits = table.masked_columns();
            for (position, column) in (0..).zip(table.columns) {
                assert_eq!(bits.contains(position), column.masked, "{}", column.name);
            }
            assert!(!bits.contains(40));
        }
    }
}
