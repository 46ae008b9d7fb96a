//! How many rows make a dump of a wanted size.

use super::Form;
use crate::shop::{Filler, RowWriter, TABLES, Table};

/// A shop of a certain size in a certain form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    /// How it is written.
    pub(crate) form: Form,
    /// How many customers it has.
    pub(crate) customers: u64,
}

impl Plan {
    /// A dump of about `bytes`; rows are sampled, so that it is right to about a percent.
    pub(crate) fn of_size(form: Form, bytes: u64) -> Self {
        let mut customers = 1_000;
        // the length of numbers depends on how many there are
        for _ in 0..3 {
            let sampled = sample(form, customers).bytes.len() as u64;
            customers = (bytes * SAMPLES / sampled).max(1);
        }
        Self { form, customers }
    }

    /// The rows of a table.
    pub(crate) fn rows(&self, table: &Table) -> u64 {
        if self.form.fills(table) {
            self.customers * table.rows_per_customer
        } else {
            0
        }
    }
}

/// `SAMPLES` customers of a shop of that size, with all that belongs to them.
fn sample(form: Form, customers: u64) -> RowWriter {
    let filler = Filler::new(form.marks(), customers);
    let mut row = RowWriter::new(form.marks());
    for table in TABLES.iter().filter(|table| form.fills(table)) {
        let rows = customers * table.rows_per_customer;
        for sample in 0..SAMPLES * table.rows_per_customer {
            filler.write(
                table,
                sample * rows / (SAMPLES * table.rows_per_customer),
                &mut row,
            );
        }
    }
    row
}

const SAMPLES: u64 = 1_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::cast_precision_loss, reason = "these are small numbers")]
    fn a_gigabyte_of_copy_data_holds_as_many_masked_values_as_w11() {
        let plan = Plan::of_size(Form::Copy, 1_000_000_000);
        let rows = sample(plan.form, plan.customers);
        let per_100_mb = rows.masked_values as f64 / rows.bytes.len() as f64 * 1e8;
        assert!((875_000.0..886_000.0).contains(&per_100_mb), "{per_100_mb}");
    }
}
