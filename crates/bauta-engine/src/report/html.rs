//! The report of a run as one page for people: no script, nothing fetched, readable on paper.

use std::fmt::{self, Display, Write};

use super::{Report, TableReport};
use crate::verify::Proof;

impl Report {
    /// The page: what was masked, what was done to each column, what was found, what was proved.
    pub fn html(&self) -> String {
        let mut page = Page::default();
        page.open(&format!("{} – bauta", self.profile.name));
        self.write_head(&mut page);
        if let Some(proof) = &self.verification {
            write_proof(&mut page, proof);
        }
        self.write_tables(&mut page);
        self.write_findings(&mut page);
        self.write_identities(&mut page);
        self.write_staged(&mut page);
        self.write_exceptions(&mut page);
        page.list("What the reader should know", &self.notices);
        page.text.push_str("</main></body></html>\n");
        page.text
    }

    fn write_head(&self, page: &mut Page) {
        page.tag(
            "h1",
            &format!("{}, masked for {}", self.profile.name, self.environment),
        );
        let proved = match &self.verification {
            Some(proof) if proof.passed => "verified: nothing real was found in the output",
            Some(_) => "the verification found something left",
            None => "not verified",
        };
        page.tag("p", proved);
        let none = || "–".to_owned();
        let rows: u64 = self.tables.iter().map(|table| table.rows_out).sum();
        let mut facts = vec![
            ("Engine", self.engine.clone()),
            ("Dialect", self.dialect.clone()),
            ("Profile", self.profile.digest.clone()),
            ("Key id", self.key_id.clone()),
            ("Input", stored(&self.input)),
            ("Output", stored(&self.output)),
            ("Tables", count(self.tables.len() as u64)),
            ("Rows written", count(rows)),
            ("Seconds", format!("{:.1}", self.run.seconds)),
            (
                "Policies",
                self.policies
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>()
                    .join(", "),
            ),
        ];
        if let Some(approved) = &self.approval {
            let people = approved.approvers.join(", ");
            let text = format!(
                "{people}, number {}, until {}",
                approved.serial, approved.expires
            );
            facts.push(("Approved by", text));
        }
        if let Some(evidence) = &self.run.evidence {
            facts.push(("Run", evidence.run.clone()));
            facts.push(("Clone", evidence.clone.clone().unwrap_or_else(none)));
            facts.push((
                "Attestation",
                evidence.attestation.clone().unwrap_or_else(none),
            ));
        }
        page.facts(facts.into_iter().filter(|(_, value)| !value.is_empty()));
    }

    fn write_tables(&self, page: &mut Page) {
        page.tag("h2", "Tables and columns");
        let most = self
            .tables
            .iter()
            .map(|table| table.rows_in)
            .max()
            .unwrap_or(0);
        for table in &self.tables {
            write_table(page, table, most);
        }
    }

    fn write_findings(&self, page: &mut Page) {
        let rows = self.secrets.iter().map(|found| {
            let table = found.table.as_deref().unwrap_or("statements");
            let place = match &found.column {
                Some(column) => format!("{table}.{column}"),
                None => table.to_owned(),
            };
            [found.kind.clone(), place, count(found.count)]
        });
        let heads = ["Kind", "Place", "Replaced"];
        page.table("Found and replaced in what stays", heads, rows);
    }

    fn write_identities(&self, page: &mut Page) {
        let rows = self.identities.iter().map(|found| {
            [
                found.kind.clone(),
                found.name.clone(),
                found.place.clone(),
                found.treatment.clone(),
                count(found.count),
            ]
        });
        let heads = ["Kind", "Name", "Place", "Treatment", "Count"];
        page.table(
            "Accounts, credentials and copies outside the rows",
            heads,
            rows,
        );
    }

    fn write_staged(&self, page: &mut Page) {
        let rows = self.staged.iter().map(|staged| {
            [
                staged.kind.clone(),
                staged.owner.clone().unwrap_or_default(),
                staged.rotate_by.clone().unwrap_or_default(),
            ]
        });
        let heads = ["Kind or column", "Owner", "Rotate by"];
        page.table("Credentials of the environment", heads, rows);
    }

    fn write_exceptions(&self, page: &mut Page) {
        let rows = self.exceptions.iter().map(|exception| {
            let place = exception.column.as_ref().or(exception.fingerprint.as_ref());
            [
                place.cloned().unwrap_or_default(),
                exception.kinds.join(", "),
                exception.reason.clone(),
                exception.owner.clone(),
                exception.expires.clone(),
                count(exception.hits),
            ]
        });
        let heads = ["Place", "Kinds", "Reason", "Owner", "Expires", "Let stay"];
        page.table("Exceptions", heads, rows);
    }
}

