use std::cell::Cell;

use bauta_model::TableName;

use crate::nearest::nearest;
use crate::{ColumnRule, NamePattern, Preset, Profile, Rows, Scope, TableRule, TableSelector};

/// The rules of a profile and its presets, ready to be asked about tables.
///
/// Remembers which rules applied, so that those which never do can be reported.
#[derive(Debug)]
pub struct Rules<'p> {
    tables: Vec<TableRules<'p>>,
    scope: Scope<'p>,
    /// Names that were asked about, for suggestions.
    seen: Vec<Seen>,
}

/// What the rules say about one table.
#[derive(Debug)]
pub struct TableDecision<'p> {
    /// Which rows stay.
    pub rows: Decision<'p, Rows>,
    /// What becomes of each column, in the order asked.
    pub columns: Vec<Decision<'p, ColumnRule>>,
}

/// What the rules say about one thing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Decision<'p, T> {
    /// Nothing.
    Undecided,
    /// This.
    Rule(&'p T, Origin<'p>),
    /// Two rules of equal rank.
    Conflict(Origin<'p>, Origin<'p>),
}

/// Which rule it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin<'p> {
    /// The preset it stands in; `None` is the profile itself.
    pub preset: Option<&'p str>,
    /// The table's selector as written.
    pub table: &'p str,
    /// The column's selector as written; `None` for the rule about rows.
    pub column: Option<&'p str>,
    /// Whether the column was matched by a glob.
    pub column_glob: bool,
}

/// A rule that applied to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unmatched<'p> {
    /// The table's selector as written.
    pub table: &'p str,
    /// The column's selector as written, where only that matched nothing.
    pub column: Option<&'p str>,
    /// The nearest name that exists.
    pub near: Option<String>,
}

#[derive(Debug)]
struct TableRules<'p> {
    preset: Option<(usize, &'p str)>,
    text: &'p str,
    selector: TableSelector,
    rule: &'p TableRule,
    columns: Vec<ColumnEntry<'p>>,
    matched: Cell<bool>,
}

#[derive(Debug)]
struct ColumnEntry<'p> {
    text: &'p str,
    pattern: NamePattern,
    rule: &'p ColumnRule,
    matched: Cell<bool>,
}

#[derive(Debug)]
struct Seen {
    table: TableName,
    columns: Vec<String>,
}

/// Smaller goes first: own rules before presets, own name before a parent's, the table's exactness
/// before the column's.
type Rank = (usize, usize, (u8, u8, u8), u8);

impl<'p> Rules<'p> {
    /// The rules of `profile` with those of `presets` behind them.
    pub fn new(profile: &'p Profile, presets: &'p [Preset], scope: Scope<'p>) -> Self {
        let own = profile.tables.iter().map(|entry| (None, entry));
        let others = presets.iter().enumerate().flat_map(|(index, preset)| {
            let place = Some((index + 1, preset.name.as_str()));
            (preset.profile.tables.iter()).map(move |entry| (place, entry))
        });
        let tables = own
            .chain(others)
            .filter_map(|(preset, (text, rule))| TableRules::new(preset, text, rule));
        Self {
            tables: tables.collect(),
            scope,
            seen: Vec::new(),
        }
    }

