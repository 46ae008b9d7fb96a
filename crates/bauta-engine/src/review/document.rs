use bauta_profile::{Profile, Source};
use bauta_trust::{Digest, SchemaSnapshot};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{ColumnShapes, samples, shapes};
use crate::approval::{Examined, LastApproval};
use crate::error::{Code, Diagnostic, EngineError};
use crate::inspect::{InspectedSecret, Inspection};
use crate::observe::Observer;
use crate::pipeline::Cancel;
use crate::preview::Preview;
use crate::scan::Opened;
use crate::source::Input;

/// What a reviewer reads, and what an approval can be made from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Review {
    #[serde(flatten)]
    subject: Subject,
    /// When it was made.
    pub made: Timestamp,
    /// The version of bauta.
    pub engine: String,
    /// The approval it is compared with: `serial`, `rules` and `schema` in words.
    pub since_last_approval: Value,
    /// Tables of the dump, with what is decided about them.
    pub tables: Vec<ReviewedTable>,
    /// Secrets in rows and statements by place and kind, with how many.
    pub secrets: Vec<Value>,
    /// Accounts and the like, with what becomes of them.
    pub identities: Vec<Value>,
    /// Exceptions of the profile, with their dates.
    pub exceptions: Vec<Value>,
    /// What the reviewer should know.
    pub notices: Vec<String>,
}

/// What is reviewed, and would be approved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Subject {
    #[serde(rename = "type")]
    kind: Kind,
    /// The environment it is for.
    pub environment: String,
    /// The profile's name.
    pub profile_name: String,
    /// The digest of the profile and of all that belongs to it.
    pub profile_digest: Digest,
    /// The fingerprint of the schema.
    pub schema_fingerprint: Digest,
    /// Open `review:` marks.
    pub open_reviews: Vec<String>,
    /// The profile in canonical form.
    pub profile: String,
    /// The schema.
    pub schema: SchemaSnapshot,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Kind {
    #[serde(rename = "bauta-review/v1")]
    V1,
}

/// One table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReviewedTable {
    /// Its name.
    pub name: String,
    /// Its rows.
    pub rows: u64,
    /// Its columns.
    pub columns: Vec<ReviewedColumn>,
    /// Columns of the samples.
    pub sample_columns: Vec<String>,
    /// Rows as they would be in the clone, under a key that is thrown away; what would show an
    /// original says `(kept)`.
    pub samples: Vec<Vec<Option<String>>>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReviewedColumn {
    /// Its name.
    pub name: String,
    /// Its type as the dump writes it.
    #[serde(rename = "type")]
    pub written_type: String,
    /// What becomes of it.
    pub action: Option<String>,
    /// What it holds, by its name and all of its values.
    pub verdict: Value,
    /// How its originals look.
    pub shapes: Option<ColumnShapes>,
}

impl Review {
    /// Puts together what the readings of a dump have told; reads it once more for shapes.
    ///
    /// # Errors
    /// The dump is damaged, or the run is cancelled.
    #[expect(clippy::too_many_arguments, reason = "what several readings have told")]
    pub fn of(
        examined: Examined,
        environment: &str,
        made: Timestamp,
        last: Option<&LastApproval>,
        inspection: &Inspection,
        preview: &Preview,
        input: Input,
        threads: usize,
        observer: &mut dyn Observer,
        cancel: &Cancel,
    ) -> Result<Self, EngineError> {
        let opened = Opened::open(input, Some(inspection.dialect), false)?;
        let limits = bauta_dump::Limits::default();
        let shapes = shapes::read(opened, limits, threads, observer, cancel)?;
        let profile = Profile::parse(&examined.profile).map_err(|_| {
            Diagnostic::new(
                Code::WorkerDied,
                "a profile cannot be read as it was written",
            )
        })?;
        Ok(Self {
            made,
            engine: format!("bauta {}", env!("CARGO_PKG_VERSION")),
            since_last_approval: last
                .map_or(Value::Null, |last| changes(last, &profile, &examined)),
            tables: tables(inspection, preview, &shapes),
            secrets: secrets(inspection),
            identities: identities(inspection),
            exceptions: profile.exceptions.iter().map(exception).collect(),
            notices: sources(&profile),
            subject: Subject {
                kind: Kind::V1,
                environment: environment.to_owned(),
                profile_name: examined.name,
                profile_digest: examined.digest,
                schema_fingerprint: examined.fingerprint,
                open_reviews: examined.reviews,
                profile: examined.profile,
                schema: examined.schema,
            },
        })
    }

    /// What would be approved.
    pub fn subject(&self) -> &Subject {
        &self.subject
    }
}

impl Subject {
    /// Reads what would be approved from the text of a review.
    ///
    /// # Errors
    /// Another text, or a schema that has not the fingerprint beside it.
    pub fn parse(text: &str) -> Result<Self, Diagnostic> {
        let bad = |message: &str| {
            Diagnostic::new(Code::BadUsage, message).hint("make one with `bauta review`")
        };
        let subject: Self =
            serde_json::from_str(text).map_err(|_| bad("this is no review of bauta"))?;
        if subject.schema.fingerprint().ok() == Some(subject.schema_fingerprint) {
            Ok(subject)
        } else {
            Err(bad(
                "the schema of the review has not the fingerprint beside it",
            ))
        }
    }

