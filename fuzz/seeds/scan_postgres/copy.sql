SET client_encoding = 'UTF8';
COPY public.t (id, mail, notes) FROM stdin;
1	ada@example.org	it\'s\ttab
2	\N	\\N
3		\\.
\.


SELECT pg_catalog.setval('public.t_id_seq', 3, true);
