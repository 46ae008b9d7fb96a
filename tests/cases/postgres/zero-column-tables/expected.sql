SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.nothing (
);

CREATE TABLE public.only_generated (
    always integer GENERATED ALWAYS AS (1) STORED
);

COPY public.nothing  FROM stdin;



\.

COPY public.only_generated  FROM stdin;


\.

INSERT INTO public.nothing DEFAULT VALUES;
INSERT INTO public.only_generated VALUES (DEFAULT);
