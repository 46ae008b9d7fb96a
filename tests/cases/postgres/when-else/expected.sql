SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.people (
    country text,
    number text,
    tax text
);

COPY public.people (country, number, tax) FROM stdin;
XX	ib5iscfou5chawoz3qpw	\N
XX	B1	\N
\N	x1v77gd3cbf67liu4ka1	\N
XX	B2	0
\.

INSERT INTO public.people (tax, number, country) VALUES ('0', 'hu3hi70uaizsy7tfhm4l', 'XX'), ('0', 'B4', 'XX');
