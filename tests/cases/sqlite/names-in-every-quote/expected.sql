PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE [odd name] (id INTEGER PRIMARY KEY AUTOINCREMENT, `first name` TEXT, "order" TEXT);
INSERT INTO "odd name" VALUES(1,'h02bcdz75oxxhfxopmk4','***');
INSERT INTO [odd name] VALUES(2,'nmvmcal5ewt48vmff742','***');
INSERT INTO `odd name` VALUES(3,'h02bcdz75oxxhfxopmk4','*****');
INSERT INTO 'odd name' VALUES(4,'h02bcdz75oxxhfxopmk4','****');
INSERT INTO sqlite_sequence VALUES('odd name',4);
COMMIT;
