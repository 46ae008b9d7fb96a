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
