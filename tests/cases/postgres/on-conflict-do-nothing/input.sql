SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.people (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text
);

INSERT INTO public.people (id, name) OVERRIDING SYSTEM VALUE VALUES (1, 'Ada') ON CONFLICT DO NOTHING;
INSERT INTO public.people (id, name) OVERRIDING SYSTEM VALUE VALUES (1, 'Ada') ON CONFLICT DO NOTHING;
INSERT INTO public.people OVERRIDING SYSTEM VALUE VALUES (2, 'Grace') ON CONFLICT DO NOTHING;
