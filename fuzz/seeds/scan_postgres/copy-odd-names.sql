COPY s."new
line; ""x""" ("a,b", "FROM stdin;") FROM stdin;
a	b
\.
