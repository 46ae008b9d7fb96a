//! Kinds that values tell by themselves.

use bauta_model::TypeClass;

use super::Reach;
use super::candidates;
use super::judge::{Case, Reading, WHOLE};
use super::look::Look;
use super::naming::Words;
use super::standing::Standing;
use super::tally::Fits;
use crate::{Category, Detector};

/// How likely it is that a column of which so many values fit is of the kind.
pub(crate) fn by_values(
    detector: &'static Detector,
    fits: Fits,
    case: &Case<'_>,
) -> Option<Reading> {
    let kind = detector.kind;
    let hint = case.hint(kind);
    let shaped = case.part(fits.shaped);
    let valid = case.part(fits.valid);
    match Standing::of(detector) {
        Standing::Certain => certain(detector, fits, case),
        Standing::Checked => checked(kind, fits, valid, shaped, case),
        Standing::Shaped(base) => {
            if kind == "ipv4" && case.share(Look::Version) > 0.5 && hint.is_none() {
                return None;
            }
            if let Some(hint) = hint {
                if shaped >= WHOLE {
                    return case.column(kind, 0.7 + 0.26 * hint.strength, fits.shaped);
                }
                return (shaped >= 0.05)
                    .then(|| case.column(kind, 0.7 * hint.strength, fits.shaped))
                    .flatten();
            }
            let sure = if detector.judge.is_some() {
                valid
            } else {
                shaped
            };
            let is_enough = sure >= 0.9 && base >= 0.5 && !is_vetoed(case);
            is_enough
                .then(|| case.column(kind, base, fits.shaped))
                .flatten()
        }
        Standing::Named => None,
    }
}

fn certain(detector: &'static Detector, fits: Fits, case: &Case<'_>) -> Option<Reading> {
    let kind = detector.kind;
    let hint = case.hint(kind);
    let shaped = case.part(fits.shaped);
    // A judge may know shapes that say little; what a pattern finds is found.
    let sure = if detector.judge.is_some() && kind != "email" {
        fits.valid
    } else {
        fits.shaped
    };
    let share = case.part(sure);
    let bonus = if hint.is_some() { 0.03 } else { 0.0 };
    if share >= WHOLE {
        // Which is a token of a known issuer as well.
        let special = if kind == "kubernetes-sa" { 0.01 } else { 0.0 };
        return case.column(kind, 0.87 + 0.08 * share + bonus + special, sure);
    }
    if let Some(hint) = hint
        && shaped >= WHOLE
    {
        let base = if kind == "generic-webhook" { 0.85 } else { 0.5 };
        return case.whole(kind, base * hint.strength, fits.shaped);
    }
    let least = match hint {
        None if !case.context.holds_settings() => 0.05,
        _ => 0.01,
    };
    (share >= least)
        .then(|| case.column(kind, 0.72 + 2.0 * bonus, sure))
        .flatten()
}

fn checked(kind: &str, fits: Fits, valid: f64, shaped: f64, case: &Case<'_>) -> Option<Reading> {
    if let Some(hint) = case.hint(kind) {
        return if valid >= WHOLE {
            case.column(kind, 0.8 + 0.18 * hint.strength, fits.valid)
        } else if shaped >= WHOLE {
            let reading = case.whole(kind, 0.65 * hint.strength, fits.shaped)?;
            Some(reading.with("check digits don't hold"))
        } else if valid >= 0.05 {
            case.column(kind, 0.65 * hint.strength, fits.valid)
        } else {
            None
        };
    }
    // One in ten random numbers passes most checks.
    if valid < 0.9 || case.context.is_primary {
        return None;
    }
    let is_card = kind == "credit-card" && valid >= 0.97 && case.tally.distinct() >= 10.0;
    if is_vetoed(case) && !is_card {
        return None;
    }
    let confidence = match case.tally.distinct() {
        count if count >= 10.0 => 0.74 + 0.16 * valid,
        count if count >= 4.0 => 0.6,
        _ => 0.42,
    };
    let reading = case.column(kind, confidence, fits.valid)?;
    Some(reading.with("check digits hold"))
}

/// Whether the name says that the numbers in it number things.
fn is_vetoed(case: &Case<'_>) -> bool {
    case.context.is_foreign
        || case
            .context
            .column
            .words()
            .iter()
            .any(|word| NUMBERING.has(word))
        || case.share(Look::Ean) >= 0.9
}

/// Addresses of both versions of the protocol in one column.
pub(crate) fn addresses(case: &Case<'_>) -> Option<Reading> {
    let (four, six) = (case.fits("ipv4").shaped, case.fits("ipv6").shaped);
    let hint = case.hint("ipv4");
    let is_typed = case.context.class == TypeClass::Inet;
    if four == 0 || six == 0 || hint.is_none() && !is_typed {
        return None;
    }
    let kind = if four >= six { "ipv4" } else { "ipv6" };
    let strength = hint.map_or(0.8, |hint| hint.strength);
    (case.part(four + six) >= WHOLE)
        .then(|| case.column(kind, 0.72 + 0.25 * strength, four + six))
        .flatten()
        .map(|reading| reading.with("addresses of both versions"))
}

