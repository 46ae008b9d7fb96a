//! Frames in, segments out: each frame is judged by the plan and told what becomes of it.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use bauta_codec::sql::Quoting;
use bauta_dump::FrameKind;
use bauta_dump::ddl::{self, CopyFormat, ForcedColumns, InsertHead};
use bauta_model::{ColumnName, Dialect, TableName};
use encoding_rs::Encoding;
use memchr::memmem;

use super::chunker::{Director, FrameAt};
use super::clones::ClonePassage;
use super::contradiction;
use super::inventory::{Lines, ReportedTable};
use super::learner::{Knowledge, gaps};
use super::likeness::Likeness;
use super::numbering::{Numbering, needs_file};
use crate::drift::NewAccounts;
use crate::error::{Code, Diagnostic, EngineError};
use crate::mask::{Chunk, Columns, Segment};
use crate::plan::{
    Binding, Compiler, Inventory, Plan, RowForm, RowProgram, Settings, StatementPolicy, TableIndex,
    Verdict,
};
use crate::sink::Open;

/// Directs frames by a plan, which grows with the catalogue where that is not known beforehand.
pub(crate) struct PlanDirector<'a> {
    pub(super) settings: &'a Settings,
    pub(crate) knowledge: Knowledge,
    pub(super) plan: Option<Plan>,
    planned_version: u64,
    /// Whether the whole dump has been read for its definitions.
    complete: bool,
    indices: HashMap<TableName, TableIndex>,
    names: Arc<Mutex<Vec<String>>>,
    /// Columns and actions per table index, for the report.
    pub(crate) reported: Vec<ReportedTable>,
    /// Decisions that rows have passed by.
    used: BTreeMap<TableName, Vec<String>>,
    heads: HashMap<Vec<u8>, Arc<RowProgram>>,
    pub(super) current: Option<Arc<RowProgram>>,
    last_head: Vec<u8>,
    numbering: Numbering,
    /// Columns that are shuffled; `None` where the dump cannot be read for them beforehand.
    columns: Option<Arc<Columns>>,
    /// Identities, and what else statements held that reports tell of.
    pub(crate) noted: Inventory,
    /// Secrets replaced within statements, by kind.
    pub(crate) in_statements: BTreeMap<&'static str, u64>,
    /// Secrets within statements that an exception let stay, by its index.
    pub(crate) excepted: BTreeMap<usize, u64>,
    pub(super) lines: Lines,
    pub(super) open: Open,
    /// Whether the rows that come are left out, their statement with them.
    leaving_out: bool,
    scrub_buffers: (bauta_detect::SearchScratch, Vec<u8>),
    header_pending: bool,
    pub(crate) likeness: Likeness,
    pub(crate) clones: ClonePassage,
    /// Accounts and rights that the profile was not reviewed with.
    pub(crate) new_accounts: NewAccounts,
}

impl<'a> PlanDirector<'a> {
    /// A director that knows the dump's definitions and has a plan, or has to learn on the way.
    pub(crate) fn new(
        settings: &'a Settings,
        knowledge: Knowledge,
        plan: Option<Plan>,
        complete: bool,
        names: Arc<Mutex<Vec<String>>>,
    ) -> Self {
        let planned_version = if plan.is_some() { knowledge.version } else { 0 };
        let likeness = Likeness::to(&knowledge);
        Self {
            settings,
            knowledge,
            plan,
            planned_version,
            complete,
            indices: HashMap::new(),
            names,
            reported: Vec::new(),
            used: BTreeMap::new(),
            heads: HashMap::new(),
            current: None,
            last_head: Vec::new(),
            numbering: Numbering::default(),
            columns: complete.then(Arc::default),
            noted: Inventory::default(),
            in_statements: BTreeMap::new(),
            excepted: BTreeMap::new(),
            lines: Lines::counting(settings.detects),
            open: Open::Nothing,
            leaving_out: false,
            scrub_buffers: Default::default(),
            header_pending: false,
            likeness,
            clones: ClonePassage::default(),
            new_accounts: NewAccounts::default(),
        }
    }

