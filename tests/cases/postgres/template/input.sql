SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.people (
    id integer,
    login text,
    nick text,
    mail text
);

COPY public.people (id, login, nick, mail) FROM stdin;
1	ada	countess	ada@shop.example
2	\N	amazing	\N
3	ada	\N	x
\.
