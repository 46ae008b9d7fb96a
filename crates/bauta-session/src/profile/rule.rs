//! Rules as forms, to and fro. Whether a form is a rule, the profile's own reader decides.

use bauta_profile::{ColumnRule, Profile, Rows, TableRule};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use ts_rs::TS;

use crate::problem::CommandError;

/// What becomes of a column, as a form.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct RuleForm {
    /// The transformer's name.
    pub transformer: String,
    /// Its parameters; transformers within them are names, or objects with `transformer` and
    /// parameters.
    #[ts(type = "Record<string, unknown>")]
    pub params: Map<String, Value>,
    /// The scope in which equal values get equal tokens.
    pub domain: Option<String>,
    /// `none` or `lower`.
    pub fold: Option<String>,
    /// The column that tells who the row is about.
    pub persona: Option<String>,
    /// `fail`, `null` or `redact`.
    pub on_invalid: Option<String>,
    /// For which rows the rule holds.
    pub when: Option<String>,
    /// What becomes of the value in the other rows.
    pub otherwise: Option<Box<RuleForm>>,
    /// What the column held when the profile was drafted.
    pub class: Option<String>,
    /// Whether it may match no column.
    pub optional: bool,
    /// Why.
    pub reason: Option<String>,
    /// An open doubt.
    pub review: Option<String>,
    /// How a doubt was settled.
    pub reviewed: Option<String>,
}

/// Which rows of a table stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum RowsForm {
    /// All.
    All,
    /// None.
    Drop,
    /// Those for which the condition is true.
    Keep {
        /// The condition.
        condition: String,
    },
    /// Those for which the condition is false.
    DropWhere {
        /// The condition.
        condition: String,
    },
    /// The first so many.
    Limit {
        /// How many.
        rows: u64,
    },
}

/// A column of a dump.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ColumnPlace {
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
}

/// Where a rule stands in the profile: selectors as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RulePlace {
    /// The table's selector.
    pub table: String,
    /// The column's selector; `null` for the table's own rule.
    pub column: Option<String>,
}

impl RuleForm {
    /// The form of a rule.
    pub(crate) fn of(rule: &ColumnRule) -> Self {
        Self {
            transformer: rule.transformer.clone(),
            params: rule.params.clone(),
            domain: rule.domain.clone(),
            fold: rule.fold.map(|fold| fold.name().to_owned()),
            persona: rule.persona.clone(),
            on_invalid: rule
                .on_invalid
                .map(|on_invalid| on_invalid.name().to_owned()),
            when: rule.when.as_ref().map(|when| when.as_str().to_owned()),
            otherwise: rule
                .otherwise
                .as_deref()
                .map(|other| Box::new(Self::of(other))),
            class: rule.class.clone(),
            optional: rule.optional,
            reason: rule.reason.clone(),
            review: rule.review.clone(),
            reviewed: rule.reviewed.clone(),
        }
    }

    /// The rule of a form.
    pub(crate) fn into_rule(self) -> Result<ColumnRule, CommandError> {
        let rule = json!({ "columns": { "column": self.into_json() } });
        let table = read_table(&rule)?;
        let rule = table.columns.into_iter().next();
        rule.map(|(_, rule)| rule)
            .ok_or_else(|| CommandError::usage("the form is no rule"))
    }

    fn into_json(self) -> Value {
        let mut map = self.params;
        let mut put = |key: &str, value: Option<String>| {
            if let Some(value) = value {
                map.insert(key.to_owned(), value.into());
            }
        };
        put("transformer", Some(self.transformer));
        put("domain", self.domain);
        put("fold", self.fold);
        put("persona", self.persona);
        put("on_invalid", self.on_invalid);
        put("when", self.when);
        put("class", self.class);
        put("reason", self.reason);
        put("review", self.review);
        put("reviewed", self.reviewed);
        if let Some(otherwise) = self.otherwise {
            map.insert("else".to_owned(), otherwise.into_json());
        }
        if self.optional {
            map.insert("optional".to_owned(), true.into());
        }
        Value::Object(map)
    }
}

impl RowsForm {
    pub(crate) fn of(rows: &Rows) -> Self {
        match rows {
            Rows::All => Self::All,
            Rows::Drop => Self::Drop,
            Rows::Keep(condition) => Self::Keep {
                condition: condition.as_str().to_owned(),
            },
            Rows::DropWhere(condition) => Self::DropWhere {
                condition: condition.as_str().to_owned(),
            },
            Rows::Limit(rows) => Self::Limit { rows: *rows },
        }
    }

    pub(crate) fn into_rows(self) -> Result<Option<Rows>, CommandError> {
        let rule = match self {
            Self::All => json!({"rows": "all"}),
            Self::Drop => json!({"rows": "drop"}),
            Self::Keep { condition } => json!({"keep-rows": condition}),
            Self::DropWhere { condition } => json!({"drop-rows": condition}),
            Self::Limit { rows } => json!({"limit": rows}),
        };
        Ok(read_table(&rule)?.rows)
    }
}

/// Has the profile's reader judge the rule of one table.
fn read_table(rule: &Value) -> Result<TableRule, CommandError> {
    let text = json!({"version": 1, "tables": {"table": rule}}).to_string();
    let mut profile = Profile::parse(&text).map_err(|mut problems| {
        // Line and column are those of a text that nobody has seen.
        for problem in &mut problems {
            (problem.place.line, problem.place.column) = (0, 0);
            problem.place.path.drain(..problem.place.path.len().min(2));
        }
        CommandError::from(problems)
    })?;
    Ok(profile.tables.shift_remove("table").unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_survives_its_form() {
        let text = "version: 1
tables:
  t:
    columns:
      a: { transformer: email, domain: d, fold: lower, persona: id, class: email, reason: why }
      b: { transformer: noise, percent: 10, when: \"c = 'x'\", else: { transformer: redact, reason: r } }
      c: { json: { \"$.a\": keep, \"*\": redact }, on_invalid: fail, review: sure? }
      d: { transformer: token, optional: true, reviewed: yes it is }
";
        let profile = Profile::parse(text).unwrap();
        for rule in profile.tables["t"].columns.values() {
            assert_eq!(&RuleForm::of(rule).into_rule().unwrap(), rule);
        }
        for rows in [
            "rows: drop",
            "keep-rows: a > 1",
            "drop-rows: a is null",
            "limit: 7",
            "rows: all",
        ] {
            let text = format!("version: 1\ntables: {{ t: {{ {rows} }} }}");
            let rows = Profile::parse(&text).unwrap().tables["t"].rows.clone();
            assert_eq!(
                RowsForm::of(rows.as_ref().unwrap()).into_rows().unwrap(),
                rows
            );
        }
    }

    #[test]
    fn a_form_that_is_no_rule_is_refused_with_a_place_in_the_form() {
        let form = RuleForm {
            transformer: "email".to_owned(),
            when: Some("a = ".to_owned()),
            ..RuleForm::default()
        };
        let error = form.into_rule().unwrap_err();
        assert_eq!(error.problems[0].code, "BAUTA-U002");
        let place = error.problems[0].place.clone().unwrap_or_default();
        assert!(!place.contains("line"), "{place}");
    }
}
