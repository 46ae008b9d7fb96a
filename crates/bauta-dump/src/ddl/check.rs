//! CHECK constraints: which values a column may have, as far as that can be read.

use std::ops::ControlFlow;

use bauta_model::{Check, Column, ColumnName, Dialect, Table, TypeClass};
use sqlparser::ast::{BinaryOperator, Expr, Ident, Value, visit_expressions};
use sqlparser::dialect::{MySqlDialect, PostgreSqlDialect, SQLiteDialect};
use sqlparser::parser::Parser;

use super::constraint::position;
use super::cursor::Cursor;
use super::token::TokenKind;

/// Reads the expression between the parentheses of a CHECK.
pub(super) fn read(expression: &Cursor<'_>, columns: &[Column]) -> Vec<Check> {
    let text = expression.text();
    let Some(parsed) = parse(expression, &text) else {
        return vec![Check::Other {
            columns: columns_named(expression, columns),
            text,
        }];
    };
    let mut checks = Vec::new();
    let mut rest = vec![&parsed];
    while let Some(next) = rest.pop() {
        match next {
            Expr::Nested(inner) => rest.push(inner),
            Expr::BinaryOp {
                left,
                op: BinaryOperator::And,
                right,
            } => rest.extend([&**right, &**left]),
            other => checks.push(one(other, expression, columns)),
        }
    }
    checks
}

/// Adds `checks` to `table`.
pub(super) fn apply(checks: Vec<Check>, table: &mut Table) {
    table.checks.extend(checks);
}

/// The check that a column has from the domain it is of.
pub(super) fn of_domain(column: &Column) -> Vec<Check> {
    let ty = &column.ty;
    if ty.class == TypeClass::Enum || ty.labels.is_empty() {
        return Vec::new();
    }
    vec![Check::OneOf {
        column: column.name.clone(),
        values: ty.labels.clone(),
    }]
}

/// The columns that an expression names, in order, each once.
pub(super) fn columns_named(expression: &Cursor<'_>, columns: &[Column]) -> Vec<ColumnName> {
    let mut named = Vec::new();
    for token in expression.rest() {
        if token.kind == TokenKind::String {
            continue;
        }
        let Some(name) = expression.state.identifier(expression.bytes, *token) else {
            continue;
        };
        note(&name, columns, &mut named);
    }
    named
}

fn note(name: &str, columns: &[Column], named: &mut Vec<ColumnName>) {
    let Some(column) = find(name, columns) else {
        return;
    };
    if !named.contains(&column) {
        named.push(column);
    }
}

fn find(name: &str, columns: &[Column]) -> Option<ColumnName> {
    let exact = columns.iter().find(|column| column.name.as_str() == name);
    let found = exact.or_else(|| {
        columns
            .iter()
            .find(|column| column.name.as_str().eq_ignore_ascii_case(name))
    });
    found.map(|column| column.name.clone())
}

