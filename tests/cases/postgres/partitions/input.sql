SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.visits (
    day date NOT NULL,
    who text
)
PARTITION BY RANGE (day);

CREATE TABLE public.visits_2025 (
    day date NOT NULL,
    who text
);

CREATE TABLE public.visits_2026 (
    who text,
    day date NOT NULL
);

ALTER TABLE ONLY public.visits ATTACH PARTITION public.visits_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');

ALTER TABLE ONLY public.visits ATTACH PARTITION public.visits_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

COPY public.visits_2025 (day, who) FROM stdin;
2025-03-01	Ada
\.

COPY public.visits_2026 (who, day) FROM stdin;
Ada	2026-03-01
\.