    /// With the columns that are shuffled.
    pub(crate) fn with_columns(mut self, columns: Arc<Columns>) -> Self {
        self.columns = self.columns.map(|_| columns);
        self
    }

    /// The plan for all that the dump has said.
    pub(crate) fn finished_plan(&self) -> Result<Plan, EngineError> {
        let plan = self.compiler(true).compile()?;
        contradiction::check(&self.used, &plan)?;
        Ok(plan)
    }

    /// Checks, at the end, what was learnt after the rows it concerns.
    pub(crate) fn finish(&mut self) -> Result<(), EngineError> {
        if !self.complete {
            self.finished_plan()?;
        }
        if let Some(problem) = self.settings.staging.problem() {
            return Err(problem.into());
        }
        let scrubs = self.settings.scrubs();
        let gaps = if scrubs {
            gaps(&self.knowledge)
        } else {
            Vec::new()
        };
        if gaps.is_empty() {
            Ok(())
        } else {
            Err(gaps.into())
        }
    }

    /// Whether the dump reads now as it did when its definitions were learnt.
    pub(crate) fn read_alike(&self) -> bool {
        !self.complete || self.likeness.holds(&self.knowledge)
    }

    pub(crate) fn only_database(&self) -> Option<&str> {
        self.knowledge.only_database()
    }

