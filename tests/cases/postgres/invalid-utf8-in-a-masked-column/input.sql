SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.people (
    id integer,
    kept text,
    plain text,
    nulled text
);

COPY public.people (id, kept, plain, nulled) FROM stdin;
1	füÿr	füÿr	füÿr
2	a	a	a
\.
