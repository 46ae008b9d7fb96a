SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.people (
    id integer,
    name text
);

COPY public.people (id, name) FROM STDIN WITH (DELIMITER '|');
1|Ada
2|\N
3|a\|b
\.

COPY public.people (name, id) FROM stdin WITH (FORMAT csv, HEADER);
name,id
Ada,4
"Ada, the ""first""",5
,6
"",7
"two
lines",8
\.
