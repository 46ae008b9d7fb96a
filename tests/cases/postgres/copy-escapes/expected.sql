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
1	tab\there	********	534e035e31b7
2	line\nfeed	*********	53302957e03b
3	back\\slash	**********	d1f90d6ae7df
4	\x41\102C	***	6e457c4da44d
5	odd\qescape	**********	6b27656dc3b0
6	\b\f\r\v	****	09246b9bee31
7	\N	\N	\N
8	\\N	**	36ee060050f5
9			09246b9bee31
10	Zoë €𝄞	******	a0dec4c00af8
\.
