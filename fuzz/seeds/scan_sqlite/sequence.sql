DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('t',5);
INSERT OR REPLACE INTO t(a,b) VALUES(-Inf,9.0e+999),(x'00',NULL);
