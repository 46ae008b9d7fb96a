//! Identifiers of the Americas and South Africa.

use super::super::checks;
use super::super::scheme::Field::{Checked, Digit, Either, Fixed, Kept, Number};
use super::super::scheme::Scheme;
use super::{digit, plain};

pub(super) static SCHEMES: &[Scheme] = &[
    Scheme {
        never_issued: Some(&[
            // Area 9xx is for taxpayer numbers, whose groups begin at 50.
            Number(3, 900, 999),
            Number(2, 1, 49),
            Number(4, 1, 9999),
        ]),
        ..plain(
            "us",
            &[
                Digit, Digit, Digit, Digit, Digit, Digit, Digit, Digit, Digit,
            ],
        )
    },
    Scheme {
        // Numbers that begin with 0 are the tax agency's own examples.
        never_issued: Some(&[
            Fixed(b"0"),
            Digit,
            Digit,
            Digit,
            Digit,
            Digit,
            Digit,
            Digit,
            Checked(1),
        ]),
        checks: &[digit(8, checks::luhn)],
        ..plain(
            "ca",
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
        checks: &[
            digit(9, checks::br_cpf_first),
            digit(10, checks::br_cpf_second),
        ],
        holds: checks::br_holds,
        ..plain(
            "br",
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
                Checked(1),
            ],
        )
    },
    Scheme {
        checks: &[
            digit(12, checks::br_cnpj_first),
            digit(13, checks::br_cnpj_second),
        ],
        holds: checks::br_holds,
        ..plain(
            "br",
            &[
                Either,
                Either,
                Either,
                Either,
                Either,
                Either,
                Either,
                Either,
                Either,
                Either,
                Either,
                Either,
                Checked(1),
                Checked(1),
            ],
        )
    },
    Scheme {
        checks: &[digit(12, checks::luhn)],
        holds: checks::year_first,
        ..plain(
            "za",
            &[
                Number(2, 0, 99),
                Number(2, 1, 12),
                Number(2, 1, 31),
                Digit,
                Digit,
                Digit,
                Digit,
                Kept(2),
                Checked(1),
            ],
        )
    },
];
