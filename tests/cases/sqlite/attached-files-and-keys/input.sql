PRAGMA key = 'hunter2hunter2';
ATTACH DATABASE '/srv/other.db' AS other KEY 'hunter3hunter3';
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE t(a TEXT);
INSERT INTO t VALUES('x');
COMMIT;
DETACH DATABASE other;
