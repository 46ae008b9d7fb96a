//! Progress on standard error. The clock is read here; the engine has none.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use bauta_engine::{Event, Observer};
use serde_json::json;

use crate::args::{Format, ProgressStyle};
use crate::console::{Console, Volume};
use crate::render::{human, width};

/// Shows how far a run has come, and passes notices on.
#[derive(Debug)]
pub(crate) struct Progress {
    console: Console,
    style: Style,
    started: Instant,
    stage: Option<(Stage, Instant)>,
    shown: Option<Instant>,
    live_columns: usize,
    told: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Live,
    Plain,
    Json,
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Learning,
    Reading,
    Masking,
}

/// How far a run has come at a moment.
#[derive(Debug, Clone, Copy)]
struct Moment<'a> {
    stage: Stage,
    read_bytes: u64,
    total_bytes: Option<u64>,
    rows: u64,
    table: Option<&'a str>,
    /// Since the stage began.
    elapsed: Duration,
}

impl Progress {
    pub(crate) fn new(console: Console, style: ProgressStyle) -> Self {
        let terminal = io::stderr().is_terminal();
        let now = Instant::now();
        Self {
            console,
            style: Style::choose(style, console, terminal),
            started: now,
            stage: None,
            shown: None,
            live_columns: 0,
            told: Vec::new(),
        }
    }

    /// Since the run began.
    pub(crate) fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }

    /// Takes the live line away, for what comes next.
    pub(crate) fn finish(&mut self) {
        if self.live_columns > 0 {
            tell(&format!("\r{}\r", " ".repeat(self.live_columns)));
            self.live_columns = 0;
        }
    }

    /// Tells the notices of a report that were not told while it ran, and adds those that were to it.
    pub(crate) fn tell_rest(&mut self, notices: &mut Vec<String>) {
        for notice in notices.iter() {
            self.notice(notice);
        }
        notices.clone_from(&self.told);
    }

    fn notice(&mut self, text: &str) {
        if self.told.iter().any(|told| told == text) {
            return;
        }
        self.told.push(text.to_owned());
        self.finish();
        match self.style {
            Style::Json => tell(&format!("{}\n", json!({"event": "notice", "text": text}))),
            // With JSON as the result, notices stand in it.
            _ if self.console.format == Format::Json => {}
            _ => self.console.note(text),
        }
    }

    fn show(&mut self, moment: Moment<'_>) {
        match self.style {
            Style::Live => {
                let columns = width::of_terminal().saturating_sub(1);
                let line = width::fit(&moment.line(), columns);
                let used = width::of(&line);
                tell(&format!(
                    "\r{line}{}",
                    " ".repeat(self.live_columns.saturating_sub(used))
                ));
                self.live_columns = used;
            }
            Style::Plain => tell(&format!("{}\n", moment.line())),
            Style::Json => tell(&format!("{}\n", moment.json())),
            Style::None => {}
        }
    }
}

impl Observer for Progress {
    fn observe(&mut self, event: &Event<'_>) {
        let (stage, read_bytes, total_bytes, rows, table) = match *event {
            Event::Learning {
                read_bytes,
                total_bytes,
            } => (Stage::Learning, read_bytes, total_bytes, 0, None),
            Event::Masking {
                read_bytes,
                total_bytes,
                rows,
                table,
                ..
            } => (Stage::Masking, read_bytes, total_bytes, rows, table),
            Event::Reading {
                read_bytes,
                total_bytes,
                rows,
                table,
            } => (Stage::Reading, read_bytes, total_bytes, rows, table),
            Event::Notice(text) => return self.notice(text),
            _ => return,
        };
        if self.style == Style::None {
            return;
        }
        let now = Instant::now();
        let began = match self.stage {
            Some((known, began)) if known == stage => began,
            _ => {
                self.stage = Some((stage, now));
                now
            }
        };
        // The first line comes after one interval: what is done at once needs no progress.
        let last = *self.shown.get_or_insert(self.started);
        if now.duration_since(last) >= self.style.interval() {
            self.shown = Some(now);
            self.show(Moment {
                stage,
                read_bytes,
                total_bytes,
                rows,
                table,
                elapsed: now.duration_since(began),
            });
        }
    }
}

