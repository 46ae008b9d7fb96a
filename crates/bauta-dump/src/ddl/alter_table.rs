//! ALTER TABLE, as far as it changes columns or keys.

use bauta_model::{Catalog, Column, ColumnName, Table, TableName, UniqueKey};

use super::check;
use super::column;
use super::column_type;
use super::constraint::{self, Primary};
use super::cursor::Cursor;
use super::learn::Learned;

/// What one action came to.
enum Action {
    /// The catalogue knows more.
    Learned,
    /// It says nothing about columns or keys.
    Other,
    /// It should say something, but what?
    NotUnderstood(&'static str),
}

/// Moves past `ALTER [FOREIGN] TABLE [IF EXISTS] [ONLY]`; false if the statement is another one.
pub(super) fn head(cursor: &mut Cursor<'_>) -> bool {
    if !(cursor.eat("ALTER TABLE")
        || cursor.eat("ALTER FOREIGN TABLE")
        || cursor.eat("ALTER IGNORE TABLE"))
    {
        return false;
    }
    cursor.eat("IF EXISTS");
    cursor.eat("ONLY");
    true
}

/// Reads the statement after its head.
pub(super) fn read(mut cursor: Cursor<'_>, catalog: &mut Catalog) -> Learned {
    let Some(name) = cursor.table() else {
        return Learned::NotUnderstood {
            reason: "the table's name",
        };
    };
    cursor.eat_symbol(b'*');
    let Some(table) = catalog.tables.remove(&name) else {
        // Views and sequences are altered with the same words.
        let telling = cursor
            .split_commas()
            .iter()
            .any(|action| action.is("ADD") || action.is("ATTACH"));
        return if telling {
            Learned::NotUnderstood {
                reason: "the table is not known",
            }
        } else {
            Learned::Other
        };
    };
    let mut alteration = Alteration {
        name,
        table,
        catalog,
    };
    let mut learned = None;
    let mut problem = None;
    for action in cursor.split_commas() {
        match alteration.apply(action) {
            Action::Learned => learned = Some(()),
            Action::Other => {}
            Action::NotUnderstood(reason) => problem = Some(reason),
        }
    }
    let Alteration {
        name,
        table,
        catalog,
    } = alteration;
    catalog.tables.insert(name.clone(), table);
    match (problem, learned) {
        (Some(reason), _) => Learned::NotUnderstood { reason },
        (None, Some(())) => Learned::Table(name),
        (None, None) => Learned::Other,
    }
}

struct Alteration<'c> {
    name: TableName,
    table: Table,
    catalog: &'c mut Catalog,
}

