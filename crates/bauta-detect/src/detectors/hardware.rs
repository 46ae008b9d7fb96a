//! Numbers of phones, their cards and network adapters.

use bauta_codec::identifiers::check_digit;
use bauta_model::Sensitivity::Medium;

use crate::Fit;
use crate::alphabet::Alphabet;
use crate::detector::Category::Pii;
use crate::detector::{Detector, Example};
use crate::identity::{self, Compact, number};

pub(super) static DETECTORS: &[Detector] = &[
    number(
        "mac",
        "Address of a network adapter.",
        (Pii, Medium),
        hints![mac mac_address hwaddr bssid hardware_address ethernet_address wifi_mac adresse_mac],
        mac,
        &[Example {
            text: "eth0 00:1b:44:11:3a:b7 up",
            found: "00:1b:44:11:3a:b7",
        }],
    )
    .within_prose(crate::detector::Matcher::Custom {
        triggers: &[crate::detector::Trigger::Sign(":")],
        verify: |window| {
            let start = window.start.checked_sub(2)?;
            let end = start + 17;
            let value = window.text.get(start..end)?;
            let alone = crate::window::begins(window.text, start, true)
                && !window.text[..start].ends_with(b":")
                && crate::window::ends(window.text, end, Alphabet::B64_URL)
                && window.text.get(end) != Some(&b':');
            (alone && mac(value) == Fit::Valid).then(|| bauta_model::Span::new(start, end))
        },
    })
    .replaced(
        "the locally administered prefix 02:ba:07",
        |original, filler, out| match original.len() {
            14 if original.get(4) == Some(&b'.') => {
                out.extend_from_slice(b"02ba.07");
                filler.push(Alphabet::HEX, 2, out);
                out.push(b'.');
                filler.push(Alphabet::HEX, 4, out);
            }
            _ => {
                let mark = match original.get(2) {
                    Some(b'-') => b'-',
                    _ => b':',
                };
                for (index, pair) in [b"02", b"ba", b"07"].into_iter().enumerate() {
                    if index > 0 {
                        out.push(mark);
                    }
                    out.extend_from_slice(pair);
                }
                for _ in 0..3 {
                    out.push(mark);
                    filler.push(Alphabet::HEX, 2, out);
                }
            }
        },
        |value| {
            let digits = value.iter().filter(|byte| byte.is_ascii_hexdigit());
            value.len() >= 12 && digits.take(6).copied().eq(*b"02ba07")
        },
    ),
    number(
        "imei",
        "Number of a phone.",
        (Pii, Medium),
        hints![imei imei_number meid],
        imei,
        &[Example {
            text: "IMEI: 490154203237518",
            found: "490154203237518",
        }],
    )
    .within_prose(behind!(["imei"], imei)),
    number(
        "imsi",
        "Number of a subscriber to a mobile network.",
        (Pii, Medium),
        hints![imsi subscriber_id],
        imsi,
        &[Example {
            text: "imsi=262011234567890",
            found: "262011234567890",
        }],
    )
    .within_prose(behind!(["imsi"], imsi)),
    number(
        "iccid",
        "Number of a SIM card.",
        (Pii, Medium),
        hints![iccid sim_number sim_serial icc_id sim_card],
        iccid,
        &[Example {
            text: "iccid: 8944110068256270054",
            found: "8944110068256270054",
        }],
    )
    .within_prose(behind!(["iccid"], iccid)),
];

/// Three notations: pairs with colons or dashes, and groups of four with dots.
fn mac(value: &[u8]) -> Fit {
    let hex = |at: usize| value.get(at).is_some_and(u8::is_ascii_hexdigit);
    let holds = match value.len() {
        17 => {
            let mark = value[2];
            matches!(mark, b':' | b'-')
                && (0..17).all(|at| {
                    if at % 3 == 2 {
                        value[at] == mark
                    } else {
                        hex(at)
                    }
                })
        }
        14 => (0..14).all(|at| {
            if at % 5 == 4 {
                value[at] == b'.'
            } else {
                hex(at)
            }
        }),
        12 => {
            return if (0..12).all(hex) {
                Fit::Shape
            } else {
                Fit::No
            };
        }
        _ => false,
    };
    if holds { Fit::Valid } else { Fit::No }
}

/// *Source:* 3GPP TS 23.003, 6.2.1; annex B for the check digit.
fn imei(value: &[u8]) -> Fit {
    identity::checked("999999999999999", value, luhn).max(identity::checked(
        "9999999999999999",
        value,
        |_| false,
    ))
}

fn luhn(id: &[u8]) -> bool {
    let (check, front) = id.split_last().unwrap_or((&0, &[]));
    check_digit::luhn(front) == check_digit::value(*check) && id.iter().any(|byte| *byte != b'0')
}

/// A country code of mobile networks in front. *Source:* ITU-T E.212.
fn imsi(value: &[u8]) -> Fit {
    identity::checked("999999999999999", value, |id| matches!(id[0], b'2'..=b'7'))
}

/// *Source:* ITU-T E.118.
fn iccid(value: &[u8]) -> Fit {
    let Some(id) = Compact::read(value) else {
        return Fit::No;
    };
    let id = id.get();
    let fits =
        id.starts_with(b"89") && (18..=20).contains(&id.len()) && id.iter().all(u8::is_ascii_digit);
    match (fits, luhn(id)) {
        (true, true) => Fit::Valid,
        (true, false) => Fit::Shape,
        (false, _) => Fit::No,
    }
}
