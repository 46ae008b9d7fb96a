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

INSERT INTO public.people (id, name, note) VALUES (1, '615ea1c6011bee94', 'it''s;');
INSERT INTO public.people (id, name, note) VALUES (2, E'615ea1c6011bee94', E'it\'s; \x41\u00e9\101');
INSERT INTO public.people (id, name, note) VALUES (3, '615ea1c6011bee94', $tag$it's; $$ here$tag$);
INSERT INTO public.people (id, name, note) VALUES (4, '615ea1c6011bee94', U&'d\0061t\+000061');
INSERT INTO public.people (id, name, note) VALUES (5, '615ea1c6011bee94', 'two'
 ' parts');
