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
1	k5f5jirw2zclwq2qql77	c58401fee2fc3a35511cff3f	*****	gone
2	6lkiqhvs0c5t9rz4injy	f893cad022ef9014c41bcb36	\N	gone
\.

INSERT INTO "odd schema"."a.b c" (id, "stdin;", "First Name") VALUES (3, 'gone', 'k5f5jirw2zclwq2qql77');
