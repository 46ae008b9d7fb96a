//! Columns that hold more than one thing in a value: documents and prose.

use bauta_model::TypeClass;

use super::Reach;
use super::judge::{Case, Reading, WHOLE};
use super::look::{self, Look};
use super::naming::Words;
use super::tally::ratio;
use crate::detectors;

/// Reads the column as documents or as text in which something stands.
pub(crate) fn judge(case: &Case<'_>) -> Option<Reading> {
    let tally = case.tally;
    let documents = look::DOCUMENTS
        .iter()
        .map(|look| case.share(*look))
        .fold(0.0, f64::max);
    let is_document = documents >= 0.5
        || matches!(
            case.context.class,
            TypeClass::Json | TypeClass::Xml | TypeClass::Hstore
        );
    let spans: u64 = tally.found_spans().map(|(_, count)| count).sum();
    if let Some(reading) = credentials(case, is_document) {
        return Some(reading);
    }
    if is_document {
        return document(case, spans);
    }
    prose(case, spans).or_else(|| within(case, spans))
}

/// Files and strings that are there to hold a credential, nearly all of the values.
fn credentials(case: &Case<'_>, is_document: bool) -> Option<Reading> {
    let is_json = case.share(Look::Json) >= 0.5 || case.context.class == TypeClass::Json;
    CREDENTIALS
        .iter()
        // What else stands in a document is for its leaves to say.
        .filter(|kind| !is_json || WHOLE_DOCUMENTS.contains(kind))
        .filter_map(|kind| {
            let fits = case.fits(kind);
            let whole = if case.hint(kind).is_some() {
                fits.shaped
            } else {
                fits.valid
            };
            let within = case.tally.found_spans().find(|(found, _)| *found == kind);
            let within = within.map_or(0, |(_, count)| count);
            let share = case.part(whole) + ratio(within, case.tally.values());
            (share >= WHOLE).then_some((kind, u64::from(whole) + within))
        })
        .max_by_key(|(_, count)| *count)
        .and_then(|(kind, count)| {
            Some(Reading {
                detector: detectors::by_kind(kind)?,
                confidence: 0.95,
                matched: count,
                reach: if is_document {
                    Reach::Leaf
                } else {
                    Reach::Span
                },
                evidence: vec![format!("{count} values hold one")],
            })
        })
}

fn document(case: &Case<'_>, spans: u64) -> Option<Reading> {
    let telling = u64::from(case.tally.telling_documents());
    let names = case.part(case.tally.telling_documents());
    if spans == 0 && names < 0.02 {
        return None;
    }
    let reading = case.whole("structured-cell", 0.9, 0)?;
    let mut evidence = vec![String::from("values are documents")];
    if telling > 0 {
        evidence.push(format!(
            "{telling} have names in them that hint at something"
        ));
    }
    evidence.extend(found(case));
    Some(Reading {
        reach: Reach::Leaf,
        matched: telling.max(spans.min(case.tally.sampled())),
        evidence,
        ..reading
    })
}

fn prose(case: &Case<'_>, spans: u64) -> Option<Reading> {
    let sentences = case.share(Look::Sentence).max(case.share(Look::Lines));
    let hint = case.hint("free-text");
    let is_text = matches!(
        case.context.class,
        TypeClass::Text | TypeClass::Other | TypeClass::Bytes
    );
    if !is_text || case.share(Look::Url) > 0.5 {
        return None;
    }
    let is_descriptive = hint.is_none_or(|hint| DESCRIPTIVE.contains(&hint.words));
    let is_of_things = case.context.is_about_things()
        || hint.is_none() && (case.context.names_a_thing() || case.context.column_says(EDITORIAL));
    let confidence = match (hint, sentences) {
        (Some(hint), _) if !is_descriptive && sentences >= 0.2 => 0.75 + 0.2 * hint.strength,
        (Some(hint), _) if !is_descriptive && is_wordy(case) => 0.6 + 0.15 * hint.strength,
        _ if is_of_things && spans == 0 => return None,
        (Some(hint), share) if share >= 0.3 => 0.6 + 0.2 * hint.strength,
        (None, share) if share >= 0.5 && (spans > 0 || !case.repeats()) => 0.62,
        (_, share) if share >= 0.2 && spans > 0 => 0.6,
        _ => return None,
    };
    let reading = case.whole("free-text", confidence, case.tally.count(Look::Sentence))?;
    let mut evidence = reading.evidence;
    evidence.push(String::from(if sentences >= 0.5 {
        "values are sentences"
    } else {
        "values are words that differ from row to row"
    }));
    evidence.extend(found(case));
    Some(Reading {
        reach: Reach::Span,
        evidence,
        ..reading
    })
}

/// Several words that differ from row to row, though they are no sentences.
fn is_wordy(case: &Case<'_>) -> bool {
    case.share(Look::SeveralWords) >= 0.4 && !case.repeats()
}

/// Spans of one kind or another, in values that are neither documents nor prose.
fn within(case: &Case<'_>, spans: u64) -> Option<Reading> {
    let (kind, count) = case.tally.found_spans().max_by_key(|(_, count)| *count)?;
    let share = ratio(spans, case.tally.values());
    if share < 0.01 {
        return None;
    }
    let detector = detectors::by_kind(kind)?;
    Some(Reading {
        detector,
        confidence: if share >= 0.3 { 0.8 } else { 0.6 },
        matched: count,
        reach: Reach::Span,
        evidence: found(case).collect(),
    })
}

fn found(case: &Case<'_>) -> impl Iterator<Item = String> {
    case.tally
        .found_spans()
        .map(|(kind, count)| format!("{count} spans within values are of kind {kind}"))
}

/// Kinds whose values are documents or strings of settings, with the credential within.
static CREDENTIALS: Words = Words(
    "gcp-service-account kubeconfig dockerconfigjson my-cnf netrc pgpass jdbc odbc ado libpq db-url \
    basic-auth-header",
);

/// Those that are documents from end to end.
const WHOLE_DOCUMENTS: [&str; 3] = ["gcp-service-account", "kubeconfig", "dockerconfigjson"];

/// Names of texts that are written about things.
const EDITORIAL: &str = "summary headline heading changelog tagline slogan abstract excerpt teaser";

/// Hints of texts about things.
const DESCRIPTIVE: [&str; 12] = [
    "description",
    "text",
    "content",
    "beschreibung",
    "descripcion",
    "descrizione",
    "opis",
    "omschrijving",
    "descricao",
    "log",
    "log_line",
    "about",
];
