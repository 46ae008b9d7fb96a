SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.people (
    id integer NOT NULL,
    name text
);

COPY public.people (id, name) FROM stdin;
1	Ada
2	\N
3	
\.

INSERT INTO public.people VALUES (4, 'Ada');
