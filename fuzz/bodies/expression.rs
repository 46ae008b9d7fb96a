//! Conditions over rows.

use bauta_profile::{Expression, Truth};

/// A condition and its negation judge every row oppositely; a row it does not see changes nothing.
pub fn run(data: &[u8]) {
    let mut parts = data.split(|byte| *byte == 0);
    let Some(Ok(text)) = parts.next().map(std::str::from_utf8) else {
        return;
    };
    let values: Vec<&[u8]> = parts.collect();
    let Ok(condition) = Expression::parse(text) else {
        return;
    };
    assert_eq!(condition.as_str(), text.trim());
    let negated = Expression::parse(&format!("NOT ({text}\n)")).ok();
    let rows: [&dyn Fn(usize) -> Option<&'static [u8]>; 3] =
        [&|_| None, &|_| Some(b""), &|_| Some(b"-0012.50e1")];
    for row in rows {
        judge(&condition, negated.as_ref(), row);
    }
    judge(&condition, negated.as_ref(), &|column| {
        values.get(column).copied()
    });
    judge(&condition, negated.as_ref(), &|column| {
        values.get(column % values.len().max(1)).copied()
    });
}

fn judge<'r>(
    condition: &Expression,
    negated: Option<&Expression>,
    row: &dyn Fn(usize) -> Option<&'r [u8]>,
) -> Truth {
    let truth = condition.evaluate(&|column| {
        assert!(
            column < condition.columns().len(),
            "asks for a column it does not name"
        );
        row(column)
    });
    if let Some(negated) = negated {
        assert_eq!(negated.columns(), condition.columns());
        assert_eq!(negated.evaluate(row), !truth, "it and its negation agree");
    }
    truth
}
