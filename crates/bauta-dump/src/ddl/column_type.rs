//! Column types: the words of a declaration to what transformers care about.

use bauta_model::{Catalog, ColumnType, Dialect, TypeClass};

use super::cursor::Cursor;
use super::token::TokenKind;

/// Reads the type at `cursor`; a type nobody knows is [`TypeClass::Other`].
pub(super) fn read(cursor: &mut Cursor<'_>, catalog: &Catalog) -> ColumnType {
    let start = *cursor;
    let mut ty = match cursor.state.dialect() {
        Dialect::Sqlite => sqlite(cursor),
        Dialect::Postgres | Dialect::Mysql => server(cursor, catalog),
    };
    while array_suffix(cursor) {
        // PostgreSQL does not tell `int[]` from `int[][]`, so one level stands for all.
        if ty.class != TypeClass::Array {
            ty = ColumnType {
                element: Some(Box::new(ty)),
                ..ColumnType::of(TypeClass::Array, "")
            };
        }
    }
    ty.written = start.until(cursor).text();
    ty
}

/// Whether a collation of that name compares without case.
pub(super) fn collation_ignores_case(collation: &str) -> bool {
    let name = collation.to_ascii_lowercase();
    name == "nocase"
        || name == "ci"
        || name.ends_with("_ci")
        || name.contains("_ci_")
        || name.contains("case_insensitive")
        || name.contains("ks-level1")
        || name.contains("ks-level2")
}

fn array_suffix(cursor: &mut Cursor<'_>) -> bool {
    if cursor.state.dialect() != Dialect::Postgres {
        return false;
    }
    let keyword = cursor.eat("ARRAY");
    if cursor.eat_symbol(b'[') {
        while !cursor.at_end() && !cursor.eat_symbol(b']') {
            cursor.advance();
        }
        return true;
    }
    keyword
}

/// A type of `PostgreSQL` or `MySQL`.
fn server(cursor: &mut Cursor<'_>, catalog: &Catalog) -> ColumnType {
    let bare = cursor
        .peek()
        .is_some_and(|token| token.kind == TokenKind::Word);
    let Some(parts) = cursor.qualified() else {
        return ColumnType::default();
    };
    let full: Vec<String> = parts
        .into_iter()
        .map(|part| part.name.to_lowercase())
        .collect();
    let mut name = full.last().cloned().unwrap_or_default();
    if bare && full.len() == 1 {
        name = several_words(name, cursor);
    } else if !bare && name == "char" {
        "quoted char".clone_into(&mut name);
    }
    let arguments = cursor.group();
    let mut ty = known(&name, cursor.state.dialect())
        .or_else(|| declared(&full, catalog))
        .unwrap_or_default();
    if let Some(arguments) = arguments {
        apply_arguments(&mut ty, &name, arguments);
    }
    suffix_words(cursor, &mut ty);
    ty
}

/// Joins the words of types that are written in several (`character varying`).
fn several_words(mut name: String, cursor: &mut Cursor<'_>) -> String {
    if name == "national" {
        name = cursor.name().unwrap_or_default().to_lowercase();
    }
    let varying = cursor.eat("VARYING");
    match name.as_str() {
        "character" | "char" | "nchar" if varying => "varchar".to_owned(),
        "bit" if varying => "varbit".to_owned(),
        "char" if cursor.eat("BYTE") => "binary".to_owned(),
        "double" => {
            cursor.eat("PRECISION");
            name
        }
        "long" if cursor.eat("VARBINARY") => "mediumblob".to_owned(),
        "long" => {
            cursor.eat("VARCHAR");
            "mediumtext".to_owned()
        }
        _ => name,
    }
}

