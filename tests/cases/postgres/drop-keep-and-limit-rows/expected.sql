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
\.




COPY public.visits (id, day, who) FROM stdin;
2	2026-01-01	9kuq8vflrqm30ldegizo
\.

INSERT INTO public.visits VALUES(6, '2026-06-01', '9kuq8vflrqm30ldegizo');

INSERT INTO public.visits (who, id, day) VALUES('9kuq8vflrqm30ldegizo', 9, '2026-07-01');

COPY public.clicks (id, who) FROM stdin;
1	5kc0ovnxx91p56anm30q
\.

INSERT INTO public.clicks VALUES(2, '5kc0ovnxx91p56anm30q');

