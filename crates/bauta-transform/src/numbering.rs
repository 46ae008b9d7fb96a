//! Telephone numbers: reading them, and ranges in which nobody is called.

use crate::dice::Dice;

/// Ranges of one country code that are kept for fiction.
///
/// In a range, digits stand for themselves, `x` for any, `n` for 1 to 9, `a` for the place of a
/// digit out of an area code.
#[derive(Debug)]
pub(crate) struct Plan {
    countries: &'static [&'static str],
    code: &'static str,
    /// How numbers begin (the longest beginning first), and where they go.
    ranges: &'static [(&'static str, &'static str)],
}

impl Plan {
    /// The plan that country belongs to.
    pub(crate) fn of_country(country: &str) -> Option<&'static Self> {
        PLANS.iter().find(|plan| plan.countries.contains(&country))
    }

    fn of_digits(digits: &[u8]) -> Option<&'static Self> {
        PLANS
            .iter()
            .find(|plan| digits.starts_with(plan.code.as_bytes()))
    }

    fn is_north_american(&self) -> bool {
        self.code == "1"
    }

    /// The range for a national number without its trunk digit.
    fn range(&self, national: &[u8]) -> Option<&'static [u8]> {
        if self.is_north_american() && national.len() == LOCAL.len() {
            return Some(LOCAL);
        }
        self.ranges
            .iter()
            .find(|(start, _)| national.starts_with(start.as_bytes()))
            .map(|(_, range)| range.as_bytes())
            // A number much shorter than the range would end before the range begins to differ.
            .filter(|range| national.len() + 2 >= range.len())
    }
}

/// *Source:* the regulators' lists for drama: NANPA (555-0100 to 0199), Ofcom, ACMA, ARCEP,
/// Bundesnetzagentur, Comreg, PTS.
static PLANS: &[Plan] = &[
    Plan {
        countries: &["US", "CA"],
        code: "1",
        ranges: &[("", "aaa55501xx")],
    },
    Plan {
        countries: &["GB"],
        code: "44",
        ranges: &[
            ("7", "7700900xxx"),
            ("20", "2079460xxx"),
            ("", "1632960xxx"),
        ],
    },
    Plan {
        countries: &["AU"],
        code: "61",
        ranges: &[
            ("4", "491570xxx"),
            ("2", "25550xxxx"),
            ("3", "35550xxxx"),
            ("7", "75550xxxx"),
            ("", "85550xxxx"),
        ],
    },
    Plan {
        countries: &["FR"],
        code: "33",
        ranges: &[
            ("1", "19900xxxx"),
            ("2", "26191xxxx"),
            ("3", "35301xxxx"),
            ("4", "46571xxxx"),
            ("5", "53649xxxx"),
            ("", "63998xxxx"),
        ],
    },
    Plan {
        countries: &["DE"],
        code: "49",
        ranges: &[
            ("15", "17139200xx"),
            ("16", "17139200xx"),
            ("17", "17139200xx"),
            ("", "3023125xxx"),
        ],
    },
    Plan {
        countries: &["IE"],
        code: "353",
        ranges: &[("", "2091xxxxx")],
    },
    Plan {
        countries: &["SE"],
        code: "46",
        ranges: &[("7", "7017406nx"), ("31", "3139006xx"), ("", "8465004xx")],
    },
];

/// Seven digits, as dialled within a North American area.
const LOCAL: &[u8] = b"55501xx";

/// Area codes of North America, digits of which are drawn together.
#[rustfmt::skip]
const AREAS: &[&[u8; 3]] = &[
    b"201", b"202", b"203", b"205", b"206", b"207", b"208", b"209", b"210", b"212", b"213", b"214",
    b"216", b"217", b"218", b"219", b"225", b"228", b"229", b"231", b"240", b"248", b"252", b"253",
    b"254", b"256", b"260", b"262", b"267", b"269", b"301", b"302", b"303", b"304", b"305", b"307",
    b"308", b"309", b"310", b"312", b"313", b"314", b"315", b"316", b"317", b"318", b"319", b"320",
    b"401", b"402", b"404", b"405", b"406", b"407", b"408", b"410", b"412", b"413", b"414", b"415",
    b"501", b"502", b"503", b"504", b"505", b"507", b"508", b"509", b"510", b"512", b"513", b"515",
    b"601", b"602", b"603", b"605", b"606", b"607", b"608", b"609", b"610", b"612", b"614", b"615",
    b"701", b"702", b"703", b"704", b"706", b"707", b"708", b"712", b"713", b"714", b"715", b"716",
];

