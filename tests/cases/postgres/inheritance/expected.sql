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
1	jqcs7i1nutmbxcjzqcti
\.

COPY public.employees (id, name, salary) FROM stdin;
2	8dbceiqbxuak7oih9slg	1
\.
