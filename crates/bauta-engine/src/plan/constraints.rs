//! What a rule promises against what the schema demands.

use bauta_model::{Catalog, Check, Column, ColumnType, Table, TableName, TypeClass};
use bauta_profile::{ColumnRule, Expression, Rows};
use bauta_transform::{Kind, Lengths, Traits};
use serde_json::Value;

use super::compile::{Plan, Settings};
use super::domain::resolve_table;
use super::table::Action;
use crate::error::{Code, Diagnostic};

/// Types whose values are text to a detector.
pub(super) fn is_text_like(ty: &ColumnType) -> bool {
    matches!(
        ty.class,
        TypeClass::Text
            | TypeClass::Json
            | TypeClass::Xml
            | TypeClass::Hstore
            | TypeClass::Array
            | TypeClass::Other
            | TypeClass::TsVector
            | TypeClass::Enum
    )
}

/// Types whose values may be text, or have some in them.
pub(super) fn may_hold_text(ty: &ColumnType) -> bool {
    is_text_like(ty) || ty.class == TypeClass::Bytes
}

/// Types whose values stand bare in a statement.
pub(super) fn is_numeric(ty: &ColumnType) -> bool {
    matches!(
        ty.class,
        TypeClass::Integer
            | TypeClass::Decimal
            | TypeClass::Float
            | TypeClass::Bool
            | TypeClass::Bit
    )
}

/// Whether the column alone must be unique.
pub(super) fn is_unique(table: &Table, column: &Column) -> bool {
    table
        .keys
        .iter()
        .any(|key| matches!(&key.columns[..], [only] if *only == column.name))
}

/// Whether rows without column names follow the order of the definition.
///
/// An inheriting table keeps the physical order it was created with, which a dump does not tell.
pub(super) fn order_known(catalog: &Catalog, table: &Table) -> bool {
    table.parents.iter().all(|parent| {
        catalog
            .tables
            .get(parent)
            .is_some_and(|parent| !parent.partition_key.is_empty())
    })
}

/// Columns that an expression names must exist.
pub(super) fn known_columns(
    name: &TableName,
    table: &Table,
    expression: &Expression,
    what: &str,
    problems: &mut Vec<Diagnostic>,
) {
    for column in expression.columns() {
        if table.column(column.as_str()).is_none() {
            problems.push(
                Diagnostic::new(
                    Code::UnfitRule,
                    format!("{what} names `{column}`, which the table does not have"),
                )
                .at(name),
            );
        }
    }
}

/// Whether the rule can stand on the column at all.
pub(super) fn rule_fits(
    table: &Table,
    column: &Column,
    rule: &ColumnRule,
    place: &str,
    problems: &mut Vec<Diagnostic>,
) {
    if rule.transformer != "keep" && table.partition_key.contains(&column.name) {
        problems.push(
            Diagnostic::new(
                Code::BrokenConstraint,
                "a partition key cannot be masked: rows would belong elsewhere",
            )
            .at(place)
            .hint("keep it, or drop the table's rows"),
        );
    }
    let nulls =
        rule.transformer == "null" || rule.on_invalid == Some(bauta_profile::OnInvalid::Null);
    if nulls && !column.nullable {
        problems.push(
            Diagnostic::new(Code::BrokenConstraint, "the column is NOT NULL")
                .at(place)
                .hint("`redact` yields a neutral value instead"),
        );
    }
    let Some(allowed) = allowed_values(table, column) else {
        return;
    };
    let foreign = match rule.transformer.as_str() {
        "keep" | "null" | "shuffle" => Vec::new(),
        "redact" if !column.ty.labels.is_empty() => Vec::new(),
        "constant" => foreign_values(rule.params.get("value").into_iter(), &allowed),
        "choice" => foreign_values(
            rule.params
                .get("values")
                .and_then(Value::as_array)
                .into_iter()
                .flatten(),
            &allowed,
        ),
        other => vec![format!("what `{other}` yields")],
    };
    if let Some(value) = foreign.first() {
        problems.push(
            Diagnostic::new(
                Code::BrokenConstraint,
                format!("the column allows only certain values, and {value} is not one of them"),
            )
            .at(place)
            .hint("`choice` with `values:` from the list, `shuffle`, `null` or `keep` hold"),
        );
    }
}

/// The only values a column may have: enum labels, CHECK … IN.
fn allowed_values(table: &Table, column: &Column) -> Option<Vec<String>> {
    if column.ty.class == TypeClass::Enum && !column.ty.labels.is_empty() {
        return Some(column.ty.labels.clone());
    }
    table.checks.iter().find_map(|check| match check {
        Check::OneOf {
            column: name,
            values,
        } if *name == column.name => Some(values.clone()),
        _ => None,
    })
}

fn foreign_values<'v>(values: impl Iterator<Item = &'v Value>, allowed: &[String]) -> Vec<String> {
    values
        .map(|value| {
            value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned)
        })
        .filter(|value| !allowed.contains(value))
        .map(|value| format!("`{value}`"))
        .collect()
}

