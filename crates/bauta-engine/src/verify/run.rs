//! The readings of a verification, one after the other.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bauta_crypto::EnvironmentKey;
use bauta_dump::Limits;
use bauta_model::{Dialect, TableName};
use bauta_profile::Profile;

use super::detection::Detection;
use super::fingerprint::Fingerprinter;
use super::keys::KeyLedger;
use super::masked::{Against, MaskedChunk, MaskedReader};
use super::original::{Bench, OriginalReader};
use super::originals::{Gathering, Originals, Part};
use super::proof::{Check, Covered, Leftover, Proof, Tally};
use super::roles::Roles;
use super::rows::{self, RowLedger};
use super::suspects::{Confirmed, ConfirmingReader, Suspects};
use crate::error::{Code, Diagnostic, EngineError};
use crate::inspect::Fingerprints;
use crate::job::{Job, Prepared, ProfileSource, compile};
use crate::observe::Observer;
use crate::pipeline::Cancel;
use crate::plan::{Compiler, Marks, Plan};
use crate::presets::Folder as Beside;
use crate::read::{DumpReading, Learnt, Read, Reader, Row, Statement};
use crate::scan::{Knowledge, Opened};
use crate::sink::Output;
use crate::source::Input;

/// A clone that is to be verified, and by what means.
#[derive(Debug)]
pub struct Verification {
    /// The masked dump: a file, since it is read more than once.
    pub masked: PathBuf,
    /// The dump it was made from.
    pub original: Option<PathBuf>,
    /// The rules it was made by.
    pub profile: Option<ProfileSource>,
    /// The dialect, where it is not to be recognised.
    pub dialect: Option<Dialect>,
    /// Threads that read.
    pub threads: usize,
    /// Memory for what is known of the original.
    pub memory_bytes: usize,
    /// Longest row or statement.
    pub row_bytes: usize,
    /// Today as `yyyy-mm-dd`: exceptions that have expired let nothing pass; empty leaves expiry
    /// unchecked.
    pub today: String,
    /// The key of fingerprints, for exceptions by them.
    pub fingerprints: Option<Arc<Fingerprints>>,
    /// Fresh random bytes: the key of the fingerprints.
    pub fingerprint_key: [u8; 32],
}

impl Verification {
    /// A verification of a clone by itself, with the usual means.
    pub fn new(masked: PathBuf, fingerprint_key: [u8; 32]) -> Self {
        Self {
            masked,
            original: None,
            profile: None,
            dialect: None,
            threads: 1,
            memory_bytes: 1 << 30,
            row_bytes: Limits::default().row_bytes,
            today: String::new(),
            fingerprints: None,
            fingerprint_key,
        }
    }

    /// What exceptions let stay by fingerprints.
    fn marks(&self, profile: Option<&Profile>) -> Marks {
        let today = Some(self.today.as_str()).filter(|today| !today.is_empty());
        let prf = self.fingerprints.as_ref().map(|key| key.prf());
        profile.map_or_else(Marks::default, |profile| Marks::of(profile, prf, today))
    }

    /// Reads the clone, and the original where there is one, and says what is left.
    ///
    /// *Guarantees*: the outcome does not depend on the number of threads; no value of either dump
    /// is in it.
    ///
    /// # Errors
    /// A dump is damaged, the profile does not fit, or the run is cancelled.
    pub fn run(&self, observer: &mut dyn Observer, cancel: &Cancel) -> Result<Proof, EngineError> {
        let folder = self.profile.as_ref().map(|profile| profile.folder.clone());
        let beside = Beside::new(folder.unwrap_or_default());
        self.run_beside(&beside, observer, cancel)
    }

