use std::borrow::Cow;

use bauta_profile::{Profile, Secrets};
use bauta_trust::{Granted, Requirement, SchemaSnapshot};

use super::gate::fingerprint;
use crate::banner::is_banner;
use crate::drift;
use crate::error::{Code, Diagnostic, EngineError};
use crate::evidence::Evidence;
use crate::job::{Job, Prepared, compile};
use crate::observe::Totals;
use crate::plan::Plan;
use crate::scan::{Knowledge, PlanDirector};

/// What a run is decided on: nothing is read twice between the decision and the run.
impl Job {
    /// Refuses a run that lacks what the policy asks for.
    pub(crate) fn keeps_to_policy(
        &self,
        profile: &Profile,
        evidence: &Evidence,
    ) -> Result<(), EngineError> {
        let against = |message: &str, hint: &str| {
            let problem = Diagnostic::new(Code::AgainstPolicy, message).hint(hint);
            Err(EngineError::from(problem))
        };
        if profile.secrets == Secrets::Report {
            if self.gate.is_some() {
                let problem = Diagnostic::new(
                    Code::BadUsage,
                    "a profile with `secrets: report` is never approved: it lets everything pass",
                );
                return Err(problem.hint("let it say `secrets: scrub`").into());
            }
            if self.policy.requires.contains(&Requirement::Approval) {
                return against(
                    "the policy wants approved profiles, and one with `secrets: report` is never approved",
                    "let it say `secrets: scrub`",
                );
            }
        }
        if self.policy.requires(Requirement::Approval) && self.gate.is_none() {
            let problem = Diagnostic::new(Code::NoApproval, "the policy wants an approved profile");
            return Err(problem
                .hint("name the signers with --allowed-signers")
                .into());
        }
        if self.policy.requires(Requirement::Verification) && self.verify.is_none() {
            return against(
                "the policy wants the output to be verified",
                "write to a file with -o, and say --verify",
            );
        }
        if self.policy.requires(Requirement::Attestation) && evidence.attest.is_none() {
            return against(
                "the policy wants a signed account of the run",
                "say --attest FILE and --signing-key KEY",
            );
        }
        if self.policy.requires(Requirement::Registration) && evidence.register.is_none() {
            return against(
                "the policy wants the clone to be registered",
                "say --register and --expires DATE",
            );
        }
        Ok(())
    }

    /// Whether the run may go ahead; `None` where nobody asks for an approval. Without a schema,
    /// all that does not need one is judged, before anything is read.
    pub(crate) fn admit(
        &self,
        prepared: &Prepared,
        schema: Option<&SchemaSnapshot>,
    ) -> Result<Option<Granted>, EngineError> {
        let gate = self.gate.as_ref();
        let granted = gate.map(|gate| gate.admit(&self.policy, prepared.digest, schema));
        Ok(granted.transpose()?)
    }

    /// The plan for what is known, and the approval it may run on.
    pub(crate) fn plan(
        &self,
        prepared: &Prepared,
        knowledge: &Knowledge,
        complete: bool,
    ) -> Result<(Option<Plan>, Option<Granted>), EngineError> {
        let plan = complete.then(|| compile(&prepared.settings, knowledge));
        let plan = plan.transpose()?;
        if complete {
            self.has_reviewed_schema(&prepared.settings.profile, knowledge)?;
        }
        self.has_fingerprint_key(&prepared.settings.profile)?;
        if self.gate.is_none() {
            return Ok((plan, None));
        }
        if !complete && self.schema.is_none() {
            let problem = Diagnostic::new(
                Code::OtherSchema,
                "an approval is for one schema, and that of a stream is not known before its rows",
            );
            return Err(problem
                .hint("give the dump as a file, or its definitions with --schema")
                .into());
        }
        let granted = self.admit(prepared, Some(&schema_of(knowledge)))?;
        Ok((plan, granted))
    }

    /// Refuses a dump of another schema than the profile was reviewed against.
    pub(crate) fn has_reviewed_schema(
        &self,
        profile: &Profile,
        knowledge: &Knowledge,
    ) -> Result<(), EngineError> {
        let drifted = drift::of_schema(profile, knowledge, self.approved.as_ref())?;
        if drifted.is_empty() {
            return Ok(());
        }
        Err(drifted.into())
    }

    /// Refuses what the profile was not reviewed with, once all of the dump has passed.
    pub(crate) fn had_reviewed(
        &self,
        prepared: &Prepared,
        director: &PlanDirector<'_>,
        totals: &Totals,
        complete: bool,
    ) -> Result<(), EngineError> {
        let mut problems = director.unreviewed(totals);
        if !complete {
            let (profile, knowledge) = (&prepared.settings.profile, &director.knowledge);
            problems.extend(drift::of_schema(
                profile,
                knowledge,
                self.approved.as_ref(),
            )?);
        }
        if problems.is_empty() {
            return Ok(());
        }
        Err(problems.into())
    }

    /// Exceptions by fingerprint let nothing stay without the key, and nobody should wonder why.
    fn has_fingerprint_key(&self, profile: &Profile) -> Result<(), EngineError> {
        let mut marks = profile.exceptions.iter();
        let first = marks.find_map(|exception| exception.fingerprint.as_ref());
        let Some(fingerprint) = first.filter(|_| self.fingerprints.is_none()) else {
            return Ok(());
        };
        let message = "an exception by fingerprint needs the key of fingerprints";
        let problem = Diagnostic::new(Code::BadUsage, message);
        Err(problem
            .at(format!("exceptions > {fingerprint}"))
            .hint("name the key that `inspect` was run with: --fingerprint-key")
            .into())
    }

    /// Whether a stream had the schema that was announced.
    pub(crate) fn had_schema(
        &self,
        prepared: &Prepared,
        knowledge: &Knowledge,
        complete: bool,
    ) -> Result<(), EngineError> {
        let approved = prepared.approved.as_ref();
        let Some(approved) = approved.filter(|_| self.gate.is_some() && !complete) else {
            return Ok(());
        };
        let expected = approved.granted.approval.schema_fingerprint;
        if expected == fingerprint(&schema_of(knowledge))? {
            return Ok(());
        }
        let problem = Diagnostic::new(
            Code::OtherSchema,
            "the dump defines more than --schema announced, and the approval is for that",
        );
        Err(problem.hint("bring the definitions of this dump").into())
    }
}

/// What a dump has defined, but for the table by which a clone says what it is.
pub(crate) fn schema_of(knowledge: &Knowledge) -> SchemaSnapshot {
    let mut catalog = Cow::Borrowed(&knowledge.catalog);
    let mut tables = knowledge.catalog.tables.iter();
    if tables.any(|(name, table)| is_banner(name, table)) {
        let tables = &mut catalog.to_mut().tables;
        tables.retain(|name, table| !is_banner(name, table));
    }
    SchemaSnapshot::of(&catalog, knowledge.only_database())
}