fn write_proof(page: &mut Page, proof: &Proof) {
    let rows = proof.checks.iter().map(|check| {
        let found = check.findings.len() as u64 + check.unlisted;
        let verdict = if check.passed { "passed" } else { "failed" };
        [
            check.name.to_owned(),
            verdict.to_owned(),
            count(check.judged),
            count(check.unjudged),
            count(check.excluded),
            count(found),
        ]
    });
    let heads = [
        "Check",
        "Verdict",
        "Judged",
        "Not judged",
        "Excluded",
        "Found",
    ];
    page.table("Verification of the output", heads, rows);
    page.list("Not checked", &proof.not_checked);
}

fn write_table(page: &mut Page, table: &TableReport, most: u64) {
    let changed = table
        .columns
        .iter()
        .filter(|column| column.changed > 0)
        .count();
    let rows = match (table.rows_in, table.rows_out) {
        (read, written) if read == written => format!("{} rows", count(written)),
        (read, written) => format!("{} of {} rows", count(written), count(read)),
    };
    page.write(format_args!(
        "<details><summary><b>{}</b> <span>{rows}, {changed} of {} columns changed</span>\
         <meter max=\"{}\" value=\"{}\">{rows}</meter></summary>",
        Escaped(&table.name),
        table.columns.len(),
        most.max(1),
        table.rows_in,
    ));
    let columns = table.columns.iter().map(|column| {
        [
            column.name.clone(),
            column.action.clone(),
            count(column.changed),
            count(column.nulls),
        ]
    });
    page.rows(
        ["Column", "What was done", "Fields changed", "NULL"],
        columns,
    );
    page.text.push_str("</details>\n");
}

fn stored(stored: &super::StoredReport) -> String {
    let bytes = count(stored.bytes);
    match &stored.sha256 {
        Some(sha256) => format!("{bytes} bytes, SHA-256 {sha256}"),
        None => format!("{bytes} bytes"),
    }
}

/// `1,234,567`
fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A page that grows. What comes from a dump or a profile is written through [`Escaped`] alone.
#[derive(Debug, Default)]
struct Page {
    text: String,
}

impl Page {
    fn write(&mut self, arguments: fmt::Arguments<'_>) {
        // Writing to a string does not fail.
        self.text.write_fmt(arguments).ok();
    }

    fn open(&mut self, title: &str) {
        self.write(format_args!(
            "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n\
             <title>{}</title>\n<style>{STYLE}</style></head><body><main>\n",
            Escaped(title)
        ));
    }

    fn tag(&mut self, tag: &str, text: &str) {
        self.write(format_args!("<{tag}>{}</{tag}>\n", Escaped(text)));
    }

    fn facts<'a>(&mut self, facts: impl Iterator<Item = (&'a str, String)>) {
        self.text.push_str("<dl>\n");
        for (name, value) in facts {
            self.tag("dt", name);
            self.tag("dd", &value);
        }
        self.text.push_str("</dl>\n");
    }

    fn list(&mut self, title: &str, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        self.tag("h2", title);
        self.text.push_str("<ul>\n");
        for line in lines {
            self.tag("li", line);
        }
        self.text.push_str("</ul>\n");
    }

    fn table<const N: usize>(
        &mut self,
        title: &str,
        heads: [&str; N],
        rows: impl ExactSizeIterator<Item = [String; N]>,
    ) {
        self.tag("h2", title);
        if rows.len() == 0 {
            self.tag("p", "None.");
        } else {
            self.rows(heads, rows);
        }
    }

    fn rows<const N: usize>(&mut self, heads: [&str; N], rows: impl Iterator<Item = [String; N]>) {
        self.text.push_str("<table><thead><tr>");
        for head in heads {
            self.write(format_args!("<th scope=\"col\">{head}</th>"));
        }
        self.text.push_str("</tr></thead><tbody>\n");
        for row in rows {
            self.text.push_str("<tr>");
            for cell in &row {
                self.write(format_args!("<td>{}</td>", Escaped(cell)));
            }
            self.text.push_str("</tr>\n");
        }
        self.text.push_str("</tbody></table>\n");
    }
}

/// Text that no reader takes for markup.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

const STYLE: &str = include_str!("page.css");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_markup_is_text() {
        let mut page = Page::default();
        page.rows(
            ["Name"],
            std::iter::once(["<img src=x onerror='a'>&".to_owned()]),
        );
        let cell = "<td>&lt;img src=x onerror=&#39;a&#39;&gt;&amp;</td>";
        assert!(page.text.contains(cell), "{}", page.text);
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(
            [0, 999, 1000, 1_234_567].map(count),
            ["0", "999", "1,000", "1,234,567"]
        );
    }
}
