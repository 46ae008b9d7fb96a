#![allow(warnings)]
use bauta_detect::*;
use bauta_model::*;
use std::collections::*;
fn class(t: &str) -> TypeClass {
    let t = t.to_lowercase();
    if t.contains("[]") {
        TypeClass::Array
    } else if t.starts_with("int") || t.starts_with("bigint") || t.starts_with("smallint") {
        TypeClass::Integer
    } else if t.starts_with("numeric") {
        TypeClass::Decimal
    } else if t.starts_with("double") || t.starts_with("real") {
        TypeClass::Float
    } else if t.starts_with("bool") {
        TypeClass::Bool
    } else if t.starts_with("date") {
        TypeClass::Date
    } else if t.starts_with("timestamp") {
        TypeClass::Timestamp
    } else if t.starts_with("uuid") {
        TypeClass::Uuid
    } else if t.starts_with("json") {
        TypeClass::Json
    } else if t.starts_with("inet") {
        TypeClass::Inet
    } else if t.starts_with("mac") {
        TypeClass::Mac
    } else if t.starts_with("bytea") {
        TypeClass::Bytes
    } else if t.starts_with("tsvector") {
        TypeClass::TsVector
    } else if t.starts_with("text") || t.starts_with("char") {
        TypeClass::Text
    } else {
        TypeClass::Enum
    }
}
fn main() {
    let text = std::fs::read(std::env::args().nth(1).unwrap()).unwrap();
    let quiet = std::env::args().nth(2).is_some();
    let text = String::from_utf8_lossy(&text);
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    let mut lines = text.lines();
    let mut spent = std::time::Duration::ZERO;
    let mut bytes = 0usize;
    let finder = Finder::all();
    while let Some(line) = lines.next() {
        if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
            let name = rest
                .split(' ')
                .next()
                .unwrap()
                .rsplit('.')
                .next()
                .unwrap()
                .to_string();
            let mut table = Table::default();
            for l in lines.by_ref() {
                if l.starts_with(')') {
                    break;
                }
                let l = l.trim();
                let mut w = l.split(' ');
                let n = w.next().unwrap().trim_matches('"');
                let ty = w.next().unwrap_or("").trim_matches(',');
                if n == "CONSTRAINT" {
                    continue;
                }
                table.columns.push(Column {
                    name: n.into(),
                    ty: ColumnType::of(class(ty), ty),
                    nullable: true,
                    generated: Generated::No,
                    identity: false,
                    default: None,
                });
            }
            tables.insert(name, table);
        }
        if let Some(rest) = line.strip_prefix("COPY ") {
            let name = rest
                .split(' ')
                .next()
                .unwrap()
                .rsplit('.')
                .next()
                .unwrap()
                .to_string();
            let cols: Vec<String> = rest
                .split('(')
                .nth(1)
                .unwrap()
                .split(')')
                .next()
                .unwrap()
                .split(", ")
                .map(|s| s.trim_matches('"').to_string())
                .collect();
            let tn = TableName::bare(name.clone());
            let schema = &tables[&name];
            let facts: Vec<_> = cols
                .iter()
                .map(|c| ColumnFacts {
                    table: &tn,
                    schema,
                    column: schema.column(c).unwrap(),
                })
                .collect();
            let mut tallies: Vec<_> = facts.iter().map(Tally::new).collect();
            let mut rows = vec![];
            for l in lines.by_ref() {
                if l == "\\." {
                    break;
                }
                rows.push(l);
            }
            let start = std::time::Instant::now();
            for (i, l) in rows.iter().enumerate() {
                bytes += l.len();
                for (t, v) in tallies.iter_mut().zip(l.split('\t')) {
                    if v == "\\N" {
                        t.null()
                    } else {
                        t.observe(i as u64, v.as_bytes())
                    }
                }
            }
            spent += start.elapsed();
            let mut found = vec![];
            for (i, l) in rows.iter().enumerate() {
                for (t, v) in tallies.iter_mut().zip(l.split('\t')) {
                    found.clear();
                    finder.find(v.as_bytes(), &mut found);
                    for f in &found {
                        if f.span.len() < v.len() {
                            t.found(f.kind)
                        }
                    }
                }
            }
            let start = std::time::Instant::now();
            for (f, t) in facts.iter().zip(&tallies) {
                let v = judge(f, t);
                if quiet {
                    continue;
                }
                match v {
                    None => println!("{name}.{} -", f.column.name),
                    Some(v) => println!(
                        "{name}.{} {} {:?} {} {:?} {:?}",
                        f.column.name, v.kind, v.reach, v.confidence, v.evidence, v.runner_up
                    ),
                }
            }
            spent += start.elapsed();
        }
    }
    println!(
        "{bytes} bytes in {spent:?}: {} MB/s",
        bytes as f64 / 1e6 / spent.as_secs_f64()
    );
}