    /// What the rules say about a table.
    ///
    /// `names` is the table's own name and then those of its parents, nearest first, whose rules
    /// cover it too.
    pub fn decide(&mut self, names: &[&TableName], columns: &[&str]) -> TableDecision<'p> {
        if let Some(own) = names.first() {
            self.seen.push(Seen {
                table: (*own).clone(),
                columns: columns.iter().map(|name| (*name).to_owned()).collect(),
            });
        }
        let mut rows = Best::default();
        let mut best: Vec<Best<'p, ColumnRule>> = columns.iter().map(|_| Best::default()).collect();
        for table in &self.tables {
            let distance = (names.iter()).position(|name| table.selector.matches(name, self.scope));
            let Some(distance) = distance else { continue };
            table.matched.set(true);
            let level = table.preset.map_or(0, |(level, _)| level);
            let looseness = table.selector.looseness();
            if let Some(rule) = &table.rule.rows {
                rows.offer((level, distance, looseness, 0), rule, table.origin(None));
            }
            for (name, best) in columns.iter().zip(&mut best) {
                for entry in &table.columns {
                    if !entry.pattern.matches(name) {
                        continue;
                    }
                    entry.matched.set(true);
                    let rank = (level, distance, looseness, entry.pattern.looseness());
                    best.offer(rank, entry.rule, table.origin(Some(entry)));
                }
            }
        }
        TableDecision {
            rows: rows.decision,
            columns: best.into_iter().map(|best| best.decision).collect(),
        }
    }

    /// Rules of the profile itself that are not optional and applied to nothing so far.
    pub fn unmatched(&self) -> Vec<Unmatched<'p>> {
        let mut list = Vec::new();
        for table in &self.tables {
            if table.preset.is_some() || table.rule.optional {
                continue;
            }
            if !table.matched.get() {
                list.push(Unmatched {
                    table: table.text,
                    column: None,
                    near: self.near_table(table),
                });
                continue;
            }
            let idle = |entry: &&ColumnEntry<'p>| !entry.matched.get() && !entry.rule.optional;
            list.extend(table.columns.iter().filter(idle).map(|entry| Unmatched {
                table: table.text,
                column: Some(entry.text),
                near: self.near_column(table, entry),
            }));
        }
        list
    }

    fn near_table(&self, table: &TableRules<'p>) -> Option<String> {
        let names: Vec<(String, String)> = (self.seen.iter())
            .map(|seen| {
                let full = TableSelector::exactly(&seen.table).to_string();
                (full, seen.table.table.clone())
            })
            .collect();
        let full = nearest(table.text, names.iter().map(|(full, _)| full.as_str()));
        full.or_else(|| {
            // The right table in another schema or database.
            let own = table.selector.table.as_str();
            let bare = nearest(own, names.iter().map(|(_, bare)| bare.as_str()))?;
            let found = names.into_iter().find(|(_, name)| *name == bare)?;
            Some(found.0)
        })
    }

    fn near_column(&self, table: &TableRules<'p>, entry: &ColumnEntry<'p>) -> Option<String> {
        let tables =
            (self.seen.iter()).filter(|seen| table.selector.matches(&seen.table, self.scope));
        let columns = tables.flat_map(|seen| seen.columns.iter().map(String::as_str));
        nearest(entry.pattern.as_str(), columns)
    }
}

impl<'p> TableRules<'p> {
    fn new(preset: Option<(usize, &'p str)>, text: &'p str, rule: &'p TableRule) -> Option<Self> {
        let columns = rule.columns.iter().filter_map(|(text, rule)| {
            Some(ColumnEntry {
                text,
                pattern: NamePattern::of_column(text)?,
                rule,
                matched: Cell::new(false),
            })
        });
        Some(Self {
            preset,
            text,
            selector: TableSelector::parse(text)?,
            rule,
            columns: columns.collect(),
            matched: Cell::new(false),
        })
    }

    fn origin(&self, column: Option<&ColumnEntry<'p>>) -> Origin<'p> {
        Origin {
            preset: self.preset.map(|(_, name)| name),
            table: self.text,
            column: column.map(|entry| entry.text),
            column_glob: column.is_some_and(|entry| entry.pattern.looseness() > 0),
        }
    }
}

/// The best rule so far.
struct Best<'p, T> {
    rank: Option<Rank>,
    decision: Decision<'p, T>,
}

impl<T> Default for Best<'_, T> {
    fn default() -> Self {
        Self {
            rank: None,
            decision: Decision::Undecided,
        }
    }
}

impl<'p, T> Best<'p, T> {
    fn offer(&mut self, rank: Rank, rule: &'p T, origin: Origin<'p>) {
        match self.rank {
            Some(best) if best < rank => {}
            Some(best) if best == rank => {
                if let Decision::Rule(_, first) = self.decision {
                    self.decision = Decision::Conflict(first, origin);
                }
            }
            _ => {
                self.rank = Some(rank);
                self.decision = Decision::Rule(rule, origin);
            }
        }
    }
}

#[cfg(test)]
mod tests;
