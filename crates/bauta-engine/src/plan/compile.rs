//! Profile × catalogue → plan.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use bauta_crypto::EnvironmentKey;
use bauta_model::{Catalog, Column, ColumnType, Dialect, Generated, SpanFinder, Table, TableName};
use bauta_profile::{ColumnRule, Decision, Preset, Profile, Rows, Rules, Scope, Secrets, Unlisted};
use bauta_transform::{Build, Files, Fold, Lengths, Needs, PersonaLink, find_kind};
use serde_json::{Map, Value};

use super::constraints;
use super::domain::{ColumnKey, Groups, narrowest};
use super::filters;
use super::program::{CellMask, Condition, OnInvalid};
use super::scrub::Scrubber;
use super::sequence::{LastKey, SQLITE_SEQUENCE};
use super::table::{Action, PlannedColumn, TablePlan};
use crate::error::{Code, Diagnostic};

/// What a plan is made from, beside the catalogue.
pub(crate) struct Settings {
    pub(crate) profile: Profile,
    pub(crate) presets: Vec<Preset>,
    pub(crate) keys: EnvironmentKey,
    pub(crate) files: Box<dyn Files + Send>,
    pub(crate) finder: Arc<dyn SpanFinder>,
    pub(crate) scrubber: Option<Arc<Scrubber>>,
    pub(crate) dialect: Dialect,
    /// Today, as `yyyy-mm-dd`: exceptions expire.
    pub(crate) today: Option<String>,
}

impl Settings {
    /// Whether secrets and identities are scrubbed, and not only reported.
    pub(crate) fn scrubs(&self) -> bool {
        self.profile.secrets == Secrets::Scrub
    }
}

/// The plan of every table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    pub(crate) tables: BTreeMap<TableName, TablePlan>,
}

/// Makes plans.
#[derive(Clone, Copy)]
pub(crate) struct Compiler<'a> {
    pub(crate) settings: &'a Settings,
    pub(crate) catalog: &'a Catalog,
    /// The only database of the dump, where it names one.
    pub(crate) database: Option<&'a str>,
    /// Whether the catalogue is all there will be, so that rules which match nothing are wrong.
    pub(crate) complete: bool,
}

/// A column with the rule that decides it.
struct Decided<'a> {
    key: ColumnKey,
    column: &'a Column,
    rule: Rule<'a>,
}

enum Rule<'a> {
    Given(&'a ColumnRule),
    /// The policy for columns that no rule names.
    Default(ColumnRule),
    Recompute,
    /// Nothing to decide, or a problem has been reported.
    None,
}

impl Rule<'_> {
    fn rule(&self) -> Option<&ColumnRule> {
        match self {
            Self::Given(rule) => Some(rule),
            Self::Default(rule) => Some(rule),
            _ => None,
        }
    }
}

/// What the members of a domain share.
#[derive(Debug, Clone)]
struct Shared {
    domain: String,
    fold: Fold,
    narrow: ColumnType,
}

