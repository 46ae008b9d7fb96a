use bauta_model::Dialect;
use memchr::memmem;

/// What the first bytes of a dump say about its dialect.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sniff {
    /// It is this.
    Dialect(Dialect),
    /// More bytes could tell.
    NeedMore,
    /// It is no SQL dump.
    Unknown,
}

/// How many bytes are looked at, at most.
const WINDOW: usize = 64 * 1024;

/// Marks and how strongly they speak.
const MARKS: &[(Dialect, &[u8], u32)] = &[
    (Dialect::Postgres, b"-- PostgreSQL database", 100),
    (Dialect::Postgres, b"\\restrict ", 50),
    (Dialect::Postgres, b"\\connect ", 30),
    (Dialect::Postgres, b"FROM stdin;", 40),
    (Dialect::Postgres, b"FROM STDIN;", 40),
    (Dialect::Postgres, b"SET client_encoding", 40),
    (Dialect::Postgres, b"SET standard_conforming_strings", 40),
    (Dialect::Postgres, b"pg_catalog.", 40),
    (Dialect::Postgres, b"CREATE TABLE public.", 20),
    (Dialect::Postgres, b"character varying", 10),
    (Dialect::Postgres, b"INSERT INTO public.", 20),
    (Dialect::Mysql, b"-- MySQL dump", 100),
    (Dialect::Mysql, b"-- MariaDB dump", 100),
    (Dialect::Mysql, b"-- phpMyAdmin SQL Dump", 100),
    (Dialect::Mysql, b"/*!40", 40),
    (Dialect::Mysql, b"/*!50", 40),
    (Dialect::Mysql, b"/*M!", 100),
    (Dialect::Mysql, b"ENGINE=", 30),
    (Dialect::Mysql, b"AUTO_INCREMENT", 30),
    (Dialect::Mysql, b"auto_increment", 30),
    (Dialect::Mysql, b"INSERT INTO `", 20),
    (Dialect::Mysql, b"CREATE TABLE `", 20),
    (Dialect::Mysql, b"LOCK TABLES", 20),
    (Dialect::Mysql, b"INSERT IGNORE", 20),
    (Dialect::Mysql, b"REPLACE INTO", 15),
    (Dialect::Mysql, b"IDENTIFIED BY", 10),
    (Dialect::Sqlite, b"PRAGMA foreign_keys=", 100),
    (Dialect::Sqlite, b"SQLITE_DBCONFIG_DEFENSIVE", 100),
    (Dialect::Sqlite, b"BEGIN TRANSACTION;", 30),
    (Dialect::Sqlite, b"sqlite_sequence", 50),
    (Dialect::Sqlite, b"AUTOINCREMENT", 30),
];

/// Words one of which begins every statement of a script that carries no mark.
const OPENINGS: &[&[u8]] = &[
    b"CREATE ", b"INSERT ", b"COPY ", b"SET ", b"BEGIN", b"ALTER ", b"DROP ", b"SELECT ",
];

/// Tells the dialect from the front of the decompressed dump.
pub fn sniff(front: &[u8], at_end: bool) -> Sniff {
    let window = &front[..front.len().min(WINDOW)];
    let mut scores = [
        (Dialect::Postgres, 0u32),
        (Dialect::Mysql, 0),
        (Dialect::Sqlite, 0),
    ];
    for (dialect, mark, weight) in MARKS {
        if memmem::find(window, mark).is_some() {
            for (candidate, score) in &mut scores {
                *score += if candidate == dialect { *weight } else { 0 };
            }
        }
    }
    scores.sort_by_key(|(_, score)| std::cmp::Reverse(*score));
    let [(best, score), (_, second), _] = scores;
    if score >= 100 && score >= second * 2 {
        return Sniff::Dialect(best);
    }
    if !at_end && front.len() < WINDOW {
        return Sniff::NeedMore;
    }
    if window.contains(&0) && score < 40 {
        return Sniff::Unknown;
    }
    if score > 0 {
        return Sniff::Dialect(best);
    }
    let upper = window.to_ascii_uppercase();
    let statement_like = OPENINGS
        .iter()
        .any(|opening| memmem::find(&upper, opening).is_some())
        && upper.contains(&b';');
    if statement_like || window.trim_ascii().is_empty() {
        Sniff::Dialect(Dialect::Postgres)
    } else {
        Sniff::Unknown
    }
}
