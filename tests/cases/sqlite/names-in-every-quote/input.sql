PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE [odd name] (id INTEGER PRIMARY KEY AUTOINCREMENT, `first name` TEXT, "order" TEXT);
INSERT INTO "odd name" VALUES(1,'Ada','one');
INSERT INTO [odd name] VALUES(2,'Grace','two');
INSERT INTO `odd name` VALUES(3,'Ada','three');
INSERT INTO 'odd name' VALUES(4,'Ada','four');
INSERT INTO sqlite_sequence VALUES('odd name',4);
COMMIT;
