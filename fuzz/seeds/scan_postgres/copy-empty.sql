COPY t (a) FROM stdin;
\.
