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

INSERT INTO public.things VALUES (0, 0, 'f', b'0000', '1970-01-01', '1970-01-01 00:00:00', '00000000-0000-0000-0000-000000000000', '{}', '{}', '\xbb9a33', '***');
INSERT INTO public.things VALUES (NULL, '0', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
COPY public.things (i, n, b, bits, d, ts, u, j, a, raw, t) FROM stdin;
0	0	f	0000	1970-01-01	1970-01-01 00:00:00	00000000-0000-0000-0000-000000000000	{}	{}	\\xbb9a33	***
\.
