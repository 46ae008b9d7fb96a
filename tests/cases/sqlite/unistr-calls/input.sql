PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE notes (id INTEGER PRIMARY KEY, kept TEXT, hidden TEXT, name TEXT);
INSERT INTO notes VALUES(1,unistr('a\u000ab'),unistr('a\u000ab'),unistr('a\u000ab'));
INSERT INTO notes VALUES(2,unistr('it''s\u000d\u000a\\'),unistr('it''s\u000d\u000a\\'),'a b');
COMMIT;
