//! How a dump is read for its definitions before it is masked.

use std::path::Path;

use bauta_dump::Scanner;
use bauta_model::Dialect;
use bauta_profile::{Profile, Rows, Secrets};

use crate::error::EngineError;
use crate::job::{Job, Prepared};
use crate::observe::Observer;
use crate::pipeline::Cancel;
use crate::scan::{Knowledge, Opened, Trace, learn_schema};
use crate::source::{Ends, Input, Leaps, Skipped, Source};

/// How the dump is read for its definitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Stretches that seem to hold nothing but rows are left out; the reading that masks checks the
    /// guess. A dump without such stretches is skimmed.
    Leaping,
    /// Rows are passed over by how lines end; the reading that masks checks the guess.
    Skimming,
    /// Every row is read.
    Exact,
}

impl Reading {
    /// What is tried when this has not been enough.
    pub(crate) fn next(self) -> Self {
        match self {
            Self::Leaping => Self::Skimming,
            Self::Skimming | Self::Exact => Self::Exact,
        }
    }
}

impl Job {
    /// Whether the whole dump teaches what its ends did.
    pub(crate) fn guessed_right(
        &self,
        path: Option<&Path>,
        guess: &Knowledge,
        prepared: &Prepared,
        observer: &mut dyn Observer,
        cancel: &Cancel,
    ) -> Result<bool, EngineError> {
        let opened = self.open(
            Input::File(path.map(Path::to_owned).unwrap_or_default()),
            false,
        )?;
        let skimming = Reading::Skimming;
        let (whole, _) = self.learn(path, &opened, prepared, skimming, observer, cancel)?;
        Ok(whole.teaches(guess))
    }

    /// What is known before rows are read, and whether that is all.
    pub(crate) fn learn(
        &self,
        path: Option<&Path>,
        opened: &Opened,
        prepared: &Prepared,
        reading: Reading,
        observer: &mut dyn Observer,
        cancel: &Cancel,
    ) -> Result<(Knowledge, bool), EngineError> {
        let mut knowledge = Knowledge::new(opened.dialect);
        if let Some(schema) = &self.schema {
            let side = Opened::recognise(Source::open(schema, false)?, self.dialect)?;
            knowledge = self.learn_from(side, knowledge, Reading::Exact, observer, cancel)?;
            // Its statements are not those of the input.
            knowledge.trace = Trace::default();
            knowledge = knowledge.rewound();
        }
        let Some(path) = path.filter(|path| path.is_file()) else {
            return Ok((knowledge, false));
        };
        if keeps_everything(&prepared.settings.profile) {
            // Nothing can change, so nothing need be known.
            return Ok((knowledge, false));
        }
        if reading == Reading::Leaping
            && self.schema.is_none()
            && let Some((source, skipped)) = Self::without_rows(path, opened.dialect)?
        {
            let learnt = Opened::recognise(source, self.dialect).and_then(|opened| {
                self.learn_from(opened, knowledge.clone(), reading, observer, cancel)
            });
            // What is wrong with a part of the dump may be right in the whole.
            if let Ok(learnt) = learnt {
                let mut knowledge = learnt.rewound();
                knowledge.skipped = Some(skipped.ranges());
                return Ok((knowledge, true));
            }
        }
        let again = Opened::recognise(Source::open(path, false)?, self.dialect)?;
        let learnt = self.learn_from(again, knowledge, reading, observer, cancel)?;
        Ok((learnt.rewound(), true))
    }

    /// The dump without most of its rows, where it looks as if they could be told apart.
    fn without_rows(
        path: &Path,
        dialect: Dialect,
    ) -> Result<Option<(Source, Skipped)>, EngineError> {
        match dialect {
            Dialect::Postgres => Ends::of(path),
            Dialect::Mysql => Leaps::over(path),
            Dialect::Sqlite => Ok(None),
        }
    }

    fn learn_from(
        &self,
        opened: Opened,
        knowledge: Knowledge,
        reading: Reading,
        observer: &mut dyn Observer,
        cancel: &Cancel,
    ) -> Result<Knowledge, EngineError> {
        let scanner = Scanner::with_limits(opened.dialect, self.limits());
        let scanner = match reading {
            Reading::Exact => scanner,
            Reading::Leaping | Reading::Skimming => scanner.skimming(),
        };
        learn_schema(
            opened.source,
            scanner,
            opened.front,
            opened.at_end,
            knowledge,
            observer,
            cancel,
        )
    }
}

/// Whether the profile is the one that changes nothing: `secrets: report` and every column kept.
fn keeps_everything(profile: &Profile) -> bool {
    let tables = profile.tables.values();
    profile.secrets == Secrets::Report
        && profile.include.is_empty()
        && profile.tables.contains_key("*")
        && tables
            .clone()
            .all(|table| matches!(table.rows, None | Some(Rows::All)))
        && tables
            .flat_map(|table| table.columns.values())
            .all(|rule| rule.transformer == "keep" && rule.when.is_none())
        && profile
            .tables
            .get("*")
            .is_some_and(|table| table.columns.contains_key("*"))
}
