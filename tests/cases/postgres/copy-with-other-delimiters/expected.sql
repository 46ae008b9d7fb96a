SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.people (
    id integer,
    name text
);

COPY public.people (id, name) FROM STDIN WITH (DELIMITER '|');
1|432ca254
2|\N
3|8d5198ee
\.

COPY public.people (name, id) FROM stdin WITH (FORMAT csv, HEADER);
name,id
432ca254,4
"0e038e08",5
,6
"50691771",7
"312a0e0c",8
\.
