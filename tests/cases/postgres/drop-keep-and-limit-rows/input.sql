SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.sessions (
    id integer,
    token text
);

CREATE TABLE public.visits (
    id integer,
    day date,
    who text
);

CREATE TABLE public.clicks (
    id integer,
    who text
);

COPY public.sessions (id, token) FROM stdin;
1	a
2	b
\.

INSERT INTO public.sessions VALUES (3, 'c');
INSERT INTO public.sessions VALUES (4, 'd'), (5, 'e');

COPY public.visits (id, day, who) FROM stdin;
1	2025-12-31	Ada
2	2026-01-01	Ada
3	2026-01-02	\N
4	\N	Ada
\.

INSERT INTO public.visits VALUES
	(5, '2025-01-01', 'Ada'),
	(6, '2026-06-01', 'Ada'),
	(7, '2025-06-01', 'Grace');
INSERT INTO public.visits VALUES (8, '2024-01-01', 'Ada');
INSERT INTO public.visits (who, id, day) VALUES ('Ada', 9, '2026-07-01');

COPY public.clicks (id, who) FROM stdin;
1	Ada
\.

INSERT INTO public.clicks VALUES (2, 'Ada'), (3, 'Grace'), (4, 'Ada');
INSERT INTO public.clicks VALUES (5, 'Ada');