impl<'a> Compiler<'a> {
    /// The plan, or everything that is wrong.
    pub(crate) fn compile(self) -> Result<Plan, Vec<Diagnostic>> {
        let mut problems = constraints::exceptions(self.settings);
        let profile = &self.settings.profile;
        let scope = Scope { schema: self.settings.dialect.default_schema(), database: self.database };
        let mut rules = Rules::new(profile, &self.settings.presets, scope);
        let mut decided: Vec<(&TableName, &Table, Vec<Decided<'_>>, Rows)> = Vec::new();
        for (name, table) in &self.catalog.tables {
            let names = self.lineage(name);
            let columns: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
            let decision = rules.decide(&names, &columns);
            let rows = self.rows(name, decision.rows, &mut problems);
            let list = table.columns.iter().zip(decision.columns);
            let list = list.map(|(column, decision)| self.decided(name, column, decision, &rows, &mut problems)).collect();
            decided.push((name, table, list, rows));
        }
        if self.complete {
            // `*` is about whatever there is, so it is right about nothing too.
            let idle = rules.unmatched().into_iter().filter(|rule| rule.table != "*");
            problems.extend(idle.map(unmatched));
        }
        let groups = Groups::of(self.catalog);
        let shared = self.shared(&decided, &groups, &mut problems);
        let mut plan = Plan::default();
        for (name, table, columns, rows) in &decided {
            let planned = self.table(name, table, columns, rows, &shared, &mut problems);
            plan.tables.insert((*name).clone(), planned);
        }
        self.last_keys(&mut plan);
        problems.extend(constraints::keys(self.catalog, &plan));
        problems.extend(filters::check(self.catalog, &plan));
        constraints::copies(self.catalog, &mut plan, self.settings, &mut problems);
        if problems.is_empty() { Ok(plan) } else { Err(problems) }
    }

    /// Moves the rows of `SQLite`'s own table of last keys with the keys.
    fn last_keys(&self, plan: &mut Plan) {
        if self.settings.dialect != Dialect::Sqlite || !self.settings.scrubs() {
            return;
        }
        let tops = plan.tables.iter().filter_map(|(name, table)| {
            let top = table.columns.iter().find_map(|column| match &column.action {
                Action::Mask { mask, .. } => mask.transformer.key_range().map(|(_, top)| top),
                _ => None,
            })?;
            Some((name.table.clone(), i64::try_from(top).ok()?))
        });
        let tops: HashMap<String, i64> = tops.collect();
        let Some((_, table)) = plan.tables.iter_mut().find(|(name, _)| name.table == SQLITE_SEQUENCE) else { return };
        let name = table.needs.original("name");
        let Some((index, column)) = table.columns.iter_mut().enumerate().find(|(_, column)| column.name.as_str() == "seq") else { return };
        if tops.is_empty() || !column.action.keeps() {
            return;
        }
        let mask = CellMask {
            column: index,
            name: column.name.0.clone(),
            transformer: Box::new(LastKey { name, tops: tops.clone() }),
            condition: None,
            otherwise: None,
            on_invalid: OnInvalid::Fail,
            neutral: Box::new(LastKey { name, tops }),
            max_chars: None,
            numeric: true,
            text: false,
            bytes: false,
        };
        column.action = Action::Mask { mask: Arc::new(mask), decision: "last-key".to_owned(), needs_ordinal: false };
    }

    /// The table and those whose rules cover it too: parents of partitions, nearest first.
    fn lineage(&self, name: &'a TableName) -> Vec<&'a TableName> {
        let mut names = vec![name];
        let mut at = 0;
        while let Some(table) = names.get(at).and_then(|name| self.catalog.tables.get(*name)) {
            for parent in &table.parents {
                if !names.contains(&parent) {
                    names.push(parent);
                }
            }
            at += 1;
        }
        names
    }

    fn rows(&self, name: &TableName, decision: Decision<'_, Rows>, problems: &mut Vec<Diagnostic>) -> Rows {
        match decision {
            Decision::Undecided => Rows::All,
            Decision::Rule(rows, _) => rows.clone(),
            Decision::Conflict(left, right) => {
                problems.push(
                    Diagnostic::new(Code::RuleConflict, format!("`{}` and `{}` both decide about the rows", left.table, right.table))
                        .at(name)
                        .hint("name the table itself in one of them"),
                );
                Rows::All
            }
        }
    }

    fn decided(
        &self,
        table: &TableName,
        column: &'a Column,
        decision: Decision<'a, ColumnRule>,
        rows: &Rows,
        problems: &mut Vec<Diagnostic>,
    ) -> Decided<'a> {
        let key = (table.clone(), column.name.0.clone());
        let place = format!("{table}.{}", column.name);
        let computed = column.generated != Generated::No && self.settings.scrubs();
        let rule = match decision {
            Decision::Rule(rule, _) if computed && rule.keeps() => Rule::Recompute,
            Decision::Undecided if computed => Rule::Recompute,
            Decision::Rule(rule, origin) => {
                if rule.keeps() && origin.column_glob && self.settings.scrubs() {
                    problems.push(
                        Diagnostic::new(Code::UnfitRule, "`keep` through a glob would let future columns pass unseen")
                            .at(&place)
                            .hint("name the column, or use `secrets: report`"),
                    );
                }
                Rule::Given(rule)
            }
            Decision::Conflict(left, right) => {
                let both = format!(
                    "`{}: {}` and `{}: {}` rank equally",
                    left.table,
                    left.column.unwrap_or_default(),
                    right.table,
                    right.column.unwrap_or_default()
                );
                problems.push(Diagnostic::new(Code::RuleConflict, both).at(&place).hint("name the column itself in one of them"));
                Rule::None
            }
            // Rows that are dropped need no decision per column.
            Decision::Undecided if *rows == Rows::Drop => Rule::None,
            Decision::Undecided if table.table == SQLITE_SEQUENCE && self.settings.dialect == Dialect::Sqlite => Rule::None,
            Decision::Undecided => self.undecided(&place, problems),
        };
        Decided { key, column, rule }
    }

    fn undecided(&self, place: &str, problems: &mut Vec<Diagnostic>) -> Rule<'a> {
        match self.settings.profile.unlisted {
            Unlisted::Null => Rule::Default(ColumnRule::of("null")),
            Unlisted::Redact => Rule::Default(ColumnRule::of("redact")),
            Unlisted::Refuse => {
                problems.push(
                    Diagnostic::new(Code::Uncovered, "no rule decides this column")
                        .at(place)
                        .hint("add a rule for it (`keep` is one), or set `unlisted:`"),
                );
                Rule::None
            }
        }
    }

