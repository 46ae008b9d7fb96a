SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.people (
    name text
);

UPDATE public.people SET name = 'Ada' WHERE name = 'Grace';
