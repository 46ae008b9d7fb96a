SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.people (
    id integer NOT NULL,
    name text,
    score numeric(5,2)
);

INSERT INTO public.people VALUES
	(1, 'jqcs7i1nutmbxcjzqcti', NULL),
	(2, '9vn7tew7nlqv6cpn8mg8', NULL),
	(3, NULL, NULL),
	(4, 'llc3n17ah0gbm4pf7ehl', NULL);
INSERT INTO public.people VALUES
	(5, 'jqcs7i1nutmbxcjzqcti', NULL);
