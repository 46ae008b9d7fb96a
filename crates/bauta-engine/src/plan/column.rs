//! The rule of one column, made ready to run.

use std::collections::BTreeMap;
use std::sync::Arc;

use bauta_detect::{Category, catalogue};
use bauta_model::{ColumnType, Dialect, Table, TableName, TypeClass};
use bauta_profile::ColumnRule;
use bauta_transform::{Build, Fold, Lengths, Needs, PersonaLink, find_kind};
use serde_json::{Map, Value};

use super::compile::{Compiler, Decided, Shared};
use super::constraints;
use super::domain::ColumnKey;
use super::exceptions;
use super::program::{CellMask, Condition, Kept, Notation, OnInvalid};
use super::scrub::Scrubber;
use super::shuffle::{self, Shuffle};
use super::table::Action;
use crate::error::{Code, Diagnostic};
use crate::mask::Extent;

/// Builds what happens to one column.
pub(super) struct ColumnBuilder<'b, 'a> {
    pub(super) compiler: Compiler<'a>,
    pub(super) name: &'b TableName,
    pub(super) table: &'b Table,
    pub(super) columns: &'b [Decided<'b>],
    pub(super) decided: &'b Decided<'b>,
    pub(super) shared: &'b BTreeMap<ColumnKey, Shared>,
    pub(super) needs: &'b mut Needs,
}

impl ColumnBuilder<'_, '_> {
    pub(super) fn action(mut self, rule: &ColumnRule, problems: &mut Vec<Diagnostic>) -> Action {
        let column = self.decided.column;
        let place = format!("{}.{}", self.name, column.name);
        if rule.transformer == "keep" && rule.when.is_none() {
            let settings = self.compiler.settings;
            let excepted = exceptions::kinds(settings, self.name, column);
            exceptions::kept_class(settings, rule, &place, &excepted, problems);
            let holds_text = constraints::may_hold_text(&column.ty);
            let scan = holds_text && settings.scrubber.is_some();
            return Action::Keep {
                scan,
                own: self.scrubber(&excepted).filter(|_| scan),
            };
        }
        let before = problems.len();
        if rule.transformer == "shuffle" {
            // Its values stay too.
            let excepted = exceptions::kinds(self.compiler.settings, self.name, column);
            exceptions::kept_class(self.compiler.settings, rule, &place, &excepted, problems);
            shuffle::fits(self.table, column, rule, &place, problems);
        }
        let mask = match self.mask(rule, problems) {
            Ok(mask) => mask,
            Err(problem) => {
                problems.push(problem.at(&place));
                None
            }
        };
        match mask {
            Some((mask, needs_ordinal)) if problems.len() == before => Action::Mask {
                mask: Arc::new(mask),
                decision: self.decision(rule),
                needs_ordinal,
            },
            _ => Action::UNSEEN,
        }
    }

    /// Everything that decides the outcome, as text.
    fn decision(&self, rule: &ColumnRule) -> String {
        let shared = self.shared.get(&self.decided.key);
        let domain = shared.map_or("", |shared| &shared.domain);
        let params = Value::Object(rule.params.clone());
        format!(
            "{} domain={domain} fold={:?} params={params} when={:?}",
            rule.transformer,
            shared.map(|shared| shared.fold),
            rule.when.as_ref().map(bauta_profile::Expression::as_str)
        )
    }