    fn compiler(&self, complete: bool) -> Compiler<'_> {
        Compiler {
            settings: self.settings,
            catalog: &self.knowledge.catalog,
            database: self
                .knowledge
                .only_database()
                .or(self.knowledge.session.database.as_deref()),
            complete,
        }
    }

    /// Compiles anew where the catalogue has grown since; what rows have passed by must stand.
    fn refresh(&mut self) -> Result<(), EngineError> {
        if self.plan.is_some() && (self.complete || self.planned_version == self.knowledge.version)
        {
            return Ok(());
        }
        let plan = self.compiler(false).compile()?;
        contradiction::check(&self.used, &plan)?;
        self.planned_version = self.knowledge.version;
        self.plan = Some(plan);
        self.heads.clear();
        self.last_head.clear();
        Ok(())
    }

    fn index_of(&mut self, name: &TableName) -> TableIndex {
        if let Some(index) = self.indices.get(name) {
            return *index;
        }
        let index = TableIndex(self.indices.len());
        self.indices.insert(name.clone(), index);
        self.names
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(name.to_string());
        let planned = self.plan.as_ref().and_then(|plan| plan.tables.get(name));
        let columns = planned.map(|table| {
            let columns = table.columns.iter();
            let named =
                columns.map(|column| (column.name.0.clone(), column.action.name().to_owned()));
            named.collect()
        });
        self.reported.push(ReportedTable {
            name: name.clone(),
            columns: columns.unwrap_or_default(),
        });
        index
    }

    /// The program for rows of `table`; `None` where they pass unseen because nothing may change.
    fn program(
        &mut self,
        table: &TableName,
        columns: Option<&[ColumnName]>,
        form: RowForm,
        encoding: Option<&'static Encoding>,
        offset: u64,
    ) -> Result<Option<Arc<RowProgram>>, EngineError> {
        if !self.complete {
            self.knowledge.table_of_rows(table, columns);
        }
        self.refresh()?;
        let index = self.index_of(table);
        let Some(planned) = self.plan.as_ref().and_then(|plan| plan.tables.get(table)) else {
            if !self.settings.scrubs() {
                return Ok(None);
            }
            return Err(Diagnostic::new(
                Code::UnknownColumns,
                "rows of a table whose columns the dump does not define",
            )
            .at(format!("{table}, byte {offset}"))
            .hint("bring the definitions with --schema, or dump with column names")
            .into());
        };
        let binding = Binding {
            table,
            index,
            columns,
            form,
            encoding,
            skips_generated: self.settings.dialect == Dialect::Sqlite,
            scrubber: self.settings.scrubber.clone(),
            schema: self.knowledge.catalog.tables.get(table),
        };
        let program = match binding.bind(planned) {
            Ok(program) => program,
            Err(_)
                if !self.settings.scrubs()
                    && planned.columns.iter().all(|column| column.action.keeps()) =>
            {
                return Ok(None);
            }
            Err(problem) => return Err(problem.into()),
        };
        if self.columns.is_none() && program.shuffles_table {
            return Err(needs_file(table));
        }
        if !self.used.contains_key(table) {
            let decisions = planned
                .columns
                .iter()
                .map(|column| column.action.decision().to_owned())
                .collect();
            self.used.insert(table.clone(), decisions);
        }
        Ok(Some(Arc::new(program)))
    }

    fn copy_head(&mut self, frame: &FrameAt<'_>, chunk: &mut Chunk) -> Result<(), EngineError> {
        chunk.stay(frame.bytes.len());
        self.open = Open::Copy;
        self.current = None;
        self.last_head.clear();
        let head = match ddl::copy_head(frame.bytes, &self.knowledge.session) {
            Ok(head) => head,
            Err(_) if !self.settings.scrubs() => return Ok(()),
            Err(reason) => {
                return Err(Diagnostic::new(
                    Code::RefusedStatement,
                    format!("COPY data that cannot be read row by row ({reason})"),
                )
                .at(format!("byte {}", frame.offset))
                .into());
            }
        };
        let csv = (head.format == CopyFormat::Csv).then_some((head.quote, head.escape));
        let plain_null: &[u8] = if csv.is_some() { b"" } else { b"\\N" };
        let none = ForcedColumns::Named(Vec::new());
        let usual = head.null == plain_null
            && head.default.is_none()
            && head.force_null == none
            && head.force_not_null == none;
        let form = RowForm::Copy {
            delimiter: head.delimiter,
            charset: frame.scanner.charset(),
            csv,
        };
        let program = self.program(
            &head.table,
            head.columns.as_deref(),
            form,
            self.knowledge.encoding(),
            frame.offset,
        )?;
        if !usual && program.as_ref().is_some_and(|program| !program.idle) {
            return Err(Diagnostic::new(
                Code::RefusedStatement,
                "COPY with a NULL or DEFAULT of its own",
            )
            .at(format!("{}, byte {}", head.table, frame.offset))
            .hint("dump the table with the usual options")
            .into());
        }
        self.header_pending = head.header;
        self.current = program;
        Ok(())
    }

    fn insert_head(&mut self, frame: &FrameAt<'_>, chunk: &mut Chunk) -> Result<(), EngineError> {
        self.leaving_out = self.is_of_server(frame);
        if self.leaving_out {
            chunk.leave_out(frame.bytes.len());
            return Ok(());
        }
        self.open = Open::Insert;
        if self.current.is_none() || self.last_head != frame.bytes {
            self.current = self.bind_insert(frame)?;
            self.last_head.clear();
            self.last_head.extend_from_slice(frame.bytes);
        }
        match &self.current {
            Some(program) if !program.filter.passes_all() => chunk
                .segments
                .push(Segment::FilteredHead(frame.bytes.len())),
            _ => chunk.stay(frame.bytes.len()),
        }
        Ok(())
    }

    fn bind_insert(&mut self, frame: &FrameAt<'_>) -> Result<Option<Arc<RowProgram>>, EngineError> {
        if let Some(program) = self
            .heads
            .get(frame.bytes)
            .filter(|_| self.complete || self.planned_version == self.knowledge.version)
        {
            return Ok(Some(Arc::clone(program)));
        }
        let statement = ddl::classify(frame.bytes, &self.knowledge.session);
        let head: InsertHead = match statement {
            ddl::Statement::Insert(head) => head,
            // DDL in the guise of data; its text is read as a statement.
            ddl::Statement::SchemaRow => {
                self.knowledge.begin_schema_rows(frame.bytes);
                return Ok(None);
            }
            _ if !self.settings.scrubs() => return Ok(None),
            ddl::Statement::Statistics => {
                return self.program(
                    &TableName::bare("sqlite_stat1"),
                    None,
                    self.values_form(frame),
                    None,
                    frame.offset,
                );
            }
            _ => {
                return Err(Diagnostic::new(
                    Code::RefusedStatement,
                    "an INSERT whose table and columns are not understood",
                )
                .at(format!("byte {}", frame.offset))
                .into());
            }
        };
        let form = self.values_form(frame);
        let program = self.program(
            &head.table,
            head.columns.as_deref(),
            form,
            self.knowledge.encoding(),
            frame.offset,
        )?;
        if let Some(program) = &program {
            self.heads.insert(frame.bytes.to_vec(), Arc::clone(program));
        }
        Ok(program)
    }

    fn values_form(&self, frame: &FrameAt<'_>) -> RowForm {
        let dialect = self.settings.dialect;
        RowForm::Values {
            quoting: Quoting {
                backslash: frame.scanner.backslash(),
                mysql: dialect == Dialect::Mysql,
                sqlite: dialect == Dialect::Sqlite,
                charset: frame.scanner.charset(),
            },
        }
    }

    fn rows(&mut self, frame: &FrameAt<'_>, chunk: &mut Chunk) {
        let Some(program) = self.current.clone() else {
            chunk.stay(frame.bytes.len());
            return;
        };
        let mut len = frame.bytes.len();
        if std::mem::take(&mut self.header_pending)
            && let Some(header) = memchr::memchr(b'\n', frame.bytes)
        {
            chunk.stay(header + 1);
            len -= header + 1;
        }
        let body = &frame.bytes[frame.bytes.len() - len..];
        let rows = frame.rows.clone();
        let layout = (frame.kind == FrameKind::InsertRows).then_some(rows.len());
        let (ordinal, bytes_before) = self.numbering.number(&program, layout, body);
        if program.shuffles_table {
            chunk.columns.clone_from(&self.columns);
        }
        chunk.segments.push(Segment::Rows {
            len,
            program,
            rows,
            ordinal,
            bytes_before,
        });
    }

    fn statement(&mut self, frame: &FrameAt<'_>, chunk: &mut Chunk) -> Result<(), EngineError> {
        if frame.kind == FrameKind::MixedStatement && self.settings.scrubs() {
            return Err(Diagnostic::new(
                Code::RefusedStatement,
                "a client command within a statement",
            )
            .at(format!("byte {}", frame.offset))
            .into());
        }
        let before = self.knowledge.session.clone();
        if self.complete {
            self.knowledge.session.follow(frame.bytes);
        } else {
            let learnt = self.knowledge.take_in(frame.bytes, frame.offset);
            // The number that keys go on from stands in the definition itself.
            if learnt && memmem::find(frame.bytes, b"AUTO_INCREMENT=").is_some() {
                self.refresh()?;
            }
        }
        // The same head may mean another table, or its rows another text.
        if before != self.knowledge.session {
            self.heads.clear();
            self.last_head.clear();
        }
        let policy = StatementPolicy {
            settings: self.settings,
        };
        let mut noted = Vec::new();
        let verdict = policy
            .judge(
                frame.bytes,
                &self.knowledge.session,
                &self.knowledge.catalog,
                self.plan.as_ref(),
                &mut noted,
            )
            .map_err(|problem| problem.at(format!("byte {}", frame.offset)))?;
        self.note(frame, noted);
        self.note_rights(frame);
        self.place(frame, verdict, chunk);
        Ok(())
    }

    /// Puts a statement into the chunk, with the secrets in it scrubbed.
    fn place(&mut self, frame: &FrameAt<'_>, verdict: Verdict, chunk: &mut Chunk) {
        let len = frame.bytes.len();
        let scrubber = self.settings.statements.clone();
        let text = match &verdict {
            Verdict::Drop => {
                chunk.leave_out(len);
                return;
            }
            Verdict::Pass => frame.bytes,
            Verdict::Replace(with) => with,
        };
        let (search, out) = &mut self.scrub_buffers;
        out.clear();
        if let Some(scrubber) = scrubber
            && scrubber.scrub(text, "", search, out)
        {
            for found in search.found() {
                match scrubber.passing(found.kind, found.original) {
                    Some(exception) => *self.excepted.entry(exception).or_default() += 1,
                    None => *self.in_statements.entry(found.kind).or_default() += 1,
                }
            }
            chunk.segments.push(Segment::Replace(len, out.clone()));
            return;
        }
        match verdict {
            Verdict::Replace(with) => chunk.segments.push(Segment::Replace(len, with)),
            _ => chunk.stay(len),
        }
    }

    fn client_command(
        &mut self,
        frame: &FrameAt<'_>,
        chunk: &mut Chunk,
    ) -> Result<(), EngineError> {
        let policy = StatementPolicy {
            settings: self.settings,
        };
        let verdict = policy
            .client_command(frame.bytes, self.settings.dialect)
            .map_err(|problem| problem.at(format!("byte {}", frame.offset)))?;
        self.knowledge.take_in_command(frame.bytes);
        self.heads.clear();
        self.last_head.clear();
        if let Some(key) = frame.bytes.strip_prefix(b"\\restrict ") {
            chunk.restrict_key = Some(key.trim_ascii().to_vec());
        }
        match verdict {
            Verdict::Replace(with) => chunk
                .segments
                .push(Segment::Replace(frame.bytes.len(), with)),
            _ => chunk.stay(frame.bytes.len()),
        }
        Ok(())
    }
}

