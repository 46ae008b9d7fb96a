SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.people (
    id integer NOT NULL
);

CREATE TABLE public.visits (
    id integer,
    person_id integer
);

COPY public.people (id) FROM stdin;
1
\.

COPY public.visits (id, person_id) FROM stdin;
1	1
\.

ALTER TABLE ONLY public.people ADD CONSTRAINT people_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.visits ADD CONSTRAINT visits_fkey FOREIGN KEY (person_id) REFERENCES public.people(id);