    /// The same with presets and dictionaries that have been read already.
    pub(crate) fn run_beside(
        &self,
        beside: &Beside,
        observer: &mut dyn Observer,
        cancel: &Cancel,
    ) -> Result<Proof, EngineError> {
        let base = self.original.as_ref().unwrap_or(&self.masked);
        let (learnt, counts) = self.learn(base, observer, cancel)?;
        let prepared = self.prepare(learnt.knowledge.session.dialect(), beside)?;
        let plan = prepared
            .as_ref()
            .map(|prepared| self.plan(prepared, &learnt.knowledge))
            .transpose()?;
        let settings = prepared.as_ref().map(|prepared| &prepared.settings);
        let roles = Roles::new(
            &learnt.knowledge.catalog,
            &learnt.tables,
            plan.as_ref().zip(settings),
            &self.today,
        );
        let profile = settings.map(|settings| &settings.profile);
        let detection = Detection::new(profile, self.marks(profile));
        let by = Fingerprinter::new(self.fingerprint_key);
        let mut run = Run {
            verification: self,
            learnt: learnt.knowledge.rewound(),
            profile: profile.cloned(),
            observer,
            cancel,
            results: Results::new(roles.tables.len()),
            bench: Arc::new(Bench::new(roles, detection, by)),
        };
        if let Some(original) = &self.original {
            run.compare(original, &counts)?;
        } else {
            run.alone()?;
        }
        let Run { results, bench, .. } = run;
        Ok(results.into_proof(self.original.is_some(), prepared.is_some(), &bench))
    }

    fn opened(&self, path: &Path) -> Result<Opened, EngineError> {
        if path.exists() && !path.is_file() && !path.is_dir() {
            return Err(Diagnostic::new(
                Code::NeedsSeekable,
                "a dump is verified in several readings, and this is no file",
            )
            .at(path.display())
            .hint("write it to a file first")
            .into());
        }
        Opened::open(Input::File(path.to_owned()), self.dialect, false)
    }

    fn reading(&self, path: &Path) -> Result<DumpReading, EngineError> {
        Ok(DumpReading {
            opened: self.opened(path)?,
            limits: Limits {
                row_bytes: self.row_bytes,
                ..Limits::default()
            },
            threads: self.threads,
            read_bytes: None,
        })
    }

    /// The definitions of a dump, and how many rows each table has.
    fn learn(
        &self,
        path: &Path,
        observer: &mut dyn Observer,
        cancel: &Cancel,
    ) -> Result<(Read, BTreeMap<TableName, u64>), EngineError> {
        let mut counts: BTreeMap<usize, u64> = BTreeMap::new();
        let mut read = self.reading(path)?.read(
            Learnt::Nothing,
            &Counting::default,
            &mut |chunk| {
                for (table, count) in chunk {
                    *counts.entry(table).or_default() += count;
                }
                Ok(())
            },
            observer,
            cancel,
        )?;
        let named = counts.into_iter().filter_map(|(table, count)| {
            let table = read.tables.get(table)?;
            Some((table.name.clone(), count))
        });
        let named = named.collect();
        // A dump of data alone defines no table: its columns are those that rows name.
        for table in &read.tables {
            let tables = &mut read.knowledge.catalog.tables;
            if !table.schema.columns.is_empty() && !tables.contains_key(&table.name) {
                tables.insert(table.name.clone(), table.schema.clone());
            }
        }
        Ok((read, named))
    }

    fn prepare(&self, dialect: Dialect, beside: &Beside) -> Result<Option<Prepared>, EngineError> {
        let Some(source) = &self.profile else {
            return Ok(None);
        };
        // What the clone's tokens are made of is none of our business.
        let key = EnvironmentKey::from_root("verify", self.fingerprint_key);
        let nothing = Input::from_reader(std::io::empty());
        let mut job = Job::new(source.clone(), nothing, Output::Discard, key);
        job.beside = beside.clone();
        let (profile, presets) = job.read_profile()?;
        job.prepare(profile, presets, dialect).map(Some)
    }

    fn plan(&self, prepared: &Prepared, knowledge: &Knowledge) -> Result<Plan, EngineError> {
        if self.original.is_some() {
            return compile(&prepared.settings, knowledge);
        }
        // Whole tables may be missing from a clone.
        let compiler = Compiler {
            settings: &prepared.settings,
            catalog: &knowledge.catalog,
            database: knowledge.only_database(),
            complete: false,
        };
        Ok(compiler.compile()?)
    }
}

