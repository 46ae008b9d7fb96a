SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.people (
    country text,
    number text,
    tax text
);

COPY public.people (country, number, tax) FROM stdin;
DE	A1	t1
FR	B1	t2
\N	A2	t3
GB	B2	t4
\.

INSERT INTO public.people (tax, number, country) VALUES ('t5', 'B3', 'DE'), ('t6', 'B4', 'GB');
