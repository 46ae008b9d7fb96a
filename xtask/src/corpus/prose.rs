//! Sentences with personal data in them.

use super::lookalikes::sentence;
use super::national;
use super::values;
use crate::random::Random;

/// A kind, what writes its values, and how people put them.
type Span = (&'static str, fn(&mut Random) -> String, &'static str);

/// Kinds that are found inside text.
pub(super) static SPANS: &[Span] = &[
    ("email", values::email, "please write to # about it"),
    ("phone", values::phone, "call me on # tomorrow"),
    ("credit-card", values::card, "my card # was charged twice"),
    ("us-ssn", national::us_ssn, "the SSN is # as asked"),
    ("iban", values::iban, "refund to # today"),
];

/// Text around one such value; answers both.
pub(super) fn write(span: usize, random: &mut Random) -> (String, String) {
    let (_, write, frame) = SPANS[span % SPANS.len()];
    let value = write(random);
    let said = frame.replace('#', &value);
    (
        format!("{}; {said}, {}", sentence(random), sentence(random)),
        value,
    )
}