/// Counts rows by the index of their table.
#[derive(Debug, Default)]
struct Counting(BTreeMap<usize, u64>);

impl Reader for Counting {
    type Yield = BTreeMap<usize, u64>;

    fn row(&mut self, row: &Row<'_>) {
        *self.0.entry(row.shape.index).or_default() += 1;
    }

    fn statement(&mut self, _statement: &Statement<'_>) {}

    fn take(&mut self) -> BTreeMap<usize, u64> {
        std::mem::take(&mut self.0)
    }
}

/// A verification on its way.
struct Run<'a> {
    verification: &'a Verification,
    learnt: Knowledge,
    profile: Option<bauta_profile::Profile>,
    observer: &'a mut dyn Observer,
    cancel: &'a Cancel,
    bench: Arc<Bench>,
    results: Results,
}

impl Run<'_> {
    /// The clone by itself.
    fn alone(&mut self) -> Result<(), EngineError> {
        let against = self.against(Originals::default(), RowLedger::new(0, Part::WHOLE));
        let against = Against {
            compares: false,
            ..against
        };
        self.read_masked(against, &mut None, &mut Suspects::default())
    }

    fn against(&self, originals: Originals, rows: RowLedger) -> Against {
        Against {
            bench: Arc::clone(&self.bench),
            profile: self.profile.clone(),
            originals,
            rows,
            compares: true,
            judges: true,
            first_originals: true,
            first_rows: true,
        }
    }

    /// The clone against the original, in as many readings as the memory asks for.
    fn compare(
        &mut self,
        original: &Path,
        counts: &BTreeMap<TableName, u64>,
    ) -> Result<(), EngineError> {
        let mut by_table = vec![0; self.bench.roles.tables.len()];
        for (name, count) in counts {
            if let Some(table) = self.bench.roles.table(name) {
                by_table[table] += count;
            }
        }
        let memory = self.verification.memory_bytes;
        let wanted = rows::memory(&self.bench.roles, &by_table);
        let row_parts = wanted.div_ceil((memory as u64 / 2).max(1 << 16)).max(1);
        let mut suspects = Suspects::default();
        let mut originals = Part::WHOLE;
        while originals.index < originals.of {
            for index in 0..row_parts {
                let rows = Part {
                    index,
                    of: row_parts,
                };
                originals.of = self.pass(original, originals, rows, &mut suspects)?;
            }
            originals.index += 1;
        }
        if !suspects.is_empty() {
            self.confirm(original, suspects)?;
        }
        Ok(())
    }

    /// One reading of both; answers how many parts the originals fall into.
    fn pass(
        &mut self,
        original: &Path,
        originals: Part,
        row_part: Part,
        suspects: &mut Suspects,
    ) -> Result<u64, EngineError> {
        let bench = Arc::clone(&self.bench);
        let mut gathering = Gathering::new(originals, self.verification.memory_bytes / 2);
        let mut rows = RowLedger::new(bench.roles.tables.len(), row_part);
        let mut keys = KeyLedger::new(&bench.roles.keys, row_part);
        self.verification.reading(original)?.read(
            Learnt::All(self.learnt.clone()),
            &|| OriginalReader::new(Arc::clone(&bench)),
            &mut |chunk| {
                chunk.fold(&bench, &mut gathering, &mut rows, &mut keys);
                Ok(())
            },
            &mut *self.observer,
            self.cancel,
        )?;
        let part = gathering.part();
        let first = originals.index == 0 && row_part.index == 0;
        if first {
            self.results.expected = (0..bench.roles.tables.len())
                .map(|table| rows.count(table))
                .collect();
        }
        let against = Against {
            judges: first,
            first_originals: originals.index == 0,
            first_rows: row_part.index == 0,
            ..self.against(gathering.settled(), rows)
        };
        let mut keys = (originals.index == 0).then_some(keys);
        self.read_masked(against, &mut keys, suspects)?;
        if let Some(keys) = keys {
            let tally = keys.settle(&bench.roles.keys, &bench.roles.tables);
            self.results.keys.add(tally);
        }
        Ok(part.of)
    }

    fn read_masked(
        &mut self,
        against: Against,
        keys: &mut Option<KeyLedger>,
        suspects: &mut Suspects,
    ) -> Result<(), EngineError> {
        let against = Arc::new(against);
        let (bench, results) = (&self.bench, &mut self.results);
        let read = self.verification.reading(&self.verification.masked)?.read(
            Learnt::Nothing,
            &|| MaskedReader::new(Arc::clone(&against)),
            &mut |mut chunk: MaskedChunk| {
                let rows = std::mem::take(&mut chunk.suspect_rows);
                suspects.add(std::mem::take(&mut chunk.suspects), rows);
                for (table, first, list) in std::mem::take(&mut chunk.keys) {
                    let slots = &bench.roles.keys.of_table[table];
                    for (row, own) in (first..).zip(list.chunks(slots.len().max(1))) {
                        for (slot, key) in slots.iter().zip(own) {
                            if let Some(keys) = keys.as_mut() {
                                keys.masked(*slot, *key, row);
                            }
                        }
                    }
                }
                results.add(chunk);
                Ok(())
            },
            &mut *self.observer,
            self.cancel,
        )?;
        results.coverage.passes += 1;
        if against.judges {
            (results.coverage.bytes, results.coverage.rows) = (read.dump_bytes, read.rows);
        }
        Ok(())
    }

    fn confirm(&mut self, original: &Path, suspects: Suspects) -> Result<(), EngineError> {
        let bench = Arc::clone(&self.bench);
        let wanted = Arc::new(suspects.settled());
        let mut confirmed = Confirmed::default();
        self.verification.reading(original)?.read(
            Learnt::All(self.learnt.clone()),
            &|| ConfirmingReader::new(Arc::clone(&bench), Arc::clone(&wanted)),
            &mut |chunk| {
                confirmed.take(chunk, &wanted, &bench);
                Ok(())
            },
            &mut *self.observer,
            self.cancel,
        )?;
        let (originals, rows) = confirmed.settle(&wanted, &bench);
        self.results.originals.add(originals);
        self.results.rows.add(rows);
        Ok(())
    }
}