impl Director for PlanDirector<'_> {
    fn direct(&mut self, frame: FrameAt<'_>, chunk: &mut Chunk) -> Result<(), EngineError> {
        let frame = &frame;
        if chunk.segments.is_empty() {
            self.numbering.begin_chunk();
        }
        self.likeness.note(frame, &self.knowledge)?;
        if self.passes_banner(frame, chunk) {
            self.lines.pass(frame.bytes);
            chunk.open = self.open;
            return Ok(());
        }
        match frame.kind {
            FrameKind::Trivia if frame.bytes.len() < 3 => chunk.stay(frame.bytes.len()),
            FrameKind::Trivia => {
                let policy = StatementPolicy {
                    settings: self.settings,
                };
                let verdict = policy.comments(frame.bytes, &self.knowledge.session);
                self.place(frame, verdict, chunk);
            }
            FrameKind::Statement | FrameKind::MixedStatement => {
                self.mark_before(frame, chunk);
                self.statement(frame, chunk)?;
            }
            FrameKind::ClientCommand => {
                self.mark_before(frame, chunk);
                self.client_command(frame, chunk)?;
            }
            FrameKind::CopyHead => self.copy_head(frame, chunk)?,
            FrameKind::InsertHead => self.insert_head(frame, chunk)?,
            FrameKind::InsertRows if self.leaving_out => chunk.leave_out(frame.bytes.len()),
            FrameKind::InsertEnd if self.leaving_out => {
                self.leaving_out = false;
                chunk.leave_out(frame.bytes.len());
            }
            FrameKind::CopyRows | FrameKind::InsertRows => {
                if !self.complete {
                    self.knowledge
                        .take_in_schema_rows(frame.bytes, frame.offset);
                }
                self.rows(frame, chunk);
            }
            FrameKind::CopyEnd => {
                self.open = Open::Nothing;
                chunk.stay(frame.bytes.len());
            }
            FrameKind::InsertEnd => self.insert_end(frame, chunk)?,
        }
        self.lines.pass(frame.bytes);
        chunk.open = self.open;
        Ok(())
    }

    fn may_cut(&self) -> bool {
        self.numbering.may_cut()
    }
}
