SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.people (
    id integer NOT NULL,
    name text
);

CREATE TABLE public.employees (
    salary integer
)
INHERITS (public.people);

COPY public.people (id, name) FROM stdin;
1	Ada
\.

COPY public.employees (id, name, salary) FROM stdin;
2	Grace	4000
\.
