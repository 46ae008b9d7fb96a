SET client_encoding = 'UTF8';
SET standard_conforming_strings = off;
SET escape_string_warning = off;

CREATE TABLE public.people (
    id integer NOT NULL,
    kept text,
    name text
);

INSERT INTO public.people VALUES (1, 'back\\slash', 'xxxx\\sxxsx');
INSERT INTO public.people VALUES (2, 'end\\', 'xnx\\');
INSERT INTO public.people VALUES (3, 'it''s; \' too', 'xt''s; '' too');
SET standard_conforming_strings = on;
INSERT INTO public.people VALUES (4, 'back\slash', 'xxxx\sxxsx');
INSERT INTO public.people VALUES (5, 'end\', 'xnx\');
