CREATE TABLE public.staff (
    id integer NOT NULL,
    team text NOT NULL,
    salary numeric(9,2),
    note text
);

COPY public.staff (id, team, salary, note) FROM stdin;
1	sales	1000.00	one
2	sales	2000.00	tab\there
3	sales	\N	back\\slash
4	press	4000.00	\N
5	press	5000.00	five
6	press	6000.00	six
\.

INSERT INTO public.staff VALUES (7, 'works', 7000.00, 'it''s seven');
INSERT INTO public.staff VALUES (8, 'works', NULL, NULL), (9, 'works', 9000.00, 'nine');
INSERT INTO public.staff (note, salary, team, id) VALUES ('ten', 10000.00, 'works', 10);
ALTER TABLE ONLY public.staff ADD CONSTRAINT staff_pkey PRIMARY KEY (id);
