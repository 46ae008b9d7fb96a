PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE notes (id INTEGER PRIMARY KEY, kept TEXT, hidden TEXT, name TEXT);
INSERT INTO notes VALUES(1,replace('a\nb','\n',char(10)),replace('a\nb','\n',char(10)),replace('a\nb','\n',char(10)));
INSERT INTO notes VALUES(2,replace(replace('a\nb\rc','\r',char(13)),'\n',char(10)),replace(replace('a\nb\rc','\r',char(13)),'\n',char(10)),'plain');
INSERT INTO notes VALUES(3,replace('a\n(\n0)b','(\n0)',char(10)),replace('a\n(\n0)b','(\n0)',char(10)),'it''s');
INSERT INTO notes VALUES(4,NULL,NULL,NULL);
COMMIT;
