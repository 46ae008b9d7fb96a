SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.notes (
    id integer NOT NULL,
    kept text,
    hidden text,
    hashed text
);

COPY public.notes (id, kept, hidden, hashed) FROM stdin;
1	tab\there	tab\there	tab\there
2	line\nfeed	line\nfeed	line\nfeed
3	back\\slash	back\\slash	back\\slash
4	\x41\102C	\x41\102C	ABC
5	odd\qescape	odd\qescape	oddqescape
6	\b\f\r\v	\b\f\r\v	
7	\N	\N	\N
8	\\N	\\N	\\N
9			
10	Zoë €𝄞	Zoë €𝄞	Zoë €𝄞
\.
