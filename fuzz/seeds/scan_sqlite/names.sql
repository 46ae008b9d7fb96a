CREATE TABLE [a ; b] (`c;` TEXT, "d;" TEXT, 'e;' TEXT);
INSERT INTO [a ; b] VALUES(1,2,3);
