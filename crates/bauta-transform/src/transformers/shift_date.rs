use bauta_crypto::{Prf, Purpose};
use bauta_model::TypeClass;

use crate::NeedIndex;
use crate::dates::{self, DateFormat, FORMATS, Written};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, Param, ParamError, ParamType, Params,
    Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "shift-date",
    summary: "Moves a date by a number of days that is the same for all dates of a subject.",
    notes: "Intervals between the dates of a subject hold, also across tables whose rules name the same kind of `subject`. One known true date undoes the subject's shift, and so does any exact time of day. A NULL subject shifts by the value itself. `infinity` and 0000-00-00 stay; years before 1 are invalid.",
    accepts: &[
        TypeClass::Date,
        TypeClass::Timestamp,
        TypeClass::Text,
        TypeClass::Other,
    ],
    params: &[
        Param::required(
            "by",
            ParamType::Column,
            "The column that says whose date it is.",
        ),
        Param::required(
            "max_days",
            ParamType::Integer {
                min: 1,
                max: 36_500,
            },
            "The farthest shift to either side.",
        ),
        Param::optional(
            "weeks",
            ParamType::Boolean,
            "false",
            "Whether to shift by whole weeks, which keeps the day of the week; needs `max_days` of 7 or more.",
        ),
        Param::optional(
            "subject",
            ParamType::Text,
            "subject",
            "The kind of subject that `by` holds. Equal subjects of one kind shift alike in every table.",
        ),
        Param::optional(
            "format",
            ParamType::OneOf(FORMATS),
            "YYYY-MM-DD",
            "How the date is written.",
        ),
    ],
    traits: TRAITS,
    examples: &[
        Example {
            params: r#"{"by": "id", "max_days": 30}"#,
            input: Some("2026-11-21 10:00:00.25+01"),
            output: Some("2026-12-04 10:00:00.25+01"),
        },
        Example {
            params: r#"{"by": "id", "max_days": 365, "weeks": true, "format": "DD.MM.YYYY"}"#,
            input: Some("24.12.2026"),
            output: Some("13.05.2027"),
        },
        Example {
            params: r#"{"by": "id", "max_days": 30}"#,
            input: Some("infinity"),
            output: Some("infinity"),
        },
    ],
    build: |params: &Params<'_>,
            build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        let max = params.integer("max_days").unwrap_or(1);
        let weeks = params.flag("weeks").unwrap_or(false);
        if weeks && max < 7 {
            return Err(params.unfit("`weeks` needs `max_days` of 7 or more"));
        }
        let subject = params.text("subject").unwrap_or("subject");
        Ok(Box::new(ShiftDate {
            prf: build.keys.prf(subject, Purpose::DateShift),
            by: build.needs.original(params.text("by").unwrap_or_default()),
            max: u32::try_from(max).unwrap_or(1),
            step: if weeks { 7 } else { 1 },
            format: DateFormat::named(params.text("format")),
        }))
    },
};

const TRAITS: Traits = Traits {
    // Equal dates of different subjects differ.
    deterministic: false,
    keeps_length: true,
    keeps_format: true,
    lengths: Lengths::NotLonger,
    ..Traits::PLAIN
};

#[derive(Debug)]
struct ShiftDate {
    prf: Prf,
    by: NeedIndex,
    max: u32,
    step: u32,
    format: DateFormat,
}

impl Transformer for ShiftDate {
    fn traits(&self) -> Traits {
        TRAITS
    }

    fn apply(
        &self,
        value: &[u8],
        cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let Written::Moment(moment) = dates::parse(value, self.format)? else {
            return Ok(Applied::Keep);
        };
        let subject = cx.row.original(self.by).unwrap_or(value);
        let days = dates::nonzero_days(&mut self.prf.draw(subject), self.max, self.step);
        moment.shifted(days)?.write(out);
        Ok(Applied::Value)
    }
}

#[cfg(test)]
mod tests {
    use super::super::harness::{apply_in, built, try_apply};
    use super::*;

    #[test]
    fn intervals_of_a_subject_hold() {
        let shift = built(&KIND, r#"{"by": "id", "max_days": 30}"#);
        let at = |value: &str, subject: &str| {
            let text = apply_in(&*shift, value, &[Some(subject)], &[]);
            let Ok(Written::Moment(moment)) = dates::parse(text.as_bytes(), DateFormat::Iso) else {
                panic!("no date");
            };
            moment.day_number()
        };
        for subject in ["1", "2", "3"] {
            assert_eq!(at("2026-03-01", subject) - at("2026-02-01", subject), 28);
        }
        let shifts: std::collections::BTreeSet<i64> = (0..20)
            .map(|subject| at("2026-03-01", &subject.to_string()))
            .collect();
        assert!(shifts.len() > 5);
    }

    #[test]
    fn no_date_stays_where_it_was() {
        let shift = built(&KIND, r#"{"by": "id", "max_days": 1}"#);
        for subject in 0..50 {
            let text = apply_in(&*shift, "2026-03-01", &[Some(&subject.to_string())], &[]);
            assert!(["2026-02-28", "2026-03-02"].contains(&text.as_str()));
        }
    }

    #[test]
    fn the_ends_of_the_calendar_are_invalid() {
        let shift = built(&KIND, r#"{"by": "id", "max_days": 30000}"#);
        let faults = (0..40).filter(|day| {
            let value = format!("0001-01-{:02}", day % 28 + 1);
            try_apply(&*shift, value.as_bytes()).is_err()
        });
        assert!(faults.count() > 0);
        assert!(try_apply(&*shift, b"0044-03-15 BC").is_err());
    }
}
