SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.lines (
    text text,
    who text
);

COPY public.lines (text, who) FROM stdin;
\\.	7msjaldnyrf1mdppqbuv
\\.\n\\.	db47az7uqkeiz2s6fcap
.	ygn67kx4ta0jfvw8gc5d
\.

INSERT INTO public.lines VALUES ('\\.', 'y68xc3f1u34vj0n0ly2a');
