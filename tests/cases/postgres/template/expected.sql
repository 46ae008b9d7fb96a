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
1	1-141C799E	141c799e	cf0dde37@example.org
2	\N	55e98f5e	@example.org
3	3-	\N	cf0dde37@example.org
\.
