PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE notes (id INTEGER PRIMARY KEY, kept TEXT, hidden TEXT, name TEXT);
INSERT INTO notes VALUES(1,unistr('a\u000ab'),'***','a3f8acfc24ee');
INSERT INTO notes VALUES(2,unistr('it''s\u000d\u000a\\'),'*******','9adc2f0c7ea0');
COMMIT;
