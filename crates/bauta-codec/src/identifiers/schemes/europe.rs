//! Identifiers of Europe and Turkey.

use super::super::checks;
use super::super::scheme::CheckKind::{Character, TwoDigits};
use super::super::scheme::Field::{Checked, Digit, Fixed, Kept, Lenient, Number, OneOf, Stepped};
use super::super::scheme::{Check, Field, Scheme};
use super::{LETTERS, digit, plain};

pub(super) static SCHEMES: &[Scheme] = &[
    Scheme {
        never_issued: Some(&[
            Fixed(b"QQ"),
            Digit,
            Digit,
            Digit,
            Digit,
            Digit,
            Digit,
            OneOf(b"ABCD"),
        ]),
        holds: checks::gb_holds,
        ..plain(
            "gb",
            &[
                OneOf(b"ABCEGHJKLMNOPRSTWXYZ"),
                OneOf(b"ABCEGHJKLMNPRSTWXYZ"),
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                OneOf(b"ABCD"),
            ],
        )
    },
    Scheme {
        never_issued: Some(&[
            Fixed(b"999"),
            Digit,
            Digit,
            Digit,
            Digit,
            Digit,
            Digit,
            Checked(1),
        ]),
        checks: &[digit(9, checks::gb_nhs)],
        ..plain(
            "gb-nhs",
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
                Checked(1),
            ],
        )
    },
    Scheme {
        checks: &[digit(10, checks::de)],
        holds: checks::de_holds,
        ..plain(
            "de",
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
                Checked(1),
            ],
        )
    },
    Scheme {
        checks: &[Check {
            at: 13,
            kind: TwoDigits,
            expected: checks::fr,
        }],
        ..plain(
            "fr",
            &[
                OneOf(b"12"),
                Number(2, 0, 99),
                Lenient(2, 1, 12),
                Lenient(2, 1, 95),
                Number(3, 0, 999),
                Number(3, 0, 999),
                Checked(2),
            ],
        )
    },
    Scheme {
        checks: &[Check {
            at: 8,
            kind: Character(SPANISH),
            expected: checks::es,
        }],
        ..plain(
            "es",
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
            at: 8,
            kind: Character(SPANISH),
            expected: checks::es,
        }],
        ..plain(
            "es",
            &[
                OneOf(b"XYZ"),
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
            at: 15,
            kind: Character(LETTERS),
            expected: checks::it,
        }],
        holds: checks::it_holds,
        ..plain(
            "it",
            &[
                OneOf(LETTERS),
                OneOf(LETTERS),
                OneOf(LETTERS),
                OneOf(LETTERS),
                OneOf(LETTERS),
                OneOf(LETTERS),
                Number(2, 0, 99),
                OneOf(b"ABCDEHLMPRST"),
                Stepped(1, 31, 40),
                OneOf(LETTERS),
                Number(3, 0, 999),
                Checked(1),
            ],
        )
    },
    Scheme {
        checks: &[digit(8, checks::nl)],
        ..plain(
            "nl",
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
        // Born from 2000 on.
        checks: &[Check {
            at: 9,
            kind: TwoDigits,
            expected: checks::be_2000,
        }],
        holds: checks::be_holds,
        ..plain("be", BELGIAN)
    },
    Scheme {
        checks: &[Check {
            at: 9,
            kind: TwoDigits,
            expected: checks::be,
        }],
        holds: checks::be_holds,
        ..plain("be", BELGIAN)
    },
    Scheme {
        checks: &[digit(10, checks::pl)],
        holds: checks::pl_holds,
        ..plain(
            "pl",
            &[
                Number(2, 0, 99),
                Stepped(1, 12, 20),
                Number(2, 1, 31),
                Digit,
                Digit,
                Digit,
                Digit,
                Checked(1),
            ],
        )
    },
    Scheme {
        checks: &[digit(9, checks::luhn_of_ten)],
        holds: checks::se_holds,
        ..plain(
            "se",
            &[
                Number(2, 0, 99),
                Number(2, 1, 12),
                Stepped(1, 31, 60),
                Digit,
                Digit,
                Digit,
                Checked(1),
            ],
        )
    },
    Scheme {
        checks: &[digit(11, checks::luhn_of_ten)],
        holds: checks::se_holds,
        ..plain(
            "se",
            &[
                Kept(2),
                Number(2, 0, 99),
                Number(2, 1, 12),
                Stepped(1, 31, 60),
                Digit,
                Digit,
                Digit,
                Checked(1),
            ],
        )
    },
    Scheme {
        checks: &[Check {
            at: 9,
            kind: Character(FINNISH),
            expected: checks::fi,
        }],
        holds: checks::day_first,
        ..plain(
            "fi",
            &[
                Number(2, 1, 31),
                Number(2, 1, 12),
                Number(2, 0, 99),
                Number(3, 0, 999),
                Checked(1),
            ],
        )
    },
    Scheme {
        // The century's sign may be a letter.
        checks: &[Check {
            at: 10,
            kind: Character(FINNISH),
            expected: checks::fi,
        }],
        holds: checks::day_first,
        ..plain(
            "fi",
            &[
                Number(2, 1, 31),
                Number(2, 1, 12),
                Number(2, 0, 99),
                Kept(1),
                Number(3, 0, 999),
                Checked(1),
            ],
        )
    },
    Scheme {
        holds: checks::day_first,
        ..plain(
            "dk",
            &[
                Number(2, 1, 31),
                Number(2, 1, 12),
                Number(2, 0, 99),
                Digit,
                Digit,
                Digit,
                Digit,
            ],
        )
    },
    Scheme {
        checks: &[digit(9, checks::no_first), digit(10, checks::no_second)],
        holds: checks::day_first,
        ..plain(
            "no",
            &[
                Stepped(1, 31, 40),
                Stepped(1, 12, 40),
                Number(2, 0, 99),
                Digit,
                Digit,
                Digit,
                Checked(1),
                Checked(1),
            ],
        )
    },
    Scheme {
        checks: &[digit(9, checks::tr_first), digit(10, checks::tr_second)],
        ..plain(
            "tr",
            &[
                OneOf(b"123456789"),
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Digit,
                Checked(1),
                Checked(1),
            ],
        )
    },
];

const SPANISH: &[u8] = b"TRWAGMYFPDXBNJZSQVHLCKE";
const FINNISH: &[u8] = b"0123456789ABCDEFHJKLMNPRSTUVWXY";
const BELGIAN: &[Field] = &[
    Number(2, 0, 99),
    Number(2, 0, 12),
    Number(2, 0, 31),
    Number(3, 0, 999),
    Checked(2),
];
