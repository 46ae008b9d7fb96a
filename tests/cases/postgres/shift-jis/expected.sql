SET client_encoding = 'SJIS';
SET standard_conforming_strings = on;

CREATE TABLE public."表" (
    id integer NOT NULL,
    name text,
    note text
);

COPY public."表" (id, name, note) FROM stdin;
1	lhm2r85q2q78byavm2ah	ソn
2	jjo05no8h4cj9e0vedd3	ソ\tb
3	q2g1n93d4whk8b7l3dwb	表
\.

INSERT INTO public."表" VALUES (4, 'lhm2r85q2q78byavm2ah', '表');
