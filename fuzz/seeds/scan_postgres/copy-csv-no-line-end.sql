COPY t FROM stdin CSV;
1,2
\.