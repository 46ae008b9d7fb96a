use bauta_model::ColumnName;
use sqlparser::ast::{BinaryOperator, Expr, Ident, UnaryOperator, Value};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;
use sqlparser::tokenizer::Token;

use super::decimal::Decimal;
use super::like::{Case, Pattern};
use super::{Comparison, Condition, ExpressionError, Number, Operand};

/// Reads `text` and yields the condition with the columns it names.
pub(super) fn convert(text: &str) -> Result<(Condition, Vec<ColumnName>), ExpressionError> {
    if text.len() > MAX_BYTES {
        return Err(ExpressionError::TooLong { limit: MAX_BYTES });
    }
    let dialect = GenericDialect {};
    let mut parser = Parser::new(&dialect).try_with_sql(text).map_err(syntax)?;
    let expr = parser.parse_expr().map_err(syntax)?;
    let rest = parser.peek_token().token;
    if rest != Token::EOF {
        let message = format!("`{rest}` follows where it should end");
        return Err(ExpressionError::Syntax { message });
    }
    let mut converter = Converter::default();
    let root = converter.condition(&expr)?;
    Ok((root, converter.columns))
}

/// Bounds the depth of what the SQL reader builds: a chain of operators nests to the left.
const MAX_BYTES: usize = 8 << 10;

#[expect(clippy::needless_pass_by_value, reason = "used with map_err")]
fn syntax(error: sqlparser::parser::ParserError) -> ExpressionError {
    let message = error.to_string();
    let message = message
        .strip_prefix("sql parser error: ")
        .unwrap_or(&message)
        .to_owned();
    ExpressionError::Syntax { message }
}

fn unsupported<T>(
    what: impl Into<String>,
    hint: Option<&'static str>,
) -> Result<T, ExpressionError> {
    let what = what.into();
    Err(ExpressionError::Unsupported { what, hint })
}

#[derive(Default)]
struct Converter {
    columns: Vec<ColumnName>,
}

impl Converter {
    fn condition(&mut self, expr: &Expr) -> Result<Condition, ExpressionError> {
        match expr {
            Expr::Nested(inner) => self.condition(inner),
            Expr::UnaryOp {
                op: UnaryOperator::Not,
                expr,
            } => Ok(not(self.condition(expr)?)),
            Expr::BinaryOp { op, .. } if is_junction(op) => self.junction(expr, op),
            Expr::BinaryOp { left, op, right } => {
                let Some(comparison) = comparison(op) else {
                    return unsupported(format!("the operator `{op}`"), None);
                };
                let left = self.operand(left)?;
                Ok(Condition::Compare(left, comparison, self.operand(right)?))
            }
            Expr::IsNull(operand) => Ok(Condition::IsNull(self.operand(operand)?)),
            Expr::IsNotNull(operand) => Ok(not(Condition::IsNull(self.operand(operand)?))),
            Expr::InList {
                expr,
                list,
                negated,
            } => {
                let operand = self.operand(expr)?;
                let list: Result<Vec<_>, _> = list.iter().map(|item| self.operand(item)).collect();
                Ok(negate_if(*negated, Condition::In(operand, list?)))
            }
            Expr::Between {
                expr,
                negated,
                low,
                high,
            } => self.between(expr, *negated, low, high),
            Expr::Like { .. } | Expr::ILike { .. } => self.like(expr),
            Expr::Identifier(_) | Expr::CompoundIdentifier(_) => unsupported(
                format!("the column {} by itself", short(expr)),
                Some("compare it: `active = true`"),
            ),
            other => unsupported(describe(other), None),
        }
    }

    /// Flattens `a AND b AND c`, which nests to the left, without recursion.
    fn junction(
        &mut self,
        expr: &Expr,
        junction: &BinaryOperator,
    ) -> Result<Condition, ExpressionError> {
        let mut parts = Vec::new();
        let mut rest = expr;
        while let Expr::BinaryOp { left, op, right } = rest
            && op == junction
        {
            parts.push(right.as_ref());
            rest = left;
        }
        parts.push(rest);
        let list: Result<Vec<_>, _> = (parts.into_iter().rev())
            .map(|part| self.condition(part))
            .collect();
        Ok(match junction {
            BinaryOperator::And => Condition::All(list?),
            _ => Condition::Any(list?),
        })
    }

    fn between(
        &mut self,
        expr: &Expr,
        negated: bool,
        low: &Expr,
        high: &Expr,
    ) -> Result<Condition, ExpressionError> {
        let operand = self.operand(expr)?;
        let low = Condition::Compare(
            operand.clone(),
            Comparison::GreaterOrEqual,
            self.operand(low)?,
        );
        let high = Condition::Compare(operand, Comparison::LessOrEqual, self.operand(high)?);
        Ok(negate_if(negated, Condition::All(vec![low, high])))
    }

