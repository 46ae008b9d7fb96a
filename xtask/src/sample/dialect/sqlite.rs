//! As the `.dump` of `sqlite3` 3.40 writes: the schema as its author typed it, a row to a statement.

use crate::sample::json::Json;
use crate::sample::moment;
use crate::sample::table::{Column, Default, Shop, Table, Type};
use crate::sample::value::{self, Value};

/// The dump.
pub(crate) fn write(shop: &Shop) -> Vec<u8> {
    let mut out = "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\n".to_owned();
    for table in &shop.tables {
        out.push_str(&definition(table));
        for row in &table.rows {
            let values: Vec<String> = row.iter().map(literal).collect();
            out.push_str(&format!(
                "INSERT INTO {} VALUES({});\n",
                table.name,
                values.join(",")
            ));
        }
    }
    counters(shop, &mut out);
    for table in &shop.tables {
        for column in &table.indexed {
            let name = table.name;
            out.push_str(&format!(
                "CREATE INDEX {name}_{column}_idx ON {name} ({column});\n"
            ));
        }
    }
    out.push_str(TRIGGER_AND_VIEW);
    out.push_str("COMMIT;\n");
    out.into_bytes()
}

fn definition(table: &Table) -> String {
    let mut lines: Vec<String> = table.columns.iter().map(|it| column(it, table)).collect();
    if table.primary_key != ["id"] || !counts(table) {
        lines.push(format!("  PRIMARY KEY ({})", table.primary_key.join(", ")));
    }
    let comment = table
        .comment
        .map_or(String::new(), |comment| format!(" -- {comment}"));
    format!(
        "CREATE TABLE {} ({comment}\n{}\n);\n",
        table.name,
        lines.join(",\n")
    )
}

fn counts(table: &Table) -> bool {
    table
        .columns
        .first()
        .is_some_and(|column| column.counter.is_some())
}

fn column(column: &Column, table: &Table) -> String {
    let mut line = format!("  {} {}", column.name, type_name(column.ty));
    if column.counter.is_some() {
        line.push_str(" PRIMARY KEY AUTOINCREMENT");
    } else if !column.nullable {
        line.push_str(" NOT NULL");
    }
    if table.unique.contains(&column.name) {
        line.push_str(" UNIQUE");
    }
    match column.default {
        None => {}
        Some(Default::Now) => line.push_str(" DEFAULT CURRENT_TIMESTAMP"),
        Some(Default::Int(number)) => line.push_str(&format!(" DEFAULT {number}")),
        Some(Default::Bool(flag)) => line.push_str(&format!(" DEFAULT {}", u8::from(flag))),
        Some(Default::Text(text)) => line.push_str(&format!(" DEFAULT '{text}'")),
    }
    if let Type::Labels(labels) = column.ty {
        let labels: Vec<String> = labels
            .labels
            .iter()
            .map(|label| format!("'{label}'"))
            .collect();
        line.push_str(&format!(
            " CHECK ({} IN ({}))",
            column.name,
            labels.join(", ")
        ));
    }
    if let Some(generated) = column.generated {
        line.push_str(&format!(
            " GENERATED ALWAYS AS ({}) STORED",
            generated.sqlite
        ));
    }
    if let Some(reference) = table
        .references
        .iter()
        .find(|reference| reference.column == column.name)
    {
        line.push_str(&format!(
            " REFERENCES {}(id){}",
            reference.table,
            reference.on_delete.clause()
        ));
    }
    line
}

fn type_name(ty: Type) -> String {
    match ty {
        Type::SmallInt | Type::Int | Type::BigInt => "INTEGER".into(),
        Type::Double => "REAL".into(),
        Type::Decimal(precision, scale) => format!("DECIMAL({precision},{scale})"),
        Type::Bool => "BOOLEAN".into(),
        Type::Char(length) => format!("CHAR({length})"),
        Type::Varchar(length) => format!("VARCHAR({length})"),
        Type::Moment => "DATETIME".into(),
        Type::Date => "DATE".into(),
        Type::Bytes => "BLOB".into(),
        Type::Text | Type::Uuid | Type::Inet | Type::MacAddress | Type::Labels(_) => "TEXT".into(),
        Type::Json | Type::JsonText | Type::TextList => "JSON".into(),
    }
}

fn literal(value: &Value) -> String {
    match value {
        Value::Null => "NULL".into(),
        Value::Int(number) => number.to_string(),
        Value::Cents(cents) if cents % 100 == 0 => (cents / 100).to_string(),
        Value::Cents(cents) => {
            let text = format!("{}.{:02}", cents / 100, cents % 100);
            text.trim_end_matches('0').to_owned()
        }
        // Debug keeps the point that makes it REAL
        Value::Float(number) => format!("{number:?}"),
        Value::Bool(flag) => u8::from(*flag).to_string(),
        Value::Text(text) => quoted(text),
        Value::Date(seconds) => quoted(&moment::date(*seconds)),
        Value::Moment(seconds) => quoted(&moment::date_time(*seconds)),
        Value::Json(json) => quoted(&json.render()),
        Value::List(items) => {
            let items = items.iter().map(Json::text).collect();
            quoted(&Json::List(items).render())
        }
        Value::Bytes(bytes) => {
            let hex = value::hex(bytes);
            format!("X'{hex}'")
        }
    }
}

/// Line ends are written by name, and another name is taken where the text holds the usual one.
fn quoted(text: &str) -> String {
    let doubled = text.replace('\'', "''");
    let newline = text.contains('\n').then(|| unused(text, "\\n", "\\012"));
    let carriage_return = text.contains('\r').then(|| unused(text, "\\r", "\\015"));
    let mut body = doubled;
    if let Some(name) = &newline {
        body = body.replace('\n', name);
    }
    if let Some(name) = &carriage_return {
        body = body.replace('\r', name);
    }
    let mut out = format!("'{body}'");
    if let Some(name) = carriage_return {
        out = format!("replace({out},'{name}',char(13))");
    }
    if let Some(name) = newline {
        out = format!("replace({out},'{name}',char(10))");
    }
    out
}

fn unused(text: &str, first: &str, second: &str) -> String {
    let mut name = first.to_owned();
    let mut next = second.to_owned();
    let mut number = 0;
    while text.contains(&name) {
        name = next;
        next = format!("({first}{number})");
        number += 1;
    }
    name
}

fn counters(shop: &Shop, out: &mut String) {
    out.push_str("DELETE FROM sqlite_sequence;\n");
    for table in shop.tables.iter().filter(|table| counts(table)) {
        let (name, last) = (table.name, table.last_id());
        out.push_str(&format!(
            "INSERT INTO sqlite_sequence VALUES('{name}',{last});\n"
        ));
    }
}

const TRIGGER_AND_VIEW: &str = "CREATE TRIGGER customers_touch AFTER UPDATE ON customers BEGIN
  -- it's the database that keeps time; not the application
  UPDATE customers SET updated_at = CURRENT_TIMESTAMP WHERE id = NEW.id;
END;
CREATE VIEW customer_list AS SELECT id, full_name AS name, email, country FROM customers WHERE email <> 'qa@shop.example';
";
