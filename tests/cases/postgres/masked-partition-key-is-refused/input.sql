SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.visits (
    day date NOT NULL,
    who text
)
PARTITION BY RANGE (day);

CREATE TABLE public.visits_2026 PARTITION OF public.visits FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

COPY public.visits_2026 (day, who) FROM stdin;
2026-03-01	Ada
\.
