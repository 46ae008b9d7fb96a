SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.people (
    first text,
    whole text GENERATED ALWAYS AS (((first || ' '::text) || last)) STORED,
    last text
);

COPY public.people (first, last) FROM stdin;
Ada	Lovelace
\.

INSERT INTO public.people VALUES ('Grace', DEFAULT, 'Hopper');
INSERT INTO public.people (first, whole, last) VALUES ('Ada', DEFAULT, 'Lovelace');
