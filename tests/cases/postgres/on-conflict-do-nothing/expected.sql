SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.people (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text
);

INSERT INTO public.people (id, name) OVERRIDING SYSTEM VALUE VALUES (456731639, 'jqcs7i1nutmbxcjzqcti') ON CONFLICT DO NOTHING;
INSERT INTO public.people (id, name) OVERRIDING SYSTEM VALUE VALUES (456731639, 'jqcs7i1nutmbxcjzqcti') ON CONFLICT DO NOTHING;
INSERT INTO public.people OVERRIDING SYSTEM VALUE VALUES (672164257, '8dbceiqbxuak7oih9slg') ON CONFLICT DO NOTHING;
