SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.lines (
    text text,
    who text
);

COPY public.lines (text, who) FROM stdin;
\\.	Ada
\\.\n\\.	Grace
.	\\.
\.

INSERT INTO public.lines VALUES ('\\.', '\\.');