    /// Domain, fold and narrowest type per column; disagreements within a domain are problems.
    fn shared(
        &self,
        decided: &[(&TableName, &Table, Vec<Decided<'_>>, Rows)],
        groups: &Groups,
        problems: &mut Vec<Diagnostic>,
    ) -> BTreeMap<ColumnKey, Shared> {
        let mut by_group: BTreeMap<ColumnKey, Vec<(&Decided<'_>, &Table)>> = BTreeMap::new();
        for (_, table, columns, _) in decided {
            for column in columns {
                by_group.entry(groups.root(&column.key)).or_default().push((column, table));
            }
        }
        let mut by_domain: BTreeMap<String, Vec<(&Decided<'_>, &Table)>> = BTreeMap::new();
        for members in by_group.into_values() {
            let keys: Vec<ColumnKey> = members.iter().map(|(member, _)| member.key.clone()).collect();
            let mut explicit: Vec<&str> =
                members.iter().filter_map(|(member, _)| member.rule.rule()?.domain.as_deref()).collect();
            explicit.sort_unstable();
            explicit.dedup();
            if let [first, second, ..] = explicit[..] {
                problems.push(
                    Diagnostic::new(Code::DomainMismatch, format!("a foreign key joins the domains `{first}` and `{second}`"))
                        .at(place_of(&keys))
                        .hint("give both ends one domain"),
                );
            }
            let name = explicit.first().map_or_else(|| groups.domain_name(&keys), |name| (*name).to_owned());
            by_domain.entry(name).or_default().extend(members);
        }
        let mut shared = BTreeMap::new();
        for (domain, members) in by_domain {
            disagreements(&domain, &members, problems);
            let masked = members.iter().filter(|(member, _)| member.rule.rule().is_some_and(|rule| !is_trivial(rule)));
            let Some(narrow) = narrowest(masked.clone().map(|(member, _)| &member.column.ty)) else { continue };
            let ignores_case = masked.clone().any(|(member, table)| is_unique_ignoring_case(table, member.column));
            let given = masked.filter_map(|(member, _)| member.rule.rule()?.fold).next();
            let fold = match given {
                Some(bauta_profile::FoldCase::Lower) => Fold::Lower,
                Some(bauta_profile::FoldCase::None) => Fold::None,
                None if ignores_case => Fold::Lower,
                None => Fold::None,
            };
            for (member, _) in &members {
                shared.insert(member.key.clone(), Shared { domain: domain.clone(), fold, narrow: narrow.clone() });
            }
        }
        shared
    }

    fn table(
        &self,
        name: &TableName,
        table: &Table,
        columns: &[Decided<'_>],
        rows: &Rows,
        shared: &BTreeMap<ColumnKey, Shared>,
        problems: &mut Vec<Diagnostic>,
    ) -> TablePlan {
        let mut needs = Needs::default();
        let mut planned = Vec::with_capacity(columns.len());
        for decided in columns {
            let action = match &decided.rule {
                Rule::None => Action::Keep { scan: false },
                Rule::Recompute => Action::Recompute,
                rule => {
                    let Some(rule) = rule.rule() else { continue };
                    let builder = ColumnBuilder { compiler: *self, name, table, columns, decided, shared, needs: &mut needs };
                    builder.action(rule, problems)
                }
            };
            planned.push(PlannedColumn {
                name: decided.column.name.clone(),
                ty: decided.column.ty.clone(),
                generated: decided.column.generated != Generated::No,
                action,
            });
        }
        if let Rows::Keep(expression) | Rows::DropWhere(expression) = rows {
            constraints::known_columns(name, table, expression, "the rows' condition", problems);
            for column in expression.columns() {
                needs.original(column.as_str());
            }
        }
        for column in needs.originals.iter().chain(&needs.masked) {
            if table.column(column.as_str()).is_none() {
                problems.push(
                    Diagnostic::new(Code::UnfitRule, format!("a rule looks at `{column}`, which the table does not have")).at(name),
                );
            }
        }
        TablePlan { columns: planned, rows: rows.clone(), needs, order_known: constraints::order_known(self.catalog, table), emptied: false }
    }
}

/// Builds what happens to one column.
struct ColumnBuilder<'b, 'a> {
    compiler: Compiler<'a>,
    name: &'b TableName,
    table: &'b Table,
    columns: &'b [Decided<'b>],
    decided: &'b Decided<'b>,
    shared: &'b BTreeMap<ColumnKey, Shared>,
    needs: &'b mut Needs,
}

impl ColumnBuilder<'_, '_> {
    fn action(mut self, rule: &ColumnRule, problems: &mut Vec<Diagnostic>) -> Action {
        let column = self.decided.column;
        let place = format!("{}.{}", self.name, column.name);
        if rule.transformer == "keep" && rule.when.is_none() {
            let excepted = constraints::is_excepted(self.compiler.settings, self.name, column);
            constraints::kept_class(self.compiler.settings, rule, &place, excepted, problems);
            let text = constraints::is_text_like(&column.ty);
            return Action::Keep { scan: text && !excepted && self.compiler.settings.scrubber.is_some() };
        }
        let before = problems.len();
        let mask = match self.mask(rule, problems) {
            Ok(mask) => mask,
            Err(problem) => {
                problems.push(problem.at(&place));
                None
            }
        };
        match mask {
            Some((mask, needs_ordinal)) if problems.len() == before => {
                Action::Mask { mask: Arc::new(mask), decision: self.decision(rule), needs_ordinal }
            }
            _ => Action::Keep { scan: false },
        }
    }

    /// Everything that decides the outcome, as text.
    fn decision(&self, rule: &ColumnRule) -> String {
        let shared = self.shared.get(&self.decided.key);
        let domain = shared.map_or("", |shared| &shared.domain);
        let params = Value::Object(rule.params.clone());
        format!("{} domain={domain} fold={:?} params={params} when={:?}", rule.transformer, shared.map(|shared| shared.fold), rule.when.as_ref().map(bauta_profile::Expression::as_str))
    }

    fn mask(&mut self, rule: &ColumnRule, problems: &mut Vec<Diagnostic>) -> Result<Option<(CellMask, bool)>, Diagnostic> {
        let column = self.decided.column;
        let ty = &column.ty;
        let place = format!("{}.{}", self.name, column.name);
        constraints::rule_fits(self.table, column, rule, &place, problems);
        let kind = find_kind(&rule.transformer);
        let transformer = self.build(&rule.transformer, &rule.params, rule.persona.as_deref())?;
        let traits = transformer.traits();
        if let Some(kind) = kind {
            constraints::traits_fit(self.table, column, kind, &traits, rule, &place, problems);
        }
        let neutral = self.build("redact", &Map::new(), None)?;
        let condition = rule.when.as_ref().map(|expression| {
            constraints::known_columns(self.name, self.table, expression, "`when:`", problems);
            let columns = expression.columns().iter().map(|column| self.needs.original(column.as_str()).0).collect();
            Condition { expression: expression.clone(), columns }
        });
        let otherwise = match rule.otherwise.as_deref() {
            Some(other) if other.transformer != "keep" => self.mask(other, problems)?.map(|(mask, _)| Box::new(mask)),
            _ => None,
        };
        let on_invalid = match rule.on_invalid {
            Some(bauta_profile::OnInvalid::Fail) => OnInvalid::Fail,
            Some(bauta_profile::OnInvalid::Null) => OnInvalid::Null,
            Some(bauta_profile::OnInvalid::Redact) | None => OnInvalid::Redact,
        };
        let max_chars = match traits.lengths {
            Lengths::NotLonger => None,
            Lengths::AtMost(most) if ty.max_chars.is_none_or(|limit| most <= limit) => None,
            _ => ty.max_chars,
        };
        let mask = CellMask {
            column: self.table.columns.iter().position(|other| other.name == column.name).unwrap_or_default(),
            name: column.name.0.clone(),
            transformer,
            condition,
            otherwise,
            on_invalid,
            neutral,
            max_chars,
            numeric: constraints::is_numeric(ty),
            text: constraints::is_text_like(ty),
            bytes: ty.class == bauta_model::TypeClass::Bytes && self.compiler.settings.dialect == Dialect::Postgres,
        };
        Ok(Some((mask, traits.needs_ordinal)))
    }

    fn build(
        &mut self,
        transformer: &str,
        params: &Map<String, Value>,
        persona: Option<&str>,
    ) -> Result<Box<dyn bauta_transform::Transformer>, Diagnostic> {
        let persona = persona.map(|subject| self.persona(subject)).transpose()?;
        let settings = self.compiler.settings;
        let column = self.decided.column;
        let own = Shared { domain: format!("{}.{}", self.name.table, column.name), fold: Fold::None, narrow: column.ty.clone() };
        let shared = self.shared.get(&self.decided.key).unwrap_or(&own);
        let narrow = ColumnType { class: column.ty.class, labels: column.ty.labels.clone(), element: column.ty.element.clone(), ..shared.narrow.clone() };
        let endpoints: BTreeMap<String, String> =
            settings.profile.endpoints.iter().map(|(from, to)| (from.clone(), to.clone())).collect();
        let mut spec = params.clone();
        spec.insert("transformer".to_owned(), Value::String(transformer.to_owned()));
        let mut build = Build {
            keys: &settings.keys,
            domain: &shared.domain,
            column: &narrow,
            fold: shared.fold,
            unique: constraints::is_unique(self.table, column),
            finder: Some(Arc::clone(&settings.finder)),
            endpoints: &endpoints,
            persona,
            files: &*settings.files,
            needs: self.needs,
        };
        build.nested(&Value::Object(spec)).map_err(|error| Diagnostic::new(Code::UnfitRule, error.to_string()))
    }

    /// The row's identity: the e-mail column of the same persona, or the subject key.
    fn persona(&mut self, subject: &str) -> Result<PersonaLink, Diagnostic> {
        if self.table.column(subject).is_none() {
            return Err(Diagnostic::new(Code::UnfitRule, format!("`persona: {subject}` names no column of the table")));
        }
        let emails = || self.columns.iter().filter(|other| other.rule.rule().is_some_and(|rule| rule.transformer == "email"));
        let of_persona = emails().find(|other| other.rule.rule().is_some_and(|rule| rule.persona.as_deref() == Some(subject)));
        // The only address of a row is its subject's, unless the profile says otherwise.
        let alone = || emails().next().filter(|only| emails().count() == 1 && only.rule.rule().is_some_and(|rule| rule.persona.is_none()));
        let email = of_persona.or_else(alone);
        let shared = self.shared;
        let domain_of = |column: &str| {
            let key = (self.name.clone(), column.to_owned());
            shared.get(&key).map_or_else(|| (format!("{}.{column}", self.name.table), Fold::None), |shared| (shared.domain.clone(), shared.fold))
        };
        let email = email.map(|other| {
            let (domain, fold) = domain_of(other.column.name.as_str());
            (self.needs.original(other.column.name.as_str()), domain, fold)
        });
        let subject_domain = domain_of(subject).0;
        Ok(PersonaLink { email, subject: (self.needs.original(subject), subject_domain) })
    }
}

/// Whether a rule says the same whatever the domain.
fn is_trivial(rule: &ColumnRule) -> bool {
    matches!(rule.transformer.as_str(), "keep" | "null")
}

fn is_unique_ignoring_case(table: &Table, column: &Column) -> bool {
    column.ty.ignores_case && constraints::is_unique(table, column)
}

fn place_of(keys: &[ColumnKey]) -> String {
    keys.iter().map(|(table, column)| format!("{table}.{column}")).collect::<Vec<_>>().join(", ")
}

/// Members of one domain must be masked alike.
fn disagreements(domain: &str, members: &[(&Decided<'_>, &Table)], problems: &mut Vec<Diagnostic>) {
    let mut first: Option<(&Decided<'_>, &ColumnRule)> = None;
    for (member, _) in members {
        let Some(rule) = member.rule.rule().filter(|rule| rule.transformer != "null") else { continue };
        let Some((chosen, chosen_rule)) = first else {
            first = Some((member, rule));
            continue;
        };
        let alike = chosen_rule.transformer == rule.transformer && chosen_rule.params == rule.params;
        let folds_alike = match (chosen_rule.fold, rule.fold) {
            (Some(left), Some(right)) => left == right,
            _ => true,
        };
        if !alike || !folds_alike {
            let message = format!(
                "{}.{} (`{}`) and {}.{} (`{}`) share the domain `{domain}` but are masked differently",
                chosen.key.0, chosen.key.1, chosen_rule.transformer, member.key.0, member.key.1, rule.transformer
            );
            problems.push(
                Diagnostic::new(Code::DomainMismatch, message)
                    .at(format!("{}.{}", member.key.0, member.key.1))
                    .hint("give both the same transformer and parameters, or separate domains"),
            );
            return;
        }
    }
}

fn unmatched(rule: bauta_profile::Unmatched<'_>) -> Diagnostic {
    let message = match rule.column {
        Some(column) => format!("the rule for column `{column}` matches nothing"),
        None => "the rule for this table matches nothing".to_owned(),
    };
    let hint = match rule.near {
        Some(near) => format!("did you mean `{near}`? A rule that may match nothing says `optional: true`"),
        None => "remove it, or say `optional: true`".to_owned(),
    };
    Diagnostic::new(Code::UnknownRule, message).at(rule.table).hint(hint)
}
