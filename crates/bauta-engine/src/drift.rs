//! What a dump has that its profile was not reviewed with.

use std::collections::BTreeMap;

use bauta_model::{ColumnName, TableName};
use bauta_profile::{Profile, Secrets};
use bauta_trust::SchemaSnapshot;

use crate::approval::{LastApproval, fingerprint, schema_of};
use crate::error::{Code, Diagnostic};
use crate::plan::Place;
use crate::scan::Knowledge;

/// Accounts and rights that the profile was not reviewed with, and where each stands first.
pub(crate) type NewAccounts = BTreeMap<String, Place>;

/// What is otherwise in the schema of a dump than in the one that the profile was reviewed
/// against: told one by one where that has been approved, and else that it is.
pub(crate) fn of_schema(
    profile: &Profile,
    knowledge: &Knowledge,
    approved: Option<&LastApproval>,
) -> Result<Vec<Diagnostic>, Diagnostic> {
    let judged = profile.secrets == Secrets::Scrub;
    let Some(reviewed) = profile.reviewed.schema.as_ref().filter(|_| judged) else {
        return Ok(Vec::new());
    };
    let schema = schema_of(knowledge);
    let found = fingerprint(&schema)?.to_string();
    if *reviewed == found {
        return Ok(Vec::new());
    }
    let told = approved.map(|approved| changes(&approved.schema, reviewed, &schema));
    if let Some(told) = told.filter(|told| !told.is_empty()) {
        return Ok(told);
    }
    let message =
        format!("the schema is not the one that the profile was reviewed against: {found}");
    let problem = Diagnostic::new(Code::Drifted, message).at("reviewed > schema");
    Ok(vec![problem.hint(LOOK_AND_TAKE)])
}

/// The changes since a schema, if that is the one which was reviewed.
fn changes(since: &SchemaSnapshot, reviewed: &str, schema: &SchemaSnapshot) -> Vec<Diagnostic> {
    let same = fingerprint(since).is_ok_and(|known| known.to_string() == reviewed);
    if !same {
        return Vec::new();
    }
    let drifts = since.drift(schema).into_iter();
    drifts
        .map(|drift| Diagnostic::new(Code::Drifted, drift.to_string()).hint(LOOK_AND_TAKE))
        .collect()
}

/// Whether the profile was reviewed with that account or right, or does not say.
pub(crate) fn is_known(profile: &Profile, account: &str) -> bool {
    let known = profile.reviewed.accounts.as_ref();
    known.is_none_or(|known| known.iter().any(|known| known == account))
}

/// An account or right that is new.
pub(crate) fn new_account(account: &str, place: Place) -> Diagnostic {
    unreviewed(account).at(place)
}

/// A leaf of a kept document that is new.
pub(crate) fn new_leaf(table: &TableName, column: &ColumnName, leaf: &str) -> Diagnostic {
    unreviewed(leaf).at(format!("{table}.{column}"))
}

fn unreviewed(what: &str) -> Diagnostic {
    let message = format!("the profile was not reviewed with this: {what}");
    Diagnostic::new(Code::Drifted, message).hint(LOOK_AND_TAKE)
}

const LOOK_AND_TAKE: &str =
    "look at it; `bauta draft DUMP --update PROFILE` then takes it into the profile";