/// What the readings have yielded.
#[derive(Debug)]
struct Results {
    secrets: Tally,
    originals: Tally,
    rows: Tally,
    keys: Tally,
    statements: Tally,
    coverage: Covered,
    /// Rows that the clone has to have, and those it has.
    expected: Vec<u64>,
    counted: Vec<u64>,
    twins: BTreeMap<(usize, usize), Vec<u64>>,
    equal: BTreeMap<(usize, usize), (u64, u64)>,
}

impl Results {
    fn new(tables: usize) -> Self {
        Self {
            secrets: Tally::default(),
            originals: Tally::default(),
            rows: Tally::default(),
            keys: Tally::default(),
            statements: Tally::default(),
            coverage: Covered::default(),
            expected: Vec::new(),
            counted: vec![0; tables],
            twins: BTreeMap::new(),
            equal: BTreeMap::new(),
        }
    }

    fn add(&mut self, chunk: MaskedChunk) {
        self.secrets.add(chunk.secrets);
        self.originals.add(chunk.originals);
        self.rows.add(chunk.rows);
        self.statements.add(chunk.statements);
        self.coverage.cells += chunk.coverage.cells;
        self.coverage.undecodable += chunk.coverage.undecodable;
        self.coverage.unread_statements += chunk.coverage.unread_statements;
        for (table, count) in chunk.counts {
            self.counted[table] += count;
        }
        for (table, identity, row) in chunk.twins {
            self.twins.entry((table, identity)).or_default().push(row);
        }
        for (place, (compared, same)) in chunk.equal {
            let total = self.equal.entry(place).or_default();
            (total.0, total.1) = (total.0 + compared, total.1 + same);
        }
    }