/// `with time zone`, the fields of an interval, `unsigned`.
fn suffix_words(cursor: &mut Cursor<'_>, ty: &mut ColumnType) {
    match ty.class {
        TypeClass::Timestamp | TypeClass::Time => {
            let _ = cursor.eat("WITH TIME ZONE") || cursor.eat("WITHOUT TIME ZONE");
        }
        TypeClass::Interval => {
            while cursor.eat_any(&["YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND", "TO"]) {}
            cursor.group();
        }
        _ => {}
    }
    if cursor.state.dialect() != Dialect::Mysql {
        return;
    }
    loop {
        if cursor.eat("UNSIGNED") {
            ty.range = ty.range.map(|(low, high)| (0, high - low));
        } else if !cursor.eat_any(&["SIGNED", "ZEROFILL"]) {
            return;
        }
    }
}

fn apply_arguments(ty: &mut ColumnType, name: &str, arguments: Cursor<'_>) {
    if ty.class == TypeClass::Enum {
        ty.labels = arguments
            .split_commas()
            .into_iter()
            .filter_map(label)
            .collect();
        return;
    }
    let signed = |mut part: Cursor<'_>| {
        let negative = part.eat_symbol(b'-');
        part.number::<u32>()
            .map(|number| if negative { 0 } else { number })
    };
    let numbers: Vec<u32> = arguments
        .split_commas()
        .into_iter()
        .filter_map(signed)
        .collect();
    let Some(&first) = numbers.first() else {
        return;
    };
    match ty.class {
        TypeClass::Text | TypeClass::Bytes | TypeClass::Bit if name != "name" => {
            ty.max_chars = usize::try_from(first).ok();
        }
        TypeClass::Decimal => ty.precision = Some((first, numbers.get(1).copied().unwrap_or(0))),
        _ => {}
    }
}

fn label(mut part: Cursor<'_>) -> Option<String> {
    if part.peek()?.kind == TokenKind::Word {
        part.advance();
    }
    let bytes = part.literal()?;
    Some(part.state.decode(&bytes))
}

/// A type that the dump itself declares.
fn declared(full: &[String], catalog: &Catalog) -> Option<ColumnType> {
    let joined = full.join(".");
    let last = full.last()?;
    if let Some(labels) = catalog
        .enums
        .get(&joined)
        .or_else(|| catalog.enums.get(last))
    {
        return Some(ColumnType {
            labels: labels.clone(),
            ..ColumnType::of(TypeClass::Enum, "")
        });
    }
    catalog
        .domains
        .get(&joined)
        .or_else(|| catalog.domains.get(last))
        .cloned()
}

fn known(name: &str, dialect: Dialect) -> Option<ColumnType> {
    let mysql = dialect == Dialect::Mysql;
    let mut ty = ColumnType::of(class_of(name, mysql)?, "");
    match name {
        "char" | "character" | "nchar" | "bpchar" | "binary" => {
            ty.fixed = true;
            ty.max_chars = (name != "bpchar").then_some(1);
        }
        "bit" => {
            ty.fixed = true;
            ty.max_chars = Some(1);
        }
        "quoted char" => ty.max_chars = Some(1),
        "name" => ty.max_chars = Some(63),
        "tinytext" | "tinyblob" => ty.max_chars = Some(255),
        "text" | "blob" if mysql => ty.max_chars = Some(65_535),
        "mediumtext" | "mediumblob" => ty.max_chars = Some(16_777_215),
        "citext" => ty.ignores_case = true,
        // Without arguments MySQL gives ten digits and none after the point.
        "decimal" | "numeric" | "dec" | "fixed" if mysql => ty.precision = Some((10, 0)),
        _ => ty.range = range_of(name),
    }
    Some(ty)
}

