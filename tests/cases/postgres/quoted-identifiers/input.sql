SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE SCHEMA "odd schema";

CREATE TABLE "odd schema"."a.b c" (
    id integer NOT NULL,
    "First Name" text,
    "new
line" text,
    "say ""hi""" text,
    "stdin;" text
);

COPY "odd schema"."a.b c" (id, "First Name", "new
line", "say ""hi""", "stdin;") FROM stdin;
1	Ada	Lovelace	hello	x
2	Grace	Hopper	\N	y
\.

INSERT INTO "odd schema"."a.b c" (id, "stdin;", "First Name") VALUES (3, 'z', 'Ada');