    fn mask(
        &mut self,
        rule: &ColumnRule,
        problems: &mut Vec<Diagnostic>,
    ) -> Result<Option<(CellMask, bool)>, Diagnostic> {
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
            let columns = expression
                .columns()
                .iter()
                .map(|column| self.needs.original(column.as_str()).0)
                .collect();
            Condition {
                expression: expression.clone(),
                columns,
            }
        });
        let otherwise: Option<Box<CellMask>> = match rule.otherwise.as_deref() {
            Some(other) if other.transformer != "keep" => {
                self.mask(other, problems)?.map(|(mask, _)| Box::new(mask))
            }
            _ => None,
        };
        if otherwise
            .as_ref()
            .is_some_and(|other| other.shuffle.is_some())
        {
            return Err(nested_shuffle());
        }
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
            column: self
                .table
                .columns
                .iter()
                .position(|other| other.name == column.name)
                .unwrap_or_default(),
            name: column.name.0.clone(),
            shuffle: self.shuffle(&*transformer),
            transformer,
            condition,
            otherwise,
            on_invalid,
            before: self.before(rule),
            kept: self.kept(),
            neutral,
            max_chars,
            numeric: constraints::is_numeric(ty),
            notation: self.notation(),
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
        let own = Shared {
            domain: format!("{}.{}", self.name.table, column.name),
            fold: Fold::None,
            narrow: column.ty.clone(),
        };
        let shared = self.shared.get(&self.decided.key).unwrap_or(&own);
        let narrow = ColumnType {
            class: column.ty.class,
            labels: column.ty.labels.clone(),
            element: column.ty.element.clone(),
            ..shared.narrow.clone()
        };
        let endpoints: BTreeMap<String, String> = settings
            .profile
            .endpoints
            .iter()
            .map(|(from, to)| (from.clone(), to.clone()))
            .collect();
        let mut spec = params.clone();
        spec.insert(
            "transformer".to_owned(),
            Value::String(transformer.to_owned()),
        );
        let whole = self.needs.columns;
        let mut build = Build {
            keys: &settings.keys,
            domain: &shared.domain,
            column: &narrow,
            fold: shared.fold,
            unique: constraints::is_unique(self.table, column),
            finder: Some(Arc::clone(&settings.finder)),
            endpoints: &endpoints,
            persona,
            reversal: &settings.reversal,
            files: &*settings.files,
            needs: self.needs,
        };
        build
            .nested(&Value::Object(spec))
            .map_err(|error| Diagnostic::new(Code::UnfitRule, error.to_string()))
            .and_then(|built| {
                if self.needs.columns > whole && built.shuffling().is_none() {
                    return Err(nested_shuffle());
                }
                Ok(built)
            })
    }

    /// What replaces secrets in values of which the transformer may let parts pass. Personal data
    /// is left to the rule, so that equal values get the tokens that they get elsewhere.
    fn before(&self, rule: &ColumnRule) -> Option<Arc<Scrubber>> {
        let settings = self.compiler.settings;
        let partial = |rule: &ColumnRule| PARTIAL.contains(&&*rule.transformer);
        let applies = settings.scrubber.is_some()
            && (partial(rule) || rule.otherwise.as_deref().is_some_and(partial))
            && constraints::is_text_like(&self.decided.column.ty);
        let personal = catalogue()
            .filter(|detector| detector.category != Category::Secret)
            .map(|detector| detector.kind.to_owned());
        let kinds = || exceptions::kinds(settings, self.name, self.decided.column);
        let passes = || personal.chain(kinds()).collect::<Vec<String>>();
        applies.then(|| self.scrubber(&passes())).flatten()
    }

    /// The column's own scrubber, which lets `kinds` pass, where it has one.
    fn scrubber(&self, kinds: &[String]) -> Option<Arc<Scrubber>> {
        let settings = self.compiler.settings;
        let column = self.decided.column;
        let distinct = constraints::is_unique(self.table, column);
        let within = exceptions::within(settings, self.name, column, distinct);
        let here = exceptions::bound(settings, self.name, column);
        settings.lenient.scrubber(settings, kinds, within, here)
    }

    /// How values are searched that a condition keeps.
    fn kept(&self) -> Kept {
        let settings = self.compiler.settings;
        let column = self.decided.column;
        let excepted = exceptions::kinds(settings, self.name, column);
        Kept {
            scan: true,
            hinted: false,
            packed: false,
            column: (self.table.columns.iter())
                .position(|other| other.name == column.name)
                .unwrap_or_default(),
            name: column.name.as_str().into(),
            own: self.scrubber(&excepted),
        }
    }

    fn shuffle(&self, transformer: &dyn bauta_transform::Transformer) -> Option<Shuffle> {
        let settings = self.compiler.settings;
        let column = self.decided.column;
        transformer.shuffling().map(|shuffling| Shuffle {
            extent: match shuffling.window() {
                Some(_) => Extent::Window,
                None => Extent::Table,
            },
            window: shuffling.window(),
            scan: constraints::is_text_like(&column.ty)
                && exceptions::kinds(settings, self.name, column).is_empty()
                && settings.scrubber.is_some(),
        })
    }

    fn notation(&self) -> Notation {
        let ty = &self.decided.column.ty;
        match ty.class {
            TypeClass::Bytes if self.compiler.settings.dialect == Dialect::Postgres => {
                Notation::Bytea
            }
            TypeClass::Bit => Notation::Bits,
            _ if constraints::is_text_like(ty) => Notation::Text,
            _ => Notation::Plain,
        }
    }

    /// The row's identity: the e-mail column of the same persona, or the subject key.
    fn persona(&mut self, subject: &str) -> Result<PersonaLink, Diagnostic> {
        if self.table.column(subject).is_none() {
            return Err(Diagnostic::new(
                Code::UnfitRule,
                format!("`persona: {subject}` names no column of the table"),
            ));
        }
        let emails = || {
            self.columns.iter().filter(|other| {
                other
                    .rule
                    .rule()
                    .is_some_and(|rule| rule.transformer == "email")
            })
        };
        let of_persona = emails().find(|other| {
            other
                .rule
                .rule()
                .is_some_and(|rule| rule.persona.as_deref() == Some(subject))
        });
        // The only address of a row is its subject's, unless the profile says otherwise.
        let alone = || {
            emails().next().filter(|only| {
                emails().count() == 1 && only.rule.rule().is_some_and(|rule| rule.persona.is_none())
            })
        };
        let email = of_persona.or_else(alone);
        let shared = self.shared;
        let domain_of = |column: &str| {
            let key = (self.name.clone(), column.to_owned());
            shared.get(&key).map_or_else(
                || (format!("{}.{column}", self.name.table), Fold::None),
                |shared| (shared.domain.clone(), shared.fold),
            )
        };
        let email = email.map(|other| {
            let (domain, fold) = domain_of(other.column.name.as_str());
            (
                self.needs.original(other.column.name.as_str()),
                domain,
                fold,
            )
        });
        let subject_domain = domain_of(subject).0;
        Ok(PersonaLink {
            email,
            subject: (self.needs.original(subject), subject_domain),
        })
    }
}

/// Transformers that may let parts of a value pass.
const PARTIAL: &[&str] = &[
    "json",
    "xml",
    "hstore",
    "array",
    "composite",
    "delimited",
    "php",
    "redact-text",
    "regex-replace",
];

fn nested_shuffle() -> Diagnostic {
    Diagnostic::new(
        Code::UnfitRule,
        "`shuffle` needs all values of its column, not some or parts of them",
    )
    .hint("let it be the rule of the column itself")
}