fn class_of(name: &str, mysql: bool) -> Option<TypeClass> {
    Some(match name {
        "text" | "varchar" | "char" | "character" | "bpchar" | "nchar" | "nvarchar"
        | "varcharacter" | "name" | "citext" | "tinytext" | "mediumtext" | "longtext"
        | "quoted char" => TypeClass::Text,
        "tinyint" | "smallint" | "mediumint" | "int" | "integer" | "bigint" | "int1" | "int2"
        | "int3" | "int4" | "int8" | "middleint" | "serial" | "bigserial" | "smallserial"
        | "serial2" | "serial4" | "serial8" | "oid" | "year" => TypeClass::Integer,
        "numeric" | "decimal" | "dec" | "fixed" => TypeClass::Decimal,
        "real" | "float" | "float4" | "float8" | "double" => TypeClass::Float,
        "bool" | "boolean" => TypeClass::Bool,
        "date" => TypeClass::Date,
        "time" | "timetz" => TypeClass::Time,
        "timestamp" | "timestamptz" | "datetime" => TypeClass::Timestamp,
        "interval" => TypeClass::Interval,
        "uuid" => TypeClass::Uuid,
        "bytea" | "binary" | "varbinary" | "blob" | "tinyblob" | "mediumblob" | "longblob" => {
            TypeClass::Bytes
        }
        "bit" | "varbit" => TypeClass::Bit,
        "json" | "jsonb" => TypeClass::Json,
        "xml" => TypeClass::Xml,
        "inet" | "cidr" | "inet4" | "inet6" => TypeClass::Inet,
        "macaddr" | "macaddr8" => TypeClass::Mac,
        "enum" | "set" if mysql => TypeClass::Enum,
        "hstore" => TypeClass::Hstore,
        "point" | "line" | "lseg" | "box" | "path" | "polygon" | "circle" | "geometry"
        | "geography" | "linestring" | "multipoint" | "multilinestring" | "multipolygon"
        | "geometrycollection" | "geomcollection" => TypeClass::Geometry,
        "tsvector" => TypeClass::TsVector,
        _ => return None,
    })
}

fn range_of(name: &str) -> Option<(i128, i128)> {
    let bits = match name {
        "tinyint" | "int1" => 8,
        "smallint" | "int2" | "smallserial" | "serial2" => 16,
        "mediumint" | "int3" | "middleint" => 24,
        "int" | "integer" | "int4" | "serial" | "serial4" => 32,
        "bigint" | "int8" | "bigserial" | "serial8" => 64,
        "oid" => return Some((0, i128::from(u32::MAX))),
        "year" => return Some((1901, 2155)),
        _ => return None,
    };
    Some((-(1 << (bits - 1)), (1 << (bits - 1)) - 1))
}

/// A type of `SQLite`: any words; the affinity rules decide where the name is not a known one.
fn sqlite(cursor: &mut Cursor<'_>) -> ColumnType {
    let mut words = Vec::new();
    while !cursor.is_any(COLUMN_WORDS) {
        match cursor.name() {
            Some(word) => words.push(word.to_lowercase()),
            None => break,
        }
    }
    let arguments = if words.is_empty() {
        None
    } else {
        cursor.group()
    };
    let name = words.join(" ");
    let mut ty =
        known(&name, Dialect::Sqlite).unwrap_or_else(|| ColumnType::of(affinity(&name), ""));
    if ty.class == TypeClass::Integer {
        // Every INTEGER of SQLite holds 64 bits, whatever its name says.
        ty.range = range_of("bigint");
    }
    ty.fixed = false;
    ty.max_chars = None;
    if let Some(arguments) = arguments {
        apply_arguments(&mut ty, &name, arguments);
    }
    ty
}

/// *Source*: "Datatypes in `SQLite`", section 3.1.
fn affinity(name: &str) -> TypeClass {
    let has = |part: &str| name.contains(part);
    if has("int") {
        TypeClass::Integer
    } else if has("char") || has("clob") || has("text") {
        TypeClass::Text
    } else if has("blob") {
        TypeClass::Bytes
    } else if has("real") || has("floa") || has("doub") {
        TypeClass::Float
    } else {
        TypeClass::Other
    }
}

/// Words that end a type in a column definition of `SQLite`.
const COLUMN_WORDS: &[&str] = &[
    "CONSTRAINT",
    "PRIMARY",
    "NOT",
    "NULL",
    "UNIQUE",
    "CHECK",
    "DEFAULT",
    "COLLATE",
    "REFERENCES",
    "GENERATED",
    "AS",
    "ON",
];