impl Alteration<'_> {
    fn apply(&mut self, mut action: Cursor<'_>) -> Action {
        let done = if action.eat("ADD") {
            self.add(action)
        } else if action.is("DROP") && !action.is_at(1, "CONSTRAINT") {
            action.advance();
            self.drop(action)
        } else if action.eat("ALTER") {
            action.eat("COLUMN");
            return self.alter_column(action);
        } else if action.eat("MODIFY") {
            action.eat("COLUMN");
            action.eat("IF EXISTS");
            let same = action;
            self.change(same, action)
        } else if action.eat("CHANGE") {
            action.eat("COLUMN");
            action.eat("IF EXISTS");
            let old = action;
            action.advance();
            self.change(old, action)
        } else if action.eat("RENAME") {
            return self.rename(action);
        } else if action.eat("ATTACH PARTITION") {
            let parent = self.name.clone();
            attach(&mut action, &parent, &self.table, self.catalog)
        } else if action.eat("SET SCHEMA") {
            action.name().map(|schema| self.name.schema = Some(schema))
        } else if action.eat("INHERIT") {
            action.table().map(|parent| self.table.parents.push(parent))
        } else {
            return Action::Other;
        };
        match done {
            Some(()) => Action::Learned,
            None => Action::NotUnderstood("an action of ALTER TABLE"),
        }
    }

    fn add(&mut self, mut action: Cursor<'_>) -> Option<()> {
        if constraint::stands_at(&action) {
            return constraint::read(action, &self.name, &mut self.table);
        }
        action.eat("COLUMN");
        action.eat("IF NOT EXISTS");
        if let Some(group) = action.group() {
            return group
                .split_commas()
                .into_iter()
                .try_for_each(|element| self.add(element));
        }
        let declared = column::read(&mut action, self.catalog)?;
        self.install(&declared, self.table.columns.len())
    }

    fn install(&mut self, declared: &column::Declared<'_>, index: usize) -> Option<()> {
        let mut new: Column = declared.column.clone();
        new.ty.ignores_case = declared.ignores_case.unwrap_or(new.ty.ignores_case);
        column::json_by_check(&mut new, &declared.checks);
        self.table
            .columns
            .insert(index.min(self.table.columns.len()), new);
        declared.add_keys(&self.name, &mut self.table)?;
        declared.add_sequence(&self.name, self.catalog);
        for expression in &declared.checks {
            let checks = check::read(expression, &self.table.columns);
            check::apply(checks, &mut self.table);
        }
        Some(())
    }

    /// MODIFY and CHANGE declare a column anew.
    fn change(&mut self, mut old: Cursor<'_>, mut action: Cursor<'_>) -> Option<()> {
        let old = ColumnName(old.name()?);
        let mut declared = column::read(&mut action, self.catalog)?;
        let index = constraint::position(&self.table, old.as_str())?;
        let before = self.table.columns.get(index)?.clone();
        let text = before.ty.class == declared.column.ty.class;
        declared.column.ty.ignores_case |= text && before.ty.ignores_case;
        if old != declared.column.name {
            check::rename(&mut self.table, &old, &declared.column.name);
        }
        self.table.columns.remove(index);
        self.install(&declared, index)
    }

    fn drop(&mut self, mut action: Cursor<'_>) -> Option<()> {
        if action.is_any(&["PRIMARY", "INDEX", "KEY", "FOREIGN", "CHECK", "PARTITION"]) {
            return Some(());
        }
        action.eat("COLUMN");
        action.eat("IF EXISTS");
        let name = ColumnName(action.name()?);
        let index = constraint::position(&self.table, name.as_str())?;
        self.table.columns.remove(index);
        self.table
            .keys
            .retain(|key: &UniqueKey| !key.columns.contains(&name));
        self.table
            .foreign_keys
            .retain(|key| !key.columns.contains(&name));
        Some(())
    }

    fn rename(&mut self, mut action: Cursor<'_>) -> Action {
        if action.eat_any(&["CONSTRAINT", "INDEX", "KEY"]) {
            return Action::Other;
        }
        if action.eat_any(&["TO", "AS"]) || action.peek_at(1).is_none() {
            let Some(parts) = action.qualified() else {
                return Action::NotUnderstood("the new name");
            };
            let mut names: Vec<String> = parts.into_iter().map(|part| part.name).collect();
            // A bare new name stays in the schema and database of the old one.
            if names.len() > 1
                && let Some(new) = action.state.resolve(names.clone())
            {
                self.name = new;
            } else if let Some(table) = names.pop() {
                self.name.table = table;
            }
            return Action::Learned;
        }
        action.eat("COLUMN");
        let old = action.column();
        let new = if action.eat("TO") {
            action.column()
        } else {
            None
        };
        let (Some(old), Some(new)) = (old, new) else {
            return Action::NotUnderstood("the new name");
        };
        check::rename(&mut self.table, &old, &new);
        Action::Learned
    }

    fn alter_column(&mut self, mut action: Cursor<'_>) -> Action {
        let column = action
            .name()
            .and_then(|name| constraint::position(&self.table, &name));
        let Some(column) = column.and_then(|index| self.table.columns.get_mut(index)) else {
            // ALTER INDEX … and ALTER CONSTRAINT … come this way too.
            return Action::Other;
        };
        if action.eat("SET DEFAULT") {
            let value = column::expression(&mut action);
            column.default = Some(value.text());
            if let Some(sequence) = column::nextval(&value) {
                column.identity = true;
                column::own_sequence(self.catalog, sequence, &self.name, &column.name);
            }
        } else if action.eat("DROP DEFAULT") {
            column.default = None;
        } else if action.eat("SET NOT NULL") || action.eat("ADD NOT NULL") {
            column.nullable = false;
        } else if action.eat("DROP NOT NULL") {
            column.nullable = true;
        } else if action.eat("ADD GENERATED") {
            column.identity = true;
            let options = if action.seek("IDENTITY") {
                action.group()
            } else {
                None
            };
            if let Some(sequence) = options.and_then(|options| column::sequence_name(&options)) {
                column::own_sequence(self.catalog, sequence, &self.name, &column.name);
            }
        } else if action.eat("TYPE") || action.eat("SET DATA TYPE") {
            let mut ty = column_type::read(&mut action, self.catalog);
            ty.ignores_case |=
                action.eat("COLLATE") && column_type::collation_ignores_case(&action.text());
            column.ty = ty;
        } else {
            return Action::Other;
        }
        Action::Learned
    }
}

/// Notes that a table is a partition, with what its parent says about both.
fn attach(
    action: &mut Cursor<'_>,
    parent: &TableName,
    of: &Table,
    catalog: &mut Catalog,
) -> Option<()> {
    let name = action.table()?;
    let child = catalog.tables.get_mut(&name)?;
    child.parents.push(parent.clone());
    if child.partition_key.is_empty() {
        child.partition_key.clone_from(&of.partition_key);
    }
    Some(())
}

/// Adds a key made by CREATE UNIQUE INDEX.
pub(super) fn unique_index(mut cursor: Cursor<'_>, catalog: &mut Catalog) -> Learned {
    cursor.eat("CONCURRENTLY");
    cursor.eat("IF NOT EXISTS");
    if !cursor.is("ON") {
        cursor.qualified();
    }
    if !cursor.seek("ON") {
        return Learned::NotUnderstood {
            reason: "a unique index",
        };
    }
    cursor.eat("ONLY");
    let Some(name) = cursor.table() else {
        return Learned::NotUnderstood {
            reason: "a unique index",
        };
    };
    while !cursor.at_end() && !cursor.is_symbol(b'(') {
        cursor.advance();
    }
    let Some(table) = catalog.tables.get_mut(&name) else {
        // Indexes over materialized views have no table of their own.
        return Learned::Other;
    };
    match cursor
        .group()
        .and_then(|parts| constraint::add_index(&parts, table, Primary::No))
    {
        Some(()) => Learned::Table(name),
        None => Learned::NotUnderstood {
            reason: "the columns of a unique index",
        },
    }
}
