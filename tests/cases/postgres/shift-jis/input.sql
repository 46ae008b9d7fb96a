SET client_encoding = 'SJIS';
SET standard_conforming_strings = on;

CREATE TABLE public."表" (
    id integer NOT NULL,
    name text,
    note text
);

COPY public."表" (id, name, note) FROM stdin;
1	ソ能	ソ能
2	表	ソ\tb
3	Ada	表
\.

INSERT INTO public."表" VALUES (4, 'ソ能', '表');
