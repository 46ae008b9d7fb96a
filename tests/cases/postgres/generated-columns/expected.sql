SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.people (
    first text,
    whole text GENERATED ALWAYS AS (((first || ' '::text) || last)) STORED,
    last text
);

COPY public.people (first, last) FROM stdin;
94sqjxbgouyp42odtqsk	nptim8w4frn3mo51d8w1
\.

INSERT INTO public.people VALUES ('gcxuerccvg8nz13l2x2r', DEFAULT, 'hi5ovoe5qgkoaq3he1f9');
INSERT INTO public.people (first, whole, last) VALUES ('94sqjxbgouyp42odtqsk', DEFAULT, 'nptim8w4frn3mo51d8w1');
