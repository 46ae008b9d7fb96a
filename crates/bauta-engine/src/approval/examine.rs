use bauta_trust::{Digest, SchemaSnapshot};

use super::admit::schema_of;
use super::gate::fingerprint;
use crate::check::open_reviews;
use crate::error::{Diagnostic, EngineError};
use crate::job::{Job, Prepared, compile};
use crate::learning::Reading;
use crate::observe::Observer;
use crate::pipeline::Cancel;
use crate::scan::Knowledge;
use crate::source::Input;

/// A profile held against the definitions of a dump: what is approved of it.
#[derive(Debug, Clone)]
pub struct Examined {
    /// Its name.
    pub name: String,
    /// The digest of the profile and of all that belongs to it.
    pub digest: Digest,
    /// The profile in canonical form.
    pub profile: String,
    /// The dump's schema.
    pub schema: SchemaSnapshot,
    /// The fingerprint of that schema.
    pub fingerprint: Digest,
    /// Open `review:` marks: where.
    pub reviews: Vec<String>,
}

impl Job {
    /// The digest of the profile and of all that belongs to it, before any dump is read.
    ///
    /// # Errors
    /// A profile that cannot be read.
    pub fn profile_digest(&self) -> Result<Digest, EngineError> {
        let (profile, presets) = self.read_profile()?;
        self.digest(&profile, &presets)
    }

    /// Reads the definitions of the dump and checks the profile against them; no row is looked at.
    ///
    /// # Errors
    /// All problems of the profile with these definitions.
    pub fn examine(
        mut self,
        observer: &mut dyn Observer,
        cancel: &Cancel,
    ) -> Result<Examined, EngineError> {
        let (profile, presets) = self.read_profile()?;
        let canonical = profile.to_string();
        let reviews = open_reviews(&profile);
        let input = std::mem::replace(&mut self.input, Input::from_reader(std::io::empty()));
        let path = match &input {
            Input::File(path) => Some(path.clone()),
            Input::Stream(_) => None,
        };
        let opened = self.open(input, false)?;
        let prepared = self.prepare(profile, presets, opened.dialect)?;
        let exact = Reading::Exact;
        let (knowledge, complete) =
            self.learn(path.as_deref(), &opened, &prepared, exact, observer, cancel)?;
        if !complete {
            let problem = Diagnostic::new(
                crate::Code::BadUsage,
                "the definitions have to come from a file, and the profile has to mask",
            );
            return Err(problem.into());
        }
        self.has_reviewed_schema(&prepared.settings.profile, &knowledge)?;
        examined(prepared, &knowledge, canonical, reviews)
    }

    /// The same against definitions that are known already; nothing is read.
    ///
    /// # Errors
    /// All problems of the profile with these definitions.
    pub(crate) fn examine_against(
        mut self,
        knowledge: &Knowledge,
    ) -> Result<Examined, EngineError> {
        let (profile, presets) = self.read_profile()?;
        let canonical = profile.to_string();
        let reviews = open_reviews(&profile);
        let dialect = knowledge.session.dialect();
        let prepared = self.prepare(profile, presets, dialect)?;
        self.has_reviewed_schema(&prepared.settings.profile, knowledge)?;
        examined(prepared, knowledge, canonical, reviews)
    }
}

fn examined(
    prepared: Prepared,
    knowledge: &Knowledge,
    profile: String,
    reviews: Vec<String>,
) -> Result<Examined, EngineError> {
    compile(&prepared.settings, knowledge)?;
    let schema = schema_of(knowledge);
    Ok(Examined {
        name: prepared.name,
        digest: prepared.digest,
        profile,
        fingerprint: fingerprint(&schema)?,
        schema,
        reviews,
    })
}
