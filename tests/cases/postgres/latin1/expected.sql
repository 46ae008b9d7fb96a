SET client_encoding = 'LATIN1';
SET standard_conforming_strings = on;

CREATE TABLE public."café" (
    id integer NOT NULL,
    name text,
    cut text,
    kept text
);

COPY public."café" (id, name, cut, kept) FROM stdin;
1	Zoè	ÀÉÎ	Zoé
2	è	é	é
\.
