SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.things (
    i integer,
    n numeric,
    b boolean,
    bits bit(4),
    d date,
    ts timestamp with time zone,
    u uuid,
    j json,
    a text[],
    raw bytea,
    t text
);

INSERT INTO public.things VALUES (7, 1.5, true, B'1010', '2026-01-01', '2026-01-01 10:00:00+00', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{"a": 1}', '{x,"y z"}', '\x0102ff', 'Ada');
INSERT INTO public.things VALUES (NULL, 'NaN', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
COPY public.things (i, n, b, bits, d, ts, u, j, a, raw, t) FROM stdin;
7	1.5	t	1010	2026-01-01	2026-01-01 10:00:00+00	a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11	{"a": 1}	{x,"y z"}	\\x0102ff	Ada
\.