    /// As if the profile had just been held against the dump.
    pub fn into_examined(self) -> Examined {
        Examined {
            name: self.profile_name,
            digest: self.profile_digest,
            profile: self.profile,
            schema: self.schema,
            fingerprint: self.schema_fingerprint,
            reviews: self.open_reviews,
        }
    }
}

fn changes(last: &LastApproval, profile: &Profile, examined: &Examined) -> Value {
    let rules = match Profile::parse(&last.profile) {
        Ok(before) => before
            .diff(profile)
            .iter()
            .map(ToString::to_string)
            .collect(),
        Err(_) => vec!["the profile that was approved cannot be read".to_owned()],
    };
    let drift = last.schema.drift(&examined.schema);
    let schema: Vec<String> = drift.iter().map(ToString::to_string).collect();
    json!({ "serial": last.serial, "rules": rules, "schema": schema })
}

fn tables(
    inspection: &Inspection,
    preview: &Preview,
    shapes: &shapes::TableShapes,
) -> Vec<ReviewedTable> {
    let tables = inspection.tables.iter().map(|table| {
        let sample = preview
            .tables
            .iter()
            .find(|sample| same(&sample.name, &table.name));
        let shapes = shapes.iter().find(|(name, _)| same(name, &table.name));
        let action = |column: &str| {
            let sample = sample?;
            let at = sample.columns.iter().position(|name| name == column)?;
            sample.actions.get(at).cloned()
        };
        let columns = table.columns.iter().map(|column| ReviewedColumn {
            name: column.name.clone(),
            written_type: column.written_type.clone(),
            action: action(&column.name),
            verdict: column.class.as_ref().map_or(Value::Null, |verdict| {
                json!({
                    "kind": verdict.kind,
                    "category": verdict.category.name(),
                    "sensitivity": verdict.sensitivity.name(),
                    "confidence": verdict.confidence,
                    "evidence": verdict.evidence,
                })
            }),
            shapes: shapes.and_then(|(_, columns)| columns.get(&column.name).cloned()),
        });
        ReviewedTable {
            name: table.name.clone(),
            rows: table.rows,
            columns: columns.collect(),
            sample_columns: sample
                .map(|sample| sample.columns.clone())
                .unwrap_or_default(),
            samples: sample.map(samples::masked).unwrap_or_default(),
        }
    });
    tables.collect()
}

/// Names with and without the only database.
fn same(one: &str, other: &str) -> bool {
    let bare = |name: &str| name.rsplit('/').next().unwrap_or(name).to_owned();
    one == other || bare(one) == bare(other)
}

/// By kind and place alone: what secrets tell of themselves stays with whoever may read the dump.
fn secrets(inspection: &Inspection) -> Vec<Value> {
    let mut told: Vec<(&InspectedSecret, u64)> = Vec::new();
    for secret in &inspection.secrets {
        let alike = |other: &&mut (&InspectedSecret, u64)| {
            let other = other.0;
            (other.kind, &other.table, &other.column)
                == (secret.kind, &secret.table, &secret.column)
        };
        match told.iter_mut().find(alike) {
            Some((_, count)) => *count += secret.count,
            None => told.push((secret, secret.count)),
        }
    }
    let told = told.into_iter().map(|(secret, count)| {
        json!({
            "kind": secret.kind,
            "table": secret.table,
            "column": secret.column,
            "count": count,
            "sensitivity": secret.sensitivity.name(),
            "treatment": secret.treatment,
        })
    });
    told.collect()
}

fn identities(inspection: &Inspection) -> Vec<Value> {
    let told = inspection.identities.iter().map(|identity| {
        json!({
            "kind": identity.kind,
            "name": identity.name,
            "place": identity.place,
            "count": identity.count,
            "treatment": identity.treatment,
            "rotate": identity.rotate,
        })
    });
    told.collect()
}

fn exception(exception: &bauta_profile::Exception) -> Value {
    json!({
        "column": exception.column.as_ref().map(ToString::to_string),
        "fingerprint": exception.fingerprint,
        "kinds": exception.kinds,
        "reason": exception.reason,
        "ticket": exception.ticket,
        "owner": exception.owner,
        "issued": exception.issued.to_string(),
        "expires": exception.expires.to_string(),
    })
}

/// What the profile brings from elsewhere.
fn sources(profile: &Profile) -> Vec<String> {
    let replacements = profile.replacements.iter();
    replacements
        .map(|(kind, replacement)| {
            let from = match &replacement.from {
                Source::Env(name) => format!("the variable {name}"),
                Source::File(path) => format!("the file {path}"),
                Source::Keychain(name) => format!("the key chain's {name}"),
                Source::Command(words) => format!("the program `{}`", words.join(" ")),
            };
            format!("secrets of kind {kind} become a staging credential from {from}")
        })
        .collect()
}
