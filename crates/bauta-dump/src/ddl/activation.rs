//! Where statements say that what they make begins to act by itself: subscriptions, events.

use bauta_model::{Dialect, Span};

use super::cursor::Cursor;

/// A stretch by which something acts, and what says that it does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activation {
    /// What to write otherwise; empty where a word has to be put in.
    pub span: Span,
    /// The words under which it stays at rest.
    pub at_rest: String,
}

/// Finds what begins to act by the statement at `cursor`. Finds nothing where it is at rest
/// already.
pub(super) fn find(cursor: Cursor<'_>) -> Vec<Activation> {
    match cursor.state.dialect() {
        Dialect::Postgres => subscription(cursor),
        Dialect::Mysql => event(cursor),
        Dialect::Sqlite => Vec::new(),
    }
}

/// A subscription neither connects nor takes over a slot of the publisher.
///
/// *Source*: `PostgreSQL`, CREATE SUBSCRIPTION: `connect = false` cannot be combined with
/// `enabled`, `create_slot` or `copy_data` set to true.
fn subscription(mut cursor: Cursor<'_>) -> Vec<Activation> {
    let mut found = Vec::new();
    if !cursor.eat("CREATE SUBSCRIPTION") {
        return found;
    }
    let end = cursor.rest().last().map_or(0, |token| token.span.end);
    let mut missing = vec![
        ("connect", "false"),
        ("enabled", "false"),
        ("slot_name", "NONE"),
    ];
    let written = |missing: &[(&str, &str)]| {
        let options = missing
            .iter()
            .map(|(name, value)| format!("{name} = {value}"));
        options.collect::<Vec<_>>().join(", ")
    };
    let group = if cursor.seek("WITH") {
        cursor.group()
    } else {
        None
    };
    let Some(group) = group else {
        found.push(Activation {
            span: Span::new(end, end),
            at_rest: format!(" WITH ({})", written(&missing)),
        });
        return found;
    };
    let close = group.rest().last().map_or(end - 1, |token| token.span.end);
    let empty = group.at_end();
    for mut option in group.split_commas() {
        let whole = option.span();
        let name = option.name().unwrap_or_default().to_lowercase();
        let rest = match name.as_str() {
            "connect" | "enabled" | "create_slot" | "copy_data" => "false",
            "slot_name" => "NONE",
            _ => continue,
        };
        missing.retain(|(known, _)| *known != name);
        option.eat_symbol(b'=');
        let value = option.text();
        let value = value.trim_matches('\'');
        let resting = value.eq_ignore_ascii_case(rest)
            || (rest == "false" && ["off", "0", "no"].contains(&value.to_lowercase().as_str()));
        if let Some(span) = whole.filter(|_| !resting) {
            found.push(Activation {
                span,
                at_rest: format!("{name} = {rest}"),
            });
        }
    }
    if !missing.is_empty() {
        let comma = if empty { "" } else { ", " };
        found.push(Activation {
            span: Span::new(close, close),
            at_rest: format!("{comma}{}", written(&missing)),
        });
    }
    found
}

/// An event that is not switched off.
fn event(mut cursor: Cursor<'_>) -> Vec<Activation> {
    let create = cursor.is("CREATE");
    if !cursor.eat_any(&["CREATE", "ALTER"]) {
        return Vec::new();
    }
    cursor.eat("OR REPLACE");
    skip_definer(&mut cursor);
    if !cursor.eat("EVENT") {
        return Vec::new();
    }
    cursor.eat("IF NOT EXISTS");
    cursor.qualified();
    while !cursor.at_end() {
        let Some(token) = cursor.peek() else { break };
        if cursor.is("DISABLE") {
            return Vec::new();
        }
        if cursor.is("ENABLE") {
            return vec![Activation {
                span: token.span,
                at_rest: "DISABLE".to_owned(),
            }];
        }
        if create && cursor.is_any(&["COMMENT", "DO"]) {
            return vec![Activation {
                span: Span::new(token.span.start, token.span.start),
                at_rest: "DISABLE ".to_owned(),
            }];
        }
        if cursor.is("DO") {
            return Vec::new();
        }
        cursor.skip_balanced();
    }
    Vec::new()
}

