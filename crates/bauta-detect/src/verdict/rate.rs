//! Kinds that values tell by themselves.

use super::Reach;
use super::judge::{Case, Reading, WHOLE};
use super::look::Look;
use super::naming::Words;
use super::tally::Fits;
use crate::{Category, Detector, Evidence};

/// What it takes to believe values.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Standing {
    /// Nothing else looks like it.
    Certain,
    /// Chance would let some values pass, but not nearly all.
    Checked,
    /// Other things look like it as well; so sure without a name.
    Shaped(f64),
    /// Only names tell.
    Named,
}

fn standing(detector: &Detector) -> Standing {
    match (detector.kind, detector.evidence) {
        ("email" | "iban" | "pg-md5", _) | (_, Evidence::Prefix | Evidence::Structure) => {
            Standing::Certain
        }
        ("ipv6" | "mac", _) => Standing::Shaped(0.9),
        ("phone", _) => Standing::Shaped(0.85),
        ("us-ssn", _) => Standing::Shaped(0.8),
        ("ipv4", _) => Standing::Shaped(0.75),
        (_, Evidence::Checksum) => Standing::Checked,
        (_, Evidence::Shape) => Standing::Shaped(0.3),
        (_, Evidence::Hint) => Standing::Named,
    }
}

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
    match standing(detector) {
        Standing::Certain => {
            let bonus = if hint.is_some() { 0.03 } else { 0.0 };
            if shaped >= WHOLE {
                case.column(kind, 0.88 + 0.08 * shaped + bonus, fits.shaped)
            } else {
                let least = if hint.is_some() { 0.02 } else { 0.05 };
                (shaped >= least)
                    .then(|| case.column(kind, 0.72 + 2.0 * bonus, fits.shaped))
                    .flatten()
            }
        }
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
            let is_enough = shaped >= 0.9 && !is_vetoed(case);
            is_enough
                .then(|| case.column(kind, base, fits.shaped))
                .flatten()
        }
        Standing::Named => None,
    }
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
            reading.reach == Reach::Cell && standing(reading.detector) == Standing::Certain
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