/// Parses with `sqlparser`, within bounds that keep its recursion and back-tracking small.
fn parse(expression: &Cursor<'_>, text: &str) -> Option<Expr> {
    let (mut depth, mut deepest) = (0_usize, 0);
    for token in expression.rest() {
        match token.kind {
            TokenKind::Symbol(b'(' | b'[') => depth += 1,
            TokenKind::Symbol(b')' | b']') => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    if expression.rest().len() > LONGEST || deepest > DEEPEST {
        return None;
    }
    let parser = match expression.state.dialect() {
        Dialect::Postgres => Parser::new(&PostgreSqlDialect {}),
        Dialect::Mysql => Parser::new(&MySqlDialect {}),
        Dialect::Sqlite => Parser::new(&SQLiteDialect {}),
    };
    let mut parser = parser.try_with_sql(text).ok()?;
    let parsed = parser.parse_expr().ok()?;
    (parser.peek_token().token == sqlparser::tokenizer::Token::EOF).then_some(parsed)
}

fn one(expression: &Expr, whole: &Cursor<'_>, columns: &[Column]) -> Check {
    let folds = whole.state.dialect() == Dialect::Postgres;
    let name_of = |ident: &Ident| {
        let fold = folds && ident.quote_style.is_none();
        if fold {
            ident.value.to_ascii_lowercase()
        } else {
            ident.value.clone()
        }
    };
    let mut values = Vec::new();
    let mut subject = None;
    if alternatives(expression, &mut subject, &mut values)
        && let Some(column) = subject.and_then(|ident| find(&name_of(ident), columns))
    {
        return Check::OneOf { column, values };
    }
    let mut named = Vec::new();
    let seen: ControlFlow<()> = visit_expressions(expression, |inner| {
        match inner {
            Expr::Identifier(ident) => note(&name_of(ident), columns, &mut named),
            Expr::CompoundIdentifier(parts) => {
                if let Some(last) = parts.last() {
                    note(&name_of(last), columns, &mut named);
                }
            }
            _ => {}
        }
        ControlFlow::Continue(())
    });
    debug_assert!(seen.is_continue());
    Check::Other {
        columns: named,
        text: expression.to_string(),
    }
}

/// Collects the values of `col IN (…)`, `col = ANY (…)`, `col = 'x' OR …`; false if it says more.
fn alternatives<'e>(
    expression: &'e Expr,
    subject: &mut Option<&'e Ident>,
    values: &mut Vec<String>,
) -> bool {
    let mut rest = vec![expression];
    while let Some(next) = rest.pop() {
        let understood = match next {
            Expr::Nested(inner) => {
                rest.push(inner);
                true
            }
            Expr::BinaryOp {
                left,
                op: BinaryOperator::Or,
                right,
            } => {
                rest.extend([&**right, &**left]);
                true
            }
            Expr::BinaryOp {
                left,
                op: BinaryOperator::Eq,
                right,
            } => same(left, subject) && literals(std::slice::from_ref(&**right), values),
            Expr::IsNull(inner) => same(inner, subject),
            Expr::InList {
                expr,
                list,
                negated: false,
            } => same(expr, subject) && literals(list, values),
            Expr::AnyOp {
                left,
                compare_op: BinaryOperator::Eq,
                right,
                ..
            } => {
                same(left, subject)
                    && matches!(bare(right), Expr::Array(array) if literals(&array.elem, values))
            }
            _ => false,
        };
        if !understood {
            return false;
        }
    }
    !values.is_empty()
}

/// The expression without parentheses, casts, collations and charset introducers around it.
fn bare(mut expression: &Expr) -> &Expr {
    loop {
        expression = match expression {
            Expr::Nested(inner)
            | Expr::Cast { expr: inner, .. }
            | Expr::Collate { expr: inner, .. } => inner,
            Expr::Prefixed { value, .. } => value,
            _ => return expression,
        };
    }
}

fn same<'e>(expression: &'e Expr, subject: &mut Option<&'e Ident>) -> bool {
    let ident = match bare(expression) {
        Expr::Identifier(ident) => ident,
        Expr::CompoundIdentifier(parts) => match parts.last() {
            Some(ident) => ident,
            None => return false,
        },
        _ => return false,
    };
    subject.get_or_insert(ident).value == ident.value
}

fn literals(list: &[Expr], values: &mut Vec<String>) -> bool {
    list.iter().all(|item| {
        let Expr::Value(value) = bare(item) else {
            return false;
        };
        match &value.value {
            Value::SingleQuotedString(text)
            | Value::EscapedStringLiteral(text)
            | Value::NationalStringLiteral(text)
            | Value::DoubleQuotedString(text)
            | Value::Number(text, _) => values.push(text.clone()),
            Value::Boolean(truth) => values.push(truth.to_string()),
            Value::Null => {}
            _ => return false,
        }
        true
    })
}

/// Column positions of a table, kept beside its checks when a column is renamed.
pub(super) fn rename(table: &mut Table, old: &ColumnName, new: &ColumnName) {
    let swap = |name: &mut ColumnName| {
        if name == old {
            name.clone_from(new);
        }
    };
    for check in &mut table.checks {
        match check {
            Check::OneOf { column, .. } => swap(column),
            Check::Other { columns, .. } => columns.iter_mut().for_each(swap),
        }
    }
    table
        .keys
        .iter_mut()
        .for_each(|key| key.columns.iter_mut().for_each(swap));
    table
        .foreign_keys
        .iter_mut()
        .for_each(|key| key.columns.iter_mut().for_each(swap));
    table.partition_key.iter_mut().for_each(swap);
    if let Some(index) = position(table, old.as_str())
        && let Some(column) = table.columns.get_mut(index)
    {
        column.name.clone_from(new);
    }
}

/// Most tokens of an expression that is parsed in full.
const LONGEST: usize = 1000;

/// Deepest nesting of such an expression.
const DEEPEST: usize = 24;
