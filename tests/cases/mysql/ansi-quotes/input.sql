/*!40101 SET NAMES utf8mb4 */;
SET sql_mode = 'ANSI_QUOTES';

CREATE TABLE "people" (
  "id" int(11) NOT NULL,
  "full ""name""" varchar(60) DEFAULT NULL
);

INSERT INTO "people" VALUES (1,'it\'s'),(2,'a"b');
INSERT INTO "people" ("full ""name""", "id") VALUES ('Ada',3);
