/*!40101 SET NAMES utf8mb4 */;
SET sql_mode = 'ANSI_QUOTES';

CREATE TABLE "people" (
  "id" int(11) NOT NULL,
  "full ""name""" varchar(60) DEFAULT NULL
);

INSERT INTO "people" VALUES (1,'b248bd60671d'),(2,'ecbe21c21f12');
INSERT INTO "people" ("full ""name""", "id") VALUES ('d24953d50f23',3);
