use indexmap::IndexMap;

use super::column;
use super::fields::Decoder;
use crate::yaml::{Content, Node};
use crate::{Expression, Problem, Rows, Secrets, TableRule, TableSelector};

pub(crate) const KEYS: &[&str] = &[
    "optional",
    "rows",
    "keep-rows",
    "drop-rows",
    "limit",
    "columns",
    "reason",
    "review",
    "reviewed",
];

/// Reads the rules of all tables.
pub(super) fn map(
    node: &Node,
    secrets: Secrets,
    decoder: &mut Decoder,
) -> IndexMap<String, TableRule> {
    decoder.map(node, |decoder, selector, at, node| {
        if TableSelector::parse(selector).is_none() {
            let text = selector.to_owned();
            let what = "a table, as `table`, `schema.table` or `database/schema.table`";
            decoder.problem(Problem::Selector { text, what }, at);
        }
        table(node, secrets, decoder)
    })
}

fn table(node: &Node, secrets: Secrets, decoder: &mut Decoder) -> Option<TableRule> {
    let mut rule = TableRule::default();
    if let Content::Scalar { .. } = node.content {
        decoder.word(node, &["drop-rows"], &[()])?;
        rule.rows = Some(Rows::Drop);
        return Some(rule);
    }
    let mut filters = Filters::default();
    decoder.keys(node, KEYS, |decoder, key, node| match key {
        "optional" => rule.optional = decoder.flag(node).unwrap_or_default(),
        "columns" => rule.columns = column::map(node, secrets, decoder),
        "reason" => rule.reason = decoder.words(node),
        "review" => rule.review = decoder.words(node),
        "reviewed" => rule.reviewed = decoder.words(node),
        filter => filters.read(filter, node, decoder),
    });
    rule.rows = filters.rows;
    Some(rule)
}

/// The keys that decide about rows, of which there may be one.
#[derive(Default)]
struct Filters {
    first: Option<&'static str>,
    rows: Option<Rows>,
}

impl Filters {
    fn read(&mut self, key: &str, node: &Node, decoder: &mut Decoder) {
        let (second, rows) = match key {
            "rows" => {
                let drop = decoder.word(node, &["all", "drop"], &[false, true]);
                let rows = drop.map(|drop| if drop { Rows::Drop } else { Rows::All });
                ("rows", rows)
            }
            "keep-rows" => ("keep-rows", decoder.read(node, expression).map(Rows::Keep)),
            "drop-rows" => {
                let rows = decoder.read(node, expression).map(Rows::DropWhere);
                ("drop-rows", rows)
            }
            _ => ("limit", limit(node, decoder).map(Rows::Limit)),
        };
        if let Some(first) = self.first {
            decoder.problem(Problem::RowsTwice { first, second }, node.at);
        }
        self.first = Some(second);
        self.rows = rows;
    }
}

fn limit(node: &Node, decoder: &mut Decoder) -> Option<u64> {
    let text = decoder.text(node)?;
    let number = text.parse().ok();
    if number.is_none() {
        let expected = "a number of rows";
        let found = "a text";
        decoder.problem(Problem::Expected { expected, found }, node.at);
    }
    number
}

pub(super) fn expression(text: &str) -> Result<Expression, Problem> {
    Expression::parse(text).map_err(Problem::Expression)
}