/// Moves past `DEFINER = user@host`.
pub(super) fn skip_definer(cursor: &mut Cursor<'_>) {
    if !cursor.eat("DEFINER") {
        return;
    }
    cursor.eat_symbol(b'=');
    cursor.advance();
    if cursor.eat_symbol(b'@') {
        cursor.advance();
    } else if cursor.eat_symbol(b'(') {
        cursor.eat_symbol(b')');
    }
}

#[cfg(test)]
mod tests {
    use super::super::places::places;
    use super::*;

    fn rested(sql: &str, dialect: Dialect) -> String {
        let mut text = sql.to_owned();
        let mut found = places(sql.as_bytes(), &dialect.into()).activations;
        found.sort_by_key(|activation| std::cmp::Reverse(activation.span));
        for activation in found {
            let Span { start, end } = activation.span;
            text.replace_range(start..end, &activation.at_rest);
        }
        text
    }

    #[test]
    fn subscriptions_come_to_rest_and_stay_there() {
        for (sql, expected) in [
            (
                "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p;",
                "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (connect = false, enabled = false, slot_name = NONE);",
            ),
            (
                "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (connect = false, slot_name = 'w''s', two_phase = on);",
                "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (connect = false, slot_name = NONE, two_phase = on, enabled = false);",
            ),
            (
                "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (copy_data, create_slot = true, ENABLED = 'true')",
                "CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p WITH (copy_data = false, create_slot = false, enabled = false, connect = false, slot_name = NONE)",
            ),
        ] {
            let once = rested(sql, Dialect::Postgres);
            assert_eq!(once, expected);
            assert_eq!(rested(&once, Dialect::Postgres), once);
        }
        let other = "CREATE TABLE subscription (connect boolean);";
        assert_eq!(rested(other, Dialect::Postgres), other);
    }

    #[test]
    fn events_are_switched_off_once() {
        for (sql, expected) in [
            (
                "/*!50106 CREATE*/ /*!50117 DEFINER=`root`@`localhost`*/ /*!50106 EVENT `e` ON SCHEDULE EVERY 1 DAY STARTS '2026-01-01' ON COMPLETION NOT PRESERVE ENABLE COMMENT 'x' DO DELETE FROM t */",
                "/*!50106 CREATE*/ /*!50117 DEFINER=`root`@`localhost`*/ /*!50106 EVENT `e` ON SCHEDULE EVERY 1 DAY STARTS '2026-01-01' ON COMPLETION NOT PRESERVE DISABLE COMMENT 'x' DO DELETE FROM t */",
            ),
            (
                "CREATE EVENT IF NOT EXISTS d.`do` ON SCHEDULE AT CURRENT_TIMESTAMP COMMENT 'x' DO SELECT 1",
                "CREATE EVENT IF NOT EXISTS d.`do` ON SCHEDULE AT CURRENT_TIMESTAMP DISABLE COMMENT 'x' DO SELECT 1",
            ),
            (
                "CREATE EVENT e ON SCHEDULE EVERY 5 MINUTE DO CALL mail('ENABLE')",
                "CREATE EVENT e ON SCHEDULE EVERY 5 MINUTE DISABLE DO CALL mail('ENABLE')",
            ),
            ("ALTER EVENT e ENABLE;", "ALTER EVENT e DISABLE;"),
        ] {
            let once = rested(sql, Dialect::Mysql);
            assert_eq!(once, expected);
            assert_eq!(rested(&once, Dialect::Mysql), once);
        }
        for sql in [
            "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DISABLE ON SLAVE DO SELECT 1",
            "CREATE TABLE event (enable int)",
            "CREATE TRIGGER event AFTER INSERT ON t FOR EACH ROW CALL event()",
            "ALTER EVENT e RENAME TO f",
        ] {
            assert_eq!(rested(sql, Dialect::Mysql), sql);
        }
    }
}
