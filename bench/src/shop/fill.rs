//! What stands in the rows.

use super::dice::Dice;
use super::person::Person;
use super::row::{Digits, Marks, RowWriter};
use super::table::{Table, TableId};
use super::words::Words;

/// Writes any row of any table of a shop of a given size.
#[derive(Debug)]
pub(crate) struct Filler {
    words: Words,
    customers: u64,
}

impl Filler {
    /// For a shop with this many customers.
    pub(crate) fn new(marks: &Marks, customers: u64) -> Self {
        Self {
            words: Words::new(marks),
            customers: customers.max(1),
        }
    }

    /// Writes the row at `index`, counted from 0.
    pub(crate) fn write(&self, table: &Table, index: u64, row: &mut RowWriter) {
        row.open(table.masked_columns());
        row.bare(&[Digits::of(index + 1).bytes()]);
        match table.id {
            TableId::Customers => self.customer(index, row),
            TableId::Events => self.event(index, row),
            TableId::OrderItems => Self::order_item(index, row),
            TableId::Orders => self.order(index, row),
            TableId::Tickets => self.ticket(index, row),
        }
        row.close();
    }

    fn customer(&self, index: u64, row: &mut RowWriter) {
        let mut dice = Dice::new(2, index);
        let person = Person::of(index + 1, &self.words);
        row.text(&person.name());
        row.text(&person.email());
        text_or_null(row, person.phone());
        let private = person.into_private(&self.words);
        row.text(&private.street_address());
        text_or_null(row, private.ssn());
        text_or_null(row, private.card_number());
        row.text(&[dice.word(&COUNTRIES)]);
        row.text(&[dice.word(&TIERS)]);
        amount(row, dice.below(1_000_000));
        self.moment(row, &mut dice);
    }

    fn event(&self, index: u64, row: &mut RowWriter) {
        let mut dice = Dice::new(3, index);
        self.any_customer(row, &mut dice);
        row.text(&[dice.word(&KINDS)]);
        self.moment(row, &mut dice);
        let payload = &self.words.payload;
        let sku = [(); 2].map(|()| Digits::padded(dice.below(100_000), 5));
        let quantity = [(); 2].map(|()| Digits::of(1 + dice.below(9)));
        let (width, height) = *dice.pick(&VIEWPORTS);
        row.text(&[
            &payload.page,
            dice.word(&payload.pages),
            &payload.referrer,
            dice.word(&payload.referrers),
            &payload.first_item,
            sku[0].bytes(),
            &payload.quantity,
            quantity[0].bytes(),
            &payload.end_item,
            &payload.next_item,
            sku[1].bytes(),
            &payload.quantity,
            quantity[1].bytes(),
            &payload.end_item,
            &payload.viewport,
            width,
            &payload.height,
            height,
            &payload.elapsed,
            Digits::of(dice.below(90_000)).bytes(),
            &payload.experiment,
            dice.word(&payload.experiments),
            &payload.end,
        ]);
    }

    fn order_item(index: u64, row: &mut RowWriter) {
        let mut dice = Dice::new(4, index);
        row.bare(&[Digits::of(1 + index / 2).bytes()]);
        row.text(&[b"SKU-", Digits::padded(dice.below(100_000), 5).bytes()]);
        row.bare(&[Digits::of(1 + dice.below(12)).bytes()]);
        amount(row, 99 + dice.below(50_000));
    }

    fn order(&self, index: u64, row: &mut RowWriter) {
        let mut dice = Dice::new(5, index);
        let person = self.any_customer(row, &mut dice);
        row.text(&person.email());
        row.text(&person.name());
        text_or_null(row, person.phone());
        row.text(&[dice.word(&STATES)]);
        row.text(&[dice.word(&CARRIERS)]);
        amount(row, 500 + dice.below(200_000));
        row.text(&[dice.word(&CURRENCIES)]);
        self.moment(row, &mut dice);
        if dice.chance(70) {
            self.moment(row, &mut dice);
        } else {
            row.null();
        }
    }

    fn ticket(&self, index: u64, row: &mut RowWriter) {
        let mut dice = Dice::new(6, index);
        let person = self.any_customer(row, &mut dice);
        row.text(&person.email());
        row.text(&person.name());
        row.text(&[dice.word(&STATES)]);
        row.bare(&[Digits::of(1 + dice.below(4)).bytes()]);
        self.moment(row, &mut dice);
        let [first, second, third, fourth, fifth] =
            [(); 5].map(|()| dice.word(&self.words.sentences));
        let break_line = self.words.paragraph.as_slice();
        let mut parts: [&[u8]; 17] = [b""; 17];
        parts[..4].copy_from_slice(&[first, b" ", second, break_line]);
        parts[4..9].copy_from_slice(&[third, b" ", fourth, b" ", fifth]);
        // a few people write their address where no rule looks, for the detectors to find
        if dice.chance(12) {
            parts[9] = &self.words.write_to;
            parts[10..16].copy_from_slice(&person.email());
            parts[16] = b".";
        }
        row.text(&parts);
    }

    /// Writes the number of some customer, and says who that is.
    fn any_customer(&self, row: &mut RowWriter, dice: &mut Dice) -> Person<'_> {
        let customer = 1 + dice.below(self.customers);
        row.bare(&[Digits::of(customer).bytes()]);
        Person::of(customer, &self.words)
    }

    fn moment(&self, row: &mut RowWriter, dice: &mut Dice) {
        let day = dice.word(&self.words.days);
        let second = dice.below(86_400);
        let [hour, minute, second] =
            [second / 3600, second / 60 % 60, second % 60].map(|part| Digits::padded(part, 2));
        let (hour, minute, second) = (hour.bytes(), minute.bytes(), second.bytes());
        row.text(&[day, b" ", hour, b":", minute, b":", second]);
    }
}

fn text_or_null<const N: usize>(row: &mut RowWriter, parts: Option<[&[u8]; N]>) {
    match parts {
        Some(parts) => row.text(&parts),
        None => row.null(),
    }
}

fn amount(row: &mut RowWriter, cents: u64) {
    let (whole, rest) = (Digits::of(cents / 100), Digits::padded(cents % 100, 2));
    row.bare(&[whole.bytes(), b".", rest.bytes()]);
}

const COUNTRIES: [&[u8]; 4] = [b"US", b"DE", b"GB", b"FR"];
const TIERS: [&[u8]; 3] = [b"standard", b"silver", b"gold"];
const KINDS: [&[u8]; 4] = [b"page_view", b"search", b"add_to_basket", b"checkout"];
const STATES: [&[u8]; 4] = [b"open", b"waiting", b"done", b"returned"];
const CARRIERS: [&[u8]; 4] = [b"north-parcel", b"blue-van", b"post", b"pick-up"];
const CURRENCIES: [&[u8]; 3] = [b"USD", b"EUR", b"GBP"];
const VIEWPORTS: [(&[u8], &[u8]); 3] = [(b"1920", b"1080"), (b"390", b"844"), (b"1440", b"900")];