    fn like(&mut self, like: &Expr) -> Result<Condition, ExpressionError> {
        let (Expr::Like {
            negated,
            any,
            expr,
            pattern,
            escape_char,
        }
        | Expr::ILike {
            negated,
            any,
            expr,
            pattern,
            escape_char,
        }) = like
        else {
            return unsupported(describe(like), None);
        };
        if *any {
            return unsupported("LIKE ANY", None);
        }
        let case = match like {
            Expr::ILike { .. } => Case::Ignored,
            _ => Case::Counts,
        };
        let operand = self.operand(expr)?;
        let Operand::Text(text) = self.operand(pattern)? else {
            return unsupported(
                "a LIKE whose pattern is not a text",
                Some("write the pattern in single quotes"),
            );
        };
        let escape = match escape(escape_char.as_deref())? {
            Escape::Sign(sign) => Some(sign),
            Escape::Off => None,
        };
        let Some(pattern) = Pattern::new(&text, escape, case) else {
            return unsupported("a LIKE pattern that ends in its escape sign", None);
        };
        Ok(negate_if(*negated, Condition::Like(operand, pattern)))
    }

    fn operand(&mut self, expr: &Expr) -> Result<Operand, ExpressionError> {
        match expr {
            Expr::Nested(inner) => self.operand(inner),
            Expr::Identifier(name) => Ok(self.column(name)),
            Expr::CompoundIdentifier(_) => unsupported(
                format!("the qualified name {}", short(expr)),
                Some("name the column alone; a condition sees one row of its table"),
            ),
            Expr::Value(value) => literal(&value.value),
            Expr::UnaryOp {
                op: op @ (UnaryOperator::Minus | UnaryOperator::Plus),
                expr: inner,
            } => match self.operand(inner)? {
                Operand::Number(Number(text)) if !text.starts_with(['-', '+']) => {
                    let sign = if *op == UnaryOperator::Minus { "-" } else { "" };
                    Ok(Operand::Number(Number(format!("{sign}{text}"))))
                }
                _ => unsupported(describe(expr), None),
            },
            other => unsupported(
                describe(other),
                Some("conditions compare columns with literals or each other"),
            ),
        }
    }

    fn column(&mut self, name: &Ident) -> Operand {
        let known = (self.columns.iter()).position(|column| column.as_str() == name.value);
        Operand::Column(known.unwrap_or_else(|| {
            self.columns.push(ColumnName::from(name.value.as_str()));
            self.columns.len() - 1
        }))
    }
}

fn is_junction(op: &BinaryOperator) -> bool {
    matches!(op, BinaryOperator::And | BinaryOperator::Or)
}

fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

fn negate_if(negated: bool, condition: Condition) -> Condition {
    if negated { not(condition) } else { condition }
}

fn comparison(op: &BinaryOperator) -> Option<Comparison> {
    Some(match op {
        BinaryOperator::Eq => Comparison::Equal,
        BinaryOperator::NotEq => Comparison::NotEqual,
        BinaryOperator::Lt => Comparison::Less,
        BinaryOperator::LtEq => Comparison::LessOrEqual,
        BinaryOperator::Gt => Comparison::Greater,
        BinaryOperator::GtEq => Comparison::GreaterOrEqual,
        _ => return None,
    })
}

enum Escape {
    Sign(char),
    Off,
}

/// What escapes wildcards; `ESCAPE ''` turns that off.
fn escape(written: Option<&Expr>) -> Result<Escape, ExpressionError> {
    let text = match written {
        None => return Ok(Escape::Sign('\\')),
        Some(Expr::Value(value)) => match &value.value {
            Value::SingleQuotedString(text) => Some(text),
            _ => None,
        },
        Some(_) => None,
    };
    let mut chars = text.map(|text| text.chars());
    let mut next = || chars.as_mut().and_then(Iterator::next);
    match (next(), next()) {
        (Some(sign), None) => Ok(Escape::Sign(sign)),
        (None, None) if text.is_some() => Ok(Escape::Off),
        _ => unsupported("an ESCAPE that is not one character", None),
    }
}

fn literal(value: &Value) -> Result<Operand, ExpressionError> {
    Ok(match value {
        Value::Number(text, false) if Decimal::parse(text.as_bytes()).is_some() => {
            Operand::Number(Number(text.clone()))
        }
        Value::SingleQuotedString(text)
        | Value::EscapedStringLiteral(text)
        | Value::UnicodeStringLiteral(text)
        | Value::NationalStringLiteral(text) => Operand::Text(text.clone()),
        Value::DollarQuotedString(text) => Operand::Text(text.value.clone()),
        Value::Boolean(truth) => Operand::Truth(*truth),
        Value::Null => Operand::Null,
        other => return unsupported(format!("the literal `{other}`"), None),
    })
}

/// What a construct is called, for messages.
fn describe(expr: &Expr) -> String {
    let name = match expr {
        Expr::Function(_) => "a function",
        Expr::Cast { .. } | Expr::TypedString(_) => "a cast",
        Expr::Subquery(_) | Expr::Exists { .. } | Expr::InSubquery { .. } => "a subquery",
        Expr::Case { .. } => "CASE",
        Expr::SimilarTo { .. } | Expr::RLike { .. } => "a regular expression",
        Expr::BinaryOp { .. } | Expr::UnaryOp { .. } => "a calculation",
        Expr::Interval(_) => "an interval",
        Expr::Value(_) => "a literal by itself",
        _ => "this form",
    };
    format!("{name} ({})", short(expr))
}

/// The construct as written, where that is short.
fn short(expr: &Expr) -> String {
    let text = expr.to_string();
    let mut cut: String = text.chars().take(40).collect();
    if cut.len() < text.len() {
        cut.push('…');
    }
    format!("`{cut}`")
}