/// Whether what the transformer promises is what the column demands.
pub(super) fn traits_fit(
    table: &Table,
    column: &Column,
    kind: &Kind,
    traits: &Traits,
    rule: &ColumnRule,
    place: &str,
    problems: &mut Vec<Diagnostic>,
) {
    let class = column.ty.class;
    if class != TypeClass::Other && !kind.accepts.is_empty() && !kind.accepts.contains(&class) {
        problems.push(
            Diagnostic::new(
                Code::UnfitRule,
                format!("`{}` does not work on {}", kind.name, column.ty.written),
            )
            .at(place)
            .hint(format!(
                "`bauta transformers {}` says what it accepts",
                kind.name
            )),
        );
    }
    if let Lengths::AtMost(most) = traits.lengths
        && let Some(limit) = column.ty.max_chars
        && most > limit
        && matches!(class, TypeClass::Text)
    {
        problems.push(
            Diagnostic::new(
                Code::UnfitRule,
                format!(
                    "`{}` yields up to {most} characters where {limit} fit",
                    kind.name
                ),
            )
            .at(place)
            .hint("set its length, or choose another transformer"),
        );
    }
    if rule.transformer == "keep" || traits.injective || rule.transformer == "null" {
        return;
    }
    let key = table
        .keys
        .iter()
        .find(|key| key.columns.contains(&column.name));
    if let Some(key) = key {
        let what = if key.primary {
            "the primary key"
        } else {
            "a UNIQUE key"
        };
        problems.push(
            Diagnostic::new(
                Code::BrokenConstraint,
                format!(
                    "`{}` may yield equal values, and the column is part of {what}",
                    kind.name
                ),
            )
            .at(place)
            .hint("token, email, username, integer-key, uuid, fpe and hash keep values distinct"),
        );
    }
}

/// Foreign keys: both ends alike, or the pointing end NULL.
pub(super) fn keys(catalog: &Catalog, plan: &Plan) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for (name, table) in &catalog.tables {
        let Some(own) = plan.tables.get(name).filter(|own| own.rows != Rows::Drop) else {
            continue;
        };
        for key in &table.foreign_keys {
            let target = resolve_table(catalog, name, &key.table);
            let Some(other) = plan.tables.get(&target) else {
                continue;
            };
            let referenced = super::domain::referenced_columns(catalog, &target, &key.referenced);
            for (from, to) in key.columns.iter().zip(&referenced) {
                let action = |table: &super::table::TablePlan, column: &bauta_model::ColumnName| {
                    table
                        .columns
                        .iter()
                        .find(|planned| planned.name == *column)
                        .map(|planned| planned.action.clone())
                };
                let (Some(from_action), Some(to_action)) = (action(own, from), action(other, to))
                else {
                    continue;
                };
                if from_action.name() == "null" {
                    continue;
                }
                if from_action.keeps() != to_action.keeps() {
                    let (masked, kept) = if from_action.keeps() {
                        (format!("{target}.{to}"), format!("{name}.{from}"))
                    } else {
                        (format!("{name}.{from}"), format!("{target}.{to}"))
                    };
                    problems.push(
                        Diagnostic::new(
                            Code::BrokenConstraint,
                            format!(
                                "{masked} is masked, {kept} is kept, and a foreign key joins them"
                            ),
                        )
                        .at(format!("{name}.{from}"))
                        .hint("mask both with one rule, or keep both"),
                    );
                }
            }
        }
    }
    problems
}

/// Copies of masked values outside their column: shadow tables of full-text search, search vectors.
pub(super) fn copies(
    catalog: &Catalog,
    plan: &mut Plan,
    settings: &Settings,
    problems: &mut Vec<Diagnostic>,
) {
    if !settings.scrubs() {
        return;
    }
    for (name, table) in &catalog.tables {
        let Some(source) = &table.shadow_of else {
            continue;
        };
        let masked = plan
            .tables
            .get(source)
            .is_some_and(|source| source.columns.iter().any(|column| !column.action.keeps()));
        // The content table holds the text itself and is masked by its own rules; the index goes.
        let is_index = !name.table.ends_with("_content") && !name.table.ends_with("_config");
        if masked
            && is_index
            && let Some(planned) = plan.tables.get_mut(name)
        {
            planned.emptied = true;
        }
    }
    for (name, planned) in &plan.tables {
        let masked = planned.columns.iter().any(|column| {
            matches!(column.action, Action::Mask { .. }) && column.ty.class == TypeClass::Text
        });
        if !masked {
            continue;
        }
        for column in planned
            .columns
            .iter()
            .filter(|column| column.ty.class == TypeClass::TsVector && column.action.keeps())
        {
            problems.push(
                Diagnostic::new(
                    Code::UnfitRule,
                    "a search vector may hold the words of a column that is masked",
                )
                .at(format!("{name}.{}", column.name))
                .hint("`redact` empties it; refill it with an UPDATE after the load"),
            );
        }
    }
}
