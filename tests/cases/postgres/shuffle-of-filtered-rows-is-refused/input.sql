CREATE TABLE public.staff (
    id integer NOT NULL,
    salary integer
);

COPY public.staff (id, salary) FROM stdin;
1	1000
2	2000
\.
