SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.people (
    id integer NOT NULL,
    name text
);

INSERT INTO public.people (id, name) VALUES (1, 'it''s Ada');
INSERT INTO public.people (id, name) VALUES (2, U&'it''s \0041da');
