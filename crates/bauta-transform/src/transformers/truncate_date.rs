use bauta_model::TypeClass;

use crate::dates::{self, DateFormat, FORMATS, Moment, Written};
use crate::{
    Applied, Build, Context, Example, Fault, Kind, Lengths, Param, ParamError, ParamType, Params,
    Traits, Transformer,
};

pub(super) static KIND: Kind = Kind {
    name: "truncate-date",
    summary: "Coarsens a date to the beginning of its year, month, week, day or hour.",
    notes: "The written form stays. For dates of birth HIPAA's Safe Harbor allows the year only.",
    accepts: &[
        TypeClass::Date,
        TypeClass::Timestamp,
        TypeClass::Text,
        TypeClass::Other,
    ],
    params: &[
        Param::required(
            "to",
            ParamType::OneOf(&["year", "month", "week", "day", "hour"]),
            "What stays exact; weeks begin on Monday.",
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
            params: r#"{"to": "month"}"#,
            input: Some("2026-11-21T10:15:30.5Z"),
            output: Some("2026-11-01T00:00:00.0Z"),
        },
        Example {
            params: r#"{"to": "week"}"#,
            input: Some("2026-11-21"),
            output: Some("2026-11-16"),
        },
        Example {
            params: r#"{"to": "hour"}"#,
            input: Some("2026-11-21 10:15:30+01"),
            output: Some("2026-11-21 10:00:00+01"),
        },
        Example {
            params: r#"{"to": "year", "format": "DD.MM.YYYY"}"#,
            input: Some("21.11.2026"),
            output: Some("01.01.2026"),
        },
    ],
    build: |params: &Params<'_>,
            _build: &mut Build<'_>|
     -> Result<Box<dyn Transformer>, ParamError> {
        Ok(Box::new(TruncateDate {
            to: match params.text("to") {
                Some("hour") => Grain::Hour,
                Some("day") => Grain::Day,
                Some("week") => Grain::Week,
                Some("month") => Grain::Month,
                _ => Grain::Year,
            },
            format: DateFormat::named(params.text("format")),
        }))
    },
};

const TRAITS: Traits = Traits {
    keeps_length: true,
    keeps_format: true,
    lengths: Lengths::NotLonger,
    ..Traits::PLAIN
};

#[derive(Debug)]
struct TruncateDate {
    to: Grain,
    format: DateFormat,
}

#[derive(Debug, Clone, Copy)]
enum Grain {
    Year,
    Month,
    Week,
    Day,
    Hour,
}

impl Grain {
    fn start(self, moment: Moment<'_>) -> Result<Moment<'_>, Fault> {
        Ok(match self {
            Self::Year => moment.year_start(),
            Self::Month => moment.month_start(),
            Self::Week => moment.week_start()?,
            Self::Day | Self::Hour => moment,
        })
    }
}

impl Transformer for TruncateDate {
    fn traits(&self) -> Traits {
        TRAITS
    }

    fn apply(
        &self,
        value: &[u8],
        _cx: &mut Context<'_>,
        out: &mut Vec<u8>,
    ) -> Result<Applied, Fault> {
        let Written::Moment(moment) = dates::parse(value, self.format)? else {
            return Ok(Applied::Keep);
        };
        // The hour ends at the first colon; without one the time is a whole hour or nothing.
        let from = match self.to {
            Grain::Hour => moment
                .time
                .iter()
                .position(|byte| *byte == b':')
                .unwrap_or(moment.time.len().min(3)),
            _ => 0,
        };
        self.to.start(moment)?.write_zeroed(from, out);
        Ok(Applied::Value)
    }
}
