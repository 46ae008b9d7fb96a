//! Results for programs; their shape is part of the contract.

use bauta_engine::{CheckReport, Diagnostic, Draft, Preview};
use bauta_profile::{Change, ChangeKind, Subject};
use serde_json::{Value, json};

use crate::keys::ListedKey;

/// `{ "errors": [ … ] }`, on one line.
pub(crate) fn problems(diagnostics: &[Diagnostic]) -> Value {
    let errors = diagnostics.iter().map(|diagnostic| {
        json!({
            "code": diagnostic.code.text(),
            "message": diagnostic.message,
            "place": diagnostic.place,
            "hint": diagnostic.hint,
        })
    });
    json!({ "errors": errors.collect::<Vec<_>>() })
}

/// `{ "note": … }`
pub(crate) fn note(text: &str) -> Value {
    json!({ "note": text })
}

/// Lines that people can read too, with a line end.
pub(crate) fn document(value: &Value) -> String {
    format!("{value:#}\n")
}

/// What `check` found where nothing is in the way of a run.
pub(crate) fn check(report: &CheckReport) -> Value {
    json!({
        "passed": true,
        "tables": report.tables,
        "columns": report.columns,
        "masked": report.masked,
        "reviews": report.reviews,
        "drift": report.drift,
        "notices": report.notices,
    })
}

/// What `draft` decided; with the profile itself where that is written nowhere else.
pub(crate) fn draft(draft: &Draft, profile: Option<&str>) -> Value {
    json!({
        "tables": draft.tables,
        "columns": draft.columns,
        "decided": draft.decided,
        "presets": draft.presets,
        "reviews": draft.reviews,
        "idle": draft.idle,
        "profile": profile,
    })
}

/// Rows before and after.
pub(crate) fn preview(preview: &Preview) -> Value {
    let tables = preview.tables.iter().map(|table| {
        json!({
            "name": table.name,
            "columns": table.columns,
            "actions": table.actions,
            "before": table.before,
            "after": table.after,
        })
    });
    json!({ "tables": tables.collect::<Vec<_>>() })
}

/// Keys by environment, never their bytes.
pub(crate) fn keys(keys: &[ListedKey]) -> Value {
    json!({ "keys": keys })
}

/// The difference of two profiles.
pub(crate) fn changes(changes: &[Change]) -> Value {
    json!({ "changes": changes.iter().map(change).collect::<Vec<_>>() })
}

fn change(change: &Change) -> Value {
    let subject = match &change.subject {
        Subject::Setting(key) => json!({ "setting": key }),
        Subject::Entry(key, name) => json!({ "setting": key, "entry": name }),
        Subject::Table(table) => json!({ "table": table }),
        Subject::Column(table, column) => json!({ "table": table, "column": column }),
        Subject::Exception(label) => json!({ "exception": label }),
    };
    let (kind, aspect, from, to) = match &change.kind {
        ChangeKind::Added(says) => ("added", None, None, Some(says)),
        ChangeKind::Removed(says) => ("removed", None, Some(says), None),
        ChangeKind::Changed { aspect, from, to } => {
            ("changed", Some(aspect), from.as_ref(), to.as_ref())
        }
    };
    json!({ "change": kind, "subject": subject, "aspect": aspect, "from": from, "to": to, "text": change.to_string() })
}

#[cfg(test)]
mod tests {
    use bauta_engine::Code;
    use bauta_profile::Profile;

    use super::*;

    #[test]
    fn problems_are_one_object() {
        let told = problems(&[Diagnostic::new(Code::WrongKey, "m").hint("h")]);
        assert_eq!(
            told.to_string(),
            r#"{"errors":[{"code":"BAUTA-P012","message":"m","place":null,"hint":"h"}]}"#
        );
    }

    #[test]
    fn every_change_says_what_it_is_about() {
        let old = Profile::parse("version: 1\nname: a\ntables: {t: {columns: {a: keep, b: keep}}}")
            .unwrap();
        let new =
            Profile::parse("version: 1\nname: b\ntables: {t: {columns: {a: email}}, u: drop-rows}")
                .unwrap();
        let told = changes(&old.diff(&new));
        let told: Vec<String> = told["changes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|change| format!("{} {}", change["change"], change["subject"]))
            .collect();
        assert_eq!(
            told,
            [
                r#""changed" {"setting":"name"}"#,
                r#""changed" {"table":"t","column":"a"}"#,
                r#""removed" {"table":"t","column":"b"}"#,
                r#""added" {"table":"u"}"#,
            ]
        );
    }
}