/// A telephone number taken apart.
#[derive(Debug)]
pub(crate) struct Number {
    digits: [u8; MOST_DIGITS],
    len: usize,
    international: bool,
    /// Where the number ends in the value and an extension begins.
    pub(crate) end: usize,
}

const MOST_DIGITS: usize = 20;

impl Number {
    /// Reads digits, blanks and `+()-./`, and an extension behind them.
    pub(crate) fn read(value: &[u8]) -> Option<Self> {
        let end = value.iter().position(u8::is_ascii_alphabetic);
        let (main, extension) = value.split_at(end.unwrap_or(value.len()));
        let mut number = Self {
            digits: [b'0'; MOST_DIGITS],
            len: 0,
            international: false,
            end: main.len(),
        };
        let mut bytes = main.iter().peekable();
        while let Some(byte) = bytes.next() {
            match byte {
                b'0'..=b'9' => {
                    *number.digits.get_mut(number.len)? = *byte;
                    number.len += 1;
                }
                b'+' if number.len == 0 && !number.international => number.international = true,
                b' ' | b'(' | b')' | b'-' | b'.' | b'/' => {}
                0xC2 if bytes.next_if_eq(&&0xA0).is_some() => {}
                _ => return None,
            }
        }
        (number.len >= 3 && is_extension(extension)).then_some(number)
    }

    /// The digits.
    pub(crate) fn digits(&self) -> &[u8] {
        self.digits.get(..self.len).unwrap_or_default()
    }

    /// Puts a number of nobody in its place; `home` is the plan of numbers without a country.
    pub(crate) fn replace(&mut self, home: Option<&'static Plan>, dice: &mut Dice<'_>) {
        let digits = self.digits();
        let prefix = match digits {
            _ if self.international => Some(0),
            [b'0', b'0', rest @ ..] if rest.len() >= 6 => Some(2),
            _ => None,
        };
        let (plan, mut start) = match prefix {
            Some(at) => {
                let rest = digits.get(at..).unwrap_or_default();
                (Plan::of_digits(rest), at + code_length(rest))
            }
            None => (home, 0),
        };
        let one = plan.is_some_and(Plan::is_north_american) && prefix.is_none() && self.len == 11;
        if one || digits.get(start) == Some(&b'0') {
            start += 1;
        }
        let national = digits.get(start..).unwrap_or_default();
        let range = plan.and_then(|plan| plan.range(national));
        let area = AREAS
            .get(dice.index(AREAS.len()))
            .copied()
            .unwrap_or(b"201");
        let nobody: &[u8] = if national.len() > 4 { b"  000" } else { b"0" };
        let pattern = range.unwrap_or(nobody);
        let len = self.len;
        let places = self.digits.iter_mut().take(len).skip(start);
        for (index, digit) in places.enumerate() {
            *digit = match pattern.get(index) {
                Some(b' ') => *digit,
                Some(b'a') => area.get(index).copied().unwrap_or(b'2'),
                Some(b'n') => dice.pick(b"123456789"),
                None | Some(b'x') => dice.digit(),
                Some(fixed) => *fixed,
            };
        }
    }
}

/// How long the country code is.
///
/// *Source:* ITU-T E.164, list of country codes.
fn code_length(digits: &[u8]) -> usize {
    match digits {
        [b'1' | b'7', ..] => 1,
        [b'2', b'0' | b'7', ..]
        | [b'3', b'0'..=b'4' | b'6' | b'9', ..]
        | [b'4', b'0' | b'1' | b'3'..=b'9', ..]
        | [b'5', b'1'..=b'8', ..]
        | [b'6', b'0'..=b'6', ..]
        | [b'8', b'1' | b'2' | b'4' | b'6', ..]
        | [b'9', b'0'..=b'5' | b'8', ..] => 2,
        _ => 3,
    }
}

/// Whether nothing follows the number, or `x 12`, `ext. 12`.
fn is_extension(text: &[u8]) -> bool {
    let Some(rest) = ["extension", "ext", "x"].iter().find_map(|word| {
        let (front, rest) = text.split_at_checked(word.len())?;
        front.eq_ignore_ascii_case(word.as_bytes()).then_some(rest)
    }) else {
        return text.is_empty();
    };
    let digits = rest.iter().filter(|byte| byte.is_ascii_digit()).count();
    (1..=8).contains(&digits)
        && rest
            .iter()
            .all(|byte| byte.is_ascii_digit() || b" .:#".contains(byte))
}