impl Style {
    fn choose(asked: ProgressStyle, console: Console, terminal: bool) -> Self {
        match asked {
            ProgressStyle::None => Self::None,
            ProgressStyle::Json => Self::Json,
            ProgressStyle::Auto
                if console.volume == Volume::Quiet || console.format == Format::Json =>
            {
                Self::None
            }
            ProgressStyle::Auto if terminal => Self::Live,
            ProgressStyle::Plain | ProgressStyle::Auto => Self::Plain,
        }
    }

    fn interval(self) -> Duration {
        match self {
            Self::Live => Duration::from_millis(100),
            Self::Json => Duration::from_secs(1),
            Self::Plain | Self::None => Duration::from_secs(5),
        }
    }
}

impl Moment<'_> {
    fn line(&self) -> String {
        let mut parts = Vec::new();
        if let Some(percent) = self.percent() {
            parts.push(format!("{percent:>3} %"));
        }
        parts.push(human::bytes(self.read_bytes));
        if let Some(rate) = self.bytes_per_second() {
            parts.push(format!("{}/s", human::bytes(rate)));
        }
        if let Some(left) = self.left() {
            parts.push(format!("{} left", human::duration(left)));
        }
        match self.stage {
            Stage::Learning => parts.push("reading the schema".to_owned()),
            Stage::Reading | Stage::Masking => {
                parts.push(format!("{} rows", human::count(self.rows)));
            }
        }
        if let Some(table) = self.table {
            parts.push(human::printable(table).into_owned());
        }
        parts.join(" · ")
    }

    fn json(&self) -> serde_json::Value {
        json!({
            "event": match self.stage {
                Stage::Learning => "learning",
                Stage::Reading => "reading",
                Stage::Masking => "masking",
            },
            "read_bytes": self.read_bytes,
            "total_bytes": self.total_bytes,
            "percent": self.percent(),
            "bytes_per_second": self.bytes_per_second(),
            "rows": self.rows,
            "table": self.table,
            "seconds_left": self.left().map(|left| left.as_secs()),
        })
    }

    fn percent(&self) -> Option<u64> {
        let total = self.total_bytes.filter(|total| *total > 0)?;
        u64::try_from(u128::from(self.read_bytes.min(total)) * 100 / u128::from(total)).ok()
    }

    fn bytes_per_second(&self) -> Option<u64> {
        let elapsed_ms = self.elapsed.as_millis();
        let rate = (u128::from(self.read_bytes) * 1000).checked_div(elapsed_ms)?;
        u64::try_from(rate).ok()
    }

    fn left(&self) -> Option<Duration> {
        let left = self.total_bytes?.checked_sub(self.read_bytes)?;
        let seconds = left.checked_div(self.bytes_per_second()?)?;
        // At the very beginning the rate says nothing yet.
        (self.elapsed >= Duration::from_secs(1)).then(|| Duration::from_secs(seconds))
    }
}

/// Writes to standard error. If that is gone, nobody is left to tell.
fn tell(text: &str) {
    io::stderr().write_all(text.as_bytes()).ok();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(total_bytes: Option<u64>) -> Moment<'static> {
        Moment {
            stage: Stage::Masking,
            read_bytes: 25_000_000,
            total_bytes,
            rows: 1_234_567,
            table: Some("public.\u{1b}[2Jcustomers"),
            elapsed: Duration::from_secs(2),
        }
    }

    #[test]
    fn a_line_tells_how_far_how_fast_how_long_and_where() {
        let line = moment(Some(100_000_000)).line();
        assert_eq!(
            line,
            " 25 % · 25.0 MB · 12.5 MB/s · 6 s left · 1,234,567 rows · public.\u{fffd}[2Jcustomers"
        );
        assert_eq!(
            moment(None).line(),
            "25.0 MB · 12.5 MB/s · 1,234,567 rows · public.\u{fffd}[2Jcustomers"
        );
    }

    #[test]
    fn the_first_moment_divides_by_nothing() {
        let first = Moment {
            elapsed: Duration::ZERO,
            total_bytes: Some(0),
            ..moment(None)
        };
        assert_eq!(
            first.line(),
            "25.0 MB · 1,234,567 rows · public.\u{fffd}[2Jcustomers"
        );
    }

    #[test]
    fn a_program_gets_numbers() {
        let told = moment(Some(100_000_000)).json();
        assert_eq!(
            (told["percent"].as_u64(), told["seconds_left"].as_u64()),
            (Some(25), Some(6))
        );
    }
}
