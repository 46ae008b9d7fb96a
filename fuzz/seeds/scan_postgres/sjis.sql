SET client_encoding = 'SJIS';
COPY public."•\" (a) FROM stdin;
ƒ\”\
\.
INSERT INTO t VALUES ('•\', 'ƒ'');
