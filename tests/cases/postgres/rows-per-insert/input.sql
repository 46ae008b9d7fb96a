SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.people (
    id integer NOT NULL,
    name text,
    score numeric(5,2)
);

INSERT INTO public.people VALUES
	(1, 'Ada', 1.50),
	(2, 'it''s (2, ''x''), Ada', NULL),
	(3, NULL, 'NaN'),
	(4, '', -3);
INSERT INTO public.people VALUES
	(5, 'Ada', 0);
