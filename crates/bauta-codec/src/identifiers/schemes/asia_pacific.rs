//! Identifiers of Asia and Australia.

use super::super::checks;
use super::super::scheme::CheckKind::{Character, TwoDigits};
use super::super::scheme::Field::{Checked, Digit, Kept, Number, OneOf};
use super::super::scheme::{Check, Scheme};
use super::{LETTERS, digit, plain};

pub(super) static SCHEMES: &[Scheme] = &[
    Scheme {
        checks: &[digit(11, checks::verhoeff)],
        ..plain(
            "in",
            &[
                OneOf(b"23456789"),
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Checked(1),
            ],
        )
    },
    plain(
        "in",
        &[
            OneOf(LETTERS),
            OneOf(LETTERS),
            OneOf(LETTERS),
            Kept(1),
            OneOf(LETTERS),
            Digit,
            Digit,
            Digit,
            Digit,
            OneOf(LETTERS),
        ],
    ),
    Scheme {
        checks: &[digit(8, checks::au_tfn)],
        ..plain(
            "au",
            &[
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Checked(1),
            ],
        )
    },
    Scheme {
        checks: &[Check {
            at: 0,
            kind: TwoDigits,
            expected: checks::au_abn,
        }],
        ..plain(
            "au",
            &[
                Checked(2),
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
            ],
        )
    },
    Scheme {
        checks: &[Check {
            at: 17,
            kind: Character(b"10X98765432"),
            expected: checks::cn,
        }],
        holds: checks::cn_holds,
        ..plain(
            "cn",
            &[
                OneOf(b"123456789"),
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Kept(2),
                Number(2, 0, 99),
                Number(2, 1, 12),
                Number(2, 1, 31),
                Digit,
                Digit,
                Digit,
                Checked(1),
            ],
        )
    },
    Scheme {
        checks: &[digit(11, checks::jp)],
        ..plain(
            "jp",
            &[
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Checked(1),
            ],
        )
    },
    Scheme {
        checks: &[digit(12, checks::kr)],
        holds: checks::year_first,
        ..plain(
            "kr",
            &[
                Number(2, 0, 99),
                Number(2, 1, 12),
                Number(2, 1, 31),
                Kept(1),
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Checked(1),
            ],
        )
    },
];
