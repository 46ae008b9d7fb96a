COPY t (a, b) FROM stdin WITH (FORMAT csv, QUOTE '"', ESCAPE '\');
1,"a
\.
\"b"
2,""
\.