    fn into_proof(mut self, compared: bool, profile: bool, bench: &Bench) -> Proof {
        let mut not_checked = Vec::new();
        let mut checks = vec![self.secrets.into_check("no-secrets")];
        if compared {
            let mut miscounted = Vec::new();
            for (table, role) in bench.roles.tables.iter().enumerate() {
                let expected = self.expected.get(table).copied().unwrap_or_default();
                if expected != self.counted[table] {
                    miscounted.push(role.shown.clone());
                }
            }
            let findings = Findings {
                bench,
                miscounted: &miscounted,
            };
            findings.twins(&self.twins, &self.counted, &mut self.originals);
            findings.unchanged(&self.equal, &mut self.originals);
            // Behind a row that is missing every row is another: what is said of them is noise.
            findings.drop_noise(&mut self.rows);
            findings.drop_noise(&mut self.keys);
            let counts = self.expected.iter().zip(&self.counted).enumerate();
            for (table, (expected, counted)) in counts {
                self.rows.judged += 1;
                if expected != counted {
                    let kind = if counted < expected {
                        "rows-missing"
                    } else {
                        "rows-added"
                    };
                    self.rows.findings.insert(0, findings.of_table(table, kind));
                }
            }
            checks.push(self.originals.into_check("originals-gone"));
            checks.push(self.rows.into_check("rows"));
            checks.push(self.keys.into_check("keys"));
        } else {
            not_checked.push(
                "originals-gone, rows and keys: they need the original (--original)".to_owned(),
            );
        }
        if !profile {
            not_checked.push(
                "names of databases, definers and roles, and which columns were masked: they need the profile (-p)"
                    .to_owned(),
            );
        }
        checks.push(self.statements.into_check("statements"));
        Proof {
            passed: checks.iter().all(|check: &Check| check.passed),
            checks,
            not_checked,
            coverage: self.coverage,
        }
    }
}

/// Judges what can be judged only once all rows have been seen.
struct Findings<'a> {
    bench: &'a Bench,
    miscounted: &'a [String],
}

/// Of so many rows one may have the name or address that it had, by chance.
const ROWS_PER_TWIN: u64 = 20_000;
/// Fewer values say nothing of a column.
const LEAST_COMPARED: u64 = 20;

impl Findings<'_> {
    fn of_table(&self, table: usize, kind: &str) -> Leftover {
        Leftover {
            table: Some(self.bench.roles.tables[table].shown.clone()),
            column: None,
            row: None,
            line: None,
            kind: kind.to_owned(),
            origin: None,
        }
    }

    /// Rows in which a whole name or address is the original's.
    fn twins(
        &self,
        twins: &BTreeMap<(usize, usize), Vec<u64>>,
        counted: &[u64],
        tally: &mut Tally,
    ) {
        for ((table, identity), rows) in twins {
            if rows.len() as u64 <= counted[*table] / ROWS_PER_TWIN {
                tally.excluded += rows.len() as u64;
                continue;
            }
            let role = &self.bench.roles.tables[*table];
            let columns = role.identities[*identity].iter();
            let columns: Vec<&str> = columns.map(|column| &*role.columns[*column].name).collect();
            for row in rows {
                tally.find(Leftover {
                    column: Some(columns.join(", ")),
                    row: Some(row + 1),
                    ..self.of_table(*table, "unchanged-identity")
                });
            }
        }
    }

    /// Columns that were to be masked and are as they were.
    fn unchanged(&self, equal: &BTreeMap<(usize, usize), (u64, u64)>, tally: &mut Tally) {
        for ((table, column), (compared, same)) in equal {
            let it = &self.bench.roles.tables[*table].columns[*column];
            let stays = it.habits.retains || it.habits.makes_hashes || it.habits.authored;
            if !stays && *compared >= LEAST_COMPARED && same * 10 >= compared * 9 {
                tally.find(Leftover {
                    column: Some(it.name.clone()),
                    ..self.of_table(*table, "unchanged-column")
                });
            }
        }
    }

    fn drop_noise(&self, tally: &mut Tally) {
        tally.findings.retain(|found| {
            let of_table = found.row.and(found.table.as_ref());
            of_table.is_none_or(|table| !self.miscounted.contains(table))
        });
    }
}