/// A column that names no country's number, but a number that countries give people.
pub(crate) fn identity(case: &Case<'_>) -> Option<Reading> {
    let column = &case.context.column;
    if !column.says_any(IDENTITY) || case.context.is_foreign {
        return None;
    }
    let numbers: Vec<(&str, Fits)> = case
        .tally
        .fits()
        .filter_map(|(number, fits)| Some((candidates::detector(number)?, fits)))
        .filter(|(detector, _)| detector.category == Category::Pii && detector.judge.is_some())
        .filter(|(detector, _)| Standing::of(detector) != Standing::Named)
        .map(|(detector, fits)| (detector.kind, fits))
        .chain([("us-ssn", case.fits("us-ssn"))])
        .collect();
    let (kind, fits) = numbers
        .iter()
        .max_by_key(|(_, fits)| (fits.valid, fits.shaped))?;
    let all: u32 = numbers.iter().map(|(_, fits)| fits.shaped).sum();
    let all = all.min(u32::try_from(case.tally.sampled()).unwrap_or(u32::MAX));
    (case.part(all) >= 0.5 && fits.shaped > 0)
        .then(|| case.whole(kind, 0.75, all))
        .flatten()
        .map(|reading| reading.with("name says number of a person"))
}

static IDENTITY: &str = "national_id national_number national_identifier id_number id_no identity_no \
    identity_number identity_card id_card personal_id personal_number person_number citizen_id \
    tax_id tax_number tin tax_no identification_number government_id gov_id document_number \
    numero_identidad documento_identidad carte_identite personenkennzahl identifikationsnummer";

/// Kinds without check digits whose words or forms are known well enough to do without a name.
pub(crate) fn by_known_words(case: &Case<'_>) -> Option<Reading> {
    if !case.hints.is_empty() || !case.context.is_text() {
        return None;
    }
    let addresses = case.fits("postal-address").valid;
    if case.part(addresses) >= WHOLE && case.share(Look::Sentence) < 0.3 {
        return case.column("postal-address", 0.7, addresses);
    }
    let genders = case.tally.count(Look::Gender);
    if case.part(genders) >= WHOLE && case.tally.longest() >= 4 && case.tally.distinct() >= 1.5 {
        return case.column("gender", 0.65, genders);
    }
    let is_varied = case.tally.distinct() >= 5.0 && !case.context.is_about_things();
    let cities = case.tally.count(Look::City);
    if is_varied && case.part(cities) >= 0.6 {
        return case.column("city", 0.55, cities);
    }
    let countries = case.tally.count(Look::Country);
    if is_varied && case.part(countries) >= WHOLE {
        return case.column("country", 0.6, countries);
    }
    let points = case.fits("geo").valid;
    (case.part(points) >= WHOLE)
        .then(|| case.column("geo", 0.8, points))
        .flatten()
}

/// Cells of several kinds that are certain by themselves, none of which fills the column.
pub(crate) fn mixture(case: &Case<'_>, readings: &[Reading]) -> Option<Reading> {
    let parts: Vec<&Reading> = readings
        .iter()
        .filter(|reading| {
            reading.reach == Reach::Cell && Standing::of(reading.detector) == Standing::Certain
        })
        .collect();
    if parts.len() < 2 {
        return None;
    }
    let main = parts.iter().max_by_key(|reading| {
        (
            reading.detector.category == Category::Secret,
            reading.detector.sensitivity,
            reading.matched,
        )
    })?;
    let matched = parts.iter().map(|reading| reading.matched).sum::<u64>();
    Some(Reading {
        confidence: 0.85,
        matched: matched.min(case.tally.sampled()),
        evidence: parts
            .iter()
            .map(|reading| {
                format!(
                    "{} values are of kind {}",
                    reading.matched, reading.detector.kind
                )
            })
            .collect(),
        ..(*main).clone()
    })
}

static NUMBERING: Words = Words(
    "\
ean isbn issn upc gtin barcode sku tracking track order orders invoice serial batch lot reference \
ref transaction txn trx parcel shipment consignment ticket article artikel part product asset \
version build epoch revision id ids seq sequence checksum crc hash offset position bytes size count \
quantity amount total price timestamp awb waybill catalog catalogue model item rechnung bestellung \
rechnungsnummer auftrag auftragsnummer bestellnummer sendungsnummer pedido factura commande facture \
numero_pedido duns gln po rma case",
);
