//! The tables of the shop and their rows.

mod access;
mod catalogue;
mod customers;
mod people;
mod sales;
mod support;

use super::table::Shop;

/// The whole database, the same in every run.
pub(crate) fn build() -> Shop {
    let employees = people::Employees::new();
    let customers = customers::Customers::new();
    let products = catalogue::Products::new();
    let sales = sales::Sales::new(&customers, &products);
    let mut tables = employees.tables();
    tables.extend(customers.tables());
    tables.extend(products.tables());
    tables.extend(sales.tables(&customers));
    tables.extend(support::tables(&customers, &employees, &sales));
    tables.extend(access::tables(&customers, &employees));
    Shop { tables }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::sample::table::Table;
    use crate::sample::value::Value;

    fn column<'t>(table: &'t Table, name: &str) -> Vec<&'t Value> {
        let place = table.stored().position(|column| column.name == name);
        let place = place.expect("the column exists");
        table.rows.iter().map(|row| &row[place]).collect()
    }

    #[test]
    fn every_row_is_as_wide_as_its_table() {
        for table in build().tables {
            let width = table.stored().count();
            assert!(!table.rows.is_empty(), "{}", table.name);
            assert!(
                table.rows.iter().all(|row| row.len() == width),
                "{}",
                table.name
            );
        }
    }

    #[test]
    fn every_key_finds_its_parent() {
        let shop = build();
        for table in &shop.tables {
            for reference in &table.references {
                let parent = shop.tables.iter().find(|it| it.name == reference.table);
                let ids = column(parent.expect("the parent exists"), "id");
                let orphans = column(table, reference.column)
                    .into_iter()
                    .filter(|key| **key != Value::Null && !ids.contains(key));
                assert_eq!(orphans.count(), 0, "{}.{}", table.name, reference.column);
            }
        }
    }

    #[test]
    fn unique_columns_are_unique_whatever_the_case() {
        for table in build().tables {
            for name in &table.unique {
                let values = column(&table, name);
                let distinct: BTreeSet<String> = values
                    .iter()
                    .map(|value| format!("{value:?}").to_lowercase())
                    .collect();
                assert_eq!(distinct.len(), values.len(), "{}.{name}", table.name);
            }
        }
    }

    #[test]
    fn null_stands_only_where_it_may() {
        for table in build().tables {
            for required in table.stored().filter(|column| !column.nullable) {
                let nulls = column(&table, required.name);
                let nulls = nulls.into_iter().filter(|value| **value == Value::Null);
                assert_eq!(nulls.count(), 0, "{}.{}", table.name, required.name);
            }
        }
    }

    #[test]
    fn every_address_of_mail_lies_in_a_reserved_domain() {
        let reserved = [".example", "example.com", "example.org", "example.net"];
        let shop = build();
        let tables = shop.tables.iter().filter(|table| table.name != "webhooks");
        for table in tables {
            for row in &table.rows {
                let texts = row.iter().filter_map(|value| match value {
                    Value::Text(text) => Some(text),
                    _ => None,
                });
                for word in
                    texts.flat_map(|text| text.split(|it: char| " \n\",;:/?<>".contains(it)))
                {
                    if let Some((_, host)) = word.split_once('@') {
                        let host = host.trim_end_matches('.');
                        let known = reserved.iter().any(|suffix| host.ends_with(suffix));
                        assert!(known, "{}: {host}", table.name);
                    }
                }
            }
        }
    }
}
