SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.people (
    id integer NOT NULL,
    name text,
    note text
);

CREATE FUNCTION public.about(name text) RETURNS text
    LANGUAGE plpgsql
    AS $_$
BEGIN
    -- it's; a body with 'quotes' and $$ in it
    RETURN 'a;b' || $1;
END;
$_$;

INSERT INTO public.people (id, name, note) VALUES (1, 'it''s Ada', 'it''s;');
INSERT INTO public.people (id, name, note) VALUES (2, E'it\'s Ada', E'it\'s; \x41\u00e9\101');
INSERT INTO public.people (id, name, note) VALUES (3, 'it''s Ada', $tag$it's; $$ here$tag$);
INSERT INTO public.people (id, name, note) VALUES (4, 'it''s Ada', U&'d\0061t\+000061');
INSERT INTO public.people (id, name, note) VALUES (5, 'it''s Ada', 'two'
 ' parts');
